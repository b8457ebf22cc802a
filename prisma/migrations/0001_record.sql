-- The system of record. Ids and codes are readable here; who may read which row is decided by the policies below.

-- The one clock -------------------------------------------------------------------------------------------------------
create table installation (
  only_one boolean primary key default true check (only_one),
  id uuid not null,
  kind text not null check (kind in ('real', 'demonstration', 'practice', 'test')),
  moved interval not null default '0',
  temporal_namespace text,
  check (kind <> 'real' or moved = '0')
);

create function clock_now() returns timestamptz language sql stable security definer set search_path = public as
  $$ select now() + coalesce((select moved from installation), '0') $$;

-- Moves the clock of a demonstration, practice or test installation to an instant: forward once anything has happened.
create function move_clock(target timestamptz) returns timestamptz language plpgsql security definer set search_path = public as $$
begin
  update installation set moved = target - now() where kind <> 'real' and (target >= now() + moved or not exists (select 1 from event));
  if not found then raise exception 'cannot move the clock: this installation has none to move, or the time lies in the past'; end if;
  return target;
end $$;

-- Who is asking: set anew at the start of every transaction, empty means nobody -----------------------------------------
create function viewer_org() returns uuid language sql stable as $$ select nullif(current_setting('app.org', true), '')::uuid $$;
create function viewer_user() returns uuid language sql stable as $$ select nullif(current_setting('app.user', true), '')::uuid $$;
create function viewer_keys() returns text[] language sql stable as
  $$ select coalesce(string_to_array(nullif(current_setting('app.keys', true), ''), ','), '{}') $$;
create function viewer_requests() returns uuid[] language sql stable as
  $$ select coalesce(string_to_array(nullif(current_setting('app.requests', true), ''), ',')::uuid[], '{}') $$;
-- The request that a command has locked, seen and is changing in this transaction.
create function viewer_applying() returns uuid language sql stable as $$ select nullif(current_setting('app.applying', true), '')::uuid $$;

-- The house -----------------------------------------------------------------------------------------------------------
create table org (
  id uuid primary key,
  state text not null,
  state_names jsonb not null,
  authority_names jsonb not null,
  address text not null,
  telephone text not null,
  email text not null,
  hours text not null,
  zone text not null,
  letter_language text not null default 'en',
  calendar jsonb not null,
  parties jsonb not null,
  reference_pattern text not null default 'MLA-{year}-{n}'
);

create table house_rule (
  org_id uuid not null references org,
  id text not null,
  amount integer not null check (amount > 0),
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (org_id, id)
);

create table office (
  id uuid primary key,
  org_id uuid not null references org,
  name text not null
);

-- A foreign authority, with what its State accepts and has declared.
create table authority (
  id uuid primary key,
  org_id uuid not null references org,
  state text not null,
  names jsonb not null,
  address text not null,
  email text,
  facts jsonb not null
);

create table person (
  id uuid primary key,
  org_id uuid not null references org,
  email text not null,
  name text not null,
  roles text[] not null,
  office_id uuid references office,
  authority_id uuid references authority,
  password text not null,
  failures integer not null default 0,
  locked_until timestamptz,
  active boolean not null default true,
  unique (org_id, email)
);

create table session (
  token_hash text primary key,
  person_id uuid not null references person,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  proved_at timestamptz not null,
  ended_at timestamptz
);

create table stand_in (
  id uuid primary key,
  org_id uuid not null references org,
  stands_for uuid not null references person,
  person_id uuid not null references person,
  request_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  reason text not null,
  appointed_by uuid not null references person,
  ended_at timestamptz,
  check (stands_for <> person_id)
);

create table reference_counter (
  org_id uuid not null references org,
  year integer not null,
  last integer not null,
  primary key (org_id, year)
);

-- Requests ------------------------------------------------------------------------------------------------------------
create table request (
  id uuid primary key,
  org_id uuid not null references org,
  reference text not null,
  kind text not null check (kind in ('mla', 'preservation', 'provider', 'emergency', 'extradition', 'spontaneous')),
  direction text not null check (direction in ('outgoing', 'incoming')),
  status text not null,
  version integer not null check (version > 0),
  schema_version integer not null default 1,
  state jsonb not null,
  title text not null default '',
  drafter_id uuid not null references person,
  office_id uuid not null references office,
  officer_id uuid references person,
  requested text not null,
  partner_id uuid not null references authority,
  parent_id uuid references request,
  urgency text not null,
  label text not null,
  endorsed_by uuid references person,
  approved_by uuid references person,
  letter_editors uuid[] not null default '{}',
  sent_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  due_at timestamptz,
  audit_hash text not null,
  readers text[] not null,
  translators text[] not null default '{}',
  partners text[] not null default '{}',
  unique (org_id, reference),
  constraint endorser_is_another_person check (endorsed_by is null or endorsed_by <> drafter_id),
  constraint approver_is_a_third_person check (
    approved_by is null or (approved_by <> drafter_id and approved_by is distinct from endorsed_by and approved_by <> all (letter_editors)))
);
create index request_newest on request (org_id, created_at desc, id desc);
create index request_by_status on request (org_id, status, created_at desc, id desc);
create index request_by_due on request (org_id, due_at, id) where due_at is not null;

create table part (
  request_id uuid not null references request,
  key text not null,
  org_id uuid not null references org,
  version integer not null,
  value jsonb not null,
  saved_by uuid not null references person,
  saved_at timestamptz not null,
  primary key (request_id, key)
);
create table part_revision (
  request_id uuid not null references request,
  key text not null,
  version integer not null,
  org_id uuid not null references org,
  value jsonb not null,
  saved_by uuid not null references person,
  saved_at timestamptz not null,
  edition integer not null,
  primary key (request_id, key, version)
);

-- Words of people, kept apart from the events that refer to them by id and hash.
create table note (
  id uuid primary key,
  request_id uuid not null references request,
  org_id uuid not null references org,
  body text not null,
  hash text not null,
  audience text[] not null default '{}'
);
create index note_of_request on note (request_id);

create table event (
  request_id uuid not null references request,
  seq integer not null,
  org_id uuid not null references org,
  at timestamptz not null,
  action text not null,
  from_status text,
  to_status text not null,
  actor_id text not null,
  actor_kind text not null check (actor_kind in ('person', 'system')),
  stands_for text,
  on_behalf_of uuid,
  workflow jsonb,
  body jsonb not null,
  schema_version integer not null default 1,
  primary key (request_id, seq)
);
create table audit (
  request_id uuid not null,
  seq integer not null,
  org_id uuid not null references org,
  previous text not null,
  hash text not null,
  algorithm text not null default 'sha256/rfc8785',
  schema_version integer not null default 1,
  primary key (request_id, seq),
  foreign key (request_id, seq) references event
);

create table deadline (
  request_id uuid not null references request,
  kind text not null,
  cycle integer not null,
  org_id uuid not null references org,
  due_at timestamptz not null,
  remind_at timestamptz,
  status text not null check (status in ('open', 'paused', 'met', 'fired', 'cancelled')),
  body jsonb not null,
  primary key (request_id, kind, cycle)
);
create index deadline_next on deadline (due_at) where status = 'open';
create index deadline_reminder on deadline (remind_at) where status = 'open' and remind_at is not null;

create table transmission (
  id uuid primary key,
  request_id uuid not null references request,
  org_id uuid not null references org,
  purpose text not null,
  channel text not null,
  message_id text not null,
  edition integer not null,
  attempt integer not null,
  status text not null,
  package_hash text,
  wire_hash text,
  at timestamptz not null,
  unique (request_id, message_id, channel)
);

create table task (
  request_id uuid not null references request,
  action text not null,
  to_key text not null,
  org_id uuid not null references org,
  kind text,
  due_at timestamptz,
  since timestamptz not null,
  primary key (request_id, action, to_key)
);
create index task_inbox on task (to_key, due_at);

-- What somebody was told: at most once for each event, recipient and kind.
create table notice (
  request_id uuid not null references request,
  seq integer not null,
  to_key text not null,
  org_id uuid not null references org,
  kind text not null,
  at timestamptz not null,
  primary key (request_id, seq, to_key)
);
create index notice_of on notice (to_key, at desc);

create table segment (
  request_id uuid not null references request,
  language text not null,
  segment_id text not null,
  org_id uuid not null references org,
  source_hash text not null,
  text text not null,
  version integer not null,
  saved_by uuid not null references person,
  saved_at timestamptz not null,
  primary key (request_id, language, segment_id)
);

-- Files: bytes lie in the store under their hash; the row commits after they are synced.
create table file (
  id uuid primary key,
  request_id uuid not null references request,
  org_id uuid not null references org,
  hash text not null,
  size bigint not null,
  type text not null,
  name text not null,
  key_id text,
  made_by text not null,
  uploaded_by uuid references person,
  at timestamptz not null,
  audience text[] not null default '{}'
);
create index file_of_request on file (request_id);

create table upload (
  token_hash text primary key,
  id uuid not null unique,
  request_id uuid not null references request,
  org_id uuid not null references org,
  person_id uuid not null references person,
  name text not null,
  size_limit bigint not null,
  expected_hash text,
  expires_at timestamptz not null,
  taken_at timestamptz
);
create table download (
  token_hash text primary key,
  file_id uuid not null references file,
  org_id uuid not null references org,
  person_id uuid not null references person,
  expires_at timestamptz not null
);

-- Delivery to the engine ------------------------------------------------------------------------------------------------
create table outbox (
  request_id uuid not null references request,
  seq integer not null,
  org_id uuid not null,
  delivered_at timestamptz,
  leased_until timestamptz,
  primary key (request_id, seq)
);
create index outbox_waiting on outbox (request_id) where delivered_at is null;

-- How far each workflow has dealt with the record of its request.
create table follower (
  request_id uuid not null references request,
  workflow text not null,
  seen_seq integer not null,
  ended boolean not null default false,
  at timestamptz not null,
  primary key (request_id, workflow)
);

create table idempotency (
  actor text not null,
  key text not null,
  body_hash text not null,
  org_id uuid not null,
  answer jsonb,
  at timestamptz not null default clock_now(),
  primary key (actor, key)
);

-- Sign-ins, refusals and reads: streams of their own, so that reading never locks a request.
create table access_head (
  stream text primary key,
  seq bigint not null,
  hash text not null
);
create table access (
  stream text not null,
  seq bigint not null,
  at timestamptz not null,
  body text not null,
  previous text not null,
  hash text not null,
  primary key (stream, seq)
);

-- The form of an instant that the access log hashes.
create function access_instant(at timestamptz) returns text language sql stable as
  $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

-- Adds an entry to a stream of the access log, chained to the one before.
create function log_access(stream_name text, entry text) returns bigint language plpgsql security definer set search_path = public as $$
declare head access_head; noted timestamptz := clock_now(); next_hash text;
begin
  insert into access_head values (stream_name, 0, '') on conflict do nothing;
  select * into head from access_head where stream = stream_name for update;
  next_hash := encode(sha256(convert_to(concat_ws(E'\n', head.hash, access_instant(noted), entry), 'UTF8')), 'hex');
  insert into access values (stream_name, head.seq + 1, noted, entry, head.hash, next_hash);
  update access_head set seq = head.seq + 1, hash = next_hash where stream = stream_name;
  return head.seq + 1;
end $$;

-- Whom a person stands in for now, whole or for single files, with their powers: a single file opens only while it is
-- open to the person stood in for.
create function stood_in_for(person uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(distinct jsonb_build_object('id', p.id, 'roles', p.roles, 'office', p.office_id, 'request', s.request_id)), '[]')
  from stand_in s join person p on p.id = s.stands_for
  where s.person_id = person and s.ended_at is null and s.starts_at <= clock_now() and s.ends_at > clock_now() and p.active
    and (s.request_id is null or exists (
      select 1 from request r where r.id = s.request_id
        and r.readers && (array['user:' || p.id, 'office:' || p.office_id || case when 'supervisor' = any (p.roles) then '/supervisor' end]
          || (select array_agg('role:' || role) from unnest(p.roles) as role))))
$$;

-- Tokens are looked up before anybody is signed in: they are the credential, used once or for minutes.
create function take_upload(token text) returns table (id uuid, request_id uuid, org_id uuid, person_id uuid, name text, size_limit bigint, expected_hash text)
  language sql volatile security definer set search_path = public as $$
  update upload u set taken_at = now() where u.token_hash = token and u.taken_at is null and u.expires_at > now()
  returning u.id, u.request_id, u.org_id, u.person_id, u.name, u.size_limit, u.expected_hash
$$;
create function finish_upload(upload_id uuid, file_hash text, file_size bigint, file_type text) returns void
  language sql volatile security definer set search_path = public as $$
  insert into file (id, request_id, org_id, hash, size, type, name, made_by, uploaded_by, at)
  select u.id, u.request_id, u.org_id, file_hash, file_size, file_type, u.name, 'upload', u.person_id, clock_now() from upload u where u.id = upload_id and u.taken_at is not null
$$;
create function take_download(token text) returns table (file_id uuid, request_id uuid, org_id uuid, person_id uuid, file_hash text, size bigint, type text, name text, conditions int)
  language sql stable security definer set search_path = public as $$
  select f.id, f.request_id, f.org_id, d.person_id, f.hash, f.size, f.type, f.name,
         (select count(*)::int from request r, jsonb_array_elements(r.state -> 'conditions') c where r.id = f.request_id and c ->> 'status' = 'accepted')
  from download d join file f on f.id = d.file_id where d.token_hash = token and d.expires_at > now()
$$;
