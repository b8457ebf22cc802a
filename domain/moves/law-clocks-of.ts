import { dateIn, startOfDay } from '../dates.ts';
import { type DeadlineChange, foldDeadlines } from '../deadlines.ts';
import { lawKind } from '../law-clocks.ts';
import type { Facts } from '../move.ts';
import type { PeriodRule } from '../periods.ts';
import type { Changes, Request, Status } from '../request.ts';
import { openLawDeadline } from '../running.ts';
import { instrumentOf } from '../treaties/instruments.ts';
import type { TreatyDeadline } from '../treaties/type.ts';
import { cancelled, met, nextCycle, running } from './clocks-of.ts';

/** A step as it is being decided. `heard` is the partner's own date, of a step of the partner. */
export type Step = { to: Status; set: Changes; heard: string | undefined };

const EXECUTED: readonly Status[] = ['in-execution', 'partial', 'executed'];
const DECIDED: readonly Status[] = [...EXECUTED, 'refused'];

/** What ends a clock of law. */
const MEETS: Record<NonNullable<TreatyDeadline['metBy']>, (step: Step) => boolean> = {
  acknowledged: ({ heard }) => heard !== undefined,
  decided: ({ to }) => DECIDED.includes(to),
  executed: ({ to }) => to === 'executed',
};

/** From which day a clock of law runs, once what it runs from has happened; each opens once. */
const OPENS: Record<
  NonNullable<TreatyDeadline['opensOn']>,
  (request: Request, step: Step, facts: Facts) => string | undefined
> = {
  received: ({ receivedOn }, { set }) => (receivedOn === undefined ? (set.receivedOn ?? undefined) : undefined),
  'execution-started': ({ status }, { to, heard }, { now, partner }) =>
    EXECUTED.includes(to) && !EXECUTED.includes(status) ? (heard ?? dateIn(now, partner.calendar.zone)) : undefined,
};

/** Periods that the primary basis sets for what happens to a request of ours. */
export function lawPeriods(
  { basis }: Pick<Request, 'basis'>,
  { instruments }: Pick<Facts, 'instruments'>,
): PeriodRule[] {
  const instrument = instrumentOf(instruments, basis[0]?.instrument ?? '');
  const lines = instrument?.deadlines.filter(({ opensOn, amount }) => opensOn !== undefined && amount !== null) ?? [];
  return instrument ? lines.map((line) => ({ id: `${instrument.id}/${line.id}`, instrument, line })) : [];
}

/** The clocks of law that a step opens, starts anew and meets. */
export function lawClocks(request: Request, step: Step, facts: Facts): DeadlineChange[] {
  return lawPeriods(request, facts).flatMap((rule) => {
    const opened = [...restarted(request, step, rule, facts), ...opening(request, step, rule, facts)];
    const after: Request = { ...request, deadlines: foldDeadlines(request.deadlines, opened) };
    const { metBy } = rule.line;
    return [...opened, ...(metBy && MEETS[metBy](step) ? met(after, lawKind(rule)) : [])];
  });
}

function opening(request: Request, step: Step, rule: PeriodRule, facts: Facts): DeadlineChange[] {
  const kind = lawKind(rule);
  const { opensOn } = rule.line;
  const day = opensOn && OPENS[opensOn](request, step, facts);
  const isNew = !request.deadlines.some((deadline) => deadline.kind === kind);
  return day !== undefined && isNew ? [lawStarted(request, facts, { rule, day })] : [];
}

/** DC-10: with our answer the partner has what it asked for. */
function restarted(request: Request, { to, heard }: Step, rule: PeriodRule, facts: Facts): DeadlineChange[] {
  const kind = lawKind(rule);
  const isAnswered = request.status === 'info-asked' && heard === undefined && to === request.resumeTo;
  if (!isAnswered || !rule.line.restartsOnCompletion || running(request, kind).length === 0) return [];
  const day = dateIn(facts.now, facts.partner.calendar.zone);
  const why = 'starts anew with the information that was missing (DC-10)';
  return [...cancelled(request, kind), lawStarted(request, facts, { rule, day, why })];
}

/** Starts a clock of law with a day at the partner. */
export function lawStarted(
  request: Request,
  { partner: { calendar } }: Facts,
  { rule, day, ...more }: { rule: PeriodRule; day: string; kind?: string; why?: string },
): DeadlineChange {
  const cycle = nextCycle(request, more.kind ?? lawKind(rule));
  const start = startOfDay(day, calendar.zone);
  return {
    op: 'open',
    deadline: openLawDeadline({ rule, cycle, trigger: request.version + 1, start, calendar, ...more }),
  };
}
