-- Least privilege: the application reads and writes what a viewer may; the system is the relay, the workflows and verify.
grant usage on schema public to rogatory_app, rogatory_system;
grant select, insert, update, delete on all tables in schema public to rogatory_system;
grant select on all tables in schema public to rogatory_app;
revoke select on outbox, follower, access, access_head from rogatory_app;
grant insert, update on request, part, deadline, transmission, segment, session, stand_in, upload, idempotency, reference_counter, house_rule to rogatory_app;
grant insert, update, delete on task to rogatory_app;
grant insert on event, audit, note, notice, file, outbox, part_revision, download, person to rogatory_app;
grant update (failures, locked_until, password, active) on person to rogatory_app;
grant update (audience) on file to rogatory_app;
revoke insert, update, delete on installation from rogatory_app, rogatory_system;
grant update (temporal_namespace) on installation to rogatory_system;
revoke execute on function move_clock(timestamptz) from public;
grant execute on function move_clock(timestamptz) to rogatory_system;
revoke update, delete on event, audit, access, note, part_revision from rogatory_system;
revoke delete on request, deadline, transmission, file from rogatory_system;

-- A stale idempotency key may go, nothing else.
alter default privileges in schema public revoke all on tables from public;

do $$
declare
  name text;
  -- The request that a command has locked is open to it, the one that it is just writing included.
  whole text := '(request_id = (select viewer_applying()) or exists (select 1 from request r where r.id = request_id and r.org_id = (select viewer_org())
    and (r.readers && (select viewer_keys()) or r.id = any ((select viewer_requests())::uuid[]))))';
  locked text := 'org_id = viewer_org() and request_id = viewer_applying()';
  seen text := 'org_id = (select viewer_org()) and (readers && (select viewer_keys()) or translators && (select viewer_keys())
    or partners && (select viewer_keys()) or id = any ((select viewer_requests())::uuid[]) or id = (select viewer_applying()))';
  by_translator text := 'exists (select 1 from request r where r.id = request_id and r.org_id = (select viewer_org()) and r.translators && (select viewer_keys()))';
  -- What was shown to somebody is theirs to read while the request is: not for those whose translation is done.
  addressed text := 'org_id = (select viewer_org()) and audience && (select viewer_keys()) and exists (select 1 from request r where r.id = request_id)';
  -- Word of a request that is out of sight again is not shown either.
  told text := 'org_id = (select viewer_org()) and to_key = any ((select viewer_keys())::text[]) and exists (select 1 from request r where r.id = request_id)';
begin
  -- Case data: forced on every table, the owner included.
  foreach name in array array['request', 'part', 'part_revision', 'note', 'event', 'audit', 'deadline', 'transmission', 'task', 'notice',
                              'segment', 'file', 'upload', 'download', 'outbox', 'follower'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy by_owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy by_system on %I to rogatory_system using (true) with check (true)', name);
  end loop;

  execute format('create policy by_viewer on request to rogatory_app using (%s) with check (%s)', seen,
    'org_id = (select viewer_org()) and (id = (select viewer_applying()) or drafter_id = (select viewer_user()))');
  foreach name in array array['part', 'part_revision'] loop
    execute format('create policy by_viewer on %I to rogatory_app using (%s) with check (org_id = (select viewer_org()) and %s)', name, whole, whole);
  end loop;
  foreach name in array array['event', 'audit', 'deadline', 'transmission'] loop
    execute format('create policy by_viewer on %I for select to rogatory_app using (%s)', name, whole);
  end loop;
  execute format('create policy by_viewer on note for select to rogatory_app using (%s or (%s))', whole, addressed);
  execute format('create policy by_viewer on task for select to rogatory_app using (%s or (%s))', whole, told);
  execute format('create policy by_viewer on notice for select to rogatory_app using (%s)', told);
  -- What a step writes is written by the command that has locked the request, and by nothing else.
  foreach name in array array['event', 'audit', 'deadline', 'transmission', 'outbox', 'note', 'task', 'notice'] loop
    execute format('create policy by_command on %I for insert to rogatory_app with check (%s)', name, locked);
  end loop;
  foreach name in array array['deadline', 'transmission', 'task'] loop
    execute format('create policy by_command_again on %I for update to rogatory_app using (%s) with check (%s)', name, locked, locked);
  end loop;
  execute format('create policy by_command_done on task for delete to rogatory_app using (%s)', locked);
  execute format('create policy by_viewer on file to rogatory_app using (%s or (%s) or (uploaded_by = (select viewer_user()) and exists (select 1 from request r where r.id = request_id)))
                  with check (org_id = (select viewer_org()) and (%s or uploaded_by = (select viewer_user())))', whole, addressed, whole);
  execute format('create policy by_viewer on segment to rogatory_app using (%s or %s) with check (org_id = (select viewer_org()) and (%s or %s))', whole, by_translator, whole, by_translator);
  execute 'create policy by_viewer on upload to rogatory_app using (person_id = (select viewer_user())) with check (person_id = (select viewer_user()))';
  execute 'create policy by_viewer on download to rogatory_app using (person_id = (select viewer_user())) with check (person_id = (select viewer_user()))';

  -- The house's own tables: one organisation never sees another's.
  foreach name in array array['office', 'authority', 'house_rule', 'stand_in', 'reference_counter', 'idempotency'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy by_owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy by_system on %I to rogatory_system using (true) with check (true)', name);
    execute format('create policy by_viewer on %I to rogatory_app using (org_id = (select viewer_org())) with check (org_id = (select viewer_org()))', name);
  end loop;
end $$;

-- Search gives ids only. The words of a file are for those who read the whole of it: whoever sees less finds it by its
-- reference, or a search would tell what it says.
create table request_text (
  request_id uuid primary key references request,
  org_id uuid not null,
  words tsvector not null
);
create index request_text_words on request_text using gin (words);
alter table request_text enable row level security;
alter table request_text force row level security;
create policy by_owner on request_text to current_user using (true) with check (true);
create policy by_system on request_text to rogatory_system using (true) with check (true);
grant select, insert, update on request_text to rogatory_system;

create function index_request(request uuid, org uuid, body text) returns void language sql security definer set search_path = public as $$
  insert into request_text values (request, org, to_tsvector('simple', body))
  on conflict (request_id) do update set words = excluded.words
$$;
create function search_requests(org uuid, query text) returns setof uuid language sql stable security definer set search_path = public as $$
  (select t.request_id from request_text t join request r on r.id = t.request_id
   where t.org_id = org and t.words @@ plainto_tsquery('simple', query) and (r.readers && viewer_keys() or r.id = any (viewer_requests())) limit 10000)
  union select id from request where org_id = org and reference = query
$$;
