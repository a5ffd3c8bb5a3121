import { sql, type Kysely } from 'kysely';
import { migrate } from '#db/migrate.ts';
import { openDatabase } from '#db/open.ts';
import type { Schema } from '#db/schema.ts';

export interface Column {
  name: string;
  /** As declared: text, integer, double precision, date. */
  type: string;
  isKey: boolean;
  isNullable: boolean;
  /** The table that the column points to. */
  pointsTo: string | null;
  /** Rows go when the row that they point to goes. */
  cascades: boolean;
}

export interface Table {
  name: string;
  columns: Column[];
  /** Triggers refuse every change but a new row. */
  isAppendOnly: boolean;
}

/** The tables of a freshly migrated SQLite database, in alphabetical order, without those that migrating itself needs. */
export async function readTables(): Promise<Table[]> {
  const open = openDatabase('file::memory:');
  try {
    await migrate(open);
    const tables = await open.db.introspection.getTables();
    const appendOnly = await listAppendOnly(open.db);
    return await Promise.all(
      tables
        .map(({ name }) => name)
        .sort()
        .map(async (name) => ({
          name,
          columns: await readColumns(open.db, name),
          isAppendOnly: appendOnly.has(name),
        })),
    );
  } finally {
    await open.close();
  }
}

async function readColumns(db: Kysely<Schema>, table: string): Promise<Column[]> {
  const { rows } = await sql<{ name: string; type: string; notnull: number; pk: number }>`
    select name, type, "notnull", pk from pragma_table_info(${table}) order by cid
  `.execute(db);
  const { rows: arrows } = await sql<{ from: string; table: string; on_delete: string }>`
    select "from", "table", on_delete from pragma_foreign_key_list(${table})
  `.execute(db);
  return rows.map(({ name, type, notnull, pk }) => {
    const arrow = arrows.find(({ from }) => from === name);
    return {
      name,
      type: type.toLowerCase(),
      isKey: pk > 0,
      isNullable: notnull === 0 && pk === 0,
      pointsTo: arrow?.table ?? null,
      cascades: arrow?.on_delete === 'CASCADE',
    };
  });
}

async function listAppendOnly(db: Kysely<Schema>): Promise<Set<string>> {
  const { rows } = await sql<{ tbl_name: string }>`
    select distinct tbl_name from sqlite_master where type = 'trigger' and name like '%refuses_update'
  `.execute(db);
  return new Set(rows.map(({ tbl_name }) => tbl_name));
}
