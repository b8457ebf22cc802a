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
  ended_by uuid references person
);
create unique index law_entry_stands on law_entry (org_id, kind, about, key) where ended_at is null;
create index law_entry_of on law_entry (org_id, about, kind, key);

-- What decisions read, computed from the lines above whenever one of them changes.
alter table org add column facts jsonb, add column law jsonb not null default '{"corrections": [], "switchedOn": [], "instruments": []}';
update org set facts = jsonb_build_object('code', state, 'names', state_names, 'memberships', parties, 'declarations', '[]'::jsonb, 'isComplete', true);
alter table org alter column facts set not null, drop column parties;
update authority set facts = (facts - 'state' - 'parties')
  || jsonb_build_object('code', facts -> 'state', 'memberships', facts -> 'parties', 'declarations', '[]'::jsonb, 'isComplete', true);

alter table law_entry enable row level security;
alter table law_entry force row level security;
create policy by_owner on law_entry to current_user using (true) with check (true);
create policy by_system on law_entry to rogatory_system using (true) with check (true);
create policy by_viewer on law_entry to rogatory_app using (org_id = (select viewer_org())) with check (org_id = (select viewer_org()));
grant select, insert, update (ended_at, ended_by) on law_entry to rogatory_app;
grant select on law_entry to rogatory_system;
grant insert, update (names, address, email, facts) on authority to rogatory_app;

-- The house's own facts, calendar and law change only so, and only by somebody of the house.
create function keep_law(new_facts jsonb, new_calendar jsonb, new_law jsonb) returns void language sql volatile security definer set search_path = public as $$
  update org set facts = new_facts, calendar = new_calendar, law = new_law where id = viewer_org()
$$;
