import type { Options } from 'csv-parse/sync';
import type { FilePlace, Issue } from '../issue.ts';
import { mendText } from '../mend-text.ts';
import { unguardCell } from './guard.ts';

export interface CsvRow {
  /** Line on which the row begins; the header is line 1. */
  line: number;
  /** Trimmed text by column name; a missing cell is ''. */
  cells: Record<string, string>;
}

export interface CsvTable {
  header: string[];
  rows: CsvRow[];
  issues: Issue<FilePlace>[];
}

/** The parser of csv-parse, which has a build for Node and one for browsers. */
export type Parse = (text: string, options: Options) => unknown;

/**
 * Reads comma-separated text with a header (RFC 4180; a BOM and any line ends are accepted). Never throws: what can't be
 * read becomes an issue with its line, and the rows before it are kept. Rows longer or shorter than the header are kept
 * with a warning.
 *
 * @param delimiter What parts the cells: tables pasted from spreadsheets have tabs.
 */
export function readCsvWith(parse: Parse, text: string, file?: string, delimiter = ','): CsvTable {
  const issues: Issue<FilePlace>[] = [];
  const records: { line: number; values: string[] }[] = [];
  let lastLine = 0;
  try {
    parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (record: string[], { lines }) => {
        records.push({ line: lines - countLineEnds(record), values: record });
        lastLine = lines;
        return null;
      },
    });
  } catch (error) {
    const line = lastLine + 1;
    const message = `The table can't be read from line ${line} on (${(error as Error).message}); the rows before it were kept.`;
    issues.push({ code: 'csv-unreadable', severity: 'error', message, where: { file, line } });
  }
  const header = (records.shift()?.values ?? []).map((name) => name.trim());
  const rows = records
    .filter(({ values }) => values.some((value) => value.trim() !== ''))
    .map(({ line, values }) => {
      if (values.length !== header.length) {
        const message = `Line ${line} has ${values.length} cells where the header has ${header.length}; missing cells were taken as empty, extra ones left out.`;
        issues.push({ code: 'csv-row-length', severity: 'warning', message, where: { file, line } });
      }
      return { line, cells: readCells(header, values) };
    });
  return { header, rows, issues };
}

/** A cell in quotes may run over several lines. */
function countLineEnds(values: string[]): number {
  return values.reduce((count, value) => count + value.split(/\r\n|\r|\n/).length - 1, 0);
}

function readCells(header: string[], values: string[]): Record<string, string> {
  return Object.fromEntries(header.map((name, at) => [name, unguardCell(mendText(values[at] ?? '').trim())]));
}
