import type { DeadlineKind } from '../../domain/clocks.ts';
import type { Calendar } from '../../domain/dates.ts';
import { type Deadline, type DeadlineChange, foldDeadlines } from '../../domain/deadlines.ts';
import { HOUSE_RULES } from '../../domain/house-rules.ts';
import {
  type CountingHouse,
  type Opening,
  openDeadline,
  openLawDeadline,
  recountDeadline,
} from '../../domain/running.ts';
import { EIO } from '../../domain/treaties/eu-eio-2014-41.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';

/** A Monday, nine in the morning. */
export const MONDAY = '2026-03-09T00:00:00Z';
export const HOME: Calendar = {
  zone: 'Asia/Seoul',
  weekend: [6, 7],
  holidays: [{ date: '2026-03-12', name: 'Founders’ Day' }],
};
export const withDay = (date: string, name = 'Election Day'): Calendar => ({
  ...HOME,
  holidays: [...HOME.holidays, { date, name }],
});
export const without: Calendar = { ...HOME, holidays: [] };
export const house = (calendar: Calendar): CountingHouse => ({
  calendar,
  rules: HOUSE_RULES,
  instruments: INSTRUMENTS,
});

export const opened = (kind: DeadlineKind, more: Partial<Opening> = {}): Deadline =>
  openDeadline({
    kind,
    cycle: 1,
    trigger: 2,
    start: MONDAY,
    urgency: 'normal',
    rules: HOUSE_RULES,
    calendar: HOME,
    ...more,
  });
export const law = (id: 'ack' | 'decision' | 'execution', start = MONDAY, calendar = HOME): Deadline => {
  const line = EIO.deadlines.find((one) => one.id === id);
  if (!line) throw new Error(`Cannot open "${id}": the Directive has no such period`);
  const rule = { id: `${EIO.id}/${id}`, instrument: EIO, line };
  return openLawDeadline({ rule, cycle: 1, trigger: 2, start, calendar, now: start });
};
export const folded = (deadline: Deadline, ...changes: (DeadlineChange | undefined)[]): Deadline => {
  const [after] = foldDeadlines(
    [deadline],
    changes.filter((change) => change !== undefined),
  );
  if (!after) throw new Error('Cannot fold: nothing is left');
  return after;
};
export const recounted = (deadline: Deadline, calendar: Calendar, start?: string): Deadline =>
  folded(deadline, recountDeadline(deadline, house(calendar), { now: MONDAY, ...(start ? { start } : {}) }));
export const SAME = 'same';
/** When it is due by another calendar, or that nothing changes. */
export const moved = (deadline: Deadline, calendar: Calendar): string =>
  recountDeadline(deadline, house(calendar), { now: MONDAY })?.dueAt ?? SAME;
