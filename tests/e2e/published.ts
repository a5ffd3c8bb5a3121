/** What tests of editions do again and again on the Share page. */
import type { Page } from '@playwright/test';
import { expect } from './program.ts';

/**
 * Freezes a review as it is.
 *
 * @returns The number of its edition.
 */
export async function freeze(page: Page, review = '/reviews/sample'): Promise<number> {
  await page.goto(`${review}/share`);
  return freezeHere(page);
}

/** The same on a Share page that is open already, with what is filled in there. */
export async function freezeHere(page: Page): Promise<number> {
  await page.getByRole('button', { name: /^Freeze edition/ }).click();
  const said = page.getByText(/^Edition \d+ is frozen/);
  await expect(said).toBeVisible();
  return Number(/\d+/.exec((await said.textContent())!)![0]);
}

/** Makes a link of the newest edition; returns its address. */
export async function makeLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Make a link' }).first().click();
  return page.getByLabel('Link', { exact: true }).inputValue();
}

export async function closeLink(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close this link' }).first().click();
  await expect(page.getByText(/^closed on/)).toBeVisible();
}

/** The hash of the newest edition. */
export async function newestHash(page: Page): Promise<string> {
  return (await page.locator('code[title]').first().getAttribute('title'))!;
}

/** Makes the newest edition public for good; returns its address. */
export async function makePublic(page: Page): Promise<string> {
  await page.getByText('Make public', { exact: true }).first().click();
  await page
    .getByRole('checkbox', { name: /^I understand/ })
    .first()
    .check();
  await page
    .getByRole('button', { name: /public for good$/ })
    .first()
    .click();
  await expect(page.getByText(/^Public and permanent at/)).toBeVisible();
  return new URL(`/p/${await newestHash(page)}`, page.url()).href;
}

export async function withdraw(page: Page, reason: string): Promise<void> {
  await page.getByText('Withdraw', { exact: true }).first().click();
  await page
    .getByLabel(/^Why\?/)
    .first()
    .fill(reason);
  await page
    .getByRole('button', { name: /^Withdraw edition/ })
    .first()
    .click();
  await expect(page.getByText(reason)).toBeVisible();
}

/** Clicks what downloads; returns where the file was saved. */
export async function saveAs(page: Page, path: string, click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  await download.saveAs(path);
  return path;
}
