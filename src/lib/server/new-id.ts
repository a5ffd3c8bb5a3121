import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new identity: 20 characters, 100 random bits, fit for addresses. */
export function newId(): string {
  return Array.from(randomBytes(20), (byte) => alphabet[byte & 31]).join('');
}

/** The time of a change, ISO 8601 in UTC. */
export function now(): string {
  return new Date().toISOString();
}
