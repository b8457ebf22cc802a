-- What a partner asks us to preserve belongs to no office: somebody of the central authority has entered it.
alter table request alter column office_id drop not null,
  add constraint request_has_office check (office_id is not null or direction = 'incoming');
