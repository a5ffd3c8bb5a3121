/** Printing results: JSON for programs, a plain table for people. */
import type { CommandInput } from './command.ts';
import { flag } from './command.ts';

/** Prints `value` as JSON with `--json`, else whatever `readable` makes of it. */
export function printResult<T>(input: CommandInput, value: T, readable: (value: T) => string): void {
  const body = flag(input, 'json') ? JSON.stringify(value, null, 2) : readable(value);
  input.terminal.print(body.endsWith('\n') ? body : `${body}\n`);
}

type Cell = string | number | null | undefined;

/** A table with aligned columns; numbers to the right. Unknown cells print as a dash. */
export function formatTable(header: string[], rows: Cell[][]): string {
  const shown = rows.map((row) => row.map(formatCell));
  const widths = header.map((name, column) =>
    Math.max(name.length, ...shown.map((row) => (row[column] ?? '').length)),
  );
  const isNumber = header.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => (isNumber[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd();
  return [line(header), line(widths.map((width) => '─'.repeat(width))), ...shown.map(line)].join('\n');
}

function formatCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '–';
  if (typeof cell === 'number') return Number.isInteger(cell) ? String(cell) : cell.toPrecision(6);
  return cell;
}
