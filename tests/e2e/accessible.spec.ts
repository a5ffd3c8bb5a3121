import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './program.ts';

const rooms = [
  '',
  '/library',
  '/library/import',
  '/code',
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
  '/settings',
  '/settings/weighing',
];

async function check(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(
    ({ id, impact, nodes }) =>
      `${impact} ${id}: ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  );
}

for (const theme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`every room is accessible, ${theme}, ${width} px`, async ({ inside: page }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 900 });
      for (const room of rooms) {
        await page.goto(`/reviews/sample${room}`);
        await expect(page.getByRole('heading').first()).toBeVisible();
        expect(await check(page), room).toEqual([]);
      }
      // The second sample has the sizes and matrices that the first can't show.
      for (const room of ['/weigh', '/weigh/size', '/weigh/rivals']) {
        await page.goto(`/reviews/craft-2003${room}`);
        await expect(page.getByRole('heading').first()).toBeVisible();
        expect(await check(page), `craft-2003${room}`).toEqual([]);
      }
      await page.goto('/reviews');
      expect(await check(page), 'reviews').toEqual([]);
      await page.goto('/reviews/sample/weigh?open=leadership%40order_or_independence');
      await expect(page.getByRole('complementary')).toBeVisible();
      expect(await check(page), 'a drawer').toEqual([]);
      await page.goto('/reviews/sample/code');
      await page.getByRole('link', { name: 'Cramm and Nieboer 2012' }).click();
      await page.getByRole('button', { name: 'New claim' }).click();
      expect(await check(page), 'a study').toEqual([]);
      await page.goto('/reviews/sample/library?q=cramm');
      await page
        .getByRole('link', { name: /^Cramm/ })
        .first()
        .click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await check(page), 'a reference').toEqual([]);
    });
  }

  test(`a published page is accessible, ${theme}`, async ({ inside: page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto('/reviews/sample/share');
    await page.getByRole('button', { name: /^Freeze edition/ }).click();
    await expect(page.getByText(/^Edition \d+ is frozen/)).toBeVisible();
    await page.goto('/reviews/sample/share/1');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await check(page)).toEqual([]);
  });
}

test('no page scrolls sideways on a telephone', async ({ inside: page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  for (const room of rooms) {
    await page.goto(`/reviews/sample${room}`);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, room).toBeLessThanOrEqual(0);
  }
});
