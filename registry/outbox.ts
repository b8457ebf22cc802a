import type { Request } from '../domain/request.ts';
import type { Db } from './db.ts';

/** How far the record of a file has come, or is known. */
export type Reached = { request: string; seq: number };
/** What the workflow of a file is told. */
export type News = Reached & { kind: Request['kind'] };

/** All that is new of a request; of what is uneventful nothing lies between that is not. */
export type Leased = News & { first: number; uneventful: boolean };

/** Leases news of requests to one relay for ten seconds, what can wait last; no transaction stays open while it delivers. */
export async function leaseNews(db: Db, limit: number): Promise<Leased[]> {
  const { rows } = await db.query<Leased>(
    `with waiting as (
       select request_id, seq from outbox where delivered_at is null and (leased_until is null or leased_until < now())
       order by can_wait, request_id limit $1 for update skip locked),
     leased as (update outbox o set leased_until = now() + interval '10 s' from waiting w where o.request_id = w.request_id and o.seq = w.seq returning o.request_id, o.seq, o.uneventful)
     select request_id as request, r.kind, min(seq) as first, max(seq) as seq, bool_and(uneventful) and count(*) = max(seq) - min(seq) + 1 as uneventful
     from leased join request r on r.id = request_id group by request_id, r.kind`,
    [limit],
  );
  return rows;
}

/** Leases news of what files are linked to, for ten seconds: they stay until the workflow has looked. */
export async function leaseLinkedNews(db: Db, limit: number): Promise<News[]> {
  const { rows } = await db.query<News>(
    `with waiting as (
       select id from linked_news where leased_until is null or leased_until < now() order by id limit $1 for update skip locked),
     leased as (update linked_news n set leased_until = now() + interval '10 s' from waiting w where n.id = w.id returning n.request_id)
     select distinct r.id as request, r.kind, r.version as seq from leased join request r on r.id = request_id`,
    [limit],
  );
  return rows;
}

/** The engine has the news: everything up to that number is delivered. */
export async function markDelivered(db: Db, delivered: readonly Reached[]): Promise<void> {
  await db.query(
    `update outbox o set delivered_at = now() from jsonb_to_recordset($1::jsonb) as d(request uuid, seq int)
     where o.request_id = d.request and o.seq <= d.seq and o.delivered_at is null`,
    [JSON.stringify(delivered)],
  );
}

const FOLLOWERS = {
  /** Those whose workflow has not seen what happened a while ago. */
  behind: `(f.request_id is null or f.seen_seq < r.version) and r.changed_at < clock_now() - interval '10 s'`,
  /** Those of which a reminder or a deadline is due. */
  due: `exists (select 1 from deadline d where d.request_id = r.id and d.status = 'open' and least(d.due_at, coalesce(d.remind_at, d.due_at)) <= clock_now())`,
  all: 'true',
} as const;

/** Open requests with the newest number that their workflow should know. */
export async function followers(db: Db, which: keyof typeof FOLLOWERS): Promise<News[]> {
  const { rows } = await db.query<News>(
    `select r.id as request, r.kind, r.version as seq from request r left join follower f on f.request_id = r.id and f.workflow = 'request'
     where (f.request_id is null or not f.ended) and ${FOLLOWERS[which]}`,
  );
  return rows;
}

export type Seen = Reached & { workflow: string; ended: boolean; linkedNews?: readonly number[] };

/** Notes how far a workflow has dealt with the record of its request, and which news of linked files lay there when it looked. */
export async function markSeen(db: Db, { request, workflow, seq, ended, linkedNews = [] }: Seen): Promise<void> {
  await db.query(
    `insert into follower (request_id, workflow, seen_seq, ended, at) values ($1, $2, $3, $4, clock_now())
     on conflict (request_id, workflow) do update set seen_seq = greatest(follower.seen_seq, $3), ended = $4, at = clock_now()`,
    [request, workflow, seq, ended],
  );
  if (linkedNews.length > 0) await db.query('delete from linked_news where id = any ($1)', [linkedNews]);
}
