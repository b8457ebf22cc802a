-- A note of the desk is for the officers of its 24/7 point, too.
alter policy by_viewer on handover using (org_id = (select viewer_org()) and (select viewer_is_of_house())
  and (select viewer_keys())::text[] && array['role:ca-officer', 'role:ca-head', 'role:poc-officer', 'role:auditor']);

-- An emergency that was sent alone is told of the formal request that follows it.
create or replace function tell_linked() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into linked_news (request_id, org_id)
  select hold_id, org_id from hold_request where request_id = new.request_id
  union all select request_id, org_id from hold_request where hold_id = new.request_id
  union all select origin_id, org_id from request where id = new.request_id and state ? 'formalises';
  return null;
end $$;
