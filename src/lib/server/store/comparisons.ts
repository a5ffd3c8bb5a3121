import type { Comparison } from '#lib/core/coding/comparison.ts';
import { now } from '../new-id.ts';
import { ConceptIds } from './codebooks.ts';
import { inChunks, type Db, type Versioned } from './db.ts';

export async function insertComparisons(
  db: Db,
  reviewId: string,
  comparisons: readonly Comparison[],
): Promise<void> {
  const concepts = await ConceptIds.load(db, reviewId);
  const at = now();
  const rows = comparisons.map((comparison) => ({
    id: comparison.id,
    review_id: reviewId,
    study_id: comparison.study,
    key: comparison.key,
    outcome_id: concepts.idOf('outcome', comparison.outcome),
    focal_factor_id: concepts.idOf('factor', comparison.focalFactor),
    verdict: comparison.verdict,
    note: comparison.note,
    created_at: at,
    updated_at: at,
    removed_at: null,
  }));
  const rivals = comparisons.flatMap(({ id, rivals }) =>
    rivals.map((key, position) => ({ comparison_id: id, factor_id: concepts.idOf('factor', key), position })),
  );
  const claims = comparisons.flatMap(({ id, claims }) =>
    claims.map((claim_id, position) => ({ comparison_id: id, claim_id, position })),
  );
  for (const chunk of inChunks(rows)) await db.insertInto('comparison').values(chunk).execute();
  for (const chunk of inChunks(rivals)) await db.insertInto('comparison_rival').values(chunk).execute();
  for (const chunk of inChunks(claims)) await db.insertInto('comparison_claim').values(chunk).execute();
}

/** The comparisons of a review, without those of studies that were removed. */
export async function listComparisons(db: Db, reviewId: string): Promise<Versioned<Comparison>[]> {
  const rows = await db
    .selectFrom('comparison')
    .innerJoin('study', 'study.id', 'comparison.study_id')
    .selectAll('comparison')
    .where('comparison.review_id', '=', reviewId)
    .where('comparison.removed_at', 'is', null)
    .where('study.removed_at', 'is', null)
    .orderBy('comparison.key')
    .execute();
  const ids = db.selectFrom('comparison').select('id').where('review_id', '=', reviewId);
  const rivals = await db
    .selectFrom('comparison_rival')
    .selectAll()
    .where('comparison_id', 'in', ids)
    .orderBy('position')
    .execute();
  const claims = await db
    .selectFrom('comparison_claim')
    .selectAll()
    .where('comparison_id', 'in', ids)
    .orderBy('position')
    .execute();
  const rivalsOf = Map.groupBy(rivals, ({ comparison_id }) => comparison_id);
  const claimsOf = Map.groupBy(claims, ({ comparison_id }) => comparison_id);
  const concepts = await ConceptIds.load(db, reviewId);
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    study: row.study_id,
    outcome: concepts.conceptOf(row.outcome_id).key,
    focalFactor: concepts.conceptOf(row.focal_factor_id).key,
    rivals: (rivalsOf.get(row.id) ?? []).map(({ factor_id }) => concepts.conceptOf(factor_id).key),
    verdict: row.verdict,
    claims: (claimsOf.get(row.id) ?? []).map(({ claim_id }) => claim_id),
    note: row.note,
    version: row.version,
  }));
}

/** What a comparison says, to recognise one that is there already: comparisons have no short names. */
export function comparisonSignature({
  study,
  outcome,
  focalFactor,
  rivals,
  verdict,
}: Omit<Comparison, 'id' | 'key'>): string {
  return JSON.stringify([study, outcome, focalFactor, [...rivals].sort(), verdict]);
}
