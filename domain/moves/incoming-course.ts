import { z } from 'zod';
import { calendarDate } from '../fields.ts';
import { GROUNDS } from '../grounds.ts';
import { HOLD, type Hold, stopsOf } from '../hold.ts';
import { prolongedEnd } from '../hold-end.ts';
import { isExtensionAsked } from '../incoming.ts';
import { type Decision, type Facts, type Guard, mark, move, partnerStep, words } from '../move.ts';
import { refusalFaults } from '../refusal.ts';
import type { Request } from '../request.ts';
import { DUTY_ROLES } from '../roster.ts';
import { met } from './clocks-of.ts';
import {
  endless,
  fault,
  inFuture,
  isOver,
  lateBy,
  present,
  refuse,
  sourceOf,
  todayAt,
  withLast,
} from './hold-common.ts';
import { proposed } from './hold-ends.ts';
import { mayProlong, prolonged } from './hold-extensions.ts';
import { incomingOf, PROCEDURE, withIncoming } from './incoming-common.ts';
import { offerFor } from './incoming-decisions.ts';
import { common } from './partner-common.ts';

const notAskedYet: Guard = (request) =>
  isExtensionAsked(request)
    ? { rule: 'extension', source: PROCEDURE, because: 'an extension waits for our answer' }
    : undefined;
const extensionWaits: Guard = (request) =>
  isExtensionAsked(request)
    ? undefined
    : { rule: 'extension', source: PROCEDURE, because: 'no extension waits for our answer' };

/** It is kept until another day, which is after the one until which it is kept now. */
function keptUntil(
  request: Request,
  extensions: Hold['extensions'],
  end: { on: string; until?: string | undefined },
  facts: Facts,
): Decision {
  const { hold } = incomingOf(request);
  const { proposal: _, ...rest } = hold;
  const given = { result: 'given' as const, ...present(end), on: end.on };
  const reached = prolongedEnd({ ...hold, extensions: extensions.slice(0, -1) }, end, facts);
  const after = hold.until ?? todayAt(hold, facts);
  refuse('this extension', [
    ...(reached ? [] : [fault('until', 'missing', 'is missing: no instrument says how long it is prolonged', 'DC-9')]),
    ...(reached && reached.until <= after
      ? [fault('until', 'date-order', `is not after ${after}`, 'house rule HR-29')]
      : []),
  ]);
  const prolongedHold = { ...rest, extensions };
  return prolonged(request, { ...prolongedHold, extensions: withLast(prolongedHold, { answer: given }) }, facts);
}

/** H4: the last day is over and no request that stops it has come: a person releases what is kept. */
export function ranOut(request: Request): Decision {
  const over = { ...request, hold: endless(incomingOf(request).hold) };
  return request.status === 'release-proposed'
    ? { to: request.status, set: { hold: over.hold } }
    : proposed(over, { by: 'system' });
}

export const incomingCourseMoves = {
  receiveExtension: move({
    ...common,
    of: 'hold',
    direction: 'incoming',
    doc: 'The partner asks that the data be preserved longer, while they are.',
    source: `${PROCEDURE}; procedure 3.3, H5; UN Convention against Cybercrime 42(8)`,
    from: ['preserved'],
    guards: [...common.guards, notAskedYet],
    input: z.object({ ...partnerStep, askedUntil: calendarDate.optional() }),
    decide: (request, { askedUntil, on = '' }, facts) => {
      const { hold } = incomingOf(request);
      refuse('this extension', [
        ...lateBy(hold, 'on', on, sourceOf(hold, facts)),
        ...(askedUntil !== undefined && !isOver(hold, askedUntil)
          ? [
              fault(
                'askedUntil',
                'date-order',
                `is not after the end of what is prolonged, ${hold.until}`,
                'house rule HR-77',
              ),
            ]
          : []),
      ]);
      const isRight = mayProlong(hold, facts);
      const asked = { askedOn: on, receivedOn: todayAt(hold, facts), isRight, ...present({ askedUntil }) };
      return { to: request.status, set: { hold: { ...hold, extensions: [...hold.extensions, asked] } } };
    },
  }),

  grantExtension: move({
    of: 'hold',
    direction: 'incoming',
    doc: 'We preserve the data longer, as the partner asked: until a day of ours, else the one that it asked for or that the instrument sets.',
    source: `${PROCEDURE}; procedure 3.3, H7`,
    by: DUTY_ROLES,
    from: ['preserved'],
    guards: [extensionWaits],
    input: z.object({ until: calendarDate.optional() }),
    decide: (request, { until }, facts) => {
      const { hold } = incomingOf(request);
      const end = { on: todayAt(hold, facts), until: until ?? hold.extensions.at(-1)?.askedUntil };
      return keptUntil(request, hold.extensions, end, facts);
    },
  }),

  denyExtension: move({
    of: 'hold',
    direction: 'incoming',
    doc: 'We do not preserve the data longer, with a ground and why: they are kept until the day until which they are kept now. What the instrument gives is not denied.',
    source: `${PROCEDURE}; separation of duties S5`,
    by: ['ca-head'],
    from: ['preserved'],
    guards: [extensionWaits],
    tellsPartner: true,
    input: z.object({ ground: z.enum(GROUNDS), reason: words }),
    decide: (request, { ground, reason }, facts) => {
      const { hold } = incomingOf(request);
      const source = sourceOf(hold, facts);
      refuse(
        'this answer',
        hold.extensions.at(-1)?.isRight
          ? [fault('ground', 'right', 'is none: the instrument gives this extension', source)]
          : [],
      );
      const answer = { result: 'declined' as const, on: todayAt(hold, facts), ground, words: reason };
      return { to: request.status, set: { hold: { ...hold, extensions: withLast(hold, { answer }) } } };
    },
  }),

  keepLonger: move({
    of: 'hold',
    direction: 'incoming',
    doc: 'We keep the data until a later day of our own accord, also where they have run out and are not released yet.',
    source: 'house rule HR-29',
    by: DUTY_ROLES,
    from: ['preserved', 'release-proposed'],
    guards: [notAskedYet],
    input: z.object({ until: calendarDate, reason: words }),
    said: ['reason'],
    decide: (request, { until }, facts) => {
      const { hold } = incomingOf(request);
      const on = todayAt(hold, facts);
      return keptUntil(request, [...hold.extensions, { askedOn: on, isRight: false }], { on, until }, facts);
    },
  }),

  receiveRequest: move({
    of: 'hold',
    direction: 'incoming',
    doc: 'The partner’s request for assistance has arrived. Where the instrument says so, nothing runs out any more: the data are kept until it is decided.',
    source: `${PROCEDURE}; Budapest Convention 29(7)`,
    by: [...DUTY_ROLES, 'registry'],
    from: ['preserved', 'release-proposed'],
    guards: [
      ({ hold }) =>
        hold?.incoming?.request
          ? { rule: 'received', source: PROCEDURE, because: 'it was received before' }
          : undefined,
    ],
    input: z.object({ reference: mark, on: calendarDate }),
    decide: (request, { reference, on }, facts) => {
      const { hold: before } = incomingOf(request);
      refuse('this step', [
        ...lateBy(before, 'on', on, sourceOf(before, facts)),
        ...inFuture('on', on, todayAt(before, facts)),
      ]);
      const hold = withIncoming(before, { request: { reference, on } });
      if (!stopsOf(hold, facts.instruments).includes('request-received')) return { to: request.status, set: { hold } };
      const { proposal: _, ...rest } = endless(hold);
      return {
        to: 'mla-received',
        set: { hold: { ...rest, stopped: { by: 'request-received', on } } },
        deadlines: met(request, HOLD),
      };
    },
  }),

  reportProvider: move({
    of: 'hold',
    direction: 'incoming',
    doc: 'A provider of another State took part in the transmission: enough is told for the partner to find it and the path, unless a ground that the instrument leaves withholds it.',
    source: 'Budapest Convention 30',
    by: DUTY_ROLES,
    from: ['preserved', 'mla-received'],
    input: z.object({ provider: words, ground: z.enum(GROUNDS).optional() }),
    decide: (request, { provider, ground }, facts) => {
      const { hold, incoming } = incomingOf(request);
      const offer = offerFor(request, 'traffic-partial-disclosure', facts);
      refuse('this step', ground ? refusalFaults(offer, { ground, reason: provider.text, consulted: true }) : []);
      const article = offer.grounds.find((line) => line.ground === ground)?.cited;
      const found = { words: provider, on: facts.today, ...present({ ground, article }) };
      return { to: request.status, set: { hold: withIncoming(hold, { providers: [...incoming.providers, found] }) } };
    },
  }),
} as const;
