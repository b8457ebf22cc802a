-- The event that changed a deadline last: a calendar knows by it which of two versions is the newer one.
alter table deadline add column seq integer not null default 0;
update deadline d set seq = (
  select max(e.seq) from event e, jsonb_array_elements(e.body -> 'deadlines') c, coalesce(c -> 'deadline', c) of
  where e.request_id = d.request_id and of ->> 'kind' = d.kind and (of ->> 'cycle')::int = d.cycle);
alter table deadline alter column seq drop default;

-- A calendar that somebody subscribes to: whoever knows its address reads dates and references, and nothing else.
create table calendar_feed (
  person_id uuid primary key references person,
  org_id uuid not null references org,
  token_hash text not null unique,
  opened_at timestamptz not null default clock_now()
);
alter table calendar_feed enable row level security;
alter table calendar_feed force row level security;
create policy by_owner on calendar_feed to current_user using (true) with check (true);
create policy by_system on calendar_feed to rogatory_system using (true) with check (true);
create policy by_viewer on calendar_feed to rogatory_app using (person_id = (select viewer_user()))
  with check (person_id = (select viewer_user()) and org_id = (select viewer_org()));
grant select, insert, update, delete on calendar_feed to rogatory_app, rogatory_system;

create function whose_calendar(token text) returns uuid language sql stable security definer set search_path = public as $$
  select person_id from calendar_feed where token_hash = token
$$;
