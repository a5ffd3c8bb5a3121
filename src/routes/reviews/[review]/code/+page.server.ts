import { requireReview } from '#lib/server/access.ts';
import { listClaims } from '#lib/server/store/claims.ts';
import { listEstimates } from '#lib/server/store/estimates.ts';
import { countReferences } from '#lib/server/store/references.ts';
import { listStudies } from '#lib/server/store/studies.ts';
import { loadCodebook } from '#lib/server/store/codebooks.ts';

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  const claims = Map.groupBy(await listClaims(db, review.id), ({ study }) => study);
  const estimates = Map.groupBy(await listEstimates(db, review.id), ({ study }) => study);
  const { lists } = await loadCodebook(db, review);
  const designs = new Map(lists.designs.map(({ key, label }) => [key, label]));
  const units = new Map(lists.units.map(({ key, label }) => [key, label.toLowerCase()]));
  const studies = await listStudies(db, review.id);
  return {
    references: await countReferences(db, review.id),
    studies: studies.map(({ id, label, design, tier, n, nUnit }) => ({
      id,
      label,
      design: design && (designs.get(design) ?? design),
      tier,
      n,
      nUnit: nUnit && (units.get(nUnit) ?? nUnit),
      claims: claims.get(id)?.length ?? 0,
      estimates: estimates.get(id)?.length ?? 0,
    })),
  };
}
