import { parse } from 'csv-parse/sync';
import { readCsvWith, type CsvTable } from './read-with.ts';

export type { CsvRow, CsvTable } from './read-with.ts';

/** Reads comma-separated text, as `readCsvWith` does. For Node: browsers have read-in-browser.ts. */
export function readCsv(text: string, file?: string): CsvTable {
  return readCsvWith(parse, text, file);
}
