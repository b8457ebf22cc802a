/** One change of one place of the record behind its back: which row (by a seed), and what is done to it. */
export type Tampering = {
  what: string;
  /** Table and columns of the row: they are the parameters of the change. */
  table: string;
  keys: readonly string[];
  where?: string;
  change: readonly string[];
};

const of = (table: string, keys: string, where?: string) =>
  ({ table, keys: keys.split(' '), ...(where ? { where } : {}) }) as const;
const EVENT = of('event', 'request_id seq');
const AUDIT = of('audit', 'request_id seq');
const REQUEST = of('request', 'id');
const DEADLINE = of('deadline', 'request_id kind cycle');
const TRANSMISSION = of('transmission', 'id');
const NOTE = of('note', 'id');
const FILE = of('file', 'id');
const MAIL = of('notice_mail', 'request_id seq person_id');
const PART = of('part', 'request_id key');
const AN_ALARM_ROW = of('alarm', 'request_id n', 'answered_at is not null');
const AN_ALARM = 'where request_id = $1 and n = $2';
const A_MAIL = 'where request_id = $1 and seq = $2 and person_id = $3';
const AN_EVENT = 'where request_id = $1 and seq = $2';
const A_DEADLINE = 'where request_id = $1 and kind = $2 and cycle = $3';

/** Every way in which somebody with the administrator's password may change one thing. */
export const TAMPERINGS: readonly Tampering[] = [
  {
    what: 'an alarm was answered sooner',
    ...AN_ALARM_ROW,
    change: [`update alarm set answered_at = answered_at - interval '1 minute' ${AN_ALARM}`],
  },
  {
    what: 'an alarm was answered by another',
    ...AN_ALARM_ROW,
    change: [`update alarm set answered_by = (select id from person where email like 'yang@%') ${AN_ALARM}`],
  },
  {
    what: 'nobody was mailed of a call',
    ...AN_ALARM_ROW,
    change: [`delete from notice_mail where request_id = $1 and $2::int > 0`],
  },
  {
    what: 'a call that was taken was never tried',
    ...of('webhook_post', 'id'),
    change: ['delete from webhook_attempt where post_id = $1'],
  },
  {
    what: 'an event leads elsewhere',
    ...EVENT,
    change: [`update event set body = jsonb_set(body, '{to}', '"nowhere"') ${AN_EVENT}`],
  },
  {
    what: 'an event has another actor',
    ...EVENT,
    change: [`update event set body = jsonb_set(body, '{actor,id}', '"somebody"') ${AN_EVENT}`],
  },
  {
    what: 'an event sets another value',
    ...EVENT,
    change: [`update event set body = jsonb_set(body, '{set,label}', '"public"') ${AN_EVENT}`],
  },
  {
    what: 'an event is earlier',
    ...EVENT,
    change: [`update event set body = jsonb_set(body, '{at}', '"2026-01-01T00:00:00.000Z"') ${AN_EVENT}`],
  },
  { what: 'an event is empty', ...EVENT, change: [`update event set body = '{}' ${AN_EVENT}`] },
  { what: 'the time of an event', ...EVENT, change: [`update event set at = at - interval '1 second' ${AN_EVENT}`] },
  { what: 'the action of an event', ...EVENT, change: [`update event set action = action || 's' ${AN_EVENT}`] },
  { what: 'the person stood in for', ...EVENT, change: [`update event set stands_for = 'somebody' ${AN_EVENT}`] },
  { what: 'an event is deleted', ...EVENT, change: [`delete from event ${AN_EVENT}`] },
  {
    what: 'an event is deleted with its audit entry',
    ...EVENT,
    change: [`delete from event ${AN_EVENT}`, `delete from audit ${AN_EVENT}`],
  },
  {
    what: 'an event is repeated',
    ...EVENT,
    change: [
      `insert into event select request_id, 1000, org_id, at, action, from_status, to_status, actor_id, actor_kind, stands_for, on_behalf_of, workflow, body from event ${AN_EVENT}`,
    ],
  },
  { what: 'an event moves to another place', ...EVENT, change: [`update event set seq = 1001 ${AN_EVENT}`] },
  {
    what: 'the tail is cut off',
    ...REQUEST,
    where: 'version > 1',
    change: [
      'delete from event where request_id = $1::uuid and seq = (select version from request where id = $1::uuid)',
      'delete from audit where request_id = $1::uuid and seq = (select version from request where id = $1::uuid)',
      'delete from outbox where request_id = $1::uuid and seq = (select version from request where id = $1::uuid)',
      "delete from idempotency where answer ->> 'request' = ($1::uuid)::text and answer ->> 'version' = (select version from request where id = $1::uuid)::text",
      'update request r set version = version - 1, audit_hash = (select hash from audit a where a.request_id = r.id and a.seq = r.version - 1) where id = $1::uuid',
    ],
  },
  { what: 'an audit hash', ...AUDIT, change: [`update audit set hash = md5(hash) || md5(previous) ${AN_EVENT}`] },
  { what: 'the hash before', ...AUDIT, change: [`update audit set previous = md5(hash) || md5(previous) ${AN_EVENT}`] },
  {
    what: 'two audit hashes are swapped',
    ...AUDIT,
    where: 'seq > 1',
    change: [
      `update audit a set hash = b.hash from audit b where a.request_id = $1 and b.request_id = $1 and (a.seq = $2 and b.seq = $2 - 1 or a.seq = $2 - 1 and b.seq = $2)`,
    ],
  },
  { what: 'an audit entry is deleted', ...AUDIT, change: [`delete from audit ${AN_EVENT}`] },
  { what: 'the algorithm of an audit entry', ...AUDIT, change: [`update audit set algorithm = 'none' ${AN_EVENT}`] },
  {
    what: 'the state',
    ...REQUEST,
    change: [`update request set state = jsonb_set(state, '{label}', '"public"') where id = $1`],
  },
  {
    what: 'a field is added to the state',
    ...REQUEST,
    change: [`update request set state = (state || '{"closing": {}}') - 'createdAt' where id = $1`],
  },
  { what: 'the status', ...REQUEST, change: [`update request set status = 'postponed' where id = $1`] },
  {
    what: 'who may read it',
    ...REQUEST,
    change: [`update request set readers = readers || array['role:everybody'] where id = $1`],
  },
  {
    what: 'its partner may read it',
    ...REQUEST,
    change: [`update request set partners = partners || array['authority:x'] where id = $1`],
  },
  { what: 'when it is due', ...REQUEST, change: [`update request set due_at = '2031-01-01' where id = $1`] },
  { what: 'its reference', ...REQUEST, change: [`update request set reference = reference || '9' where id = $1`] },
  { what: 'its title', ...REQUEST, change: [`update request set title = title || '.' where id = $1`] },
  { what: 'its audit hash', ...REQUEST, change: [`update request set audit_hash = md5(audit_hash) where id = $1`] },
  {
    what: 'its officer',
    ...REQUEST,
    change: [`update request set officer_id = (select id from person where email like 'moon@%') where id = $1`],
  },
  {
    what: 'a deadline is later',
    ...DEADLINE,
    change: [`update deadline set due_at = due_at + interval '1 day' ${A_DEADLINE}`],
  },
  {
    what: 'a deadline has another status',
    ...DEADLINE,
    change: [`update deadline set status = case status when 'met' then 'open' else 'met' end ${A_DEADLINE}`],
  },
  {
    what: 'a deadline has another sum',
    ...DEADLINE,
    change: [`update deadline set body = body - 'explanation' ${A_DEADLINE}`],
  },
  {
    what: 'a deadline names another event',
    ...DEADLINE,
    change: [`update deadline set seq = seq + 1 ${A_DEADLINE}`],
  },
  { what: 'a deadline is deleted', ...DEADLINE, change: [`delete from deadline ${A_DEADLINE}`] },
  {
    what: 'a deadline is added',
    ...DEADLINE,
    change: [
      `insert into deadline select request_id, kind, 77, org_id, due_at, remind_at, 'fired', body, seq from deadline ${A_DEADLINE}`,
    ],
  },
  {
    what: 'what was sent',
    ...TRANSMISSION,
    where: 'package_hash is not null',
    change: ['update transmission set package_hash = md5(package_hash) where id = $1'],
  },
  { what: 'whether it was sent', ...TRANSMISSION, change: ["update transmission set status = 'failed' where id = $1"] },
  {
    what: 'the id of a message',
    ...TRANSMISSION,
    change: ["update transmission set message_id = message_id || 'x' where id = $1"],
  },
  { what: 'a transmission is deleted', ...TRANSMISSION, change: ['delete from transmission where id = $1'] },
  { what: 'the words of a note', ...NOTE, change: ["update note set body = body || ' not' where id = $1"] },
  {
    what: 'the words of a note with their hash',
    ...NOTE,
    change: [
      "update note set body = 'no', hash = encode(sha256(convert_to(id || E'\\nno', 'UTF8')), 'hex') where id = $1",
    ],
  },
  { what: 'a note is deleted', ...NOTE, change: ['delete from note where id = $1'] },
  {
    what: 'a file is another one',
    ...FILE,
    change: ['update file set hash = (select hash from file where id <> $1 order by hash limit 1) where id = $1'],
  },
  { what: 'the size of a file', ...FILE, change: ['update file set size = size + 1 where id = $1'] },
  { what: 'a file is deleted', ...FILE, where: "made_by <> 'upload'", change: ['delete from file where id = $1'] },
  { what: 'a part', ...PART, change: [`update part set value = '[]' where request_id = $1 and key = $2`] },
  {
    what: 'the author of a part',
    ...PART,
    change: [
      `update part set saved_by = (select id from person where email like 'cho@%') where request_id = $1 and key = $2`,
    ],
  },
  { what: 'a part is deleted', ...PART, change: ['delete from part where request_id = $1 and key = $2'] },
  {
    what: 'a revision',
    ...of('part_revision', 'request_id key version'),
    change: [
      `update part_revision set value = '[]' where request_id = $1 and key = $2 and version = (select version from part where request_id = $1 and key = $2) and $3 > 0`,
    ],
  },
  {
    what: 'a revision is deleted',
    ...of('part_revision', 'request_id key version'),
    change: ['delete from part_revision where request_id = $1 and key = $2 and version = $3'],
  },
  { what: 'a piece of news is deleted', ...of('outbox', 'request_id seq'), change: [`delete from outbox ${AN_EVENT}`] },
  {
    what: 'a notice of nothing',
    ...of('notice', 'request_id seq'),
    change: [`insert into notice select request_id, 1000, to_key, org_id, kind, at from notice ${AN_EVENT} limit 1`],
  },
  {
    what: 'a mail through a key that was not told',
    ...MAIL,
    change: [`update notice_mail set to_key = 'role:registry' ${A_MAIL}`],
  },
  {
    what: 'a mail to somebody else',
    ...MAIL,
    where: `to_key like 'user:%'`,
    change: [`update notice_mail set person_id = (select id from person where email like 'lim@%') ${A_MAIL}`],
  },
  {
    what: 'a mail to somebody without the role',
    ...MAIL,
    where: `to_key like 'role:%'`,
    change: [`update notice_mail set person_id = (select id from person where email like 'seo@%') ${A_MAIL}`],
  },
  {
    what: 'the same mailed twice',
    ...MAIL,
    change: [
      'alter table notice_mail drop constraint notice_mail_pkey',
      `insert into notice_mail select * from notice_mail ${A_MAIL}`,
    ],
  },
  {
    what: 'a task is taken away',
    ...of('task', 'request_id action to_key'),
    change: ['delete from task where request_id = $1 and action = $2 and to_key = $3'],
  },
  {
    what: 'a task is given to somebody',
    ...of('task', 'request_id action to_key'),
    change: ["update task set to_key = 'user:somebody' where request_id = $1 and action = $2 and to_key = $3"],
  },
  {
    what: 'a row is another organisation’s',
    ...NOTE,
    change: ['update note set org_id = gen_random_uuid() where id = $1'],
  },
  {
    what: 'a workflow saw what is not there',
    ...REQUEST,
    change: ["insert into follower values ($1, 'request', 1000, false, now())"],
  },
  {
    what: 'a hold is no longer linked to a request',
    ...of('hold_request', 'hold_id request_id asked_item'),
    change: ['delete from hold_request where hold_id = $1 and request_id = $2'],
  },
  {
    what: 'a call back was to another number',
    ...of('request', 'id', "direction = 'incoming'"),
    change: [
      `update request set state = jsonb_set(state, '{hold,incoming,callBacks,0,entry}', to_jsonb(id)) where id = $1`,
    ],
  },
  {
    what: 'a hold that a partner asked is one that we did',
    ...of('request', 'id', "direction = 'incoming'"),
    change: [`update request set direction = 'outgoing', office_id = (select id from office limit 1) where id = $1`],
  },
  {
    what: 'a hold ends on another day',
    ...of('request', 'id', "kind = 'hold'"),
    change: [`update request set state = jsonb_set(state, '{hold,until}', '"2027-01-01"') where id = $1`],
  },
  {
    what: 'a whole request is gone',
    ...of('request', 'id', "kind = 'mla'"),
    change: [
      'delete from webhook_attempt where post_id in (select id from webhook_post where request_id = $1)',
      ...[
        'webhook_post',
        'alarm',
        'event',
        'audit',
        'outbox',
        'note',
        'file',
        'part',
        'part_revision',
        'deadline',
        'transmission',
        'task',
        'notice_mail',
        'notice',
        'segment',
        'upload',
        'request_text',
        'follower',
      ].map((table) => `delete from ${table} where request_id = $1`),
      "delete from idempotency where answer ->> 'request' = ($1::uuid)::text",
      'delete from request where id = $1',
    ],
  },
];
