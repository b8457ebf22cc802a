-- What a partner has given back, asked or refused before, coded by field and ground: counts only, so that a draft is
-- warned without a word of another case. Files of the highest label are not counted.
create function partner_experience(partner uuid) returns table (kind text, code text, times integer, last_on date)
  language sql stable security definer set search_path = public as $$
  with met as (
    select r.id, e.at, e.action, e.body from event e join request r on r.id = e.request_id
    where r.org_id = viewer_org() and r.partner_id = partner and r.label <> 'secret'
      and e.action in ('returnForCorrection', 'askInformation', 'refuse', 'settleItems')),
  coded as (
    select id, at, 'returned' as kind, d ->> 'field' as code from met, jsonb_array_elements(body -> 'set' -> 'defects') d where action = 'returnForCorrection'
    union all
    select id, at, 'asked', a.field from met, jsonb_array_elements_text(body -> 'said' -> 'about') as a(field) where action = 'askInformation'
    union all
    select id, at, 'refused', i ->> 'type' || ': ' || (i -> 'outcome' ->> 'ground') from met, jsonb_array_elements(body -> 'set' -> 'items') i
    where action in ('refuse', 'settleItems') and i -> 'outcome' ->> 'result' = 'refused')
  select kind, regexp_replace(code, '\.\d+', '', 'g'), count(distinct id)::int, max(at)::date from coded
  where code <> '' group by 1, 2 order by 3 desc, 4 desc, 2
$$;
