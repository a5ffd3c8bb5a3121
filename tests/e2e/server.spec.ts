import { rmSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { expect, startProgram, test, type Program } from './program.ts';

const password = 'a long enough password';

async function visitor(browser: Browser, program: Program): Promise<Page> {
  const context = await browser.newContext({ baseURL: program.origin });
  return context.newPage();
}

test('a folder of one’s own becomes a server that hands its reviews to the first owner', async ({
  browser,
}) => {
  const local = await startProgram();
  const mine = await visitor(browser, local);
  await mine.goto(local.entrance);
  await mine.goto('/reviews');
  await mine.getByLabel('Title').fill('Made before there were accounts');
  await mine.getByRole('button', { name: 'Make the review' }).click();
  await mine.waitForURL(/made-before/);
  await local.stop();

  const server = await startProgram({
    dataFolder: local.dataFolder,
    environment: { COUNTERWEIGHT_MODE: 'server' },
  });
  expect(server.output()).toContain('/setup?key=');
  const page = await visitor(browser, server);
  // The cookie of the local mode is worth nothing here.
  await page
    .context()
    .addCookies((await mine.context().cookies()).map((cookie) => ({ ...cookie, domain: '127.0.0.1' })));
  await page.goto('/reviews');
  await expect(page).toHaveURL(/\/sign-in\?to=%2Freviews/);

  await page.goto('/setup?key=guess');
  await expect(page.getByRole('heading', { name: 'This link is closed' })).toBeVisible();
  await page.goto(server.entrance);
  await page.getByLabel('Name').fill('Olga Owner');
  await page.getByLabel('E-mail address').fill('olga@example.org');
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.waitForURL(/\/reviews$/);
  await expect(page.getByRole('link', { name: 'Made before there were accounts' })).toBeVisible();
  await page.getByRole('link', { name: /Leadership and other factors/ }).click();
  await expect(page.getByRole('button', { name: 'Sign out Olga Owner' })).toBeVisible();
  const [session] = (await page.context().cookies()).filter(({ name }) => name.includes('session_token'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict' });

  const late = await visitor(browser, server);
  await late.goto(server.entrance);
  await expect(late.getByRole('heading', { name: 'This link is closed' })).toBeVisible();
  for (const path of ['/sign-in/service/sign-up/email', '/api/auth/sign-up/email']) {
    const answer = await late.request.post(path, {
      headers: { origin: server.origin, 'sec-fetch-site': 'same-origin' },
      data: { name: 'Eve', email: 'eve@example.org', password },
    });
    expect(answer.status(), path).toBe(404);
  }

  await page.getByRole('button', { name: 'Sign out Olga Owner' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/reviews/sample/weigh');
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  await page.getByLabel('E-mail address').fill('olga@example.org');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('E-mail address or password are not right.');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/reviews\/sample\/weigh/);

  await server.stop();
  const again = await startProgram({
    dataFolder: local.dataFolder,
    environment: { COUNTERWEIGHT_MODE: 'server' },
  });
  expect(again.output()).not.toContain('/setup?key=');
  await again.stop();
  rmSync(local.dataFolder, { recursive: true, force: true });
});

test('too many wrong passwords have to wait', async ({ browser }) => {
  const server = await startProgram({ environment: { COUNTERWEIGHT_MODE: 'server' } });
  const page = await visitor(browser, server);
  await page.goto('/sign-in');
  for (let attempt = 0; attempt < 9; attempt++) {
    await page.getByLabel('E-mail address').fill('olga@example.org');
    await page.getByLabel('Password').fill(`wrong ${attempt}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
  }
  await expect(page.getByRole('alert')).toHaveText(/Too many attempts/);
  await server.stop();
  rmSync(server.dataFolder, { recursive: true, force: true });
});
