import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { addDays, type Calendar, compare, dateIn, instantAt, isWorkingDay } from './dates.ts';

const ALWAYS = '24/7';
const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const TIME = '([01]\\d|2[0-3]):[0-5]\\d';
const SPAN = `${TIME}-${TIME}`;
const RULE = `(${WEEKDAYS.join('|')})(-(${WEEKDAYS.join('|')}))? ${SPAN}(,${SPAN})*`;
const HOURS = new RegExp(`^(${ALWAYS}|${RULE}(; ${RULE})*)$`);

/** Office hours in local time, the plain part of the notation of OpenStreetMap: `24/7`, `Mo-Fr 09:00-12:30,14:00-18:00; Sa 10:00-12:00`. */
export const openingHours = z
  .string()
  .max(200)
  .regex(HOURS, { error: 'is none that can be counted by, such as 24/7 or Mo-Fr 09:00-12:30,14:00-18:00' });

/** Whether an office is open, and the next instant at which that changes; none where it never does. */
export type Opening = { isOpen: boolean; changesAt?: string };

/** Far enough to find the next opening past any row of days off. */
const DAYS_AHEAD = 30;

/**
 * How an office stands at an instant, by its hours in the zone of its calendar. On a day off it is closed, unless it is
 * open day and night; hours that end before they begin go through midnight.
 */
export function openingAt(hours: string, at: string, calendar: Calendar): Opening {
  if (hours === ALWAYS) return { isOpen: true };
  const today = dateIn(at, calendar.zone);
  const everyDay = { ...calendar, weekend: [] }; // the hours name the days of the week
  const spans = Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => addDays(today, ahead - 1))
    .flatMap((date) => spansOn(date, hours, everyDay))
    .sort((a, b) => compare(a.from, b.from));
  const current = spans.find(({ from, to }) => compare(from, at) <= 0 && compare(at, to) < 0);
  const changesAt = current?.to ?? spans.find(({ from }) => compare(at, from) < 0)?.from;
  return { isOpen: current !== undefined, ...(changesAt === undefined ? {} : { changesAt }) };
}

type Span = { from: string; to: string };

function spansOn(date: string, hours: string, calendar: Calendar): Span[] {
  if (!isWorkingDay(date, calendar)) return [];
  const weekday = Temporal.PlainDate.from(date).dayOfWeek;
  return hours.split('; ').flatMap((rule) => {
    const [days = '', times = ''] = rule.split(' ');
    if (!isAmong(weekday, days)) return [];
    return times.split(',').map((span): Span => {
      const [from = '', to = ''] = span.split('-');
      const ends = to > from ? date : addDays(date, 1);
      return { from: instantAt(date, from, calendar.zone), to: instantAt(ends, to, calendar.zone) };
    });
  });
}

/** `Mo-Fr`, `Sa`; a row that ends before it begins goes round: `Sa-Mo`. */
function isAmong(weekday: number, days: string): boolean {
  const [first = 0, last = first] = days.split('-').map((day) => WEEKDAYS.indexOf(day) + 1);
  return first <= last ? first <= weekday && weekday <= last : weekday >= first || weekday <= last;
}
