import { one, type Tx } from '../db.ts';
import { at } from './record.ts';
import type { Report } from './report.ts';

type Mailed = { reference: string; seq: number; is_told: boolean; is_holder: boolean; times: number };

/**
 * Of each mail that is not in order: whether the notice is there, whether its person held the key, how often they were mailed
 * of the event. They or whom they stood in for then hold it now, unless one of these was changed since.
 */
const MAILED = `
  with as_whom as (
    select m.*, m.person_id as holder_id from notice_mail m
    union all
    select m.*, s.stands_for from notice_mail m join stand_in s on s.person_id = m.person_id and s.request_id is null
      and s.starts_at <= m.at and s.ends_at > m.at and coalesce(s.ended_at >= m.at, true)),
  holding as (
    select distinct w.request_id, w.seq, w.person_id, w.to_key
    from as_whom w join person p on p.id = w.holder_id and p.org_id = w.org_id and p.authority_id is null
    where w.to_key = 'user:' || p.id or w.to_key !~ '^user:' and (
      w.to_key = any (select 'role:' || role from unnest(p.roles) as role)
      or w.to_key = 'office:' || p.office_id || '/supervisor' and 'supervisor' = any (p.roles)
      or exists (select 1 from access a where a.at >= w.at and a.body like '%"person-changed"%' and a.body like '%' || p.id || '%'))),
  mailed as (
    select r.reference, m.seq, n.seq is not null as is_told, h.seq is not null as is_holder,
      count(*) over (partition by m.request_id, m.seq, m.person_id) as times
    from notice_mail m join request r on r.id = m.request_id
    left join notice n on n.request_id = m.request_id and n.seq = m.seq and n.to_key = m.to_key
    left join holding h on h.request_id = m.request_id and h.seq = m.seq and h.person_id = m.person_id and h.to_key = m.to_key)
  select * from mailed where not is_told or not is_holder or times > 1`;

/** Nobody was mailed of what they were not told, of what was not theirs to know, or of the same twice. */
export async function checkNotices(tx: Pick<Tx, 'query'>, report: Report): Promise<void> {
  const { rows } = await tx.query<Mailed>(MAILED);
  report.count(
    'mails of notices',
    one(await tx.query<{ number: number }>('select count(*) as number from notice_mail'))?.number,
  );
  for (const { reference, seq, is_told, is_holder, times } of rows) {
    const where = at({ where: `request ${reference}` }, seq);
    if (!is_told) report.found(where, 'somebody was mailed of it, and nobody was told');
    if (!is_holder) report.found(where, 'somebody was mailed of it who holds no such key');
    if (times > 1) report.found(where, 'somebody was mailed of it twice');
  }
}
