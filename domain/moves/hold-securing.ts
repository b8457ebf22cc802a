import { z } from 'zod';
import { calendarDate } from '../fields.ts';
import { HOLD, type Hold, holdOf, stopsOf } from '../hold.ts';
import { HOLD_STOPS, type HoldStop, RUNNING_OUT } from '../hold-status.ts';
import { type Decision, type Facts, file, move } from '../move.ts';
import type { Request } from '../request.ts';
import { met } from './clocks-of.ts';
import { endless, fault, inFuture, isOver, lateBy, notNow, refuse, sourceOf, todayAt } from './hold-common.ts';

/** What stops it has arrived in time: nothing runs out any more. A release that is proposed waits for its answer still. */
function secured(request: Request, stopped: NonNullable<Hold['stopped']>): Decision {
  const { draft: _, ...hold } = endless(holdOf(request));
  const to = request.status === 'release-proposed' ? 'release-proposed' : 'pending-decision';
  return { to, set: { hold: { ...hold, stopped } }, deadlines: met(request, HOLD) };
}

/** By a request that was received. */
export const securedBy = (request: Request, { id: received, receivedOn = '' }: Request): Decision =>
  secured(request, { by: 'request-received', on: receivedOn, request: received });

/** A linked request that the requested State has received while the hold ran. */
export const receivedInTime = (hold: Hold, facts: Pick<Facts, 'linked' | 'instruments'>): Request | undefined =>
  hold.stopped === undefined && stopsOf(hold, facts.instruments).includes('request-received')
    ? facts.linked.find(
        ({ id: one, receivedOn }) =>
          hold.requests.includes(one) && receivedOn !== undefined && !isOver(hold, receivedOn),
      )
    : undefined;

export const holdSecuringMoves = {
  secureHold: move({
    of: 'hold',
    doc: 'What ends the running out of the hold has arrived in time: the request at the requested State, Annex V or process at the provider. Sending it never does.',
    source: 'procedure 3.3, H1, H8; Budapest Convention 29(7)',
    by: ['drafter', 'ca-officer', 'ca-head', 'registry'],
    from: RUNNING_OUT,
    input: z.object({ stop: z.enum(HOLD_STOPS), on: calendarDate, paper: file.optional() }),
    said: ['paper'],
    decide: (request, { stop, on }, facts) => {
      const hold = holdOf(request);
      const stops: readonly HoldStop[] = stopsOf(hold, facts.instruments);
      const today = todayAt(hold, facts);
      const source = sourceOf(hold, facts);
      refuse('this step', [
        ...(stops.includes(stop)
          ? []
          : [
              fault(
                'stop',
                'stops',
                `does not end the running out of this hold: ${stops.join(', ') || 'nothing'} does`,
                source,
              ),
            ]),
        ...lateBy(hold, 'on', on, source),
        ...inFuture('on', on, today),
      ]);
      return secured(request, { by: stop, on });
    },
  }),

  recordReceipt: move({
    of: 'hold',
    doc: 'The requested State has received a request that relies on the hold, in time: nothing runs out any more.',
    source: 'procedure 3.3, H1; Budapest Convention 29(7)',
    by: 'system',
    from: RUNNING_OUT,
    needs: ['requests'],
    input: z.object({}),
    decide: (request, _input, facts) => {
      const received = receivedInTime(holdOf(request), facts);
      if (!received) throw notNow(request, 'received', 'no request that relies on it was received in time');
      return securedBy(request, received);
    },
  }),
} as const;
