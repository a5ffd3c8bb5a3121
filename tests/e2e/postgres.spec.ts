import { fileURLToPath } from 'node:url';
import { rmSync } from 'node:fs';
import pg from 'pg';
import { startPostgres } from '../store/start-postgres.ts';
import { sendForged } from './forged.ts';
import { expect, startProgram, test } from './program.ts';

const fixture = fileURLToPath(new URL('./fixtures/library.bib', import.meta.url));

test('on PostgreSQL: from an import to a published page, and nothing breaks on forged requests', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const postgres = await startPostgres();
  const program = await startProgram({ environment: { DATABASE_URL: `${postgres.address}/postgres` } });
  const context = await browser.newContext({ baseURL: program.origin });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  try {
    expect(program.output()).toContain('Data: PostgreSQL');
    await page.goto(program.entrance);
    await page.goto('/reviews/sample');
    await expect(page.getByText('34 % of what is said, in 49 of 91 studies')).toBeVisible();

    await page.goto('/reviews/sample/library/import');
    await page.getByLabel(/Choose files/).setInputFiles(fixture);
    await expect(page.getByText('5 entries found: 4 new, 1 duplicate, 0 lost')).toBeVisible();
    const batch = new URL(page.url()).pathname;
    await page
      .getByRole('link', { name: /Library/ })
      .first()
      .click();
    await page.goto('/reviews/sample/code');
    const study = await page.locator('main a[href*="/code/"]').first().getAttribute('href');
    await sendForged(page, '/reviews/sample', study!, batch);

    await page.goto(batch);
    await page.getByRole('button', { name: 'Import 4 references' }).click();
    await expect(page.getByText('Imported on')).toBeVisible();
    await page.getByRole('link', { name: 'Okafor and Lindqvist 2019' }).click();
    await page.getByRole('button', { name: 'Code this as a study' }).click();
    await page.waitForURL(/\/code\//);
    await page.getByRole('button', { name: 'Cancel' }).click();
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
    await page.getByRole('button', { name: 'Save claim' }).click();
    await expect(page.getByText('The claim was saved.')).toBeVisible();

    await page.goto('/reviews/sample');
    await expect(page.getByText('in 49 of 92 studies').first()).toBeVisible();

    await page.goto('/reviews/sample/share');
    await page.getByRole('button', { name: /^Freeze edition/ }).click();
    await expect(page.getByText(/^Edition 1 is frozen/)).toBeVisible();
    await page.getByRole('button', { name: 'Make a link' }).first().click();
    const link = await page.getByLabel('Link', { exact: true }).inputValue();
    const reader = await (await browser.newContext()).newPage();
    await reader.goto(link);
    await expect(reader.getByText('in 49 of 92 studies').first()).toBeVisible();
    await reader.context().close();

    // Started anew, it serves what was there.
    expect(complaints).toEqual([]);
    expect(program.output()).not.toMatch(/^Error /m);
    await program.stop();
    const again = await startProgram({
      dataFolder: program.dataFolder,
      environment: { DATABASE_URL: `${postgres.address}/postgres` },
    });
    await page.goto(again.entrance);
    await page.goto(`${again.origin}/reviews/sample/library`);
    await expect(page.getByText('95 references')).toBeVisible();
    await again.stop();

    const client = new pg.Client({ connectionString: `${postgres.address}/postgres` });
    await client.connect();
    const { rows } = await client.query("select title from review where title = 'Forged'");
    expect(rows).toEqual([]);
    await client.end();
  } finally {
    await program.stop();
    await context.close();
    await postgres.stop();
    rmSync(program.dataFolder, { recursive: true, force: true });
  }
});
