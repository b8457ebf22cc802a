import { z } from 'zod';
import { addDays } from '../dates.ts';
import { ActionNotAllowed, type Gap } from '../errors.ts';
import { calendarDate } from '../fields.ts';
import { extensionRule, HOLD, type Hold, holdOf, isExtensionDue, prolongedEnd, ruleOfHold, stopsOf } from '../hold.ts';
import { HOLD_STOPS, type HoldStop, RUNNING_OUT } from '../hold-status.ts';
import { type Decision, type Facts, file, move, partnerStep, words } from '../move.ts';
import type { Request, Status } from '../request.ts';
import { cite } from '../treaties/type.ts';
import { met } from './clocks-of.ts';
import { endless, fault, inFuture, kept, PROCEDURE, refuse, todayAt } from './hold-common.ts';
import { common } from './partner-common.ts';

/** H5: an extension is asked while the hold runs. */
const HELD: readonly Status[] = ['confirmed', 'active'];

/** How a hold stands when an extension, or a release, leaves it as it was. */
export const standing = ({ effectiveOn, stopped }: Hold): Status =>
  stopped ? 'pending-decision' : effectiveOn === undefined ? 'confirmed' : 'active';

const isOver = (hold: Hold, day: string): boolean => hold.until !== undefined && day > hold.until;

/** Where the instrument says how long a hold lasts, or that it is prolonged. */
function sourceOf(hold: Hold, { instruments }: Pick<Facts, 'instruments'>): string {
  const rule = extensionRule(hold, instruments)?.rule ?? ruleOfHold(hold, instruments);
  return rule ? cite(rule.instrument, rule.line.article) : PROCEDURE;
}

/** Whether its instrument gives a prolongation of a known length that is not used up. */
function mayProlong(hold: Hold, { instruments }: Pick<Facts, 'instruments'>): boolean {
  const right = extensionRule(hold, instruments);
  return right !== undefined && !right.isSpent && right.rule.line.amount !== null;
}

/** The clock that ran is over; the next one runs to the new end. */
function prolonged(request: Request, hold: Hold, facts: Facts): Decision {
  const over = met(request, HOLD);
  const rested = {
    ...request,
    deadlines: request.deadlines.map((one) =>
      one.kind === HOLD && one.status === 'open' ? { ...one, status: 'met' as const } : one,
    ),
  };
  const { hold: counted, deadlines } = kept(rested, hold, facts);
  return { to: standing(hold), set: { hold: counted }, deadlines: [...over, ...deadlines] };
}

/** What stops it has arrived in time: nothing runs out any more. A release that is proposed waits for its answer still. */
function secured(request: Request, stopped: NonNullable<Hold['stopped']>): Decision {
  const { draft: _, ...hold } = endless(holdOf(request));
  const to = request.status === 'release-proposed' ? 'release-proposed' : 'pending-decision';
  return { to, set: { hold: { ...hold, stopped } }, deadlines: met(request, HOLD) };
}

/** By a request that was received. */
export const securedBy = (request: Request, { id: received, receivedOn = '' }: Request): Decision =>
  secured(request, { by: 'request-received', on: receivedOn, request: received });

const lateBy = (hold: Hold, field: string, day: string, source: string): Gap[] =>
  isOver(hold, day) ? [fault(field, 'too-late', `is after the last day of the hold (${hold.until})`, source)] : [];

/** A linked request that the requested State has received while the hold ran. */
export const receivedInTime = (hold: Hold, facts: Pick<Facts, 'linked' | 'instruments'>): Request | undefined =>
  hold.stopped === undefined && stopsOf(hold, facts.instruments).includes('request-received')
    ? facts.linked.find(
        ({ id: one, receivedOn }) =>
          hold.requests.includes(one) && receivedOn !== undefined && !isOver(hold, receivedOn),
      )
    : undefined;

/** Until when an extension is asked: as long as its instrument gives, else as long again as it was held at first. */
function wishedUntil(hold: Hold, isRight: boolean, facts: Facts): string | undefined {
  if (isRight) return prolongedEnd(hold, { on: todayAt(hold, facts) }, facts)?.until;
  const days = ruleOfHold(hold, facts.instruments)?.line.amount;
  return hold.until === undefined || days == null ? undefined : addDays(hold.until, days);
}

export const holdExtensionMoves = {
  draftExtension: move({
    of: 'hold',
    doc: 'Drafts the extension in good time, for a person to ask: by right where the instrument gives it, else as a courtesy.',
    source: 'procedure 3.3, H5, H7; DC-12',
    by: 'system',
    from: HELD,
    input: z.object({}),
    decide: (request, _input, facts) => {
      if (!isExtensionDue(request)) throw notNow(request, 'draft', 'no extension is to be drafted now');
      const hold = holdOf(request);
      const isRight = mayProlong(hold, facts);
      const askedUntil = wishedUntil(hold, isRight, facts);
      const draft = {
        on: todayAt(hold, facts),
        isRight,
        ...(isRight ? { source: sourceOf(hold, facts) } : {}),
        ...(askedUntil === undefined ? {} : { askedUntil }),
      };
      return { to: request.status, set: { hold: { ...hold, draft } } };
    },
  }),

  askExtension: move({
    of: 'hold',
    doc: 'An extension was asked. Where the instrument gives it and it was received in time, it is given; else the partner answers, and it is a courtesy where no instrument gives one.',
    source: 'procedure 3.3, H5, H7; 18 USC 2703(f)(2); e-Evidence Regulation 11(1)',
    by: ['drafter', 'ca-officer', 'ca-head', 'registry'],
    from: HELD,
    input: z.object({
      on: calendarDate.optional(),
      askedUntil: calendarDate.optional(),
      receivedOn: calendarDate.optional(),
      paper: file.optional(),
    }),
    said: ['paper'],
    decide: (request, { on, askedUntil, receivedOn }, facts) => {
      const before = holdOf(request);
      const today = todayAt(before, facts);
      const askedOn = on ?? today;
      const source = sourceOf(before, facts);
      const isRight = mayProlong(before, facts);
      refuse('this extension', [
        ...lateBy(before, 'on', askedOn, source),
        ...(receivedOn === undefined ? [] : lateBy(before, 'receivedOn', receivedOn, source)),
        ...inFuture('on', askedOn, today),
        ...inFuture('receivedOn', receivedOn, today),
        ...(askedUntil !== undefined && !isOver(before, askedUntil)
          ? [
              fault(
                'askedUntil',
                'date-order',
                `is not after the end of what is prolonged, ${before.until}`,
                'house rule HR-77',
              ),
            ]
          : []),
      ]);
      const asked = {
        askedOn,
        isRight,
        ...(isRight ? { source } : {}),
        ...(receivedOn === undefined ? {} : { receivedOn }),
        ...(askedUntil === undefined ? {} : { askedUntil }),
      };
      const isGiven = isRight && receivedOn !== undefined;
      const extension = isGiven ? { ...asked, answer: { result: 'given' as const, on: receivedOn } } : asked;
      const { draft: _, ...asking } = before;
      const hold = { ...asking, extensions: [...before.extensions, extension] };
      return isGiven ? prolonged(request, hold, facts) : { to: 'extension-asked', set: { hold } };
    },
  }),

  confirmExtension: move({
    ...common,
    of: 'hold',
    doc: 'The partner prolongs the hold: until the day that it states, or as long as the instrument says.',
    source: 'procedure 3.3, H7; UN Convention against Cybercrime 42(8)',
    from: ['extension-asked'],
    input: z.object({ ...partnerStep, until: calendarDate.optional() }),
    decide: (request, { until, on = '' }, facts) => {
      const before = holdOf(request);
      const given = { result: 'given' as const, on, ...(until === undefined ? {} : { until }) };
      const hold = { ...before, extensions: answered(before, given) };
      const end = prolongedEnd({ ...before, extensions: before.extensions.slice(0, -1) }, { on, until }, facts);
      refuse('this extension', [
        ...(end ? [] : [fault('until', 'missing', 'is missing: no instrument says how long it is prolonged', 'DC-9')]),
        ...(end && !isOver(before, end.until)
          ? [fault('until', 'date-order', `is not after the end of what is prolonged, ${before.until}`, 'DC-9')]
          : []),
      ]);
      return prolonged(request, hold, facts);
    },
  }),

  declineExtension: move({
    ...common,
    of: 'hold',
    doc: 'The partner does not prolong the hold: it ends when it would have ended.',
    source: PROCEDURE,
    from: ['extension-asked'],
    input: z.object({ ...partnerStep, reason: words.optional() }),
    said: ['reason'],
    decide: (request, { on = '' }) => {
      const before = holdOf(request);
      const hold = { ...before, extensions: answered(before, { result: 'declined', on }) };
      return { to: standing(hold), set: { hold } };
    },
  }),

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

const answered = (
  { extensions }: Hold,
  answer: NonNullable<Hold['extensions'][number]['answer']>,
): Hold['extensions'] => extensions.map((one, index) => (index === extensions.length - 1 ? { ...one, answer } : one));

export const notNow = (request: Request, rule: string, because: string): ActionNotAllowed =>
  new ActionNotAllowed({ action: 'move', status: request.status, rule, source: PROCEDURE, because });
