/** Reads BibTeX and BibLaTeX: split into entries, settle macros and inheritance, then entry by entry. */
import { IdRegister, ReferenceCollector, type ReadEntry } from '../collector.ts';
import { EntryIssues } from '../entry-issues.ts';
import { LineIndex } from '../line-index.ts';
import type { ParsedFile } from '../parsed-file.ts';
import type { ParseSteps } from '../parse-steps.ts';
import type { BibEntry } from './blocks.ts';
import { BibLibrary, type CompleteEntry, type PlacedEntry } from './library.ts';
import { problemMessages } from './problem-messages.ts';
import { splitBibtex } from './split.ts';
import { entryToCsl, isDoi } from './to-csl.ts';

export interface BibSource {
  text: string;
  file?: string;
}

/** How many entries are read between two steps. */
const stride = 100;

/** Files read together share macros and cross-references. The results are in the order of the sources. */
export function* readBibtex(sources: BibSource[], ids = new IdRegister()): ParseSteps<ParsedFile[]> {
  const library = new BibLibrary();
  const split: PlacedEntry[][] = [];
  let total = 0;
  for (const { text } of sources) {
    const entries: PlacedEntry[] = [];
    for (const block of splitBibtex(text)) {
      const entry = library.take(block);
      if (!entry) continue;
      total += 1;
      if (entries.push(entry) % (10 * stride) === 0) yield { done: 0, total };
    }
    split.push(entries);
  }
  const results: ParsedFile[] = [];
  let done = 0;
  for (const [index, { text, file }] of sources.entries()) {
    const collector = new ReferenceCollector(file, ids);
    const lines = new LineIndex(text);
    for (const entry of split[index]) {
      collector.add(readOne(entry.entry, library.complete(entry), text, lines));
      done += 1;
      if (done % stride === 0) yield { done, total };
    }
    results.push(collector.finish());
  }
  return results;
}

function readOne(entry: BibEntry, complete: CompleteEntry, text: string, lines: LineIndex): ReadEntry {
  const line = lines.lineOf(entry.start);
  const issues = new EntryIssues({ line, column: lines.columnOf(entry.start), key: entry.key || undefined });
  reportProblems(entry, lines, issues);
  reportContent(entry, complete, issues);
  const raw = text.slice(entry.start, entry.end).trimEnd();
  if (complete.fields.size === 0 && entry.key === '') {
    issues.loss('empty-entry', 'This entry has neither a key nor fields. There is nothing to keep.');
    return { line, raw, issues: issues.list };
  }
  return {
    csl: entryToCsl(complete.type, complete.fields, issues),
    key: entry.key,
    line,
    raw,
    issues: issues.list,
  };
}

function reportProblems(entry: BibEntry, lines: LineIndex, issues: EntryIssues): void {
  for (const { code, offset, about } of entry.problems) {
    issues.repair(code, `Line ${lines.lineOf(offset)}: ${problemMessages[code](about ?? '')}`);
  }
}

function reportContent(entry: BibEntry, complete: CompleteEntry, issues: EntryIssues): void {
  if (entry.key === '' && complete.fields.size > 0) {
    issues.repair('missing-key', 'This entry has no key. One was made from its author, year and title.');
  }
  if (entry.key !== '' && complete.fields.size === 0) {
    issues.doubt(
      'empty-entry',
      'This entry has a key and no fields. It is kept, but there is nothing in it.',
    );
  }
  for (const name of new Set(complete.undefinedMacros)) {
    issues.repair('undefined-macro', `"${name}" is not defined by any @string. It was kept as text.`);
  }
  for (const name of new Set(complete.repeated)) {
    issues.info('repeated-field', `The field "${name}" is given more than once. The first one is used.`);
  }
  for (const key of complete.missingParents) {
    if (isDoi(key)) issues.repair('crossref-is-doi', `The crossref "${key}" is a DOI and was read as one.`);
    else issues.doubt('missing-crossref', `There is no entry "${key}" to take missing fields from.`);
  }
}
