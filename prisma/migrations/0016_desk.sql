-- The 24/7 desk: who is on duty when, alarms that call them, and the addresses at which other systems are called.

-- A turn: somebody is called first or second, from one instant until another. It is never changed: it is taken back.
create table duty_turn (
  id uuid primary key,
  org_id uuid not null references org,
  person_id uuid not null references person,
  place smallint not null check (place in (1, 2)),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  planned_by uuid not null references person,
  planned_at timestamptz not null default clock_now(),
  taken_back_by uuid references person,
  taken_back_at timestamptz,
  check ((taken_back_by is null) = (taken_back_at is null))
);
create index duty_turn_ends on duty_turn (org_id, ends_at);

-- A time in which somebody is not called, whatever the roster says.
create table absence (
  id uuid primary key,
  org_id uuid not null references org,
  person_id uuid not null references person,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  recorded_by uuid not null references person,
  recorded_at timestamptz not null default clock_now(),
  taken_back_by uuid references person,
  taken_back_at timestamptz,
  check ((taken_back_by is null) = (taken_back_at is null))
);
create index absence_ends on absence (org_id, ends_at);

-- What whoever goes off duty tells whoever comes: each version stays.
create table handover (
  turn_id uuid not null references duty_turn,
  version integer not null check (version > 0),
  org_id uuid not null references org,
  words text not null check (words <> ''),
  written_by uuid not null references person,
  at timestamptz not null default clock_now(),
  primary key (turn_id, version)
);

-- The alarms of a file, as the fold of its events has them.
create table alarm (
  request_id uuid not null references request,
  n integer not null check (n > 0),
  org_id uuid not null references org,
  cause text not null,
  raised_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid references person,
  ended_at timestamptz,
  body jsonb not null,
  primary key (request_id, n),
  check ((answered_at is null) = (answered_by is null))
);
create index alarm_open on alarm (org_id, raised_at) where answered_at is null and ended_at is null;
create index alarm_raised on alarm (org_id, raised_at);

-- Where other systems are told of calls. The secret is read by the system alone.
create table webhook (
  id uuid primary key,
  org_id uuid not null references org,
  address text not null,
  secret text not null,
  added_by uuid not null references person,
  added_at timestamptz not null default clock_now(),
  ended_by uuid references person,
  ended_at timestamptz,
  check ((ended_by is null) = (ended_at is null))
);

-- A call that is posted to an address: at least once, under an id by which the receiver drops doubles. When it is tried
-- again is real time: no case waits for it, and moving the clock must not use up the hour.
create table webhook_post (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid not null references webhook,
  request_id uuid not null references request,
  seq integer not null,
  org_id uuid not null references org,
  alarm integer not null,
  call integer not null,
  status text not null default 'waiting' check (status in ('waiting', 'sending', 'taken', 'failed')),
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  unique (webhook_id, request_id, alarm, call),
  foreign key (request_id, seq) references event,
  foreign key (request_id, alarm) references alarm
);
create index webhook_post_open on webhook_post (due_at) where status in ('waiting', 'sending');

create table webhook_attempt (
  post_id uuid not null references webhook_post,
  n integer not null,
  webhook_id uuid not null references webhook,
  org_id uuid not null references org,
  at timestamptz not null default now(),
  outcome text check (outcome in ('taken', 'refused', 'redirected', 'too-slow', 'unreachable', 'forbidden-place', 'unknown')),
  http_status integer,
  primary key (post_id, n)
);
create index webhook_attempt_newest on webhook_attempt (webhook_id, at desc);

create function viewer_keeps_roster() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from person where id = viewer_user() and org_id = viewer_org() and active and roles && array['administrator', 'ca-head'])
$$;
create function viewer_is_of_house() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from person where id = viewer_user() and org_id = viewer_org() and active and authority_id is null)
$$;

do $$
declare
  name text;
  whole text := '(request_id = (select viewer_applying()) or exists (select 1 from request r where r.id = request_id and r.org_id = (select viewer_org())
    and (r.readers && (select viewer_keys()) or r.id = any ((select viewer_requests())::uuid[]))))';
  locked text := 'org_id = viewer_org() and request_id = viewer_applying()';
  house text := 'org_id = (select viewer_org()) and (select viewer_is_of_house())';
  operators text := '(select viewer_administers()) or ''role:auditor'' = any ((select viewer_keys())::text[])';
begin
  foreach name in array array['duty_turn', 'absence', 'handover', 'alarm', 'webhook', 'webhook_post', 'webhook_attempt'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy by_owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy by_system on %I to rogatory_system using (true) with check (true)', name);
  end loop;
  foreach name in array array['duty_turn', 'absence'] loop
    execute format('create policy by_viewer on %I for select to rogatory_app using (%s)', name, house);
  end loop;
  execute format('create policy by_keeper on duty_turn for insert to rogatory_app with check (%s and planned_by = viewer_user() and viewer_keeps_roster())', house);
  execute format('create policy by_keeper_again on duty_turn for update to rogatory_app using (%s and taken_back_at is null and viewer_keeps_roster())
    with check (%s and taken_back_by = viewer_user() and taken_back_at = clock_now())', house, house);
  -- One says oneself that one is away.
  execute format('create policy by_keeper on absence for insert to rogatory_app
    with check (%s and recorded_by = viewer_user() and (person_id = viewer_user() or viewer_keeps_roster()))', house);
  execute format('create policy by_keeper_again on absence for update to rogatory_app
    using (%s and taken_back_at is null and (person_id = viewer_user() or viewer_keeps_roster()))
    with check (%s and taken_back_by = viewer_user() and taken_back_at = clock_now())', house, house);
  -- A note may speak of cases: it is for the central authority, and for the auditor.
  execute format('create policy by_viewer on handover for select to rogatory_app
    using (%s and (select viewer_keys())::text[] && array[''role:ca-officer'', ''role:ca-head'', ''role:auditor''])', house);
  execute format('create policy by_author on handover for insert to rogatory_app with check (%s and written_by = viewer_user()
    and exists (select 1 from duty_turn t where t.id = turn_id and t.person_id = viewer_user()))', house);
  execute format('create policy by_viewer on alarm for select to rogatory_app using (%s)', whole);
  execute format('create policy by_command on alarm for insert to rogatory_app with check (%s)', locked);
  execute format('create policy by_command_again on alarm for update to rogatory_app using (%s) with check (%s)', locked, locked);
  execute format('create policy by_viewer on webhook for select to rogatory_app using (org_id = (select viewer_org()) and (%s))', operators);
  execute 'create policy by_administrator on webhook for insert to rogatory_app
    with check (org_id = (select viewer_org()) and added_by = viewer_user() and viewer_administers())';
  execute 'create policy by_administrator_again on webhook for update to rogatory_app
    using (org_id = (select viewer_org()) and ended_at is null and viewer_administers())
    with check (org_id = (select viewer_org()) and ended_by = viewer_user() and ended_at = clock_now())';
  execute format('create policy by_viewer on webhook_post for select to rogatory_app using (%s)', whole);
  -- What came of an attempt says nothing of a case.
  execute format('create policy by_viewer on webhook_attempt for select to rogatory_app using (org_id = (select viewer_org()) and (%s))', operators);
end $$;

grant select, insert (id, org_id, person_id, place, starts_at, ends_at, planned_by), update (taken_back_by, taken_back_at) on duty_turn to rogatory_app;
grant select, insert (id, org_id, person_id, starts_at, ends_at, recorded_by), update (taken_back_by, taken_back_at) on absence to rogatory_app;
grant select, insert (turn_id, version, org_id, words, written_by) on handover to rogatory_app;
grant select, insert, update on alarm to rogatory_app;
grant select (id, org_id, address, added_by, added_at, ended_by, ended_at), insert (id, org_id, address, secret, added_by), update (ended_by, ended_at) on webhook to rogatory_app;
grant select on webhook_post, webhook_attempt to rogatory_app;
grant select on duty_turn, absence, handover, webhook to rogatory_system;
grant select, insert, update on alarm, webhook_post, webhook_attempt to rogatory_system;
