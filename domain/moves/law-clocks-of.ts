import { dateIn, startOfDay } from '../dates.ts';
import { type DeadlineChange, foldDeadlines } from '../deadlines.ts';
import { lawKind } from '../law-clocks.ts';
import type { Facts } from '../move.ts';
import { type PeriodRule, periodsIn } from '../periods.ts';
import type { Changes, Request, Status } from '../request.ts';
import { openLawDeadline, recountDeadline } from '../running.ts';
import type { TreatyDeadline } from '../treaties/deadline-type.ts';
import { instrumentOf } from '../treaties/instruments.ts';
import { reaches } from '../treaties/type.ts';
import { cancelled, countingOf, met, nextCycle, running } from './clocks-of.ts';

/** A step as it is being decided. `heard` is the partner's own date, of a step of the partner. */
export type Step = { to: Status; set: Changes; heard: string | undefined };

const EXECUTED: readonly Status[] = ['in-execution', 'partial', 'executed'];
const DECIDED: readonly Status[] = [...EXECUTED, 'refused'];

/** What ends a clock of law. */
const MEETS: Record<NonNullable<TreatyDeadline['metBy']>, (step: Step) => boolean> = {
  acknowledged: ({ heard }) => heard !== undefined,
  served: ({ set }) => set.servedOn != null,
  decided: ({ to }) => DECIDED.includes(to),
  executed: ({ to }) => to === 'executed',
};

/** From which day a clock of law runs, or from which instant where that is known, once what it runs from has happened; each opens once. */
const OPENS: Record<
  NonNullable<TreatyDeadline['opensOn']>,
  (request: Request, step: Step, facts: Facts) => string | undefined
> = {
  received: ({ receivedOn }, { set }) =>
    receivedOn === undefined ? (set.receivedAt ?? set.receivedOn ?? undefined) : undefined,
  served: ({ servedOn }, { set }) => (servedOn === undefined ? (set.servedOn ?? undefined) : undefined),
  'execution-started': ({ status }, { to, heard }, { now, partner }) =>
    EXECUTED.includes(to) && !EXECUTED.includes(status) ? (heard ?? dateIn(now, partner.calendar.zone)) : undefined,
};

/** Periods that its legal bases, the primary and the supporting ones, set for what happens to a request of ours. */
export function lawPeriods(
  { basis, items }: Pick<Request, 'basis' | 'items'>,
  { instruments }: Pick<Facts, 'instruments'>,
): PeriodRule[] {
  const named = [...new Set([...basis, ...items.flatMap((item) => item.basis ?? [])].map((one) => one.instrument))];
  return named.flatMap((name) => {
    const instrument = instrumentOf(instruments, name);
    return instrument ? periodsIn(instrument).filter(({ line }) => runs(line, items)) : [];
  });
}

const runs = (line: TreatyDeadline, items: Request['items']): boolean =>
  line.opensOn !== undefined && line.amount !== null && items.some(({ type }) => reaches(line, type));

/** The clocks of law that a step opens, starts anew and meets. */
export function lawClocks(request: Request, step: Step, facts: Facts): DeadlineChange[] {
  return lawPeriods(request, facts).flatMap((rule) => {
    const opened = opening(request, step, rule, facts);
    const after: Request = { ...request, deadlines: foldDeadlines(request.deadlines, opened) };
    const { metBy } = rule.line;
    return [...opened, ...(metBy && MEETS[metBy](step) ? met(after, lawKind(rule)) : [])];
  });
}

/** DC-10: what runs from complete information has not begun where the partner says that some is missing. */
const isIncomplete = ({ to }: Step, { line }: PeriodRule): boolean =>
  to === 'info-asked' && line.restartsOnCompletion === true;

function opening(request: Request, step: Step, rule: PeriodRule, facts: Facts): DeadlineChange[] {
  const kind = lawKind(rule);
  if (isIncomplete(step, rule)) return cancelled(request, kind);
  if (isCompleted(request, step, rule)) {
    const day = dateIn(facts.now, facts.partner.calendar.zone);
    const why = 'starts with the information that was missing (DC-10)';
    return [...cancelled(request, kind), lawStarted(request, facts, { rule, day, why })];
  }
  const { opensOn } = rule.line;
  const day = opensOn && OPENS[opensOn](request, step, facts);
  const isNew = !request.deadlines.some((deadline) => deadline.kind === kind);
  return day !== undefined && isNew ? [lawStarted(request, facts, { rule, day })] : [];
}

/** With our answer the partner has what it asked for. */
function isCompleted(request: Request, { to, heard }: Step, rule: PeriodRule): boolean {
  const isAnswered = request.status === 'info-asked' && heard === undefined && to === request.resumeTo;
  const isOver = request.deadlines.some(({ kind, status }) => kind === lawKind(rule) && status === 'met');
  return isAnswered && rule.line.restartsOnCompletion === true && !isOver;
}

const dayAt = (day: string, zone: string): string => (day.includes('T') ? dateIn(day, zone) : day);

/** Starts a clock of law with a day at the partner; hours with an instant, or with the beginning of the day where none is known. */
export function lawStarted(
  request: Request,
  { partner: { calendar }, now }: Facts,
  { rule, day, ...more }: { rule: PeriodRule; day: string; kind?: string; why?: string },
): DeadlineChange {
  const cycle = nextCycle(request, more.kind ?? lawKind(rule));
  const { unit, kind } = rule.line;
  const start = day.includes('T') && unit === 'hour' ? day : startOfDay(dayAt(day, calendar.zone), calendar.zone);
  // the longer time that an order states governs
  const stated = kind === 'waiting-period' ? request.letter?.answerBy : undefined;
  return {
    op: 'open',
    deadline: openLawDeadline({
      rule,
      cycle,
      trigger: request.version + 1,
      start,
      calendar,
      now,
      ...more,
      ...(stated ? { stated } : {}),
    }),
  };
}

/** The day of receipt has become known: what was counted from the day of a later word is counted anew. */
export const receivedAgain = (request: Request, day: string, facts: Facts): DeadlineChange[] =>
  lawPeriods(request, facts)
    .filter(({ line }) => line.opensOn === 'received')
    .flatMap((rule) => running(request, lawKind(rule)))
    .flatMap(
      (deadline) => recountDeadline(deadline, countingOf(deadline, facts), { now: facts.now, start: day }) ?? [],
    );
