/** REML pooling of 500 effects with all that `stats pool` prints. */
import { poolEffects } from '#lib/core/stats/pooling/pool-effects.ts';
import { simulateEffects } from './support/simulate.ts';
import { timeInR, vectorInR } from './support/time-in-r.ts';
import { timeMedian, type Benchmark } from './time.ts';

export const benchmark: Benchmark = {
  name: 'pool-500-effects',
  async run() {
    const { yi, vi } = simulateEffects(500);
    const milliseconds = await timeMedian(() => {
      const fit = poolEffects({ yi, vi }, { method: 'REML' });
      if (!fit.fitted) throw new Error(fit.reason);
    });
    return {
      what: 'REML of 500 effects with the interval of τ²',
      milliseconds,
      peer: timeInR({
        what: 'rma and confint of R’s metafor',
        packages: ['metafor'],
        setup: `yi <- ${vectorInR(yi)}; vi <- ${vectorInR(vi)}`,
        expression: 'confint(rma(yi, vi, method = "REML"))',
      }),
    };
  },
};
