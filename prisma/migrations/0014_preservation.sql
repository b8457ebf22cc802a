-- The request for preservation that asked for a hold is linked to it as those are that rely on it, with the item: one hold for each.
alter table hold_request add column asked_item text;
create unique index hold_asked_once on hold_request (request_id, asked_item) where asked_item is not null;

-- The request that another was drafted from.
alter table request add column origin_id uuid references request;
create index request_of_origin on request (origin_id) where origin_id is not null;
