import type { Direction } from '../coding/claim.ts';
import type { Harvest } from '../lenses/harvest.ts';

/** Columns from the left: what stands against, nothing, for; then what has no way. */
export const harvestDirections = ['negative', 'null', 'positive', 'mixed', 'not_stated'] as const;

export interface HarvestColumn {
  direction: Direction;
  x: number;
  width: number;
  /** Bars beside each other; the next ones stand on a line below. Where bars are merged, all stand on one line. */
  perLine: number;
}

export interface HarvestLayout {
  columns: HarvestColumn[];
  /** Width of one study, its gap included. */
  pitch: number;
  /** Too many studies for bars of their own: those of one height and shade make one bar, as wide as they are many. */
  isMerged: boolean;
}

export interface HarvestRoom {
  x: number;
  width: number;
  gap: number;
  pitches: readonly number[];
  least: readonly number[];
}

const mostLines = 3;

/**
 * Divides a width over the five directions by how many studies they hold at most, each wide enough for its head. Bars are
 * as wide as one line has room for; else they wrap to a few lines; where these are too few, bars are merged.
 *
 * @param least Least width of each column, in their order.
 * @param pitches What a bar may take with its gap, from the widest to the narrowest that a finger can hit.
 */
export function layOutHarvest(
  { outcomes }: Pick<Harvest, 'outcomes'>,
  { x, width, gap, pitches, least }: HarvestRoom,
): HarvestLayout {
  const most = harvestDirections.map((direction) =>
    Math.max(0, ...outcomes.map(({ counts }) => counts[direction])),
  );
  const room = width - gap * (most.length - 1);
  const wantedAt = (pitch: number) => most.map((count, at) => Math.max(least[at], count * pitch));
  const pitch = pitches.find((one) => sum(wantedAt(one)) <= room) ?? pitches[pitches.length - 1];
  const wanted = wantedAt(pitch);
  const excess = sum(wanted) - sum(least);
  const part = excess <= 0 ? 0 : Math.min(1, Math.max(0, room - sum(least)) / excess);
  const widths = wanted.map((one, at) => least[at] + (one - least[at]) * part);
  const fit = widths.map((one) => Math.max(1, Math.floor(one / pitch + 1e-9)));
  const isMerged = most.some((count, at) => count > mostLines * fit[at]);
  const smallest = Math.min(pitch, ...most.map((count, at) => (count === 0 ? pitch : widths[at] / count)));
  let left = x;
  const columns = harvestDirections.map((direction, at) => {
    const column = { direction, x: left, width: widths[at], perLine: isMerged ? Infinity : fit[at] };
    left += widths[at] + gap;
    return column;
  });
  return { columns, pitch: isMerged ? smallest : pitch, isMerged };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
