-- A request for the extension of a hold is a request of its own, drafted by the engine in good time.
alter table request drop constraint request_kind_check,
  add constraint request_kind_check
    check (kind in ('mla', 'preservation', 'extension', 'provider', 'emergency', 'extradition', 'spontaneous', 'hold'));
