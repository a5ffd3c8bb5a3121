import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { sendForged } from './forged.ts';
import { expect, test } from './program.ts';

const script = '</script><script>alert(1)</script>';
const hostile = `
@article{one, author = {${script}, Mallory}, title = {A title with ${script} and <b onclick=alert(1)>bold</b>},
  journal = {<img src=x onerror=alert(1)>}, year = {in press}, url = {javascript:alert(1)}, doi = {javascript:alert(2)},
  abstract = {${script}}}
@article{two, author = {Formula, F.}, title = {=HYPERLINK("http://x")}, year = {2001}, note = {-0.25}}
`;

async function makeReview(page: Page, title: string): Promise<string> {
  await page.goto('/reviews');
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: 'Make the review' }).click();
  await page.waitForURL(/\/reviews\/[a-z0-9-]+$/);
  return page.url();
}

async function takeIn(page: Page, review: string, name: string, content: string | Buffer): Promise<void> {
  await page.goto(`${review}/library/import`);
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
  await page.getByLabel(/Choose files/).setInputFiles(file);
  await page.getByRole('button', { name: /^Import \d references?$/ }).click();
  await expect(page.getByText('Imported on')).toBeVisible();
}

test('markup in names, titles and findings stays text on every page, also in the data behind it', async ({
  inside: page,
}) => {
  let alerts = 0;
  page.on('dialog', async (dialog) => {
    alerts++;
    await dialog.dismiss();
  });
  const review = await makeReview(page, `Hostile ${script}`);
  await takeIn(page, review, '<img src=x onerror=alert(1)>.bib', hostile);
  await page
    .getByRole('link', { name: /script/ })
    .first()
    .click();
  const reference = page.url();
  // What can't be a year, an address or a DOI is none, and stays in the entry as it came.
  await expect(page.locator('pre')).toContainText('in press');
  await expect(page.locator('pre')).toContainText('javascript:alert(2)');
  await page.getByRole('button', { name: 'Code this as a study' }).click();
  await page.waitForURL(/\/code\//);
  const study = page.url();
  await page.getByRole('textbox', { name: 'Short name' }).fill(script);
  await page.getByRole('button', { name: 'Save facts' }).click();
  await expect(page.getByText('The facts of the study were saved.')).toBeVisible();
  await page.getByRole('button', { name: 'New claim' }).click();
  for (const [field, typed] of [
    ['Factor', 'trust'],
    ['Outcome', 'synergy'],
  ]) {
    await page.getByRole('combobox', { name: field, exact: true }).focus();
    await page.keyboard.type(typed);
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
  }
  await page.getByRole('textbox', { name: 'Finding' }).fill(script);
  await page.getByRole('button', { name: 'Save claim' }).click();
  await expect(page.getByText('The claim was saved.')).toBeVisible();

  // Each page from the server anew: the data it starts from lies in a script of its own.
  const rooms = ['', '/library', '/code', '/weigh?open=trust', '/map', '/share', '/settings'];
  for (const address of [...rooms.map((room) => review + room), reference, study]) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 }), address).toBeVisible();
    expect(await page.locator('a[href^="javascript:" i]').count(), address).toBe(0);
    expect(await page.locator('main img, main [onclick]').count(), address).toBe(0);
  }
  await expect(page.getByText(script).first()).toBeVisible();
  expect(alerts).toBe(0);
});

test('a table of references is guarded on its way out, and loses nothing on its way back', async ({
  inside: page,
}) => {
  const first = await makeReview(page, 'Formulas');
  await takeIn(page, first, 'formulas.bib', hostile);
  const answer = await page.request.get(`${first}/library/export?format=csv`, {
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  const table = await answer.text();
  expect(table).toContain('"\'=HYPERLINK(""http://x"")"');
  expect(table).toMatch(/,-0\.25(,|\n|$)/);
  const second = await makeReview(page, 'Formulas again');
  await takeIn(page, second, 'formulas.csv', table);
  await page.goto(`${second}/library`);
  await expect(page.getByRole('cell', { name: '=HYPERLINK("http://x")', exact: true })).toBeVisible();
});

test('a file over the limit is not even sent', async ({ inside: page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-big-'));
  const file = join(folder, 'big.bib');
  const big = openSync(file, 'w');
  ftruncateSync(big, 100 * 1024 * 1024 + 1);
  closeSync(big);
  await page.goto('/reviews/sample/library/import');
  await page.getByLabel(/Choose files/).setInputFiles(file);
  await expect(page.getByText('The file is larger than 100 MB; nothing was sent.')).toBeVisible();
  rmSync(folder, { recursive: true, force: true });
});

test('forged requests are answered clearly and change nothing', async ({ inside: page, program }) => {
  const review = await makeReview(page, 'Forged requests');
  await takeIn(page, review, 'two.bib', hostile);
  await page
    .getByRole('link', { name: /Formula/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Code this as a study' }).click();
  await page.waitForURL(/\/code\//);
  const study = new URL(page.url()).pathname;
  await page.goto(`${review}/library/import`);
  const file = { name: 'more.bib', mimeType: 'text/plain', buffer: Buffer.from('@misc{x, title = {More}}') };
  await page.getByLabel(/Choose files/).setInputFiles(file);
  await expect(page.getByRole('button', { name: 'Import 1 reference' })).toBeVisible();
  await sendForged(page, new URL(review).pathname, study, new URL(page.url()).pathname);
  expect(program.output()).not.toMatch(/^Error /m);
  await page.goto(review);
  await expect(page).toHaveTitle(/Forged requests/);
});
