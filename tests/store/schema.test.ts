import { getMigrations } from 'better-auth/db/migration';
import { expect } from 'vitest';
import { listPendingMigrations } from '#db/migrate.ts';
import { makeAuth } from '#lib/server/accounts/auth.ts';
import { describeOnBothEngines } from './engines.ts';

describeOnBothEngines('the tables', (test) => {
  test('are all there after the migrations', async ({ open }) => {
    expect(await listPendingMigrations(open)).toEqual([]);
    const tables = await open.db.introspection.getTables();
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['review', 'claim', 'history', 'edition']),
    );
  });

  test('hold everything that better-auth needs', async ({ open }) => {
    const auth = makeAuth(open, {
      secret: 'x'.repeat(40),
      origin: 'http://127.0.0.1',
      clientHeader: 'x-client',
    });
    const { toBeAdded, toBeCreated } = await getMigrations(auth.options);
    expect({ toBeAdded, toBeCreated }).toEqual({ toBeAdded: [], toBeCreated: [] });
  });

  test('let history be added to, never changed or removed', async ({ inReview: { db, review } }) => {
    await expect(db.updateTable('history').set({ verb: 'remove' }).execute()).rejects.toThrow(
      /only ever added/,
    );
    await expect(db.deleteFrom('history').execute()).rejects.toThrow(/only ever added/);
    const rows = await db.selectFrom('history').select('noun').where('review_id', '=', review.id).execute();
    expect(rows).toEqual([{ noun: 'review' }]);
  });

  test('refuse rows that point nowhere', async ({ inReview: { db } }) => {
    const row = { study_id: 'nowhere', reference_id: 'nowhere', position: 0 };
    await expect(db.insertInto('report').values(row).execute()).rejects.toThrow();
  });
});
