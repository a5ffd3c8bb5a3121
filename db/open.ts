/** Opens a database. The only file that knows better-sqlite3 and pg. */
import SqliteDatabase from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';
import { dialects, type Dialect } from './dialect.ts';
import { TwoConnectionDialect } from './sqlite-driver.ts';
import type { Schema } from './schema.ts';

export interface OpenDatabase {
  db: Kysely<Schema>;
  dialect: Dialect;
  /** Path of the file, or null for PostgreSQL. */
  file: string | null;
  /** Copies the whole database into a new file while it is in use; null for PostgreSQL, which has pg_dump. */
  copyTo: ((file: string) => Promise<void>) | null;
  /** What is wrong with the file, in words; empty when it is sound. Null for PostgreSQL. */
  findDamage: (() => string[]) | null;
  close: () => Promise<void>;
}

/** How long a second process waits for the first to finish writing, in milliseconds. */
const busyTimeout = 5000;

/**
 * Opens `file:/path/to.db` (made where it is missing) or `postgres://…`.
 *
 * @throws RangeError where the address is of another kind.
 */
export function openDatabase(address: string): OpenDatabase {
  if (address.startsWith('file:')) return openSqlite(address.slice('file:'.length));
  if (/^postgres(ql)?:/.test(address)) return openPostgres(address);
  throw new RangeError(`openDatabase: "${address.split(':')[0]}:" is neither file: nor postgres:`);
}

function openSqlite(file: string): OpenDatabase {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const writer = new SqliteDatabase(file, { timeout: busyTimeout });
  writer.pragma('journal_mode = WAL');
  // Safe with WAL: a crash of the program loses nothing, a crash of the machine at most the last commits.
  writer.pragma('synchronous = NORMAL');
  writer.pragma('foreign_keys = ON');
  // A database in memory is its connection's own: nobody can read beside it.
  const inMemory = file === ':memory:';
  const reader = inMemory ? null : new SqliteDatabase(file, { timeout: busyTimeout, readonly: true });
  const dialect = reader
    ? new TwoConnectionDialect({ writer, reader })
    : new SqliteDialect({ database: writer });
  const db = new Kysely<Schema>({ dialect });
  return {
    db,
    dialect: dialects.sqlite,
    file,
    // From the reader: what a transaction has not committed yet is no part of a copy.
    copyTo: async (target) => void (await (reader ?? writer).backup(target)),
    findDamage: () => {
      const integrity = writer.pragma('integrity_check') as { integrity_check: string }[];
      const orphans = writer.pragma('foreign_key_check') as { table: string }[];
      return [
        ...integrity.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
        ...orphans.map(({ table }) => `a row of ${table} points to a row that is not there`),
      ];
    },
    close: async () => {
      await db.destroy();
      // Kysely closes nothing that was never asked anything.
      for (const database of [reader, writer]) database?.close();
    },
  };
}

function openPostgres(address: string): OpenDatabase {
  const types = new pg.TypeOverrides();
  // Counts and identities come as text by default; ours stay far below 2^53.
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(pg.types.builtins.NUMERIC, Number);
  const pool = new pg.Pool({ connectionString: address, types, max: 10 });
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    dialect: dialects.postgres,
    file: null,
    copyTo: null,
    findDamage: null,
    close: () => db.destroy(),
  };
}
