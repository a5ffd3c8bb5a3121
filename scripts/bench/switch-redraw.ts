/**
 * A switch on Weigh: from the click to the next frame in which the picture is another. The peer is a click on the same page
 * that changes one word.
 */
import { startBuiltProgram } from '../built-program.ts';
import { addTrivialButton, timeClick } from './support/click.ts';
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
              '[aria-label="What counts"] button:has-text("Bundles and mediators")',
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
