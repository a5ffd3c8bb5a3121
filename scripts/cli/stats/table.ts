/** Reads the tables that verbs of statistics are given; what is wrong is said with line and column. */
import { readCsv, type CsvTable } from '#lib/core/csv/read.ts';
import { UsageError } from '../command.ts';

/** A number with its decimal point, or its exponent; nothing else is read as one. */
const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const missingPattern = /^(|na|n\/a|nan|null|\.)$/i;

/** A cell as a number, null where it is missing, undefined where it is something else. */
export function readCell(cell: string): number | null | undefined {
  const text = cell.trim().replace(/^[−–]/, '-');
  if (missingPattern.test(text)) return null;
  return numberPattern.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** Reads a table that a verb was given, and refuses one in which there is nothing. */
export function readTable(bytes: Uint8Array, file: string): CsvTable {
  const table = readCsv(new TextDecoder().decode(bytes), file);
  const fatal = table.issues.find(({ severity }) => severity === 'error');
  if (fatal) throw new UsageError(`${file}: ${fatal.message}`);
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

/** A column of numbers; null where a cell is empty. */
export function readNumbers(table: CsvTable, column: string, file: string): (number | null)[] {
  requireColumn(table, column, file);
  return table.rows.map(({ line, cells }) => {
    const value = readCell(cells[column]);
    if (value === undefined) {
      throw new UsageError(`${file}, line ${line}, column ${column}: "${cells[column]}" is not a number.`);
    }
    return value;
  });
}
