import { type DeadlineKind, sideOf } from '../clocks.ts';
import type { Deadline, DeadlineChange } from '../deadlines.ts';
import type { Facts } from '../move.ts';
import type { Request } from '../request.ts';
import { type CountingHouse, openDeadline, pauseDeadline, resumeDeadline } from '../running.ts';

const OPEN: ReadonlySet<Deadline['status']> = new Set(['open', 'paused']);
/** The clocks that are open or stand still, of one kind or of all. */
export const running = (request: Request, kind?: string): Deadline[] =>
  request.deadlines.filter((deadline) => OPEN.has(deadline.status) && (kind === undefined || deadline.kind === kind));

/** What of the facts deadlines are counted with. */
export type CountingFacts = Pick<Facts, 'calendar' | 'rules' | 'instruments'> & {
  partner: Pick<Facts['partner'], 'calendar'>;
};

/** With what a clock is counted: the days off of whose duty it is, where it runs, and the rules and the law as they are now. */
export function countingOf({ kind, counted }: Pick<Deadline, 'kind' | 'counted'>, facts: CountingFacts): CountingHouse {
  const { rules, instruments } = facts;
  const calendar = sideOf(kind) === 'partner' ? facts.partner.calendar : facts.calendar;
  return { calendar: counted?.zone ? { ...calendar, zone: counted.zone } : calendar, rules, instruments };
}

/** The number of the next run of a clock. */
export const nextCycle = ({ deadlines }: Request, kind: string): number =>
  deadlines.filter((deadline) => deadline.kind === kind).length + 1;

/** Starts a clock: the next cycle of its kind, from now or from `start`. */
export function started(
  request: Request,
  facts: Facts,
  kind: DeadlineKind,
  options: { start?: string; stated?: string; stage?: number; amount?: number } = {},
): DeadlineChange {
  const deadline = openDeadline({
    kind,
    cycle: nextCycle(request, kind),
    trigger: request.version + 1,
    start: options.start ?? facts.now,
    urgency: request.urgency,
    rules: facts.rules,
    calendar: countingOf({ kind }, facts).calendar,
    ...(options.stated === undefined ? {} : { stated: options.stated }),
    ...(options.stage === undefined ? {} : { stage: options.stage }),
    ...(options.amount === undefined ? {} : { amount: options.amount }),
  });
  return { op: 'open', deadline };
}

/** The clock's duty was done. */
export const met = (request: Request, ...kinds: string[]): DeadlineChange[] =>
  kinds.flatMap((kind) => running(request, kind).map(({ cycle }) => ({ op: 'met' as const, kind, cycle })));

/** The clock has lost its object. Without kinds: all of them. */
export const cancelled = (request: Request, ...kinds: string[]): DeadlineChange[] =>
  running(request)
    .filter(({ kind }) => kinds.length === 0 || kinds.some((named) => named === kind))
    .map(({ kind, cycle }) => ({ op: 'cancelled', kind, cycle }));

export const paused = (request: Request, facts: Facts, kind: DeadlineKind): DeadlineChange[] =>
  running(request, kind)
    .filter(({ status }) => status === 'open')
    .map((deadline) => pauseDeadline(deadline, facts.now, countingOf(deadline, facts)));

export const resumed = (request: Request, facts: Facts, kind: DeadlineKind): DeadlineChange[] =>
  running(request, kind)
    .filter(({ status }) => status === 'paused')
    .map((deadline) => resumeDeadline(deadline, facts.now, countingOf(deadline, facts)));
