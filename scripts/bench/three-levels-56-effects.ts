/** A three-level model of 56 effects of schools in 11 districts, the size of Konstantopoulos's (2011) example. */
import { makeDesign } from '#lib/core/stats/multilevel/design.ts';
import { fitMultivariate } from '#lib/core/stats/multilevel/fit.ts';
import { nestedIntercepts } from '#lib/core/stats/multilevel/nested.ts';
import { independentSampling } from '#lib/core/stats/multilevel/sampling.ts';
import { simulateEffects } from './support/simulate.ts';
import { timeInR, vectorInR } from './support/time-in-r.ts';
import { timeMedian, type Benchmark } from './time.ts';

export const benchmark: Benchmark = {
  name: 'three-levels-56-effects',
  async run() {
    const { yi, vi } = simulateEffects(56);
    const district = yi.map((_, i) => Math.floor(i / 5.1));
    const school = yi.map((_, i) => i);
    const names = (labels: number[]) => labels.map(String);
    const milliseconds = await timeMedian(() => {
      const fit = fitMultivariate({
        effects: yi,
        sampling: independentSampling(vi),
        design: makeDesign(yi.length),
        random: nestedIntercepts([
          { name: 'district', labels: names(district) },
          { name: 'school', labels: names(school) },
        ]),
        method: 'REML',
      });
      if (!fit.converged) throw new Error(fit.message);
    });
    return {
      what: 'three-level REML of 56 effects',
      milliseconds,
      peer: timeInR({
        what: 'rma.mv of R’s metafor',
        packages: ['metafor'],
        setup: `data <- data.frame(yi = ${vectorInR(yi)}, vi = ${vectorInR(vi)}, district = ${vectorInR(district)}, school = ${vectorInR(school)})`,
        expression: 'rma.mv(yi, vi, random = ~ 1 | district/school, data = data)',
      }),
    };
  },
};
