import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from './open.ts';

let folder: string;
let open: OpenDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterweight-sqlite-'));
  open = openDatabase(`file:${join(folder, 'test.db')}`);
  await sql`create table counter (review_id text, noun text, last integer, unique (noun))`.execute(open.db);
});
afterEach(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

const insert = (db: OpenDatabase['db'], noun: string) =>
  db.insertInto('counter').values({ review_id: 'r', noun, last: 1 }).execute();
const nouns = async (db: OpenDatabase['db']) =>
  (await db.selectFrom('counter').select('noun').orderBy('noun').execute()).map(({ noun }) => noun);

/** Starts a transaction that has written and waits to be told how to end. */
async function writeAndWait(noun: string) {
  let end: (error?: Error) => void = () => {};
  let written: () => void = () => {};
  const wrote = new Promise<void>((resolve) => (written = resolve));
  const done = open.db.transaction().execute(async (trx) => {
    await insert(trx, noun);
    expect(await nouns(trx)).toContain(noun);
    written();
    await new Promise<void>((resolve, reject) => (end = (error) => (error ? reject(error) : resolve())));
  });
  await wrote;
  return { done, end: (error?: Error) => end(error) };
}

describe('SQLite on two connections', () => {
  it('lets readers read what was committed while a transaction writes', async () => {
    await insert(open.db, 'before');
    const { done, end } = await writeAndWait('during');
    expect(await nouns(open.db)).toEqual(['before']);
    end();
    await done;
    expect(await nouns(open.db)).toEqual(['before', 'during']);
  });

  it('lets writers take turns, so that nothing of one gets into the other', async () => {
    const first = await writeAndWait('first');
    const order: string[] = [];
    const single = insert(open.db, 'single').then(() => order.push('single'));
    const second = open.db
      .transaction()
      .execute((trx) => insert(trx, 'second'))
      .then(() => order.push('second'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(order).toEqual([]);
    first.end(new Error('changed my mind'));
    await expect(first.done).rejects.toThrow('changed my mind');
    await Promise.all([single, second]);
    expect(order).toEqual(['single', 'second']);
    expect(await nouns(open.db)).toEqual(['second', 'single']);
  });

  it('gives the turn on after a failure, within a transaction and without', async () => {
    await insert(open.db, 'a');
    await expect(insert(open.db, 'a')).rejects.toThrow(/UNIQUE/);
    await expect(open.db.transaction().execute((trx) => insert(trx, 'a'))).rejects.toThrow(/UNIQUE/);
    await insert(open.db, 'b');
    expect(await nouns(open.db)).toEqual(['a', 'b']);
  });

  it('copies what was committed, not what is being written', async () => {
    await insert(open.db, 'before');
    const { done, end } = await writeAndWait('during');
    const file = join(folder, 'copy.db');
    await open.copyTo!(file);
    end();
    await done;
    const copy = openDatabase(`file:${file}`);
    expect(await nouns(copy.db)).toEqual(['before']);
    expect(copy.findDamage!()).toEqual([]);
    await copy.close();
  });

  it('answers what was changed, and streams', async () => {
    await insert(open.db, 'a');
    const { numUpdatedRows } = await open.db.updateTable('counter').set({ last: 7 }).executeTakeFirst();
    expect(numUpdatedRows).toBe(1n);
    const last: number[] = [];
    for await (const row of open.db.selectFrom('counter').select('last').stream()) last.push(row.last);
    expect(last).toEqual([7]);
  });

  it('closes, also where nothing was asked', async () => {
    const idle = openDatabase(`file:${join(folder, 'idle.db')}`);
    await idle.close();
    expect(() => rmSync(join(folder, 'idle.db'))).not.toThrow();
  });
});
