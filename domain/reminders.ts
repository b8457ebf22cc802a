import { addDays, addHours, compare, startOfDay } from './dates.ts';
import type { TreatyDeadline } from './treaties/deadline-type.ts';

/** DC-12, a rule of the house and no law: so long before a period ends somebody is told, the first time first. */
const LADDERS = {
  hold: [21, 14, 7, 2],
  long: [5, 2],
  short: [2],
  hours: [4, 2, 1],
} as const;
/** Days from which a period that is no hold is long. */
const LONG = 10;

const HOLDS: ReadonlySet<TreatyDeadline['kind']> = new Set(['minimum-hold', 'hold', 'hold-extension']);
export const isHold = ({ kind }: Pick<TreatyDeadline, 'kind'>): boolean => HOLDS.has(kind);
/** After these nothing is lost: one may only begin then. */
const OPENING: ReadonlySet<TreatyDeadline['kind']> = new Set(['waiting-period', 'request-window']);

type Ending = {
  /** The day from which it is counted, or where hours are counted the instant. */
  start: string;
  /** The last day, and the first instant after the period. */
  due: string;
  dueAt: string;
  zone: string;
  /** So many days before it, in place of the ladder of the house. */
  ladder?: readonly number[] | undefined;
};

/** The instants before the end of a period at which somebody is told, in order, as far as it has begun by then. */
export function remindersOf(
  line: Pick<TreatyDeadline, 'kind' | 'unit'>,
  { start, due, dueAt, zone, ladder: given }: Ending,
): string[] {
  if (OPENING.has(line.kind)) return [];
  const isOfHours = line.unit === 'hour';
  const ladder = given ?? (isOfHours ? LADDERS.hours : daysOf(line, start, due));
  const begun = isOfHours ? start : startOfDay(start, zone);
  return ladder
    .map((before) => (isOfHours ? addHours(dueAt, -before) : startOfDay(addDays(due, -before), zone)))
    .filter((at) => compare(at, begun) > 0);
}

const daysOf = (line: Pick<TreatyDeadline, 'kind'>, start: string, due: string): readonly number[] =>
  isHold(line) ? LADDERS.hold : addDays(start, LONG) <= due ? LADDERS.long : LADDERS.short;

/** What is left of reminders for somebody who learns of them now: of those that are past the last, as the strictest. */
export function fromNowOn(reminders: readonly string[], now: string): readonly string[] {
  const past = reminders.filter((at) => compare(at, now) <= 0).length;
  return reminders.slice(Math.max(0, past - 1));
}
