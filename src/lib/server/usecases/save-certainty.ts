import { CodebookIndex } from '#lib/core/codebook/codebook.ts';
import type { FieldTexts } from '#lib/core/coding/field-reader.ts';
import { readCertaintyFacts, type CertaintyFacts } from '#lib/core/coding/read-certainty.ts';
import { inTransaction, type ActingInReview } from '../acting.ts';
import { newId, now } from '../new-id.ts';
import {
  findGradeJudgement,
  insertCertainty,
  requireCertainty,
  updateCertainty,
  type DecidedDomain,
} from '../store/certainty.ts';
import { loadCodebook } from '../store/codebooks.ts';
import { nextKey } from '../store/counters.ts';
import { StaleWriteError } from '../store/db.ts';
import { listStudies } from '../store/studies.ts';
import { noteSaved } from './note-saved.ts';
import type { SavedRow } from './save-row.ts';
import type { Saved } from './saved.ts';

/**
 * Saves a judgement of certainty, where it can be read whole, and notes the change in the history. A domain keeps who
 * decided it and when, unless its rating or its reason changed.
 *
 * @throws StaleWriteError where the judgement was changed since it was read, or somebody else judged the same body of
 *   evidence first; NotFoundError where it is gone.
 */
export function saveCertainty(acting: ActingInReview, row: SavedRow, texts: FieldTexts): Promise<Saved> {
  return inTransaction(acting, async (inReview) => {
    const { db, review, userId } = inReview;
    const before = row && (await requireCertainty(db, review.id, row.id));
    const studies = new Map((await listStudies(db, review.id)).map(({ key, id }) => [key, id]));
    const codebook = new CodebookIndex(await loadCodebook(db, review));
    // What is judged stays what it was; only how it is judged changes.
    const given = before
      ? { ...texts, approach: before.approach, ...(before.approach === 'grade' ? pairOf(before) : {}) }
      : texts;
    const { facts, issues } = readCertaintyFacts(given, codebook, new Set(studies.keys()));
    if (!facts) return { saved: false, issues };
    const id = row?.id ?? newId();
    const judgement = {
      ...facts,
      studies: facts.studies.map((key) => studies.get(key)!),
      domains: decide(facts, before?.domains ?? [], userId),
      id,
    };
    if (row && before) await updateCertainty(db, review.id, row.version, { ...judgement, key: before.key });
    else {
      const first =
        facts.approach === 'grade' && (await findGradeJudgement(db, review.id, facts.factor, facts.outcome));
      if (first) throw new StaleWriteError(first);
      const key = await nextKey(db, review.id, 'certainty_judgement');
      await insertCertainty(db, review.id, [{ ...judgement, key }]);
    }
    const after = await requireCertainty(db, review.id, id);
    return noteSaved(inReview, { noun: 'certainty_judgement', before, after }, issues);
  });
}

function pairOf({ factor, outcome }: { factor: string; outcome: string | null }): FieldTexts {
  return { factor, outcome: outcome ?? '' };
}

/** The domains with who decided them and when: those that are as before keep theirs. */
export function decide(
  { domains }: Pick<CertaintyFacts, 'domains'>,
  before: readonly DecidedDomain[],
  userId: string,
): DecidedDomain[] {
  const decidedAt = now();
  return domains.map((facts) => {
    const same = before.find(
      ({ domain, rating, reason }) =>
        domain === facts.domain && rating === facts.rating && reason === facts.reason,
    );
    return same ?? { ...facts, userId, decidedAt };
  });
}
