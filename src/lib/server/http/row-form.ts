/** What the forms of coded rows have in common: how they are read, and how they are answered. */
import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { FieldTexts } from '#lib/core/coding/field-reader.ts';
import type { ActingInReview } from '../acting.ts';
import { StaleWriteError, type Versioned } from '../store/db.ts';
import type { SavedRow } from '../usecases/save-row.ts';
import { undoChange } from '../usecases/undo-change.ts';
import { answerKnownErrors } from './answer-errors.ts';
import { readWhole } from './read-whole.ts';

/** Versions count from 1, so that a row never has this one. */
const noVersion = 0;

/** What a form sends: its fields, and which row at which version it was made from. */
export async function readRowForm({ request }: RequestEvent): Promise<{ texts: FieldTexts; row: SavedRow }> {
  const form = await request.formData();
  const texts: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === 'string') texts[name] = value;
  const { row_id: id, row_version: version, ...fields } = texts;
  return { texts: fields, row: id ? { id, version: readWhole(version) ?? noVersion } : null };
}

/**
 * Answers with what was saved, what is wrong beside which field, or what somebody else saved meanwhile.
 *
 * @param describe The row as it is now, for the form to show beside what was typed.
 */
export async function answerSave<Answer extends { saved: boolean }, Row extends object, Stale>(
  work: Promise<Answer>,
  describe: (current: Versioned<Row>) => Stale | Promise<Stale>,
) {
  try {
    const saved = await work;
    return saved.saved ? saved : fail(422, saved);
  } catch (thrown) {
    if (!(thrown instanceof StaleWriteError)) return answerKnownErrors(Promise.reject(thrown));
    return fail(409, { stale: await describe(thrown.current as Versioned<Row>) });
  }
}

/** Takes the change back that a form names. */
export async function answerUndo(acting: ActingInReview, event: RequestEvent) {
  const { texts } = await readRowForm(event);
  const changeId = readWhole(texts.change);
  if (changeId === null) error(400, 'Nothing was named to undo.');
  await answerKnownErrors(undoChange(acting, changeId));
  return { undone: changeId };
}
