import type { Dialect } from '#db/dialect.ts';
import type { Db } from './db.ts';

export interface User {
  id: string;
  name: string;
}

/** Whoever works on this machine without an account. */
export const localUser: User = { id: 'local', name: 'This computer' };

/** Makes the local user's row where it is missing. */
export async function ensureLocalUser(db: Db, dialect: Dialect): Promise<void> {
  const found = await db.selectFrom('user').select('id').where('id', '=', localUser.id).executeTakeFirst();
  if (found) return;
  const at = new Date().toISOString();
  await db
    .insertInto('user')
    .values({
      ...localUser,
      // Not an address that can receive anything (RFC 2606); accounts are never looked up by it.
      email: 'local@counterweight.invalid',
      email_verified: dialect.truthType === 'boolean' ? false : 0,
      image: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

/** Whether anybody has an account. */
export async function hasAccounts(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('user')
    .select('id')
    .where('id', '!=', localUser.id)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
