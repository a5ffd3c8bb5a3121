/**
 * A switch on Weigh with 2,000 studies and 20,000 claims: from the click to the frame with the new Ladder, whose subtitle
 * counts other claims. Intervals follow; when they do, how long the page's thread stood still at most and what the page
 * holds in memory is told too. The peer is a click on the same page that changes one word.
 */
import type { CDPSession, Page } from '@playwright/test';
import { switchDefinitions } from '#lib/core/lenses/switches.ts';
import { startBuiltProgram } from '../built-program.ts';
import { addTrivialButton, timeClick, watchLongTasks } from './support/click.ts';
import { addLargeReview, largeWeighPath } from './support/large-review.ts';
import { median, timeAgainst, type Benchmark } from './time.ts';

/** Thrown in an order in which no state comes back before the page has forgotten it. */
const switches = (
  ['retrospective', 'leader_is_informant', 'inside_one_organisation', 'same_source'] as const
).map((name) => switchDefinitions[name].label);
/** How a switch stands that has been thrown an even number of times, and an odd one. */
const positions = ['Keep', 'Drop'];
const subtitle = 'figure .subtitle';

export const benchmark: Benchmark = {
  name: 'large-switch',
  async run() {
    const program = await startBuiltProgram({ prepare: addLargeReview });
    try {
      const window = await program.openWindow({ viewport: { width: 1280, height: 900 } });
      const page = await window.newPage();
      const longTasks = await watchLongTasks(page);
      await page.goto(largeWeighPath);
      // Before the page lives a click would change nothing.
      await page.locator('html[data-alive]').waitFor({ state: 'attached' });
      await waitForIntervals(page);
      await page.getByRole('button', { name: /All \d+ kept/ }).click();
      await addTrivialButton(page);
      let thrown = 0;
      const stands = switches.map(() => 0);
      const longest: number[] = [];
      const whole: number[] = [];
      const result = await timeAgainst(
        {
          what: '',
          work: async () => {
            await longTasks.forget();
            const at = nextSwitch(++thrown);
            stands[at] = 1 - stands[at];
            const began = performance.now();
            const time = await timeClick(
              page,
              `[role="radiogroup"][aria-label="${switches[at]}"] label:has-text("${positions[stands[at]]}")`,
              subtitle,
            );
            await waitForIntervals(page);
            whole.push(performance.now() - began);
            longest.push(await longTasks.longest());
            return time;
          },
        },
        {
          what: 'a click that changes one word of the page',
          work: () => timeClick(page, '#trivial', '#trivial'),
        },
      );
      const heap = await heapOf(await window.newCDPSession(page));
      return {
        ...result,
        what: `a switch on Weigh with 20,000 claims: the new picture; with intervals ${median(whole).toFixed(0)} ms, longest block ${median(longest).toFixed(0)} ms, heap ${heap.toFixed(0)} MB`,
      };
    } finally {
      await program.stop();
    }
  },
};

/** Gray's code: the place of the lowest bit of a counter visits all states of four switches, one switch at a time. */
function nextSwitch(count: number): number {
  return Math.min(switches.length - 1, Math.log2(count & -count));
}

async function waitForIntervals(page: Page): Promise<void> {
  await page.locator('figure[aria-busy="false"]').first().waitFor();
}

/** Megabytes that the page's own heap holds after everything unused is given back. */
async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}
