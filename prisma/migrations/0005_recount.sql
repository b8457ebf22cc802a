-- A day off that is entered or ended moves open deadlines: each such line is put here with it, and the engine counts them
-- anew. Nobody but the line itself puts anything here.
create table recount (
  entry_id uuid not null references law_entry,
  -- For the line as it was entered, or for its end.
  ended boolean not null,
  org_id uuid not null references org,
  state text not null,
  -- The day that changed; null where it is the whole calendar, its weekend or its zone.
  day date,
  at timestamptz not null default clock_now(),
  done_at timestamptz,
  primary key (entry_id, ended)
);
create index recount_owed on recount (org_id, state) where done_at is null;

create function owe_recount() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into recount (entry_id, ended, org_id, state, day)
  values (new.id, new.ended_at is not null, new.org_id, new.about, case when new.kind = 'holiday' then new.key::date end);
  return null;
end $$;
create trigger law_entry_recounted after insert or update on law_entry for each row when (new.kind in ('state', 'holiday')) execute function owe_recount();

alter table recount enable row level security;
alter table recount force row level security;
create policy by_owner on recount to current_user using (true) with check (true);
create policy by_system on recount to rogatory_system using (true) with check (true);
create policy by_viewer on recount for select to rogatory_app using (org_id = (select viewer_org()));
grant select, update (done_at) on recount to rogatory_system;
grant select on recount to rogatory_app;

-- News of what was counted anew may wait until the rest is delivered: a changed day off touches thousands of files.
alter table outbox add column can_wait boolean not null default false;
drop index outbox_waiting;
create index outbox_waiting on outbox (can_wait, request_id) where delivered_at is null;
create index deadline_open_of on deadline (org_id, due_at) where status = 'open';
