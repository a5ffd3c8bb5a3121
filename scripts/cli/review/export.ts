import { mkdirSync, existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { IdRegister } from '#lib/core/references/collector.ts';
import type { CslItem } from '#lib/core/references/csl.ts';
import { writeReferences } from '#lib/core/references/formats.ts';
import { folderFiles, tableFiles } from '#lib/core/coding/review-folder.ts';
import {
  writeReviewTables,
  writeTextTable,
  type ReviewTextTables,
  type TextTable,
} from '#lib/core/coding/write-tables.ts';
import { writeWithheldMarks, type WithheldNoun } from '#lib/core/coding/withheld-marks.ts';
import type { ReviewFacts } from '#lib/core/coding/review-facts.ts';
import type { Codebook } from '#lib/core/codebook/codebook.ts';
import type { ActingInReview } from '#lib/server/acting.ts';
import { nameJudges } from '#lib/server/store/certainty.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { streamReferences } from '#lib/server/store/references.ts';
import { listWithheldMarks } from '#lib/server/store/withheld.ts';
import { exitCode, text, UsageError, type Command } from '../command.ts';
import { withReview } from './open-review.ts';
import type { ReviewFile } from './review-file.ts';

export const exportCommand: Command = {
  name: 'review export',
  usage: 'REVIEW --to folder|json [--out PATH]',
  summary: 'Write a review as a folder of plain files, or as one JSON file.',
  help: `
--to folder writes review.json, codebook.json, library.bib, studies.csv, claims.csv, estimates.csv, head-to-head.csv,
certainty.csv, case-tables.csv, cases.csv and withheld.csv into a new folder (--out, by default named like the review). --to json
writes the same as one file (--out, by default standard output). \`review create --from\` makes a review of either.

An export is the whole review, for those who work in it: coders' notes are in it, and what is marked as not for publication, which
withheld.csv names. To give data to others, publish an edition. certainty.csv and withheld.csv say who decided what and when, by names
where people have accounts. Text that a spreadsheet would run as a formula is written with an apostrophe before it; our own import takes it off again.`,
  options: { to: { type: 'string' }, out: { type: 'string' } },
  async run(input) {
    const to = text(input, 'to');
    if (to !== 'folder' && to !== 'json')
      throw new UsageError('review export needs --to folder or --to json.');
    const out = text(input, 'out');
    await withReview(input, async (acting) => {
      const content = await readContent(acting);
      if (to === 'folder') {
        const folder = resolve(input.terminal.folder, out ?? acting.review.slug);
        writeFolder(folder, content);
        input.terminal.note(`Wrote ${folder}`);
      } else {
        const json = `${JSON.stringify(toFile(content), null, 2)}\n`;
        if (out) writeFileSync(resolve(input.terminal.folder, out), json);
        else input.terminal.print(json);
      }
    });
    return exitCode.done;
  },
};

interface Content {
  review: ReviewFacts;
  codebook: Codebook;
  references: CslItem[];
  tables: ReviewTextTables;
  withheld: TextTable;
}

async function readContent({ db, review }: ActingInReview): Promise<Content> {
  const dataset = await loadDataset(db, review);
  const { title, question, caveat, seed, rubric, rungs, codebook } = dataset;
  const citeKeys = new Map<string, string>();
  const references: CslItem[] = [];
  const keys = new IdRegister();
  for await (const { id, csl, citeKey } of streamReferences(db, review.id)) {
    const key = keys.take(citeKey, { line: references.length }).id;
    citeKeys.set(id, key);
    references.push({ ...csl, id: key });
  }
  references.sort((a, b) => (a.id < b.id ? -1 : 1));
  const facts = { title, question, caveat, seed, rubric, rungs };
  const tables = writeReviewTables(dataset, citeKeys, await nameJudges(db, review.id));
  const marks = await listWithheldMarks(db, review.id);
  const named = (noun: WithheldNoun, rows: readonly { id: string; key: string }[]) =>
    rows.flatMap(({ id, key }) => (marks.has(id) ? [{ noun, key, ...marks.get(id)! }] : []));
  const withheld = writeWithheldMarks([
    ...named('study', dataset.studies),
    ...named('claim', dataset.claims),
  ]);
  return { review: facts, codebook, references, tables, withheld };
}

function writeFolder(folder: string, { review, codebook, references, tables, withheld }: Content): void {
  if (existsSync(folder))
    throw new UsageError(
      `${folder} is there already; an export never overwrites. Choose another place with --out.`,
    );
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content);
  write('review.json', `${JSON.stringify(review, null, 2)}\n`);
  write('codebook.json', `${JSON.stringify(codebook, null, 2)}\n`);
  write('library.bib', writeReferences(references, 'bibtex'));
  for (const [table, file] of Object.entries(tableFiles)) {
    write(file, writeTextTable(tables[table as keyof typeof tableFiles]));
  }
  write(folderFiles.withheld, writeTextTable(withheld));
}

function toFile({ review, codebook, references, tables, withheld }: Content): ReviewFile {
  return {
    format: 'counterweight-review',
    formatVersion: 1,
    review,
    codebook,
    references,
    studies: tables.studies.rows,
    claims: tables.claims.rows,
    estimates: tables.estimates.rows,
    comparisons: tables.comparisons.rows,
    certainty: tables.certainty.rows,
    caseTables: tables.caseTables.rows,
    cases: tables.cases.rows,
    withheld: withheld.rows,
  };
}
