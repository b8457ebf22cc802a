import { Temporal } from 'temporal-polyfill';
import { DAY_MS, dateOf, numberOf, steadyOffset, weekdayOf } from './days.ts';
import type { Explained } from './deadlines.ts';

export type Unit = 'minute' | 'hour' | 'day' | 'working-day' | 'week' | 'month' | 'year';
export type Span = { readonly amount: number; readonly unit: Unit };

/** `10 working days`, `1 hour`. */
export const spanText = ({ amount, unit }: Span): string =>
  `${amount} ${unit === 'day' ? 'calendar day' : unit.replace('-', ' ')}${amount === 1 ? '' : 's'}`;

/** Exact time: what runs through nights and days off, from an instant to an instant. */
const EXACT = { minute: 60_000, hour: 3_600_000 } as const satisfies { [U in Unit]?: number };
/** How many milliseconds a unit of exact time has; undefined of one that is counted in days. */
export const exactly = (unit: Unit | undefined): number | undefined =>
  unit === 'minute' || unit === 'hour' ? EXACT[unit] : undefined;

/** Whose days are working days: the zone, the ISO weekdays (1 Monday to 7 Sunday) that are weekend, the holidays. */
export type Calendar = {
  readonly zone: string;
  readonly weekend: readonly number[];
  readonly holidays: readonly { readonly date: string; readonly name: string }[];
};

/** Whose days are off in any of them: what must suit all is a working day in each. */
export function together(calendars: readonly Calendar[]): Calendar {
  const [first] = calendars;
  if (!first) throw new Error('Cannot put calendars together: there is none');
  return {
    zone: first.zone,
    weekend: [...new Set(calendars.flatMap(({ weekend }) => weekend))],
    holidays: calendars.flatMap(({ holidays }) => holidays),
  };
}

/** A date that was counted to, with each day that was skipped and why. */
export type Counted = { date: string; steps: readonly Explained[] };

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The calendar date that an instant has in a zone. */
export function dateIn(instant: string, zone: string): string {
  const ms = instant.endsWith('Z') ? Date.parse(instant) : Number.NaN;
  const offset = Number.isNaN(ms) ? undefined : steadyOffset(zone, Math.floor(ms / DAY_MS));
  if (offset === undefined) return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
  return dateOf(Math.floor((ms + offset) / DAY_MS));
}

/** What the clocks of a zone show when those of another show this local time. */
export const localTimeIn = ({ at, zone }: { at: string; zone: string }, other: string): string =>
  Temporal.PlainDateTime.from(at)
    .toZonedDateTime(zone)
    .withTimeZone(other)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });

/** What the clocks of a zone show at an instant: `2026-03-16T09:30:00`. */
export const localTimeOf = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'second' });

/** The instant of a local time, `2026-03-02` and `07:30`; one that the clocks leave out is as much later, of two the first. */
export const instantAt = (date: string, time: string, zone: string): string =>
  Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).toInstant().toString();

/** The first instant of a day, also where the clocks change at midnight. */
export function startOfDay(date: string, zone: string): string {
  const day = numberOf(date);
  const offset = steadyOffset(zone, day);
  if (offset === undefined) return Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString();
  return `${new Date(day * DAY_MS - offset).toISOString().slice(0, -'.000Z'.length)}Z`;
}

/** 24:00: the first instant after the day. */
export const endOfDay = (date: string, zone: string): string => startOfDay(addDays(date, 1), zone);

/** Calendar days; the day counted from is not counted itself. */
export const addDays = (date: string, days: number): string => dateOf(numberOf(date) + days);

/** Calendar days from one date to another. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from);

/** Ends on the day of the same number, else on the last day of that month. */
export const addMonths = (date: string, months: number): string =>
  Temporal.PlainDate.from(date).add({ months }).toString();

/** Exact hours, through nights, weekends and clock changes. */
export const addHours = (instant: string, hours: number): string =>
  Temporal.Instant.from(instant).add({ hours }).toString();

/** Without the part of a second: never later than it was. */
export const wholeSecond = (instant: string): string =>
  Temporal.Instant.from(instant).toString({ smallestUnit: 'second' });

export const addMilliseconds = (instant: string, milliseconds: number): string =>
  Temporal.Instant.from(instant).add({ milliseconds }).toString();

export const millisecondsBetween = (from: string, to: string): number =>
  Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds;

/** Negative, zero or positive: two instants, or two calendar dates, in order of time. */
export function compare(a: string, b: string): number {
  if (!a.includes('T')) return a === b ? 0 : a < b ? -1 : 1;
  const isExact = isToTheMillisecond(a) && isToTheMillisecond(b);
  return isExact ? Math.sign(Date.parse(a) - Date.parse(b)) : Temporal.Instant.compare(a, b);
}

/** `2026-03-02T00:00:00Z` or `2026-03-02T00:00:00.500Z`. */
const isToTheMillisecond = (instant: string): boolean => instant.endsWith('Z') && instant.length <= 24;

/** Why no work is done on a day: `Saturday`, or the name of the holiday. Undefined on a working day. */
export const dayOff = (date: string, calendar: Calendar): string | undefined => whyOff(numberOf(date), calendar);

function whyOff(day: number, calendar: Calendar): string | undefined {
  const weekday = weekdayOf(day);
  return holidaysOf(calendar).get(day) ?? (calendar.weekend.includes(weekday) ? WEEKDAYS[weekday - 1] : undefined);
}

const named = new WeakMap<Calendar, ReadonlyMap<number, string>>();

/** The holidays of a calendar by day; of two on one day the first gives the name. */
function holidaysOf(calendar: Calendar): ReadonlyMap<number, string> {
  const known = named.get(calendar);
  if (known) return known;
  const days = new Map(calendar.holidays.toReversed().map(({ date, name }) => [numberOf(date), name]));
  named.set(calendar, days);
  return days;
}

export const isWorkingDay = (date: string, calendar: Calendar): boolean => dayOff(date, calendar) === undefined;

/** Each day from the one after (or before) a date, with why it is off. A calendar without working days has no end. */
function* daysFrom(
  date: string,
  step: 1 | -1,
  calendar: Calendar,
): Generator<{ day: number; why: string | undefined }> {
  if (new Set(calendar.weekend).size >= WEEKDAYS.length) {
    throw new Error(`Cannot count working days in zone "${calendar.zone}": its weekend has all seven days`);
  }
  for (let day = numberOf(date) + step; ; day += step) yield { day, why: whyOff(day, calendar) };
}

const explained = (day: number, words: (date: string) => string): Explained => {
  const date = dateOf(day);
  return { date, text: words(date) };
};

/** The `days`th working day after a date. With 0 it is the date itself. */
export function addWorkingDays(date: string, days: number, calendar: Calendar): Counted {
  if (days <= 0) return { date, steps: [] };
  const steps: Explained[] = [];
  let left = days;
  for (const { day, why } of daysFrom(date, 1, calendar)) {
    if (why === undefined) left -= 1;
    else steps.push(explained(day, (off) => `${off} is not counted: ${why}`));
    if (left === 0) return { date: dateOf(day), steps };
  }
  return { date, steps };
}

/** Working days after `from`, up to and with `to`; 0 when `to` is not after `from`. */
export function workingDaysBetween(from: string, to: string, calendar: Calendar): number {
  let days = 0;
  const last = numberOf(to);
  for (const { day, why } of daysFrom(from, 1, calendar)) {
    if (day > last) return days;
    if (why === undefined) days += 1;
  }
  return days;
}

/** A date and a span of days, working days, weeks, months or years. */
export function addSpan(date: string, { amount, unit }: Span, calendar: Calendar): Counted {
  switch (unit) {
    case 'working-day':
      return addWorkingDays(date, amount, calendar);
    case 'day':
      return { date: addDays(date, amount), steps: [] };
    case 'week':
      return { date: addDays(date, amount * 7), steps: [] };
    case 'month':
      return { date: addMonths(date, amount), steps: [] };
    case 'year':
      return { date: addMonths(date, amount * 12), steps: [] };
    case 'minute':
    case 'hour':
      throw new Error(`Cannot count ${amount} ${unit}s in days`);
    default:
      return unit satisfies never;
  }
}

/** The date itself if it is a working day, else the next working day after it. */
export function rollForward(date: string, calendar: Calendar): Counted {
  const steps: Explained[] = [];
  for (const { day, why } of daysFrom(addDays(date, -1), 1, calendar)) {
    if (why === undefined) return { date: dateOf(day), steps };
    steps.push(explained(day, (off) => `${off} is no working day: ${why}; the day after is taken`));
  }
  return { date, steps };
}

/** The date itself if it is a working day, else the last working day before it. */
export function rollBack(date: string, calendar: Calendar): Counted {
  const steps: Explained[] = [];
  for (const { day, why } of daysFrom(addDays(date, 1), -1, calendar)) {
    if (why === undefined) return { date: dateOf(day), steps };
    steps.push(explained(day, (off) => `${off} is no working day: ${why}; the day before is taken`));
  }
  return { date, steps };
}

/** The `days`th working day before a date. */
export function backWorkingDays(date: string, days: number, calendar: Calendar): string {
  if (days <= 0) return date;
  let left = days;
  for (const { day, why } of daysFrom(date, -1, calendar)) {
    if (why === undefined) left -= 1;
    if (left === 0) return dateOf(day);
  }
  return date;
}
