/**
 * Draws tables as boxes and what points to what as lines. Lines run in the gutters between the columns; those to the same
 * table share one track, so that a line never has to be told from its neighbour.
 */
import type { PictureColumn } from './areas.ts';
import type { Column, Table } from './read-tables.ts';

/** Nearly every table points to it; the legend says so instead of thirty lines. */
const everyonesTable = 'review';

const box = { width: 200, head: 24, row: 15, foot: 5, gap: 14 };
const area = { pad: 9, head: 26, gap: 18 };
const gutter = { least: 30, track: 9 };
const margin = 14;
const legend = { height: 56, row: 18 };

interface Placed {
  table: Table;
  column: number;
  x: number;
  y: number;
}

interface Line {
  from: Placed;
  row: number;
  to: Placed;
  /** Gutter to the right of this column. */
  gutter: number;
}

/** @throws RangeError where a table has no place in the picture, or a place has no table. */
export function drawTables(tables: readonly Table[], columns: readonly PictureColumn[]): string {
  checkPlaces(tables, columns);
  const byName = new Map(tables.map((table) => [table.name, table]));
  const lines = findLines(tables, columns);
  const tracks = columns.map((_, at) => [
    ...new Set(lines.filter((line) => line.gutter === at).map(({ to }) => to)),
  ]);
  const lefts = columnLefts(tracks);
  const placed = new Map<string, Placed>();
  const bands: string[] = [];
  let height = 0;
  for (const [column, { areas }] of columns.entries()) {
    let y = margin;
    for (const { label, tables: names } of areas) {
      const top = y;
      y += area.head;
      for (const name of names) {
        const table = byName.get(name)!;
        placed.set(name, { table, column, x: lefts[column], y });
        y += heightOf(table) + box.gap;
      }
      y += area.pad - box.gap;
      bands.push(drawBand(label, lefts[column], top, y - top));
      height = Math.max(height, y);
      y += area.gap;
    }
  }
  const paths = lines.map(({ from, row, to, gutter: at }) =>
    drawLine(
      { from: placed.get(from)!, row, to: placed.get(to)!, gutter: at },
      trackX(lefts, tracks, at, to),
    ),
  );
  const width = lefts.at(-1)! + box.width + area.pad + margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + legend.height}" width="${width}" height="${height + legend.height}" role="img" aria-label="The tables of the database and what points to what">`,
    style,
    `<rect class="paper" width="${width}" height="${height + legend.height}"/>`,
    ...bands,
    ...[...placed.values()].map(drawBox),
    ...paths,
    drawLegend(height + 25),
    '</svg>',
    '',
  ].join('\n');
}

function checkPlaces(tables: readonly Table[], columns: readonly PictureColumn[]): void {
  const places = columns.flatMap(({ areas }) => areas.flatMap((area) => area.tables));
  const homeless = tables.find(({ name }) => !places.includes(name));
  if (homeless)
    throw new RangeError(
      `drawTables: "${homeless.name}" has no place; give it one in scripts/schema/areas.ts`,
    );
  const empty = places.find((place) => !tables.some(({ name }) => name === place));
  if (empty)
    throw new RangeError(`drawTables: there is no table "${empty}"; take it out of scripts/schema/areas.ts`);
}

function findLines(tables: readonly Table[], columns: readonly PictureColumn[]) {
  const columnOf = (name: string) =>
    columns.findIndex(({ areas }) => areas.some((area) => area.tables.includes(name)));
  return tables.flatMap((table) =>
    table.columns.flatMap(({ pointsTo }, row) => {
      if (pointsTo === null || pointsTo === everyonesTable || pointsTo === table.name) return [];
      const [from, to] = [columnOf(table.name), columnOf(pointsTo)];
      if (Math.abs(from - to) > 1)
        throw new RangeError(`drawTables: "${table.name}" and "${pointsTo}" do not stand side by side`);
      const right = from === to ? columns[from].loops === 'right' : to > from;
      return [{ from: table.name, row, to: pointsTo, gutter: right ? from : from - 1 }];
    }),
  );
}

function columnLefts(tracks: readonly string[][]): number[] {
  let x = margin + area.pad;
  return tracks.map((inGutter) => {
    const left = x;
    x += box.width + 2 * area.pad + gutter.least + gutter.track * Math.max(0, inGutter.length - 1);
    return left;
  });
}

function trackX(lefts: number[], tracks: string[][], at: number, to: string): number {
  const start = lefts[at] + box.width + area.pad + gutter.least / 2;
  return start + gutter.track * tracks[at].indexOf(to);
}

function heightOf({ columns }: Table): number {
  return box.head + columns.length * box.row + box.foot;
}

function drawBand(label: string, x: number, y: number, height: number): string {
  const left = x - area.pad;
  return [
    `<rect class="band" x="${left}" y="${y}" width="${box.width + 2 * area.pad}" height="${height}" rx="6"/>`,
    `<text class="area" x="${x}" y="${y + 18}">${label}</text>`,
  ].join('');
}

function drawBox({ table, x, y }: Placed): string {
  return [
    `<rect class="box" x="${x}" y="${y}" width="${box.width}" height="${heightOf(table)}" rx="4"/>`,
    `<text class="name" x="${x + 9}" y="${y + 16}">${table.name}</text>`,
    `<text class="note" x="${x + box.width - 9}" y="${y + 16}">${table.isAppendOnly ? 'only added' : ''}</text>`,
    `<path class="rule" d="M${x} ${y + box.head}h${box.width}"/>`,
    ...table.columns.map((column, row) => drawRow(column, x, y + box.head + (row + 1) * box.row - 3)),
  ].join('');
}

function drawRow(
  { name, type, isKey, isNullable, pointsTo, cascades }: Column,
  x: number,
  y: number,
): string {
  const right = pointsTo ? `→ ${pointsTo}${cascades ? ', goes with it' : ''}` : (typeWords[type] ?? type);
  return (
    `<text class="${isKey ? 'key' : 'column'}" x="${x + 9}" y="${y}">${name}${isNullable ? '?' : ''}</text>` +
    `<text class="type" x="${x + box.width - 9}" y="${y}">${right}</text>`
  );
}

const typeWords: Record<string, string> = { 'double precision': 'number' };

function drawLine({ from, row, to, gutter: at }: Line, track: number): string {
  const y = from.y + box.head + (row + 1) * box.row - 7;
  // From the left a line enters lower than from the right: two boxes side by side don't seem joined.
  const end = to.y + (to.column === at ? box.head / 3 : (2 * box.head) / 3);
  const [out, side] = from.column === at ? [from.x + box.width, 1] : [from.x, -1];
  const [into, turn] = to.column === at ? [to.x + box.width, 1] : [to.x, -1];
  return (
    `<circle class="end" cx="${out}" cy="${y}" r="2.5"/>` +
    `<path class="line" d="M${out + side * 2} ${y}H${track}V${end}H${into + turn * 5}"/>` +
    `<path class="tip" d="M${into} ${end}l${turn * 7} -3.5v7z"/>`
  );
}

function drawLegend(y: number): string {
  const lines = [
    ['bold: key of the row', '“?”: may be empty', '→: points to', 'only added: never changed, never deleted'],
    [
      'version: an edit must name the one it saw',
      'removed_at: taken out, not deleted',
      `lines to “${everyonesTable}” are left out: every review_id points there`,
    ],
  ];
  return lines
    .map((words, at) => {
      const place = `x="${margin + area.pad}" y="${y + at * legend.row}"`;
      return `<text class="legend" ${place}>${words.join('  ·  ')}</text>`;
    })
    .join('');
}

const style = `<style>
text { font: 11px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1c1b19 }
.paper { fill: #fbfaf7 } .band { fill: #f0eee7 } .box { fill: #fff; stroke: #cfcbc2 } .rule { stroke: #cfcbc2 }
.area { font-size: 13px; font-weight: 600; fill: #5d5a54 } .name { font-size: 12px; font-weight: 600 } .key { font-weight: 600 }
.type, .note, .legend { fill: #5d5a54 } .type, .note { text-anchor: end } .note { font-size: 10px; font-style: italic }
.line { fill: none; stroke: #6f6b64 } .tip, .end { fill: #6f6b64 }
@media (prefers-color-scheme: dark) {
text { fill: #ece9e3 }
.paper { fill: #1b1a18 } .band { fill: #24221f } .box { fill: #2c2a27; stroke: #4b4843 } .rule { stroke: #4b4843 }
.area, .type, .note, .legend { fill: #b1ada5 }
.line { stroke: #99958d } .tip, .end { fill: #99958d }
}
</style>`;
