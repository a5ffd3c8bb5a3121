/** From the text of files to references, whatever format they are in. */
import { readBibtex } from './bibtex/read.ts';
import { IdRegister } from './collector.ts';
import { describeText, detectFormat, extensionOf } from './detect-format.ts';
import { formatById, formats, type FormatId } from './registry.ts';
import type { ParsedFile, ReferenceIssue } from './parsed-file.ts';
import { runSteps, type ParseProgress, type ParseSteps } from './parse-steps.ts';

export interface SourceText {
  text: string;
  /** The name under which issues and sources mention it. */
  file?: string;
  /** Looked for in the text when it is not told. */
  format?: FormatId;
}

export interface ParseOptions {
  file?: string;
  format?: FormatId;
  onProgress?: (progress: ParseProgress) => void;
}

/** A parsed file and the format it is in, null when it is in none. */
export type ParsedText = ParsedFile & { format: FormatId | null };

/** Several files as one; `formats` has an entry for each of them. */
export type ParsedTexts = ParsedFile & { formats: (FormatId | null)[] };

/** Reads the references in a text. Never throws, whatever the text. */
export function parseReferences(text: string, options: ParseOptions = {}): ParsedText {
  return runSteps(parseReferencesInSteps(text, options), options.onProgress);
}

/** The same in steps: a worker can report progress between them, or stop. */
export function* parseReferencesInSteps(
  text: string,
  { file, format }: ParseOptions = {},
): ParseSteps<ParsedText> {
  const {
    formats: [found],
    ...parsed
  } = yield* parseReferenceFilesInSteps([{ text, file, format }]);
  return { ...parsed, format: found };
}

/** Reads several files together: BibTeX files share macros and cross-references, and no id occurs twice. */
export function parseReferenceFiles(
  sources: SourceText[],
  onProgress?: (progress: ParseProgress) => void,
): ParsedTexts {
  return runSteps(parseReferenceFilesInSteps(sources), onProgress);
}

export function* parseReferenceFilesInSteps(sources: SourceText[]): ParseSteps<ParsedTexts> {
  const ids = new IdRegister();
  const clean = sources.map(({ text, ...rest }) => ({ ...rest, text: normaliseLines(text) }));
  const found = clean.map(({ text, file, format }) => format ?? detectFormat(text, file) ?? null);
  const isBib = (index: number) => found[index] === 'bibtex' || found[index] === 'biblatex';
  const parsed = new Array<ParsedFile>(sources.length);
  const bibSources = clean.flatMap((source, index) => (isBib(index) ? [{ ...source, index }] : []));
  const bibParsed = bibSources.length > 0 ? yield* readBibtex(bibSources, ids) : [];
  bibSources.forEach(({ index }, position) => (parsed[index] = bibParsed[position]));
  for (const [index, { text, file }] of clean.entries()) {
    const format = found[index];
    if (!isBib(index))
      parsed[index] = format ? yield* formatById(format).read(text, file, ids) : unknownFormat(text, file);
    if (format && parsed[index].counts.found === 0) noteNothingFound(parsed[index], format, file, text);
  }
  return { ...merge(parsed), formats: found };
}

function normaliseLines(text: string): string {
  const withoutMark = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return withoutMark.includes('\r') ? withoutMark.replace(/\r\n?/g, '\n') : withoutMark;
}

function unknownFormat(text: string, file: string | undefined): ParsedFile {
  if (text.trim() === '') return withIssue('empty-file', 'error', 'lost', 'This file is empty.', file);
  const extension = extensionOf(file);
  const expected = formats.find(({ extensions }) => extensions.includes(extension));
  const kind = describeText(text);
  const looks = kind ? ` It looks like ${kind}.` : '';
  const message = expected
    ? `This is not a ${expected.label} file: ${expected.sign}.${looks}`
    : `This is not a file of references in any format known here (${formats.map(({ label }) => label).join(', ')}).${looks}`;
  return withIssue('unknown-format', 'error', 'lost', message, file);
}

/** A file in a known format without a single reference: of abbreviations only, or empty but for comments. */
function noteNothingFound(
  parsed: ParsedFile,
  format: FormatId,
  file: string | undefined,
  text: string,
): void {
  if (parsed.issues.some(({ severity }) => severity === 'error')) return;
  const { label, sign, id } = formatById(format);
  const isAbbreviations =
    (id === 'bibtex' || id === 'biblatex') && /@\s*(?:string|comment|preamble)/i.test(text);
  const issue = isAbbreviations
    ? withIssue(
        'no-references',
        'info',
        'kept',
        'This file has no entries, only abbreviations or comments.',
        file,
      )
    : withIssue(
        'no-references',
        'error',
        'lost',
        `This is not a ${label} file, or an empty one: ${sign}.`,
        file,
      );
  parsed.issues.push(...issue.issues);
}

function withIssue(
  code: string,
  severity: ReferenceIssue['severity'],
  outcome: ReferenceIssue['outcome'],
  message: string,
  file: string | undefined,
): ParsedFile {
  const where = file === undefined ? { line: 1 } : { file, line: 1 };
  return {
    references: [],
    issues: [{ code, severity, outcome, message, where }],
    counts: { found: 0, kept: 0, repaired: 0, lost: 0 },
  };
}

function merge(files: ParsedFile[]): ParsedFile {
  if (files.length === 1) return files[0];
  const sum = (pick: (file: ParsedFile) => number) => files.reduce((total, file) => total + pick(file), 0);
  return {
    references: files.flatMap(({ references }) => references),
    issues: files.flatMap(({ issues }) => issues),
    counts: {
      found: sum(({ counts }) => counts.found),
      kept: sum(({ counts }) => counts.kept),
      repaired: sum(({ counts }) => counts.repaired),
      lost: sum(({ counts }) => counts.lost),
    },
  };
}
