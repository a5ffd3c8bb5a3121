import { readCsv, type CsvTable } from '#lib/core/csv/read.ts';
import { columnsOf, describeMeasure, type Measure } from '#lib/core/stats/effects/measures.ts';
import { UsageError } from '../command.ts';

/** A number with its decimal point, or its exponent; nothing else is read as one. */
const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const missingPattern = /^(|na|n\/a|nan|null|\.)$/i;

/** A cell as a number, null where it is missing, undefined where it is something else. */
export function readNumber(cell: string): number | null | undefined {
  const text = cell.trim().replace(/^[−–]/, '-');
  if (missingPattern.test(text)) return null;
  return numberPattern.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** Reads a table that a verb was given, and refuses one in which there is nothing. */
export function readTable(bytes: Uint8Array, file: string): CsvTable {
  const table = readCsv(new TextDecoder().decode(bytes), file);
  if (table.header.length === 0) throw new UsageError(`${file} is empty: a table with a header is needed.`);
  if (table.rows.length === 0) throw new UsageError(`${file} has a header and no row.`);
  return table;
}

/** The file's column of a name, refused where the file has none or two of it. */
export function requireColumn(table: CsvTable, column: string, file: string): string {
  const found = table.header.filter((name) => name === column).length;
  if (found === 1) return column;
  const trouble = found === 0 ? 'has no column' : 'has two columns';
  throw new UsageError(`${file} ${trouble} "${column}"; it has ${table.header.join(', ')}.`);
}

/** Reads `ri=correlation,ni=sample` into the file's column by escalc's name. */
export function readMap(text: string | undefined, measure: Measure): Map<string, string> {
  const known = columnsOf(measure);
  const map = new Map<string, string>();
  for (const pair of text === undefined ? [] : text.split(',')) {
    const at = pair.indexOf('=');
    const [name, column] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    if (at < 1 || column === '')
      throw new UsageError(`--map takes name=column pairs, like ri=r,ni=n, not "${pair}".`);
    if (!known.includes(name))
      throw new UsageError(`--map: ${measure} has no input ${name}; it has ${known.join(', ')}.`);
    map.set(name, column);
  }
  return map;
}

export interface EffectTable {
  /** Numbers by escalc's name, one row each. */
  rows: Record<string, number | null>[];
  /** What could not be read as a number; the value was taken as missing. */
  unreadable: { row: number; column: string; message: string }[];
}

/**
 * The columns that a measure needs, as numbers: those of `--map`, and where these are not enough those of escalc's own
 * name.
 */
export function readEffectTable(
  table: CsvTable,
  measure: Measure,
  map: Map<string, string>,
  file: string,
): EffectTable {
  for (const column of map.values()) requireColumn(table, column, file);
  const columns = new Map(map);
  const { inputs } = describeMeasure(measure);
  const isEnough = () => inputs.some((names) => names.every((name) => columns.has(name)));
  if (!isEnough()) {
    for (const name of columnsOf(measure))
      if (!columns.has(name) && table.header.includes(name))
        columns.set(name, requireColumn(table, name, file));
  }
  if (!isEnough()) {
    const needed = inputs.map((names) => names.join(', ')).join('; or ');
    throw new UsageError(
      `${measure} needs the columns ${needed}. ${file} has ${table.header.join(', ')}: name them with --map ${inputs[0][0]}=COLUMN,…`,
    );
  }
  const unreadable: EffectTable['unreadable'] = [];
  const rows = table.rows.map(({ cells }, row) => {
    const values: Record<string, number | null> = {};
    for (const [name, column] of columns) {
      const value = readNumber(cells[column]);
      if (value === undefined) {
        const message = `${name === column ? name : `${column} (${name})`} is "${cells[column]}", not a number.`;
        unreadable.push({ row, column: name, message });
      }
      values[name] = value ?? null;
    }
    return values;
  });
  return { rows, unreadable };
}
