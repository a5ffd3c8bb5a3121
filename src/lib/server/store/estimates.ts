import type { Selectable } from 'kysely';
import type { EstimateTable } from '#db/schema.ts';
import type { Estimate, PValue } from '#lib/core/coding/estimate.ts';
import type { EstimateFacts } from '#lib/core/coding/read-estimate.ts';
import { now } from '../new-id.ts';
import { ConceptIds } from './codebooks.ts';
import { inChunks, NotFoundError, StaleWriteError, type Db, type Versioned } from './db.ts';

export type NewEstimate = EstimateFacts & { id: string; key: string; study: string };

export async function insertEstimates(
  db: Db,
  reviewId: string,
  estimates: readonly NewEstimate[],
): Promise<void> {
  const concepts = await ConceptIds.load(db, reviewId);
  const at = now();
  const rows = estimates.map((estimate) => ({
    id: estimate.id,
    review_id: reviewId,
    study_id: estimate.study,
    key: estimate.key,
    ...toColumns(estimate, concepts),
    created_at: at,
    updated_at: at,
    removed_at: null,
  }));
  for (const chunk of inChunks(rows)) await db.insertInto('estimate').values(chunk).execute();
}

/** @throws StaleWriteError where the estimate was changed since `version`. */
export async function updateEstimate(
  db: Db,
  reviewId: string,
  id: string,
  version: number,
  facts: EstimateFacts,
): Promise<void> {
  const concepts = await ConceptIds.load(db, reviewId);
  const { numUpdatedRows } = await db
    .updateTable('estimate')
    .set({ ...toColumns(facts, concepts), version: version + 1, updated_at: now() })
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('version', '=', version)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new StaleWriteError(await requireEstimate(db, reviewId, id));
}

/** The estimates of a review or of one study, without those of studies that were removed. */
export async function listEstimates(
  db: Db,
  reviewId: string,
  studyId?: string,
): Promise<Versioned<Estimate>[]> {
  let query = db
    .selectFrom('estimate')
    .innerJoin('study', 'study.id', 'estimate.study_id')
    .selectAll('estimate')
    .where('estimate.review_id', '=', reviewId)
    .where('estimate.removed_at', 'is', null)
    .where('study.removed_at', 'is', null)
    .orderBy('estimate.created_at')
    .orderBy('estimate.key');
  if (studyId) query = query.where('estimate.study_id', '=', studyId);
  const concepts = await ConceptIds.load(db, reviewId);
  return (await query.execute()).map((row) => toEstimate(row, concepts));
}

/** @throws NotFoundError */
export async function requireEstimate(db: Db, reviewId: string, id: string): Promise<Versioned<Estimate>> {
  const row = await db
    .selectFrom('estimate')
    .selectAll()
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new NotFoundError('estimate');
  return toEstimate(row, await ConceptIds.load(db, reviewId));
}

export async function estimateKeys(db: Db, reviewId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('estimate').select('key').where('review_id', '=', reviewId).execute();
  return new Set(rows.map(({ key }) => key));
}

function toEstimate(row: Selectable<EstimateTable>, concepts: ConceptIds): Versioned<Estimate> {
  return {
    id: row.id,
    key: row.key,
    study: row.study_id,
    a: concepts.conceptOf(row.a_concept_id),
    b: concepts.conceptOf(row.b_concept_id),
    type: row.type,
    value: row.value,
    n: row.n,
    nUnit: row.n_unit,
    ciLow: row.ci_low,
    ciHigh: row.ci_high,
    p:
      row.p_value === null || row.p_relation === null
        ? null
        : { relation: row.p_relation as PValue['relation'], value: row.p_value },
    adjusted: row.adjusted,
    sameSource: row.same_source,
    locator: row.locator,
    sourceUrl: row.source_url,
    note: row.note,
    version: row.version,
  };
}

function toColumns(facts: EstimateFacts, concepts: ConceptIds) {
  return {
    a_concept_id: concepts.idOf(facts.a.kind, facts.a.key),
    b_concept_id: concepts.idOf(facts.b.kind, facts.b.key),
    type: facts.type,
    value: facts.value,
    n: facts.n,
    n_unit: facts.nUnit,
    ci_low: facts.ciLow,
    ci_high: facts.ciHigh,
    p_relation: facts.p?.relation ?? null,
    p_value: facts.p?.value ?? null,
    adjusted: facts.adjusted,
    same_source: facts.sameSource,
    locator: facts.locator,
    source_url: facts.sourceUrl,
    note: facts.note,
  };
}
