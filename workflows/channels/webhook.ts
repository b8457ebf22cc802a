import { createHmac } from 'node:crypto';
import { type LookupAddress, lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { InstallationKind } from '../../domain/installation.ts';
import { type AttemptOutcome, mayPostTo } from '../../domain/webhooks.ts';
import { leadsNowhere, placeOf } from '../../registry/network-place.ts';

/** What is posted, and where. */
export type Posting = { address: string; secret: string; kind: InstallationKind; seconds: number; body: string };
export type Posted = { outcome: AttemptOutcome; httpStatus?: number };

/** The header by which a receiver knows that a post is ours: `docs/webhooks.md` says how it is checked. */
export const SIGNATURE = 'Rogatory-Signature';
export const signatureOf = ({ secret, seconds, body }: Pick<Posting, 'secret' | 'seconds' | 'body'>): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

class ForbiddenPlace extends Error {
  override readonly name = 'ForbiddenPlace';
}

/** Looks a name up and connects to nothing but what it led to then: a name that leads elsewhere a moment later does not help. */
const lookingUp =
  (mayGo: (address: string) => boolean): LookupFunction =>
  (host, options, done) =>
    lookup(host, { ...options, all: true }, (error: Error | null, found: LookupAddress[]) => {
      const [first] = found ?? [];
      if (error || !first) done(error ?? new Error(`Cannot find "${host}": no address`), '', 0);
      else if (!found.every(({ address }) => mayGo(address))) done(new ForbiddenPlace(), '', 0);
      else if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });

/** Posts once. No redirect is followed, and a receiver that is slow is cut off by the signals. */
export function post(
  { address, kind, body, ...signing }: Posting,
  { tooSlow, stopping }: { tooSlow: AbortSignal; stopping: AbortSignal },
): Promise<Posted> {
  const url = new URL(address);
  const mayGo = (ip: string): boolean => mayPostTo(placeOf(ip), kind);
  if (leadsNowhere(url, kind)) return Promise.resolve({ outcome: 'forbidden-place' });
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      agent: false,
      lookup: lookingUp(mayGo),
      signal: AbortSignal.any([tooSlow, stopping]),
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        'User-Agent': 'rogatory',
        [SIGNATURE]: signatureOf({ ...signing, body }),
      },
    });
    request.on('response', (response) => {
      response.destroy(); // what it says beside its status is nobody's concern
      const { statusCode: httpStatus = 0 } = response;
      resolve({ outcome: outcomeOf(httpStatus), httpStatus });
    });
    request.on('error', (error) => resolve({ outcome: failureOf(error, { tooSlow, stopping }) }));
    request.end(body);
  });
}

const outcomeOf = (status: number): AttemptOutcome => {
  if (status >= 200 && status < 300) return 'taken';
  return status >= 300 && status < 400 ? 'redirected' : 'refused';
};

function failureOf(
  error: Error,
  { tooSlow, stopping }: { tooSlow: AbortSignal; stopping: AbortSignal },
): AttemptOutcome {
  if (error instanceof ForbiddenPlace) return 'forbidden-place';
  if (stopping.aborted) return 'unknown';
  return tooSlow.aborted ? 'too-slow' : 'unreachable';
}
