/** Opens the database for verbs that work in it, as the person who owns the machine. */
import { citationText } from '#lib/core/references/citation.ts';
import type { Acting, ActingInReview } from '#lib/server/acting.ts';
import { loadSamplesWhenEmpty } from '#lib/server/load-sample.ts';
import { openStore } from '#lib/server/open-store.ts';
import { readSettings, SettingsError, type Settings } from '#lib/server/settings.ts';
import { findReview, listReviews } from '#lib/server/store/reviews.ts';
import { localUser } from '#lib/server/store/users.ts';
import type { Cite } from '#lib/server/usecases/create-study.ts';
import { NewerDatabaseError } from '#db/migrate.ts';
import type { OpenDatabase } from '#db/open.ts';
import { UsageError, type CommandInput } from '../command.ts';

export interface OpenReviews {
  settings: Settings;
  open: OpenDatabase;
  acting: Acting;
}

export const cite: Cite = async (items) => citationText(items);

export function readCommandSettings({ terminal }: CommandInput): Settings {
  try {
    return readSettings({ ...terminal.environment, INIT_CWD: terminal.folder });
  } catch (error) {
    throw error instanceof SettingsError ? new UsageError(error.message) : error;
  }
}

/** Opens the database, lets a verb work in it, and closes it whatever happens. */
export async function withReviews<Result>(
  input: CommandInput,
  work: (reviews: OpenReviews) => Promise<Result>,
): Promise<Result> {
  const settings = readCommandSettings(input);
  const open = await openOrExplain(settings, input);
  try {
    const acting = { db: open.db, dialect: open.dialect, userId: localUser.id };
    await loadSamplesWhenEmpty(acting, cite);
    return await work({ settings, open, acting });
  } catch (error) {
    throw explainBusy(error);
  } finally {
    await open.close();
  }
}

/** The same with the review that the first argument names. */
export function withReview<Result>(
  input: CommandInput,
  work: (acting: ActingInReview, reviews: OpenReviews) => Promise<Result>,
): Promise<Result> {
  const [slug] = input.positionals;
  if (!slug) throw new UsageError('Name the review; `counterweight review list` shows them.');
  return withReviews(input, async (reviews) => {
    const review = await findReview(reviews.open.db, slug);
    if (review) return work({ ...reviews.acting, review }, reviews);
    const known = (await listReviews(reviews.open.db)).map(({ slug }) => slug);
    throw new UsageError(
      `There is no review "${slug}". There ${known.length === 1 ? 'is' : 'are'}: ${known.join(', ')}.`,
    );
  });
}

async function openOrExplain(settings: Settings, { terminal }: CommandInput): Promise<OpenDatabase> {
  try {
    return await openStore(settings, (line) => terminal.note(line));
  } catch (error) {
    if (error instanceof NewerDatabaseError) throw new UsageError(error.message);
    throw explainBusy(error);
  }
}

/** SQLite lets one process write at a time; the second waits, and then says so. */
function explainBusy(error: unknown): unknown {
  const code = (error as { code?: string }).code;
  if (code !== 'SQLITE_BUSY' && code !== 'SQLITE_BUSY_SNAPSHOT') return error;
  return new UsageError(
    'Another program is writing to the database and did not finish in time. Nothing was changed; try again.',
  );
}
