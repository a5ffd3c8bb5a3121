import { readFileSync } from 'node:fs';
import { apiResources } from '../../src/lib/core/api/resources.ts';
import { readDataPackage } from '../../src/lib/core/package/read-data-package.ts';
import { expect, test } from './program.ts';

test('an edition answers through its link, to any page and with no session, until the link is closed', async ({
  inside: page,
  playwright,
}) => {
  await page.goto('/reviews/sample/share');
  await page.getByRole('button', { name: /^Freeze edition/ }).click();
  await expect(page.getByText(/^Edition \d+ is frozen/)).toBeVisible();
  await page.getByRole('button', { name: 'Make a link' }).first().click();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();

  const outside = await playwright.request.newContext();
  const ask = (path: string, headers = {}) => outside.get(`${link}/api${path}`, { headers });
  const index = await (await ask('')).json();
  expect(index.resources.map(({ name }: { name: string }) => name)).toEqual(
    apiResources.map(({ name }) => name),
  );
  for (const { name, address, type } of index.resources as Record<string, string>[]) {
    const answer = await outside.get(new URL(address, link).href);
    expect(answer.status(), name).toBe(200);
    expect(answer.headers(), name).toMatchObject({
      'cache-control': 'private, no-store',
      'content-type': type,
      'access-control-allow-origin': '*',
      'x-robots-tag': 'noindex, nofollow, noarchive',
    });
    expect(answer.headers()['set-cookie'], name).toBeUndefined();
    expect(answer.headers()['access-control-allow-credentials'], name).toBeUndefined();
  }
  const weighed = await (await ask('/weigh?view=setting%3Dinter_organisational')).json();
  expect(weighed.view).toBe('setting=inter_organisational');
  expect(weighed.ladder[0].studies).toBeLessThan(91);
  const elsewhere = {
    origin: 'https://elsewhere.example',
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'cors',
  };
  expect((await ask('/map', elsewhere)).status()).toBe(200);
  expect((await ask('/nothing')).status()).toBe(404);
  expect((await outside.post(`${link}/api/map`)).status()).toBeGreaterThanOrEqual(400);
  const { edition, hash } = readDataPackage(await (await ask('/package.zip')).body());
  expect(edition!.dataset.claims).toHaveLength(232);
  expect(hash).toBe(index.edition.hash);

  await page.getByRole('button', { name: 'Close this link' }).first().click();
  await expect(page.getByText(/^closed on/)).toBeVisible();
  for (const path of ['', '/edition.json', '/weigh', '/package.zip', '/brief.docx']) {
    const answer = await ask(path);
    expect(answer.status(), path).toBe(404);
    expect(answer.headers()['cache-control'], path).toBe('private, no-store');
  }
  await outside.dispose();
});

test('a page makes its own data package without a server, and it becomes a review again', async ({
  inside: page,
  browser,
}, info) => {
  await page.goto('/reviews/sample/share');
  await page.getByRole('button', { name: /^Freeze edition/ }).click();
  await expect(page.getByText(/^Edition \d+ is frozen/)).toBeVisible();
  const save = async (name: string, file: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name }).first().click(),
    ]);
    await download.saveAs(info.outputPath(file));
    return info.outputPath(file);
  };
  const html = await save('One file', 'edition.html');
  const fromServer = await save('Data package (zip)', 'server.zip');
  expect(
    readFileSync(await save('Brief (Word)', 'brief.docx'))
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');

  const offline = await browser.newContext({ offline: true, baseURL: undefined });
  const reader = await offline.newPage();
  await reader.goto(`file://${html}`);
  const [download] = await Promise.all([
    reader.waitForEvent('download'),
    reader.getByRole('button', { name: 'Data package (zip)' }).click(),
  ]);
  const fromPage = info.outputPath('page.zip');
  await download.saveAs(fromPage);
  await expect(reader.getByRole('link', { name: 'Brief (Word)' })).toHaveCount(0);
  await offline.close();
  expect(readFileSync(fromPage).equals(readFileSync(fromServer))).toBe(true);

  const changed = readFileSync(fromPage);
  changed[changed.length >> 1] ^= 1;
  const refused = await page.request.post('/reviews?/open', {
    headers: { origin: new URL(page.url()).origin, 'sec-fetch-site': 'same-origin', accept: 'text/html' },
    multipart: { package: { name: 'changed.zip', mimeType: 'application/zip', buffer: changed } },
  });
  expect(refused.status()).toBe(400);
  expect(await refused.text()).toMatch(/damaged|changed after the package was made|larger than the zip says/);
  await page.goto('/reviews');
  await page.getByLabel('Data package (zip)').setInputFiles(fromPage);
  await page.getByRole('button', { name: 'Open the package' }).click();
  await page.waitForURL(/\/reviews\/[a-z0-9-]+$/);
  await page.goto(`${page.url()}/weigh`);
  await expect(page.getByText('49 of 91', { exact: true }).first()).toBeAttached();
});
