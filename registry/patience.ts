import { addMilliseconds, compare } from '../domain/dates.ts';
import type { Deadline } from '../domain/deadlines.ts';
import { dutiesOf, hasEnded, LONGEST_WAIT } from '../domain/duties.ts';
import { HOLD_ACTION } from '../domain/hold.ts';
import type { Facts } from '../domain/move.ts';
import type { Event, Request } from '../domain/request.ts';
import type { Tx } from './db.ts';
import type { Reached } from './outbox.ts';

/** Steps that come by the thousand: news of them waits until the rest is delivered. */
const BY_THE_THOUSAND: ReadonlySet<string> = new Set(['recountDeadlines']);
export const canWait = ({ action }: Event): boolean => BY_THE_THOUSAND.has(action);

/**
 * Whether a step leaves the engine no other work than before: it owed nothing, it owes nothing, and it looks in time. Of
 * a hold, of a request for preservation and of one that minds a hold, that is not to be told without the other file.
 */
export function isUneventful(
  previous: Request,
  next: Request,
  { now, translateInto }: Pick<Facts, 'now' | 'translateInto'>,
): boolean {
  if (next.kind !== 'mla' || next.deadlines.some(({ kind }) => kind === HOLD_ACTION)) return false;
  const isIdle = (request: Request): boolean => !hasEnded(request) && dutiesOf(request, translateInto).length === 0;
  return isIdle(previous) && isIdle(next) && looksInTime(previous.deadlines, next.deadlines, now);
}

/** Whether the workflow of a request looks at the record in time without a word: it waits for an alarm before, or no longer than a day. */
export function looksInTime(before: readonly Deadline[], after: readonly Deadline[], now: string): boolean {
  const [was, is] = [nextAlarm(before), nextAlarm(after)];
  if (is === undefined) return true;
  return (was !== undefined && compare(is, was) >= 0) || compare(is, addMilliseconds(now, LONGEST_WAIT + MARGIN)) > 0;
}

const MARGIN = 3_600_000;

const nextAlarm = (deadlines: readonly Deadline[]): string | undefined =>
  deadlines
    .filter(({ status }) => status === 'open')
    .map(({ dueAt, remindAt, reminded }) => (reminded ? dueAt : (remindAt ?? dueAt)))
    .sort(compare)[0];

const SEEN = `
  with given as (select * from jsonb_to_recordset($1) as g(request uuid, first int, seq int)),
    seen as (
      update follower f set seen_seq = greatest(f.seen_seq, g.seq), at = clock_now() from given g
      where f.request_id = g.request and f.seen_seq >= g.first - 1 and not f.ended returning f.request_id, f.workflow)
  update outbox o set delivered_at = clock_now() from given g
  where o.request_id = g.request and o.seq between g.first and g.seq and o.delivered_at is null
    and exists (select 1 from seen s where s.request_id = g.request and s.workflow = 'request')
    and not exists (select 1 from follower f where f.request_id = g.request and f.seen_seq < g.first - 1 and not f.ended)
  returning o.request_id as request`;

/**
 * Workflows that had seen all before need no word of these events, from the first to the newest: they leave nothing to
 * do but wait. Gives the requests that this holds for.
 */
export async function markUneventful(
  tx: Pick<Tx, 'query'>,
  news: readonly (Reached & { first: number })[],
): Promise<Set<string>> {
  if (news.length === 0) return new Set();
  const { rows } = await tx.query<{ request: string }>(SEEN, [JSON.stringify(news)]);
  return new Set(rows.map(({ request }) => request));
}
