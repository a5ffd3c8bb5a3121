import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './program.ts';

const map = '/reviews/sample/map';

async function check(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')}`);
}

test('a row opens into its parts, and a cell of a part opens its studies and leads to Weigh', async ({
  inside: page,
}) => {
  await page.goto(map);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Leadership is studied most for/);
  await expect(page.getByText('not that it works')).toBeVisible();
  await page.getByRole('button', { name: /^Leadership: open its \d+ parts/ }).click();
  await expect(page).toHaveURL(/parts=factor%3Aleadership$/);
  await page
    .getByRole('button', { name: /^Boundary spanner.* → / })
    .first()
    .click();
  await expect(page).toHaveURL(/open=cell%3Ffactor%3Dleadership\.boundary_spanner/);
  const drawer = page.getByRole('complementary');
  await expect(drawer).toBeFocused();
  await expect(drawer.getByText(/^\d+ stud(y|ies), \d+ claim/)).toBeVisible();
  await expect(drawer.getByRole('link', { name: 'Weigh this cell' })).toHaveAttribute(
    'href',
    /weigh\?focal=leadership\.boundary_spanner&outcome=/,
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Leadership → Services: 5 studies/ }).click();
  await drawer.getByRole('link', { name: 'How certain is it?' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Leadership → Services');
});

test('on a telephone, where rows are lists, columns open into their parts too', async ({ inside: page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(map);
  await page
    .getByRole('button', { name: /^Services: open its \d+ parts/ })
    .first()
    .click();
  await expect(page).toHaveURL(/parts=outcome%3Aservice$/);
  await expect(page.getByRole('button', { name: /^Services: close its \d+ parts/ }).first()).toBeVisible();
});

test('sides, marks, a year and words stand in the address, and a link shows the same map', async ({
  inside: page,
  context,
}) => {
  await page.goto(map);
  await page.getByLabel('Columns').selectOption('tier');
  await page.getByRole('radio', { name: 'Heat' }).check({ force: true });
  await page.getByLabel('Shade by').selectOption('direction');
  await page.getByRole('searchbox', { name: 'Find studies by their words' }).fill('health');
  await expect(page).toHaveURL(/find=health/);
  await page.getByRole('slider').fill('2012');
  await expect(page).toHaveURL(/columns=tier&drawing=heat&shade=direction&until=2012&find=health/);
  await expect(page.getByText('until 2012')).toBeVisible();
  const shown = await page.locator('svg.scene').first().getAttribute('aria-label');
  expect(shown).toMatch(/pairs of factor and design tier have no study/);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator('svg.scene').first()).toHaveAttribute('aria-label', shown!);
  await page.getByRole('button', { name: 'Whole map' }).click();
  await expect(page).toHaveURL(/\?columns=tier&drawing=heat&shade=direction$/);
});

test('filters count what they would leave, and other rooms’ filters keep the map as it is', async ({
  inside: page,
}) => {
  await page.goto(`${map}?rows=stage`);
  await page.getByRole('button', { name: /All countries/ }).click();
  await page.getByRole('checkbox', { name: /^United States 39/ }).check();
  await expect(page).toHaveURL(/in_country=US/);
  await expect(page.getByText(/39 studies, \d+ claims/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByText(/^All claims count/).click();
  await page.getByRole('button', { name: /All design tiers/ }).click();
  await page.getByRole('checkbox', { name: /^A ·/ }).check();
  await expect(page).toHaveURL(/tier=A.*rows=stage.*in_country=US|rows=stage.*in_country=US.*tier=A/);
});

test('two slices stand on the same sides', async ({ inside: page }) => {
  await page.goto(map);
  await page.getByLabel('Two slices by').selectOption('setting');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^Between organisations: \d+ studies; inside one organisation: \d+\. \d+ cells are studied in one of them only/i,
  );
  await expect(
    page.getByRole('button', { name: /→ Services, between organisations:/i }).first(),
  ).toBeAttached();
});

test('cells are reached and opened by keyboard, and the focus comes back', async ({ inside: page }) => {
  await page.goto(map);
  const first = page.getByRole('button', { name: /^Leadership → Process and synergy/ });
  await first.focus();
  await page.keyboard.press('ArrowRight');
  const second = page.getByRole('button', { name: /^Leadership → Overall effectiveness/ });
  await expect(second).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Leadership → Overall effectiveness' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(second).toBeFocused();
});

test('the causal diagram traces paths, and every arrow opens its claims', async ({ inside: page }) => {
  await page.goto(map);
  await page.getByRole('link', { name: 'Causal diagram' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Most evidence joins leadership with/);
  await page.getByLabel('Paths from').selectOption({ label: 'Leadership' });
  await page.getByLabel('Paths to').selectOption({ label: 'Services' });
  await expect(page).toHaveURL(/from=factor%3Aleadership&to=outcome%3Aservice/);
  await expect(page.getByText('Leadership → Services. One step: helps, open')).toBeVisible();
  const arrow = page.getByRole('button', { name: /^Leadership → Services: helps, open; 5 studies/ });
  await arrow.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary', { name: 'Leadership → Services' });
  await expect(drawer.getByText('5 studies, 5 claims')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(arrow).toBeFocused();
  await page.getByRole('button', { name: 'No paths' }).click();
  await page.getByRole('combobox', { name: 'Arrows' }).selectOption('96');
  await expect(page.getByText('All links are drawn.')).toBeVisible();
});

test('places and years open their studies', async ({ inside: page }) => {
  await page.goto(`${map}/where`);
  await page.getByRole('button', { name: /^Netherlands: 7 studies/ }).click();
  const drawer = page.getByRole('complementary', { name: 'country: Netherlands' });
  await expect(drawer.getByText(/^7 studies, \d+ claims/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'By direction' }).check({ force: true });
  await expect(page).toHaveURL(/years=direction/);
  await page.getByRole('button', { name: /^2012: 6 studies/ }).click();
  await expect(page.getByRole('complementary').getByText(/^6 studies/)).toBeVisible();
});

test('a review without a claim, with one study, and addresses that make no sense show useful pages', async ({
  inside: page,
}) => {
  await page.goto('/reviews');
  await page.getByLabel('Title').fill('Nothing yet');
  await page.getByRole('button', { name: 'Make the review' }).click();
  await page.waitForURL(/\/reviews\/[a-z0-9-]+$/);
  const empty = page.url();
  const hostile =
    'rows=%3Cscript%3E&columns=nothing&until=9999999&split=a:b&parts=,,&from=x&to=y&open=cell%3Fzz=1';
  const one = 'find=cramm2012disease';
  const nothing = 'find=nobodywrotethis';
  for (const address of [
    ...['', '/causes', '/where'].map((part) => `${empty}/map${part}`),
    ...['', '/causes', '/where'].flatMap((part) =>
      [hostile, one, nothing].map((query) => `${map}${part}?${query}`),
    ),
  ]) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 }), address).toBeVisible();
    expect(await page.locator('main').innerText(), address).not.toMatch(/NaN|undefined|Infinity/);
  }
  await page.goto(`${map}?${nothing}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No claim passes these filters');
  await page.goto(`${map}?${one}`);
  await expect(page.getByText(/1 study, \d+ claims?\./)).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`all parts of the room are accessible and fit, ${theme}, ${width} px`, async ({ inside: page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 900 });
      for (const address of [
        '?split=setting&drawing=bubbles&shade=direction&parts=factor:trust',
        '/causes?from=factor:leadership&to=outcome:service',
        '/where?years=direction',
      ]) {
        await page.goto(map + address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await check(page), address).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, address).toBeLessThanOrEqual(0);
      }
    });
  }
}
