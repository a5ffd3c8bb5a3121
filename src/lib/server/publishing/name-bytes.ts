import { createHash } from 'node:crypto';

/** An entity tag (RFC 9110, 8.8.3) that names bytes: what did not change is not sent again. */
export function nameBytes(bytes: string | Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}
