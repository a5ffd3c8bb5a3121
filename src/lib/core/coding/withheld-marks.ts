/**
 * What a review keeps out of its editions, as its own folder carries it: withheld.csv names a study or a claim a row, with who
 * marked it and when. What is published neither holds these marks nor names what they are on.
 */
import { readCsv } from '../csv/read.ts';
import type { FilePlace, Issue } from '../issue.ts';
import { readMoment, readPersonName } from './read-who.ts';
import { folderFiles } from './table-files.ts';
import type { TextTable } from './write-tables.ts';

export const withheldNouns = ['study', 'claim'] as const;
export type WithheldNoun = (typeof withheldNouns)[number];

export interface WithheldMark {
  noun: WithheldNoun;
  /** Key of the study, or of the claim. */
  key: string;
  /** As people call them; null where the table does not say. */
  by: string | null;
  /** ISO 8601; null where the table does not say. */
  at: string | null;
}

const header = ['kind', 'key', 'withheld_by', 'withheld_at'];
const file = folderFiles.withheld;

/** The marks as texts, studies first, in the order of their keys. */
export function writeWithheldMarks(marks: readonly WithheldMark[]): TextTable {
  const rows = withheldNouns.flatMap((noun) =>
    marks
      .filter((mark) => mark.noun === noun)
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ key, by, at }) => ({ kind: noun, key, withheld_by: by ?? '', withheld_at: at ?? '' })),
  );
  return { header, rows };
}

/**
 * Reads withheld.csv. A row that can't be used is an error, not a remark: what it means to keep out would be published.
 *
 * @param text Undefined where the folder has no such file: then nothing is kept out.
 */
export function readWithheldMarks(text: string | undefined): {
  marks: (WithheldMark & { line: number })[];
  issues: Issue<FilePlace>[];
} {
  if (text === undefined) return { marks: [], issues: [] };
  const table = readCsv(text, file);
  const issues = [...table.issues];
  const missing = ['kind', 'key'].find((name) => !table.header.includes(name));
  if (missing) {
    const message = `${file} has no column "${missing}"; nothing is kept out of editions by it.`;
    issues.push({ code: 'missing-column', severity: 'error', message, where: { file, line: 1 } });
    return { marks: [], issues };
  }
  const marks = table.rows.flatMap(({ cells, line }) => {
    const { kind, key, withheld_by: by, withheld_at: at = '' } = cells;
    const noun = withheldNouns.find((known) => known === kind.toLowerCase());
    if (!noun || key === '') {
      const message = `Line ${line} needs "study" or "claim" as its kind, and a key; it keeps nothing out of editions.`;
      issues.push({ code: 'bad-mark', severity: 'error', message, where: { file, line, key } });
      return [];
    }
    const moment = readMoment(at);
    if (at !== '' && moment === null) {
      const message = `"${at.slice(0, 40)}" is not a date such as 2024-05-31; when this was marked is not known.`;
      issues.push({ code: 'bad-date', severity: 'warning', message, where: { file, line, key } });
    }
    return [{ noun, key, by: readPersonName(by), at: moment, line }];
  });
  return { marks, issues };
}
