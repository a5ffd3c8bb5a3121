import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './program.ts';

const fixture = fileURLToPath(new URL('./fixtures/library.bib', import.meta.url));
const library = '/reviews/sample/library';

async function bring(
  page: Page,
  file: string | { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await page.goto(`${library}/import`);
  await page.getByLabel(/Choose files/).setInputFiles(file);
}

const text = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

test.describe.configure({ mode: 'serial' });

test('a file is looked at before it is taken in: new, duplicate, repaired, lost, with lines', async ({
  inside,
}) => {
  await bring(inside, fixture);
  await expect(inside.getByText('5 entries found: 4 new, 1 duplicate, 0 lost')).toBeVisible();
  const row = (name: string) => inside.getByRole('row').filter({ hasText: name });
  await expect(row('Okafor and Lindqvist 2019')).toContainText('new');
  await expect(row('Weiss et al. 2002')).toContainText('Same title and year as Weiss et al. 2002');
  await expect(row('Broken 2018')).toContainText('repaired');
  await expect(row('After 2021')).toContainText('new');
  await expect(row('Okafor and Lindqvist 2019').getByRole('cell').first()).toHaveText('1');
  await inside.getByRole('link', { name: /^Repaired/ }).click();
  await expect(row('Okafor')).toHaveCount(0);
  await expect(row('Broken 2018')).toBeVisible();
});

test('hostile text stays text', async ({ inside }) => {
  let alerts = 0;
  inside.on('dialog', async (dialog) => {
    alerts++;
    await dialog.dismiss();
  });
  await bring(inside, fixture);
  await expect(inside.getByText('A title with </script><img src=x onerror=alert(1)> in it')).toBeVisible();
  await inside.getByRole('button', { name: 'Import 4 references' }).click();
  await expect(inside.getByText('Imported on')).toBeVisible();
  await inside.getByRole('link', { name: /script/ }).click();
  await expect(inside.getByRole('heading', { level: 1 })).toContainText('</script>');
  expect(await inside.locator('a[href^="javascript:" i]').count()).toBe(0);
  await expect(inside.locator('pre')).toContainText('javascript:alert(1)');
  expect(alerts).toBe(0);
});

test('the library is searched, sorted and exported', async ({ inside }) => {
  await inside.goto(library);
  await inside.getByRole('searchbox').fill('lindqvist brokers');
  await expect(inside.getByText('1 reference with')).toBeVisible();
  await inside.getByRole('link', { name: 'Okafor and Lindqvist 2019' }).click();
  await expect(inside.getByText('Okafor, N., & Lindqvist, Å. (2019)')).toBeVisible();
  await inside.getByRole('link', { name: 'Vancouver' }).click();
  await expect(inside.getByText('Okafor N, Lindqvist Å')).toBeVisible();
  await expect(inside.getByRole('link', { name: '10.5555/jips.2019.001' })).toHaveAttribute(
    'href',
    'https://doi.org/10.5555/jips.2019.001',
  );
  await inside.goto(`${library}?sort=year&order=down`);
  await expect(inside.getByRole('columnheader', { name: /Year/ })).toHaveAttribute('aria-sort', 'descending');
  for (const [format, sign] of [
    ['bibtex', '@article{okafor2019brokers'],
    ['ris', 'TY  - JOUR'],
    ['csl', '"id": "okafor2019brokers"'],
  ]) {
    const answer = await inside.request.get(`${library}/export?format=${format}`, {
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(await answer.text(), format).toContain(sign);
  }
});

test('an import is undone', async ({ inside }) => {
  await inside.goto(library);
  await inside
    .getByRole('row')
    .filter({ hasText: 'library.bib' })
    .filter({ hasText: '5' })
    .filter({ hasText: 'imported' })
    .getByRole('link')
    .click();
  await inside.getByRole('button', { name: 'Undo this import' }).click();
  await expect(inside.getByText('4 references left the library')).toBeVisible();
  await inside.goto(`${library}?q=okafor`);
  await expect(inside.getByText('0 references with')).toBeVisible();
});

test.describe('files that are not what they should be', () => {
  const cases: [string, ReturnType<typeof text>, RegExp][] = [
    [
      'not a BibTeX file',
      text('notes.bib', 'Dear all, here are the minutes of the meeting.'),
      /no reference|not|nothing/i,
    ],
    ['a PDF', text('paper.bib', '%PDF-1.7\n%âãÏÓ\n1 0 obj'), /PDF/],
    ['a file of NULs', text('zero.bib', Buffer.alloc(4000)), /\S/],
  ];
  for (const [what, file, words] of cases) {
    test(`${what} gets a clear answer`, async ({ inside }) => {
      await bring(inside, file);
      await expect(inside.locator('.problem')).toHaveText(words);
      await expect(inside.getByRole('button', { name: 'Discard' })).toBeVisible();
    });
  }

  test('an empty file is not even sent', async ({ inside }) => {
    await bring(inside, text('empty.bib', ''));
    await expect(inside.getByText('The file is empty')).toBeVisible();
  });

  test('a file over the limit is refused by page and server', async ({ inside, program, door }) => {
    const cookie = door.map(({ name, value }) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${program.origin}${library}/imports?name=big.bib`, {
      method: 'POST',
      headers: {
        cookie,
        origin: program.origin,
        'content-type': 'application/octet-stream',
        accept: 'application/json',
      },
      body: Buffer.alloc(100 * 1024 * 1024 + 1, 32),
    });
    expect(answer.status).toBe(413);
    expect((await answer.json()).message).toContain('larger than 100 MB');
    await inside.goto(library);
    await expect(inside.getByText('big.bib')).toHaveCount(0);
  });

  const tale =
    '@article{a1, author = {Müller, Zoë}, title = {Übergänge}, year = 2001}\n@article{a1, author = {Zwei, B.}, title = {Second}, year = 2002}\n';
  const encodings: [string, Buffer][] = [
    ['Latin-1', Buffer.from(tale, 'latin1')],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${tale}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(tale, 'utf16le')],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${tale}`, 'utf8')],
  ];
  for (const [name, bytes] of encodings) {
    test(`${name} is read as what it is, and duplicate keys are both kept`, async ({ inside }) => {
      await bring(inside, text('encoded.bib', bytes));
      await expect(inside.getByText('2 entries found: 2 new')).toBeVisible();
      await expect(inside.getByRole('cell', { name: 'Müller 2001', exact: true })).toBeVisible();
      await inside.getByRole('button', { name: 'Discard' }).click();
      await expect(inside).toHaveURL(/library$/);
    });
  }
});

test('unknown addresses and forged ids answer alike', async ({ inside }) => {
  const paths = [
    '/nowhere',
    '/reviews/nowhere',
    `${library}/00000000000000000000`,
    `${library}/imports/%27%20or%201=1`,
    '/reviews/sample/code/nobody',
    '/reviews/sample/share/99',
    '/e/guess',
  ];
  for (const path of paths) {
    const answer = await inside.request.get(path, { headers: { 'sec-fetch-site': 'same-origin' } });
    expect(answer.status(), path).toBe(404);
  }
});
