import { writeCsv } from '../../csv/write.ts';
import { focalFactorKey } from '../evidence.ts';
import { claimedWeightOf, directionWeightOf } from '../naming.ts';
import type { Selection } from '../selection.ts';
import { changeScript } from './change-r.ts';
import type { RBundle } from './r-bundle.ts';
import { conceptTable } from './reproduce-size.ts';

/** What would change the answer, to be computed again in base R. */
export function reproduceChange({ evidence, choices, pieces, naming }: Selection): RBundle {
  const { factors, outcomes, studies } = evidence;
  const numbers = new Map(naming.studies.map((studyAt, at) => [studyAt, at + 1]));
  const rows = pieces.map(({ claim, studyAt, factorAt, outcomeAt, strength, direction }) => [
    numbers.get(studyAt)!,
    factorAt + 1,
    outcomeAt + 1,
    strength,
    claimedWeightOf(claim),
    directionWeightOf(direction),
  ]);
  return {
    script: {
      name: 'change.R',
      text: changeScript({
        factors: factors.length,
        outcomes: outcomes.length,
        focal: factors.findIndex(({ key }) => key === focalFactorKey(evidence, choices)) + 1,
        byStrength: choices.weighBy === 'claimed_strength',
      }),
    },
    tables: [
      {
        name: 'claims.csv',
        text: writeCsv(['study', 'factor', 'outcome', 'strength', 'claimed', 'g'], rows),
      },
      conceptTable('factors.csv', factors),
      conceptTable('outcomes.csv', outcomes),
      {
        name: 'studies.csv',
        text: writeCsv(
          ['number', 'key'],
          naming.studies.map((studyAt, at) => [at + 1, studies[studyAt].key]),
        ),
      },
    ],
  };
}
