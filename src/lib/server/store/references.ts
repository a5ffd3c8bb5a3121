import { sql, type Selectable } from 'kysely';
import type { Dialect } from '#db/dialect.ts';
import type { ReferenceTable } from '#db/schema.ts';
import { shortLabel } from '#lib/core/references/short-label.ts';
import type { CslItem } from '#lib/core/references/csl.ts';
import { normaliseDoi, normaliseTitle, publicationYear } from '#lib/core/references/identity.ts';
import { plainText } from '#lib/core/references/markup.ts';
import { now } from '../new-id.ts';
import { inChunks, NotFoundError, type Db, type Versioned } from './db.ts';

/** A bibliographic record with the entry it came from. */
export interface Reference {
  id: string;
  citeKey: string;
  csl: CslItem;
  raw: string;
  rawFormat: string;
  rawLine: number | null;
  batchId: string | null;
  label: string;
  /** Formatted citation as plain text; null until a study needed it. */
  citation: string | null;
}

/** A line of the library's table. */
export interface ReferenceLine {
  id: string;
  citeKey: string;
  label: string;
  title: string;
  container: string;
  year: number | null;
  doi: string | null;
  /** The study that it reports, where it is coded. */
  studyId: string | null;
}

export type NewReference = Pick<Reference, 'id' | 'csl' | 'raw' | 'rawFormat' | 'rawLine' | 'batchId'>;

export async function insertReferences(
  db: Db,
  reviewId: string,
  references: readonly NewReference[],
): Promise<void> {
  const at = now();
  const rows = references.map(({ id, csl, raw, rawFormat, rawLine, batchId }) => ({
    id,
    review_id: reviewId,
    batch_id: batchId,
    cite_key: csl.id,
    csl: JSON.stringify(csl),
    raw,
    raw_format: rawFormat,
    raw_line: rawLine,
    ...deriveColumns(csl),
    citation: null,
    created_at: at,
    removed_at: null,
  }));
  for (const chunk of inChunks(rows)) await db.insertInto('reference').values(chunk).execute();
}

/** What lists, search and the hunt for duplicates need, taken out of the CSL-JSON. */
export function deriveColumns(csl: CslItem) {
  const title = plainText(csl.title ?? '');
  const names = [...(csl.author ?? []), ...(csl.editor ?? [])].map(
    (name) => name.literal ?? name.family ?? '',
  );
  const container = plainText(csl['container-title'] ?? '');
  const year = publicationYear(csl) ?? null;
  return {
    title,
    label: shortLabel(csl),
    container,
    year,
    doi_key: normaliseDoi(csl.DOI) ?? null,
    title_key: normaliseTitle(csl.title),
    search_text: [
      normaliseTitle(`${title} ${names.join(' ')} ${container}`),
      year,
      csl.id.toLowerCase(),
      csl.DOI?.toLowerCase(),
    ]
      .filter((part) => part !== null && part !== undefined)
      .join(' '),
  };
}

/** @throws NotFoundError */
export async function requireReference(db: Db, reviewId: string, id: string): Promise<Versioned<Reference>> {
  const row = await db
    .selectFrom('reference')
    .selectAll()
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new NotFoundError('reference');
  return toReference(row);
}

export const referenceSorts = ['title', 'label', 'year', 'container', 'created_at'] as const;
export type ReferenceSort = (typeof referenceSorts)[number];

export interface ReferenceQuery {
  text: string;
  sort: ReferenceSort;
  descending: boolean;
  limit: number;
  offset: number;
}

/** A page of the library, and how many references fit the search. Every word must be found somewhere. */
export async function searchReferences(
  db: Db,
  dialect: Dialect,
  reviewId: string,
  { text, sort, descending, limit, offset }: ReferenceQuery,
): Promise<{ lines: ReferenceLine[]; total: number }> {
  let found = db.selectFrom('reference').where('review_id', '=', reviewId).where('removed_at', 'is', null);
  for (const word of searchWords(text)) {
    found = found.where(({ or }) => or(spellings(word).map(containsText)));
  }
  const { total } = await found
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const direction = descending ? 'desc' : 'asc';
  const column = {
    title: 'title_key',
    label: 'label',
    year: 'year',
    container: 'container',
    created_at: 'created_at',
  }[sort];
  const order = sort === 'year' ? sql.ref(column) : dialect.byBytes(column);
  const rows = await found
    .select(['id', 'cite_key', 'label', 'title', 'container', 'year', 'doi_key'])
    // Works without a year come last, whichever way the years run.
    .$if(sort === 'year', (query) => query.orderBy(sql`case when year is null then 1 else 0 end`))
    .orderBy(sql`${order} ${sql.raw(direction)}`)
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  const studies = await studiesOf(
    db,
    rows.map(({ id }) => id),
  );
  const lines = rows.map((row) => ({
    id: row.id,
    citeKey: row.cite_key,
    label: row.label,
    title: row.title,
    container: row.container,
    year: row.year,
    doi: row.doi_key,
    studyId: studies.get(row.id) ?? null,
  }));
  return { lines, total };
}

/** Punctuation on its own finds nothing and hides nothing. */
function searchWords(text: string): string[] {
  const words = text.toLowerCase().split(/\s+/).slice(0, 12);
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** A word as typed, for DOIs and cite keys, and as titles are normalised. */
function spellings(word: string): string[] {
  return [...new Set([word, normaliseTitle(word)])].filter(Boolean);
}

function containsText(text: string) {
  return sql<boolean>`search_text like ${`%${text.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;
}

async function studiesOf(db: Db, referenceIds: string[]): Promise<Map<string, string>> {
  if (referenceIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('report')
    .innerJoin('study', 'study.id', 'report.study_id')
    .select(['report.reference_id', 'study.id'])
    .where('report.reference_id', 'in', referenceIds)
    .where('study.removed_at', 'is', null)
    .execute();
  return new Map(rows.map(({ reference_id, id }) => [reference_id, id]));
}

/** What tells whether two records are the same work. */
export interface IdentityRow {
  id: string;
  label: string;
  doi: string | null;
  titleKey: string;
  year: number | null;
}

export async function listIdentities(db: Db, reviewId: string): Promise<IdentityRow[]> {
  const rows = await db
    .selectFrom('reference')
    .select(['id', 'label', 'doi_key', 'title_key', 'year'])
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .execute();
  return rows.map(({ id, label, doi_key, title_key, year }) => ({
    id,
    label,
    doi: doi_key,
    titleKey: title_key,
    year,
  }));
}

/** All references of a review in the order of their import, a few at a time. */
export async function* streamReferences(db: Db, reviewId: string, size = 500): AsyncGenerator<Reference> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('reference')
      .selectAll()
      .where('review_id', '=', reviewId)
      .where('removed_at', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(size)
      .execute();
    if (rows.length === 0) return;
    for (const row of rows) yield toReference(row);
    after = rows[rows.length - 1].id;
  }
}

/** Id of a reference by cite key; of several the first imported. */
export async function referenceIdsByCiteKey(db: Db, reviewId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('reference')
    .select(['id', 'cite_key'])
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ id, cite_key }) => [cite_key, id]));
}

/** The references that report studies. */
export async function listReportReferences(db: Db, reviewId: string): Promise<Reference[]> {
  const reports = db
    .selectFrom('report')
    .innerJoin('study', 'study.id', 'report.study_id')
    .select('report.reference_id')
    .where('study.review_id', '=', reviewId)
    .where('study.removed_at', 'is', null);
  const rows = await db
    .selectFrom('reference')
    .selectAll()
    .where('id', 'in', reports)
    .orderBy('cite_key')
    .execute();
  return rows.map(toReference);
}

export async function setCitations(
  db: Db,
  citations: readonly { id: string; citation: string }[],
): Promise<void> {
  for (const { id, citation } of citations) {
    await db.updateTable('reference').set({ citation }).where('id', '=', id).execute();
  }
}

/** Takes the references of an import out again, but not those that report a study. Returns how many were removed. */
export async function removeBatchReferences(db: Db, batchId: string): Promise<number> {
  const coded = db
    .selectFrom('report')
    .innerJoin('study', 'study.id', 'report.study_id')
    .select('report.reference_id')
    .where('study.removed_at', 'is', null);
  const { numUpdatedRows } = await db
    .updateTable('reference')
    .set({ removed_at: now() })
    .where('batch_id', '=', batchId)
    .where('removed_at', 'is', null)
    .where('id', 'not in', coded)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function countReferences(db: Db, reviewId: string, batchId?: string): Promise<number> {
  let query = db
    .selectFrom('reference')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null);
  if (batchId) query = query.where('batch_id', '=', batchId);
  return (await query.executeTakeFirstOrThrow()).count;
}

function toReference(row: Selectable<ReferenceTable>): Versioned<Reference> {
  return {
    id: row.id,
    citeKey: row.cite_key,
    csl: JSON.parse(row.csl),
    raw: row.raw,
    rawFormat: row.raw_format,
    rawLine: row.raw_line,
    batchId: row.batch_id,
    label: row.label,
    citation: row.citation,
    version: row.version,
  };
}
