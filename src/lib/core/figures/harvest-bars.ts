import type { Direction } from '../coding/claim.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { HarvestStudy } from '../lenses/harvest.ts';
import { count, decimals } from '../words.ts';
import type { HarvestColumn, HarvestLayout } from './harvest-layout.ts';
import type { Mark, Tone } from './scene.ts';

/** Looks of directions: a shape and a tone each, so that neither has to be told alone. */
export const directionLooks: Record<Direction, { word: string; short: string; tone: Tone }> = {
  positive: { word: 'for', short: 'for', tone: 'positive' },
  negative: { word: 'against', short: 'against', tone: 'negative' },
  null: { word: 'no link', short: 'no link', tone: 'null' },
  mixed: { word: 'mixed', short: 'mixed', tone: 'mixed' },
  not_stated: { word: 'sign not stated', short: 'no sign', tone: 'quiet' },
};

const symbolHeight = 6;
const shortest = 4;
const tallest = 26;
/** Height of a line of bars with their symbols. */
export const barLine = symbolHeight + 3 + tallest + 6;

/** The tallest for a value of 1; a design that is not stated is as short as the weakest. */
export const barHeight = (design: number | null) => shortest + (tallest - shortest) * (design ?? 0);

export const shadeOf = (strength: number) =>
  `shade-${Math.max(0, Math.min(5, Math.floor(strength * 6))) as 0 | 1 | 2 | 3 | 4 | 5}` as const;

/** The sign of a direction: up, down, a bar, an hourglass, a ring. */
export function directionSymbol(
  direction: Direction,
  { key, x, y, size, series }: { key: string; x: number; y: number; size: number; series?: string },
): Mark {
  const { tone } = directionLooks[direction];
  const half = size / 2;
  if (direction === 'not_stated') {
    return { key, kind: 'dot', x, y, radius: half * 0.8, tone, open: true, series };
  }
  const [l, r, t, b] = [x - half, x + half, y - half, y + half];
  const shapes = {
    positive: `M${l} ${b}L${r} ${b}L${x} ${t}Z`,
    negative: `M${l} ${t}L${r} ${t}L${x} ${b}Z`,
    null: `M${l} ${y - size / 5}H${r}V${y + size / 5}H${l}Z`,
    mixed: `M${l} ${t}L${r} ${t}L${l} ${b}L${r} ${b}Z`,
  };
  return { key, kind: 'path', d: shapes[direction], tone, fill: true, series };
}

interface Cell {
  key: string;
  studies: readonly HarvestStudy[];
  column: HarvestColumn;
  layout: HarvestLayout;
  /** Top of the first line of bars. */
  y: number;
  /** What a merged bar opens, and how it is called. */
  opens: string;
  label: string;
}

export function linesOf(studies: number, { perLine }: HarvestColumn): number {
  return studies === 0 ? 0 : Math.max(1, Math.ceil(studies / perLine));
}

/** The studies of one outcome that point one way. */
export function drawBars(cell: Cell): Mark[] {
  return cell.layout.isMerged ? drawMerged(cell) : drawSingle(cell);
}

function drawSingle({ key, studies, column, layout: { pitch }, y, label }: Cell): Mark[] {
  return studies.flatMap((one, at): Mark[] => {
    const line = Math.floor(at / column.perLine);
    const x = column.x + (at % column.perLine) * pitch;
    const base = y + line * barLine + symbolHeight + 3 + tallest;
    const height = barHeight(one.design);
    const width = pitch - 2;
    const own = `${key}-${one.study.key}`;
    const series = one.study.key;
    return [
      {
        key: own,
        kind: 'rect',
        x,
        y: base - height,
        width,
        height,
        tone: shadeOf(one.strength),
        hatched: one.design === null,
        series,
      },
      directionSymbol(one.direction, {
        key: `${own}-sign`,
        x: x + width / 2,
        y: base - height - 2 - symbolHeight / 2,
        size: symbolHeight,
        series,
      }),
      {
        key: `${own}-target`,
        kind: 'target',
        x: x - 1,
        y: y + line * barLine,
        width: pitch,
        height: barLine - 2,
        opens: writeTarget({ study: one.study.key }),
        name: `${label}, ${describeStudy(one)}`,
        series,
      },
    ];
  });
}

/** Bars of one height and shade beside each other are one. */
function drawMerged({ key, studies, column, layout: { pitch }, y, opens, label }: Cell): Mark[] {
  if (studies.length === 0) return [];
  const base = y + symbolHeight + 3 + tallest;
  const groups = Map.groupBy(studies, ({ design, strength }) => `${design} ${shadeOf(strength)}`);
  let x = column.x;
  const bars = [...groups.values()].flatMap((group, at): Mark[] => {
    const [{ design, strength, direction }] = group;
    const width = group.length * pitch;
    const height = barHeight(design);
    const from = x;
    x += width;
    const common = { kind: 'rect', x: from, width, series: key } as const;
    return [
      {
        ...common,
        key: `${key}-${at}`,
        y: base - height,
        height,
        tone: shadeOf(strength),
        hatched: design === null,
      },
      {
        ...common,
        key: `${key}-${at}-cap`,
        y: base - height - 2.5,
        height: 2.5,
        tone: directionLooks[direction].tone,
      },
    ];
  });
  return [
    ...bars,
    {
      key: `${key}-target`,
      kind: 'target',
      x: column.x - 2,
      y,
      width: Math.max(x - column.x, 12) + 4,
      height: barLine,
      opens,
      name: `${label}: ${count(studies.length, 'study', 'studies')} ${directionLooks[studies[0].direction].word}`,
      series: key,
    },
  ];
}

/** "Weiss et al. 2002: for; tier B, evidence strength 0.62, from a reported number" */
function describeStudy({ study, direction, strength, hasEstimate }: HarvestStudy): string {
  const tier = study.tier === null ? 'design not stated' : `tier ${study.tier}`;
  const ground = hasEstimate ? 'with a reported number' : 'in words';
  return `${study.label}: ${directionLooks[direction].word}; ${tier}, evidence strength ${decimals(strength)}, ${ground}`;
}
