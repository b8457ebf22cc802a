import { compare } from '../dates.ts';
import type { Gap } from '../errors.ts';
import { type Hold, holdOf } from '../hold.ts';
import type { Incoming } from '../incoming.ts';
import type { Request } from '../request.ts';
import { fault } from './hold-common.ts';

/** Where the life of what a partner asks us to preserve is written down. */
export const PROCEDURE = 'procedure 3.2';

export const incomingOf = (request: Request): { hold: Hold; incoming: Incoming } => {
  const hold = holdOf(request);
  if (!hold.incoming) throw new Error(`Cannot take "${request.id}" for what a partner asks of us: it is none`);
  return { hold, incoming: hold.incoming };
};

/** The hold with what is new of how it was asked. */
export const withIncoming = (hold: Hold, change: Partial<Incoming>): Hold =>
  hold.incoming ? { ...hold, incoming: { ...hold.incoming, ...change } } : hold;

/** What is said to have happened at an instant that has not come yet, or before it was asked. */
export const instantFaults = (at: string, { now, since }: { now: string; since?: string }): Gap[] => [
  ...(compare(at, now) > 0 ? [fault('at', 'not-in-future', `is after now (${now})`, 'house rule HR-21')] : []),
  ...(since !== undefined && compare(at, since) < 0
    ? [fault('at', 'date-order', `is before it was asked (${since})`, 'house rule HR-21')]
    : []),
];
