import type { Tx } from '../db.ts';
import type { Report } from './report.ts';

/** The parts are their last revisions, every revision was kept, and the list shows the title that was written. */
export async function checkParts(tx: Pick<Tx, 'query'>, report: Report): Promise<void> {
  const { rows: counted } = await tx.query<{ count: number }>('select count(*) from part_revision');
  report.count('revisions of parts', counted[0]?.count ?? 0);
  for (const { reference, key, fault } of (await tx.query<Fault>(PARTS)).rows)
    report.found(`request ${reference}, part "${key}"`, fault);
  for (const { reference } of (await tx.query<{ reference: string }>(TITLES)).rows)
    report.found(`request ${reference}`, 'its title is not the one that was written');
}

type Fault = { reference: string; key: string; fault: string };

const PARTS = `
  with kept as (
    select request_id, key, count(*) as revisions, max(version) as newest, min(version) as oldest from part_revision group by request_id, key)
  select r.reference, coalesce(p.key, k.key) as key,
         case when p.key is null then 'is gone, and its revisions are there'
              when k.revisions is distinct from p.version or k.newest <> p.version or k.oldest <> 1 then 'not every revision is there'
              else 'is not what its last revision says' end as fault
  from part p full join kept k on k.request_id = p.request_id and k.key = p.key
  join request r on r.id = coalesce(p.request_id, k.request_id)
  left join part_revision v on v.request_id = p.request_id and v.key = p.key and v.version = p.version
  where p.key is null or k.revisions is distinct from p.version or k.newest <> p.version or k.oldest <> 1
     or (v.value, v.saved_by, v.saved_at) is distinct from (p.value, p.saved_by, p.saved_at)`;

const TITLES = `
  select r.reference from request r left join part p on p.request_id = r.id and p.key = 'title'
  where r.title <> coalesce((p.value ->> 'case') || ': ' || (p.value ->> 'offence'), '')`;
