import { readFileSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { csvParseRows } from 'd3-dsv';
import { createServer } from 'node:http';
import { makeEdition } from '#lib/core/edition/make-edition.ts';
import { makeEditionFile } from '#lib/server/publishing/edition-file.ts';
import { makeLargeDataset } from '../../scripts/bench/support/make-large-dataset.ts';
import { expect, test } from './program.ts';
import {
  closeLink,
  freeze,
  freezeHere,
  makeLink,
  makePublic,
  newestHash,
  saveAs,
  withdraw,
} from './published.ts';

test('an edition is frozen, linked, read in a private window and closed', async ({
  inside: page,
  browser,
}) => {
  await freeze(page);
  const link = await makeLink(page);
  expect(link).toMatch(/\/e\/[\w-]{32}$/);

  const privately = await browser.newContext({ baseURL: undefined });
  const reader = await privately.newPage();
  const answer = await reader.goto(link);
  expect(answer!.headers()).toMatchObject({
    'cache-control': 'private, no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow, noarchive',
  });
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(
    /How big a part does leadership really play/,
  );
  await expect(reader.getByText('Leadership is the factor named most often: 34 %').first()).toBeVisible();
  await expect(reader.getByText(/evidence to \d+ \w+ 2\d{3}/)).toBeVisible();
  await expect(reader.getByRole('heading', { name: 'How sure are we?' })).toBeVisible();
  await reader.getByRole('button', { name: /^Leadership → Services/ }).click();
  await expect(reader.getByText(/Cramm, J\. M\./).first()).toBeVisible();
  expect(await privately.cookies()).toEqual([]);
  const elsewhere = await reader.goto(new URL('/reviews/sample', link).href);
  expect(elsewhere!.url()).toContain('/open');

  await closeLink(page);
  expect((await reader.goto(link))!.status()).toBe(404);
  await privately.close();
});

test('the same edition is one file that needs no server, no network and no script', async ({
  inside: page,
  browser,
}, info) => {
  await freeze(page);
  const file = await saveAs(page, info.outputPath('edition.html'), () =>
    page.getByRole('link', { name: 'One file' }).first().click(),
  );
  const html = readFileSync(file, 'utf8');
  expect(html.length).toBeLessThan(2_000_000);
  expect(html).not.toMatch(/(src|href)="https?:\/\/(?!doi\.org|[^"]*")/);

  const offline = await browser.newContext({ offline: true, baseURL: undefined });
  const reader = await offline.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  reader.on('request', (request) => asked.push(request.url()));
  reader.on('console', (message) => complaints.push(message.text()));
  reader.on('pageerror', (error) => complaints.push(error.message));
  await reader.goto(`file://${file}`);
  await expect(reader.getByText('49 of 91', { exact: true })).toBeAttached();
  await reader.getByText('Question this picture').click();
  await reader.getByRole('button', { name: /Bundles and mediators: kept/ }).click();
  await expect(reader.getByText('35 %', { exact: true }).first()).toBeAttached();
  await expect(reader).toHaveURL(/#bundles=out$/);
  expect(asked.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
  expect(complaints).toEqual([]);
  await offline.close();

  const still = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: undefined,
    viewport: { width: 360, height: 800 },
  });
  const silent = await still.newPage();
  await silent.goto(`file://${file}`);
  await expect(silent.getByText('Leadership is the factor named most often')).toBeVisible();
  await expect(silent.getByRole('cell', { name: /Longitudinal survey/ }).first()).toBeAttached();
  await still.close();
});

test('hostile titles stay text in a published file', async ({ inside: page }, info) => {
  await page.goto('/reviews');
  await page.getByLabel('Title').fill('A review </script><script>alert(1)</script> & "quotes"');
  await page.getByRole('button', { name: 'Make the review' }).click();
  await page.waitForURL(/\/reviews\/[a-z0-9-]+$/);
  expect(await freeze(page, page.url())).toBe(1);
  const file = await saveAs(page, info.outputPath('hostile.html'), () =>
    page.getByRole('link', { name: 'One file' }).click(),
  );
  let alerts = 0;
  page.on('dialog', async (dialog) => {
    alerts++;
    await dialog.dismiss();
  });
  await page.goto(`file://${file}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'A review </script><script>alert(1)</script> & "quotes"',
  );
  await expect(page.getByText('No claim passes these filters').first()).toBeVisible();
  expect(alerts).toBe(0);
});

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' '))[0]}`);
}

test('before it is frozen, an edition shows what leaves the house, and refuses what it can’t print', async ({
  inside: page,
}) => {
  await page.goto('/reviews/sample/share');
  await expect(page.getByText('240 private notes')).toBeVisible();
  await page.getByLabel(/^DOI/).fill('not a doi');
  await page.getByLabel(/^Authors/).fill('Chen, A., & Okafor, B.');
  await page.getByRole('button', { name: /^Freeze edition/ }).click();
  await expect(page.getByText(/^A DOI begins with 10\./)).toBeVisible();
  await expect(page.getByLabel(/^Authors/)).toHaveValue('Chen, A., & Okafor, B.');
  await page.getByLabel(/^DOI/).fill('https://doi.org/10.5281/zenodo.123456');
  await page.getByLabel(/^Next planned update/).fill('2999-05-01');
  await page.getByLabel(/^Licence/).selectOption('CC-BY-4.0');
  await page.getByLabel(/^Evidence to/).fill('2020-02-29');
  await freezeHere(page);
  await page.goto(await makeLink(page));
  await expect(page.getByText(/evidence to 29 February 2020 · next update 1 May 2999/)).toBeVisible();
  await expect(
    page.getByText(
      /^Chen, A\., & Okafor, B\. \(\d{4}\)\. .* https:\/\/doi\.org\/10\.5281\/zenodo\.123456 SHA-256/,
    ),
  ).toBeVisible();
  await expect(page.getByText('(checked: the data are as published)')).toBeVisible();
  await expect(page.getByText(/^Licensed under Creative Commons Attribution 4\.0/)).toBeVisible();
  await expect(page.locator('a[rel~="license"]')).toHaveAttribute(
    'href',
    'https://creativecommons.org/licenses/by/4.0/',
  );
});

test('what is marked as not for publication stays in the house', async ({ inside: page }) => {
  await page.goto('/reviews/sample/code');
  await page.getByRole('link', { name: 'Cramm and Nieboer 2012' }).click();
  await page.getByRole('button', { name: 'Keep out of editions' }).first().click();
  await expect(page.getByText('no edition takes this study in')).toBeVisible();
  const number = await freeze(page);
  await expect(page.getByText(/what is marked as not for publication: 1 study/)).toBeVisible();
  await page.goto(`/reviews/sample/share/${number}`);
  await expect(page.getByRole('heading', { name: '90 studies' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Cramm and Nieboer 2012/ })).toHaveCount(0);
  await page.goto('/reviews/sample/code');
  await page.getByRole('link', { name: 'Cramm and Nieboer 2012' }).click();
  await page.getByRole('button', { name: 'Publish it again' }).click();
  await expect(page.getByText('no edition takes this study in')).toHaveCount(0);
});

test('a withdrawn edition says so on top, behind its link, in a file and in its frame, and can be put back', async ({
  inside: page,
}) => {
  const number = await freeze(page);
  const link = await makeLink(page);
  await withdraw(page, 'Two studies were <b>coded</b> twice.');
  const brief = `${link}/api/brief.html`;
  for (const address of [link, `${link}/embed`, brief, `/reviews/sample/share/${number}?download`]) {
    const html = await (await page.request.get(address)).text();
    expect(html).toContain('This edition was withdrawn on');
    expect(html).toContain('Two studies were &lt;b&gt;coded&lt;/b&gt; twice.');
  }
  await page.goto(link);
  const banner = page.getByRole('complementary', { name: 'Withdrawn' });
  await expect(banner).toContainText('Two studies were <b>coded</b> twice.');
  await expect(page.getByText('Leadership is the factor named most often').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(countPages(pdf)).toBe(2);

  await page.goto('/reviews/sample/share');
  await page.getByText('Put it back').first().click();
  await page
    .getByLabel(/^Why\?/)
    .first()
    .fill('They were not, after all.');
  await page
    .getByRole('button', { name: /^Put edition/ })
    .first()
    .click();
  await expect(page.getByText(/^Withdrawn on/)).toHaveCount(0);
  expect(await (await page.request.get(link)).text()).not.toContain('was withdrawn on');
});

test('a link with a passphrase asks for it without a session, and tires of guesses', async ({
  inside: page,
  browser,
}) => {
  await freeze(page);
  await page.getByText('Until when, for whom').first().click();
  await page.getByLabel('Passphrase').first().fill('short');
  await page.getByLabel('Passphrase').first().fill('vier Wörter sind genug');
  const link = await makeLink(page);
  await expect(page.getByText('open, with a passphrase')).toBeVisible();

  const privately = await browser.newContext({ baseURL: undefined });
  const reader = await privately.newPage();
  const locked = await reader.goto(link);
  expect(locked!.status()).toBe(401);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('This link asks for a passphrase');
  expect(await reader.content()).not.toContain('eadership');
  expect(await violations(reader)).toEqual([]);
  await reader.getByLabel('Passphrase').fill('five words are too many');
  await reader.getByRole('button', { name: 'Open' }).click();
  await expect(reader.getByRole('alert')).toHaveText('That is not the passphrase of this link.');
  await reader.getByLabel('Passphrase').fill('vier Wörter sind genug');
  await reader.getByRole('button', { name: 'Open' }).click();
  await expect(reader.getByText('Leadership is the factor named most often').first()).toBeVisible();
  expect(await privately.cookies()).toEqual([]);
  for (const part of ['/api', '/embed', '/picture.png', '/api/package.zip'])
    expect((await reader.request.get(link + part)).status(), part).toBe(401);
  const authorization = `Basic ${Buffer.from(':vier Wörter sind genug').toString('base64')}`;
  expect((await reader.request.get(`${link}/api`, { headers: { authorization } })).status()).toBe(200);

  const wrong = { authorization: `Basic ${Buffer.from(':guess').toString('base64')}` };
  const answers: number[] = [];
  for (let at = 0; at < 11; at++)
    answers.push((await reader.request.get(`${link}/api`, { headers: wrong })).status());
  expect(answers.at(-1)).toBe(429);
  expect((await reader.request.get(`${link}/api`, { headers: { authorization } })).status()).toBe(429);
  await privately.close();
});

test('a public edition is addressed by its hash, and says whether it stands', async ({
  inside: page,
  browser,
}) => {
  await freeze(page);
  const hash = await newestHash(page);
  for (const part of ['', '/api', '/api/claims', '/api/package.zip', '/edition.json'])
    expect((await page.request.get(`/p/${hash}${part}`)).status(), part).toBe(404);
  const status = await page.request.get(`/p/${hash}/status`);
  expect(await status.json()).toMatchObject({ hash, isPublic: false, withdrawn: null });
  const address = await makePublic(page);

  const privately = await browser.newContext({ baseURL: undefined });
  const reader = await privately.newPage();
  const answer = await reader.goto(address);
  expect(answer!.headers()).toMatchObject({ 'cache-control': 'public, max-age=300, must-revalidate' });
  await expect(reader.getByText('(checked: the data are as published)')).toBeVisible();
  const again = await reader.request.get(address, { headers: { 'if-none-match': answer!.headers().etag } });
  expect(again.status()).toBe(304);
  const frozen = await reader.request.get(`${address}/edition.json`);
  expect(frozen.headers()['cache-control']).toBe('public, max-age=31536000, immutable');
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(await frozen.body()));
  expect(Buffer.from(digest).toString('hex')).toBe(hash);
  await reader.goto(`${address}/status`);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(/^Edition \d+ stands$/);
  expect(await privately.cookies()).toEqual([]);
  await privately.close();
});

test('another site may frame the answer, which tells its height and leads to the full page only', async ({
  inside: page,
  browser,
}) => {
  await freeze(page);
  const link = await makeLink(page);
  await page.getByText('Show the answer on a web page of your own').click();
  const code = await page.getByLabel('Code to embed').inputValue();
  const host = createServer((request, response) => {
    const body = request.url === '/whole' ? `<iframe src="${link}"></iframe>` : code;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>A page of somebody else</title><h1>Elsewhere</h1>${body}`);
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const { port } = host.address() as { port: number };
  const privately = await browser.newContext({ baseURL: undefined, viewport: { width: 700, height: 600 } });
  const reader = await privately.newPage();
  // Another name for this machine is another site.
  await reader.goto(`http://localhost:${port}/`);
  const frame = reader.frameLocator('iframe');
  await expect(frame.getByText('Leadership is the factor named most often')).toBeVisible();
  await expect.poll(() => reader.locator('iframe').getAttribute('height')).not.toBe('640');
  const height = Number(await reader.locator('iframe').getAttribute('height'));
  await reader.setViewportSize({ width: 360, height: 600 });
  await expect
    .poll(async () => Number(await reader.locator('iframe').getAttribute('height')))
    .toBeGreaterThan(height);
  const links = await frame.locator('a').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  expect(links).toEqual([link]);
  const [full] = await Promise.all([privately.waitForEvent('page'), frame.locator('a').click()]);
  await expect(full.getByRole('heading', { name: 'How sure are we?' })).toBeVisible();
  expect(await full.evaluate(() => window.opener)).toBeNull();

  await reader.goto(`http://localhost:${port}/whole`);
  await expect(reader.frameLocator('iframe').getByText('Leadership is the factor')).toHaveCount(0);
  const embed = await page.request.get(`${link}/embed?view=bundles%3Dout`);
  const policy = embed.headers()['content-security-policy'];
  expect(policy).toContain('frame-ancestors *');
  expect(policy).toContain('sandbox allow-scripts');
  expect(policy).not.toContain('allow-same-origin');
  expect(await embed.text()).toContain(`${new URL(link).pathname}#bundles=out"`);
  await page.goto(`${link}/embed`);
  expect(await violations(page)).toEqual([]);
  await page.goto(`${link}#bundles=out`);
  await expect(page.getByText('35 %', { exact: true }).first()).toBeAttached();
  await privately.close();
  host.close();
});

test('the link has a picture for those who show it to others, and its words are escaped', async ({
  inside: page,
}) => {
  await freeze(page);
  const link = await makeLink(page);
  const html = await (await page.request.get(link)).text();
  expect(html).toContain(`<meta property="og:image" content="${link}/picture.png">`);
  expect(html).toMatch(/<meta property="og:description" content="Leadership is the factor named most often/);
  const picture = await page.request.get(`${link}/picture.png`);
  expect(picture.headers()).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, no-store',
  });
  const bytes = await picture.body();
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
});

test('a published page prints on two sheets, and reads without scripts on a telephone', async ({
  inside: page,
  browser,
}) => {
  await freeze(page);
  const link = await makeLink(page);
  await page.goto(link);
  await expect(page.getByText('(checked: the data are as published)')).toBeVisible();
  expect(countPages(await page.pdf({ preferCSSPageSize: true }))).toBe(2);

  const still = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: undefined,
    viewport: { width: 360, height: 800 },
  });
  const silent = await still.newPage();
  await silent.goto(link);
  await expect(silent.getByText('Leadership is the factor named most often').first()).toBeVisible();
  await expect(silent.getByRole('heading', { name: 'The map as a table' })).toBeVisible();
  await expect(silent.getByRole('cell', { name: 'Leadership', exact: true }).first()).toBeVisible();
  await expect(silent.getByRole('heading', { name: '91 studies' })).toBeVisible();
  expect(
    await silent.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);
  expect(countPages(await silent.pdf({ preferCSSPageSize: true }))).toBe(2);
  await still.close();
});

test('technical words explain themselves by keyboard, lenses come on demand, and studies can be searched', async ({
  inside: page,
}) => {
  await freeze(page);
  await page.goto(await makeLink(page));
  await expect(page.getByText('(checked: the data are as published)')).toBeVisible();
  const word = page.getByRole('button', { name: 'factor', exact: true }).first();
  await word.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('A possible cause of success or failure').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator(':popover-open')).toHaveCount(0);
  await expect(word).toBeFocused();
  const figures = await page.locator('figure').count();
  await page.getByText('See the evidence through other lenses').click();
  await expect.poll(() => page.locator('figure').count()).toBeGreaterThan(figures + 4);
  const rows = page.locator('#studies tbody tr');
  await expect(rows).toHaveCount(12);
  await page.getByText('79 more studies.').getByRole('button', { name: 'Show them all' }).press('Enter');
  await expect(rows).toHaveCount(91);
  await expect(rows.nth(12)).toBeFocused();
  await page.getByLabel('Search the studies').fill('cramm');
  await expect(page.getByRole('status')).toHaveText(/ of 91$/);
  await expect(page.getByRole('row', { name: /Cramm/ }).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  // A link brings along what was folded open and sought.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(other.getByLabel('Search the studies')).toHaveValue('cramm');
  await expect.poll(() => other.locator('#lenses figure').count()).toBeGreaterThan(4);
  await page.getByText('See the evidence through other lenses').click();
  await expect(page).toHaveURL(/#seek=cramm$/);
  await page.getByLabel('Search the studies').fill('');
  await expect(page).toHaveURL(/#-$/);
  await page.getByRole('link', { name: 'Method' }).click();
  await expect(page).toHaveURL(/#method$/);
});

/** Freezes the sample and saves its one file. */
async function saveFile(page: Page, file: string): Promise<{ file: string; number: number }> {
  const number = await freeze(page);
  writeFileSync(file, await (await page.request.get(`/reviews/sample/share/${number}?download`)).body());
  return { file, number };
}

test('the file holds the causal diagram, every way of counting and the coverage grid, as the review’s rooms show them', async ({
  inside: page,
  browser,
}, info) => {
  const { file } = await saveFile(page, info.outputPath('edition.html'));
  const inRoom = async (address: string, title: RegExp) => {
    await page.goto(address);
    const heading = page.getByRole('heading', { name: title });
    await expect(heading).toBeVisible({ timeout: 20_000 });
    return heading.textContent();
  };
  const firmness = '/reviews/sample/weigh/firmness';
  const told = {
    causes: await inRoom('/reviews/sample/map/causes', /^Most evidence joins/),
    ways: await inRoom(`${firmness}?counted=yes`, /of the ways of counting that were tried/),
    coverage: await inRoom(firmness, /studies measured leadership/),
  };

  const offline = await browser.newContext({ offline: true, baseURL: undefined });
  const reader = await offline.newPage();
  const complaints: string[] = [];
  reader.on('console', (message) => complaints.push(message.text()));
  reader.on('pageerror', (error) => complaints.push(error.message));
  await reader.goto(`file://${file}`);
  await expect(reader.getByText('(checked: the data are as published)')).toBeVisible();
  const figures = await reader.locator('figure').count();

  const causes = reader.locator('#causes');
  await causes.locator('summary').focus();
  await reader.keyboard.press('Enter');
  await expect(causes.getByRole('heading', { level: 2 })).toHaveText(told.causes!);
  expect(await reader.locator('figure').count()).toBe(figures + 1);
  await causes.getByLabel('Paths from').selectOption({ label: 'Leadership' });
  await causes.getByLabel('Paths to').selectOption({ label: 'Services' });
  await expect(reader).toHaveURL(/#unfolded=causes&from=factor%3Aleadership&to=outcome%3Aservice$/);
  await expect(causes.getByText('Leadership → Services. One step: helps, open')).toBeVisible();
  const arrow = causes.getByRole('button', { name: /^Leadership → Services: helps, open; 5 studies/ });
  await arrow.focus();
  await reader.keyboard.press('Enter');
  const drawer = reader.getByRole('complementary', { name: 'Leadership → Services' });
  await expect(drawer.getByText('5 studies, 5 claims')).toBeVisible();
  await reader.keyboard.press('Escape');
  await expect(arrow).toBeFocused();
  await causes.getByRole('button', { name: 'Table' }).click();
  await expect(
    causes.getByRole('row', { name: /^Leadership Services helps open/ }).getByRole('cell'),
  ).toHaveCount(14);

  await reader.getByRole('link', { name: 'Count it in every other way' }).click();
  const ways = reader.locator('#ways');
  await expect(ways.locator('summary')).toBeFocused();
  await expect(ways.getByRole('button', { name: 'Count in every way' })).toBeVisible();
  await reader.evaluate(async () => {
    const press = (name: string) =>
      [...document.querySelectorAll<HTMLElement>('#ways button')]
        .find(({ textContent }) => textContent?.trim() === name)!
        .click();
    press('Count in every way');
    await new Promise(requestAnimationFrame);
    press('Cancel');
  });
  await expect(ways.getByRole('progressbar')).toHaveCount(0);
  await ways.getByRole('button', { name: 'Count in every way' }).click();
  await expect(ways.getByRole('heading', { level: 2 })).toHaveText(told.ways!, { timeout: 20_000 });
  await ways.getByRole('button', { name: 'Table' }).click();
  await expect(ways.getByRole('columnheader').first()).toBeVisible();

  await reader.getByRole('link', { name: 'See what each study measured' }).click();
  const coverage = reader.locator('#coverage');
  await expect(coverage.getByRole('heading', { level: 2 })).toHaveText(told.coverage!);
  const study = coverage.getByRole('button', { name: /^Cramm/ }).first();
  await study.focus();
  await reader.keyboard.press('Enter');
  await expect(reader.getByRole('complementary', { name: /Cramm/ })).toBeVisible();
  await reader.keyboard.press('Escape');
  expect(await violations(reader)).toEqual([]);

  // Whoever is sent the address sees the same, and a link to a part of the page takes nothing of it back.
  const other = await offline.newPage();
  await other.goto(reader.url());
  await expect(
    other.locator('#causes').getByText('Leadership → Services. One step: helps, open'),
  ).toBeVisible();
  await expect(other.locator('#ways').getByRole('heading', { level: 2 })).toHaveText(told.ways!, {
    timeout: 20_000,
  });
  await expect(other.locator('#coverage figure')).toHaveCount(1);
  await expect(other.locator('#lenses figure')).toHaveCount(0);
  await other.getByRole('navigation', { name: 'This page' }).getByRole('link', { name: 'Studies' }).click();
  await expect(other.locator('#studies')).toBeFocused();
  await expect(other.locator('#studies')).toBeInViewport();
  expect(other.url()).toBe(reader.url());
  await expect(
    other.locator('#causes').getByText('Leadership → Services. One step: helps, open'),
  ).toBeVisible();
  expect(countPages(await other.pdf({ preferCSSPageSize: true }))).toBe(2);
  expect(complaints).toEqual([]);
  await offline.close();
});

test('every picture and table that leaves a published page names its edition', async ({
  inside: page,
  browser,
}, info) => {
  test.slow();
  const { file, number } = await saveFile(page, info.outputPath('edition.html'));
  const offline = await browser.newContext({ offline: true, baseURL: undefined });
  const reader = await offline.newPage();
  await reader.goto(`file://${file}#counted=yes`);
  await expect(reader.getByText('(checked: the data are as published)')).toBeVisible();
  for (const id of ['causes', 'coverage', 'lenses']) await reader.locator(`#${id} > summary`).click();
  await expect(reader.locator('#ways figure')).toBeVisible({ timeout: 20_000 });
  // What is computed in stretches has come when nothing waits any more.
  await expect.poll(() => reader.locator('#lenses figure').count(), { timeout: 20_000 }).toBeGreaterThan(8);
  await expect(reader.locator('figure[aria-busy=true]')).toHaveCount(0, { timeout: 20_000 });

  const save = async (button: Locator) => {
    const [download] = await Promise.all([reader.waitForEvent('download'), button.click()]);
    return readFileSync(await download.path());
  };
  const edition = new RegExp(`, edition ${number}, \\d+ \\w+ \\d{4}\\. Evidence to`);
  const names: string[] = [];
  for (const figure of await reader.getByRole('figure').all()) {
    const csv = figure.getByRole('button', { name: 'CSV', exact: true });
    // A figure that has nothing to draw has nothing to save.
    if (!(await csv.isVisible())) continue;
    const name = (await figure.getByRole('heading').first().textContent())!;
    names.push(name);
    const rows = csvParseRows((await save(csv)).toString('utf8'));
    expect(rows[0].at(-1), name).toBe('Source');
    expect(rows.length, name).toBeGreaterThan(1);
    for (const row of rows.slice(1)) expect(row.at(-1), name).toMatch(edition);
    const svg = (await save(figure.getByRole('button', { name: 'SVG', exact: true }))).toString('utf8');
    expect(wordsOf(svg), name).toMatch(edition);
    // A PNG is drawn from the SVG, and slowly.
    if (names.length > 1) continue;
    const png = await save(figure.getByRole('button', { name: 'PNG', exact: true }));
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!;
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * +width, 2 * +height]);
  }
  expect(names.length).toBeGreaterThan(11);
  expect(new Set(names).size).toBe(names.length);
  await offline.close();
});

/** The words of a picture; a long line is broken into several texts. */
function wordsOf(svg: string): string {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join(' ');
}

test('without scripts on a telephone, the answer, the map, what was measured and the studies are there to be read', async ({
  inside: page,
  browser,
}, info) => {
  const { file } = await saveFile(page, info.outputPath('edition.html'));
  const still = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: undefined,
    viewport: { width: 360, height: 800 },
  });
  const silent = await still.newPage();
  await silent.goto(`file://${file}`);
  await expect(silent.getByText('Leadership is the factor named most often').first()).toBeVisible();
  await expect(silent.getByRole('heading', { name: 'The map as a table' })).toBeVisible();
  await expect(silent.getByText(/^23 of 91 studies measured leadership/)).toBeVisible();
  await expect(silent.getByRole('cell', { name: /Longitudinal survey/ }).first()).toBeVisible();
  for (const id of ['causes', 'ways', 'lenses']) {
    await silent.locator(`#${id} > summary`).click();
    await expect(silent.locator(`#${id} p`)).toContainText('which needs scripts');
  }
  await silent.locator('#coverage > summary').click();
  await expect(silent.getByRole('row', { name: 'Leadership 23 26 42' })).toBeVisible();
  expect(
    await silent.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);
  await still.close();
});

test('with 500 studies an edition is one file under two megabytes', async () => {
  const dataset = makeLargeDataset({ studies: 500, claims: 5000, estimates: 500 });
  const { edition, hash } = await makeEdition(dataset, {
    number: 1,
    publishedAt: '2026-11-23T10:00:00.000Z',
    view: '',
    software: 'Counterweight',
  });
  const html = await makeEditionFile(edition, hash);
  expect(Buffer.byteLength(html)).toBeLessThan(2_000_000);
});

test('a file with a changed byte is recognised when it is opened', async ({ inside: page }, info) => {
  await freeze(page);
  const html = await (await page.request.get('/reviews/sample/share/1')).text();
  const at = html.lastIndexOf('"direction":"positive"');
  const file = info.outputPath('changed.html');
  writeFileSync(file, `${html.slice(0, at)}"direction":"negative"${html.slice(at + 22)}`);
  await page.goto(`file://${file}`);
  await expect(page.getByText('This is not the edition that was published.')).toBeVisible();
});

function countPages(pdf: Buffer): number {
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
}
