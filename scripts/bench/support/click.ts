/** Times of clicks, and of what they keep the page from. */
import type { Page } from '@playwright/test';

/** Puts a button into the page that changes nothing but its own word. */
export function addTrivialButton(page: Page): Promise<void> {
  return page.evaluate(() => {
    const button = document.createElement('button');
    button.id = 'trivial';
    button.textContent = 'one';
    button.addEventListener('click', () => {
      button.textContent = button.textContent === 'one' ? 'two' : 'one';
    });
    document.querySelector('main')!.prepend(button);
  });
}

/**
 * @param changing What the click changes.
 * @returns Milliseconds until the frame after the change was handed to the screen.
 */
export async function timeClick(page: Page, button: string, changing: string): Promise<number> {
  const handle = await page.locator(button).elementHandle();
  if (!handle) throw new Error(`There is no ${button} on the page.`);
  return page.evaluate(
    ([button, changing]) =>
      new Promise<number>((resolve, reject) => {
        const tooLong = setTimeout(() => reject(new Error('The click changed nothing.')), 5000);
        const begun = performance.now();
        const observer = new MutationObserver(() => {
          observer.disconnect();
          clearTimeout(tooLong);
          // A task that is posted from a frame's callback runs when that frame is painted.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - begun);
            port2.postMessage(null);
          });
        });
        observer.observe(document.querySelector(changing as string)!, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
        (button as HTMLElement).click();
      }),
    [handle, changing] as const,
  );
}

/** Tasks of the page's thread that took longer than 50 ms, as browsers count them. */
export async function watchLongTasks(page: Page) {
  await page.addInitScript(() => {
    const durations: number[] = [];
    Object.assign(globalThis, { longTasks: durations });
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durations.push(duration);
    });
    observer.observe({ type: 'longtask', buffered: true });
  });
  return {
    forget: () =>
      page.evaluate(() => void (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0)),
    /** Milliseconds of the longest since they were forgotten; 0 where none was longer than 50. */
    longest: () =>
      page.evaluate(() => Math.max(0, ...(globalThis as unknown as { longTasks: number[] }).longTasks)),
  };
}
