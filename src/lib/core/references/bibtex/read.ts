/** Reads BibTeX and BibLaTeX: split into entries, settle macros and inheritance, then entry by entry. */
import { IdRegister, ReferenceCollector, type ReadEntry } from '../collector.ts';
import { EntryIssues } from '../entry-issues.ts';
import { LineIndex } from '../line-index.ts';
import type { ParsedFile } from '../parsed-file.ts';
import type { ParseSteps } from '../parse-steps.ts';
import type { BibBlock, BibEntry } from './blocks.ts';
import { BibLibrary, type CompleteEntry, type EntryPlace } from './library.ts';
import { problemMessages } from './problem-messages.ts';
import { splitBibtex } from './split.ts';
import { entryToCsl, isDoi } from './to-csl.ts';

export interface BibSource {
  text: string;
  file?: string;
}

/** How many entries are read between two steps. */
const stride = 100;

/**
 * Files read together share macros and cross-references. The results are in the order of the sources. Each file is gone
 * through twice: for what its entries refer to, then for the entries.
 */
export function* readBibtex(sources: BibSource[], ids = new IdRegister()): ParseSteps<ParsedFile[]> {
  const library = new BibLibrary();
  let total = 0;
  for (const [place, block] of placeBlocks(sources)) {
    library.take(block, place);
    if (block.kind !== 'entry') continue;
    total += 1;
    if (total % (10 * stride) === 0) yield { done: 0, total };
  }
  const collectors = sources.map(({ file }) => new ReferenceCollector(file, ids));
  let lines: LineIndex | undefined;
  let done = 0;
  let current = -1;
  for (const [place, block, source] of placeBlocks(sources)) {
    if (block.kind !== 'entry') continue;
    if (source !== current || !lines) lines = new LineIndex(place.text);
    current = source;
    collectors[source].add(readOne(block, library.complete(block, place), place.text, lines));
    done += 1;
    if (done % stride === 0) yield { done, total };
  }
  return collectors.map((collector) => collector.finish());
}

/** All blocks of all sources, numbered, each with the index of its source. */
function* placeBlocks(sources: BibSource[]): Generator<[EntryPlace, BibBlock, number], void> {
  let number = 0;
  for (const [index, { text }] of sources.entries()) {
    for (const block of splitBibtex(text)) {
      number += 1;
      yield [{ text, start: block.start, number }, block, index];
    }
  }
}

function readOne(entry: BibEntry, complete: CompleteEntry, text: string, lines: LineIndex): ReadEntry {
  const line = lines.lineOf(entry.start);
  const issues = new EntryIssues({ line, column: lines.columnOf(entry.start), key: entry.key || undefined });
  reportProblems(entry, lines, issues);
  reportContent(entry, complete, issues);
  const raw = text.slice(entry.start, entry.end).trimEnd();
  if (complete.fields.size === 0 && entry.key === '') {
    issues.loss('empty-entry', 'This entry has neither a key nor fields. There is nothing to keep.');
    return { line, raw, issues };
  }
  return {
    csl: entryToCsl(complete.type, complete.fields, issues),
    key: entry.key,
    line,
    raw,
    issues,
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
