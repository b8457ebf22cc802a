import { z } from 'zod';
import type { Calendar } from './dates.ts';
import { calendarDate, zone } from './fields.ts';
import type { PeriodRule } from './periods.ts';
import { confidenceOf } from './treaties/type.ts';

/** Years that calendars and zones are known of, and that are written with four digits. */
export const YEARS = { from: 1900, to: 2199 };
export const yearOf = (date: string): number => Number(date.slice(0, 4));
const isNear = (date: string): boolean => yearOf(date) >= YEARS.from && yearOf(date) <= YEARS.to;
const far = { error: `is before ${YEARS.from} or after ${YEARS.to}` };

/** A date that can be counted from. */
export const nearDate = calendarDate.refine(isNear, far);
/** As fine as instants are counted with. */
const isFine = (start: string): boolean => !/\.\d{10}/.test(start);

/** What is asked of a period beside its rule and whose days off count. */
export const PERIOD_QUESTION = {
  start: z
    .union([calendarDate, z.iso.datetime({ offset: true })], {
      error: 'is neither a date that exists nor an instant with its offset, such as 2026-03-02T10:00:00+09:00',
    })
    .refine(isNear, far)
    .refine(isFine, { error: 'has more than nine digits of a second' }),
  zone: z.string({ error: 'is missing' }).pipe(zone),
  statedEnd: nearDate.optional(),
  otherStart: nearDate.optional(),
};

/** Where no calendar is named: a place with the usual weekend and no holidays. */
export const plainCalendar = (place: string): Calendar => ({ zone: place, weekend: [6, 7], holidays: [] });

/** A rule as it is listed. */
export const listed = ({ id, instrument, line }: PeriodRule) => ({
  rule: id,
  article: line.article,
  text: line.text,
  amount: line.amount,
  unit: line.unit,
  startsOn: line.startsOn,
  kind: line.kind,
  confidence: confidenceOf(instrument, line),
});
