import { type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { Dialect } from './dialect.ts';
import * as accounts from './migrations/0001_accounts.ts';
import * as reviews from './migrations/0002_reviews.ts';
import * as codebook from './migrations/0003_codebook.ts';
import * as library from './migrations/0004_library.ts';
import * as coding from './migrations/0005_coding.ts';
import * as editionsAndJobs from './migrations/0006_editions_and_jobs.ts';
import * as certainty from './migrations/0007_certainty.ts';
import * as widenings from './migrations/0008_widenings.ts';
import * as caseTables from './migrations/0009_case_tables.ts';
import * as editionStatus from './migrations/0010_edition_status.ts';
import type { OpenDatabase } from './open.ts';

/** In the order in which they run. A migration that has been released never changes. */
const migrations: Record<string, { up: (db: Kysely<never>, dialect: Dialect) => Promise<void> }> = {
  '0001_accounts': accounts,
  '0002_reviews': reviews,
  '0003_codebook': codebook,
  '0004_library': library,
  '0005_coding': coding,
  '0006_editions_and_jobs': editionsAndJobs,
  '0007_certainty': certainty,
  '0008_widenings': widenings,
  '0009_case_tables': caseTables,
  '0010_edition_status': editionStatus,
};

/** A database that was written by a newer program. */
export class NewerDatabaseError extends Error {}

function makeMigrator({ db, dialect }: OpenDatabase): Migrator {
  const wrap = ({ up }: (typeof migrations)[string]): Migration => ({
    // SQLite's schema changes are transactional, but the migrator does not ask for that; PostgreSQL nests harmlessly.
    up: (outer: Kysely<never>) =>
      dialect.engine === 'sqlite'
        ? outer.transaction().execute((trx) => up(trx, dialect))
        : up(outer, dialect),
  });
  const provided = Object.fromEntries(Object.entries(migrations).map(([name, file]) => [name, wrap(file)]));
  return new Migrator({ db, provider: { getMigrations: async () => provided } });
}

/**
 * Names of the migrations that have not run yet, in order.
 *
 * @throws NewerDatabaseError where the database has run migrations that this program does not know.
 */
export async function listPendingMigrations(open: OpenDatabase): Promise<string[]> {
  const unknown = (await listRunMigrations(open)).filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new NewerDatabaseError(
      `The database was written by a newer Counterweight (it knows ${unknown.join(', ')}). Update the program; nothing was changed.`,
    );
  }
  const known = await makeMigrator(open).getMigrations();
  return known.filter(({ executedAt }) => !executedAt).map(({ name }) => name);
}

/** Brings the database to the newest shape. A migration that fails leaves nothing of itself behind. */
export async function migrate(open: OpenDatabase): Promise<void> {
  const { error, results = [] } = await makeMigrator(open).migrateToLatest();
  if (!error) return;
  const failed = results.find(({ status }) => status === 'Error');
  throw new Error(`Migration ${failed?.migrationName ?? ''} failed; the database is as it was before it.`, {
    cause: error,
  });
}

async function listRunMigrations({ db }: OpenDatabase): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}
