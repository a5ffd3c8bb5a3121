/**
 * Weigh, opened for the first time on the sample: when its first content is painted. The peer is an empty page of a plain
 * node server, painted by the same browser.
 */
import { startBuiltProgram } from '../built-program.ts';
import { startEmptyServer } from './support/empty-server.ts';
import { timeFirstPaint, weighPath } from './support/visit.ts';
import { timeAgainst, type Benchmark } from './time.ts';

export const benchmark: Benchmark = {
  name: 'first-paint',
  async run() {
    const program = await startBuiltProgram();
    const empty = await startEmptyServer();
    try {
      return await timeAgainst(
        {
          what: 'Weigh on the sample: first contentful paint',
          work: async () => timeFirstPaint(await program.openWindow(), program.origin + weighPath),
        },
        {
          what: 'the same of an empty page',
          work: async () => timeFirstPaint(await program.openWindow(), empty.origin),
        },
      );
    } finally {
      await empty.stop();
      await program.stop();
    }
  },
};
