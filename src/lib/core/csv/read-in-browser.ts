import { parse } from 'csv-parse/browser/esm/sync';
import { readCsvWith, type CsvTable } from './read-with.ts';

/** Reads separated text, as `readCsvWith` does, where there is no Node. It is slower, and large. */
export function readCsvInBrowser(text: string, delimiter?: string): CsvTable {
  return readCsvWith(parse, text, undefined, delimiter);
}
