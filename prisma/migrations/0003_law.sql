-- The law as this installation has it -----------------------------------------------------------------------------------
-- One line each: of a State (membership, declaration, language, holiday ...) or of an instrument (correction, switch, a
-- treaty of our own). A line is never changed: it ends, and another one takes its place.
create table law_entry (
  id uuid primary key,
  org_id uuid not null references org,
  kind text not null check (kind in ('state', 'membership', 'declaration', 'language', 'demand', 'treaty', 'route', 'channel', 'authority',
    'holiday', 'correction', 'switch', 'instrument')),
  about text not null,
  key text not null,
  body jsonb not null,
  source text not null check (source <> ''),
  confidence text not null check (confidence in ('confirmed', 'unverified')),
  checked_by text,
  checked_on date,
  author_id uuid not null references person,
  at timestamptz not null default clock_now(),
  ended_at timestamptz,
  ended_by uuid references person,
  check ((ended_at is null) = (ended_by is null))
);
create unique index law_entry_stands on law_entry (org_id, kind, about, key) where ended_at is null;
create index law_entry_of on law_entry (org_id, about, kind, key);

-- Every line that is entered or ended is in the access log by the hash of all that it says, whoever writes it.
create function law_hash(line law_entry) returns text language sql stable set search_path = public as $$
  select encode(sha256(convert_to(jsonb_build_array(line.id, line.org_id, line.kind, line.about, line.key, line.body, line.source, line.confidence,
    line.checked_by, line.checked_on, line.author_id, access_instant(line.at))::text, 'UTF8')), 'hex')
$$;
-- Adds entries to a stream of the access log, each chained to the one before: the head is written once for all of them.
create function log_access_all(stream_name text, entries text[]) returns void language plpgsql security definer set search_path = public as $$
declare head access_head; noted timestamptz := clock_now(); entry text; next_hash text;
begin
  insert into access_head values (stream_name, 0, '') on conflict do nothing;
  select * into head from access_head where stream = stream_name for update;
  foreach entry in array entries loop
    next_hash := encode(sha256(convert_to(concat_ws(E'\n', head.hash, access_instant(noted), entry), 'UTF8')), 'hex');
    insert into access values (stream_name, head.seq + 1, noted, entry, head.hash, next_hash);
    head.seq := head.seq + 1;
    head.hash := next_hash;
  end loop;
  update access_head set seq = head.seq, hash = head.hash where stream = stream_name;
end $$;
-- The stream of a person, as the registry chooses it: by the fourth digit of the hash of the id.
create function access_stream(org uuid, who uuid) returns text language sql immutable set search_path = public as $$
  select 'access:' || org || ':' || ('x' || substr(encode(sha256(convert_to(who::text, 'UTF8')), 'hex'), 4, 1))::bit(4)::int
$$;
create function log_law() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform log_access_all(access_stream(org, who), entries) from (
    select org_id as org, coalesce(ended_by, author_id) as who, array_agg(jsonb_build_object('what', case when ended_by is null then 'law' else 'law-ended' end,
      'who', coalesce(ended_by, author_id), 'entry', id, 'kind', kind, 'hash', law_hash(row(t.*)::law_entry))::text order by kind, about, key) as entries
    from touched t group by 1, 2) of_person;
  return null;
end $$;
create trigger law_entry_logged after insert on law_entry referencing new table as touched for each statement execute function log_law();
create trigger law_entry_end_logged after update on law_entry referencing new table as touched for each statement execute function log_law();

-- What decisions read, computed from the lines above whenever one of them changes.
alter table org add column facts jsonb, add column law jsonb not null default '{"corrections": [], "switchedOn": [], "instruments": []}';
update org set facts = jsonb_build_object('code', state, 'names', state_names, 'memberships', parties, 'declarations', '[]'::jsonb, 'isComplete', true);
alter table org alter column facts set not null, drop column parties;
update authority set facts = (facts - 'state' - 'parties')
  || jsonb_build_object('code', facts -> 'state', 'memberships', facts -> 'parties', 'declarations', '[]'::jsonb, 'isComplete', true);
-- A State may have several central authorities; each has the key of its line.
alter table authority add column key text not null default 'central-authority';
create unique index authority_of_state on authority (org_id, state, key);

create function viewer_administers() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from person where id = viewer_user() and org_id = viewer_org() and active and 'administrator' = any (roles))
$$;
-- The application enters lines for an administrator, in that name and at this moment, and ends what stands: nothing else.
alter table law_entry enable row level security;
alter table law_entry force row level security;
create policy by_owner on law_entry to current_user using (true) with check (true);
create policy by_system on law_entry to rogatory_system using (true) with check (true);
create policy by_viewer on law_entry for select to rogatory_app using (org_id = (select viewer_org()));
create policy by_author on law_entry for insert to rogatory_app
  with check (org_id = (select viewer_org()) and author_id = (select viewer_user()) and (select viewer_administers()));
create policy by_ender on law_entry for update to rogatory_app
  using (org_id = (select viewer_org()) and ended_at is null and (select viewer_administers()))
  with check (org_id = (select viewer_org()) and ended_by = (select viewer_user()) and ended_at = clock_now());
grant select, insert (id, org_id, kind, about, key, body, source, confidence, checked_by, checked_on, author_id), update (ended_at, ended_by)
  on law_entry to rogatory_app;
grant select on law_entry to rogatory_system;
grant insert, update (names, address, email, facts) on authority to rogatory_app;

-- The house's own facts, calendar and law change only so, and only by its administrator.
create function keep_law(new_facts jsonb, new_calendar jsonb, new_law jsonb) returns void language sql volatile security definer set search_path = public as $$
  update org set facts = new_facts, state_names = new_facts -> 'names', calendar = new_calendar, law = new_law where id = viewer_org() and viewer_administers()
$$;
