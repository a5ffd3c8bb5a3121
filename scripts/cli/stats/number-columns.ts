import { UsageError, type CommandInput } from '../command.ts';
import { readInput } from '../input.ts';
import { readCell, readNumbers, readTable, requireColumn } from './table.ts';

export interface NumberTable {
  file: string;
  /** Line of the file on which each row begins. */
  lines: number[];
  /** Columns by name; null is a missing value. */
  columns: Map<string, (number | null)[]>;
  /** Names of the rows: from a column of texts that differ, else "line 2" and so on. */
  labels: string[];
}

/**
 * Reads the named columns of the one CSV file that a verb was given. A column that isn't there, a text where a number is
 * wanted, a row of the wrong length: wrong usage, with line and column.
 */
export async function readNumberColumns(
  input: CommandInput,
  names: readonly string[],
  labelColumn?: string,
): Promise<NumberTable> {
  const [file, ...more] = input.positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError('Name one CSV file (or - for standard input).');
  const bytes = await readInput(file, input.terminal);
  const table = readTable(bytes, file);
  const { header, rows, issues } = table;
  if (issues.length > 0) throw new UsageError(`${file}: ${issues[0].message}`);
  if (labelColumn !== undefined) requireColumn(table, labelColumn, file);
  const columns = new Map(names.map((name) => [name, readNumbers(table, name, file)]));
  const texts = (name: string) => rows.map(({ cells }) => cells[name]);
  const isLabels = (name: string) => {
    const labels = texts(name);
    return new Set(labels).size === labels.length && labels.every((text) => readCell(text) === undefined);
  };
  const labelled = labelColumn ?? header.find((name) => !names.includes(name) && isLabels(name));
  const labels = labelled === undefined ? rows.map(({ line }) => `line ${line}`) : texts(labelled);
  return { file, lines: rows.map(({ line }) => line), columns, labels };
}

/** Splits `A,B,C[1,2]` at the commas outside brackets. */
export function splitNames(text: string): string[] {
  return text
    .split(/,(?![^[{]*[\]}])/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
