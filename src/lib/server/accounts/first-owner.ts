import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Db } from '../store/db.ts';
import { handOverMemberships } from '../store/members.ts';
import { hasAccounts, localUser } from '../store/users.ts';
import type { Auth } from './auth.ts';

/**
 * The one-time link that makes the first account of a server. It stands open only while nobody has an account, and a new
 * start makes a new one.
 */
export class FirstOwnerLink {
  #digest: Buffer | null = null;

  /** Makes the link's key, where nobody has an account yet. */
  async prepare(db: Db): Promise<string | null> {
    if (await hasAccounts(db)) return null;
    const key = randomBytes(24).toString('base64url');
    this.#digest = digest(key);
    return key;
  }

  accepts(key: string): boolean {
    return this.#digest !== null && timingSafeEqual(this.#digest, digest(key));
  }

  /**
   * Makes the owner and hands the reviews of the local folder over.
   *
   * @returns Why it could not be done, or null.
   */
  async makeOwner(
    { db, auth }: { db: Db; auth: Auth },
    key: string,
    owner: { name: string; email: string; password: string },
  ): Promise<string | null> {
    if (!this.accepts(key)) return 'This link was used or is not the one printed at the last start.';
    // Closed before the account is made: two requests at once must not both pass.
    const held = this.#digest;
    this.#digest = null;
    try {
      const { user } = await auth.api.signUpEmail({ body: owner });
      await db.transaction().execute((trx) => handOverMemberships(trx, localUser.id, user.id));
      return null;
    } catch (error) {
      this.#digest = held;
      return error instanceof Error ? error.message : 'The account could not be made.';
    }
  }
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
