-- News that leaves a workflow nothing to do but wait no shorter than before: whoever had seen all before needs no word of it.
alter table outbox add column uneventful boolean not null default false;
