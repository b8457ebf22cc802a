import { Temporal } from 'temporal-polyfill';

/** Days as numbers, counted from 1 January 1970: thousands of deadlines are counted at a time, day by day. */
export const DAY_MS = 86_400_000;
const HOUR = 3_600_000;

/** The number of a date. Throws where it does not exist. */
export function numberOf(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  return dateOf(day) === date ? day : numberOf(Temporal.PlainDate.from(date).toString());
}

export function dateOf(day: number): string {
  if (!Number.isInteger(day)) return '';
  const text = new Date(day * DAY_MS).toISOString();
  return text.slice(0, text.indexOf('T'));
}

/** The ISO weekday, 1 Monday to 7 Sunday; 1 January 1970 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** No zone is further from UTC than this. */
const FURTHEST = 15 * HOUR;
/** Where the clocks change within reach of a day there is no one offset. */
const NONE = Number.NaN;
const MOST = 20_000;
const known = new Map<string, Map<number, number>>();

/** The offset of a zone in milliseconds all through a day by UTC and the night before it; undefined where it changes. */
export function steadyOffset(zone: string, day: number): number | undefined {
  const ofZone = known.get(zone) ?? new Map<number, number>();
  const found = ofZone.get(day);
  const offset = found ?? looked(zone, day);
  if (found === undefined) {
    if (ofZone.size >= MOST) ofZone.clear();
    known.set(zone, ofZone.set(day, offset));
  }
  return Number.isNaN(offset) ? undefined : offset;
}

function looked(zone: string, day: number): number {
  const at = (ms: number): number =>
    Temporal.Instant.fromEpochMilliseconds(day * DAY_MS + ms).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
  const offset = at(0);
  const isSteady = offset % 1000 === 0 && [-FURTHEST, FURTHEST, DAY_MS].every((ms) => at(ms) === offset);
  return isSteady ? offset : NONE;
}
