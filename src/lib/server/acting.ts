import type { Dialect } from '#db/dialect.ts';
import type { Db } from './store/db.ts';
import type { Review } from './store/reviews.ts';

/** Who acts, and on what database. The first argument of every use case that no review holds yet. */
export interface Acting {
  db: Db;
  dialect: Dialect;
  userId: string;
}

/** Who acts in which review. Access was checked before this was made. */
export interface ActingInReview extends Acting {
  review: Review;
}

/** Runs a use case's writes as one: all of them happen, or none. */
export function inTransaction<Result>(
  acting: ActingInReview,
  work: (acting: ActingInReview) => Promise<Result>,
): Promise<Result> {
  return acting.db.transaction().execute((trx) => work({ ...acting, db: trx }));
}
