import { DEADLINES, type DeadlineKind, openDeadline, pauseDeadline, resumeDeadline } from '../clocks.ts';
import type { Deadline, DeadlineChange } from '../deadlines.ts';
import type { Facts } from '../move.ts';
import type { Request } from '../request.ts';

const OPEN: ReadonlySet<Deadline['status']> = new Set(['open', 'paused']);
const running = (request: Request, kind?: DeadlineKind): Deadline[] =>
  request.deadlines.filter((deadline) => OPEN.has(deadline.status) && (kind === undefined || deadline.kind === kind));

/** Starts a clock: the next cycle of its kind, from now or from `start`. */
export function started(
  request: Request,
  facts: Facts,
  kind: DeadlineKind,
  options: { start?: string; stated?: string; stage?: number } = {},
): DeadlineChange {
  const cycle = request.deadlines.filter((deadline) => deadline.kind === kind).length + 1;
  const deadline = openDeadline({
    kind,
    cycle,
    trigger: request.version + 1,
    start: options.start ?? facts.now,
    urgency: request.urgency,
    rules: facts.rules,
    calendar: DEADLINES[kind].side === 'partner' ? facts.partner.calendar : facts.calendar,
    ...(options.stated === undefined ? {} : { stated: options.stated }),
    ...(options.stage === undefined ? {} : { stage: options.stage }),
  });
  return { op: 'open', deadline };
}

/** The clock's duty was done. */
export const met = (request: Request, ...kinds: DeadlineKind[]): DeadlineChange[] =>
  kinds.flatMap((kind) => running(request, kind).map(({ cycle }) => ({ op: 'met' as const, kind, cycle })));

/** The clock has lost its object. Without kinds: all of them. */
export const cancelled = (request: Request, ...kinds: DeadlineKind[]): DeadlineChange[] =>
  running(request)
    .filter(({ kind }) => kinds.length === 0 || kinds.some((named) => named === kind))
    .map(({ kind, cycle }) => ({ op: 'cancelled', kind, cycle }));

export const paused = (request: Request, facts: Facts, kind: DeadlineKind): DeadlineChange[] =>
  running(request, kind)
    .filter(({ status }) => status === 'open')
    .map((deadline) => pauseDeadline(deadline, facts.now, facts.calendar));

export const resumed = (request: Request, facts: Facts, kind: DeadlineKind): DeadlineChange[] =>
  running(request, kind)
    .filter(({ status }) => status === 'paused')
    .map((deadline) => resumeDeadline(deadline, facts.now, facts.calendar));
