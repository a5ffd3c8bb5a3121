import { csvFormatRows } from 'd3-dsv';
import { guardCell } from './guard.ts';

export type CsvValue = string | number | null | undefined;

/** Writes comma-separated text with a header (RFC 4180, `\n` line ends). Text that a spreadsheet would run is guarded. */
export function writeCsv(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return `${csvFormatRows([header, ...rows].map((row) => row.map(writeCell)))}\n`;
}

function writeCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'number' ? String(value) : guardCell(value);
}
