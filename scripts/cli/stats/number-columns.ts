import { readCsv } from '#lib/core/csv/read.ts';
import { UsageError, type CommandInput } from '../command.ts';
import { readInput } from '../input.ts';

export interface NumberTable {
  file: string;
  /** Line of the file on which each row begins. */
  lines: number[];
  /** Columns by name; null is a missing value. */
  columns: Map<string, (number | null)[]>;
  /** Names of the rows: from a column of texts that differ, else "line 2" and so on. */
  labels: string[];
}

const missing = /^(|na|n\/a|nan|null|\.)$/i;
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

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
  const { header, rows, issues } = readCsv(new TextDecoder().decode(bytes), file);
  if (issues.length > 0) throw new UsageError(`${file}: ${issues[0].message}`);
  if (header.length === 0) throw new UsageError(`${file} is empty: a table with a header is needed.`);
  for (const name of labelColumn === undefined ? names : [...names, labelColumn]) {
    const times = header.filter((one) => one === name).length;
    if (times === 1) continue;
    const trouble = times === 0 ? 'no column' : `${times} columns`;
    throw new UsageError(`${file} has ${trouble} "${name}"; it has ${header.join(', ')}.`);
  }
  if (rows.length === 0) throw new UsageError(`${file} has a header and no row.`);
  const columns = new Map(
    names.map((name) => [name, rows.map(({ line, cells }) => readNumber(cells[name], { file, line, name }))]),
  );
  const texts = (name: string) => rows.map(({ cells }) => cells[name]);
  const isLabels = (name: string) => {
    const labels = texts(name);
    return (
      new Set(labels).size === labels.length && labels.every((text) => text !== '' && !plainNumber.test(text))
    );
  };
  const labelled = labelColumn ?? header.find((name) => !names.includes(name) && isLabels(name));
  const labels = labelled === undefined ? rows.map(({ line }) => `line ${line}`) : texts(labelled);
  return { file, lines: rows.map(({ line }) => line), columns, labels };
}

function readNumber(cell: string, place: { file: string; line: number; name: string }): number | null {
  if (missing.test(cell)) return null;
  const text = cell.replace(/^[−–]/, '-');
  if (plainNumber.test(text) && Number.isFinite(Number(text))) return Number(text);
  throw new UsageError(`${place.file}, line ${place.line}, column ${place.name}: "${cell}" is no number.`);
}

/** Splits `A,B,C[1,2]` at the commas outside brackets. */
export function splitNames(text: string): string[] {
  return text
    .split(/,(?![^[{]*[\]}])/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
