import { aggregateEffects } from '../../stats/multilevel/aggregate.ts';
import { independentSampling } from '../../stats/multilevel/sampling.ts';
import type { SpecificationResult } from '../../stats/resampling/multiverse-run.ts';
import type { Link } from '../select-estimates.ts';
import { isPooled, measureEffects, type PooledEffect, type SizeOptions } from '../size-effects.ts';
import { poolSizes, type SizeEstimator, type Sized } from '../size-pool.ts';
import type { DeclaredFork, MultiverseBody } from './forks.ts';
import type { Evaluate, Specification } from './specification.ts';

/**
 * The focal factor's pooled correlation under one specification after another. Many leave the same numbers: each body of
 * them is pooled once.
 */
export function prepareSizes({ links, meanings }: MultiverseBody, forks: readonly DeclaredFork[]): Evaluate {
  const answers = links.map((own, meaning) =>
    forks.flatMap(({ key, options }) =>
      options.flatMap(({ key: option, admits }) =>
        admits ? [{ fork: key, option, of: own.map((link) => admits(link, meanings[meaning])) }] : [],
      ),
    ),
  );
  const pooled = new Map<string, SpecificationResult>();
  return (specification) => {
    const meaning = Number(specification.meaning ?? 0);
    const asked = answers[meaning].filter(({ fork, option }) => specification[fork] === option);
    const keepsNotStated = specification.not_stated !== 'out';
    const left = links[meaning].flatMap((_, at) =>
      asked.every(({ of }) => of[at] === 'yes' || (keepsNotStated && of[at] === 'not_stated')) ? [at] : [],
    );
    const { betas, reliability, clustering, numbers, estimator } = specification;
    const name = [meaning, left, betas, reliability, clustering, numbers, estimator].join('|');
    let found = pooled.get(name);
    if (!found)
      pooled.set(
        name,
        (found = pool(
          left.map((at) => links[meaning][at]),
          specification,
        )),
      );
    return found;
  };
}

function pool(links: readonly Link[], specification: Specification): SpecificationResult {
  const options: SizeOptions = {
    betas: specification.betas === 'in',
    corrected: specification.reliability === 'in',
    clustering: specification.clustering === 'partnerships' ? 'partnerships' : 'reported',
  };
  const effects = measureEffects(links, options)
    .filter(isPooled)
    .filter(({ kind }) => kind === 'zero-order');
  if (effects.length === 0) return { reason: 'No correlation that is left can be pooled.' };
  const one = specification.numbers === 'one';
  const estimator = (specification.estimator ?? 'REML') as SizeEstimator;
  const size = poolSizes(one ? makeOneEach(effects) : effects, estimator);
  return size.identified ? { value: size.r } : { reason: size.reason };
}

/** The correlations of a study as one, weighted by their precision. */
function makeOneEach(effects: readonly PooledEffect[]): Sized[] {
  return aggregateEffects(
    effects.map(({ z }) => z),
    independentSampling(effects.map(({ variance }) => variance)),
    effects.map(({ study }) => study.key),
  ).map(({ label, effect, variance }) => ({ z: effect, variance, study: { key: label } }));
}
