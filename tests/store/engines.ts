/** One body of tests over both engines: each test gets a fresh, migrated database. */
import pg from 'pg';
import { randomBytes } from 'node:crypto';
import { describe, inject, test as base } from 'vitest';
import { migrate } from '#db/migrate.ts';
import { openDatabase, type OpenDatabase } from '#db/open.ts';
import type { Engine } from '#db/dialect.ts';
import type { Acting, ActingInReview } from '#lib/server/acting.ts';
import { readStandardCodebook } from '#lib/server/standard-codebook.ts';
import { ensureLocalUser, localUser } from '#lib/server/store/users.ts';
import { createReview } from '#lib/server/usecases/create-review.ts';

async function makeDatabase(engine: Engine): Promise<{ open: OpenDatabase; drop: () => Promise<void> }> {
  if (engine === 'sqlite') {
    const open = openDatabase('file::memory:');
    return { open, drop: open.close };
  }
  const server = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await run(`${server}/postgres`, `create database ${name}`);
  const open = openDatabase(`${server}/${name}`);
  const drop = async () => {
    await open.close();
    await run(`${server}/postgres`, `drop database ${name}`);
  };
  return { open, drop };
}

async function run(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(statement);
  await client.end();
}

interface Fixtures {
  open: OpenDatabase;
  acting: Acting;
  /** An empty review with the standard codebook. */
  inReview: ActingInReview;
}

/** Describes tests for both engines. */
export function describeOnBothEngines(name: string, body: (test: ReturnType<typeof makeTest>) => void): void {
  describe.each<Engine>(['sqlite', 'postgres'])(`${name} on %s`, (engine) => body(makeTest(engine)));
}

function makeTest(engine: Engine) {
  return base.extend<Fixtures>({
    // eslint-disable-next-line no-empty-pattern -- vitest asks for the pattern, and this fixture needs no other
    open: async ({}, use) => {
      const { open, drop } = await makeDatabase(engine);
      await migrate(open);
      await ensureLocalUser(open.db, open.dialect);
      await use(open);
      await drop();
    },
    acting: async ({ open }, use) => {
      await use({ db: open.db, dialect: open.dialect, userId: localUser.id });
    },
    inReview: async ({ acting }, use) => {
      const review = await createReview(acting, { title: 'A review', codebook: readStandardCodebook() });
      await use({ ...acting, review });
    },
  });
}
