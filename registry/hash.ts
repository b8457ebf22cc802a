import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 of text or bytes, in hex. */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** The canonical text of a value (RFC 8785). */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('Cannot put a value into canonical form: it is not JSON');
  return text;
}

/** The audit hash of an event after the one before it. */
export const chained = (previous: string, event: unknown): string => sha256(`${previous}\n${canonical(event)}`);

/** The hash of a person's words, salted with their id so that short words can't be guessed. */
export const hashOfWords = (id: string, body: string): string => sha256(`${id}\n${body}`);

/** An opaque token for a person to carry, and the hash that the record keeps of it. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: sha256(token) };
}
