/** Dominance analysis of 12 predictors: 4,096 regressions, general, conditional and complete. */
import { analyseImportance } from '#lib/core/stats/importance/importance.ts';
import { dominatePlainly } from './support/plain-dominance.ts';
import { simulateCorrelations } from './support/simulate.ts';
import { timeAgainst, type Benchmark } from './time.ts';

export const benchmark = dominanceOf(12);

/** The same for any number of predictors. */
export function dominanceOf(predictors: number): Benchmark {
  return {
    name: `dominance-${predictors}`,
    async run() {
      const matrix = simulateCorrelations(predictors + 1);
      const names = Array.from({ length: predictors }, (_, i) => `x${i}`);
      const own = analyseImportance(matrix, names);
      if (!own.identified) throw new Error(own.reason);
      const plain = dominatePlainly(matrix);
      if (own.general.some((value, i) => Math.abs(value - plain[i]) > 1e-9))
        throw new Error('the two analyses differ');
      return timeAgainst(
        {
          what: `importance of ${predictors} predictors, all kinds of dominance`,
          work: () => void analyseImportance(matrix, names),
        },
        {
          what: 'general dominance alone, each regression solved by itself',
          work: () => void dominatePlainly(matrix),
        },
      );
    },
  };
}
