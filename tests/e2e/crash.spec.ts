import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, startProgram, test } from './program.ts';

/** Enough entries that reading them takes a while. */
const many = Array.from(
  { length: 12_000 },
  (_, i) =>
    `@article{k${i}, author = {Author, A. ${i}}, title = {A title with number ${i}}, year = {${1990 + (i % 30)}}, abstract = {${'Words of an abstract. '.repeat(20)}}}`,
).join('\n');

/** What both sample reviews bring: 91 and 2. */
const sampleReferences = 93;

test('a program killed in the middle of an import starts again with nothing half-done', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const first = await startProgram();
  const context = await browser.newContext({ baseURL: first.origin });
  const page = await context.newPage();
  await page.goto(first.entrance);
  await page.goto('/reviews/sample/library/import');
  await page
    .getByLabel(/Choose files/)
    .setInputFiles({ name: 'many.bib', mimeType: 'text/plain', buffer: Buffer.from(many) });
  await page.waitForURL(/\/imports\//);
  await expect(page.getByText(/^Reading/)).toBeVisible();
  await first.stop('SIGKILL');

  const database = new Database(join(first.dataFolder, 'database', 'counterweight.db'));
  expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(database.prepare('select count(*) as count from reference').get()).toEqual({
    count: sampleReferences,
  });
  expect(database.prepare("select state from import_batch where file_name = 'many.bib'").get()).toEqual({
    state: 'reading',
  });
  database.close();

  // The reading begins again by itself; nothing is taken in before somebody says so.
  const second = await startProgram({ dataFolder: first.dataFolder });
  await page.goto(second.entrance);
  await page.goto(`${second.origin}/reviews/sample/library`);
  await expect(page.getByText('91 references')).toBeVisible();
  await page.getByRole('link', { name: 'many.bib' }).click();
  await expect(page.getByText('12,000 entries found: 12000 new')).toBeVisible({ timeout: 90_000 });

  // Killed while it takes them in: all or nothing.
  await page.getByRole('button', { name: 'Import 12,000 references' }).click({ noWaitAfter: true });
  await page.waitForTimeout(30);
  await second.stop('SIGKILL');
  const third = await startProgram({ dataFolder: first.dataFolder });
  const after = new Database(join(first.dataFolder, 'database', 'counterweight.db'));
  const { count } = after.prepare('select count(*) as count from reference').get() as { count: number };
  expect([sampleReferences, sampleReferences + 12_000]).toContain(count);
  after.close();
  await third.stop();
  rmSync(first.dataFolder, { recursive: true, force: true });
  await context.close();
});
