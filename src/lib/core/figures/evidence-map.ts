import type { Concept } from '../codebook/concept.ts';
import { certaintyWords, showCertainty } from '../coding/certainty.ts';
import { provenances } from '../coding/provenance.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { EvidenceMap, MapCell } from '../lenses/evidence-map.ts';
import { count, lowerFirst, studies } from '../words.ts';
import { certaintyMarks } from './certainty-marks.ts';
import { directionWords } from './direction-bar.ts';
import { emptyScene } from './empty-scene.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { fitText, wrapText } from './text-width.ts';

export interface EvidenceMapFigure {
  map: EvidenceMap;
  focal: Concept;
  /** What stands beside the counts: filters and caveat. */
  note: string;
  width: number;
}

const square = 9;
const step = 11;
const narrowest = 760;
/** Height of the line under the squares that says how sure people are. */
const certaintyLine = 14;

/**
 * The evidence map: factors down, outcomes across, one square a study, darker for stronger ground. It shows what was
 * studied, not what works. Narrow, each factor is a list of its outcomes.
 */
export function evidenceMapScene(figure: EvidenceMapFigure): Scene {
  const { map, focal, note, width } = figure;
  if (map.studies === 0) {
    return emptyScene(
      'evidence-map',
      mapTitle(map, focal),
      'Take a filter or a switch back to see studies.',
      width,
    );
  }
  const { marks, height } = width >= narrowest ? drawMatrix(map, focal, width) : drawLists(map, focal, width);
  const gaps = map.cells.flat().filter(({ state }) => state === 'gap').length;
  const all = map.rows.length * map.columns.length;
  return {
    name: 'evidence-map',
    title: mapTitle(map, focal),
    subtitle: `Which factor was studied for which result. ${studies(map.studies)}, ${count(map.claims, 'claim')}.${note ? ` ${note}` : ''}`,
    summary: `${gaps} of ${all} pairs of factor and outcome have no study. ${describeRow(map, focal)}`,
    caption: [
      'Each square is a study; the more it stands out from the page, the stronger its ground. A full cell shows that something was studied, not that it works.',
      'A diamond marks studies that disagree: at least one in four clear results points the other way or finds no link.',
      describeSettled(map),
    ],
    width,
    height,
    marks,
    table: tabulate(map),
  };
}

function describeSettled({ cells }: EvidenceMap): string {
  const all = cells.flat();
  if (all.every(({ certainty }) => certainty === null)) {
    return 'No cell is settled: that would take a judgement of certainty, and nobody has made one yet.';
  }
  const settled = all.filter(({ state }) => state === 'settled').length;
  const rule =
    'five studies or more, four in five one way, two of tier A or B, and certainty judged moderate or higher';
  const asks = `A ring marks what is settled: ${rule}; ${settled === 0 ? 'no cell is' : `${count(settled, 'cell is', 'cells are')}`}.`;
  return `${asks} Four dots say how sure people are of the whole body of evidence, whatever is filtered; a cell without dots is not judged.`;
}

function mapTitle({ rows, columns, cells, studies: all }: EvidenceMap, focal: Concept): string {
  if (all === 0) return 'No claim passes these filters';
  const row = cells[rows.findIndex(({ key }) => key === focal.key)] ?? [];
  const most = row.reduce<MapCell | null>(
    (best, cell) => (cell.studies.length > (best?.studies.length ?? 0) ? cell : best),
    null,
  );
  const gaps = row.filter(({ state }) => state === 'gap').map(({ outcome }) => labelOf(columns, outcome));
  if (!most) return `No study joins ${lowerFirst(focal.label)} with any outcome here`;
  const studied = `${focal.label} is studied most for ${lowerFirst(labelOf(columns, most.outcome))}`;
  if (gaps.length === 0) return studied;
  const missing =
    gaps.length <= 3
      ? gaps
          .map(lowerFirst)
          .join(', ')
          .replace(/, ([^,]*)$/, ' or $1')
      : `${gaps.length} of ${columns.length} kinds of result`;
  return `${studied}, and not at all for ${missing}`;
}

function labelOf(concepts: readonly Concept[], key: string): string {
  return concepts.find((concept) => concept.key === key)?.label ?? key;
}

function drawMatrix(map: EvidenceMap, focal: Concept, width: number) {
  const nameWidth = Math.min(232, width * 0.22);
  const left = nameWidth + 20;
  const column = (width - left) / map.columns.length;
  const perLine = Math.max(3, Math.floor((column - 26) / step));
  const heads = map.columns.map(({ label }) =>
    wrapText(label, column - 8, 11).map((line) => fitText(line, column - 4, 11)),
  );
  const headHeight = 22 + Math.max(...heads.map(({ length }) => length)) * 14;
  const marks: Mark[] = heads.flatMap((lines, at) =>
    lines.map((text, line): Mark => ({
      key: `head-${at}-${line}`,
      kind: 'text',
      x: left + at * column,
      y: headHeight - 12 - (lines.length - 1 - line) * 14,
      text,
      tone: 'ink',
      size: 11,
    })),
  );
  let y = headHeight;
  for (const [at, factor] of map.rows.entries()) {
    const lines = Math.max(1, ...map.cells[at].map(({ studies }) => Math.ceil(studies.length / perLine)));
    const isJudged = map.cells[at].some(({ certainty }) => certainty !== null);
    const height = Math.max(32, lines * step + 16) + (isJudged ? certaintyLine : 0);
    const isFocal = factor.key === focal.key;
    if (isFocal) marks.push({ key: 'focal-row', kind: 'rect', x: 0, y, width, height, tone: 'focal-wash' });
    marks.push({ key: `rule-${factor.key}`, kind: 'line', x1: 0, x2: width, y1: y, y2: y, tone: 'hairline' });
    const weight = isFocal ? 600 : 400;
    const text = fitText(factor.label, nameWidth, 12.5, weight);
    const tone = isFocal ? 'focal' : 'ink';
    marks.push({
      key: `name-${factor.key}`,
      kind: 'text',
      x: nameWidth,
      y: y + height / 2 + 4,
      text,
      tone,
      size: 12.5,
      weight,
      anchor: 'end',
    });
    for (const [columnAt, cell] of map.cells[at].entries()) {
      const x = left + columnAt * column;
      marks.push(...drawCell(cell, map, { x, y, width: column, height, perLine }));
    }
    y += height;
  }
  return { marks, height: y + 4 };
}

interface CellBox {
  x: number;
  y: number;
  width: number;
  height: number;
  perLine: number;
}

function drawCell(cell: MapCell, map: EvidenceMap, { x, y, width, height, perLine }: CellBox): Mark[] {
  const key = `${cell.factor}-${cell.outcome}`;
  const isJudged = cell.certainty !== null;
  // What stands above the line of dots stays in the middle of the rest.
  const centre = y + (height - (isJudged ? certaintyLine : 0)) / 2;
  const under = {
    key: `certainty-${key}`,
    x,
    y: y + height - certaintyLine + 1,
    width: width - 2,
    series: key,
  };
  const certainty = isJudged ? certaintyMarks({ ...under, level: cell.certainty, size: 10 }) : [];
  if (cell.state === 'gap') {
    return [
      ...certainty,
      {
        key: `gap-${key}`,
        kind: 'text',
        x,
        y: centre + 4,
        text: 'gap',
        tone: 'quiet',
        size: 11,
        italic: true,
      },
    ];
  }
  const lines = Math.ceil(cell.studies.length / perLine);
  const top = centre - (lines * step - (step - square)) / 2;
  const squares = cell.studies.map(({ rank, study }, at): Mark => ({
    key: `square-${key}-${study.id}`,
    kind: 'rect',
    x: x + (at % perLine) * step,
    y: top + Math.floor(at / perLine) * step,
    width: square,
    height: square,
    tone: `shade-${rank as 0 | 1 | 2 | 3 | 4 | 5}`,
    series: key,
  }));
  const signX = x + Math.min(perLine, cell.studies.length) * step + 8;
  const ring: Mark[] =
    cell.state === 'settled'
      ? [
          {
            key: `settled-${key}`,
            kind: 'dot',
            x: signX,
            y: centre,
            radius: 4.5,
            tone: 'ink',
            open: true,
            series: key,
          },
        ]
      : [];
  const diamond: Mark[] =
    cell.state === 'contested'
      ? [
          {
            key: `contested-${key}`,
            kind: 'diamond',
            x: signX,
            y: centre,
            radius: 4.5,
            tone: 'ink',
            series: key,
          },
        ]
      : [];
  const target: Mark = {
    key: `target-${key}`,
    kind: 'target',
    x: x - 4,
    y: y + 2,
    width: Math.max(24, width - 6),
    height: height - 4,
    opens: writeTarget({ factor: cell.factor, outcome: cell.outcome }),
    name: describeCell(cell, map),
    series: key,
  };
  return [...squares, ...diamond, ...ring, ...certainty, target];
}

function describeCell(cell: MapCell, { rows, columns }: EvidenceMap): string {
  const best = provenances[Math.max(...cell.studies.map(({ rank }) => rank))].label;
  const state = cell.state === 'contested' || cell.state === 'settled' ? `, ${cell.state}` : '';
  // Said only where there is something to say: most cells of most maps are not judged.
  const certainty = cell.certainty === null ? '' : `; certainty: ${certaintyWords[cell.certainty]}`;
  return `${labelOf(rows, cell.factor)} → ${labelOf(columns, cell.outcome)}: ${studies(cell.studies.length)}${state}; ${directionWords(cell.directions)}; best ground: ${best}${certainty}`;
}

function describeRow({ rows, columns, cells }: EvidenceMap, focal: Concept): string {
  const row = cells[rows.findIndex(({ key }) => key === focal.key)] ?? [];
  const counted = row
    .filter(({ studies }) => studies.length > 0)
    .map(({ outcome, studies }) => `${lowerFirst(labelOf(columns, outcome))} ${studies.length}`);
  return `Studies of ${lowerFirst(focal.label)}: ${counted.join(', ') || 'none'}.`;
}

function drawLists(map: EvidenceMap, focal: Concept, width: number) {
  const labelWidth = Math.min(150, width * 0.42);
  const x = labelWidth + 12;
  const perLine = Math.max(4, Math.floor((width - x - 20) / step));
  const marks: Mark[] = [];
  let y = 4;
  for (const [at, factor] of map.rows.entries()) {
    const isFocal = factor.key === focal.key;
    const tone = isFocal ? 'focal' : 'ink';
    marks.push({ key: `rule-${factor.key}`, kind: 'line', x1: 0, x2: width, y1: y, y2: y, tone: 'hairline' });
    marks.push({
      key: `name-${factor.key}`,
      kind: 'text',
      x: 0,
      y: y + 22,
      text: fitText(factor.label, width, 14, 600),
      tone,
      size: 14,
      weight: 600,
    });
    y += 32;
    const cells = map.cells[at].filter(({ state }) => state !== 'gap');
    for (const cell of cells) {
      const squares = Math.max(26, Math.ceil(cell.studies.length / perLine) * step + 12);
      const height = squares + (cell.certainty === null ? 0 : certaintyLine);
      const text = fitText(labelOf(map.columns, cell.outcome), labelWidth, 12);
      marks.push({
        key: `outcome-${factor.key}-${cell.outcome}`,
        kind: 'text',
        x: 0,
        y: y + squares / 2 + 4,
        text,
        tone: 'quiet',
        size: 12,
      });
      marks.push(...drawCell(cell, map, { x, y, width: width - x, height, perLine }));
      y += height;
    }
    const gaps = map.cells[at]
      .filter(({ state }) => state === 'gap')
      .map(({ outcome }) => lowerFirst(labelOf(map.columns, outcome)));
    const lines = gaps.length === 0 ? [] : wrapText(`gap: ${gaps.join(', ')}`, width, 11);
    for (const [line, text] of lines.entries()) {
      marks.push({
        key: `gaps-${factor.key}-${line}`,
        kind: 'text',
        x: 0,
        y: y + 14 + line * 14,
        text,
        tone: 'quiet',
        size: 11,
        italic: true,
      });
    }
    y += lines.length * 14 + 16;
  }
  return { marks, height: y };
}

function tabulate({ rows, columns, cells }: EvidenceMap): SceneTable {
  const labels = [
    'Factor',
    'Outcome',
    'Studies',
    'State',
    'Favours',
    'Hinders',
    'No link',
    'Mixed',
    'Sign not stated',
    'Best ground',
    'Certainty',
  ];
  const isNumber = (label: string) =>
    !['Factor', 'Outcome', 'State', 'Best ground', 'Certainty'].includes(label);
  return {
    columns: labels.map((label) => ({ label, isNumber: isNumber(label) })),
    rows: cells.flat().map((cell) => {
      const { positive, negative, null: none, mixed, not_stated } = cell.directions;
      const best =
        cell.studies.length === 0
          ? null
          : provenances[Math.max(...cell.studies.map(({ rank }) => rank))].label;
      return [
        labelOf(rows, cell.factor),
        labelOf(columns, cell.outcome),
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
  };
}
