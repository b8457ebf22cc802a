/** What a decision writes beside the request itself: each key a table's rows, or what else its piece needs. */
export type Given = {
  row: object;
  event: object;
  isNew: boolean;
  previousHash: string;
  auditHash: string;
  /** Whether the news of it may wait until the rest is delivered. */
  canWait: boolean;
  /** Whether it leaves the engine nothing to do that it would not do without the news. */
  uneventful: boolean;
  opened: readonly object[];
  /** Deadlines that were open before, as they are now. */
  deadlines: readonly object[];
  /** Alarms that are new or other than before; the calls that the step makes, which are posted to every webhook. */
  alarms: readonly object[];
  calls: readonly object[];
  /** Requests that the hold is linked to by the step; of the one that asked for it, the item. */
  requests: readonly object[];
  transmissions: readonly object[];
  /** Who must do what now; absent where that is as before. */
  tasks?: readonly object[];
  newTasks: readonly object[];
  /** Tasks that may be there already and are due at another time. */
  movedTasks: readonly object[];
  notices: readonly object[];
  notes: readonly object[];
  newFiles: readonly object[];
  /** Who sees the words and files of the step; the files that are opened to them. */
  shownTo: readonly string[];
  openedFiles: readonly string[];
  /** Files that the partner sees. */
  partnersFiles: readonly string[];
  person: string | null;
  actor: string;
  key: string;
  /** The hash of what stands under the key, where it has not been claimed before. */
  body?: string;
  answer: object;
};

const COLUMNS = [
  'id',
  'org_id',
  'reference',
  'kind',
  'direction',
  'status',
  'version',
  'schema_version',
  'state',
  'drafter_id',
  'office_id',
  'officer_id',
  'requested',
  'partner_id',
  'parent_id',
  'origin_id',
  'urgency',
  'label',
  'endorsed_by',
  'approved_by',
  'letter_editors',
  'sent_at',
  'created_at',
  'changed_at',
  'due_at',
  'audit_hash',
  'readers',
  'translators',
  'partners',
];
const FIXED = ['id', 'org_id', 'reference', 'kind', 'direction', 'created_at', 'drafter_id', 'office_id', 'origin_id'];
const CHANGING = COLUMNS.filter((column) => !FIXED.includes(column));

const texts = (key: keyof Given): string => `array(select jsonb_array_elements_text(r.given -> '${key}'))`;
const rows = (key: keyof Given, columns: string): string =>
  `jsonb_to_recordset(r.given -> '${key}') as item(${columns})`;

const CLOCK = 'kind text, cycle int, due_at timestamptz, remind_at timestamptz, status text, body jsonb';
const TASK = 'action text, to_key text, kind text, due_at timestamptz';
const waiting = (
  key: keyof Given,
): string => `insert into task (request_id, action, to_key, org_id, kind, due_at, since)
      select r.id, action, to_key, org_id, item.kind, item.due_at, changed_at from r, ${rows(key, TASK)}`;

/**
 * Each is one part of the statement, `r` being the requests as they are written; it is left out where it has nothing to do: to make ready
 * what the policies ask of a table costs more than to write to it.
 */
const PIECES: readonly { when(given: Given): boolean; sql: string }[] = [
  {
    when: ({ isNew }) => isNew,
    sql: `insert into request (${COLUMNS.join(', ')}) select ${COLUMNS.join(', ')} from r`,
  },
  {
    when: ({ isNew }) => !isNew,
    sql: `update request set ${CHANGING.map((column) => `${column} = r.${column}`).join(', ')} from r where request.id = r.id`,
  },
  {
    when: () => true,
    sql: `insert into event (request_id, seq, org_id, at, action, from_status, to_status, actor_id, actor_kind, stands_for, on_behalf_of, workflow, body)
      select id, version, org_id, changed_at, e ->> 'action', e ->> 'from', e ->> 'to', e -> 'actor' ->> 'id', e -> 'actor' ->> 'kind',
        e -> 'actor' ->> 'standsInFor', (e ->> 'onBehalfOf')::uuid, e -> 'actor' -> 'workflow', e
      from r, lateral (select r.given -> 'event' as e) as decided`,
  },
  {
    when: () => true,
    sql: `insert into audit (request_id, seq, org_id, previous, hash)
      select id, version, org_id, r.given ->> 'previousHash', r.given ->> 'auditHash' from r`,
  },
  {
    when: () => true,
    sql: `insert into outbox (request_id, seq, org_id, can_wait, uneventful)
      select id, version, org_id, (r.given -> 'canWait')::boolean, (r.given -> 'uneventful')::boolean from r`,
  },
  {
    when: ({ opened }) => opened.length > 0,
    sql: `insert into deadline (request_id, kind, cycle, org_id, seq, due_at, remind_at, status, body)
      select r.id, item.kind, cycle, org_id, version, item.due_at, remind_at, item.status, body from r, ${rows('opened', CLOCK)}`,
  },
  {
    when: ({ deadlines }) => deadlines.length > 0,
    sql: `update deadline
      set seq = r.version, due_at = item.due_at, remind_at = item.remind_at, status = item.status, body = item.body
      from r, ${rows('deadlines', CLOCK)}
      where deadline.request_id = r.id and deadline.kind = item.kind and deadline.cycle = item.cycle`,
  },
  {
    when: ({ alarms }) => alarms.length > 0,
    sql: `insert into alarm (request_id, n, org_id, cause, raised_at, answered_at, answered_by, ended_at, body)
      select r.id, item.n, org_id, cause, raised_at, answered_at, answered_by, ended_at, body
      from r, ${rows(
        'alarms',
        'n int, cause text, raised_at timestamptz, answered_at timestamptz, answered_by uuid, ended_at timestamptz, body jsonb',
      )}
      on conflict (request_id, n) do update set answered_at = excluded.answered_at, answered_by = excluded.answered_by,
        ended_at = excluded.ended_at, body = excluded.body`,
  },
  {
    when: ({ calls }) => calls.length > 0,
    sql: `insert into webhook_post (webhook_id, request_id, seq, org_id, alarm, call)
      select w.id, r.id, version, w.org_id, item.alarm, item.call
      from r join webhook w on w.org_id = r.org_id and w.ended_at is null, ${rows('calls', 'alarm int, call int')}`,
  },
  {
    when: ({ requests }) => requests.length > 0,
    sql: `insert into hold_request (hold_id, request_id, org_id, asked_item)
      select r.id, item.id, org_id, item.item from r, ${rows('requests', 'id uuid, item text')}`,
  },
  {
    when: ({ transmissions }) => transmissions.length > 0,
    sql: `insert into transmission (id, request_id, org_id, purpose, channel, message_id, edition, attempt, status, package_hash, wire_hash, at)
      select item.id, r.id, org_id, purpose, channel, message_id, edition, attempt, item.status, package_hash, wire_hash, at
      from r, ${rows(
        'transmissions',
        'id uuid, purpose text, channel text, message_id text, edition int, attempt int, status text, package_hash text, wire_hash text, at timestamptz',
      )}
      on conflict (id) do update set attempt = excluded.attempt, status = excluded.status, wire_hash = excluded.wire_hash, at = excluded.at`,
  },
  {
    when: ({ isNew, tasks }) => !isNew && tasks !== undefined,
    sql: `delete from task using r where task.request_id = r.id and r.given ? 'tasks'
      and not exists (select 1 from ${rows('tasks', TASK)} where item.action = task.action and item.to_key = task.to_key)`,
  },
  { when: ({ newTasks }) => newTasks.length > 0, sql: `${waiting('newTasks')} on conflict do nothing` },
  {
    when: ({ movedTasks }) => movedTasks.length > 0,
    sql: `${waiting('movedTasks')} on conflict (request_id, action, to_key) do update set kind = excluded.kind, due_at = excluded.due_at
        where (task.kind, task.due_at) is distinct from (excluded.kind, excluded.due_at)`,
  },
  {
    when: ({ notices }) => notices.length > 0,
    sql: `insert into notice (request_id, seq, to_key, org_id, kind, due_at, at)
      select r.id, version, to_key, org_id, item.kind, item.due_at, changed_at from r, ${rows('notices', 'to_key text, kind text, due_at timestamptz')}`,
  },
  {
    when: ({ notes }) => notes.length > 0,
    sql: `insert into note (id, request_id, org_id, body, hash, audience)
      select item.id, r.id, org_id, body, hash, ${texts('shownTo')} from r, ${rows('notes', 'id uuid, hash text, body text')}`,
  },
  {
    when: ({ openedFiles, shownTo }) => openedFiles.length > 0 && shownTo.length > 0,
    sql: `update file set audience = ${texts('shownTo')} from r
      where file.request_id = r.id and file.id = any (${texts('openedFiles')}::uuid[]) and audience = '{}'`,
  },
  {
    when: ({ newFiles }) => newFiles.length > 0,
    sql: `insert into file (id, request_id, org_id, hash, size, type, name, made_by, uploaded_by, at, audience)
      select item.id, r.id, org_id, hash, size, type, name, r.given -> 'event' ->> 'action', (r.given ->> 'person')::uuid, changed_at, audience
      from r, ${rows('newFiles', 'id uuid, hash text, size bigint, type text, name text, audience text[]')}`,
  },
  {
    when: ({ partnersFiles }) => partnersFiles.length > 0,
    sql: `update file set audience = array['authority:' || r.partner_id] from r
      where file.request_id = r.id and file.id = any (${texts('partnersFiles')}::uuid[]) and audience = '{}'`,
  },
];

const ANSWER = `update idempotency set answer = r.given -> 'answer' from r where idempotency.actor = r.actor and idempotency.key = r.key`;
/** Fails where somebody has used one of the keys. */
const KEEP = `insert into idempotency (actor, key, body_hash, org_id, answer) select actor, key, r.given ->> 'body', org_id, r.given -> 'answer' from r`;

/** The one statement that writes decisions side by side, prepared once for each choice of pieces and each number of decisions. */
export function writeStatement(given: readonly Given[]): { name: string; text: string; values: [string] } {
  const chosen = PIECES.map(({ when }) => given.some(when));
  const pieces = PIECES.flatMap(({ sql }, index) => (chosen[index] ? [`p${index} as (${sql})`] : []));
  // the limit tells the planner how many there are; that a key is a column lets it use the index whatever the policies hide
  const text = `with r as materialized (
      select request.*, given, given ->> 'actor' as actor, given ->> 'key' as key
      from jsonb_array_elements($1::jsonb) given, jsonb_populate_record(null::request, given -> 'row') request limit ${given.length}),
    ${pieces.join(',\n    ')}
    ${given.every(({ body }) => body !== undefined) ? KEEP : ANSWER}`;
  return {
    name: `write ${given.length} ${given[0]?.body === undefined ? '' : 'keeping '}${chosen.map(Number).join('')}`,
    text,
    values: [JSON.stringify(given)],
  };
}
