import type { Db } from './db.ts';

export type News = { request: string; seq: number };

/** All that is new of a request; of what is uneventful nothing lies between that is not. */
export type Leased = News & { first: number; uneventful: boolean };

/** Leases news of requests to one relay for ten seconds, what can wait last; no transaction stays open while it delivers. */
export async function leaseNews(db: Db, limit: number): Promise<Leased[]> {
  const { rows } = await db.query<Leased>(
    `with waiting as (
       select request_id, seq from outbox where delivered_at is null and (leased_until is null or leased_until < now())
       order by can_wait, request_id limit $1 for update skip locked),
     leased as (update outbox o set leased_until = now() + interval '10 s' from waiting w where o.request_id = w.request_id and o.seq = w.seq returning o.request_id, o.seq, o.uneventful)
     select request_id as request, min(seq) as first, max(seq) as seq, bool_and(uneventful) and count(*) = max(seq) - min(seq) + 1 as uneventful
     from leased group by request_id`,
    [limit],
  );
  return rows;
}

/** The engine has the news: everything up to that number is delivered. */
export async function markDelivered(db: Db, delivered: readonly News[]): Promise<void> {
  await db.query(
    `update outbox o set delivered_at = now() from jsonb_to_recordset($1::jsonb) as d(request uuid, seq int)
     where o.request_id = d.request and o.seq <= d.seq and o.delivered_at is null`,
    [JSON.stringify(delivered)],
  );
}

/** Open requests whose workflow has fallen behind, or all of them. The newest number each should know. */
export async function followersBehind(db: Db, { all }: { all: boolean }): Promise<News[]> {
  const { rows } = await db.query<News>(
    `select r.id as request, r.version as seq from request r left join follower f on f.request_id = r.id and f.workflow = 'request'
     where (f.request_id is null or not f.ended) and ($1 or f.request_id is null or f.seen_seq < r.version)
       and ($1 or r.changed_at < clock_now() - interval '10 s')`,
    [all],
  );
  return rows;
}

/** Notes how far a workflow has dealt with the record of its request. */
export async function markSeen(
  db: Db,
  { request, workflow, seq, ended }: { request: string; workflow: string; seq: number; ended: boolean },
): Promise<void> {
  await db.query(
    `insert into follower (request_id, workflow, seen_seq, ended, at) values ($1, $2, $3, $4, clock_now())
     on conflict (request_id, workflow) do update set seen_seq = greatest(follower.seen_seq, $3), ended = $4, at = clock_now()`,
    [request, workflow, seq, ended],
  );
}
