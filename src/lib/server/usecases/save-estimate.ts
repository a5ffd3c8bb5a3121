import type { FieldTexts } from '#lib/core/coding/field-reader.ts';
import { readEstimateFacts } from '#lib/core/coding/read-estimate.ts';
import type { ActingInReview } from '../acting.ts';
import { insertEstimates, requireEstimate, updateEstimate } from '../store/estimates.ts';
import { saveRow, type SavedRow } from './save-row.ts';
import type { Saved } from './saved.ts';

/** Saves an estimate of a study, where it is possible at all; see saveRow. */
export function saveEstimate(
  acting: ActingInReview,
  studyId: string,
  row: SavedRow,
  texts: FieldTexts,
): Promise<Saved> {
  return saveRow(acting, studyId, row, {
    noun: 'estimate',
    read: (codebook) => readEstimateFacts(texts, codebook),
    require: requireEstimate,
    insert: (db, review, estimate) => insertEstimates(db, review.id, [estimate]),
    update: (db, review, { id, version }, facts) => updateEstimate(db, review.id, id, version, facts),
  });
}
