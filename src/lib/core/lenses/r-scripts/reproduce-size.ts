import { writeCsv } from '../../csv/write.ts';
import { selectEstimates } from '../select-estimates.ts';
import type { Selection } from '../selection.ts';
import {
  defaultSizeOptions,
  isPooled,
  leastPredictors,
  measureEffects,
  type PooledEffect,
  type SizeOptions,
} from '../size-effects.ts';
import { leastForPrediction } from '../size-pool.ts';
import type { RBundle } from './r-bundle.ts';
import { sizeScript } from './size-r.ts';

/**
 * The lens *size*, to be computed again with metafor: of one factor, or of all.
 *
 * @param factor Key of a top-level factor.
 */
export function reproduceSize(
  selection: Selection,
  options: SizeOptions = defaultSizeOptions,
  factor?: string,
): RBundle {
  const { factors, outcomes } = selection.evidence;
  const links = Map.groupBy(selectEstimates(selection), (link) => link.factor);
  const effects = factors.flatMap(({ key }) =>
    factor === undefined || factor === key
      ? measureEffects(links.get(key) ?? [], options).filter(isPooled)
      : [],
  );
  const studies = [...new Set(effects.map(({ study }) => study.key))];
  const placeOf = (keys: readonly { key: string }[]) =>
    new Map(keys.map(({ key }, at) => [key, at + 1] as const));
  const places = {
    factor: placeOf(factors),
    outcome: placeOf(outcomes),
    study: placeOf(studies.map((key) => ({ key }))),
  };
  const header = ['factor', 'outcome', 'study', 'partial', 'r', 'n', 'same_source'];
  return {
    script: {
      name: 'size.R',
      text: sizeScript({ effects: effects.length, leastForPrediction, leastPredictors }),
    },
    tables: [
      {
        name: 'effects.csv',
        text: writeCsv(
          header,
          effects.map((effect) => [
            places.factor.get(effect.factor),
            places.outcome.get(effect.outcome),
            places.study.get(effect.study.key),
            Number(effect.kind === 'partial'),
            effect.r,
            effect.n,
            statedSource(effect),
          ]),
        ),
      },
      conceptTable('factors.csv', factors),
      conceptTable('outcomes.csv', outcomes),
      {
        name: 'studies.csv',
        text: writeCsv(
          ['number', 'key'],
          studies.map((key, at) => [at + 1, key]),
        ),
      },
    ],
  };
}

function statedSource({ estimate: { sameSource } }: PooledEffect): number | null {
  return sameSource === 'yes' ? 1 : sameSource === 'no' ? 0 : null;
}

/** The keys and labels behind the numbers of factors or outcomes: the only texts that scripts read. */
export function conceptTable(name: string, concepts: readonly { key: string; label: string }[]) {
  const rows = concepts.map(({ key, label }, at) => [at + 1, key, label]);
  return { name, text: writeCsv(['number', 'key', 'label'], rows) };
}
