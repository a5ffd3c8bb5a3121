import { sizeOfFactor } from '../lenses/size.ts';
import type { RBundle } from '../lenses/r-scripts/r-bundle.ts';
import { reproducePool } from '../lenses/r-scripts/reproduce-pool.ts';
import { reproduceShares } from '../lenses/r-scripts/reproduce-shares.ts';
import { focalFactorKey } from '../lenses/evidence.ts';
import type { Selection } from '../lenses/selection.ts';

/** The analyses of an edition's own view, to be run again in R; each with the tables that it reads. */
export function rFiles(selection: Selection): { name: string; text: string }[] {
  const { effects, summary } = sizeOfFactor(
    selection,
    focalFactorKey(selection.evidence, selection.choices),
  ).all;
  const bundles: RBundle[] = [
    reproduceShares(selection),
    ...(summary.identified ? [reproducePool(effects)] : []),
  ];
  return bundles.flatMap(({ script, tables }) => [script, ...tables]);
}
