import type { Selectable } from 'kysely';
import type { StudyCodeTable, StudyTable } from '#db/schema.ts';
import type { StudyFacts } from '#lib/core/coding/read-study.ts';
import type { Study } from '#lib/core/coding/study.ts';
import { now } from '../new-id.ts';
import { inChunks, NotFoundError, StaleWriteError, type Db, type Versioned } from './db.ts';

type CodeField = StudyCodeTable['field'];
const codeFields: CodeField[] = ['forms', 'motives', 'stages', 'linkage', 'sectors', 'countries'];

export type NewStudy = StudyFacts & { id: string; key: string; references: string[] };

export async function insertStudies(
  db: Db,
  reviewId: string,
  codebookVersion: number,
  studies: readonly NewStudy[],
): Promise<void> {
  const at = now();
  const rows = studies.map((study) => ({
    id: study.id,
    review_id: reviewId,
    key: study.key,
    ...toColumns(study),
    codebook_version: codebookVersion,
    created_at: at,
    updated_at: at,
    removed_at: null,
  }));
  for (const chunk of inChunks(rows)) await db.insertInto('study').values(chunk).execute();
  for (const chunk of inChunks(studies.flatMap((study) => codeRows(study.id, study)))) {
    await db.insertInto('study_code').values(chunk).execute();
  }
  const reports = studies.flatMap(({ id, references }) =>
    references.map((reference_id, position) => ({ study_id: id, reference_id, position })),
  );
  for (const chunk of inChunks(reports)) await db.insertInto('report').values(chunk).execute();
}

/** @throws StaleWriteError where the study was changed since `version`. */
export async function updateStudy(
  db: Db,
  reviewId: string,
  id: string,
  version: number,
  codebookVersion: number,
  facts: StudyFacts,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('study')
    .set({ ...toColumns(facts), codebook_version: codebookVersion, version: version + 1, updated_at: now() })
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('version', '=', version)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new StaleWriteError(await requireStudy(db, reviewId, id));
  await db.deleteFrom('study_code').where('study_id', '=', id).execute();
  const codes = codeRows(id, facts);
  if (codes.length > 0) await db.insertInto('study_code').values(codes).execute();
}

export async function listStudies(db: Db, reviewId: string): Promise<Versioned<Study>[]> {
  const rows = await db
    .selectFrom('study')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('key')
    .execute();
  return withCodesAndReports(db, reviewId, rows);
}

/** @throws NotFoundError */
export async function requireStudy(db: Db, reviewId: string, id: string): Promise<Versioned<Study>> {
  const row = await db
    .selectFrom('study')
    .selectAll()
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new NotFoundError('study');
  return (await withCodesAndReports(db, reviewId, [row]))[0];
}

/** Keys of all studies, removed ones too, with their ids: a key is never given twice. */
export async function studyIdsByKey(db: Db, reviewId: string): Promise<Map<string, string>> {
  const rows = await db.selectFrom('study').select(['id', 'key']).where('review_id', '=', reviewId).execute();
  return new Map(rows.map(({ id, key }) => [key, id]));
}

/** The studies that references report: reference id → study id. */
export async function studyIdsByReference(db: Db, reviewId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('report')
    .innerJoin('study', 'study.id', 'report.study_id')
    .select(['report.reference_id', 'study.id'])
    .where('study.review_id', '=', reviewId)
    .where('study.removed_at', 'is', null)
    .execute();
  return new Map(rows.map(({ reference_id, id }) => [reference_id, id]));
}

async function withCodesAndReports(
  db: Db,
  reviewId: string,
  rows: Selectable<StudyTable>[],
): Promise<Versioned<Study>[]> {
  let codes = db.selectFrom('study_code').selectAll('study_code').orderBy('position');
  let reports = db.selectFrom('report').selectAll('report').orderBy('position');
  const [only] = rows;
  if (rows.length === 1) {
    codes = codes.where('study_id', '=', only.id);
    reports = reports.where('study_id', '=', only.id);
  } else {
    const ids = db.selectFrom('study').select('id').where('review_id', '=', reviewId);
    codes = codes.where('study_id', 'in', ids);
    reports = reports.where('study_id', 'in', ids);
  }
  const codesOf = Map.groupBy(await codes.execute(), ({ study_id }) => study_id);
  const reportsOf = Map.groupBy(await reports.execute(), ({ study_id }) => study_id);
  return rows.map((row) => {
    const values = (field: CodeField) =>
      (codesOf.get(row.id) ?? []).filter((code) => code.field === field).map(({ code }) => code);
    return {
      id: row.id,
      key: row.key,
      label: row.label,
      design: row.design,
      tier: row.tier,
      n: row.n,
      nUnit: row.n_unit,
      forms: values('forms'),
      motives: values('motives'),
      stages: values('stages'),
      linkage: values('linkage'),
      sectors: values('sectors'),
      countries: values('countries'),
      setting: row.setting,
      note: row.note,
      references: (reportsOf.get(row.id) ?? []).map(({ reference_id }) => reference_id),
      version: row.version,
    };
  });
}

function toColumns({ label, design, tier, n, nUnit, setting, note }: StudyFacts) {
  return { label, design, tier, n, n_unit: nUnit, setting, note };
}

function codeRows(study_id: string, facts: StudyFacts) {
  return codeFields.flatMap((field) =>
    facts[field].map((code, position) => ({ study_id, field, code, position })),
  );
}
