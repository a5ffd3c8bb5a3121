import type { Concept } from '../codebook/concept.ts';
import type { EvidenceMap, MapCell, MapSlice, MapView } from '../lenses/evidence-map.ts';
import type { AxisNode } from '../lenses/map-axis.ts';
import type { MapChoices } from '../lenses/map-choices.ts';
import { mapDimensions, type MapDimensionName } from '../lenses/map-dimensions.ts';
import { lowerFirst } from '../words.ts';
import { emptyScene } from './empty-scene.ts';
import { cellHeight, drawCell, squareStep, type CellLook } from './map-cell.ts';
import { drawMapKey } from './map-key.ts';
import { shadings } from './map-shades.ts';
import {
  describeOpen,
  describeSettled,
  mapSubtitle,
  mapSummary,
  mapTitle,
  tabulateMap,
} from './map-words.ts';
import { drawRowName } from './row-name.ts';
import type { Mark, Scene } from './scene.ts';
import { fitText, wrapText } from './text-width.ts';

export interface EvidenceMapFigure {
  view: MapView;
  choices: Pick<MapChoices, 'drawing' | 'shade'>;
  focal: Concept;
  /** What stands beside the counts: filters and caveat. */
  note: string;
  width: number;
}

const narrowest = 760;
/** More squares than this are no longer read one by one, and take long to draw. */
const mostSquares = 1500;
const mostInCell = 60;
/** Width of the narrowest column by what stands in it. */
const narrowestColumn = { squares: 70, bubbles: 66, heat: 66 };
/** What opens or closes a row or a column, as `opens` of its mark: `part:factor:leadership`. */
export const partPrefix = 'part:';

/**
 * The evidence map: any two sides, by default factors down and outcomes across, one square a study. It shows what was
 * studied, not what works. Many studies are drawn as bubbles, many columns in several bands; narrow, each row is a list.
 */
export function evidenceMapScene({ view, choices, focal, note, width }: EvidenceMapFigure): Scene {
  const title = mapTitle(view, focal);
  const maps = view.slices.map(({ map }) => map);
  if (maps.every(({ studies }) => studies === 0)) {
    return emptyScene(
      'evidence-map',
      title,
      'Take a filter or a switch back, or another year, to see studies.',
      width,
    );
  }
  const sizes = maps.flatMap(({ cells }) => cells.flat().map(({ studies }) => studies.length));
  const most = Math.max(...sizes);
  const tooMany = most > mostInCell || sizes.reduce((sum, size) => sum + size, 0) > mostSquares;
  const drawing = choices.drawing === 'squares' && tooMany ? 'bubbles' : choices.drawing;
  const look = { drawing, shade: choices.shade, most, largest: 13, perLine: 3 };
  const key = drawMapKey(maps, { drawing, shade: choices.shade, width });
  const draw = width >= narrowest ? drawMatrix : drawLists;
  const drawn = draw(view, look, focal, { width, top: key.height });
  return {
    name: 'evidence-map',
    title,
    subtitle: mapSubtitle(view, note),
    summary: mapSummary(view, focal),
    caption: [
      'A full cell shows that something was studied, not that it works. A gap shows that nobody here has studied it, not that it plays no part.',
      drawing === choices.drawing
        ? ''
        : 'There are too many studies for a square each, so that they are drawn as bubbles.',
      drawing === 'squares' || choices.shade === 'direction'
        ? ''
        : `The shade is that of the middle study of a cell, by ${shadings[choices.shade].label}.`,
      'Contested: at least one in four clear results points the other way or finds no link.',
      describeSettled(view) ?? '',
      describeOpen(maps[0]) ?? '',
      drawn.note,
    ].filter(Boolean),
    width,
    height: drawn.height,
    marks: [...key.marks, ...drawn.marks],
    table: tabulateMap(view),
  };
}

/** What a row shows: one line, or one for each slice. */
interface Line {
  slice: MapSlice;
  cells: readonly MapCell[];
}

function linesOf(view: MapView, row: number): Line[] {
  return view.slices.map((slice) => ({ slice, cells: slice.map.cells[row] }));
}

interface Place {
  width: number;
  /** Where it begins, under the key. */
  top: number;
}

interface Drawn {
  marks: Mark[];
  /** Of the whole picture. */
  height: number;
  note: string;
}

const headSize = 10.5;
const nameGap = 22;
const sliceHead = 24;

function drawMatrix(view: MapView, base: CellLook, focal: Concept, { width, top }: Place): Drawn {
  const { map } = view.slices[0];
  const nameWidth = Math.min(232, width * 0.2);
  const left = nameWidth + nameGap;
  const perBand = Math.max(1, Math.floor((width - left) / narrowestColumn[base.drawing]));
  const bands = Math.ceil(map.columns.length / perBand);
  const inBand = Math.ceil(map.columns.length / bands);
  const column = Math.min(190, (width - left) / inBand);
  const look = { ...base, perLine: Math.max(3, Math.floor((column - 10) / squareStep)) };
  const marks: Mark[] = [];
  let y = top;
  for (let band = 0; band < bands; band++) {
    const from = band * inBand;
    const columns = map.columns.slice(from, from + inBand);
    const head = drawHeads(map, columns, { x: left, y, column, focal, band });
    marks.push(...head.marks);
    y += head.height;
    for (const [at, row] of map.rows.entries()) {
      const all = linesOf(view, at).map(({ slice, cells }) => ({
        slice,
        cells: cells.slice(from, from + inBand),
      }));
      // Where no slice has a study, one line says so.
      const isEmpty = all.every(({ cells }) => cells.every(({ state }) => state === 'gap'));
      const lines = isEmpty ? all.slice(0, 1) : all;
      const heights = lines.map(({ cells }) =>
        Math.max(view.split === null ? 32 : 24, ...cells.map((cell) => cellHeight(cell, look))),
      );
      const isSplit = view.split !== null && !isEmpty;
      const height = heights.reduce((sum, one) => sum + one, isSplit ? sliceHead : 0);
      const key = `${band}-${row.value}`;
      const isFocal = map.rowName === 'factor' && row.value === focal.key;
      if (isFocal)
        marks.push({ key: `focal-${key}`, kind: 'rect', x: 0, y, width, height, tone: 'focal-wash' });
      marks.push({ key: `rule-${key}`, kind: 'line', x1: 0, x2: width, y1: y, y2: y, tone: 'hairline' });
      const middle = y + (isSplit ? sliceHead / 2 + 2 : height / 2);
      marks.push(...drawName(row, map.rowName, { key, y: middle, width: nameWidth, isFocal }));
      let line = y + (isSplit ? sliceHead : 0);
      for (const [which, { slice, cells }] of lines.entries()) {
        if (isSplit) {
          marks.push({
            key: `slice-${key}-${which}`,
            kind: 'text',
            x: nameWidth,
            y: line + heights[which] / 2 + 4,
            text: fitText(lowerFirst(slice.label), nameWidth, 11),
            tone: 'quiet',
            size: 11,
            anchor: 'end',
          });
        }
        for (const [across, cell] of cells.entries()) {
          marks.push(
            ...drawCell(cell, slice.map, slice.label, look, {
              key: `${which}-${cell.row}-${cell.column}`,
              x: left + across * column,
              y: line,
              width: column,
              height: heights[which],
            }),
          );
        }
        line += heights[which];
      }
      y += height;
    }
    y += band === bands - 1 ? 4 : 28;
  }
  const many = mapDimensions[map.columnName].many;
  const note =
    bands === 1 ? '' : `The ${many} do not fit beside each other: they go on below, ${inBand} at a time.`;
  return { marks, height: y, note };
}

function drawHeads(
  map: EvidenceMap,
  columns: readonly AxisNode[],
  { x, y, column, focal, band }: { x: number; y: number; column: number; focal: Concept; band: number },
): { marks: Mark[]; height: number } {
  const room = column - 4;
  const heads = columns.map(({ label }) => {
    const lines = wrapText(label, room, headSize);
    const kept = lines.slice(0, 4);
    if (lines.length > 4) kept[3] = `${kept[3]} …`;
    return kept.map((line) => fitText(line, room, headSize));
  });
  const signs = columns.some(({ parts }) => parts > 0) ? 12 : 0;
  const height = 18 + Math.max(...heads.map(({ length }) => length)) * 14 + signs;
  const marks = columns.flatMap((node, at): Mark[] => {
    const lines = heads[at];
    const left = x + at * column;
    const isFocal = map.columnName === 'factor' && node.value === focal.key;
    const key = `head-${band}-${node.value}`;
    const texts = lines.map((text, line): Mark => ({
      key: `${key}-${line}`,
      kind: 'text',
      x: left,
      y: y + height - 12 - signs - (lines.length - 1 - line) * 14,
      text,
      tone: isFocal ? 'focal' : node.depth > 0 ? 'quiet' : 'ink',
      size: headSize,
      italic: node.depth > 0 || undefined,
    }));
    const box = {
      x: left - 4,
      y: y + height - 16 - signs - lines.length * 14 + 4,
      width: column - 4,
      height: lines.length * 14 + signs + 8,
    };
    return [...texts, ...drawPartSign(node, map.columnName, { key, x: left + 4, y: y + height - 14, box })];
  });
  return { marks, height };
}

function drawName(
  row: AxisNode,
  name: MapDimensionName,
  { key, y, width, isFocal }: { key: string; y: number; width: number; isFocal: boolean },
): Mark[] {
  return [
    ...drawRowName({
      key: `name-${key}`,
      label: row.label,
      isFocal,
      isQuiet: row.depth > 0,
      width,
      room: width - row.depth * 4,
      y,
      series: `row-${key}`,
    }),
    ...drawPartSign(row, name, {
      key: `name-${key}`,
      x: width + 10,
      y,
      box: { x: 0, y: y - 13, width: width + 18, height: 26 },
    }),
  ];
}

interface SignPlace {
  key: string;
  x: number;
  y: number;
  box: { x: number; y: number; width: number; height: number };
}

/** A row or column that has parts can be opened, and closed again. */
function drawPartSign(node: AxisNode, name: MapDimensionName, { key, x, y, box }: SignPlace): Mark[] {
  if (node.parts === 0) return [];
  const d = node.isOpen
    ? `M${x - 4},${y - 2}L${x + 4},${y - 2}L${x},${y + 3}Z`
    : `M${x - 2},${y - 4}L${x - 2},${y + 4}L${x + 3},${y}Z`;
  const words = `${node.parts} ${node.parts === 1 ? 'part' : 'parts'}`;
  return [
    { key: `${key}-sign`, kind: 'path', d, tone: 'faint', fill: true },
    {
      ...box,
      key: `${key}-part`,
      kind: 'target',
      opens: `${partPrefix}${name}:${node.value}`,
      name: `${node.label}: ${node.isOpen ? `close its ${words}` : `open its ${words}`}`,
    },
  ];
}

function drawLists(view: MapView, base: CellLook, focal: Concept, { width, top }: Place): Drawn {
  const { map } = view.slices[0];
  const labelWidth = Math.min(150, width * 0.42);
  const x = labelWidth + 12;
  const look = { ...base, perLine: Math.max(4, Math.floor((width - x - 4) / squareStep)) };
  const marks: Mark[] = [];
  let y = top + 4;
  for (const [at, row] of map.rows.entries()) {
    const isFocal = map.rowName === 'factor' && row.value === focal.key;
    marks.push({ key: `rule-${row.value}`, kind: 'line', x1: 0, x2: width, y1: y, y2: y, tone: 'hairline' });
    marks.push({
      key: `name-${row.value}`,
      kind: 'text',
      x: row.depth * 10,
      y: y + 22,
      text: fitText(row.label, width - 28 - row.depth * 10, 14, 600),
      tone: isFocal ? 'focal' : 'ink',
      size: 14,
      weight: row.depth > 0 ? 400 : 600,
      italic: row.depth > 0 || undefined,
    });
    const sign = { key: `name-${row.value}`, x: width - 12, y: y + 17 };
    marks.push(...drawPartSign(row, map.rowName, { ...sign, box: { x: 0, y: y + 2, width, height: 30 } }));
    y += 32;
    const lines = linesOf(view, at);
    const gaps: string[] = [];
    for (const [across, column] of map.columns.entries()) {
      const cells = lines.map(({ slice, cells: all }) => ({ slice, cell: all[across] }));
      if (cells.every(({ cell }) => cell.state === 'gap')) {
        gaps.push(lowerFirst(column.label));
        continue;
      }
      for (const [which, { slice, cell }] of cells.entries()) {
        const height = Math.max(30, cellHeight(cell, look));
        const key = `${which}-${cell.row}-${cell.column}`;
        const opens = which === 0 && column.parts > 0;
        const room = labelWidth - column.depth * 8 - (opens ? 8 : 0);
        const label = which === 0 ? wrapText(column.label, room, 12).slice(0, 2) : [];
        const words = view.split === null ? [] : [slice.label];
        const texts = [
          ...label.map((text) => ({ text: fitText(text, room, 12), size: 12, italic: column.depth > 0 })),
          ...words.map((text) => ({ text: fitText(lowerFirst(text), room, 11), size: 11, italic: false })),
        ];
        const tall = Math.max(height, texts.length * 14 + 10);
        if (opens) {
          const box = { x: 0, y: y + 1, width: labelWidth + 8, height: tall - 2 };
          const sign = { key: `label-${key}`, x: labelWidth + 1, y: y + tall / 2, box };
          marks.push(...drawPartSign(column, map.columnName, sign));
        }
        for (const [line, { text, size, italic }] of texts.entries()) {
          marks.push({
            key: `label-${key}-${line}`,
            kind: 'text',
            x: column.depth * 8,
            y: y + tall / 2 + 4 + (line - (texts.length - 1) / 2) * 14,
            text,
            tone: line < label.length ? 'ink' : 'quiet',
            size,
            italic: italic || undefined,
          });
        }
        marks.push(
          ...drawCell(cell, slice.map, slice.label, look, { key, x, y, width: width - x, height: tall }),
        );
        y += tall;
      }
    }
    const text = gaps.length === 0 ? [] : wrapText(`gap: ${gaps.join(', ')}`, width, 11);
    for (const [line, words] of text.entries()) {
      marks.push({
        key: `gaps-${row.value}-${line}`,
        kind: 'text',
        x: 0,
        y: y + 14 + line * 14,
        text: fitText(words, width, 11),
        tone: 'quiet',
        size: 11,
        italic: true,
      });
    }
    y += text.length * 14 + 16;
  }
  return { marks, height: y, note: '' };
}
