-- After how many days a partner has carried out our requests, the middle one: over the whole house, whoever asks, and for
-- nobody where fewer than five are known.
create function likely_answer(of_partner uuid) returns integer language sql stable security definer set search_path = public as $$
  select case when count(*) >= 5 then percentile_disc(0.5) within group (order by days) end::int
  from (select extract(day from min(e.at) - r.sent_at) as days
        from request r join event e on e.request_id = r.id and e.to_status = 'executed'
        where r.org_id = viewer_org() and r.partner_id = of_partner and r.kind = 'mla' and r.sent_at is not null
        group by r.id) answered
$$;
