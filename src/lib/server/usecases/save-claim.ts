import { CodebookIndex } from '#lib/core/codebook/codebook.ts';
import type { FieldTexts } from '#lib/core/coding/field-reader.ts';
import { readClaimFacts } from '#lib/core/coding/read-claim.ts';
import { inTransaction, type ActingInReview } from '../acting.ts';
import { newId } from '../new-id.ts';
import { insertClaims, requireClaim, updateClaim } from '../store/claims.ts';
import { loadCodebook } from '../store/codebooks.ts';
import { nextKey } from '../store/counters.ts';
import { recordChange } from '../store/history.ts';
import { requireStudy } from '../store/studies.ts';
import type { Saved } from './saved.ts';

/** The claim to change and the version it was read at; null for a new one. */
export type SavedRow = { id: string; version: number } | null;

/**
 * Saves a claim of a study, where it can be read whole.
 *
 * @throws StaleWriteError where the claim was changed since it was read; NotFoundError where claim or study are gone.
 */
export async function saveClaim(
  acting: ActingInReview,
  studyId: string,
  row: SavedRow,
  texts: FieldTexts,
): Promise<Saved> {
  const codebook = new CodebookIndex(await loadCodebook(acting.db, acting.review));
  const { facts, issues } = readClaimFacts(texts, codebook);
  if (!facts) return { saved: false, issues };
  return inTransaction(acting, async ({ db, review, userId }) => {
    await requireStudy(db, review.id, studyId);
    const before = row && (await requireClaim(db, review.id, row.id));
    const id = row?.id ?? newId();
    if (row) {
      await updateClaim(db, review.id, id, row.version, review.codebookVersion, facts);
    } else {
      const key = await nextKey(db, review.id, 'claim');
      await insertClaims(db, review.id, review.codebookVersion, [{ ...facts, id, key, study: studyId }]);
    }
    const after = await requireClaim(db, review.id, id);
    const verb = row ? 'change' : 'create';
    const change = { noun: 'claim', rowId: id, rowVersion: after.version, verb, before, after } as const;
    const changeId = await recordChange(db, { reviewId: review.id, userId, ...change });
    return { saved: true, id, version: after.version, changeId, issues };
  });
}
