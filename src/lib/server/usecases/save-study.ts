import { CodebookIndex } from '#lib/core/codebook/codebook.ts';
import type { FieldTexts } from '#lib/core/coding/field-reader.ts';
import { readStudyFacts } from '#lib/core/coding/read-study.ts';
import { hasErrors } from '#lib/core/issue.ts';
import { inTransaction, type ActingInReview } from '../acting.ts';
import { loadCodebook } from '../store/codebooks.ts';
import { requireStudy, updateStudy } from '../store/studies.ts';
import { noteSaved } from './note-saved.ts';
import type { Saved } from './saved.ts';

/** Saves the facts of a study, where they can be read whole. */
export async function saveStudy(
  acting: ActingInReview,
  id: string,
  version: number,
  texts: FieldTexts,
): Promise<Saved> {
  const codebook = new CodebookIndex(await loadCodebook(acting.db, acting.review));
  const { facts, issues } = readStudyFacts(texts, codebook);
  if (hasErrors(issues)) return { saved: false, issues };
  return inTransaction(acting, async (inReview) => {
    const { db, review } = inReview;
    const before = await requireStudy(db, review.id, id);
    await updateStudy(db, review.id, id, version, review.codebookVersion, facts);
    const after = await requireStudy(db, review.id, id);
    return noteSaved(inReview, { noun: 'study', before, after }, issues);
  });
}
