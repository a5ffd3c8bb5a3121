/**
 * Weigh, opened for the first time on the sample: when the Ladder stands there for good, at its own width and with the
 * intervals of 2,000 draws. The peer is the first paint of an empty page of a plain node server.
 */
import { startBuiltProgram } from '../built-program.ts';
import { startEmptyServer } from './support/empty-server.ts';
import { timeFirstPaint, timeWholeLadder, weighPath } from './support/visit.ts';
import { timeAgainst, type Benchmark } from './time.ts';

export const benchmark: Benchmark = {
  name: 'whole-ladder',
  async run() {
    const program = await startBuiltProgram();
    const empty = await startEmptyServer();
    try {
      return await timeAgainst(
        {
          what: 'Weigh on the sample: the Ladder with its intervals',
          work: async () => timeWholeLadder(await program.openWindow(), program.origin + weighPath),
        },
        {
          what: 'the first paint of an empty page',
          work: async () => timeFirstPaint(await program.openWindow(), empty.origin),
        },
      );
    } finally {
      await empty.stop();
      await program.stop();
    }
  },
};
