import { writeCsv } from '../../csv/write.ts';
import { leastForPrediction, type Sized } from '../size-pool.ts';
import { funnelScript } from './funnel-r.ts';
import type { RBundle } from './r-bundle.ts';

/**
 * `checkSmallStudies`, to be computed again with metafor; with Egger's test in its first form, the rank test, PET-PEESE
 * and a selection model beside it.
 */
export function reproduceFunnel(effects: readonly Sized[]): RBundle {
  const keys = [...new Set(effects.map(({ study }) => study.key))];
  const numbers = new Map(keys.map((key, at) => [key, at + 1]));
  return {
    script: { name: 'funnel.R', text: funnelScript(effects.length, leastForPrediction) },
    tables: [
      {
        name: 'effects.csv',
        text: writeCsv(
          ['study', 'z', 'variance'],
          effects.map(({ study, z, variance }) => [numbers.get(study.key)!, z, variance]),
        ),
      },
      {
        name: 'studies.csv',
        text: writeCsv(
          ['number', 'key'],
          keys.map((key, at) => [at + 1, key]),
        ),
      },
    ],
  };
}
