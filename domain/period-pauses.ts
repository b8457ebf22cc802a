import { z } from 'zod';
import {
  addDays,
  addSpan,
  type Calendar,
  type Counted,
  daysBetween,
  type Span,
  spanText,
  workingDaysBetween,
} from './dates.ts';
import { calendarDate } from './fields.ts';
import { isHold } from './reminders.ts';
import type { TreatyDeadline } from './treaties/deadline-type.ts';

/** The first day on which a period stands still, and the day on which it runs on. */
export type DayPause = { from: string; to: string };

/** A pause as it is written, an interval of ISO 8601: `2026-03-10/2026-03-15`. */
export const dayPause = z
  .string()
  .transform((text) => text.split('/'))
  .pipe(z.tuple([calendarDate, calendarDate], { error: 'is no interval of two days, such as 2026-03-10/2026-03-15' }))
  .refine(([from, to]) => from < to, { error: 'ends before it has begun' })
  .transform(([from, to]): DayPause => ({ from, to }));

/** Hours, holds, custody and what is counted back run through whatever happens (DC-3, DC-5, DC-7, DC-8). */
export const runsThrough = (line: Pick<TreatyDeadline, 'unit' | 'kind' | 'isCustody'>): boolean =>
  line.unit === 'hour' || isHold(line) || line.isCustody === true || line.kind === 'lead-time-maximum';

/** The end of a period after its pauses: each that begins before the end puts it off by its own length. */
export function stoodStill(
  { unit }: Pick<TreatyDeadline, 'unit'>,
  end: string,
  { pauses = [], calendar }: { pauses?: readonly DayPause[] | undefined; calendar: Calendar },
): Counted {
  let date = end;
  const steps = pauses.flatMap((pause) => {
    if (pause.from > date) return [];
    const left = lengthOf(pause, unit, calendar);
    ({ date } = addSpan(date, left, calendar));
    return [{ date, text: `stands still from ${pause.from} and runs on from ${pause.to}: ${spanText(left)} later` }];
  });
  return { date, steps };
}

const lengthOf = ({ from, to }: DayPause, unit: Span['unit'], calendar: Calendar): Span =>
  unit === 'working-day'
    ? { amount: workingDaysBetween(addDays(from, -1), addDays(to, -1), calendar), unit }
    : { amount: daysBetween(from, to), unit: 'day' };
