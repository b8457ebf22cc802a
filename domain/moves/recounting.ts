import { z } from 'zod';
import { lastDay } from '../counting.ts';
import { dateIn } from '../dates.ts';
import type { Deadline } from '../deadlines.ts';
import { ActionNotAllowed, type Gap, InvalidInput } from '../errors.ts';
import { calendarDate } from '../fields.ts';
import { ownAuthority } from '../guards.ts';
import { prolonging } from '../law-clocks.ts';
import { type Facts, type Guard, id, move, partnerStep, words } from '../move.ts';
import { type Request, STATUSES, type Status } from '../request.ts';
import { recountDeadline, spanOf } from '../running.ts';
import { cite } from '../treaties/type.ts';
import { cancelled, countingOf, running } from './clocks-of.ts';
import { lawStarted } from './law-clocks-of.ts';
import { common } from './partner-common.ts';

const kind = z
  .string()
  .regex(/^[a-z0-9-]{1,60}(\/[a-z0-9-]{1,60})?$/, { error: 'is not the kind of a deadline, such as silence' });

/** The partner has the request and has not given its last word. */
const UNDER_WAY: readonly Status[] = [
  'acknowledged',
  'info-asked',
  'conditions-offered',
  'secrecy-asked',
  'postponed',
  'in-execution',
  'partial',
];
/** Where clocks run that the central authority knows of. */
const WITH_CLOCKS: readonly Status[] = ['with-ca', 'ca-returned', 'in-translation', 'sent', ...UNDER_WAY];

const notOpen = (request: Request, action: string, because: string): ActionNotAllowed =>
  new ActionNotAllowed({ action, status: request.status, rule: 'deadline-open', source: 'DC-11', because });

const fault = (field: string, rule: string, message: string, source = 'DC-11'): Gap => ({
  field,
  rule,
  message,
  source,
});

const somethingRuns: Guard = (request) =>
  running(request).length > 0
    ? undefined
    : { rule: 'deadline-open', source: 'DC-11', because: 'no deadline of it runs' };

/** What is wrong with another start of a deadline. */
function startFaults(deadline: Deadline, startedOn: string, facts: Facts): Gap[] {
  const house = countingOf(deadline, facts);
  const today = dateIn(facts.now, house.calendar.zone);
  const unit = spanOf(deadline, house)?.unit;
  const from = dateIn(deadline.startedAt, deadline.zone);
  return [
    ...(startedOn > today ? [fault('startedOn', 'not-in-future', `is after today (${today})`)] : []),
    ...(startedOn === from ? [fault('startedOn', 'unchanged', 'is the day that it is counted from already')] : []),
    ...(unit === 'hour' ? [fault('startedOn', 'unit', 'is a day, and this deadline counts hours')] : []),
    ...(deadline.counted?.stated ? [fault('kind', 'stated', 'names a deadline whose date the partner stated')] : []),
  ];
}

/** The clocks that law lets the partner prolong once more: the last run of each, as long as its duty is not done. */
function prolongable(request: Request, { instruments }: Pick<Facts, 'instruments'>) {
  const last = new Map(request.deadlines.map((deadline) => [deadline.kind, deadline]));
  return [...last.values()].flatMap((deadline) => {
    const rule = prolonging(deadline.kind, instruments);
    if (!rule || (deadline.status !== 'open' && deadline.status !== 'fired')) return [];
    const source = cite(rule.instrument, rule.line.article);
    const times = request.deadlines.filter((one) => one.kind === deadline.kind && one.source === source).length;
    return [{ deadline, rule, source, isSpent: times >= (rule.line.prolongs?.times ?? 0) }];
  });
}

const somethingCanBeProlonged: Guard = (request, facts) =>
  prolongable(request, facts).some(({ isSpent }) => !isSpent)
    ? undefined
    : { rule: 'prolonged', source: 'procedure 3.1', because: 'its instrument lets no deadline of it be prolonged now' };

export const recountingMoves = {
  recountDeadlines: move({
    doc: 'Counts the open deadlines anew after a line of the law has changed a day off; those whose deadlines move are told.',
    source: 'DC-2, DC-6; house rules: working days',
    by: 'system',
    from: STATUSES,
    input: z.object({ lines: z.array(id).min(1).max(50) }),
    said: ['lines'],
    decide: (request, _input, facts) => {
      const open = request.deadlines.filter(({ status }) => status === 'open');
      const deadlines = open.flatMap(
        (deadline) => recountDeadline(deadline, countingOf(deadline, facts), { now: facts.now }) ?? [],
      );
      if (deadlines.length === 0)
        throw new ActionNotAllowed({
          action: 'recount the deadlines of',
          status: request.status,
          rule: 'deadline-moved',
          source: 'DC-11',
          because: 'none of them moves',
        });
      return { to: request.status, set: {}, deadlines };
    },
  }),

  correctStart: move({
    doc: 'Corrects the day from which a deadline is counted, and counts it anew; whose duty it is, is told.',
    source: 'DC-11',
    by: ['ca-officer', 'ca-head'],
    from: WITH_CLOCKS,
    input: z.object({ kind, cycle: z.int().min(1), startedOn: calendarDate, reason: words }),
    said: ['reason'],
    guards: [somethingRuns],
    decide: (request, input, facts) => {
      const { startedOn } = input;
      const deadline = running(request, input.kind).find(({ cycle }) => cycle === input.cycle);
      if (!deadline)
        throw notOpen(request, 'correct the start of a deadline of', 'no deadline of this kind and number runs');
      const faults = startFaults(deadline, startedOn, facts);
      const house = countingOf(deadline, facts);
      const change = recountDeadline(deadline, house, { now: facts.now, start: startedOn });
      if (!change) faults.push(fault('kind', 'rule', 'names a deadline whose rule is gone'));
      if (!change || faults.length > 0) throw new InvalidInput('this start', faults);
      return { to: request.status, set: {}, deadlines: [change] };
    },
  }),

  prolongDeadline: move({
    ...common,
    doc: 'The partner says why it needs longer, where its instrument allows that, and as often as it does.',
    source: 'EIO Directive 12(5)',
    from: UNDER_WAY,
    input: z.object({ ...partnerStep, kind, reason: words }),
    said: ['reason'],
    guards: [ownAuthority, somethingCanBeProlonged],
    decide: (request, input, facts) => {
      const found = prolongable(request, facts).find(({ deadline }) => deadline.kind === input.kind);
      if (!found || found.isSpent) {
        const message = found
          ? 'names a deadline that was prolonged before'
          : 'names no deadline that can be prolonged';
        throw new InvalidInput('this prolongation', [fault('kind', 'prolonged', message, found?.source)]);
      }
      const { deadline, rule } = found;
      const day = lastDay(deadline.dueAt, deadline);
      const longer = lawStarted(request, facts, { rule, day, kind: input.kind });
      return { to: request.status, set: {}, deadlines: [...cancelled(request, input.kind), longer] };
    },
  }),
} as const;
