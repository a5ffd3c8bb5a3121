import type { HeadToHeadResult } from '../../lenses/head-to-head.ts';
import type { LensResult } from '../../lenses/lens.ts';
import type { SizeRow } from '../../lenses/size.ts';
import type { UniqueResult } from '../../lenses/unique.ts';
import type { Weighing } from '../../lenses/weighing.ts';
import { certainColumn } from './certain-cell.ts';
import { directionColumn } from './direction-cell.ts';
import { headToHeadColumn } from './head-to-head-cell.ts';
import type { LensColumn } from './lens-column.ts';
import { necessaryColumn, type NecessaryCell } from './necessary-cell.ts';
import { saidColumn, supportedColumn, uniqueColumn } from './share-cells.ts';
import { sizeColumn } from './size-cell.ts';

/**
 * Results that take longer than a page may wait, or that others compute. What is left out has no column; null is being
 * computed, and its column says so.
 */
export interface FurtherLenses {
  sizes?: readonly SizeRow[] | null;
  unique?: UniqueResult | null;
  headToHead?: HeadToHeadResult | null;
  necessary?: LensResult<NecessaryCell> | null;
}

/** The columns of the table, in the order of the lenses. */
export function lensColumns(
  { said, supported, direction, certain }: Weighing,
  { sizes, unique, headToHead, necessary }: FurtherLenses,
): LensColumn[] {
  return [
    saidColumn(said),
    supportedColumn(supported),
    directionColumn(direction),
    ...(sizes === undefined ? [] : [sizeColumn(sizes)]),
    ...(unique === undefined ? [] : [uniqueColumn(unique)]),
    ...(headToHead === undefined ? [] : [headToHeadColumn(headToHead)]),
    ...(necessary === undefined ? [] : [necessaryColumn(necessary)]),
    certainColumn(certain),
  ];
}
