import type { Selectable } from 'kysely';
import type { ClaimTable } from '#db/schema.ts';
import type { Claim, Direction, FactorPole } from '#lib/core/coding/claim.ts';
import type { FlagAnswers } from '#lib/core/coding/flag-names.ts';
import type { ClaimFacts } from '#lib/core/coding/read-claim.ts';
import { now } from '../new-id.ts';
import { ConceptIds } from './codebooks.ts';
import { inChunks, NotFoundError, StaleWriteError, type Db, type Versioned } from './db.ts';

export type NewClaim = ClaimFacts & { id: string; key: string; study: string };

export async function insertClaims(
  db: Db,
  reviewId: string,
  codebookVersion: number,
  claims: readonly NewClaim[],
): Promise<void> {
  const concepts = await ConceptIds.load(db, reviewId);
  const at = now();
  const rows = claims.map((claim) => ({
    id: claim.id,
    review_id: reviewId,
    study_id: claim.study,
    key: claim.key,
    ...toColumns(claim, concepts),
    codebook_version: codebookVersion,
    created_at: at,
    updated_at: at,
    removed_at: null,
  }));
  for (const chunk of inChunks(rows)) await db.insertInto('claim').values(chunk).execute();
  await insertStagesAndFlags(db, claims);
}

/** @throws StaleWriteError where the claim was changed since `version`. */
export async function updateClaim(
  db: Db,
  reviewId: string,
  id: string,
  version: number,
  codebookVersion: number,
  facts: ClaimFacts,
): Promise<void> {
  const concepts = await ConceptIds.load(db, reviewId);
  const { numUpdatedRows } = await db
    .updateTable('claim')
    .set({
      ...toColumns(facts, concepts),
      codebook_version: codebookVersion,
      version: version + 1,
      updated_at: now(),
    })
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('version', '=', version)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new StaleWriteError(await requireClaim(db, reviewId, id));
  await db.deleteFrom('claim_stage').where('claim_id', '=', id).execute();
  await db.deleteFrom('claim_flag').where('claim_id', '=', id).execute();
  await insertStagesAndFlags(db, [{ id, ...facts }]);
}

/** The claims of a review or of one study, without those of studies that were removed. */
export async function listClaims(db: Db, reviewId: string, studyId?: string): Promise<Versioned<Claim>[]> {
  let query = db
    .selectFrom('claim')
    .innerJoin('study', 'study.id', 'claim.study_id')
    .selectAll('claim')
    .where('claim.review_id', '=', reviewId)
    .where('claim.removed_at', 'is', null)
    .where('study.removed_at', 'is', null)
    .orderBy('claim.created_at')
    .orderBy('claim.key');
  if (studyId) query = query.where('claim.study_id', '=', studyId);
  return withStagesAndFlags(db, reviewId, await query.execute(), studyId);
}

/** @throws NotFoundError */
export async function requireClaim(db: Db, reviewId: string, id: string): Promise<Versioned<Claim>> {
  const row = await db
    .selectFrom('claim')
    .selectAll()
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new NotFoundError('claim');
  return (await withStagesAndFlags(db, reviewId, [row], row.study_id))[0];
}

/** Keys of all claims, removed ones too, with their ids. */
export async function claimIdsByKey(db: Db, reviewId: string): Promise<Map<string, string>> {
  const rows = await db.selectFrom('claim').select(['id', 'key']).where('review_id', '=', reviewId).execute();
  return new Map(rows.map(({ id, key }) => [key, id]));
}

async function insertStagesAndFlags(
  db: Db,
  claims: readonly Pick<Claim, 'id' | 'stages' | 'flags'>[],
): Promise<void> {
  const stages = claims.flatMap(({ id, stages }) =>
    stages.map((code, position) => ({ claim_id: id, code, position })),
  );
  const flags = claims.flatMap(({ id, flags }) =>
    Object.entries(flags).map(([flag, answer]) => ({ claim_id: id, flag, answer })),
  );
  for (const chunk of inChunks(stages)) await db.insertInto('claim_stage').values(chunk).execute();
  for (const chunk of inChunks(flags)) await db.insertInto('claim_flag').values(chunk).execute();
}

async function withStagesAndFlags(
  db: Db,
  reviewId: string,
  rows: Selectable<ClaimTable>[],
  studyId?: string,
): Promise<Versioned<Claim>[]> {
  let ids = db.selectFrom('claim').select('id').where('review_id', '=', reviewId);
  if (studyId) ids = ids.where('study_id', '=', studyId);
  const stages = await db
    .selectFrom('claim_stage')
    .selectAll()
    .where('claim_id', 'in', ids)
    .orderBy('position')
    .execute();
  const flags = await db.selectFrom('claim_flag').selectAll().where('claim_id', 'in', ids).execute();
  const stagesOf = Map.groupBy(stages, ({ claim_id }) => claim_id);
  const flagsOf = Map.groupBy(flags, ({ claim_id }) => claim_id);
  const concepts = await ConceptIds.load(db, reviewId);
  const key = (id: string | null) => (id === null ? null : concepts.conceptOf(id).key);
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    study: row.study_id,
    factor: concepts.conceptOf(row.factor_id).key,
    outcome: key(row.outcome_id),
    targetFactor: key(row.target_factor_id),
    direction: row.direction as Direction,
    factorPole: row.factor_pole as FactorPole,
    strength: row.strength,
    attribution: row.attribution,
    source: row.source,
    sameSource: row.same_source,
    locus: row.locus,
    style: row.style,
    stages: (stagesOf.get(row.id) ?? []).map(({ code }) => code),
    setting: row.setting,
    mechanism: row.mechanism,
    finding: row.finding,
    findingIs: row.finding_is,
    locator: row.locator,
    sourceUrl: row.source_url,
    note: row.note,
    flags: Object.fromEntries(
      (flagsOf.get(row.id) ?? []).map(({ flag, answer }) => [flag, answer]),
    ) as FlagAnswers,
    version: row.version,
  }));
}

function toColumns(facts: ClaimFacts, concepts: ConceptIds) {
  return {
    factor_id: concepts.idOf('factor', facts.factor),
    outcome_id: facts.outcome === null ? null : concepts.idOf('outcome', facts.outcome),
    target_factor_id: facts.targetFactor === null ? null : concepts.idOf('factor', facts.targetFactor),
    direction: facts.direction,
    factor_pole: facts.factorPole,
    strength: facts.strength,
    attribution: facts.attribution,
    source: facts.source,
    same_source: facts.sameSource,
    locus: facts.locus,
    style: facts.style,
    setting: facts.setting,
    mechanism: facts.mechanism,
    finding: facts.finding,
    finding_is: facts.findingIs,
    locator: facts.locator,
    source_url: facts.sourceUrl,
    note: facts.note,
  };
}
