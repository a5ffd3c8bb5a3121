import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './program.ts';

const room = '/reviews/sample/weigh/certainty';
const cell = (factor: string, outcome: string) =>
  `${room}?cell=${encodeURIComponent(`${factor}>${outcome}`)}`;
const downgrades = ['Risk of bias', 'Inconsistency', 'Indirectness', 'Imprecision', 'Publication bias'];

const domain = (page: Page, name: string) => page.getByRole('group', { name });

/** Decides the start and all five downgrades, none of them a concern. */
async function judgeWithoutConcern(page: Page, start: string): Promise<void> {
  await page.getByLabel('It starts').selectOption({ label: start });
  for (const name of downgrades) {
    await domain(page, name).getByLabel('Judgement').selectOption({ label: 'No serious concern (0)' });
  }
}

test('a cell is judged by keyboard alone, and Weigh and Map show it', async ({ inside: page }) => {
  const press = (key: string) => page.keyboard.press(key);
  await page.goto(room);
  const link = page.getByRole('link', { name: /^Leadership → Organisational results: not judged, / });
  await link.focus();
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Leadership → Organisational results');
  await expect(page.getByLabel('It starts')).toBeFocused();
  await expect(domain(page, 'Indirectness')).toContainText('The data suggest: serious concern (−1).');
  await expect(domain(page, 'Inconsistency')).toContainText('Can’t be suggested');
  // A suggestion decides nothing.
  await expect(domain(page, 'Indirectness').getByLabel('Judgement')).toHaveValue('not_stated');
  await expect(page.getByText('Certainty: not judged')).toBeVisible();

  await page.keyboard.type('High');
  for (const name of downgrades) {
    await press('Tab');
    await expect(domain(page, name).getByLabel('Judgement')).toBeFocused();
    await page.keyboard.type(name === 'Indirectness' ? 'Very' : 'No s');
    await press('Tab');
    await expect(domain(page, name).getByLabel('Reason')).toBeFocused();
  }
  await press('Control+Enter');
  const reason = domain(page, 'Indirectness').getByLabel('Reason');
  await expect(domain(page, 'Indirectness')).toContainText('Indirectness: say why, in a few words.');
  await expect(reason).toBeFocused();
  await page.keyboard.type('Nearly all are about the inside of one organisation.');
  await expect(page.getByText('Certainty: ●●○○ low')).toBeVisible();
  await press('Control+Enter');
  await expect(
    page.getByText('The judgement of Leadership → Organisational results was saved.'),
  ).toBeVisible();
  const judged = page.getByRole('link', { name: /^Leadership → Organisational results: ●●○○ low, / });
  await expect(judged).toBeFocused();

  await page.reload();
  await expect(judged).toContainText('●●○○');
  await judged.click();
  await expect(reason).toHaveValue('Nearly all are about the inside of one organisation.');
  await expect(domain(page, 'Indirectness')).toContainText(/Decided by .*, \d+ \w+ \d{4}\./);

  await page.goto('/reviews/sample/weigh');
  const figure = page.getByRole('figure').filter({ hasText: 'Certainty about leadership: low' });
  await expect(figure.getByRole('button', { name: /Organisational results: certainty low/ })).toBeVisible();
  await figure.getByRole('button', { name: 'Table' }).click();
  await expect(
    figure.getByRole('row', { name: /Leadership Organisational results.*●●○○ low/ }),
  ).toBeVisible();
  await expect(figure.getByRole('row', { name: /Leadership Services.*not judged/ })).toBeVisible();

  await page.goto('/reviews/sample/map');
  await expect(
    page.getByRole('button', { name: /^Leadership → Organisational results:.*certainty: low$/ }),
  ).toBeVisible();
});

test('what was typed survives a reload', async ({ inside: page }) => {
  await page.goto(cell('trust', 'process'));
  await domain(page, 'Imprecision').getByLabel('Reason').fill('Typed and not saved.');
  await page.waitForTimeout(400);
  await page.reload();
  await expect(page.getByText('Brought back what you had typed')).toBeVisible();
  await expect(domain(page, 'Imprecision').getByLabel('Reason')).toHaveValue('Typed and not saved.');
  await page.getByRole('button', { name: 'Save judgement' }).click();
  await expect(domain(page, 'Imprecision')).toContainText('decide what this reason leads to');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Certainty');
});

test('a stale edit is refused with both versions, and judgements are undone', async ({
  inside: page,
  context,
}) => {
  const address = cell('resources', 'service');
  await page.goto(address);
  await judgeWithoutConcern(page, 'Low: other designs');

  // Somebody else judges the same cell first, where nobody had judged it yet.
  const other = await context.newPage();
  await other.goto(address);
  await judgeWithoutConcern(other, 'High: trials');
  await other.getByRole('button', { name: 'Save judgement' }).click();
  await expect(other.getByText(/was saved\.$/)).toBeVisible();
  await other.close();

  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Save judgement' }).click();
  await answered;
  const notice = page.getByRole('alert').filter({ hasText: 'Somebody saved this meanwhile' });
  await expect(notice.getByRole('row', { name: 'It starts low high' })).toBeVisible();
  await notice.getByRole('button', { name: 'Go on with mine' }).click();
  await page.getByRole('button', { name: 'Save judgement' }).click();
  const link = page.getByRole('link', { name: /^Resources → Services: / });
  await expect(link).toHaveAccessibleName(/●●○○ low/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(link).toHaveAccessibleName(/●●●● high/);

  await link.click();
  await page.getByRole('button', { name: 'Remove this judgement' }).click();
  await expect(link).toHaveAccessibleName(/: not judged,/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(link).toHaveAccessibleName(/●●●● high/);
});

test('a qualitative finding is written down with its studies, and judged', async ({ inside: page }) => {
  await page.goto(`${room}?finding=new`);
  await page.getByRole('button', { name: 'Save judgement' }).click();
  await expect(page.getByText('Write the finding in one sentence.')).toBeVisible();
  await expect(page.getByText('Choose at least one study that the finding rests on.')).toBeVisible();
  await page.getByLabel('Finding, in one sentence').fill('Trust grew with small things done on time.');
  await page.getByRole('combobox', { name: 'Factor', exact: true }).focus();
  await page.keyboard.type('trust');
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Studies behind it/ }).click();
  await page.getByRole('checkbox').first().check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save judgement' }).click();
  const link = page.getByRole('link', { name: 'Trust grew with small things done on time.' });
  await expect(page.getByRole('listitem').filter({ has: link })).toContainText('not judged');

  await link.click();
  await page.getByLabel('Confidence in the finding').selectOption('moderate');
  await page.getByLabel('Reason, for the whole').fill('Few and short interviews.');
  await page.getByRole('button', { name: 'Save judgement' }).click();
  await expect(domain(page, 'Coherence')).toContainText('judge this before the whole');
  for (const name of ['Methodological limitations', 'Coherence', 'Adequacy', 'Relevance']) {
    await domain(page, name).getByLabel('Judgement').selectOption('none');
  }
  await page.getByRole('button', { name: 'Save judgement' }).click();
  await expect(page.getByRole('listitem').filter({ has: link })).toContainText('●●●○ moderate');
});

for (const theme of ['light', 'dark'] as const) {
  test(`the room of certainty is accessible and does not scroll sideways, ${theme}`, async ({
    inside: page,
  }) => {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      for (const address of [room, cell('leadership', 'process'), `${room}?finding=new`]) {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')}`);
        expect(found, `${address} at ${width}`).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${address} at ${width}`).toBeLessThanOrEqual(0);
      }
    }
  });
}
