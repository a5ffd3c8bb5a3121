import { readFileSync } from 'node:fs';
import { apiResources } from '../../src/lib/core/api/resources.ts';
import { readDataPackage } from '../../src/lib/core/package/read-data-package.ts';
import { expect, test } from './program.ts';
import { closeLink, freeze, makeLink, makePublic, saveAs, withdraw } from './published.ts';

test('an edition answers through its link, to any page and with no session, until the link is closed', async ({
  inside: page,
  playwright,
}) => {
  await freeze(page);
  const link = await makeLink(page);

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

  await closeLink(page);
  for (const path of ['', '/edition.json', '/weigh', '/package.zip', '/brief.docx']) {
    const answer = await ask(path);
    expect(answer.status(), path).toBe(404);
    expect(answer.headers()['cache-control'], path).toBe('private, no-store');
  }
  await outside.dispose();
});

test('a public edition answers at its hash: what was frozen for ever, whether it stands only for minutes', async ({
  inside: page,
  playwright,
  browser,
}) => {
  await freeze(page);
  const address = await makePublic(page);
  const hash = address.slice(-64);
  const outside = await playwright.request.newContext();
  const ask = (path: string, headers = {}) => outside.get(`${address}/api${path}`, { headers });
  const index = await ask('');
  expect(index.headers()).toMatchObject({ 'cache-control': 'public, max-age=300, must-revalidate' });
  const { resources, status } = await index.json();
  expect(status).toEqual({ withdrawn: null, isPublic: true, address: `/p/${hash}/status` });
  expect(resources).toHaveLength(apiResources.length);
  for (const { name, isFrozen, type } of apiResources) {
    const answer = await ask(`/${name}`);
    expect(answer.status(), name).toBe(200);
    const headers = answer.headers();
    expect(headers, name).toMatchObject({
      'cache-control': isFrozen
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=300, must-revalidate',
      'content-type': type,
      'access-control-allow-origin': '*',
    });
    expect(headers['content-security-policy'], name).toContain("default-src 'none'");
    for (const never of ['set-cookie', 'access-control-allow-credentials', 'x-robots-tag'])
      expect(headers[never], `${name} ${never}`).toBeUndefined();
    expect((await ask(`/${name}`, { 'if-none-match': headers.etag })).status(), name).toBe(304);
  }
  expect(readDataPackage(await (await ask('/package.zip')).body()).hash).toBe(hash);
  const { servers } = await (await ask('/openapi.json')).json();
  expect(new URL(servers[0].url, address).href).toBe(`${address}/api`);
  expect((await ask('/weigh?view=setting%3Dinter_organisational')).status()).toBe(200);
  expect((await ask('/nothing')).status()).toBe(404);
  for (const unknown of ['0'.repeat(64), 'x', hash.slice(1)])
    expect((await outside.get(new URL(`/p/${unknown}/api/claims`, address).href)).status()).toBe(404);
  expect((await outside.post(`${address}/api/map`)).status()).toBeGreaterThanOrEqual(400);

  const reader = await (await browser.newContext({ baseURL: undefined })).newPage();
  await reader.goto(address);
  for (const [name, part] of [
    ['Brief (Word)', '/brief.docx'],
    ['Brief (print)', '/brief.html'],
    ['API', ''],
  ])
    await expect(reader.getByRole('link', { name, exact: true })).toHaveAttribute(
      'href',
      `/p/${hash}/api${part}`,
    );
  await reader.context().close();

  const tag = index.headers().etag;
  await withdraw(page, 'It was frozen too early.');
  const after = await ask('', { 'if-none-match': tag });
  expect((await after.json()).status.withdrawn).toMatchObject({ reason: 'It was frozen too early.' });
  expect(await (await ask('/brief.html')).text()).toContain('This edition was withdrawn on');
  expect(readDataPackage(await (await ask('/package.zip')).body()).hash).toBe(hash);
  await outside.dispose();
});

test('a page makes its own data package without a server, and it becomes a review again', async ({
  inside: page,
  browser,
}, info) => {
  await freeze(page);
  const save = (name: string, file: string) =>
    saveAs(page, info.outputPath(file), () => page.getByRole('link', { name }).first().click());
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
  const fromPage = await saveAs(reader, info.outputPath('page.zip'), () =>
    reader.getByRole('button', { name: 'Data package (zip)' }).click(),
  );
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
