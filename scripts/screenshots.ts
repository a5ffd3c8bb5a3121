/**
 * Takes the README's pictures: the built program with the sample, in Chromium, written to docs/pictures.
 *
 *   node scripts/screenshots.ts [NAME…]     such as: node scripts/screenshots.ts map library
 */
import type { Locator, Page } from '@playwright/test';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/lib/server/project-root.ts';
import { startBuiltProgram, type BuiltProgram } from './built-program.ts';

const folder = join(projectRoot, 'docs', 'pictures');
const width = 1280;

interface Picture {
  name: string;
  path: string;
  theme?: 'light' | 'dark';
  /** What is done on the page before the picture is taken. */
  prepare?: (page: Page) => Promise<void>;
  /** The last thing that is shown. */
  until: (page: Page) => Locator;
  /** Pixels below it. */
  margin: number;
}

const firstFigure = (page: Page) => page.locator('figure').first();

const pictures: Picture[] = [
  { name: 'weigh-light', path: '/reviews/sample/weigh', until: firstFigure, margin: 24 },
  { name: 'weigh-dark', path: '/reviews/sample/weigh', theme: 'dark', until: firstFigure, margin: 24 },
  { name: 'map', path: '/reviews/sample/map', until: firstFigure, margin: 24 },
  {
    name: 'code',
    path: '/reviews/sample/code',
    prepare: openStudy,
    until: (page) => page.getByRole('listitem').filter({ hasText: 'Evidence strength' }).nth(1),
    margin: 0,
  },
  {
    name: 'library',
    path: '/reviews/sample/library',
    until: (page) => page.locator('tbody tr').nth(9),
    margin: 0,
  },
  { name: 'edition', path: '/reviews/sample/share', prepare: readEdition, until: firstFigure, margin: 8 },
];

/** A study whose first claim shows what its evidence strength is made of. */
async function openStudy(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Cramm/ }).first().click();
  await page.waitForURL(/\/code\/.+/);
  await page
    .locator('summary', { hasText: /^Evidence strength/ })
    .first()
    .click();
}

/** An edition as its readers see it: behind its link. */
async function readEdition(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Freeze edition/ }).click();
  await page.getByRole('button', { name: 'Make a link' }).first().click();
  await page.goto(await page.getByLabel('Link', { exact: true }).inputValue());
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !pictures.some((picture) => picture.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no picture "${unknown[0]}"; there are ${pictures.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const program = await startBuiltProgram();
try {
  for (const picture of pictures.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    await take(program, picture);
  }
} finally {
  await program.stop();
}

async function take(program: BuiltProgram, { name, path, theme = 'light', prepare, until, margin }: Picture) {
  const window = await program.openWindow({
    viewport: { width, height: 900 },
    deviceScaleFactor: 1,
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const page = await window.newPage();
  await page.goto(path, { waitUntil: 'networkidle' });
  await prepare?.(page);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  const last = await until(page).boundingBox();
  if (!last) throw new Error(`${name}: what the picture ends with is not on the page`);
  const bottom = last.y + (await page.evaluate(() => scrollY)) + last.height;
  await page.setViewportSize({ width, height: Math.round(bottom + margin) });
  await page.mouse.move(0, 0);
  await page.evaluate(() => scrollTo(0, 0));
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled' });
  console.log(`${file}  ${Math.round(statSync(file).size / 1024)} KB`);
  await window.close();
}
