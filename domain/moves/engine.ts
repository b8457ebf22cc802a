import { z } from 'zod';
import { ALARM } from '../alarms.ts';
import { compare } from '../dates.ts';
import type { Deadline } from '../deadlines.ts';
import { MAY_BE_ASKED } from '../duties.ts';
import { FORMAL_REQUEST, SECOND_CONFIRMATION } from '../emergency.ts';
import { ActionNotAllowed } from '../errors.ts';
import { OWED_PURPOSES } from '../exchange.ts';
import { HOLD } from '../hold.ts';
import { type Decision, type Facts, move, NO_INPUT } from '../move.ts';
import { ALL_STATUSES, type Changes, type Request } from '../request.ts';
import { called } from './alarming.ts';
import { started } from './clocks-of.ts';
import { incident } from './emergency.ts';
import { lapsed } from './hold-ends.ts';
import { ranOut } from './incoming-course.ts';
import { AFTER_SENDING } from './owing.ts';

/** What follows when a clock runs out without its duty done; clocks not named here only tell whom they must tell. */
const CONSEQUENCES: Partial<Record<string, (request: Request, deadline: Deadline, facts: Facts) => Partial<Decision>>> =
  {
    acknowledgement: (request) => ({ set: chased(request) }),
    silence: (request, deadline, facts) => {
      const stage = request.chases + 1; // all stages of one silence count from the same start
      const next =
        stage < 3 ? [started(request, facts, 'silence', { stage: stage + 1, start: deadline.startedAt })] : [];
      return { set: { ...chased(request), chases: stage }, deadlines: next };
    },
    [HOLD]: (request, _deadline, facts) => (request.hold?.incoming ? ranOut(request) : lapsed(request, facts)),
    [ALARM]: called,
    [SECOND_CONFIRMATION]: incident('unconfirmed-emergency'),
    [FORMAL_REQUEST]: incident('no-formal-request'),
    'postponement-enquiry': (request, deadline, facts) => ({
      set: chased(request),
      deadlines: [started(request, facts, 'postponement-enquiry', nextMonth(request, deadline))],
    }),
  };

const chased = (request: Request): Changes => ({ enquiry: { n: (request.enquiry?.n ?? 0) + 1, owed: true } });

/** Every month of one postponement counts from its start, so that late firings and short months do not add up. */
function nextMonth({ deadlines }: Request, deadline: Deadline): { start: string; stage: number } {
  const { kind, startedAt, counted } = deadline;
  const before = deadlines.filter((one) => one.kind === kind && one.startedAt === startedAt).length;
  return { start: startedAt, stage: (counted ? (counted.stage ?? 1) : before) + 1 };
}

const find = (request: Request, kind: string, cycle: number): Deadline => {
  const deadline = request.deadlines.find((one) => one.kind === kind && one.cycle === cycle);
  if (deadline?.status !== 'open') {
    throw new ActionNotAllowed({
      action: 'fire a deadline of',
      status: request.status,
      rule: 'deadline-open',
      source: 'each deadline fires once',
      because: 'this deadline is not open',
    });
  }
  return deadline;
};

const notDue = (request: Request): ActionNotAllowed =>
  new ActionNotAllowed({
    action: 'fire a deadline of',
    status: request.status,
    rule: 'deadline-due',
    source: 'no deadline fires early',
    because: 'this deadline is not due yet',
  });

export const engineMoves = {
  remind: move({
    doc: 'Tells whoever has the duty that a deadline is near.',
    source: 'house rules: reminders',
    by: 'system',
    direction: 'either',
    from: ALL_STATUSES,
    input: z.object({ kind: z.string(), cycle: z.int() }),
    decide: (request, { kind, cycle }, facts) => {
      const deadline = find(request, kind, cycle);
      if (deadline.reminded || !deadline.remindAt || compare(deadline.remindAt, facts.now) > 0) throw notDue(request);
      return {
        to: request.status,
        set: {},
        deadlines: [{ op: 'reminded', kind, cycle, ...(kind === HOLD ? { at: deadline.remindAt } : {}) }],
      };
    },
  }),

  fireDeadline: move({
    doc: 'A deadline has run out: whoever must know is told, and what the rule says follows.',
    source: 'house rules: escalation',
    by: 'system',
    direction: 'either',
    from: ALL_STATUSES,
    needs: ['requests', 'roster'],
    input: z.object({ kind: z.string(), cycle: z.int() }),
    decide: (request, { kind, cycle }, facts) => {
      const deadline = find(request, kind, cycle);
      if (compare(deadline.dueAt, facts.now) > 0) throw notDue(request);
      const { to = request.status, set = {}, deadlines = [] } = CONSEQUENCES[kind]?.(request, deadline, facts) ?? {};
      const isMet = deadlines.some((change) => change.op === 'met' && change.kind === kind && change.cycle === cycle);
      return { to, set, deadlines: [...(isMet ? [] : [{ op: 'fired' as const, kind, cycle }]), ...deadlines] };
    },
  }),

  prepareMail: move({
    doc: 'Freezes the mail that takes to the partner what it is owed: our answer, the news of a withdrawal, the question after a lapse.',
    source: 'procedure 3.1; UNTOC 18(24)',
    by: 'system',
    from: AFTER_SENDING,
    input: z.object({ purpose: z.enum(OWED_PURPOSES), n: z.int() }),
    decide: (request, { purpose, n }, facts) => {
      const before = request.owed ?? [];
      const owed = before.filter((one) => one.purpose !== purpose || one.n !== n);
      const { wire, messageId } = facts.prepared ?? {};
      if (owed.length === before.length || !wire || !messageId) {
        throw new ActionNotAllowed({
          action: 'write to the partner of',
          status: request.status,
          rule: 'mail-owed',
          source: 'procedure 3.1',
          because: 'no such mail is owed',
        });
      }
      const sent = {
        id: facts.id,
        purpose,
        channel: 'email' as const,
        wire,
        messageId,
        attempt: 1,
        status: 'prepared' as const,
        at: facts.now,
      };
      return { to: request.status, set: { owed, transmissions: [...request.transmissions, sent] } };
    },
  }),

  prepareEnquiry: move({
    doc: 'Freezes the status enquiry that the partner’s silence calls for.',
    source: 'house rule HR-8; UNTOC 18(24)',
    by: 'system',
    from: MAY_BE_ASKED,
    input: NO_INPUT,
    guards: [
      (request) =>
        request.enquiry?.owed && request.channel === 'email'
          ? undefined
          : { rule: 'enquiry', source: 'house rule HR-8', because: 'no enquiry is owed by e-mail' },
    ],
    decide: (request, _input, facts) => {
      const { wire, messageId } = facts.prepared ?? {};
      if (!wire || !messageId)
        throw new Error(`Cannot prepare an enquiry for "${request.id}": no message was composed`);
      const sent = {
        id: facts.id,
        purpose: 'enquiry' as const,
        channel: 'email' as const,
        wire,
        messageId,
        attempt: 1,
        status: 'prepared' as const,
        at: facts.now,
      };
      return {
        to: request.status,
        set: { enquiry: { n: request.enquiry?.n ?? 1, owed: false }, transmissions: [...request.transmissions, sent] },
      };
    },
  }),
} as const;
