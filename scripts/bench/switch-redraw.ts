/**
 * A switch on Weigh: from the click to the next frame in which the picture is another. The peer is a click on the same page
 * that changes one word.
 */
import type { Page } from '@playwright/test';
import { startBuiltProgram } from '../built-program.ts';
import { weighPath } from './support/visit.ts';
import { timeAgainst, type Benchmark } from './time.ts';

export const benchmark: Benchmark = {
  name: 'switch-redraw',
  async run() {
    const program = await startBuiltProgram();
    try {
      const window = await program.openWindow({ viewport: { width: 1280, height: 900 } });
      const page = await window.newPage();
      await page.goto(weighPath, { waitUntil: 'networkidle' });
      await addTrivialButton(page);
      return await timeAgainst(
        {
          what: 'a switch on Weigh: from the click to the frame with the new picture',
          work: () =>
            timeClick(
              page,
              '[aria-label="What counts"] button:has-text("Retrospective")',
              'figure svg.scene',
            ),
        },
        {
          what: 'a click that changes one word of the page',
          work: () => timeClick(page, '#trivial', '#trivial'),
        },
      );
    } finally {
      await program.stop();
    }
  },
};

function addTrivialButton(page: Page): Promise<void> {
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
async function timeClick(page: Page, button: string, changing: string): Promise<number> {
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
