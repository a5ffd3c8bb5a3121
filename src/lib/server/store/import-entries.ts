import { sql, type Selectable } from 'kysely';
import type { ImportEntryTable } from '#db/schema.ts';
import type { CslItem } from '#lib/core/references/csl.ts';
import { inChunks, NotFoundError, type Db } from './db.ts';

/** One entry of a file: what it is, and what became or will become of it. */
export interface ImportEntry {
  position: number;
  line: number | null;
  citeKey: string;
  title: string;
  label: string;
  outcome: ImportEntryTable['outcome'];
  verdict: ImportEntryTable['verdict'];
  reason: string | null;
  /** Reference that the entry duplicates; null where that is another entry of the same file. */
  duplicateOf: string | null;
  included: boolean;
  referenceId: string | null;
}

export type NewImportEntry = Omit<ImportEntry, 'referenceId'> & { csl: CslItem | null; raw: string | null };

export async function insertEntries(
  db: Db,
  batchId: string,
  entries: readonly NewImportEntry[],
): Promise<void> {
  const rows = entries.map((entry) => ({
    batch_id: batchId,
    position: entry.position,
    line: entry.line,
    cite_key: entry.citeKey,
    title: entry.title,
    label: entry.label,
    outcome: entry.outcome,
    verdict: entry.verdict,
    reason: entry.reason,
    duplicate_of: entry.duplicateOf,
    included: Number(entry.included),
    reference_id: null,
    csl: entry.csl === null ? null : JSON.stringify(entry.csl),
    raw: entry.raw,
  }));
  for (const chunk of inChunks(rows)) await db.insertInto('import_entry').values(chunk).execute();
}

export async function deleteEntries(db: Db, batchId: string): Promise<void> {
  await db.deleteFrom('import_entry').where('batch_id', '=', batchId).execute();
}

export type EntryGroup = 'new' | 'duplicate' | 'repaired' | 'lost';

/** Entries of a batch, those of one group or all, in the order of the file. */
export async function listEntries(
  db: Db,
  batchId: string,
  { group, limit, offset = 0 }: { group?: EntryGroup; limit: number; offset?: number },
): Promise<ImportEntry[]> {
  let query = db.selectFrom('import_entry').selectAll().where('batch_id', '=', batchId);
  if (group === 'repaired') query = query.where('outcome', '=', 'repaired');
  else if (group) query = query.where('verdict', '=', group);
  const rows = await query.orderBy('position').limit(limit).offset(offset).execute();
  return rows.map(toEntry);
}

export type EntryCounts = Record<EntryGroup | 'included', number>;

export async function countEntries(db: Db, batchId: string): Promise<EntryCounts> {
  const rows = await db
    .selectFrom('import_entry')
    .select(({ fn }) => ['verdict', 'outcome', 'included', fn.countAll<number>().as('count')])
    .where('batch_id', '=', batchId)
    .groupBy(['verdict', 'outcome', 'included'])
    .execute();
  const sum = (keep: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(keep).reduce((total, { count }) => total + count, 0);
  return {
    new: sum(({ verdict }) => verdict === 'new'),
    duplicate: sum(({ verdict }) => verdict === 'duplicate'),
    repaired: sum(({ outcome }) => outcome === 'repaired'),
    lost: sum(({ verdict }) => verdict === 'lost'),
    included: sum(({ included }) => included === 1),
  };
}

export async function setEntryIncluded(
  db: Db,
  batchId: string,
  position: number,
  included: boolean,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('import_entry')
    .set({ included: Number(included) })
    .where('batch_id', '=', batchId)
    .where('position', '=', position)
    .where('verdict', '!=', 'lost')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new NotFoundError('entry');
}

/** The next entries to take in, with what a reference is made of. */
export async function listIncludedEntries(
  db: Db,
  batchId: string,
  afterPosition: number,
  limit: number,
): Promise<{ position: number; line: number | null; csl: CslItem; raw: string }[]> {
  const rows = await db
    .selectFrom('import_entry')
    .select(['position', 'line', 'csl', 'raw'])
    .where('batch_id', '=', batchId)
    .where('included', '=', 1)
    .where('position', '>', afterPosition)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map(({ position, line, csl, raw }) => ({ position, line, csl: JSON.parse(csl!), raw: raw! }));
}

/** Notes what an entry became; its text is now the reference's. */
export async function linkEntries(
  db: Db,
  batchId: string,
  links: readonly { position: number; referenceId: string }[],
): Promise<void> {
  if (links.length === 0) return;
  // One statement for all: both engines call the columns of a list of values column1 and column2.
  const rows = links.map(({ position, referenceId }) => sql`(cast(${position} as integer), ${referenceId})`);
  await sql`update import_entry set reference_id = link.column2, csl = null, raw = null
    from (values ${sql.join(rows)}) as link
    where batch_id = ${batchId} and position = link.column1`.execute(db);
}

function toEntry(row: Selectable<ImportEntryTable>): ImportEntry {
  return {
    position: row.position,
    line: row.line,
    citeKey: row.cite_key,
    title: row.title,
    label: row.label,
    outcome: row.outcome,
    verdict: row.verdict,
    reason: row.reason,
    duplicateOf: row.duplicate_of,
    included: row.included === 1,
    referenceId: row.reference_id,
  };
}
