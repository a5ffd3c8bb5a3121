import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './program.ts';

const fixture = fileURLToPath(new URL('./fixtures/library.bib', import.meta.url));

/** A slow line: the page can be read and filled in long before its program has come. Returns when it lives. */
async function openSlowly(page: Page, address: string): Promise<{ alive: Promise<unknown> }> {
  await page.route(/\.js$/, async (route) => {
    await new Promise((done) => setTimeout(done, 800));
    await route.continue();
  });
  await page.goto(address, { waitUntil: 'commit' });
  return { alive: waitUntilAlive(page) };
}

function waitUntilAlive(page: Page): Promise<unknown> {
  return page.waitForFunction(() => document.documentElement.dataset.alive, undefined, { timeout: 30_000 });
}

function isAlive(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.dataset.alive !== undefined);
}

test('what is typed before the page lives is kept', async ({ inside: page }) => {
  const { alive } = await openSlowly(page, '/reviews');
  await page.getByLabel('Title').fill('Typed early');
  expect(await isAlive(page)).toBe(false);
  await alive;
  await page.waitForLoadState('networkidle');
  await expect(page.getByLabel('Title')).toHaveValue('Typed early');
});

test('what is chosen before Weigh lives is acted upon', async ({ inside: page }) => {
  const { alive } = await openSlowly(page, '/reviews/sample/weigh');
  const focus = page.getByLabel('Factor in focus');
  await focus.selectOption('trust');
  expect(await isAlive(page)).toBe(false);
  await alive;
  await expect(page).toHaveURL(/weigh\?focal=trust$/);
  await expect(focus).toHaveValue('trust');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Trust');

  // After a reload the address says what was chosen, whatever the browser puts into the controls by itself.
  await page.goto('/reviews/sample/weigh', { waitUntil: 'commit' });
  await focus.selectOption('power');
  await page.reload({ waitUntil: 'commit' });
  await waitUntilAlive(page);
  await page.waitForLoadState('networkidle');
  await expect(focus).toHaveValue('leadership');
  await expect(page).toHaveURL(/weigh$/);
});

test('several choices made before Map lives are acted upon one after the other', async ({ inside: page }) => {
  const { alive } = await openSlowly(page, '/reviews/sample/map');
  await page.getByLabel('Shade by').selectOption({ index: 1 });
  const shade = await page.getByLabel('Shade by').inputValue();
  const marks = page.getByRole('radiogroup', { name: 'Marks' });
  const mark = marks.getByRole('radio').last();
  await mark.check({ force: true });
  await page.getByLabel('Find studies by their words').fill('trust');
  expect(await isAlive(page)).toBe(false);
  await alive;
  await expect(page).toHaveURL(/find=trust/);
  await expect(page.getByLabel('Shade by')).toHaveValue(shade);
  await expect(mark).toBeChecked();
  await expect(page.getByLabel('Find studies by their words')).toHaveValue('trust');
  expect([...new URL(page.url()).searchParams.keys()].sort()).toEqual(['drawing', 'find', 'shade']);
});

test('what is chosen and typed in a form before it lives is saved with it', async ({ inside: page }) => {
  await page.goto('/reviews');
  await page.getByLabel('Title').fill('Early');
  await page.getByRole('button', { name: 'Make the review' }).click();
  await page.getByRole('link', { name: 'Import references' }).click();
  await page.getByLabel(/Choose files/).setInputFiles(fixture);
  await page.getByRole('button', { name: /^Import \d references/ }).click();
  await page.getByRole('link', { name: 'Okafor and Lindqvist 2019' }).click();
  await page.getByRole('button', { name: 'Code this as a study' }).click();
  await page.waitForURL(/\/code\//);

  const { alive } = await openSlowly(page, page.url());
  await page.getByLabel('Design').selectOption({ label: 'Comparative case study' });
  await page.getByRole('textbox', { name: 'n', exact: true }).fill('12');
  await page.getByRole('textbox', { name: 'Note' }).fill('Chosen early.');
  expect(await isAlive(page)).toBe(false);
  await alive;
  await page.waitForLoadState('networkidle');
  await expect(page.getByLabel('Design')).toHaveValue('comparative_case_study');
  await page.getByRole('button', { name: 'Save facts' }).click();
  await expect(page.getByText('The facts of the study were saved.')).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: 'Comparative case study' })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: /^12$/ })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: 'Chosen early.' })).toBeVisible();
});

test('what is chosen in a setting before it lives is saved', async ({ inside: page }) => {
  const { alive } = await openSlowly(page, '/reviews/sample/settings');
  await page.getByLabel('Focal factor').selectOption('trust');
  expect(await isAlive(page)).toBe(false);
  await alive;
  await page.waitForLoadState('networkidle');
  await expect(page.getByLabel('Focal factor')).toHaveValue('trust');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Focal factor')).toHaveValue('trust');
});
