import Holidays from 'date-holidays';
import published from 'date-holidays/package.json' with { type: 'json' };
import { addDays, addHours, type Calendar, compare, dateIn, startOfDay } from '../../domain/dates.ts';
import type { LawEntry } from '../../domain/law-entries.ts';

export type Holiday = Calendar['holidays'][number];

/** Seollal is the day before, the day and the day after; the tables begin with the day itself. */
const DAYS_EARLY: Readonly<Record<string, number>> = { 'korean 01-0-01 P3D': 1 };

/**
 * The public holidays of a State by the tables of date-holidays, as a start: an administrator corrects them. Only those
 * of the whole State; and a day off in lieu of one, which some tables call a bank holiday. A day counts when its noon
 * lies within the holiday: some begin at sunset. Empty for a State that the tables do not know.
 */
export function publicHolidays(state: string, fromYear: number, toYear: number): Holiday[] {
  const tables = new Holidays(state);
  const [zone] = tables.getTimezones() ?? [];
  if (zone === undefined) return [];
  const names = new Map<string, string[]>();
  for (let year = fromYear; year <= toYear; year += 1) {
    for (const { type, start, end, name, rule, substitute } of tables.getHolidays(year)) {
      if (type !== 'public' && !(type === 'bank' && substitute)) continue;
      for (const day of daysWithin(start, end, zone)) {
        const off = addDays(day, -(DAYS_EARLY[rule] ?? 0));
        names.set(off, [...(names.get(off) ?? []), name]);
      }
    }
  }
  return [...names]
    .map(([date, all]) => ({ date, name: [...new Set(all)].join(', ') }))
    .sort((a, b) => a.date.localeCompare(b.date, 'en'));
}

/** The days whose noon lies between two instants. */
function daysWithin(start: Date, end: Date, zone: string): string[] {
  const days: string[] = [];
  for (let day = dateIn(start.toISOString(), zone); ; day = addDays(day, 1)) {
    const noon = addHours(startOfDay(day, zone), 12);
    if (compare(noon, end.toISOString()) >= 0) return days;
    if (compare(noon, start.toISOString()) >= 0) days.push(day);
  }
}

/** The same as lines of the law, for an administrator to confirm. */
export const holidayLines = (state: string, fromYear: number, toYear: number): LawEntry<'holiday'>[] =>
  publicHolidays(state, fromYear, toYear).map(({ date, name }) => ({
    kind: 'holiday',
    about: state,
    key: date,
    body: { name },
    source: `date-holidays ${published.version}`,
    confidence: 'unverified',
  }));
