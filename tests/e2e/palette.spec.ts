import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './program.ts';

const review = '/reviews/sample';
const rooms = ['', '/library', '/library/import', '/code', '/weigh', '/map', '/share', '/settings'];
const field = (page: Page) => page.getByRole('combobox', { name: 'Find or do' });
const keysDialog = (page: Page) => page.getByRole('dialog', { name: 'Keys of this room' });

/** Opens a page and waits until it hears keys. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForLoadState('networkidle');
}

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')}`);
}

test('the palette opens in every room, on reviews too, and the focus goes back', async ({ inside: page }) => {
  test.setTimeout(120_000);
  for (const address of [...rooms.map((room) => review + room), '/reviews']) {
    await open(page, address);
    const link = page.getByRole('link').first();
    await link.focus();
    await page.keyboard.press('Control+k');
    await expect(field(page), address).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(field(page)).toHaveCount(0);
    await expect(link, address).toBeFocused();
  }
});

test('a room, a study and a factor are found and opened by keyboard alone', async ({ inside: page }) => {
  await open(page, review);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('lib');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/library$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('cramm');
  const study = page.getByRole('option', { name: /^Cramm and Nieboer 2012/ }).first();
  await expect(study).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', (await study.getAttribute('id'))!);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/code\//);
  await expect(page.getByRole('heading', { level: 1, name: 'Cramm and Nieboer 2012' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('boundary span');
  await expect(page.getByRole('option', { name: /^Boundary spanners in Leadership/ })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/weigh\?open=leadership/);
  await expect(page.getByRole('complementary', { name: 'Leadership' })).toBeVisible();
});

test('what can be done from here is there with its key, and does it', async ({ inside: page }) => {
  await open(page, `${review}/library`);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('publish');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/share$/);
  await expect(page.getByRole('button', { name: /^Freeze edition/ })).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('always dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: 'Dark colours' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('export ris');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(file.suggestedFilename()).toBe('sample.ris');

  await open(page, `${review}/code`);
  await page.getByRole('link', { name: 'Cramm and Nieboer 2012' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Cramm and Nieboer 2012' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('new claim');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Factor' })).toBeFocused();
});

test('nothing moves when the palette opens, and nothing found says so', async ({ inside: page }) => {
  await open(page, `${review}/weigh`);
  // Figures far down come when there is a moment.
  await expect(page.getByRole('figure')).toHaveCount(4);
  await expect(page.locator('figure[aria-busy=true]')).toHaveCount(0);
  const place = () =>
    page.evaluate(() => JSON.stringify(document.querySelector('main')!.getBoundingClientRect()));
  const before = await place();
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  expect(await place()).toBe(before);
  const box = page.getByRole('dialog');
  const size = await box.boundingBox();
  await page.keyboard.type('zzzz');
  await expect(box.getByText('Nothing here is called “zzzz”.')).toBeVisible();
  expect(await box.boundingBox()).toEqual(size);
});

test('? shows keys that work, and letters stay letters while typing', async ({ inside: page }) => {
  await open(page, `${review}/library`);
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox');
  await expect(search).toBeFocused();
  await page.keyboard.type('why?');
  await expect(search).toHaveValue('why?');
  await expect(keysDialog(page)).toHaveCount(0);
  await search.blur();
  await page.keyboard.press('?');
  await expect(keysDialog(page).getByRole('row', { name: '/ Search the library' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keysDialog(page)).toHaveCount(0);

  await open(page, `${review}/code`);
  await page.getByRole('link', { name: 'Cramm and Nieboer 2012' }).click();
  await expect(page.getByRole('button', { name: 'New claim' })).toBeVisible();
  await page.getByRole('button', { name: 'Keys' }).click();
  for (const row of [
    'n New claim',
    'e New estimate',
    'f Edit the facts of the study',
    'Ctrl Enter Save the form',
  ]) {
    await expect(keysDialog(page).getByRole('row', { name: row })).toBeVisible();
  }
  // The page's own keys rest while the dialog is open.
  await page.keyboard.press('n');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Keys' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'New claim' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('combobox', { name: 'Factor' })).toBeFocused();
  await page.keyboard.type('ne?');
  await expect(page.getByRole('combobox', { name: 'Factor' })).toHaveValue('ne?');
  await expect(keysDialog(page)).toHaveCount(0);
});

test('the keys of a figure: t its table, Escape what is open wherever the focus is', async ({
  inside: page,
}) => {
  await open(page, `${review}/weigh?open=leadership%40primary`);
  const drawer = page.getByRole('complementary');
  await expect(drawer).toBeVisible();
  await page.getByRole('link', { name: 'Counterweight' }).focus();
  await page.keyboard.press('?');
  await expect(
    keysDialog(page).getByRole('row', { name: 'Esc Close what stands behind a mark' }),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keysDialog(page)).toHaveCount(0);
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await page.keyboard.press('t');
  await expect(page.getByRole('figure').first().getByRole('table')).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.getByRole('figure').first().getByRole('table')).toHaveCount(0);
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`palette and keys are accessible and within the window, ${theme}, ${width} px`, async ({
      inside: page,
    }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 740 });
      await open(page, `${review}/weigh`);
      await page.getByRole('button', { name: 'Find or do' }).click();
      await page.keyboard.type('lead');
      await expect(page.getByRole('option', { name: /^Leadership what/ })).toBeVisible();
      expect(await axe(page)).toEqual([]);
      const box = (await page.getByRole('dialog').boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Keys' }).click();
      await expect(keysDialog(page)).toBeVisible();
      expect(await axe(page)).toEqual([]);
    });
  }
}

/** Throws a switch and notes where the first focal point of the Ladder is drawn, frame by frame. */
async function throwSwitch(page: Page): Promise<{ heights: number[]; moved: boolean }> {
  await page.getByRole('button', { name: /All 8 kept|of 8 thrown/ }).click();
  return page.evaluate(async () => {
    const point = () => Number(document.querySelector('.scene circle.stroke-focal')!.getAttribute('cy'));
    const drop = document.querySelector<HTMLInputElement>('[aria-label="Retrospective"] [value="drop"]')!;
    const heights = [point()];
    let moved = false;
    const observer = new MutationObserver(() => {
      if (point() !== heights.at(-1)) heights.push(point());
      moved ||= document.querySelector('.moving') !== null;
    });
    observer.observe(document.querySelector('.scene')!, { attributes: true, subtree: true });
    drop.click();
    const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));
    for (let waited = 0; heights.length < 2 && waited < 10_000; waited += 50) await pause(50);
    while (document.querySelector('.moving')) await pause(50);
    await pause(200);
    observer.disconnect();
    return { heights, moved };
  });
}

/** Where the table of the Ladder says that the point is, from the lines of the picture's own scale. */
async function heightInTable(page: Page): Promise<number> {
  const ticks = await page.evaluate(() =>
    [...document.querySelector('.scene')!.querySelectorAll('text')].flatMap(({ textContent, attributes }) => {
      const tick = /^(\d+)\s%$/.exec(textContent ?? '');
      const isScale = attributes.getNamedItem('text-anchor')?.value === 'end';
      return tick && isScale
        ? [{ share: Number(tick[1]) / 100, y: Number(attributes.getNamedItem('y')!.value) - 4 }]
        : [];
    }),
  );
  const figure = page.getByRole('figure').first();
  await figure.getByRole('button', { name: 'Table' }).click();
  const cells = figure.getByRole('row', { name: /^All claims .* Leadership / }).getByRole('cell');
  const share = Number(await cells.nth(7).innerText());
  await figure.getByRole('button', { name: 'Table' }).click();
  const [low, high] = [ticks[0], ticks.at(-1)!];
  return low.y + ((share - low.share) / (high.share - low.share)) * (high.y - low.y);
}

test('a switch moves marks to where the table says', async ({ inside: page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await open(page, `${review}/weigh`);
  await page.waitForTimeout(500);
  const { heights, moved } = await throwSwitch(page);
  expect(moved).toBe(true);
  const [first, last] = [heights[0], heights.at(-1)!];
  expect(last).not.toBe(first);
  expect(heights.length, 'points on the way').toBeGreaterThan(2);
  for (const height of heights) {
    expect(height).toBeGreaterThanOrEqual(Math.min(first, last));
    expect(height).toBeLessThanOrEqual(Math.max(first, last));
  }
  await expect(page.locator('.moving')).toHaveCount(0);
  expect(Math.abs((await heightInTable(page)) - last)).toBeLessThan(0.5);
});

test('with reduced motion a switch puts marks there at once', async ({ inside: page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, `${review}/weigh`);
  await page.waitForTimeout(500);
  const { heights, moved } = await throwSwitch(page);
  expect(moved).toBe(false);
  expect(heights).toHaveLength(2);
  expect(Math.abs((await heightInTable(page)) - heights[1])).toBeLessThan(0.5);
});
