import { Temporal } from 'temporal-polyfill';
import type { Explained } from './deadlines.ts';

/** Whose days are working days: the zone, the ISO weekdays (1 Monday to 7 Sunday) that are weekend, the holidays. */
export type Calendar = {
  readonly zone: string;
  readonly weekend: readonly number[];
  readonly holidays: readonly { readonly date: string; readonly name: string }[];
};

/** A date that was counted to, with each day that was skipped and why. */
export type Counted = { date: string; steps: readonly Explained[] };

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The calendar date that an instant has in a zone. */
export const dateIn = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The first instant of a day, also where the clocks change at midnight. */
export const startOfDay = (date: string, zone: string): string =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant().toString();

/** 24:00: the first instant after the day. */
export const endOfDay = (date: string, zone: string): string => startOfDay(addDays(date, 1), zone);

/** Calendar days; the day counted from is not counted itself. */
export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** Ends on the day of the same number, else on the last day of that month. */
export const addMonths = (date: string, months: number): string =>
  Temporal.PlainDate.from(date).add({ months }).toString();

/** Exact hours, through nights, weekends and clock changes. */
export const addHours = (instant: string, hours: number): string =>
  Temporal.Instant.from(instant).add({ hours }).toString();

export const addMilliseconds = (instant: string, milliseconds: number): string =>
  Temporal.Instant.from(instant).add({ milliseconds }).toString();

export const millisecondsBetween = (from: string, to: string): number =>
  Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds;

/** Negative, zero or positive: two instants, or two calendar dates, in order of time. */
export function compare(a: string, b: string): number {
  if (a.includes('T')) return Temporal.Instant.compare(a, b);
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Why no work is done on a day: `Saturday`, or the name of the holiday. Undefined on a working day. */
export const dayOff = (date: string, calendar: Calendar): string | undefined =>
  whyOff(Temporal.PlainDate.from(date), date, calendar);

function whyOff({ dayOfWeek }: Temporal.PlainDate, date: string, { weekend, holidays }: Calendar): string | undefined {
  const holiday = holidays.find((day) => day.date === date);
  if (holiday) return holiday.name;
  return weekend.includes(dayOfWeek) ? WEEKDAYS[dayOfWeek - 1] : undefined;
}

export const isWorkingDay = (date: string, calendar: Calendar): boolean => dayOff(date, calendar) === undefined;

/** Each day from the one after (or before) a date, with why it is off. A calendar without working days has no end. */
function* daysFrom(
  date: string,
  step: 1 | -1,
  calendar: Calendar,
): Generator<{ date: string; why: string | undefined }> {
  if (new Set(calendar.weekend).size >= WEEKDAYS.length) {
    throw new Error(`Cannot count working days in zone "${calendar.zone}": its weekend has all seven days`);
  }
  for (let day = Temporal.PlainDate.from(date).add({ days: step }); ; day = day.add({ days: step })) {
    const text = day.toString();
    yield { date: text, why: whyOff(day, text, calendar) };
  }
}

/** The `days`th working day after a date. With 0 it is the date itself. */
export function addWorkingDays(date: string, days: number, calendar: Calendar): Counted {
  if (days <= 0) return { date, steps: [] };
  const steps: Explained[] = [];
  let left = days;
  for (const day of daysFrom(date, 1, calendar)) {
    if (day.why === undefined) left -= 1;
    else steps.push({ date: day.date, text: `${day.date} is not counted: ${day.why}` });
    if (left === 0) return { date: day.date, steps };
  }
  return { date, steps };
}

/** Working days after `from`, up to and with `to`; 0 when `to` is not after `from`. */
export function workingDaysBetween(from: string, to: string, calendar: Calendar): number {
  let days = 0;
  for (const { date, why } of daysFrom(from, 1, calendar)) {
    if (date > to) return days;
    if (why === undefined) days += 1;
  }
  return days;
}

/** The date itself if it is a working day, else the last working day before it. */
export function rollBack(date: string, calendar: Calendar): Counted {
  const steps: Explained[] = [];
  for (const day of daysFrom(addDays(date, 1), -1, calendar)) {
    if (day.why === undefined) return { date: day.date, steps };
    steps.push({ date: day.date, text: `${day.date} is no working day: ${day.why}; the day before is taken` });
  }
  return { date, steps };
}

/** The `days`th working day before a date. */
export function backWorkingDays(date: string, days: number, calendar: Calendar): string {
  let day = date;
  for (let counted = 0; counted < days; counted += 1) day = rollBack(addDays(day, -1), calendar).date;
  return day;
}
