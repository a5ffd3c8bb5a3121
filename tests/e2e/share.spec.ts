import { readFileSync } from 'node:fs';
import { expect, test } from './program.ts';

test('an edition is frozen, linked, read in a private window and closed', async ({
  inside: page,
  browser,
}) => {
  await page.goto('/reviews/sample/share');
  await page.getByRole('button', { name: /^Freeze edition/ }).click();
  await expect(page.getByText(/^Edition \d+ is frozen/)).toBeVisible();
  await page.getByRole('button', { name: 'Make a link' }).first().click();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
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
  await expect(reader.getByText('Leadership is the factor named most often: 34 %')).toBeVisible();
  await expect(reader.getByText(/evidence to \d+ \w+ 2\d{3}/)).toBeVisible();
  await expect(reader.getByRole('heading', { name: 'How sure are we?' })).toBeVisible();
  await reader.getByRole('button', { name: /^Leadership → Services/ }).click();
  await expect(reader.getByText(/Cramm, J\. M\./).first()).toBeVisible();
  expect(await privately.cookies()).toEqual([]);
  const elsewhere = await reader.goto(new URL('/reviews/sample', link).href);
  expect(elsewhere!.url()).toContain('/open');

  await page.getByRole('button', { name: 'Close this link' }).first().click();
  await expect(page.getByText(/^closed on/)).toBeVisible();
  expect((await reader.goto(link))!.status()).toBe(404);
  await privately.close();
});

test('the same edition is one file that needs no server, no network and no script', async ({
  inside: page,
  browser,
}, info) => {
  await page.goto('/reviews/sample/share');
  await page.getByRole('button', { name: /^Freeze edition/ }).click();
  await expect(page.getByText(/^Edition \d+ is frozen/)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'One file' }).first().click(),
  ]);
  const file = info.outputPath('edition.html');
  await download.saveAs(file);
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
  await page.goto(`${page.url()}/share`);
  await page.getByRole('button', { name: /^Freeze edition/ }).click();
  await expect(page.getByText(/^Edition 1 is frozen/)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'One file' }).click(),
  ]);
  const file = info.outputPath('hostile.html');
  await download.saveAs(file);
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
