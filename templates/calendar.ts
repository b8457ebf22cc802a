import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { isHouseClock } from '../domain/clocks.ts';
import { lastDay } from '../domain/counting.ts';
import { addDays, compare, endOfDay } from '../domain/dates.ts';
import type { Due } from '../domain/deadlines.ts';
import { CALENDAR } from './languages/calendar.ts';
import type { Marking } from './languages/wording.ts';
import { type Language, wordingOf } from './sheet.ts';

export type CalendarInput = {
  entries: readonly Due[];
  language: Language;
  /** Id of the installation: what the calendar holds is told apart by it from what others hold. */
  installation: string;
  marking?: Marking | undefined;
  now: string;
};

const REFRESHED_EVERY_SECONDS = 3600;

/**
 * Deadlines as iCalendar (RFC 5545): references, kinds of period and dates, no name and nothing of the case. A period of
 * days is an entry for its last day, one of hours for its instant. UIDs are stable; SEQUENCE is the event that changed it last.
 */
export function calendarText({ entries, language, installation, marking, now }: CalendarInput): string {
  const { title, ofTreaty, periods } = CALENDAR[language];
  const mark = marking === undefined ? '' : `*** ${wordingOf(language).markings[marking]} *** `;
  const calendar = ical({
    name: `${mark}${title}`,
    prodId: { company: 'Rogatory', product: 'Deadlines' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESHED_EVERY_SECONDS,
  });
  for (const { request, reference, kind, cycle, seq, dueAt, remindAt, zone, source } of entries) {
    const what = isHouseClock(kind) ? periods[kind] : ofTreaty.replace('{source}', () => source);
    const event = calendar.createEvent({
      id: `${request}/${kind}/${cycle}@${installation}`,
      sequence: seq,
      stamp: new Date(now),
      summary: `${mark}${reference}: ${what}`,
      description: source,
      transparency: ICalEventTransparency.TRANSPARENT,
      ...timeOf(dueAt, zone),
    });
    if (remindAt !== null) event.createAlarm({ type: ICalAlarmType.display, trigger: new Date(remindAt) });
  }
  return calendar.toString();
}

/** A period that ends with a day has that day; ical-generator takes whole days by their date in UTC. */
function timeOf(dueAt: string, zone: string): { start: Date; end?: Date; allDay?: true } {
  const day = lastDay(dueAt, { zone });
  if (compare(endOfDay(day, zone), dueAt) !== 0) return { start: new Date(dueAt) };
  const at = (date: string): Date => new Date(`${date}T00:00:00Z`);
  return { start: at(day), end: at(addDays(day, 1)), allDay: true };
}
