import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import { drawBlankColumn } from './lens-cells/blank-column.ts';
import { lensLabels, type LensColumn, type Panel } from './lens-cells/lens-column.ts';
import { drawRowName } from './row-name.ts';
import type { Mark } from './scene.ts';
import { textWidth } from './text-width.ts';

export interface LensTable {
  columns: readonly LensColumn[];
  /** In the order of the rows. */
  factors: readonly Concept[];
  focal: Concept;
  width: number;
  /** A row in words. */
  describe: (factor: Concept) => string;
}

export interface DrawnTable {
  marks: Mark[];
  height: number;
}

const rowHeight = 36;
const headHeight = 60;
const gap = 16;
const headSize = 12.5;
/** A column with cells is never narrower than this; one without is as wide as its head. */
const leastCell = 84;
const leastName = 150;

/** The least width at which all columns stand beside each other. */
export function widthOfTable(columns: readonly LensColumn[]): number {
  return columns.reduce(
    (sum, column) => sum + gap + (column.state === 'shown' ? leastCell : blankWidth(column)),
    leastName,
  );
}

const blankWidth = ({ key, short }: LensColumn) =>
  8 +
  Math.max(
    textWidth(lensLabels[key], headSize, 600),
    ...short.split(' ').map((word) => textWidth(word, 10.5)),
  );

/** One row a factor, one column a lens. */
export function drawTable({ columns, factors, focal, width, describe }: LensTable): DrawnTable {
  const bottom = headHeight + factors.length * rowHeight;
  const places = placeColumns(columns, width);
  const nameWidth = places[0].x - gap;
  const middle = (at: number) => headHeight + at * rowHeight + rowHeight / 2;
  const focalAt = factors.findIndex(({ key }) => key === focal.key);
  const wash: Mark[] =
    focalAt < 0
      ? []
      : [
          {
            key: 'focal-row',
            kind: 'rect',
            x: 0,
            y: middle(focalAt) - rowHeight / 2,
            width,
            height: rowHeight,
            tone: 'focal-wash',
            radius: 3,
          },
        ];
  const rows = factors.flatMap((factor, at): Mark[] => {
    const y = middle(at);
    const isFocal = factor.key === focal.key;
    const cells = columns.flatMap((column, columnAt) =>
      column.state === 'shown'
        ? column.drawCell(factor.key, {
            key: `${column.key}-${factor.key}`,
            panel: { ...places[columnAt], top: headHeight, bottom },
            y,
            isFocal,
            series: factor.key,
          })
        : [],
    );
    const name = drawRowName({
      key: `name-${factor.key}`,
      label: factor.label,
      isFocal,
      width: nameWidth,
      room: nameWidth - 4,
      y,
      series: factor.key,
    });
    return [...name, ...cells];
  });
  return {
    marks: [
      ...wash,
      ...columns.flatMap((column, at) => drawColumn(column, { ...places[at], top: headHeight, bottom })),
      ...rows,
      ...factors.map((factor, at): Mark => ({
        key: `target-${factor.key}`,
        kind: 'target',
        x: 0,
        y: middle(at) - rowHeight / 2 + 1,
        width,
        height: rowHeight - 2,
        opens: writeTarget({ factor: factor.key }),
        name: describe(factor),
        series: factor.key,
      })),
    ],
    height: bottom + 10,
  };
}

function placeColumns(columns: readonly LensColumn[], width: number): { x: number; width: number }[] {
  const spare = Math.max(0, width - widthOfTable(columns));
  const shown = columns.filter(({ state }) => state === 'shown').length;
  // A part of what is left over goes to the names.
  const forNames = Math.min(60, spare / (shown + 1));
  const each = leastCell + (shown === 0 ? 0 : (spare - forNames) / shown);
  let x = leastName + forNames;
  return columns.map((column) => {
    const own = column.state === 'shown' ? each : blankWidth(column);
    const place = { x: x + gap, width: own };
    x += gap + own;
    return place;
  });
}

/** The head of a column with its scale, or why it has no cells. */
function drawColumn(column: LensColumn, panel: Panel): Mark[] {
  const { key, units, state } = column;
  const head: Mark = {
    key: `head-${key}`,
    kind: 'text',
    x: panel.x,
    y: 14,
    text: lensLabels[key],
    tone: 'ink',
    size: headSize,
    weight: 600,
  };
  if (state !== 'shown') return [head, ...drawBlankColumn(column, panel)];
  const unit = units.find((words) => textWidth(words, 10.5) <= panel.width);
  return [
    head,
    ...(unit === undefined
      ? []
      : [
          {
            key: `unit-${key}`,
            kind: 'text',
            x: panel.x,
            y: 30,
            text: unit,
            tone: 'quiet',
            size: 10.5,
          } as const,
        ]),
    ...column.drawScale(panel),
  ];
}
