import type { Gap } from './errors.ts';
import type { InstallationKind } from './installation.ts';

/** Addresses of other systems to which the calls of alarms are posted, for a text message or a pager. */

/** So many stand at a time. */
export const MOST_WEBHOOKS = 3;
const LONGEST_ADDRESS = 500;

/** Where an address can lie: anywhere, on this machine, or in a network of our own. */
export type NetworkPlace = 'public' | 'loopback' | 'private';
/** Where calls may be posted to. From a practice installation nothing leaves. */
const OPEN: Readonly<Record<InstallationKind, readonly NetworkPlace[]>> = {
  real: ['public'],
  demonstration: ['public', 'loopback'],
  test: ['public', 'loopback'],
  practice: ['loopback'],
};
export const mayPostTo = (place: NetworkPlace, kind: InstallationKind): boolean => OPEN[kind].includes(place);

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export const webhookFault = (message: string): Gap => ({
  field: 'address',
  rule: 'webhook',
  message,
  source: 'house rule HR-27',
});

/** What is wrong with an address as it is written; what its name leads to is looked at each time that it is posted to. */
export function addressFaults(address: string, kind: InstallationKind): Gap[] {
  if (!URL.canParse(address) || address.length > LONGEST_ADDRESS) return [webhookFault('is no address of the web')];
  const { protocol, username, password, hash, hostname } = new URL(address);
  const isOpen = LOOPBACK.has(hostname) && mayPostTo('loopback', kind);
  return [
    ...(protocol === 'https:' || (protocol === 'http:' && isOpen) ? [] : [webhookFault('does not begin with https')]),
    ...(username || password || hash ? [webhookFault('has a name, a password or a fragment in it')] : []),
  ];
}

export const ATTEMPT_OUTCOMES = [
  'taken',
  'refused',
  'redirected',
  'too-slow',
  'unreachable',
  'forbidden-place',
  'unknown',
] as const;
/** What came of one attempt. */
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];
export const POST_STATUSES = ['waiting', 'sending', 'taken', 'failed'] as const;
export type PostStatus = (typeof POST_STATUSES)[number];

const FIRST_WAIT = 5;
const LONGEST_WAIT = 600;
const GIVEN_UP_AFTER = 3600;

/** Seconds until a call that was not taken is posted again, after so many attempts; undefined once an hour has gone by so. */
export function postAgainAfter(attempts: number): number | undefined {
  const waits = Array.from({ length: attempts }, (_, index) => Math.min(FIRST_WAIT * 2 ** index, LONGEST_WAIT));
  const whole = waits.reduce((sum, wait) => sum + wait, 0);
  return whole > GIVEN_UP_AFTER ? undefined : waits.at(-1);
}
