-- What somebody is told goes to them by e-mail as well, in words that say nothing of the case.
alter table notice
  -- When the deadline that it is about is due.
  add column due_at timestamptz,
  -- Whether it has been settled who is mailed of it. What was told before there was mail stays without.
  add column expanded boolean not null default true;
alter table notice alter column expanded set default false;
create index notice_unexpanded on notice (at) where not expanded;

-- Who is mailed of what, through which of their keys: at most once for each event and person. Rows of one message id are
-- lines of one mail. What was being sent when its sender fell is unknown, and no machine sends it again.
create table notice_mail (
  request_id uuid not null,
  seq integer not null,
  person_id uuid not null references person,
  to_key text not null,
  org_id uuid not null references org,
  message_id uuid not null,
  at timestamptz not null default clock_now(),
  -- When it is to be sent, or after an attempt in vain to be sent again.
  send_at timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'sending', 'sent', 'failed', 'unknown')),
  attempts integer not null default 0,
  sent_at timestamptz,
  primary key (request_id, seq, person_id),
  foreign key (request_id, seq, to_key) references notice,
  check ((status = 'sent') = (sent_at is not null))
);
create index notice_mail_open on notice_mail (send_at) where status in ('waiting', 'sending');
create index notice_mail_message on notice_mail (message_id);

-- How somebody wants to be told by mail; whoever has said nothing has no row. Times are local ones in the zone of the house.
create table mail_wish (
  person_id uuid primary key references person,
  org_id uuid not null references org,
  mode text not null check (mode in ('each', 'digest')),
  quiet_from text check (quiet_from ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  quiet_to text check (quiet_to ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  digest_at text not null check (digest_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  check ((quiet_from is null) = (quiet_to is null) and quiet_from <> quiet_to)
);

do $$
declare name text;
begin
  foreach name in array array['notice_mail', 'mail_wish'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy by_owner on %I to current_user using (true) with check (true)', name);
    execute format('create policy by_system on %I to rogatory_system using (true) with check (true)', name);
  end loop;
end $$;
-- One's own, as long as the file is theirs to see; an auditor reads who was told what and when.
create policy by_viewer on notice_mail for select to rogatory_app
  using (org_id = (select viewer_org()) and (person_id = (select viewer_user()) or 'role:auditor' = any ((select viewer_keys())::text[]))
    and exists (select 1 from request r where r.id = request_id));
create policy by_viewer on mail_wish to rogatory_app
  using (org_id = (select viewer_org()) and person_id = (select viewer_user()))
  with check (org_id = (select viewer_org()) and person_id = (select viewer_user()));
grant select, insert, update on notice_mail to rogatory_system;
grant select on notice_mail to rogatory_app;
grant select on mail_wish to rogatory_system;
grant select, insert, update on mail_wish to rogatory_app;
