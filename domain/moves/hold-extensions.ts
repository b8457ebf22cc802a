import { z } from 'zod';
import { addDays } from '../dates.ts';
import { calendarDate } from '../fields.ts';
import { type Extension, extensionRule, HOLD, type Hold, holdOf, isExtensionDue, ruleOfHold } from '../hold.ts';
import { prolongedEnd } from '../hold-end.ts';
import { type Decision, type Facts, file, move, partnerStep, words } from '../move.ts';
import type { Request, Status } from '../request.ts';
import { met } from './clocks-of.ts';
import {
  fault,
  inFuture,
  isOver,
  kept,
  lateBy,
  notNow,
  PROCEDURE,
  present,
  refuse,
  sourceOf,
  todayAt,
  withLast,
} from './hold-common.ts';
import { common } from './partner-common.ts';

/** H5: an extension is asked while the hold runs. */
export const HELD: readonly Status[] = ['confirmed', 'active'];

/** How a hold stands when an extension, or a release, leaves it as it was. */
export const standing = ({ effectiveOn, stopped, incoming }: Hold): Status =>
  incoming
    ? stopped
      ? 'mla-received'
      : 'preserved'
    : stopped
      ? 'pending-decision'
      : effectiveOn === undefined
        ? 'confirmed'
        : 'active';

/** Whether its instrument gives a prolongation of a known length that is not used up. */
export function mayProlong(hold: Hold, { instruments }: Pick<Facts, 'instruments'>): boolean {
  const right = extensionRule(hold, instruments);
  return right !== undefined && !right.isSpent && right.rule.line.amount !== null;
}

/** The clock that ran is over; the next one runs to the new end. */
export function prolonged(request: Request, hold: Hold, facts: Facts): Decision {
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

/** An extension was asked: given at once where the instrument gives it and it is known to have been received. */
export function asked(request: Request, given: Omit<Extension, 'isRight'>, facts: Facts): Decision {
  const { draft: _, ...before } = holdOf(request);
  const isRight = mayProlong(before, facts);
  const extension = { ...given, isRight, ...(isRight ? { source: sourceOf(before, facts) } : {}) };
  const hold = { ...before, extensions: [...before.extensions, extension] };
  return received(request, hold, facts) ?? { to: 'extension-asked', set: { hold } };
}

/** What becomes of a hold whose last extension is its right and is known to have been received; undefined where it is not. */
export function received(request: Request, hold: Hold, facts: Facts): Decision | undefined {
  const { isRight, receivedOn } = hold.extensions.at(-1) ?? {};
  if (!isRight || receivedOn === undefined || isOver(hold, receivedOn)) return undefined;
  return prolonged(
    request,
    { ...hold, extensions: withLast(hold, { answer: { result: 'given', on: receivedOn } }) },
    facts,
  );
}

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
      return asked(request, present({ askedOn, receivedOn, askedUntil }), facts);
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
      const hold = { ...before, extensions: withLast(before, { answer: given }) };
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
      const hold = { ...before, extensions: withLast(before, { answer: { result: 'declined', on } }) };
      return { to: standing(hold), set: { hold } };
    },
  }),
} as const;
