/** A pooled matrix of eight predictors and an outcome, its dominance, and intervals from 2,000 drawn matrices. */
import { analyseImportance } from '#lib/core/stats/importance/importance.ts';
import { bootstrapImportance } from '#lib/core/stats/importance/importance-bootstrap.ts';
import { dominatePlainly } from './support/plain-dominance.ts';
import { simulateCorrelations } from './support/simulate.ts';
import { timeAgainst, type Benchmark } from './time.ts';

const draws = 2000;

export const benchmark: Benchmark = {
  name: 'importance-draws',
  async run() {
    const size = 9;
    const matrix = simulateCorrelations(size);
    const names = Array.from({ length: size - 1 }, (_, i) => `x${i}`);
    const pairs = (size * (size - 1)) / 2;
    const vcov = Array.from({ length: pairs }, (_, i) =>
      Array.from({ length: pairs }, (_, j) => (i === j ? 0.0009 : 0.0002)),
    );
    return timeAgainst(
      {
        what: `8 predictors, dominance and ${draws.toLocaleString('en')} draws`,
        work: () => {
          if (!analyseImportance(matrix, names).identified) throw new Error('not identified');
          const drawn = bootstrapImportance({ matrix, vcov }, { seed: 1, draws });
          if (!drawn.identified) throw new Error(drawn.reason);
        },
      },
      {
        what: `as many dominance analyses, each regression solved by itself`,
        work: () => {
          for (let draw = 0; draw < draws; draw++) dominatePlainly(matrix);
        },
      },
    );
  },
};
