import { writeCsv } from '../../csv/write.ts';
import { leastForPrediction, type Sized } from '../size-pool.ts';
import { poolScript } from './pool-r.ts';
import type { RBundle } from './r-bundle.ts';

/** The pooled correlation of `poolSizes`, to be computed again with metafor. Studies are numbered as they come. */
export function reproducePool(effects: readonly Sized[]): RBundle {
  const keys = [...new Set(effects.map(({ study }) => study.key))];
  const numbers = new Map(keys.map((key, at) => [key, at + 1]));
  return {
    script: { name: 'pool.R', text: poolScript({ effects: effects.length, leastForPrediction }) },
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
