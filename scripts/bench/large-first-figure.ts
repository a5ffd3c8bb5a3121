/**
 * Weigh with 2,000 studies and 20,000 claims, opened for the first time: from the arrival of the data to the frame in which
 * the Ladder stands at its own width and answers. It is painted before, by the server; when that is, the longest block of
 * the page's thread on the way, and what goes over the wire are told too. The peer is the same with the sample.
 */
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from '@playwright/test';
import { startBuiltProgram } from '../built-program.ts';
import { watchLongTasks } from './support/click.ts';
import { addLargeReview, addSampleReview, largeWeighPath } from './support/large-review.ts';
import { weighPath } from './support/visit.ts';
import { median, timeAgainst, type Benchmark } from './time.ts';

export const benchmark: Benchmark = {
  name: 'large-first-figure',
  async run() {
    const program = await startBuiltProgram({
      prepare: async (dataFolder) => {
        await addSampleReview(dataFolder);
        await addLargeReview(dataFolder);
      },
    });
    try {
      const visits: Visit[] = [];
      const result = await timeAgainst(
        {
          what: '',
          work: async () => {
            const visit = await openWeigh(await program.openWindow(), largeWeighPath);
            visits.push(visit);
            return visit.live;
          },
        },
        {
          what: 'the same with the sample',
          work: async () => (await openWeigh(await program.openWindow(), weighPath)).live,
        },
      );
      const window = await program.openWindow();
      const html = await (await window.request.get(largeWeighPath)).body();
      const of = (value: (visit: Visit) => number) => median(visits.map(value)).toFixed(0);
      return {
        ...result,
        what: `Weigh with 20,000 claims: the Ladder answers after the data came; painted ${of(({ painted }) => painted)} ms after the first byte, longest block ${of(({ longest }) => longest)} ms, page ${(html.length / 1e6).toFixed(1)} MB, compressed ${(gzipSync(html).length / 1e6).toFixed(1)} MB`,
      };
    } finally {
      await program.stop();
    }
  },
};

/** Milliseconds. */
interface Visit {
  /** From the first byte to the first painted content. */
  painted: number;
  /** From the last byte to the frame in which the Ladder is alive. */
  live: number;
  longest: number;
}

async function openWeigh(window: BrowserContext, address: string): Promise<Visit> {
  const page = await window.newPage();
  const longTasks = await watchLongTasks(page);
  await page.addInitScript(() => {
    const seen = { time: 0 };
    Object.assign(globalThis, { ladderLives: seen });
    const observer = new MutationObserver(() => {
      // Intervals are asked for once the page lives.
      if (document.querySelector('figure')?.getAttribute('aria-busy') !== 'true') return;
      observer.disconnect();
      requestAnimationFrame(() => (seen.time = performance.now()));
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });
  await page.goto(address);
  await page.waitForFunction(
    () => (globalThis as unknown as { ladderLives: { time: number } }).ladderLives.time > 0,
  );
  const times = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const { time } = (globalThis as unknown as { ladderLives: { time: number } }).ladderLives;
    return { painted: paint.startTime - navigation.responseStart, live: time - navigation.responseEnd };
  });
  const longest = await longTasks.longest();
  await window.close();
  return { ...times, longest };
}
