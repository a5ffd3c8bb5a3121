/** Reads a file of tagged records, record by record: what the formats of this kind have in common. */
import { ReferenceCollector, type IdRegister } from '../collector.ts';
import type { CslDraft } from '../csl.ts';
import { EntryIssues } from '../entry-issues.ts';
import { settleLinks } from '../links.ts';
import type { ParsedFile } from '../parsed-file.ts';
import type { ParseSteps } from '../parse-steps.ts';
import { splitTagged, TaggedValues, type TaggedRecord, type TaggedSyntax } from './split.ts';

export interface TaggedFormat {
  syntax: TaggedSyntax;
  /** Tags that say nothing about the reference: a record with only these is empty. */
  formal: string[];
  /** The key the file gives the record. */
  keyOf(values: TaggedValues): string | undefined;
  toCsl(values: TaggedValues, issues: EntryIssues): CslDraft;
}

export function* readTagged(
  format: TaggedFormat,
  text: string,
  file: string | undefined,
  ids: IdRegister,
): ParseSteps<ParsedFile> {
  const { records, stray } = splitTagged(text, format.syntax);
  const collector = new ReferenceCollector(file, ids);
  for (const [index, record] of records.entries()) {
    collector.add(readRecord(format, record));
    if (index % 100 === 99) yield { done: index + 1, total: records.length };
  }
  // Numbers before the records and the lines around a Web of Science file are no loss.
  const words = stray.filter(({ text: words }) => !/^\s*(?:\d+\.?\s*$|FN |VR |EF\s*$)/.test(words));
  if (records.length > 0 && words.length > 0) {
    collector.note({
      code: 'text-between-records',
      severity: 'info',
      outcome: 'kept',
      message: `${words.length} line(s) belong to no record and were passed over; the first is line ${words[0].line}.`,
      where: { line: words[0].line },
    });
  }
  return collector.finish();
}

function readRecord(format: TaggedFormat, record: TaggedRecord) {
  const values = new TaggedValues(record);
  const key = format.keyOf(values)?.trim();
  const { line, raw } = record;
  const issues = new EntryIssues(key ? { line, column: 1, key } : { line, column: 1 });
  if (!record.begun) {
    issues.repair(
      'missing-type',
      `This record does not begin with ${format.syntax.begin}. Its type is unknown.`,
    );
  }
  if (!record.ended) {
    issues.repair(
      'missing-end',
      `The line ${format.syntax.end} that ends this record is missing. It was ended before the next one.`,
    );
  }
  if (values.isEmptyBut(...format.formal)) {
    issues.loss('empty-entry', 'There is nothing in this record.');
    return { line, raw, issues };
  }
  const csl = format.toCsl(values, issues);
  settleLinks(csl, issues);
  return { csl, key, line, raw, issues };
}
