import type { CsvTable } from '#lib/core/csv/read.ts';
import { columnsOf, describeMeasure, type Measure } from '#lib/core/stats/effects/measures.ts';
import { UsageError } from '../command.ts';
import { readCell, requireColumn } from './table.ts';

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
      const value = readCell(cells[column]);
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
