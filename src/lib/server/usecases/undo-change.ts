import type { CaseTable } from '#lib/core/coding/case-table.ts';
import type { Claim } from '#lib/core/coding/claim.ts';
import type { Estimate } from '#lib/core/coding/estimate.ts';
import type { Study } from '#lib/core/coding/study.ts';
import { inTransaction, type ActingInReview } from '../acting.ts';
import { requireCaseTable, updateCaseTable } from '../store/case-tables.ts';
import {
  findGradeJudgement,
  requireCertainty,
  updateCertainty,
  type DecidedCertainty,
} from '../store/certainty.ts';
import { requireClaim, updateClaim } from '../store/claims.ts';
import { NotFoundError, StaleWriteError, type Db } from '../store/db.ts';
import { requireEstimate, updateEstimate } from '../store/estimates.ts';
import { findChange, recordChange, type Change } from '../store/history.ts';
import { setRemoved, type RemovableTable } from '../store/removal.ts';
import type { Review } from '../store/reviews.ts';
import { requireStudy, updateStudy } from '../store/studies.ts';

/** How each kind of row is read and written back. */
const rows = {
  study: {
    require: requireStudy,
    write: (db: Db, reviewId: string, version: number, codebook: number, facts: Study) =>
      updateStudy(db, reviewId, facts.id, version, codebook, facts),
  },
  claim: {
    require: requireClaim,
    write: (db: Db, reviewId: string, version: number, codebook: number, facts: Claim) =>
      updateClaim(db, reviewId, facts.id, version, codebook, facts),
  },
  estimate: {
    require: requireEstimate,
    write: (db: Db, reviewId: string, version: number, _codebook: number, facts: Estimate) =>
      updateEstimate(db, reviewId, facts.id, version, facts),
  },
  certainty_judgement: {
    require: requireCertainty,
    write: (db: Db, reviewId: string, version: number, _codebook: number, facts: DecidedCertainty) =>
      updateCertainty(db, reviewId, version, facts),
  },
  case_table: {
    require: requireCaseTable,
    write: (db: Db, reviewId: string, version: number, _codebook: number, facts: CaseTable) =>
      updateCaseTable(db, reviewId, version, facts),
  },
} as const;

/**
 * Takes one change back: what was made is removed, what was removed comes back, what was changed becomes what it was. The
 * undo is a change of its own, which can be taken back too.
 *
 * @throws StaleWriteError where the row was changed again since; NotFoundError where nothing can be taken back.
 */
export function undoChange(acting: ActingInReview, changeId: number): Promise<void> {
  return inTransaction(acting, async ({ db, review, userId }) => {
    const change = await findChange(db, review.id, changeId);
    if (!(change.noun in rows)) throw new NotFoundError('change that can be undone');
    const noun = change.noun as RemovableTable;
    if (change.verb === 'change') {
      await writeBack(db, review, noun, change);
    } else {
      if (noun === 'certainty_judgement' && change.verb === 'remove') await refuseSecond(db, review, change);
      const where = { reviewId: review.id, id: change.rowId, version: change.rowVersion };
      const done = await setRemoved(db, noun, where, change.verb !== 'remove');
      if (!done)
        throw new StaleWriteError(await rows[noun].require(db, review.id, change.rowId).catch(() => null));
    }
    await recordChange(db, {
      reviewId: review.id,
      userId,
      noun,
      rowId: change.rowId,
      rowVersion: change.rowVersion + 1,
      verb: undoingVerb[change.verb],
      before: change.after,
      after: change.before,
      undoes: changeId,
    });
  });
}

/** What taking a change back amounts to. */
const undoingVerb = { create: 'remove', change: 'change', remove: 'restore', restore: 'remove' } as const;

async function writeBack(db: Db, review: Review, noun: RemovableTable, change: Change): Promise<void> {
  const { write } = rows[noun];
  await write(
    db,
    review.id,
    change.rowVersion,
    review.codebookVersion,
    change.before as Study & Claim & Estimate & DecidedCertainty & CaseTable,
  );
}

/** A body of evidence has one judgement: one that was removed can't come back beside its successor. */
async function refuseSecond(db: Db, review: Review, change: Change): Promise<void> {
  const { approach, factor, outcome } = change.before as DecidedCertainty;
  const successor = approach === 'grade' && (await findGradeJudgement(db, review.id, factor, outcome));
  if (successor) throw new StaleWriteError(successor);
}
