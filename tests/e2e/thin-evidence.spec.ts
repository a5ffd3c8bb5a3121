import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { thinEvidence } from '../datasets/thin-evidence.ts';
import { writeReviewFolder } from '../datasets/write-review-folder.ts';
import { expect, root, startProgram, test, type Program } from './program.ts';

const rooms = [
  '',
  '/weigh',
  '/weigh/direction',
  '/weigh/size',
  '/weigh/rivals',
  '/weigh/circumstances',
  '/weigh/necessity',
  '/weigh/cases',
  '/weigh/firmness',
  '/weigh/certainty',
  '/weigh/compare',
  '/map',
  '/share',
];

const slugOf = (name: string) => name.replaceAll(' ', '-');

/** The reviews are made on the command line before the program starts, as a researcher with a folder would. */
let program: Program;
test.beforeAll(async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'counterweight-thin-'));
  for (const [name, dataset] of Object.entries(thinEvidence)) {
    const folder = join(dataFolder, 'folders', slugOf(name));
    writeReviewFolder(folder, { ...dataset(), title: `A review with ${name}` });
    const made = spawnSync(
      process.execPath,
      ['scripts/counterweight.js', 'review', 'create', '--from', folder, '--name', slugOf(name)],
      { cwd: root, env: { ...process.env, DATA_DIR: dataFolder, INIT_CWD: root }, encoding: 'utf8' },
    );
    expect(made.stdout).toContain(slugOf(name));
    expect(made.stderr).not.toContain('error:');
  }
  program = await startProgram({ dataFolder });
});
test.afterAll(async () => {
  await program?.stop();
  if (program) rmSync(program.dataFolder, { recursive: true, force: true });
});

for (const name of Object.keys(thinEvidence)) {
  test(`a review with ${name} shows useful pages`, async ({ browser }) => {
    const context = await browser.newContext({ baseURL: program.origin });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(program.entrance);
    for (const room of rooms) {
      const answer = await page.goto(`/reviews/${slugOf(name)}${room}`);
      expect(answer?.status(), room).toBe(200);
      const heading = page.getByRole('heading', { level: 1 });
      await expect(heading, room).toHaveText(/\w{3}/);
      // Long work, where there is any, is done.
      await expect(page.locator('figure[aria-busy=true]'), room).toHaveCount(0);
      const words = await page.locator('main').innerText();
      expect(words, room).not.toMatch(/NaN|undefined|Infinity|null\b(?! results|,| in)|\[object/);
      for (const figure of await page.getByRole('figure').all()) {
        const isDrawn = (await figure.locator('svg.scene > *').count()) > 0;
        const said = (await figure.locator('figcaption').innerText()).trim();
        expect(isDrawn || said.length > 40, `${room}: “${said}” is an empty frame`).toBe(true);
      }
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
}
