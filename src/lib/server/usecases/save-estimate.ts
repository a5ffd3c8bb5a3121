import { CodebookIndex } from '#lib/core/codebook/codebook.ts';
import type { FieldTexts } from '#lib/core/coding/field-reader.ts';
import { readEstimateFacts } from '#lib/core/coding/read-estimate.ts';
import { inTransaction, type ActingInReview } from '../acting.ts';
import { newId } from '../new-id.ts';
import { loadCodebook } from '../store/codebooks.ts';
import { nextKey } from '../store/counters.ts';
import { insertEstimates, requireEstimate, updateEstimate } from '../store/estimates.ts';
import { recordChange } from '../store/history.ts';
import { requireStudy } from '../store/studies.ts';
import type { SavedRow } from './save-claim.ts';
import type { Saved } from './saved.ts';

/** Saves an estimate of a study, where it can be read whole and is possible at all. */
export async function saveEstimate(
  acting: ActingInReview,
  studyId: string,
  row: SavedRow,
  texts: FieldTexts,
): Promise<Saved> {
  const codebook = new CodebookIndex(await loadCodebook(acting.db, acting.review));
  const { facts, issues } = readEstimateFacts(texts, codebook);
  if (!facts) return { saved: false, issues };
  return inTransaction(acting, async ({ db, review, userId }) => {
    await requireStudy(db, review.id, studyId);
    const before = row && (await requireEstimate(db, review.id, row.id));
    const id = row?.id ?? newId();
    if (row) {
      await updateEstimate(db, review.id, id, row.version, facts);
    } else {
      const key = await nextKey(db, review.id, 'estimate');
      await insertEstimates(db, review.id, [{ ...facts, id, key, study: studyId }]);
    }
    const after = await requireEstimate(db, review.id, id);
    const verb = row ? 'change' : 'create';
    const change = { noun: 'estimate', rowId: id, rowVersion: after.version, verb, before, after } as const;
    const changeId = await recordChange(db, { reviewId: review.id, userId, ...change });
    return { saved: true, id, version: after.version, changeId, issues };
  });
}
