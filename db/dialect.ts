/**
 * Every difference between SQLite and PostgreSQL, declared here and nowhere else. Code asks the dialect; it never looks
 * at what kind of database it holds.
 */
import { sql, type ColumnDefinitionBuilder, type Kysely, type RawBuilder } from 'kysely';

export type Engine = 'sqlite' | 'postgres';

export interface Dialect {
  engine: Engine;
  /** Column type of better-auth's dates and truth values, which it reads and writes in the engine's own way. */
  dateType: 'date' | 'timestamptz';
  truthType: 'integer' | 'boolean';
  /** Makes an integer column count up by itself. */
  countUp: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** Sorts texts by their bytes, whatever the locale of the database, so that both engines list alike. */
  byBytes: (column: string) => RawBuilder<unknown>;
  /** Lets rows of a table be added, never changed or removed. */
  makeAppendOnly: (db: Kysely<never>, table: string) => Promise<void>;
  /** Most bound values in one statement. */
  mostParameters: number;
}

const sqlite: Dialect = {
  engine: 'sqlite',
  dateType: 'date',
  truthType: 'integer',
  countUp: (column) => column.autoIncrement(),
  byBytes: (column) => sql.ref(column),
  async makeAppendOnly(db, table) {
    for (const verb of ['update', 'delete']) {
      await sql`
        create trigger ${sql.id(`${table}_refuses_${verb}`)} before ${sql.raw(verb)} on ${sql.table(table)}
        begin select raise(abort, 'rows of this table are only ever added'); end
      `.execute(db);
    }
  },
  mostParameters: 30_000,
};

const postgres: Dialect = {
  engine: 'postgres',
  dateType: 'timestamptz',
  truthType: 'boolean',
  countUp: (column) => column.generatedAlwaysAsIdentity(),
  byBytes: (column) => sql`${sql.ref(column)} collate "C"`,
  async makeAppendOnly(db, table) {
    const refuse = sql.id(`${table}_refuses_change`);
    await sql`
      create function ${refuse}() returns trigger language plpgsql
      as $$ begin raise exception 'rows of this table are only ever added'; end $$
    `.execute(db);
    await sql`
      create trigger ${refuse} before update or delete or truncate on ${sql.table(table)}
      for each statement execute function ${refuse}()
    `.execute(db);
  },
  mostParameters: 60_000,
};

export const dialects: Record<Engine, Dialect> = { sqlite, postgres };
