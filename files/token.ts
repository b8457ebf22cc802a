import { createHash, randomBytes } from 'node:crypto';

/** A token for one upload or download: it goes into the address, its hash into the database. */
export function newFileToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashOf(token) };
}

/** The hash of the token in `/files/<token>`, or undefined when that is no such address. */
export function tokenHashIn(url: string | undefined): string | undefined {
  const token = /^\/files\/([\w-]{43})(?:\?|$)/.exec(url ?? '')?.[1];
  return token === undefined ? undefined : hashOf(token);
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
