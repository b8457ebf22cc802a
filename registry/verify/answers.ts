import type { Tx } from '../db.ts';
import type { Report } from './report.ts';

/** Each answer that was stored under a key is that of one event, taken by the actor who used the key, or of a change of the house. */
export async function checkAnswers(tx: Pick<Tx, 'query'>, report: Report): Promise<void> {
  const { rows: counted } = await tx.query<{ count: number }>('select count(*) from idempotency');
  report.count('stored answers', counted[0]?.count ?? 0);
  for (const { request, fault } of (await tx.query<Fault>(ANSWERS)).rows) report.found(`request ${request}`, fault);
}

type Fault = { request: string; fault: string };

const ANSWERS = `
  with answered as (
    select i.actor, i.answer, i.answer ->> 'request' as request, i.answer ->> 'version' as version,
           count(*) over (partition by i.answer ->> 'request', i.answer ->> 'version') as keys
    from idempotency i where not coalesce(i.answer ? 'change', false))
  select coalesce(r.reference, a.request, 'unknown') as request,
         case when a.answer is null then 'a key of it has no answer'
              when e.seq is null then 'an answer was given for an event that is not there'
              when e.actor_id <> a.actor then 'event ' || e.seq || ' was answered to somebody else'
              else 'event ' || e.seq || ' was answered under several keys' end as fault
  from answered a
  left join request r on r.id::text = a.request
  left join event e on e.request_id::text = a.request and e.seq::text = a.version
  where a.answer is null or e.seq is null or e.actor_id <> a.actor or a.keys > 1`;
