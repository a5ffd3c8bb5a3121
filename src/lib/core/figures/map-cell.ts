import type { EvidenceMap, MapCell } from '../lenses/evidence-map.ts';
import type { MapDrawing, MapShade } from '../lenses/map-choices.ts';
import { certaintyMarks } from './certainty-marks.ts';
import { directionBar } from './direction-bar.ts';
import { drawSign } from './map-signs.ts';
import { drawStep, middleStep, shadings, stepsOf } from './map-shades.ts';
import { describeCell } from './map-words.ts';
import type { Mark } from './scene.ts';

/** How all cells of a picture are drawn. */
export interface CellLook {
  drawing: MapDrawing;
  shade: MapShade;
  /** Squares in a line. */
  perLine: number;
  /** Studies of the fullest cell, and the radius of its bubble. */
  most: number;
  largest: number;
}

export interface CellBox {
  /** Starts every key: two cells never share one. */
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

const square = 9;
export const squareStep = 11;
const signLine = 14;
const certaintyLine = 14;
const heatHeight = 15;
const fontSize = 11;

/** Height that a cell needs: its marks, the line of its state, and of its certainty where that is judged. */
export function cellHeight({ studies, certainty }: MapCell, { drawing, perLine, largest }: CellLook): number {
  const judged = certainty === null ? 0 : certaintyLine;
  if (studies.length === 0) return 24 + judged;
  const marks =
    drawing === 'squares'
      ? Math.ceil(studies.length / perLine) * squareStep
      : drawing === 'heat'
        ? heatHeight + 3
        : 2 * largest;
  return marks + signLine + 12 + judged;
}

export function drawCell(
  cell: MapCell,
  map: EvidenceMap,
  slice: string,
  look: CellLook,
  box: CellBox,
): Mark[] {
  const { key, x, y, width, height } = box;
  const judged = cell.certainty === null ? 0 : certaintyLine;
  const centre = y + (height - judged) / 2;
  const certainty =
    cell.certainty === null
      ? []
      : certaintyMarks({
          key: `certainty-${key}`,
          x,
          y: y + height - certaintyLine + 1,
          width: width - 2,
          series: key,
          level: cell.certainty,
          size: 10,
        });
  if (cell.state === 'gap') {
    return [...certainty, ...drawSign('gap', { key: `gap-${key}`, x, y: centre, width })];
  }
  const needed = cellHeight(cell, look) - judged - 12;
  const top = centre - needed / 2;
  const target: Mark = {
    key: `target-${key}`,
    kind: 'target',
    x: x - 4,
    y: y + 2,
    width: Math.max(24, width - 2),
    height: height - 4,
    opens: cell.opens,
    name: describeCell(cell, map, slice),
    series: key,
  };
  return [
    ...drawStudies(cell, look, { ...box, y: top }),
    ...drawLine(cell, look, { key, x, y: top + needed - signLine / 2 + 2, width }),
    ...certainty,
    target,
  ];
}

function drawStudies(
  cell: MapCell,
  { drawing, shade, perLine, most, largest }: CellLook,
  box: CellBox,
): Mark[] {
  const { key, x, y, width } = box;
  const { steps } = shadings[shade];
  if (drawing === 'squares') {
    return stepsOf(cell, shade).map(({ study, step }, at) =>
      drawStep(steps[step], {
        key: `square-${key}-${study.study.id}`,
        x: x + (at % perLine) * squareStep,
        y: y + Math.floor(at / perLine) * squareStep,
        size: square,
        series: key,
      }),
    );
  }
  const middle = steps[middleStep(cell, shade)];
  if (drawing === 'heat') {
    const bar = { key: `heat-${key}`, x, y, width: width - 10, height: heatHeight };
    if (shade === 'direction')
      return directionBar(cell.directions, bar).map((mark) => ({ ...mark, series: key }));
    const isOpen = middle.shape === 'outline';
    return [
      {
        ...bar,
        kind: 'rect',
        tone: isOpen ? 'not-stated' : middle.tone,
        ...(isOpen && { hatched: true }),
        series: key,
      },
    ];
  }
  const radius = Math.max(2.5, Math.sqrt(cell.studies.length / most) * largest);
  const centre = y + largest;
  const bubble: Mark = {
    key: `bubble-${key}`,
    kind: 'dot',
    x: x + radius,
    y: centre,
    radius,
    tone: shade === 'direction' ? 'faint' : middle.tone,
    ...(middle.shape === 'outline' &&
      shade !== 'direction' && { open: true, radius: Math.max(2, radius - 1) }),
    series: key,
  };
  const left = x + 2 * radius + 4;
  const number: Mark = {
    key: `number-${key}`,
    kind: 'text',
    x: left,
    y: centre + 4,
    text: String(cell.studies.length),
    tone: 'ink',
    size: fontSize,
    series: key,
  };
  const bar =
    shade === 'direction'
      ? directionBar(cell.directions, {
          key: `direction-${key}`,
          x: left + 16,
          y: centre - 4,
          width: Math.max(8, x + width - left - 24),
          height: 8,
        }).map((mark) => ({ ...mark, series: key }))
      : [];
  return [bubble, number, ...bar];
}

/** The state in sign and word; in a heat map the number of studies before it. */
function drawLine(
  cell: MapCell,
  { drawing }: CellLook,
  { key, x, y, width }: { key: string; x: number; y: number; width: number },
): Mark[] {
  const isHeat = drawing === 'heat';
  const text = String(cell.studies.length);
  const shift = isHeat ? text.length * 7 + 6 : 0;
  const number: Mark[] = isHeat
    ? [{ key: `number-${key}`, kind: 'text', x, y: y + 3.5, text, tone: 'ink', size: fontSize, series: key }]
    : [];
  return [
    ...number,
    ...drawSign(cell.state, { key: `state-${key}`, x: x + shift, y, width: width - shift - 10, series: key }),
  ];
}
