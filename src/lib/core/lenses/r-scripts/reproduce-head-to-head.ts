import { writeCsv } from '../../csv/write.ts';
import { factorVariable, gatherCorrelations, outcomeVariable, pairName } from '../correlations.ts';
import { focalFactorKey } from '../evidence.ts';
import type { Selection } from '../selection.ts';
import { headToHeadScript } from './head-to-head-r.ts';
import type { RBundle } from './r-bundle.ts';
import { conceptTable } from './reproduce-size.ts';

/** The pooled differences of *head to head*, to be computed again with metafor. */
export function reproduceHeadToHead(selection: Selection): RBundle {
  const { evidence, choices } = selection;
  const { factors, outcomes } = evidence;
  const focalKey = focalFactorKey(evidence, choices);
  const focal = factorVariable(focalKey);
  const { studies } = gatherCorrelations(selection);
  const rows = factors.flatMap(({ key, role }, rivalAt) => {
    if (key === focalKey || (choices.leaveOutBundles && role !== 'factor')) return [];
    const rival = factorVariable(key);
    return outcomes.flatMap((outcome, outcomeAt) =>
      studies.flatMap(({ pairs }, studyAt) => {
        const mine = pairs.get(pairName(focal, outcomeVariable(outcome.key)));
        const other = pairs.get(pairName(rival, outcomeVariable(outcome.key)));
        if (!mine || !other) return [];
        const among = pairs.get(pairName(focal, rival));
        const n = Math.min(mine.n, other.n, among?.n ?? Infinity);
        return [[rivalAt + 1, outcomeAt + 1, studyAt + 1, mine.r, other.r, among?.r ?? null, n]];
      }),
    );
  });
  const header = ['rival', 'outcome', 'study', 'r_focal', 'r_rival', 'r_among', 'n'];
  return {
    script: {
      name: 'head-to-head.R',
      text: headToHeadScript({
        pairs: rows.length,
        focal: factors.findIndex(({ key }) => key === focalKey) + 1,
      }),
    },
    tables: [{ name: 'pairs.csv', text: writeCsv(header, rows) }, conceptTable('factors.csv', factors)],
  };
}
