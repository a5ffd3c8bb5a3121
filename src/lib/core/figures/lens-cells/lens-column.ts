import type { Mark, SceneColumn } from '../scene.ts';
import { wrapText, fitText } from '../text-width.ts';

/** The lenses, in the order of their columns: from what is said to what the evidence carries. */
export const lensKeys = [
  'said',
  'supported',
  'direction',
  'size',
  'unique',
  'head-to-head',
  'necessary',
  'certain',
] as const;
export type LensKey = (typeof lensKeys)[number];

export const lensLabels: Record<LensKey, string> = {
  said: 'Said',
  supported: 'Supported',
  direction: 'Direction',
  size: 'Size',
  unique: 'Unique part',
  'head-to-head': 'Head to head',
  necessary: 'Necessary',
  certain: 'Certain',
};

/** Where the rows of a column stand. */
export interface Panel {
  x: number;
  width: number;
  top: number;
  bottom: number;
}

export interface CellPlace {
  /** Begins the keys of the cell's marks. */
  key: string;
  panel: Panel;
  /** Middle of the row. */
  y: number;
  isFocal: boolean;
  series: string;
  /** Shows where the other factors stand on the same line. */
  withOthers?: boolean;
}

/**
 * One lens as a column of the table: how it draws a factor, and how it says the same. A lens that nothing can be told
 * through has a `missing` reason instead of cells; null while it is computed.
 */
export interface LensColumn {
  key: LensKey;
  state: 'shown' | 'computing' | 'missing';
  /** In a few words, over a column without cells: "not identified". */
  short: string;
  /** Why the whole column can't be shown, in sentences; empty where it can. */
  reason: string;
  /** What is drawn, the longest words that may fit first. */
  units: readonly string[];
  /** How to read it, in a sentence or two. */
  note: string;
  /** What rows are put in order by, the largest first; null stands last. */
  order: (factor: string) => number | null;
  drawScale: (panel: Panel) => Mark[];
  drawCell: (factor: string, place: CellPlace) => Mark[];
  /** The cell in words, without a full stop; empty where the lens shows nothing. */
  describe: (factor: string) => string;
  table: { columns: SceneColumn[]; cells: (factor: string) => (string | number | null)[] };
}

export const numbers = (...labels: string[]): SceneColumn[] =>
  labels.map((label) => ({ label, isNumber: true }));

const nothing: Pick<
  LensColumn,
  'units' | 'note' | 'order' | 'drawScale' | 'drawCell' | 'describe' | 'table'
> = {
  units: [],
  note: '',
  order: () => null,
  drawScale: () => [],
  drawCell: () => [],
  describe: () => '',
  table: { columns: [], cells: () => [] },
};

/** A column that says once why it has no cells. */
export function missingColumn(key: LensKey, reason: string, short = 'not identified'): LensColumn {
  return { ...nothing, key, state: 'missing', short, reason };
}

export function computingColumn(key: LensKey): LensColumn {
  return { ...nothing, key, state: 'computing', short: 'being computed', reason: '' };
}

const size = 10.5;
const leading = 12;

/** Why a cell is empty, in a few words on one or two lines. */
export function drawReason(words: string, { key, panel, y, series, isFocal }: CellPlace): Mark[] {
  const [first, ...rest] = wrapText(words, panel.width, size);
  const lines = [first, rest.join(' ')].filter(Boolean);
  const top = y + 4 - ((lines.length - 1) * leading) / 2;
  return lines.map((line, at) => ({
    key: `${key}-reason-${at}`,
    kind: 'text',
    x: panel.x,
    y: top + at * leading,
    text: fitText(line, panel.width, size),
    tone: 'quiet',
    size,
    italic: true,
    // Lines of the scale stop at the words; the focal row has a ground of its own.
    halo: !isFocal,
    series,
  }));
}
