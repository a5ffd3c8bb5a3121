/** What the evidence map says: its title, its cells, its caption and its table. */
import type { Concept } from '../codebook/concept.ts';
import { certaintyWords, showCertainty } from '../coding/certainty.ts';
import { provenances } from '../coding/provenance.ts';
import type { EvidenceMap, MapCell, MapView } from '../lenses/evidence-map.ts';
import type { AxisNode } from '../lenses/map-axis.ts';
import { mapDimensions } from '../lenses/map-dimensions.ts';
import { agree, count, grouped, list, lowerFirst, studies } from '../words.ts';
import { directionWords } from './direction-bar.ts';
import type { SceneTable } from './scene.ts';

export function labelOf(nodes: readonly AxisNode[], value: string): string {
  return nodes.find((node) => node.value === value)?.label ?? value;
}

/** Rows and columns at the top: parts are in them and would count twice. */
const isTop = ({ depth }: AxisNode) => depth === 0;

/** Cells of rows and columns at the top. */
function topCells({ rows, columns, cells }: EvidenceMap): MapCell[] {
  return cells.flatMap((line, row) =>
    isTop(rows[row]) ? line.filter((_, column) => isTop(columns[column])) : [],
  );
}

function findMost(cells: readonly MapCell[]): MapCell | null {
  return cells.reduce<MapCell | null>(
    (best, cell) => (cell.studies.length > (best?.studies.length ?? 0) ? cell : best),
    null,
  );
}

/** How a pair is called: "leadership for services", elsewhere "pilot with health". */
export function pairWords({ rowName, columnName, rows, columns }: EvidenceMap, cell: MapCell): string {
  const row = labelOf(rows, cell.row);
  const column = labelOf(columns, cell.column);
  return rowName === 'factor' && columnName === 'outcome' ? `${row} → ${column}` : `${row} × ${column}`;
}

export function mapTitle({ slices, split }: MapView, focal: Concept): string {
  const filled = slices.filter(({ map }) => map.studies > 0);
  if (filled.length === 0) return 'No claim passes these filters';
  if (split !== null) {
    const [a, b] = slices.map(({ label, map }) => ({ label, map, cells: topCells(map) }));
    const inOne = a.cells.filter(
      ({ state }, at) => (state === 'gap') !== (b.cells[at].state === 'gap'),
    ).length;
    const words = `${a.label}: ${studies(a.map.studies)}; ${lowerFirst(b.label)}: ${grouped(b.map.studies)}`;
    return `${words}. ${inOne === 0 ? 'Both have the same gaps' : `${count(inOne, 'cell is', 'cells are')} studied in one of them only`}`;
  }
  const { map } = slices[0];
  if (map.rowName !== 'factor' || map.columnName !== 'outcome') return titleOfAny(map);
  const row = map.cells[map.rows.findIndex(({ value }) => value === focal.key)] ?? [];
  const top = row.filter((_, at) => isTop(map.columns[at]));
  const most = findMost(top);
  const gaps = top.filter(({ state }) => state === 'gap').map(({ column }) => labelOf(map.columns, column));
  if (!most) return `No study joins ${lowerFirst(focal.label)} with any outcome here`;
  const studied = `${focal.label} ${agree(focal.label, 'is', 'are')} studied most for ${lowerFirst(labelOf(map.columns, most.column))}`;
  if (gaps.length === 0) return studied;
  const missing =
    gaps.length <= 3
      ? gaps
          .map(lowerFirst)
          .join(', ')
          .replace(/, ([^,]*)$/, ' or $1')
      : `${gaps.length} of ${top.length} kinds of result`;
  return `${studied}, and not at all for ${missing}`;
}

function titleOfAny(map: EvidenceMap): string {
  const cells = topCells(map);
  const most = findMost(cells);
  const gaps = cells.filter(({ state }) => state === 'gap').length;
  const nothing =
    gaps === 0
      ? 'no cell is a gap'
      : `${gaps} of ${cells.length} cells ${gaps === 1 ? 'is a gap' : 'are gaps'}`;
  if (!most) return 'No study stands on both sides of this map';
  return `Most studies here: ${lowerFirst(labelOf(map.rows, most.row))} with ${lowerFirst(labelOf(map.columns, most.column))}, ${most.studies.length}; ${nothing}`;
}

export function mapSubtitle({ slices, undated }: MapView, note: string): string {
  const [{ map }] = slices;
  const sides =
    map.rowName === 'factor' && map.columnName === 'outcome'
      ? 'Which factor was studied for which result.'
      : `${mapDimensions[map.rowName].label} by ${lowerFirst(mapDimensions[map.columnName].label)}.`;
  const numbers = slices.map(
    ({ label, map: { studies: k, claims } }) =>
      `${label ? `${label}: ` : ''}${studies(k)}, ${count(claims, 'claim')}.`,
  );
  const without =
    undated === 0
      ? ''
      : `${studies(undated)} ${undated === 1 ? 'states' : 'state'} no year and ${undated === 1 ? 'is' : 'are'} left out.`;
  return [sides, ...numbers, without, note].filter(Boolean).join(' ');
}

export function mapSummary({ slices }: MapView, focal: Concept): string {
  return slices
    .map(({ label, map }) => {
      const cells = topCells(map);
      const gaps = cells.filter(({ state }) => state === 'gap').length;
      const row = map.rows.findIndex(({ value }) => value === focal.key);
      const own =
        map.rowName === 'factor' && row >= 0
          ? ` Studies of ${lowerFirst(focal.label)}: ${
              map.cells[row]
                .filter((cell, at) => isTop(map.columns[at]) && cell.studies.length > 0)
                .map((cell) => `${lowerFirst(labelOf(map.columns, cell.column))} ${cell.studies.length}`)
                .join(', ') || 'none'
            }.`
          : '';
      return `${label ? `${label}: ` : ''}${gaps} of ${cells.length} pairs of ${lowerFirst(mapDimensions[map.rowName].label)} and ${lowerFirst(mapDimensions[map.columnName].label)} have no study.${own}`;
    })
    .join(' ');
}

/** The rule by which a cell is settled, and how many are. */
export function describeSettled({ slices }: MapView): string | null {
  const maps = slices.map(({ map }) => map);
  if (maps[0].rowName !== 'factor' || maps[0].columnName !== 'outcome') {
    return 'No cell here can be settled: certainty is judged of a factor and an outcome.';
  }
  const all = maps.flatMap(({ cells }) => cells.flat());
  if (all.every(({ certainty }) => certainty === null)) {
    return 'No cell is settled: that would take a judgement of certainty, and nobody has made one yet.';
  }
  const settled = all.filter(({ state }) => state === 'settled').length;
  const rule =
    'five studies or more, four in five one way, two of tier A or B, and certainty judged moderate or higher';
  return `Settled means ${rule}; ${settled === 0 ? 'no cell is' : `${count(settled, 'cell is', 'cells are')}`}. Four dots say how sure people are of the whole body of evidence, whatever is filtered; a cell without dots is not judged.`;
}

/** A cell for those who hear it. */
export function describeCell(cell: MapCell, map: EvidenceMap, slice: string): string {
  const best = provenances[Math.max(...cell.studies.map(({ rank }) => rank))].label;
  const state = cell.state === 'contested' || cell.state === 'settled' ? `, ${cell.state}` : '';
  // Said only where there is something to say: most cells of most maps are not judged.
  const certainty = cell.certainty === null ? '' : `; certainty: ${certaintyWords[cell.certainty]}`;
  const pair = slice === '' ? pairWords(map, cell) : `${pairWords(map, cell)}, ${lowerFirst(slice)}`;
  return `${pair}: ${studies(cell.studies.length)}${state}; ${directionWords(cell.directions)}; best ground: ${best}${certainty}`;
}

export function tabulateMap({ slices, split }: MapView): SceneTable {
  const [{ map: first }] = slices;
  const words = [
    ...(split === null ? [] : [mapDimensions[split].label]),
    mapDimensions[first.rowName].label,
    mapDimensions[first.columnName].label,
  ];
  // Both sides may be the same.
  const heads = words.map((label, at) => (words.indexOf(label) === at ? label : `${label}, across`));
  const columns = [
    ...heads.map((label) => ({ label, isNumber: false })),
    { label: 'Studies', isNumber: true },
    { label: 'State', isNumber: false },
    ...['Favours', 'Hinders', 'No link', 'Mixed', 'Sign not stated'].map((label) => ({
      label,
      isNumber: true,
    })),
    { label: 'Best ground', isNumber: false },
    { label: 'Certainty', isNumber: false },
  ];
  const rows = slices.flatMap(({ label, map }) =>
    map.cells.flat().map((cell) => {
      const { positive, negative, null: none, mixed, not_stated } = cell.directions;
      const best =
        cell.studies.length === 0
          ? null
          : provenances[Math.max(...cell.studies.map(({ rank }) => rank))].label;
      return [
        ...(split === null ? [] : [label]),
        labelOf(map.rows, cell.row),
        labelOf(map.columns, cell.column),
        cell.studies.length,
        cell.state,
        positive,
        negative,
        none,
        mixed,
        not_stated,
        best,
        showCertainty(cell.certainty),
      ];
    }),
  );
  return { columns, rows };
}

/** "Leadership and trust are open" */
export function describeOpen({ rows, columns }: EvidenceMap): string | null {
  const open = [...rows, ...columns].filter(({ isOpen }) => isOpen).map(({ label }) => lowerFirst(label));
  if (open.length === 0) return null;
  return `Opened: ${list([...new Set(open)])}. An opened row or column still shows all of its studies; its parts stand after it, those that some claim names.`;
}
