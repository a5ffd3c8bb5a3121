import { shortLabel } from '#lib/core/references/short-label.ts';
import { plainText } from '#lib/core/references/markup.ts';
import type { ReferenceIssue } from '#lib/core/references/parsed-file.ts';
import type { Command } from '../command.ts';
import { formatTable, printResult } from '../output.ts';
import { issueLine } from './issue-lines.ts';
import { readReferenceFiles, type ReadFiles } from './read-files.ts';

/** A table for people ends here; programs take --json. */
const longestTable = 200;

export const parseCommand: Command = {
  name: 'references parse',
  usage: 'FILE… [--format bibtex|biblatex|ris|nbib|endnote-xml|enw|csl|csv|wos]',
  summary: 'Read files of references and say what could be kept.',
  help: `
Reads BibTeX, BibLaTeX, RIS, PubMed, EndNote, Web of Science, CSL-JSON and tables. The format is found in the text when it
is not told. BibTeX files named together share their @string macros and cross-references.

With --json: { references: [CSL-JSON with outcome and source: { file, line, raw }],
  issues: [{ code, severity, message, outcome, where: { file, line, column, key } }],
  counts: { found, kept, repaired, lost } }, where found = kept + repaired + lost.

Exit: 0 everything was kept or repaired, 1 something was lost, 2 no file could be used.

  counterweight references parse library.bib
  counterweight references parse strings.bib articles.bib --json`,
  options: { format: { type: 'string' } },
  async run(input) {
    const { references, issues, counts, exit } = await readReferenceFiles(input, 'format');
    const flat = references.map(({ csl, outcome, source }) => ({ ...csl, outcome, source }));
    printResult(input, { references: flat, issues: issues.map(withWholePlace), counts }, () =>
      readable({ references, issues, counts }),
    );
    return exit;
  },
};

/** What is not known is null, so that every issue has the same fields. */
function withWholePlace(issue: ReferenceIssue) {
  const { file = null, line = null, column = null, key = null } = issue.where;
  return { ...issue, where: { file, line, column, key } };
}

function readable({
  references,
  issues,
  counts,
}: Pick<ReadFiles, 'references' | 'issues' | 'counts'>): string {
  const rows = references
    .slice(0, longestTable)
    .map(({ csl, outcome, source }) => [
      source.line,
      csl.id,
      shortLabel(csl),
      cut(plainText(csl.title ?? '')),
      outcome,
    ]);
  const rest = references.length - rows.length;
  return [
    ...(rows.length > 0 ? [formatTable(['line', 'key', 'reference', 'title', 'outcome'], rows)] : []),
    ...(rest > 0 ? [`… and ${rest} more; --json lists all of them`] : []),
    ...issues.slice(0, longestTable).map(issueLine),
    ...(issues.length > longestTable ? [`… and ${issues.length - longestTable} more issues`] : []),
    `${counts.found} found: ${counts.kept} kept, ${counts.repaired} repaired, ${counts.lost} lost`,
  ].join('\n');
}

function cut(title: string): string {
  return title.length > 60 ? `${title.slice(0, 59)}…` : title;
}
