-- The conditions that bind the use of a file: of those that were accepted, those for everything, and those for an item of
-- the delivery that the file came with (domain/conditions.ts says the same).
create or replace function take_download(token text) returns table (file_id uuid, request_id uuid, org_id uuid, person_id uuid, file_hash text, size bigint, type text, name text, conditions int)
  language sql stable security definer set search_path = public as $$
  select f.id, f.request_id, f.org_id, d.person_id, f.hash, f.size, f.type, f.name,
         (select count(*)::int from request r, jsonb_array_elements(r.state -> 'conditions') c
          where r.id = f.request_id and c ->> 'status' = 'accepted'
            and (jsonb_array_length(c -> 'items') = 0 or exists (
              select 1 from jsonb_array_elements(r.state -> 'deliveries') v
              where v -> 'files' @> jsonb_build_array(jsonb_build_object('file', f.id)) and v -> 'items' ?| array(select jsonb_array_elements_text(c -> 'items')))))
  from download d join file f on f.id = d.file_id where d.token_hash = token and d.expires_at > now()
$$;
