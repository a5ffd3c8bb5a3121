/** Times of a first visit: each in a new window, without anything in its cache. */
import type { BrowserContext } from '@playwright/test';

/** Address of the sample's Weigh. */
export const weighPath = '/reviews/sample/weigh';

/** Quiet time of the picture after which nothing more is coming, in milliseconds. */
const settled = 400;

/** From the start of the navigation to the first painted content, in milliseconds. */
export async function timeFirstPaint(window: BrowserContext, address: string): Promise<number> {
  const page = await window.newPage();
  await page.goto(address);
  const time = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const found = list.getEntriesByName('first-contentful-paint');
          if (found.length > 0) resolve(found[0].startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  await window.close();
  return time;
}

/**
 * From the start of the navigation to the frame in which the Ladder last changed: it stands then at its own width, with its
 * intervals. In milliseconds.
 */
export async function timeWholeLadder(window: BrowserContext, address: string): Promise<number> {
  const page = await window.newPage();
  await page.addInitScript(() => {
    const seen = { time: 0 };
    Object.assign(globalThis, { ladderSeen: seen });
    new MutationObserver((changes) => {
      const ladder = document.querySelector('figure');
      if (changes.some(({ target }) => ladder?.contains(target)))
        requestAnimationFrame(() => (seen.time = performance.now()));
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await page.goto(address);
  await page.locator('figure svg.scene').first().waitFor();
  const time = await page.evaluate(
    (quiet) =>
      new Promise<number>((resolve) => {
        const { ladderSeen } = globalThis as unknown as { ladderSeen: { time: number } };
        const look = () =>
          ladderSeen.time > 0 && performance.now() - ladderSeen.time > quiet
            ? resolve(ladderSeen.time)
            : setTimeout(look, 50);
        look();
      }),
    settled,
  );
  await window.close();
  return time;
}
