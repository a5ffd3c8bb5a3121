import { shortLabel } from '#lib/core/references/short-label.ts';
import { plainText } from '#lib/core/references/markup.ts';
import type { ParsedReference, ReferenceCounts, ReferenceIssue } from '#lib/core/references/parsed-file.ts';
import type { Acting } from '../acting.ts';
import { failReading, finishReading } from '../store/import-batches.ts';
import { deleteEntries, insertEntries, type NewImportEntry } from '../store/import-entries.ts';
import { listIdentities } from '../store/references.ts';
import { KnownWorks } from './find-duplicate.ts';

/** A part of a file that was read; the last part carries the result. */
export interface ReadingPart {
  references: ParsedReference[];
  issues: ReferenceIssue[];
  /** How far the reading is, in bytes or characters of the file. */
  done: number;
  total: number;
  result?: { format: string; encoding: string; counts: ReferenceCounts };
}

/**
 * Puts the entries of a file beside the library, to be looked at before anything is taken in. Each part is written on
 * its own, so that other work goes on in between; the batch counts as ready only when all are there. Reading again
 * starts from nothing, so that an interrupted reading can simply be repeated.
 *
 * @param onProgress Called after every part.
 */
export async function readImport(
  { db }: Acting,
  reviewId: string,
  batchId: string,
  parts: AsyncIterable<ReadingPart>,
  onProgress: (part: ReadingPart) => Promise<void> = async () => {},
): Promise<void> {
  await deleteEntries(db, batchId);
  const known = new KnownWorks(await listIdentities(db, reviewId));
  const issues: ReferenceIssue[] = [];
  let position = 0;
  for await (const part of parts) {
    issues.push(...part.issues);
    const entries = [
      ...part.references.map((reference) => toEntry(reference, part.issues, known)),
      ...part.issues.filter(({ outcome }) => outcome === 'lost').map(toLostEntry),
    ];
    entries.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    const placed = entries.map((entry) => ({ ...entry, position: position++ }));
    await db.transaction().execute((trx) => insertEntries(trx, batchId, placed));
    await onProgress(part);
    if (part.result) await finish(db, batchId, part.result, issues);
  }
}

async function finish(
  db: Acting['db'],
  batchId: string,
  result: NonNullable<ReadingPart['result']>,
  issues: ReferenceIssue[],
): Promise<void> {
  if (result.counts.found > 0) return finishReading(db, batchId, { ...result, issues });
  const reason = issues.find(({ severity }) => severity === 'error')?.message;
  await failReading(
    db,
    batchId,
    reason ?? 'No reference was found in this file; nothing was imported.',
    issues,
  );
}

type Unplaced = Omit<NewImportEntry, 'position'>;

function toEntry(
  { csl, outcome, source }: ParsedReference,
  issues: ReferenceIssue[],
  known: KnownWorks,
): Unplaced {
  const label = shortLabel(csl);
  const duplicate = known.meet(csl, label, source.line);
  const repaired = issues.filter(({ where }) => outcome === 'repaired' && where.line === source.line);
  const remarks = [duplicate?.reason, ...repaired.map(({ message }) => message)].filter(Boolean);
  return {
    line: source.line,
    citeKey: csl.id,
    title: plainText(csl.title ?? ''),
    label,
    outcome,
    verdict: duplicate ? 'duplicate' : 'new',
    reason: remarks.length > 0 ? remarks.join(' · ') : null,
    duplicateOf: duplicate?.of ?? null,
    included: duplicate === null,
    csl,
    raw: source.raw,
  };
}

function toLostEntry({ message, where }: ReferenceIssue): Unplaced {
  return {
    line: where.line ?? null,
    citeKey: where.key ?? '',
    title: '',
    label: '',
    outcome: 'lost',
    verdict: 'lost',
    reason: message,
    duplicateOf: null,
    included: false,
    csl: null,
    raw: null,
  };
}
