import { error, isHttpError } from '@sveltejs/kit';
import { NotFoundError, StaleWriteError } from '../store/db.ts';

/** Turns what stores and use cases throw into answers: 404 for what is not there, 409 for what was changed meanwhile. */
export async function answerKnownErrors<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (thrown) {
    if (isHttpError(thrown)) throw thrown;
    if (thrown instanceof NotFoundError) error(404, thrown.message);
    if (thrown instanceof StaleWriteError) error(409, thrown.message);
    throw thrown;
  }
}
