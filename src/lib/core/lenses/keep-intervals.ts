import type { Ladder, LadderRung } from './ladder.ts';
import type { Identified, LensResult } from './lens.ts';
import type { Choices } from './choices.ts';
import type { Weighing } from './weighing.ts';

/**
 * A first picture, which has no resampled intervals yet, with those of the picture before, so that nothing vanishes while
 * they are computed anew. Pages that show it must mark them as being updated.
 *
 * @param choices Of the first picture: where no band is defined, none is kept.
 */
export function keepIntervals(first: Weighing, before: Weighing, choices: Choices): Weighing {
  const hasBands = choices.weighBy === 'equally';
  return {
    ...first,
    ladder: keepOnLadder(first.ladder, before.ladder, hasBands),
    said: keepRows(first.said, before.said, (row, old) => ({
      ...row,
      interval: row.interval ?? old.interval,
      band: row.band ?? (hasBands ? old.band : null),
    })),
    supported: keepRows(first.supported, before.supported, (row, old) => ({
      ...row,
      interval: row.interval ?? old.interval,
      gapInterval: row.gapInterval ?? old.gapInterval,
    })),
  };
}

function keepOnLadder(first: Ladder, before: Ladder, hasBands: boolean): Ladder {
  const rungs = first.rungs.map((rung): LadderRung => {
    const old = before.rungs.find((one) => one.rung.key === rung.rung.key);
    if (!old || rung.studies === 0) return rung;
    return {
      ...rung,
      band: rung.band ?? (hasBands ? old.band : null),
      points: keepFactors(rung.points, old.points, (point, oldPoint) => ({
        ...point,
        interval: point.interval ?? oldPoint.interval,
      })),
    };
  });
  return { ...first, rungs };
}

/** A row of a factor with its number of studies. */
interface Row {
  factor: string;
  k: number;
}

function keepRows<R extends Row>(
  first: LensResult<R>,
  before: LensResult<R>,
  keep: (row: R, old: R) => R,
): LensResult<R> {
  if (!first.identified || !before.identified) return first;
  const result: Identified<R> = { ...first, rows: keepFactors(first.rows, before.rows, keep) };
  return result;
}

/** An interval of nothing, which runs up to a limit, is of another kind than one of a share. */
function keepFactors<R extends Row>(rows: R[], before: R[], keep: (row: R, old: R) => R): R[] {
  const olds = new Map(before.map((row) => [row.factor, row]));
  return rows.map((row) => {
    const old = olds.get(row.factor);
    return old && row.k > 0 && old.k > 0 ? keep(row, old) : row;
  });
}
