import { ALARM } from '../alarms.ts';
import { isInTime } from '../custody.ts';
import { dateIn, startOfDay } from '../dates.ts';
import { type Deadline, type DeadlineChange, foldDeadlines } from '../deadlines.ts';
import { lawKind, periodOf } from '../law-clocks.ts';
import type { Facts } from '../move.ts';
import { type PeriodRule, periodsIn } from '../periods.ts';
import type { Changes, Request, Status } from '../request.ts';
import { openLawDeadline, recountDeadline } from '../running.ts';
import type { MEETINGS, OPENINGS, TreatyDeadline } from '../treaties/deadline-type.ts';
import { instrumentOf } from '../treaties/instruments.ts';
import { reaches } from '../treaties/type.ts';
import { cancelled, countingOf, nextCycle, running } from './clocks-of.ts';

/** A step as it is being decided. `heard` is the partner's own date, of a step of the partner. */
export type Step = { to: Status; set: Changes; heard: string | undefined };

const EXECUTED: readonly Status[] = ['in-execution', 'partial', 'executed'];
const DECIDED: readonly Status[] = [...EXECUTED, 'refused'];

/** What custody depends on was there before a limit of it. */
function goesOn({ set: { custody } }: Step, limit: Deadline): boolean {
  const { goesOnSince } = custody?.arrests.at(-1) ?? {};
  return goesOnSince !== undefined && isInTime(goesOnSince, limit);
}

/** What ends a clock of law. */
const MEETS: Record<(typeof MEETINGS)[number], (step: Step, deadline: Deadline) => boolean> = {
  acknowledged: ({ heard }) => heard !== undefined,
  served: ({ set }) => set.servedOn != null,
  decided: ({ to }) => DECIDED.includes(to),
  executed: ({ to }) => to === 'executed',
  'papers-received': goesOn,
  'review-ordered': goesOn,
  surrendered: ({ set }) => set.surrender?.on !== undefined,
};

type Opening = { day: string; zone?: string };
const onDay = (day: string | null | undefined): Opening | undefined => (day ? { day } : undefined);

/** From which day a clock of law runs, or from which instant where that is known, and where, once what it runs from has happened. */
const OPENS: Record<(typeof OPENINGS)[number], (request: Request, step: Step, facts: Facts) => Opening | undefined> = {
  received: ({ receivedOn }, { set }) =>
    receivedOn === undefined ? onDay(set.receivedAt ?? set.receivedOn) : undefined,
  served: ({ servedOn }, { set }) => (servedOn === undefined ? onDay(set.servedOn) : undefined),
  'execution-started': ({ status }, { to, heard }, { now, partner }) =>
    EXECUTED.includes(to) && !EXECUTED.includes(status)
      ? onDay(heard ?? dateIn(now, partner.calendar.zone))
      : undefined,
  arrested({ version }, { set }) {
    const { seq, on: day, zone } = set.custody?.arrests.at(-1) ?? {};
    return day !== undefined && zone && seq === version + 1 ? { day, zone } : undefined;
  },
  granted: ({ surrender }, { set }) => (surrender === undefined ? onDay(set.surrender?.grantedOn) : undefined),
  'surrender-agreed': ({ surrender }, { set }) =>
    set.surrender?.appointedOn === surrender?.appointedOn ? undefined : onDay(set.surrender?.appointedOn),
  'free-to-leave'({ items, stays = [] }, { set }, { calendar: { zone } }) {
    const freed = set.stays?.find(({ endedOn }, index) => endedOn !== stays[index]?.endedOn);
    const goesBack = items.some(({ id, type }) => id === freed?.item && type === 'prisoner-transfer');
    return freed?.endedOn === undefined || goesBack ? undefined : { day: freed.endedOn, zone };
  },
};
/** What may happen again, and lets the clock begin anew. */
const AGAIN: ReadonlySet<string | undefined> = new Set<(typeof OPENINGS)[number]>([
  'arrested',
  'surrender-agreed',
  'free-to-leave',
]);
/** Clocks that run for a person, and not for the answer to the request. */
const FOR_PERSONS: ReadonlySet<string | undefined> = new Set<(typeof OPENINGS)[number]>(['arrested', 'free-to-leave']);

/** Whether a clock runs on when the request is answered: what protects a person, limits custody, or calls somebody to that. */
export const outlastsAnswer = (deadline: Deadline, { instruments }: Pick<Facts, 'instruments'>): boolean =>
  deadline.kind === 'return-of-prisoner' ||
  deadline.kind === ALARM ||
  FOR_PERSONS.has(periodOf(deadline, instruments)?.line.opensOn);

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
    const over = metBy ? running(after, lawKind(rule)).filter((deadline) => MEETS[metBy](step, deadline)) : [];
    return [...opened, ...over.map(({ kind, cycle }) => ({ op: 'met' as const, kind, cycle }))];
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
  const from = opensOn && OPENS[opensOn](request, step, facts);
  const isNew = AGAIN.has(opensOn) || !request.deadlines.some((deadline) => deadline.kind === kind);
  return from && isNew ? [lawStarted(request, facts, { rule, ...from })] : [];
}

/** With our answer the partner has what it asked for. */
function isCompleted(request: Request, { to, heard }: Step, rule: PeriodRule): boolean {
  const isAnswered = request.status === 'info-asked' && heard === undefined && to === request.resumeTo;
  const isOver = request.deadlines.some(({ kind, status }) => kind === lawKind(rule) && status === 'met');
  return isAnswered && rule.line.restartsOnCompletion === true && !isOver;
}

const dayAt = (day: string, zone: string): string => (day.includes('T') ? dateIn(day, zone) : day);

/** Starts a clock of law with a day at the partner, or in another zone; hours with an instant, or with the beginning of the day where none is known. */
export function lawStarted(
  request: Request,
  { partner: { calendar: theirs }, now }: Facts,
  {
    rule,
    day,
    zone = theirs.zone,
    ...rest
  }: { rule: PeriodRule; day: string; zone?: string; kind?: string; why?: string },
): DeadlineChange {
  const more = { ...rest, ...(zone === theirs.zone ? {} : { zone }) };
  const calendar = { ...theirs, zone };
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

/** Clocks of law that run from something which is put off: they have lost their object. */
export const putOff = (request: Request, facts: Facts, from: (typeof OPENINGS)[number]): DeadlineChange[] =>
  lawPeriods(request, facts)
    .filter(({ line }) => line.opensOn === from)
    .flatMap((rule) => cancelled(request, lawKind(rule)));

/** The day of receipt has become known: what was counted from the day of a later word is counted anew. */
export const receivedAgain = (request: Request, day: string, facts: Facts): DeadlineChange[] =>
  lawPeriods(request, facts)
    .filter(({ line }) => line.opensOn === 'received')
    .flatMap((rule) => running(request, lawKind(rule)))
    .flatMap(
      (deadline) => recountDeadline(deadline, countingOf(deadline, facts), { now: facts.now, start: day }) ?? [],
    );
