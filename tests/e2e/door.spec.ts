import { request, type APIRequestContext } from '@playwright/test';
import { readFileSync, statSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, startProgram, test } from './program.ts';

test.describe('on one’s own machine', () => {
  test('opens for the printed address, once, and from then on for its cookie', async ({
    browser,
    program,
    door,
  }) => {
    expect(door).toHaveLength(1);
    const second = await browser.newContext();
    const page = await second.newPage();
    await page.goto(program.entrance);
    // The address was used when the tests came in.
    await expect(page.getByRole('heading', { name: 'This Counterweight is private' })).toBeVisible();
    await expect(page.getByText('was used before')).toBeVisible();
    await second.close();
  });

  test('is locked for others on the machine', async ({ program }) => {
    const stranger = await request.newContext();
    const paths = [
      '/',
      '/reviews',
      '/reviews/sample',
      '/reviews/sample/weigh',
      '/reviews/sample/library/export',
    ];
    for (const path of paths) {
      const answer = await stranger.get(program.origin + path, {
        maxRedirects: 0,
        headers: { accept: 'text/html' },
      });
      expect(answer.status(), path).toBe(303);
      expect(answer.headers().location, path).toBe('/open');
    }
    const data = await stranger.get(`${program.origin}/reviews/sample/weigh/__data.json`, {
      maxRedirects: 0,
    });
    expect(await data.text()).not.toContain('claims');
    await stranger.dispose();
  });

  test('hides its key in a cookie that scripts and other sites don’t get', async ({ door }) => {
    expect(door).toMatchObject([
      { name: 'counterweight_local', httpOnly: true, sameSite: 'Strict', path: '/' },
    ]);
  });

  test('answers to loopback names only, and to its own pages only', async ({ program, door }) => {
    const cookie = door.map(({ name, value }) => `${name}=${value}`).join('; ');
    const ask = await request.newContext({ extraHTTPHeaders: { cookie } });
    const get = (headers: Record<string, string>) =>
      ask.get(`${program.origin}/reviews/sample`, { headers, maxRedirects: 0 });
    const editions = await countEditions(ask, program.origin);
    expect((await get({})).status()).toBe(200);
    expect((await get({ 'x-forwarded-for': '10.0.0.1' })).status()).toBe(400);
    expect((await get({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).status()).toBe(403);
    expect(await statusWithHost(program.origin, 'evil.example', cookie)).toBe(421);
    const post = (headers: Record<string, string>) =>
      ask.post(`${program.origin}/reviews/sample/share?/publish`, {
        form: { view: '' },
        headers,
        maxRedirects: 0,
      });
    expect((await post({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).status()).toBe(
      403,
    );
    expect((await post({ origin: 'http://127.0.0.1:1' })).status()).toBe(403);
    expect((await post({})).status()).toBe(403);
    expect(await countEditions(ask, program.origin)).toBe(editions);
    await ask.dispose();
  });

  test('listens on loopback alone, whatever HOST says, also as a bare build', async () => {
    for (const entry of ['scripts/start.ts', 'build/index.js']) {
      const program = await startProgram({ entry, environment: { HOST: '0.0.0.0' } });
      const port = new URL(program.origin).port;
      expect((await fetch(`${program.origin}/open`)).status).toBe(200);
      for (const address of foreignAddresses()) {
        await expect(fetch(`http://${address}:${port}/open`), address).rejects.toThrow();
      }
      expect(program.output()).toContain('HOST=0.0.0.0 is not used');
      await program.stop();
    }
  });

  test('keeps its data readable by its owner alone', async ({ program }) => {
    expect(statSync(program.dataFolder).mode & 0o077).toBe(0);
    expect(statSync(join(program.dataFolder, 'secret')).mode & 0o077).toBe(0);
    expect(readFileSync(join(program.dataFolder, 'secret'), 'utf8').length).toBeGreaterThan(40);
  });

  test('lets one program at a time serve from a data folder', async ({ program }) => {
    const second = startProgram({ dataFolder: program.dataFolder });
    await expect(second).rejects.toThrow(/running already on this data folder/);
  });

  test('says plainly what is wrong with its settings', async () => {
    const wrong: [Record<string, string>, RegExp][] = [
      [{ PORT: 'many' }, /PORT is a number/],
      [{ ORIGIN: 'nonsense' }, /ORIGIN must be like/],
      [{ COUNTERWEIGHT_MODE: 'open' }, /local or server/],
      [{ COUNTERWEIGHT_MODE: 'local', ORIGIN: 'https://evidence.example.org' }, /this computer only/],
      [{ COUNTERWEIGHT_HOST: '0.0.0.0' }, /needs ORIGIN/],
    ];
    for (const [environment, words] of wrong) {
      await expect(startProgram({ environment }), JSON.stringify(environment)).rejects.toThrow(words);
    }
  });
});

function statusWithHost(origin: string, host: string, cookie: string): Promise<number> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = rawRequest({ hostname, port, path: '/reviews', headers: { host, cookie } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function countEditions(ask: APIRequestContext, origin: string): Promise<number> {
  const page = await (await ask.get(`${origin}/reviews/sample/share`)).text();
  return [...page.matchAll(/share\/\d+\?download/g)].length;
}

function foreignAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}
