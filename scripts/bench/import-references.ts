/**
 * A file of 2,000 entries on its whole way into the library: read by the worker, put beside the library for the preview,
 * taken in, each time into a fresh database file. The worker starts anew for every file, as in the program. The peer is
 * citation-js alone, which turns the same text into CSL items and is done.
 */
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ReferenceWorker } from '#lib/server/reading/reference-worker.ts';
import { countEntries, listEntries } from '#lib/server/store/import-entries.ts';
import { countReferences } from '#lib/server/store/references.ts';
import { commitImport } from '#lib/server/usecases/commit-import.ts';
import { readImport } from '#lib/server/usecases/read-import.ts';
import { startImport } from '#lib/server/usecases/start-import.ts';
import { makeLibrary } from './support/make-library.ts';
import { openEmptyReview } from './support/empty-review.ts';
import { timeAgainst, type Benchmark } from './time.ts';

const size = 2000;
/** Lines of the preview's first page. */
const previewed = 100;

export const benchmark: Benchmark = {
  name: 'import-references',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'counterweight-bench-'));
    const file = join(folder, 'library.bib');
    const text = makeLibrary(size);
    writeFileSync(file, text);
    try {
      return await timeAgainst(
        {
          what: `${size.toLocaleString('en')} entries from a .bib file into the library`,
          work: () => importOnce(file, folder),
        },
        { what: 'citation-js parsing the same text', work: () => parseWithCitationJs(text) },
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

let databases = 0;

/** @returns Milliseconds of the import, without the making of the database. */
async function importOnce(file: string, folder: string): Promise<number> {
  const { acting, close } = await openEmptyReview(join(folder, `${++databases}.db`));
  const { db, review } = acting;
  const begun = performance.now();
  const bytes = readFileSync(file);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const batch = await startImport(acting, { name: 'library.bib', size: bytes.length, hash });
  const parts = new ReferenceWorker().read(file, 'library.bib', new AbortController().signal);
  await readImport(acting, review.id, batch, parts);
  await countEntries(db, batch);
  await listEntries(db, batch, { limit: previewed });
  await commitImport(acting, batch);
  const time = performance.now() - begun;
  const taken = await countReferences(db, review.id);
  await close();
  if (taken !== size) throw new Error(`${taken} of ${size} entries came into the library`);
  return time;
}

function parseWithCitationJs(text: string): void {
  const options = { forceType: '@biblatex/text', generateGraph: false } as Parameters<
    typeof plugins.input.chain
  >[1];
  const items = plugins.input.chain(text, options);
  if (items.length !== size) throw new Error(`citation-js read ${items.length} of ${size} entries`);
}
