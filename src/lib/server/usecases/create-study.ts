import type { CslItem } from '#lib/core/references/csl.ts';
import type { Study } from '#lib/core/coding/study.ts';
import { inTransaction, type ActingInReview } from '../acting.ts';
import { newId } from '../new-id.ts';
import { recordChange } from '../store/history.ts';
import { requireReference, setCitations } from '../store/references.ts';
import { insertStudies, requireStudy, studyIdsByKey, studyIdsByReference } from '../store/studies.ts';

/** Formats citations as plain text, in the order given. */
export type Cite = (items: CslItem[]) => Promise<string[]>;

/** Makes a study of a reference, or finds the one that it reports already. */
export async function createStudy(acting: ActingInReview, referenceId: string, cite: Cite): Promise<Study> {
  const { csl } = await requireReference(acting.db, acting.review.id, referenceId);
  // Before the transaction: formatting is slow, and a transaction keeps others waiting.
  const [citation] = await cite([csl]);
  return inTransaction(acting, async ({ db, review, userId }) => {
    const reference = await requireReference(db, review.id, referenceId);
    const existing = (await studyIdsByReference(db, review.id)).get(referenceId);
    if (existing) return requireStudy(db, review.id, existing);
    const id = newId();
    const key = freeKey(reference.citeKey, await studyIdsByKey(db, review.id));
    await insertStudies(db, review.id, review.codebookVersion, [
      { ...emptyFacts, id, key, label: reference.label, references: [referenceId] },
    ]);
    await setCitations(db, [{ id: referenceId, citation }]);
    const study = await requireStudy(db, review.id, id);
    const change = {
      noun: 'study',
      rowId: id,
      rowVersion: 1,
      verb: 'create',
      before: null,
      after: study,
    } as const;
    await recordChange(db, { reviewId: review.id, userId, ...change });
    return study;
  });
}

const emptyFacts = {
  design: null,
  tier: null,
  n: null,
  nUnit: null,
  forms: [],
  motives: [],
  stages: [],
  linkage: [],
  sectors: [],
  countries: [],
  setting: null,
  note: '',
};

function freeKey(citeKey: string, taken: Map<string, string>): string {
  const wanted = citeKey || 'study';
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number++;
  return `${wanted}-${number}`;
}
