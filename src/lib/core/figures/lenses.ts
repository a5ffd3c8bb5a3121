import type { Concept } from '../codebook/concept.ts';
import type { Weighing } from '../lenses/weighing.ts';
import { count, lowerFirst, studies } from '../words.ts';
import { emptyScene } from './empty-scene.ts';
import { lensColumns, type FurtherLenses } from './lens-cells/columns.ts';
import { lensLabels, type LensColumn, type LensKey } from './lens-cells/lens-column.ts';
import { drawList } from './lens-list.ts';
import { lensesTitle } from './lenses-title.ts';
import { drawTable, widthOfTable } from './lens-table.ts';
import type { Scene, SceneTable } from './scene.ts';

export interface LensesFigure extends FurtherLenses {
  weighing: Weighing;
  /** Top-level factors, for their labels. */
  factors: readonly Concept[];
  width: number;
  /** The lens that puts the rows in order; where there is room for one lens only, the one that is shown. */
  by?: LensKey;
}

/**
 * Every factor through every lens: one row a factor, one column a lens, each cell a small picture with its interval. Narrow,
 * the focal factor through every lens, and all factors through one.
 */
export function lensesScene({ weighing, factors, width, by = 'said', ...further }: LensesFigure): Scene {
  const { said, direction, focal } = weighing;
  if (!said.identified || !direction.identified) {
    return emptyScene('lenses', 'No lens has anything to show', said.identified ? '' : said.reason, width);
  }
  const columns = lensColumns(weighing, further);
  const named = new Set(said.rows.filter(({ k }) => k > 0).map(({ factor }) => factor));
  const rows = factors.filter(({ key }) => named.has(key) || key === focal.key || isTold(columns, key));
  const ordered = putInOrder(rows, columns, by);
  const describe = (factor: Concept) => describeRow(factor, columns);
  const table = { columns, factors: ordered, focal, width, describe };
  const { marks, height } = width >= widthOfTable(columns) ? drawTable(table) : drawList(table, by);
  return {
    name: 'lenses',
    title: lensesTitle(weighing, further),
    subtitle: `Each factor through ${inWords(columns.length)} lenses, from what is said to what the evidence carries. ${studies(said.studies)}, ${count(said.claims, 'claim')}.`,
    summary: `Each factor through ${inWords(columns.length)} lenses. ${describe(focal)}.`,
    caption: explain(columns),
    width,
    height,
    marks,
    table: tabulate(ordered, columns),
  };
}

/** The lenses that a reader can order by, or look through one by one. */
export function lensChoices(weighing: Weighing, further: FurtherLenses): { key: LensKey; label: string }[] {
  return lensColumns(weighing, further)
    .filter(({ state }) => state === 'shown')
    .map(({ key }) => ({ key, label: lensLabels[key] }));
}

/** Whether a lens that does not look at claims tells something of a factor that no claim names. */
function isTold(columns: readonly LensColumn[], factor: string): boolean {
  return columns.some(
    ({ key, state, order }) =>
      (key === 'size' || key === 'unique' || key === 'necessary') &&
      state === 'shown' &&
      order(factor) !== null,
  );
}

function putInOrder(factors: readonly Concept[], columns: readonly LensColumn[], by: LensKey): Concept[] {
  const said = columns[0];
  const chosen = columns.find(({ key, state }) => key === by && state === 'shown') ?? said;
  const rank = (value: number | null) => value ?? -Infinity;
  const compare = (column: LensColumn, a: Concept, b: Concept) => {
    const [one, other] = [rank(column.order(a.key)), rank(column.order(b.key))];
    return one === other ? 0 : other - one;
  };
  return factors.toSorted((a, b) => compare(chosen, a, b) || compare(said, a, b));
}

function describeRow(factor: Concept, columns: readonly LensColumn[]): string {
  const parts = columns.map(({ describe }) => describe(factor.key)).filter(Boolean);
  return `${factor.label}: ${parts.join('; ')}`;
}

const numberWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const inWords = (number: number) => numberWords[number] ?? String(number);

function explain(columns: readonly LensColumn[]): string[] {
  const missing = columns
    .filter(({ state }) => state === 'missing')
    .map(({ key, reason }) => `${lensLabels[key]}: ${asSentence(reason)}`);
  const waiting = columns.filter(({ state }) => state === 'computing').map(({ key }) => lensLabels[key]);
  return [
    'Lines: 95\u202f% intervals; of shares from resampling the studies.',
    ...columns.flatMap(({ note }) => note || []),
    ...missing,
    ...(waiting.length > 0 ? [`Being computed: ${waiting.map(lowerFirst).join(', ')}.`] : []),
  ];
}

const asSentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

function tabulate(rows: readonly Concept[], columns: readonly LensColumn[]): SceneTable {
  const shown = columns.filter(({ state }) => state === 'shown');
  const missing = columns.filter(({ state }) => state !== 'shown');
  return {
    columns: [
      { label: 'Factor', isNumber: false },
      ...shown.flatMap(({ table }) => table.columns),
      ...missing.map(({ key }) => ({ label: lensLabels[key], isNumber: false })),
    ],
    rows: rows.map(({ key, label }) => [
      label,
      ...shown.flatMap(({ table }) => table.cells(key)),
      ...missing.map(({ short, reason }) => (reason ? `${short}: ${reason}` : short)),
    ]),
  };
}
