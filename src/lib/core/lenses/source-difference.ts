import { fromFisherZ } from '../stats/effects/scales.ts';
import { tQuantile } from '../stats/distributions.ts';
import { makeDesign } from '../stats/multilevel/design.ts';
import { fitMultivariate } from '../stats/multilevel/fit.ts';
import { nestedIntercepts } from '../stats/multilevel/nested.ts';
import { independentSampling } from '../stats/multilevel/sampling.ts';
import type { Interval } from '../stats/pooling/result.ts';
import { studies } from '../words.ts';
import { notIdentified, type NotIdentified } from './lens.ts';
import type { Sized } from './size-pool.ts';

/** The same correlation where the same people gave cause and outcome, and where they did not. */
export interface SourceDifference {
  identified: true;
  same: SourceGroup;
  separate: SourceGroup;
  /** Same less separate sources, in Fisher's z. An interval that holds 0 is worded "no clear difference". */
  difference: number;
  interval: Interval;
}

export interface SourceGroup {
  /** Studies. */
  k: number;
  r: number;
  interval: Interval;
}

export interface SourcedEffect extends Sized {
  estimate: { sameSource: string | null };
}

/** One study alone can't be told from its own peculiarities. */
const leastStudies = 2;

/**
 * Difference between estimates with the same and with separate sources: a mixed-effects meta-regression by REML with
 * random study intercepts (and estimates within them where a study gives several), t tests with the containment degrees
 * of freedom. Estimates that do not state it are left out.
 */
export function compareSources(all: readonly SourcedEffect[]): SourceDifference | NotIdentified {
  const effects = all.filter(({ estimate: { sameSource } }) => sameSource === 'yes' || sameSource === 'no');
  const isSame = effects.map(({ estimate }) => estimate.sameSource === 'yes');
  const count = (same: boolean) =>
    new Set(effects.filter((_, at) => isSame[at] === same).map(({ study }) => study.key)).size;
  const [same, separate] = [count(true), count(false)];
  if (same < leastStudies || separate < leastStudies) {
    return notIdentified(
      `What the same source adds can’t be estimated: ${studies(same)} with the same people for cause and outcome, ${separate} with separate sources; at least ${leastStudies} of each are needed.`,
    );
  }
  const labels = effects.map(({ study }) => study.key);
  const levels = [
    { name: 'study', labels },
    { name: 'estimate', labels: effects.map((_, at) => String(at)) },
  ];
  const severalEach = new Set(labels).size < effects.length;
  const fit = fitMultivariate(
    {
      effects: effects.map(({ z }) => z),
      sampling: independentSampling(effects.map(({ variance }) => variance)),
      design: makeDesign(effects.length, [{ name: 'same', values: isSame.map(Number) }]),
      random: nestedIntercepts(severalEach ? levels : levels.slice(0, 1)),
      method: 'REML',
    },
    { test: 't', degreesOfFreedom: 'contain' },
  );
  if (!fit.converged) return notIdentified(`What the same source adds can’t be estimated: ${fit.message}`);
  const [apart, added] = fit.coefficients;
  const [[v00, v01], [, v11]] = fit.covariance;
  const group = (k: number, z: number, variance: number, df: number): SourceGroup => {
    const reach = tQuantile(0.975, df) * Math.sqrt(variance);
    return { k, r: fromFisherZ(z), interval: [fromFisherZ(z - reach), fromFisherZ(z + reach)] };
  };
  const df = apart.df!;
  return {
    identified: true,
    separate: group(separate, apart.estimate, v00, df),
    same: group(same, apart.estimate + added.estimate, v00 + 2 * v01 + v11, df),
    difference: added.estimate,
    interval: [added.lower, added.upper],
  };
}
