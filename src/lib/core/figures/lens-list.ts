import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import { drawReason, lensLabels, type LensColumn } from './lens-cells/lens-column.ts';
import type { DrawnTable, LensTable } from './lens-table.ts';
import { drawRowName } from './row-name.ts';
import type { Mark } from './scene.ts';
import { fitText, textWidth } from './text-width.ts';

const cardRow = 34;
const cardHead = 28;
const listRow = 36;
const listHead = 58;
const cardLabels = 98;

/**
 * For narrow pages: the focal factor through every lens, the others as small dots beside it, and below it all factors
 * through one lens.
 *
 * @param chosen The lens of the list; one that has no cells gives way to the first that has.
 */
export function drawList(table: LensTable, chosen: LensColumn['key']): DrawnTable {
  const { columns, factors } = table;
  const shown = columns.filter(({ state }) => state === 'shown');
  const column = shown.find(({ key }) => key === chosen) ?? shown[0];
  const card = drawCard(table);
  const top = card.height + 28;
  return {
    marks: [...card.marks, ...drawColumnOfAll(table, column, top)],
    height: top + listHead + factors.length * listRow + 10,
  };
}

function drawCard({ columns, focal, width, describe }: LensTable): DrawnTable {
  const height = cardHead + columns.length * cardRow;
  const series = 'card';
  const rows = columns.flatMap((column, at): Mark[] => {
    const y = cardHead + at * cardRow + cardRow / 2;
    const panel = { x: cardLabels, width: width - cardLabels - 8, top: y - 12, bottom: y + 12 };
    const place = { key: `card-${column.key}`, panel, y, isFocal: true, series, withOthers: true };
    const label: Mark = {
      key: `card-label-${column.key}`,
      kind: 'text',
      x: 8,
      y: y + 4,
      text: lensLabels[column.key],
      tone: 'ink',
      size: 12.5,
      series,
    };
    const cell =
      column.state === 'shown' ? column.drawCell(focal.key, place) : drawReason(column.short, place);
    const rule: Mark = {
      key: `card-rule-${column.key}`,
      kind: 'line',
      x1: 0,
      x2: width,
      y1: y + cardRow / 2,
      y2: y + cardRow / 2,
      tone: 'hairline',
    };
    return [rule, label, ...cell];
  });
  return {
    marks: [
      { key: 'card', kind: 'rect', x: 0, y: 0, width, height, tone: 'focal-wash', radius: 4 },
      {
        key: 'card-head',
        kind: 'text',
        x: 8,
        y: 19,
        text: fitText(focal.label, width - 16, 13, 600),
        tone: 'focal',
        size: 13,
        weight: 600,
      },
      ...rows,
      {
        key: 'card-target',
        kind: 'target',
        x: 0,
        y: 0,
        width,
        height,
        opens: writeTarget({ factor: focal.key }),
        name: describe(focal),
        series,
      },
    ],
    height,
  };
}

function drawColumnOfAll(
  { factors, focal, width, describe }: LensTable,
  column: LensColumn,
  top: number,
): Mark[] {
  const nameWidth = Math.min(190, width * 0.4);
  const bottom = top + listHead + factors.length * listRow;
  const panel = { x: nameWidth + 14, width: width - nameWidth - 14, top: top + listHead, bottom };
  const middle = (at: number) => top + listHead + at * listRow + listRow / 2;
  const unit = column.units.find((words) => textWidth(words, 10.5) <= panel.width);
  const rows = factors.flatMap((factor: Concept, at): Mark[] => {
    const isFocal = factor.key === focal.key;
    const series = factor.key;
    const y = middle(at);
    const name = drawRowName({
      key: `name-${series}`,
      label: factor.label,
      isFocal,
      width: nameWidth,
      y,
      series,
    });
    const cell = column.drawCell(factor.key, { key: `${column.key}-${series}`, panel, y, isFocal, series });
    const target: Mark = {
      key: `target-${series}`,
      kind: 'target',
      x: 0,
      y: y - listRow / 2 + 1,
      width,
      height: listRow - 2,
      opens: writeTarget({ factor: factor.key }),
      name: describe(factor),
      series,
    };
    return [...name, ...cell, target];
  });
  return [
    {
      key: 'list-head',
      kind: 'text',
      x: panel.x,
      y: top + 14,
      text: lensLabels[column.key],
      tone: 'ink',
      size: 13,
      weight: 600,
    },
    ...(unit === undefined
      ? []
      : [
          {
            key: 'list-unit',
            kind: 'text',
            x: panel.x,
            y: top + 30,
            text: unit,
            tone: 'quiet',
            size: 10.5,
          } as const,
        ]),
    ...column.drawScale(panel),
    ...rows,
  ];
}
