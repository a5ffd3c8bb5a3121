/** 10,000 specifications over 100 studies, with progress and the chance to cancel. */
import { setImmediate as pause } from 'node:timers/promises';
import { poolEffects } from '#lib/core/stats/pooling/pool-effects.ts';
import { poolMethods, type PoolMethod } from '#lib/core/stats/pooling/options.ts';
import { planMultiverse, specificationAt } from '#lib/core/stats/resampling/multiverse-plan.ts';
import { runMultiverse, type SpecificationResult } from '#lib/core/stats/resampling/multiverse-run.ts';
import { simulateEffects } from './support/simulate.ts';
import { timeAgainst, type Benchmark } from './time.ts';

export const benchmark: Benchmark = {
  name: 'multiverse-10000',
  async run() {
    const { yi, vi } = simulateEffects(100);
    const switches = Array.from({ length: 10 }, (_, i) => ({ key: `part ${i}`, options: ['in', 'out'] }));
    const forks = [{ key: 'method', options: poolMethods }, ...switches];
    const plan = planMultiverse(forks, { seed: 1 });
    const evaluate = (specification: Record<string, string>): SpecificationResult => {
      const kept = yi.map((_, i) => i).filter((i) => specification[`part ${i % 10}`] === 'in');
      const fit = poolEffects(
        { yi: kept.map((i) => yi[i]), vi: kept.map((i) => vi[i]) },
        { method: specification.method as PoolMethod, heterogeneityInterval: false },
      );
      return fit.fitted ? { value: fit.coefficients[0].estimate } : { reason: fit.reason };
    };
    return timeAgainst(
      {
        what: `${plan.count.toLocaleString('en')} of ${plan.crossed.toLocaleString('en')} specifications, 100 studies, all estimators`,
        work: async () => {
          let told = 0;
          const signal = new AbortController().signal;
          const pacer = { now: () => performance.now(), pause: () => pause() };
          await runMultiverse(plan, evaluate, { pacer, signal, onProgress: (done) => (told = done) });
          if (told !== plan.count) throw new Error(`progress ended at ${told}`);
        },
      },
      {
        what: 'the same fits in a bare loop',
        work: () => {
          for (let at = 0; at < plan.count; at++) evaluate(specificationAt(plan, at));
        },
      },
    );
  },
};
