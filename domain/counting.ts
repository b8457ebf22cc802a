import { pausesWhile } from './clocks.ts';
import {
  addDays,
  addHours,
  addMilliseconds,
  addSpan,
  addWorkingDays,
  backWorkingDays,
  type Calendar,
  compare,
  dateIn,
  endOfDay,
  exactly,
  isWorkingDay,
  millisecondsBetween,
  type Span,
  spanText,
  startOfDay,
  workingDaysBetween,
} from './dates.ts';
import type { CountedFrom, Explained } from './deadlines.ts';
import type { HouseRule } from './house-rules.ts';

/** A deadline as it is counted: its dates, and its sum run by run, a run and then each pause with what follows it. */
export type Sum = {
  dueAt: string;
  /** Of a limit of custody: the instant to which we work. */
  safeAt?: string;
  /** The instants before at which somebody is told, in order. */
  reminders: readonly string[];
  /** Of one that stands still now: milliseconds or working days. */
  left?: number;
  runs: readonly (readonly Explained[])[];
};

/** What a clock counts from. */
export type Start = { kind: string; startedAt: string; counted: CountedFrom };

type End = { dueAt: string; date: string; steps: readonly Explained[] };

/** Counts a clock by a rule of the house, through all its pauses, with the amount that it was started with. */
export function houseSum(rule: HouseRule, { kind, startedAt, counted }: Start, calendar: Calendar): Sum {
  let end =
    exactly(rule.unit) === undefined
      ? daysFrom(rule, startedAt, counted, calendar)
      : timeFrom(rule, startedAt, counted, calendar);
  let since = startedAt;
  const runs: (readonly Explained[])[] = [end.steps];
  for (const { from, to } of counted.pauses ?? []) {
    const { left, step } = stopped(rule, kind, { at: from, dueAt: end.dueAt }, calendar);
    runs.push([step]);
    if (to === undefined) return { dueAt: end.dueAt, reminders: [], left, runs };
    end = runOn(rule, to, left, calendar);
    since = to;
    runs.push(end.steps);
  }
  return { dueAt: end.dueAt, reminders: remindersOf(end, rule, since, calendar), runs };
}

function timeFrom({ unit = 'hour' }: HouseRule, start: string, { amount = 0 }: CountedFrom, { zone }: Calendar): End {
  const dueAt = addMilliseconds(start, amount * (exactly(unit) ?? 0));
  const date = dateIn(dueAt, zone);
  const text = `from ${start}, ${unit} by ${unit}: due at ${dueAt}, which is ${date} in ${zone}`;
  return { dueAt, date, steps: [{ date, text }] };
}

function daysFrom({ unit = 'day' }: HouseRule, start: string, counted: CountedFrom, calendar: Calendar): End {
  const { amount, stage = 1, stated } = counted;
  const from = dateIn(start, calendar.zone);
  if (amount === undefined)
    return ending(stated ?? from, [{ date: stated ?? from, text: 'the date as stated' }], calendar);
  const span = { amount: amount * stage, unit };
  const to = addSpan(from, span, calendar);
  const begins = { date: from, text: `counted from ${from} in ${calendar.zone}; this day is not counted` };
  const ladder = stage > 1 ? [{ date: from, text: `step ${stage}: ${spanText(span)}` }] : [];
  return ending(to.date, [begins, ...ladder, ...to.steps], calendar);
}

/** A day clock ends at 24:00 at the place of the duty. */
function ending(date: string, steps: readonly Explained[], { zone }: Calendar): End {
  const dueAt = endOfDay(date, zone);
  return {
    dueAt,
    date,
    steps: [...steps, { date, text: `due at the end of ${date} in ${zone}, the instant ${dueAt}` }],
  };
}

/** The reminder, unless it would lie before the clock runs. */
function remindersOf({ dueAt, date }: End, { remind }: HouseRule, since: string, calendar: Calendar): string[] {
  if (!remind) return [];
  const remindAt = before(dueAt, date, remind, calendar);
  return compare(remindAt, since) > 0 ? [remindAt] : [];
}

function before(dueAt: string, date: string, { amount, unit }: Span, calendar: Calendar): string {
  if (unit === 'hour') return addHours(dueAt, -amount);
  if (unit === 'working-day') return startOfDay(backWorkingDays(date, amount, calendar), calendar.zone);
  return startOfDay(addDays(date, -amount), calendar.zone);
}

/** Stops a clock: working days that are left stay left, an hour clock keeps its milliseconds. */
export function stopped(
  rule: HouseRule,
  kind: string,
  { at, dueAt }: { at: string; dueAt: string },
  calendar: Calendar,
): { left: number; step: Explained } {
  const date = dateIn(at, calendar.zone);
  const left =
    exactly(rule.unit) === undefined
      ? workingDaysBetween(date, lastDay(dueAt, calendar), calendar)
      : Math.max(0, millisecondsBetween(at, dueAt));
  const text = `paused on ${date} in ${calendar.zone} while ${pausesWhile(kind)}: ${lengthText(rule, left)} left`;
  return { left, step: { date, text } };
}

/** The day whose end an instant is. */
export const lastDay = (dueAt: string, { zone }: Pick<Calendar, 'zone'>): string =>
  dateIn(addMilliseconds(dueAt, -1), zone);

const lengthText = ({ unit }: HouseRule, left: number): string =>
  exactly(unit) === undefined
    ? spanText({ amount: left, unit: 'working-day' })
    : `${Math.floor(left / 60_000)} minutes`;

/** The dates of a clock that runs on with what was left of it, where no more is known. */
export function sumOfTheRest(rule: HouseRule, now: string, left: number, calendar: Calendar): Sum {
  const end = runOn(rule, now, left, calendar);
  return { dueAt: end.dueAt, reminders: remindersOf(end, rule, now, calendar), runs: [end.steps] };
}

/** Lets a clock run on with what was left of it. */
function runOn(rule: HouseRule, now: string, left: number, calendar: Calendar): End {
  return exactly(rule.unit) === undefined
    ? daysOn(rule, now, left, calendar)
    : millisecondsOn(rule, now, left, calendar);
}

function millisecondsOn(rule: HouseRule, now: string, left: number, { zone }: Calendar): End {
  const dueAt = addMilliseconds(now, left);
  const date = dateIn(dueAt, zone);
  const text = `resumed at ${now} with ${lengthText(rule, left)} left: due at ${dueAt}`;
  return { dueAt, date, steps: [{ date: dateIn(now, zone), text }] };
}

function daysOn(rule: HouseRule, now: string, left: number, calendar: Calendar): End {
  const from = dateIn(now, calendar.zone);
  const to = addWorkingDays(from, left === 0 && !isWorkingDay(from, calendar) ? 1 : left, calendar);
  const text = `resumed on ${from} in ${calendar.zone} with ${lengthText(rule, left)} left`;
  return ending(to.date, [{ date: from, text }, ...to.steps], calendar);
}
