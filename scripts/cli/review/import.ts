import { statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Issue } from '#lib/core/issue.ts';
import { folderFiles, type ReviewTableTexts } from '#lib/core/coding/review-folder.ts';
import { looksLikeZip } from '#lib/core/package/read-data-package.ts';
import type { ActingInReview } from '#lib/server/acting.ts';
import { largestFile, largestFileWords } from '#lib/server/limits.ts';
import { importReferences } from '#lib/server/usecases/import-references.ts';
import { importTables } from '#lib/server/usecases/import-tables.ts';
import { exitCode, flag, UsageError, type Command, type CommandInput } from '../command.ts';
import { readInput } from '../input.ts';
import { formatTable, printResult } from '../output.ts';
import { noteIssues } from './note-issues.ts';
import { cite, withReview } from './open-review.ts';
import { takePackage } from './take-package.ts';

export const importCommand: Command = {
  name: 'review import',
  usage: 'REVIEW FILE… [--dry-run]',
  summary: 'Take references and coded tables into a review.',
  help: `
Files of references (any format that \`references parse\` reads) come into the library; entries that it has already are
left out. Files named studies.csv, claims.csv, estimates.csv, head-to-head.csv, certainty.csv, case-tables.csv, cases.csv
and withheld.csv are coded tables, read together; a folder stands for the files in it. Nothing that is there is overwritten; what
withheld.csv names is kept out of editions from then on. --dry-run says what would happen.

A data package (\`review publish --package\`, or "Data package" on a published page) makes a review of its own: REVIEW is then the
name that the new one shall have. It is taken whole or, where anything in it was changed, not at all. With --json:
{ review, title, counts: { references, studies, claims, estimates, comparisons, certainty }, issues }

With --json: { files: [{ file, found, kept, repaired, lost, new, duplicates, taken }],
  tables: { studies, claims, estimates, comparisons, certainty, caseTables, withheld } | null, issues: [...] }

Exit: 0 done, 1 something was lost, 2 nothing could be read.`,
  options: { 'dry-run': { type: 'boolean' } },
  async run(input) {
    const [, ...paths] = input.positionals;
    if (paths.length === 0) throw new UsageError('Name at least one file to import.');
    const dryRun = flag(input, 'dry-run');
    const { libraries, tables } = await readFiles(input, paths);
    const zip = libraries.find(({ bytes }) => looksLikeZip(bytes));
    if (zip) {
      if (paths.length > 1)
        throw new UsageError('A data package makes a review of its own; import other files after it.');
      return takePackage(input, zip.bytes, { dryRun });
    }
    const result = await withReview(input, async (acting) => {
      const files = [];
      const issues: Issue<unknown>[] = [];
      for (const library of libraries) {
        const line = await importLibrary(acting, library, dryRun);
        files.push(line.line);
        issues.push(...line.issues);
      }
      const imported = tables && (await importTables(acting, tables, { cite, dryRun }));
      issues.push(...(imported?.issues ?? []));
      return { files, tables: imported?.counts ?? null, issues };
    });
    noteIssues(input, result.issues);
    printResult(input, result, readable(dryRun));
    return judge(result);
  },
};

interface Library {
  name: string;
  bytes: Buffer;
}

async function readFiles(
  input: CommandInput,
  paths: string[],
): Promise<{ libraries: Library[]; tables: ReviewTableTexts | null }> {
  const files = paths.flatMap((path) => expandFolder(input, path));
  const tables: ReviewTableTexts = {};
  const libraries: Library[] = [];
  for (const path of files) {
    const table = (Object.keys(folderFiles) as (keyof ReviewTableTexts)[]).find(
      (name) => folderFiles[name] === basename(path),
    );
    const bytes = await readInput(path, input.terminal);
    if (bytes.length > largestFile)
      throw new UsageError(`${path} is larger than ${largestFileWords}; split it into several files.`);
    if (table) tables[table] = new TextDecoder().decode(bytes);
    else libraries.push({ name: path === '-' ? 'standard input' : basename(path), bytes });
  }
  return { libraries, tables: Object.keys(tables).length > 0 ? tables : null };
}

/** A folder stands for the files of a review folder in it. */
function expandFolder({ terminal }: CommandInput, path: string): string[] {
  if (path === '-') return [path];
  const whole = resolve(terminal.folder, path);
  if (!statSync(whole, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const inside = ['library.bib', ...Object.values(folderFiles)].map((name) => join(whole, name));
  const found = inside.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  if (found.length === 0) throw new UsageError(`${path} holds no library.bib and no coded tables.`);
  return found;
}

async function importLibrary(acting: ActingInReview, file: Library, dryRun: boolean) {
  const { batch, entries, taken } = await importReferences(acting, file, { dryRun });
  const line = { file: file.name, ...batch.counts, new: entries.new, duplicates: entries.duplicate, taken };
  return { line, issues: batch.issues };
}

type Result = {
  files: Awaited<ReturnType<typeof importLibrary>>['line'][];
  tables: Record<string, number> | null;
  issues: Issue<unknown>[];
};

function readable(dryRun: boolean) {
  return ({ files, tables }: Result): string => {
    const parts = [];
    if (files.length > 0) {
      const header = ['file', 'found', 'kept', 'repaired', 'lost', 'new', 'duplicates', 'taken in'];
      const rows = files.map((line) => [
        line.file,
        line.found,
        line.kept,
        line.repaired,
        line.lost,
        line.new,
        line.duplicates,
        line.taken,
      ]);
      parts.push(formatTable(header, rows));
    }
    if (tables) {
      const counts = Object.entries(tables).map(([noun, number]) => `${number} ${noun}`);
      parts.push(`Coded tables: ${counts.join(', ')}`);
    }
    if (dryRun) parts.push('Nothing was written: this was a dry run.');
    return parts.join('\n');
  };
}

function judge({ files, tables, issues }: Result) {
  const nothing = tables === null && files.every(({ found }) => found === 0);
  if (nothing) return exitCode.unusable;
  const lost =
    files.some(({ lost, found }) => lost > 0 || found === 0) ||
    issues.some(({ severity }) => severity === 'error');
  return lost ? exitCode.withLosses : exitCode.done;
}
