import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './program.ts';

const fixture = fileURLToPath(new URL('./fixtures/library.bib', import.meta.url));

/** Makes a review of its own with the fixture's references, and opens a study of one of them. */
async function openStudy(page: Page, title: string): Promise<string> {
  await page.goto('/reviews');
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: 'Make the review' }).click();
  await page.waitForURL(/\/reviews\/[a-z0-9-]+$/);
  const review = page.url();
  await page.getByRole('link', { name: 'Import references' }).click();
  await page.getByLabel(/Choose files/).setInputFiles(fixture);
  await page.getByRole('button', { name: /^Import \d references/ }).click();
  await page.getByRole('link', { name: 'Okafor and Lindqvist 2019' }).click();
  await page.getByRole('button', { name: 'Code this as a study' }).click();
  await page.waitForURL(/\/code\//);
  return review;
}

async function pick(page: Page, field: string, typed: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).focus();
  await page.keyboard.type(typed);
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}

test('a study is coded by keyboard alone, and the answer moves', async ({ inside: page }) => {
  const review = await openStudy(page, 'By keyboard');
  const key = (name: string) => page.keyboard.press(name);
  // The facts are open, and the focus goes from field to field.
  await page.getByRole('textbox', { name: 'Short name' }).focus();
  await key('Tab');
  await page.keyboard.type('Panel');
  await key('Control+Enter');
  await expect(page.getByText('The facts of the study were saved.')).toBeVisible();
  await expect(page.getByText('A · Order in time and independent outcome')).toBeVisible();

  await key('n');
  await expect(page.getByRole('combobox', { name: 'Factor', exact: true })).toBeFocused();
  await page.keyboard.type('boundary');
  await page.getByRole('option', { name: /Boundary spanners/ }).waitFor();
  await key('Enter');
  await key('Tab');
  await expect(page.getByRole('combobox', { name: 'Outcome', exact: true })).toBeFocused();
  await page.keyboard.type('service impl');
  await page.getByRole('option', { name: /Implementation/ }).waitFor();
  await key('Enter');
  await key('Tab');
  await page.keyboard.type('Fav');
  for (let i = 0; i < 3; i++) await key('Tab');
  await page.keyboard.type('Measured, before');
  await key('Control+Enter');
  await expect(page.getByText('The claim was saved.')).toBeVisible();
  await expect(page.getByText('Boundary spanners → Implementation')).toBeVisible();
  await page.locator('summary', { hasText: /^Evidence strength/ }).focus();
  await key('Enter');
  await expect(
    page.getByRole('row', { name: /Attribution Measured, before the outcome 0\.90/ }),
  ).toBeVisible();

  await page.goto(`${review}/weigh`);
  await expect(page.getByText('1 of 1', { exact: true }).first()).toBeAttached();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Leadership');
});

test('what was typed survives a reload, and what is missing is said beside its field', async ({
  inside: page,
}) => {
  await openStudy(page, 'Drafts');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'New claim' }).click();
  await pick(page, 'Factor', 'trust');
  await page.getByRole('textbox', { name: 'Finding' }).fill('Typed and not saved.');
  await page.waitForTimeout(400);
  await page.reload();
  await page.getByRole('button', { name: 'New claim' }).click();
  await expect(page.getByText('Brought back what you had typed')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Finding' })).toHaveValue('Typed and not saved.');
  await page.getByRole('button', { name: 'Save claim' }).click();
  await expect(page.getByText('Choose the outcome that the factor is said to bear on.')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Outcome', exact: true })).toBeFocused();
  await pick(page, 'Outcome', 'synergy');
  await page.getByRole('button', { name: 'Save claim' }).click();
  await expect(page.getByText('The claim was saved.')).toBeVisible();
  await page.getByRole('button', { name: 'New claim' }).click();
  await expect(page.getByText('Brought back')).toHaveCount(0);
});

test('impossible numbers are refused with the reason', async ({ inside: page }) => {
  await openStudy(page, 'Impossible');
  await page.getByRole('textbox', { name: 'n', exact: true }).fill('0');
  await page.getByRole('button', { name: 'Save facts' }).click();
  await expect(page.getByText('n must be a whole number, 1 or more; this says 0.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'New estimate' }).click();
  await pick(page, 'What', 'leadership');
  await pick(page, 'with what', 'synergy');
  await page.getByLabel('Type').selectOption({ label: 'Pearson correlation' });
  await page.getByRole('textbox', { name: 'Value' }).fill('1.4');
  await page.getByRole('button', { name: 'Save estimate' }).click();
  await expect(
    page.getByText('A correlation must be a number between -1 and 1; this says 1.4.'),
  ).toBeVisible();
  await page.getByRole('textbox', { name: 'Value' }).fill('0.4');
  await page.getByRole('textbox', { name: 'p', exact: true }).fill('< .05');
  await page.getByRole('button', { name: 'Save estimate' }).click();
  await expect(page.getByText(/with Synergy.*: 0\.40/)).toBeVisible();
});

test('a stale edit is refused with both versions, and changes are undone', async ({
  inside: page,
  context,
}) => {
  await openStudy(page, 'Stale');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'New claim' }).click();
  await pick(page, 'Factor', 'trust');
  await pick(page, 'Outcome', 'synergy');
  await page.getByRole('button', { name: 'Save claim' }).click();
  await expect(page.getByText('The claim was saved.')).toBeVisible();
  await page.getByRole('button', { name: /^Edit claim/ }).click();
  await page.getByRole('textbox', { name: 'Finding' }).fill('Mine.');

  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: /^Edit claim/ }).click();
  await other.getByRole('textbox', { name: 'Finding' }).fill('Theirs.');
  await other.getByRole('button', { name: 'Save claim' }).click();
  await expect(other.getByText('Theirs.')).toBeVisible();
  await other.close();

  // Each window keeps its own draft place in this test: the second one's save forgot it.
  await page.getByRole('textbox', { name: 'Finding' }).fill('Mine, after all.');
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Save claim' }).click();
  await answered;
  const notice = page.getByRole('alert').filter({ hasText: 'Somebody saved this meanwhile' });
  await expect(notice.getByRole('row', { name: /Finding/ })).toContainText('Mine, after all.');
  await expect(notice.getByRole('row', { name: /Finding/ })).toContainText('Theirs.');
  await notice.getByRole('button', { name: 'Go on with mine' }).click();
  await page.getByRole('button', { name: 'Save claim' }).click();
  await expect(page.getByText('Mine, after all.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Theirs.')).toBeVisible();
  await page.getByRole('button', { name: /^Remove claim/ }).click();
  await expect(page.getByRole('heading', { name: '0 claims' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { name: '1 claim' })).toBeVisible();
});
