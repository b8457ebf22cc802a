import { lastDay } from './counting.ts';
import { addDays, compare, dateIn, instantAt, startOfDay } from './dates.ts';
import type { Notice } from './notices.ts';

export const MAIL_MODES = ['each', 'digest'] as const;
export type MailMode = (typeof MAIL_MODES)[number];

export const MAIL_STATUSES = ['waiting', 'sending', 'sent', 'failed', 'unknown'] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

/** How somebody wants to be told by mail. Times are local ones in the zone of the house, `07:00`. */
export type MailWish = {
  mode: MailMode;
  /** From when and until when there is silence, through midnight where it ends earlier; null where there is none. */
  quietFrom: string | null;
  quietTo: string | null;
  /** When the digest goes out. */
  digestAt: string;
};

/** Of whoever has said nothing. */
export const USUAL_WISH: MailWish = { mode: 'each', quietFrom: null, quietTo: null, digestAt: '08:00' };

type Where = {
  /** Of the house. */
  zone: string;
  /** An instant. */
  now: string;
};

/**
 * The instant at which somebody is mailed what they are told now. A digest and quiet hours hold it, but not into the day
 * in the zone of the house on which its deadline is due: what is due today, or overdue, goes at once. They hold no alarm.
 */
export function sendAt({ kind, dueAt }: Pick<Notice, 'kind' | 'dueAt'>, wish: MailWish, { zone, now }: Where): string {
  if (sortOf(kind) === 'alarm') return now;
  const told = wish.mode === 'digest' ? nextDigest(wish, { zone, now }) : now;
  const held = quietUntil(wish, { zone, now: told }) ?? told;
  const dueDay = dueAt === undefined ? held : startOfDay(lastDay(dueAt, { zone }), zone);
  const latest = compare(dueDay, held) < 0 ? dueDay : held;
  return compare(latest, now) < 0 ? now : latest;
}

function nextDigest({ digestAt }: MailWish, { zone, now }: Where): string {
  const today = dateIn(now, zone);
  const at = instantAt(today, digestAt, zone);
  return compare(at, now) > 0 ? at : instantAt(addDays(today, 1), digestAt, zone);
}

/** The end of the quiet hours that an instant lies in; undefined where it lies in none. */
function quietUntil({ quietFrom, quietTo }: MailWish, { zone, now }: Where): string | undefined {
  if (quietFrom === null || quietTo === null) return undefined;
  const today = dateIn(now, zone);
  const nights = [addDays(today, -1), today].map((date) => ({
    from: instantAt(date, quietFrom, zone),
    to: instantAt(quietTo > quietFrom ? date : addDays(date, 1), quietTo, zone),
  }));
  return nights.find(({ from, to }) => compare(from, now) <= 0 && compare(now, to) < 0)?.to;
}

/** What sort of thing a notice tells of, in words so general that they say nothing of the case. */
export type NoticeSort = 'alarm' | 'ends' | 'over' | 'corrected' | 'moved';
const SORTS: readonly (readonly [prefix: string, sort: NoticeSort])[] = [
  ['alarm-', 'alarm'],
  ['reminder-', 'ends'],
  ['overdue-', 'over'],
  ['hold-lapsed', 'over'],
  ['hold-', 'ends'],
  ['confirm-', 'ends'],
  ['deadline-moved', 'corrected'],
];

/** The sort of a kind of notice; any that is not known by its first word is that the file has moved on. */
export const sortOf = (kind: string): NoticeSort => SORTS.find(([prefix]) => kind.startsWith(prefix))?.[1] ?? 'moved';

const LONGEST_WAIT = 60;
const GIVEN_UP_AFTER = 24 * 60;

/** Minutes until a mail that was not taken is tried again, after so many attempts; undefined once a day has gone by so. */
export function retryAfter(attempts: number): number | undefined {
  const waits = Array.from({ length: attempts }, (_, index) => Math.min(2 ** index, LONGEST_WAIT));
  const whole = waits.reduce((sum, wait) => sum + wait, 0);
  return whole > GIVEN_UP_AFTER ? undefined : waits.at(-1);
}
