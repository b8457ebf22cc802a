-- Offices and people are the administrator's: the application neither adds nor changes them but by these functions.
revoke insert on person from rogatory_app;
revoke update (password, active) on person from rogatory_app;

-- Two people of one house have two addresses, however they are written.
create unique index person_address on person (org_id, lower(email));
-- A password that was made for somebody opens nothing but the door at which it is changed.
alter table person add column password_once boolean not null default false;

create function add_office(new_id uuid, new_name text) returns boolean language plpgsql volatile security definer set search_path = public as $$
begin
  insert into office (id, org_id, name) select new_id, viewer_org(), new_name where viewer_administers();
  return found;
end $$;

create function add_person(new_id uuid, new_email text, new_name text, new_roles text[], new_office uuid, new_authority uuid, new_password text)
  returns boolean language plpgsql volatile security definer set search_path = public as $$
begin
  insert into person (id, org_id, email, name, roles, office_id, authority_id, password, password_once)
  select new_id, viewer_org(), new_email, new_name, new_roles, new_office, new_authority, new_password, true where viewer_administers();
  return found;
end $$;

-- An administrator changes everybody but themselves: one is always left.
create function change_person(who uuid, new_roles text[], new_office uuid, new_active boolean, new_password text)
  returns boolean language plpgsql volatile security definer set search_path = public as $$
begin
  update person set roles = new_roles, office_id = new_office, active = new_active, password = coalesce(new_password, password),
    password_once = password_once or new_password is not null
  where id = who and org_id = viewer_org() and id <> viewer_user() and viewer_administers();
  return found;
end $$;

-- A person's own change of the password that has just been looked at.
create function change_password(who uuid, old_password text, new_password text) returns boolean
  language plpgsql volatile security definer set search_path = public as $$
begin
  update person set password = new_password, password_once = false where id = who and password = old_password and active;
  return found;
end $$;
