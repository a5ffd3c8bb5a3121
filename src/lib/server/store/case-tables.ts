import type { Selectable } from 'kysely';
import type { CaseTableTable } from '#db/schema.ts';
import type { CaseTable } from '#lib/core/coding/case-table.ts';
import type { Anchors } from '#lib/core/stats/sets/calibrate.ts';
import { now } from '../new-id.ts';
import { ConceptIds } from './codebooks.ts';
import { inChunks, NotFoundError, StaleWriteError, type Db, type Versioned } from './db.ts';

export async function insertCaseTables(
  db: Db,
  reviewId: string,
  tables: readonly CaseTable[],
): Promise<void> {
  const concepts = await ConceptIds.load(db, reviewId);
  const at = now();
  for (const table of tables) {
    const row = {
      id: table.id,
      review_id: reviewId,
      key: table.key,
      ...toColumns(table, concepts),
      created_at: at,
      updated_at: at,
      removed_at: null,
    };
    await db.insertInto('case_table').values(row).execute();
    await insertParts(db, table, concepts);
  }
}

/** @throws StaleWriteError where the table was changed since `version`. */
export async function updateCaseTable(
  db: Db,
  reviewId: string,
  version: number,
  table: CaseTable,
): Promise<void> {
  const { id } = table;
  const concepts = await ConceptIds.load(db, reviewId);
  const { numUpdatedRows } = await db
    .updateTable('case_table')
    .set({ ...toColumns(table, concepts), version: version + 1, updated_at: now() })
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('version', '=', version)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new StaleWriteError(await requireCaseTable(db, reviewId, id));
  await db.deleteFrom('case_condition').where('table_id', '=', id).execute();
  await db.deleteFrom('case_row').where('table_id', '=', id).execute();
  await insertParts(db, table, concepts);
}

/** The case tables of a review, in the order of their keys. */
export async function listCaseTables(db: Db, reviewId: string): Promise<Versioned<CaseTable>[]> {
  const rows = await db
    .selectFrom('case_table')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .orderBy('key')
    .execute();
  return withParts(db, reviewId, rows);
}

/** @throws NotFoundError */
export async function requireCaseTable(db: Db, reviewId: string, id: string): Promise<Versioned<CaseTable>> {
  const row = await db
    .selectFrom('case_table')
    .selectAll()
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new NotFoundError('case table');
  return (await withParts(db, reviewId, [row]))[0];
}

/** Keys of all tables, removed ones too: a key is never given twice. */
export async function caseTableKeys(db: Db, reviewId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('case_table').select('key').where('review_id', '=', reviewId).execute();
  return new Set(rows.map(({ key }) => key));
}

export async function countCaseTables(db: Db, reviewId: string): Promise<number> {
  const { count } = await db
    .selectFrom('case_table')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function insertParts(
  db: Db,
  { id, conditions, cases }: CaseTable,
  concepts: ConceptIds,
): Promise<void> {
  const conditionRows = conditions.map(({ concept, expected, anchors }, position) => ({
    table_id: id,
    factor_id: concepts.idOf('factor', concept),
    position,
    expected,
    ...toAnchorColumns(anchors),
  }));
  const caseRows = cases.map((one, position) => ({
    table_id: id,
    position,
    name: one.name,
    study_id: one.study,
    outcome: one.outcome,
    conditions: JSON.stringify(one.conditions),
  }));
  for (const chunk of inChunks(conditionRows)) await db.insertInto('case_condition').values(chunk).execute();
  for (const chunk of inChunks(caseRows)) await db.insertInto('case_row').values(chunk).execute();
}

async function withParts(
  db: Db,
  reviewId: string,
  rows: Selectable<CaseTableTable>[],
): Promise<Versioned<CaseTable>[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const conditions = await db
    .selectFrom('case_condition')
    .selectAll()
    .where('table_id', 'in', ids)
    .orderBy('position')
    .execute();
  // A study that was taken out of the review is no longer where a case comes from, until it is brought back.
  const cases = await db
    .selectFrom('case_row')
    .leftJoin('study', (join) =>
      join.onRef('study.id', '=', 'case_row.study_id').on('study.removed_at', 'is', null),
    )
    .select(['table_id', 'name', 'study.id as study', 'outcome', 'conditions'])
    .where('table_id', 'in', ids)
    .orderBy('position')
    .execute();
  const conditionsOf = Map.groupBy(conditions, ({ table_id }) => table_id);
  const casesOf = Map.groupBy(cases, ({ table_id }) => table_id);
  const concepts = await ConceptIds.load(db, reviewId);
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    title: row.title,
    source: row.source,
    outcome: { concept: concepts.conceptOf(row.outcome_id).key, anchors: toAnchors(row) },
    conditions: (conditionsOf.get(row.id) ?? []).map((condition) => ({
      concept: concepts.conceptOf(condition.factor_id).key,
      anchors: toAnchors(condition),
      expected: condition.expected,
    })),
    inclusionCut: row.inclusion_cut,
    frequencyCut: row.frequency_cut,
    cases: (casesOf.get(row.id) ?? []).map(({ name, study, outcome, conditions: values }) => ({
      name,
      study,
      outcome,
      conditions: JSON.parse(values) as (number | null)[],
    })),
    version: row.version,
  }));
}

function toColumns({ title, source, outcome, inclusionCut, frequencyCut }: CaseTable, concepts: ConceptIds) {
  return {
    title,
    source,
    outcome_id: concepts.idOf('outcome', outcome.concept),
    ...toAnchorColumns(outcome.anchors),
    inclusion_cut: inclusionCut,
    frequency_cut: frequencyCut,
  };
}

function toAnchorColumns(anchors: Anchors | null) {
  return anchors ?? { exclusion: null, crossover: null, inclusion: null };
}

function toAnchors({ exclusion, crossover, inclusion }: { [Name in keyof Anchors]: number | null }) {
  return exclusion === null || crossover === null || inclusion === null
    ? null
    : { exclusion, crossover, inclusion };
}
