import type { FieldTexts } from '#lib/core/coding/field-reader.ts';
import { readClaimFacts } from '#lib/core/coding/read-claim.ts';
import type { ActingInReview } from '../acting.ts';
import { insertClaims, requireClaim, updateClaim } from '../store/claims.ts';
import { saveRow, type SavedRow } from './save-row.ts';
import type { Saved } from './saved.ts';

/** Saves a claim of a study; see saveRow. */
export function saveClaim(
  acting: ActingInReview,
  studyId: string,
  row: SavedRow,
  texts: FieldTexts,
): Promise<Saved> {
  return saveRow(acting, studyId, row, {
    noun: 'claim',
    read: (codebook) => readClaimFacts(texts, codebook),
    require: requireClaim,
    insert: (db, review, claim) => insertClaims(db, review.id, review.codebookVersion, [claim]),
    update: (db, review, { id, version }, facts) =>
      updateClaim(db, review.id, id, version, review.codebookVersion, facts),
  });
}
