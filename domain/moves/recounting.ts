import { z } from 'zod';
import { ALARM } from '../alarms.ts';
import { lastDay } from '../counting.ts';
import { compare, dateIn } from '../dates.ts';
import { type Deadline, type DeadlineChange, foldDeadlines, type Recounted, unwarned } from '../deadlines.ts';
import { FORMAL_REQUEST, SECOND_CONFIRMATION } from '../emergency.ts';
import { ActionNotAllowed, type Gap, InvalidInput } from '../errors.ts';
import { UNDER_WAY } from '../exchange.ts';
import { calendarDate, instant } from '../fields.ts';
import { ownAuthority } from '../guards.ts';
import type { Hold } from '../hold.ts';
import { prolonging } from '../law-clocks.ts';
import { type Facts, type Guard, id, move, partnerStep, words } from '../move.ts';
import { ALL_STATUSES, type Request, type Status } from '../request.ts';
import { recountDeadline, spanOf } from '../running.ts';
import { cite } from '../treaties/type.ts';
import { type CountingFacts, cancelled, countingOf, nextCycle } from './clocks-of.ts';
import { recountedHold } from './hold-common.ts';
import { lawStarted } from './law-clocks-of.ts';
import { common } from './partner-common.ts';

const kind = z
  .string()
  .regex(/^[a-z0-9-]{1,60}(\/[a-z0-9-]{1,60})?$/, { error: 'is not the kind of a deadline, such as silence' });

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

/** The last run of each clock. */
const lastRuns = ({ deadlines }: Request): Deadline[] => [
  ...new Map(deadlines.map((deadline) => [deadline.kind, deadline])).values(),
];

/** What starts by a step of ours at its own instant cannot have started at another. */
const FIXED: ReadonlySet<string> = new Set([ALARM, SECOND_CONFIRMATION, FORMAL_REQUEST]);
/** Those whose duty is not done: a wrong start is often found when a clock has run out. */
const correctable = (request: Request): Deadline[] =>
  lastRuns(request).filter(
    ({ kind, status }) => !FIXED.has(kind) && (status === 'open' || status === 'paused' || status === 'fired'),
  );

const somethingRuns: Guard = (request) =>
  correctable(request).length > 0
    ? undefined
    : { rule: 'deadline-open', source: 'DC-11', because: 'no deadline of it runs' };

type CorrectedStart = { startedOn?: string | undefined; startedAt?: string | undefined };

/** What is wrong with another start of a deadline: hours count from an instant, everything else from a day. */
function startFaults(deadline: Deadline, { startedOn, startedAt }: CorrectedStart, facts: Facts): Gap[] {
  const house = countingOf(deadline, facts);
  const today = dateIn(facts.now, house.calendar.zone);
  const isOfHours = spanOf(deadline, house)?.unit === 'hour';
  const [wanted, other] = isOfHours ? (['startedAt', 'startedOn'] as const) : (['startedOn', 'startedAt'] as const);
  const given = { startedOn, startedAt };
  const isFuture = startedOn === undefined ? compare(startedAt ?? facts.now, facts.now) > 0 : startedOn > today;
  const isSame =
    startedOn === undefined
      ? startedAt !== undefined && compare(startedAt, deadline.startedAt) === 0
      : startedOn === dateIn(deadline.startedAt, deadline.zone);
  return [
    ...(given[other] === undefined
      ? []
      : [fault(other, 'unit', `is not what this deadline counts from: it counts ${isOfHours ? 'hours' : 'days'}`)]),
    ...(given[wanted] === undefined ? [fault(wanted, 'unit', 'is missing: what this deadline counts from')] : []),
    ...(isFuture ? [fault(wanted, 'not-in-future', `is after today (${today})`)] : []),
    ...(isSame ? [fault(wanted, 'unchanged', 'is what it is counted from already')] : []),
    ...(deadline.counted?.stated ? [fault('kind', 'stated', 'names a deadline whose date the partner stated')] : []),
  ];
}

/** What ran out by a wrong start runs once more, as the next run of its clock. */
function runningOn(request: Request, deadline: Deadline, change: Recounted, now: string): DeadlineChange | Gap {
  if (compare(change.dueAt, now) <= 0)
    return fault('kind', 'deadline-open', `names a deadline that has run out by that start, too: ${change.dueAt}`);
  const [again = deadline] = foldDeadlines([deadline], [change]);
  return {
    op: 'open',
    deadline: { ...again, cycle: nextCycle(request, deadline.kind), trigger: request.version + 1 },
  };
}

/** As if it had not run out: its reminders are given again. */
const reopened = (deadline: Deadline): Deadline => ({ ...unwarned(deadline), status: 'open' });

/** The clocks that law lets the partner prolong once more: the last run of each, as long as its duty is not done. */
function prolongable(request: Request, { instruments }: Pick<Facts, 'instruments'>) {
  return lastRuns(request).flatMap((deadline) => {
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

/** What the days off as they are now make of a file: of its open deadlines, and of a hold its last working day. */
export function countedAnew(
  file: Pick<Request, 'hold' | 'deadlines'>,
  facts: CountingFacts & Pick<Facts, 'now'>,
): { deadlines: Recounted[]; hold?: Hold } {
  const { now } = facts;
  const deadlines = file.deadlines
    .filter(({ status }) => status === 'open')
    .flatMap((deadline) => recountDeadline(deadline, countingOf(deadline, facts), { now }) ?? []);
  const held = recountedHold(file, facts);
  return held ? { deadlines: [...deadlines, held.change], hold: held.hold } : { deadlines };
}

export const recountingMoves = {
  recountDeadlines: move({
    doc: 'Counts the open deadlines anew after a line of the law has changed a day off; those whose deadlines move are told.',
    source: 'DC-2, DC-6; house rules: working days',
    by: 'system',
    direction: 'either',
    from: ALL_STATUSES,
    input: z.object({ lines: z.array(id).min(1).max(50) }),
    said: ['lines'],
    decide: (request, _input, facts) => {
      const { deadlines, hold } = countedAnew(request, facts);
      if (deadlines.length === 0)
        throw new ActionNotAllowed({
          action: 'recount the deadlines of',
          status: request.status,
          rule: 'deadline-moved',
          source: 'DC-11',
          because: 'none of them moves',
        });
      return { to: request.status, set: hold ? { hold } : {}, deadlines };
    },
  }),

  correctStart: move({
    doc: 'Corrects the day from which a deadline is counted, and counts it anew; whose duty it is, is told.',
    source: 'DC-11',
    by: ['ca-officer', 'ca-head'],
    from: WITH_CLOCKS,
    input: z.object({
      kind,
      cycle: z.int().min(1),
      startedOn: calendarDate.optional(),
      startedAt: instant.optional(),
      reason: words,
    }),
    said: ['reason'],
    guards: [somethingRuns],
    decide: (request, input, facts) => {
      const deadline = correctable(request).find(({ kind, cycle }) => kind === input.kind && cycle === input.cycle);
      if (!deadline)
        throw notOpen(request, 'correct the start of a deadline of', 'no deadline of this kind and number runs');
      const faults = startFaults(deadline, input, facts);
      if (faults.length > 0) throw new InvalidInput('this start', faults);
      const start = input.startedOn ?? input.startedAt ?? deadline.startedAt;
      const isOver = deadline.status === 'fired';
      const standing = isOver ? reopened(deadline) : deadline;
      const recounted = recountDeadline(standing, countingOf(deadline, facts), { now: facts.now, start });
      if (!recounted)
        throw new InvalidInput('this start', [fault('kind', 'rule', 'names a deadline whose rule is gone')]);
      const change = isOver ? runningOn(request, standing, recounted, facts.now) : recounted;
      if ('field' in change) throw new InvalidInput('this start', [change]);
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
