-- A clock that is moved stands at each instant on its way, so that whatever is done there carries that instant. Where it
-- is to stay, it stands on; otherwise it goes on from there. A real installation's clock neither moves nor stands.
alter table installation add column stands_at timestamptz, add check (kind <> 'real' or stands_at is null);

create or replace function clock_now() returns timestamptz language sql stable security definer set search_path = public as
  $$ select coalesce((select coalesce(stands_at, now() + moved) from installation), now()) $$;

drop function move_clock(timestamptz);
create function move_clock(target timestamptz, stands boolean default false) returns timestamptz language plpgsql security definer set search_path = public as $$
begin
  update installation set moved = target - now(), stands_at = case when stands then target end
  where kind <> 'real' and (target >= clock_now() or not exists (select 1 from event));
  if not found then raise exception 'cannot move the clock: this installation has none to move, or the time lies in the past'; end if;
  return target;
end $$;
revoke execute on function move_clock(timestamptz, boolean) from public;
grant execute on function move_clock(timestamptz, boolean) to rogatory_system;

-- What an administrator orders, and the engine carries out: only where people practise or tests run, one at a time.
create table clock_order (
  id uuid primary key,
  org_id uuid not null references org,
  key text not null,
  person_id uuid not null references person,
  target timestamptz not null,
  ordered_at timestamptz not null default clock_now(),
  done_at timestamptz,
  unique (org_id, key)
);
create unique index clock_order_open on clock_order ((true)) where done_at is null;

create function may_order_clock() returns boolean language sql stable security definer set search_path = public as $$
  select viewer_administers() and exists (select 1 from installation where kind in ('practice', 'test'))
$$;
alter table clock_order enable row level security;
alter table clock_order force row level security;
create policy by_owner on clock_order to current_user using (true) with check (exists (select 1 from installation where kind in ('practice', 'test')));
create policy by_system on clock_order to rogatory_system using (true) with check (true);
create policy by_viewer on clock_order for select to rogatory_app using (org_id = (select viewer_org()));
create policy by_administrator on clock_order for insert to rogatory_app
  with check (org_id = (select viewer_org()) and person_id = (select viewer_user()) and (select may_order_clock()));
grant select, insert (id, org_id, key, person_id, target) on clock_order to rogatory_app;
grant select, update (done_at) on clock_order to rogatory_system;
