import { writeCsv } from '../../csv/write.ts';
import { casesScript } from './cases-r.ts';
import type { RBundle } from './r-bundle.ts';
import { conceptTable } from './reproduce-size.ts';

/** Cases without a hole, with memberships in [0, 1], as they are analysed. */
export interface MembershipTable {
  conditions: readonly { key: string; label: string }[];
  cases: readonly { outcome: number; conditions: readonly number[] }[];
  inclusionCut: number;
  frequencyCut: number;
}

/**
 * Truth table, necessity and necessary condition analysis of coded cases, to be computed again in base R.
 *
 * @param permutations Of the test of each effect size; 0 leaves it out.
 */
export function reproduceCases(
  { conditions, cases, inclusionCut, frequencyCut }: MembershipTable,
  { seed, permutations }: { seed: number; permutations: number },
): RBundle {
  const header = ['outcome', ...conditions.map((_, at) => `c${at + 1}`)];
  return {
    script: {
      name: 'cases.R',
      text: casesScript({
        seed,
        permutations,
        conditions: conditions.length,
        inclusionCut,
        frequencyCut,
      }),
    },
    tables: [
      {
        name: 'cases.csv',
        text: writeCsv(
          header,
          cases.map((one) => [one.outcome, ...one.conditions]),
        ),
      },
      conceptTable('conditions.csv', conditions),
    ],
  };
}
