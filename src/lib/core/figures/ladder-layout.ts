import { scaleLinear } from 'd3-scale';
import type { Ladder, LadderRung } from '../lenses/ladder.ts';
import { count } from '../words.ts';
import { wrapText } from './text-width.ts';

/** Where things stand on the Ladder, whichever way it runs. */
export interface LadderLayout {
  isWide: boolean;
  width: number;
  height: number;
  /** Ends of the grid lines, along the rungs. */
  start: number;
  end: number;
  left: number;
  ticks: number[];
  /** The highest share on the scale. */
  most: number;
  /** Place of the last rung that holds a study; −1 where none does. */
  lastAt: number;
  /** Width that the words beside a point may take up before they touch the next rung's. */
  pointRoom: number;
  /** Least and greatest height of the names at the right end. */
  labelBounds: [number, number];
  share: (value: number) => number;
  place: (rungAt: number, share: number) => [x: number, y: number];
  rungLine: (rungAt: number) => { x1: number; y1: number; x2: number; y2: number };
  rung: (rungAt: number) => {
    x: number;
    anchor: 'start' | 'middle';
    top: number;
    labelLines: string[];
    countsY: number;
    /** What the rung took away, in lines as wide as there is room. */
    lostLines: string[];
    /** Null where losses stand beside the counts. */
    lostY: number | null;
  };
  pointLabel: (
    x: number,
    y: number,
    falls: boolean,
  ) => { labelX: number; labelY: number; anchor: 'start' | 'end' };
}

/** Below this the rungs stand under each other, as they do on a telephone. */
const narrowest = 680;

/** @param reach A share that the scale must reach, so that several Ladders can have the same. */
export function layOutLadder(ladder: Ladder, width: number, reach = 0): LadderLayout {
  const { most, ticks } = ladderScale(Math.max(reach, ladderReach(ladder)));
  const lastAt = ladder.rungs.findLastIndex(({ studies }) => studies > 0);
  const shared = { width, most, ticks, lastAt };
  return width >= narrowest ? layOutWide(ladder, shared) : layOutNarrow(ladder, shared);
}

type Shared = Pick<LadderLayout, 'width' | 'most' | 'ticks' | 'lastAt'>;

function layOutWide(ladder: Ladder, shared: Shared): LadderLayout {
  const { width, most } = shared;
  const left = 56;
  const top = 52;
  const bottom = Math.max(360, Math.min(470, width * 0.42)) + top;
  // The outer rungs stand inside the grid, so that their labels do not hang over its ends.
  const start = left;
  const end = width - Math.min(270, width * 0.27);
  const inset = Math.min(46, (end - start) / (2 * ladder.rungs.length));
  const step = ladder.rungs.length > 1 ? (end - start - 2 * inset) / (ladder.rungs.length - 1) : 0;
  const share = (value: number) => bottom - (value / most) * (bottom - top);
  const x = (at: number) => start + inset + at * step;
  const labelWidth = Math.max(64, step - 10);
  const lines = ladder.rungs.map(({ rung }) => wrapText(rung.label, labelWidth, 12));
  const mostLines = Math.max(...lines.map(({ length }) => length));
  const lostY = bottom + 26 + mostLines * 15 + 4;
  const lost = ladder.rungs.map((rung) =>
    describeLosses(rung).flatMap((text) => wrapText(text, Math.max(64, step - 4), 11)),
  );
  const mostLost = Math.max(...lost.map(({ length }) => length));
  return {
    ...shared,
    isWide: true,
    height: lostY + 26 + Math.max(0, mostLost - 2) * 14,
    start,
    end,
    left,
    pointRoom: step > 0 ? step - 4 : Infinity,
    labelBounds: [top + 4, bottom],
    share,
    place: (at, value) => [x(at), share(value)],
    rungLine: (at) => ({ x1: x(at), y1: top, x2: x(at), y2: bottom + 6 }),
    rung: (at) => ({
      x: x(at),
      anchor: 'middle',
      top: bottom + 24,
      labelLines: lines[at],
      countsY: top - 16,
      lostLines: lost[at],
      lostY,
    }),
    pointLabel: (px, py, falls) => ({
      labelX: px + 11,
      // Three lines: below the point only where they end above the names of the rungs.
      labelY: falls || py + 45 > bottom ? Math.max(py - 30, top - 2) : py + 22,
      anchor: 'start',
    }),
  };
}

function layOutNarrow(ladder: Ladder, shared: Shared): LadderLayout {
  const { width, most } = shared;
  const left = 2;
  const right = width - 18;
  const row = 122;
  const first = 104;
  const share = (value: number) => left + 8 + (value / most) * (right - left - 8);
  const y = (at: number) => first + at * row;
  const end = y(ladder.rungs.length - 1) + 40;
  return {
    ...shared,
    isWide: false,
    height: end + 8,
    start: 30,
    end,
    left,
    pointRoom: Infinity,
    labelBounds: [0, 0],
    share,
    place: (at, value) => [share(value), y(at)],
    rungLine: (at) => ({ x1: left, y1: y(at), x2: right, y2: y(at) }),
    rung: (at) => ({
      x: left,
      anchor: 'start',
      top: y(at) - 52,
      labelLines: [ladder.rungs[at].rung.label],
      countsY: y(at) - 36,
      lostLines: describeLosses(ladder.rungs[at]),
      lostY: null,
    }),
    // Under the point: what is written above belongs to the rung.
    pointLabel: (px, py) =>
      px > width - 70
        ? { labelX: px - 10, labelY: py + 25, anchor: 'end' }
        : { labelX: px + 10, labelY: py + 25, anchor: 'start' },
  };
}

function describeLosses({ failed, notStated }: LadderRung): string[] {
  return [
    ...(failed > 0 ? [`${count(failed, 'claim')} ${failed === 1 ? 'fails' : 'fail'}`] : []),
    ...(notStated > 0 ? [`${count(notStated, 'claim')} ${notStated === 1 ? 'does' : 'do'} not say`] : []),
  ];
}

/** The greatest share that a Ladder draws, intervals and band included. */
export function ladderReach({ focal, rungs }: Ladder): number {
  const heights = rungs.flatMap(({ points, band }) => [
    band?.[1] ?? 0,
    ...points.map(({ factor, k, share, interval }) =>
      factor === focal && k > 0 ? (interval?.[1] ?? share ?? 0) : (share ?? 0),
    ),
  ]);
  return Math.max(0, ...heights);
}

/** The scale that both layouts share: from zero to a round number with room above everything that is drawn. */
function ladderScale(reach: number): { most: number; ticks: number[] } {
  const needed = Math.max(0.1, reach * 1.08);
  const scale = scaleLinear()
    .domain([0, Math.min(1, needed)])
    .nice(5);
  const ticks = scale.ticks(5);
  // There is no share above one to put a line at, only room.
  return { most: Math.max(scale.domain()[1], needed), ticks };
}
