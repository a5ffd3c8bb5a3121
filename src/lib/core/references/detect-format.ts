/** Tells the format of a file from its text. The name of the file decides only where the text leaves a doubt. */
import type { FormatId } from './registry.ts';
import { isHeader } from './table/columns.ts';
import { guessDelimiter, parseRows } from './table/parse-rows.ts';

/** What stands at the beginning of a file tells its format; long comments before the first entry are allowed for. */
const headLength = 200_000;

export function detectFormat(text: string, file?: string): FormatId | undefined {
  const head = text.slice(0, headLength);
  return signs.find(([, isIn]) => isIn(head, file))?.[0];
}

/**
 * In the order in which they are asked. RIS comes before BibTeX: an abstract may hold "@article{", but no BibTeX file has
 * lines like "TY  - JOUR".
 */
const signs: [id: FormatId, isIn: (head: string, file: string | undefined) => boolean][] = [
  ['endnote-xml', isEndnoteXml],
  ['csl', isJson],
  ['ris', (head) => /^[ \t]*TY[ \t]{1,4}-/m.test(head)],
  ['nbib', (head) => /^PMID- ?\d/m.test(head)],
  ['wos', (head) => /^\s*FN (?:Clarivate|Thomson|ISI)/.test(head) || /^PT [A-Z]\n[A-Z][A-Z0-9] /m.test(head)],
  ['biblatex', (head) => isBibtex(head) && isBiblatex(head)],
  ['bibtex', isBibtex],
  ['enw', (head) => /^%0(?: |$)/m.test(head) || /^%[ATDJ] \S.*\n%[A-Z] /m.test(head)],
  [
    'ris',
    (head) => /^[ \t]{0,3}(?:T1|TI)[ \t]{1,4}-[ \t]/m.test(head) && /^[ \t]{0,3}ER[ \t]{1,4}-/m.test(head),
  ],
  ['csv', isTable],
];

function isEndnoteXml(head: string): boolean {
  return (
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<xml\b/i.test(head) ||
    /<record>\s*<(?:database|rec-number|ref-type|source-app)\b/.test(head)
  );
}

/** An entry, or one whose brace was forgotten. */
function isBibtex(head: string): boolean {
  return (
    /(?:^|[\n}])[ \t]*@[ \t\n]{0,20}[a-z_][\w:.+-]*\s{0,20}[{(]/i.test(head) ||
    /^@[a-z]+ [^\s,]+,[ \t]*\n\s{0,40}\w+\s*=/im.test(head)
  );
}

/** Both are read alike; the difference is what to call the file, and what to write it as. */
function isBiblatex(head: string): boolean {
  if (/jabref-meta:\s*databaseType:biblatex/i.test(head)) return true;
  const usesItsFields = /^[ \t]*(?:journaltitle|date|location|eprinttype|langid|urldate)\s*=/im.test(head);
  const usesItsTypes =
    /^[ \t]*@(?:online|report|thesis|collection|mvbook|reference|dataset|software)\s*\{/im.test(head);
  return (usesItsFields || usesItsTypes) && !/^[ \t]*(?:journal|year|address)\s*=/im.test(head);
}

function isJson(head: string): boolean {
  return /^\s*\[\s*(?:\{|\]\s*$)/.test(head) || /^\s*\{\s*"[^"\n]{0,200}"\s*:/.test(head);
}

/** A single column must call itself a table in the name of its file. */
function isTable(head: string, file: string | undefined): boolean {
  const header = firstRow(head);
  return header !== undefined && isHeader(header) && (header.length > 1 || extensionOf(file) === 'csv');
}

function firstRow(head: string): string[] | undefined {
  const start = /^\s*/.exec(head)?.[0].length ?? 0;
  const line = head.slice(start, start + 20_000).replace(/^sep=.\s*\n/i, '');
  const first = parseRows(line, guessDelimiter(line.split('\n', 1)[0])).next();
  return first.done ? undefined : first.value.cells;
}

export function extensionOf(file: string | undefined): string {
  return /\.([a-z0-9]+)$/i.exec(file ?? '')?.[1].toLowerCase() ?? '';
}

/** What a text that is no file of references looks like, in words; undefined when it looks like nothing in particular. */
export function describeText(text: string): string | undefined {
  const head = text.slice(0, 2000);
  if (/^\s*(?:<!doctype html|<html\b)/i.test(head))
    return 'a web page; perhaps the page was saved instead of the export';
  if (/^\s*<\?xml|^\s*<[a-z][\w:-]*[\s>]/i.test(head)) return 'XML of another kind than EndNote writes';
  if (/^\s*\{\\rtf/.test(head)) return 'a rich text document';
  if (/^\s*%!PS/.test(head)) return 'a PostScript file';
  if (/\\documentclass|\\begin\{document\}/.test(head))
    return 'a LaTeX document; the references are in a .bib file';
  if (/^cff-version:/m.test(head)) return 'a CITATION.cff file';
  return undefined;
}
