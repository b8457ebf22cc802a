-- A day off can be that of one authority: its key begins with the day.
create or replace function owe_recount() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into recount (entry_id, ended, org_id, state, day)
  values (new.id, new.ended_at is not null, new.org_id, new.about, case when new.kind = 'holiday' then left(new.key, 10)::date end);
  return null;
end $$;
