import { z } from 'zod';
import { calendarDate } from '../fields.ts';
import { assistanceAsked, calledBack, notBeforeItsEnd, notTheProposer, stillRuns } from '../guards.ts';
import { EXISTENCES, HOLD, type Hold, holdOf } from '../hold.ts';
import { type Decision, type Facts, file, move, words } from '../move.ts';
import { askingFor } from '../preserving.ts';
import type { Request, Status } from '../request.ts';
import { cancelled, met } from './clocks-of.ts';
import { endless, inFuture, notNow, PROCEDURE, refuse, todayAt } from './hold-common.ts';
import { standing } from './hold-extensions.ts';
import { receivedInTime, securedBy } from './hold-securing.ts';

/** H4: nothing that relies on it goes on, and nobody has proposed to release it yet. */
const ENDED: readonly Status[] = ['withdrawn', 'refused', 'closed', 'ca-declined'];
export const hasLostItsRequests = (hold: Hold, { linked }: Pick<Facts, 'linked'>): boolean =>
  hold.proposal === undefined &&
  (hold.requests.length > 0
    ? hold.requests.every((one) => linked.some(({ id: found, status }) => found === one && ENDED.includes(status)))
    : askingFor(hold, { linked })?.status === 'withdrawn');

/** Where a release can be proposed. */
const HELD_OR_ASKED: readonly Status[] = ['requested', 'confirmed', 'active', 'extension-asked', 'pending-decision'];

export const holdEndMoves = {
  recordProduction: move({
    of: 'hold',
    doc: 'The data were handed over: the hold has done its work.',
    source: PROCEDURE,
    by: ['drafter', 'ca-officer', 'ca-head'],
    direction: 'either',
    from: ['active', 'confirmed', 'extension-asked', 'pending-decision', 'release-proposed', 'mla-received'],
    guards: [calledBack, assistanceAsked],
    input: z.object({ on: calendarDate, paper: file.optional() }),
    decide: (request, { on, paper }, facts) => {
      const hold = endless(holdOf(request));
      refuse('this step', inFuture('on', on, todayAt(hold, facts)));
      const produced = { on, ...(paper ? { paper } : {}) };
      return { to: 'produced', set: { hold: { ...hold, produced } }, deadlines: met(request, HOLD) };
    },
  }),

  proposeRelease: move({
    of: 'hold',
    doc: 'Proposes to release the data: another person confirms, because other cases may rely on them.',
    source: 'procedure 3.3, H4',
    by: ['drafter', 'ca-officer', 'ca-head'],
    direction: 'either',
    from: [...HELD_OR_ASKED, 'preserved', 'mla-received'],
    guards: [notBeforeItsEnd],
    input: z.object({ reason: words }),
    decide: (request, { reason }, { actor }) => proposed(request, { by: actor.standsInFor ?? actor.id, words: reason }),
  }),

  proposeReleaseAsEnded: move({
    of: 'hold',
    doc: 'Every request that relied on the hold has ended, or what asked for it was withdrawn before any did: its release is proposed to a person.',
    source: 'procedure 3.3, H4',
    by: 'system',
    from: HELD_OR_ASKED,
    needs: ['requests'],
    input: z.object({}),
    decide: (request, _input, facts) => {
      const hold = holdOf(request);
      if (!hasLostItsRequests(hold, facts)) throw notNow(request, 'ended', 'a request relies on it still');
      return proposed(request, { by: 'system' });
    },
  }),

  confirmRelease: move({
    of: 'hold',
    doc: 'Releases the data. Whoever proposed it may not confirm it.',
    source: 'procedure 3.3, H4',
    by: ['ca-officer', 'ca-head'],
    direction: 'either',
    from: ['release-proposed'],
    guards: [notTheProposer],
    input: z.object({}),
    decide: (request) => ({
      to: 'released',
      set: { hold: endless(holdOf(request)) },
      deadlines: cancelled(request, HOLD),
    }),
  }),

  keepHold: move({
    of: 'hold',
    doc: 'Keeps the data although their release was proposed, with a reason.',
    source: 'procedure 3.3, H4',
    by: ['drafter', 'ca-officer', 'ca-head'],
    direction: 'either',
    from: ['release-proposed'],
    guards: [stillRuns],
    input: z.object({ reason: words }),
    said: ['reason'],
    decide: (request) => {
      const hold = holdOf(request);
      return { to: hold.stopped ? standing(hold) : (hold.proposal?.from ?? standing(hold)), set: {} };
    },
  }),

  settleIncident: move({
    of: 'hold',
    doc: 'Says what became of the data after the hold had lapsed. It is never reopened: what is asked again is a new hold.',
    source: 'procedure 3.3, H2, H3',
    by: ['drafter', 'ca-officer', 'ca-head'],
    from: ['lapsed'],
    guards: [
      ({ hold }) =>
        hold?.incident?.finding ? { rule: 'settled', source: PROCEDURE, because: 'it was settled before' } : undefined,
    ],
    input: z.object({ exists: z.enum(EXISTENCES), finding: words }),
    decide: (request, { exists, finding }) => {
      const hold = holdOf(request);
      const incident = { cause: hold.incident?.cause ?? 'no-request', finding: { words: finding, exists } };
      return { to: 'lapsed', set: { hold: { ...hold, incident } } };
    },
  }),
} as const;

export const proposed = (request: Request, proposal: Omit<NonNullable<Hold['proposal']>, 'from'>): Decision => ({
  to: 'release-proposed',
  set: { hold: { ...holdOf(request), proposal: { ...proposal, from: request.status as 'active' } } }, // one of its own statuses
});

/** H2: the hold has ended and nothing that stops it has arrived. */
export function lapsed(request: Request, facts: Facts): Decision {
  const hold = holdOf(request);
  const received = receivedInTime(hold, facts);
  if (received) return securedBy(request, received);
  return { to: 'lapsed', set: { hold: { ...hold, incident: { cause: causeOf(request, facts) } } } };
}

function causeOf({ status, hold }: Request, { linked }: Facts): NonNullable<Hold['incident']>['cause'] {
  if (status === 'requested') return 'never-confirmed';
  if (status === 'extension-asked') return 'extension-unanswered';
  if (status === 'release-proposed') return 'release-proposed';
  const relying = linked.filter(({ id: one }) => hold?.requests.includes(one));
  if (relying.length === 0) return 'no-request';
  return relying.some(({ sentOn }) => sentOn !== undefined) ? 'request-not-received' : 'request-not-sent';
}
