import { z } from 'zod';
import { copyHasAddressee } from '../copies.ts';
import type { Deadline, DeadlineChange } from '../deadlines.ts';
import {
  AFTER_ALONE,
  type Alone,
  awaitsSecond,
  BEFORE_ALONE,
  FORMAL_REQUEST,
  hasIncident,
  INCIDENT_CAUSES,
  type IncidentCause,
  owesFormal,
  SECOND_CONFIRMATION,
} from '../emergency.ts';
import { letterIsCurrent, notTheAuthor, notTheEndorser, notTheSender } from '../guards.ts';
import { citeRule } from '../house-rules.ts';
import { type Decision, type Facts, type Guard, letterHash, move, NO_INPUT, words } from '../move.ts';
import { type PeriodRule, periodsIn } from '../periods.ts';
import type { Request } from '../request.ts';
import { openLawDeadline } from '../running.ts';
import { instrumentOf } from '../treaties/instruments.ts';
import { met, nextCycle, started } from './clocks-of.ts';
import { SENDING, sent } from './dispatch.ts';
import { unknownField } from './drafting.ts';
import { conditionsSettled } from './informing.ts';

const S6 = 'separation of duties S6';
const RULE = citeRule('HR-85');

const isEmergency: Guard = ({ urgency }) =>
  urgency === 'emergency' ? undefined : { rule: 'urgency', source: S6, because: `its urgency is "${urgency}"` };

/** Only who has a turn of duty now counts: a head may always. */
const hasDuty: Guard = (_request, { actor, roster }) => {
  const self = actor.standsInFor ?? actor.id;
  return actor.roles.includes('ca-head') || roster.some(({ person, turn }) => turn !== undefined && person === self)
    ? undefined
    : { rule: 'on-duty', source: RULE, because: 'it is for whoever has duty now, or a head' };
};

/** No translation is waited for: the partner must take the letter as it is. */
const languageIsTaken: Guard = ({ letter }, { translateInto }) =>
  translateInto === undefined
    ? undefined
    : {
        rule: 'language',
        source: 'V7',
        because: `the partner takes no letter in "${letter?.language}": it needs a certified translation into "${translateInto}"`,
      };

const waitsForSecond: Guard = (request) =>
  awaitsSecond(request)
    ? undefined
    : {
        rule: 'awaits-second',
        source: S6,
        because: request.alone ? 'a second person has decided on it' : 'nobody has sent it alone',
      };

/** What an instrument among its bases sets for the confirmation; the shortest of several. */
function validation({ basis, items }: Request, { instruments }: Facts): PeriodRule | undefined {
  return [...basis, ...items.flatMap((item) => item.basis ?? [])]
    .flatMap(({ instrument: name }) => {
      const instrument = instrumentOf(instruments, name);
      return instrument ? periodsIn(instrument).filter(({ line }) => line.id === 'ex-post-validation') : [];
    })
    .sort((a, b) => (a.line.amount ?? 0) - (b.line.amount ?? 0))[0];
}

/** The clock of the confirmation: by the article of its basis where one sets it, else by the rule of the house. */
function confirmation(request: Request, facts: Facts): DeadlineChange {
  const rule = validation(request, facts);
  if (!rule) return started(request, facts, SECOND_CONFIRMATION);
  const { calendar, now } = facts;
  const [kind, trigger] = [SECOND_CONFIRMATION, request.version + 1];
  const cycle = nextCycle(request, kind);
  return { op: 'open', deadline: openLawDeadline({ rule, kind, cycle, trigger, start: now, calendar, now }) };
}

const aloneOf = ({ id, alone }: Request): Alone => {
  if (!alone) throw new Error(`Cannot decide on "${id}": nobody has sent it alone`);
  return alone;
};

/** What follows when a time is let pass: an incident, once. */
export const incident =
  (cause: IncidentCause) =>
  (request: Request, _deadline: Deadline, { now }: Facts): Partial<Decision> =>
    hasIncident(request, cause) ? {} : { set: { incidents: [...(request.incidents ?? []), { cause, at: now }] } };

const second = { by: ['ca-officer', 'ca-head', 'poc-officer'], from: AFTER_ALONE } as const;

export const emergencyMoves = {
  sendAlone: move({
    doc: 'In an emergency whoever has duty, or a head, passes exactly the stored letter and sends it at once, alone, although nobody has endorsed it. Drafter, editor and endorser may not. A second person confirms it afterwards.',
    source: `${S6}; ${RULE}`,
    by: ['poc-officer', 'ca-head'],
    from: BEFORE_ALONE,
    input: SENDING.extend({ letter: letterHash }),
    proof: true,
    needs: ['content', 'roster'],
    guards: [
      isEmergency,
      hasDuty,
      notTheAuthor,
      notTheEndorser,
      letterIsCurrent,
      languageIsTaken,
      conditionsSettled,
      copyHasAddressee,
    ],
    decide: (request, { letter, ...given }, facts) => {
      if (request.letter?.hash !== letter)
        throw unknownField('letter', 'is not the letter that lies here: read it again');
      const hand = { by: facts.actor.standsInFor ?? facts.actor.id, at: facts.now };
      const alone: Request = { ...request, alone: hand };
      return {
        to: 'ready',
        set: {
          approval: { ...hand, edition: request.edition },
          amendedBy: null,
          alone: hand,
          transmissions: sent(request, given, facts),
        },
        deadlines: [
          ...met(request, 'ca-review'),
          confirmation(request, facts),
          ...(owesFormal(alone) ? [started(request, facts, FORMAL_REQUEST)] : []),
        ],
      };
    },
  }),

  confirmEmergency: move({
    ...second,
    doc: 'A second person confirms what was sent alone. Neither its drafter nor its sender may; after its time it is still possible, and the incident stays.',
    source: `${S6}; ${citeRule('HR-16')}`,
    input: NO_INPUT,
    proof: true,
    guards: [waitsForSecond, notTheAuthor, notTheSender],
    decide: (request, _input, { actor, now }) => ({
      to: request.status,
      set: { alone: { ...aloneOf(request), confirmed: { by: actor.standsInFor ?? actor.id, at: now } } },
      deadlines: met(request, SECOND_CONFIRMATION),
    }),
  }),

  withholdConfirmation: move({
    ...second,
    doc: 'A second person does not confirm what was sent alone, and says why: its withdrawal is asked for, by which the partner is told.',
    source: `${S6}; ${citeRule('HR-16')}`,
    input: z.object({ reason: words }),
    guards: [waitsForSecond, notTheAuthor, notTheSender],
    decide: (request, { reason }, { actor, now }) => {
      const withheld = { by: actor.standsInFor ?? actor.id, at: now, reason };
      return {
        to: request.status,
        set: { alone: { ...aloneOf(request), withheld }, withdrawalAsked: reason },
        deadlines: met(request, SECOND_CONFIRMATION),
      };
    },
  }),

  explainIncident: move({
    doc: 'Says why a time was let pass after an emergency, and what came of it. The incident stays on record.',
    source: RULE,
    by: ['ca-officer', 'ca-head'],
    from: [...AFTER_ALONE, 'withdrawn', 'closed'],
    input: z.object({ cause: z.enum(INCIDENT_CAUSES), finding: words }),
    guards: [
      ({ incidents = [] }) =>
        incidents.some(({ finding }) => finding === undefined)
          ? undefined
          : { rule: 'incident', source: RULE, because: 'no incident of it waits for an explanation' },
    ],
    decide: (request, { cause, finding }, { actor, now }) => {
      const incidents = request.incidents ?? [];
      if (!incidents.some((one) => one.cause === cause && one.finding === undefined))
        throw unknownField('cause', 'names no incident that waits for an explanation');
      const found = { by: actor.id, at: now, words: finding };
      return {
        to: request.status,
        set: { incidents: incidents.map((one) => (one.cause === cause ? { ...one, finding: found } : one)) },
      };
    },
  }),
} as const;
