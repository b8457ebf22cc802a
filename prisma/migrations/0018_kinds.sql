-- Requests of every kind that has a procedure of its own.
alter table request drop constraint request_kind_check,
  add constraint request_kind_check check (kind in (
    'mla', 'preservation', 'extension', 'traffic-partial-disclosure', 'emergency-disclosure', 'emergency-mla', 'provider-direct',
    'domain-registration', 'spontaneous-information', 'extradition', 'provisional-arrest', 'hold'));

-- Providers that keep data stand in the directory beside the authorities of their State, and letters go to them.
alter table law_entry drop constraint law_entry_kind_check,
  add constraint law_entry_kind_check check (kind in (
    'state', 'membership', 'declaration', 'language', 'demand', 'treaty', 'route', 'channel', 'authority', 'holiday', 'correction', 'switch', 'instrument', 'provider'));
