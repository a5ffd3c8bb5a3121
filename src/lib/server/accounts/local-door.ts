import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Name of the cookie that the printed address turns into. */
export const localCookie = 'counterweight_local';

/**
 * The door of a program that works for one person on one machine. The printed address carries a key that opens it once;
 * from then on a cookie does, also after a restart. Other people on the machine know neither.
 */
export class LocalDoor {
  readonly #secret: string;
  readonly #keys = new Set<string>();

  /** @param secret The data folder's own secret. */
  constructor(secret: string) {
    this.#secret = secret;
  }

  /** A new key, good for one opening. */
  makeKey(): string {
    const key = randomBytes(24).toString('base64url');
    this.#keys.add(digest(key));
    return key;
  }

  /** The cookie for a key, or null where the key is wrong or was used. */
  open(key: string): string | null {
    if (!this.#keys.delete(digest(key))) return null;
    const name = randomBytes(12).toString('base64url');
    return `${name}.${this.#sign(name)}`;
  }

  recognises(cookie: string | undefined): boolean {
    const [name, signature, ...rest] = cookie?.split('.') ?? [];
    if (!name || !signature || rest.length > 0) return false;
    const wanted = Buffer.from(this.#sign(name));
    const given = Buffer.from(signature);
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  }

  #sign(name: string): string {
    return createHmac('sha256', this.#secret).update(`local:${name}`).digest('base64url');
  }
}

function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
