import type { Kysely } from 'kysely';
import type { Schema } from '#db/schema.ts';

/** A database or a transaction in it: the first argument of every query. */
export type Db = Kysely<Schema>;

/** A record with the version that an edit must name. */
export type Versioned<Value> = Value & { version: number };

/** Somebody else changed the row since it was read; nothing was written. */
export class StaleWriteError extends Error {
  /** The row as it stands now. */
  readonly current: unknown;

  constructor(current: unknown) {
    super('The row was changed since it was read; nothing was written.');
    this.current = current;
  }
}

/** There is no such row in this review. */
export class NotFoundError extends Error {
  constructor(what: string) {
    super(`There is no ${what} with this id.`);
  }
}

/** Splits rows so that a statement stays within the engine's limit of bound values. */
export function inChunks<Row extends object>(rows: readonly Row[], mostParameters = 20_000): Row[][] {
  const columns = Math.max(1, ...rows.slice(0, 1).map((row) => Object.keys(row).length));
  const size = Math.max(1, Math.floor(mostParameters / columns));
  const chunks: Row[][] = [];
  for (let at = 0; at < rows.length; at += size) chunks.push(rows.slice(at, at + size));
  return chunks;
}
