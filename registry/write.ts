import { type Key, partnersOf, readersOf, translatorsOf } from '../domain/audience.ts';
import { compare } from '../domain/dates.ts';
import { nobodyMay } from '../domain/decide.ts';
import { type Task, tasksOf } from '../domain/inbox.ts';
import type { Facts } from '../domain/move.ts';
import { noticesOf } from '../domain/notices.ts';
import type { Event, FileRef, Request } from '../domain/request.ts';
import type { Staff } from '../domain/roles.ts';
import type { NewFile } from './apply.ts';
import type { Tx } from './db.ts';
import type { Note } from './deposit.ts';
import { canWait } from './patience.ts';

export type Written = {
  previous: Request | undefined;
  next: Request;
  event: Event;
  previousHash: string;
  auditHash: string;
  notes: readonly Note[];
  files: readonly FileRef[];
  newFiles: readonly NewFile[];
  /** Who sees the words and files of this step beside those who read the whole file. */
  shownTo: readonly Key[];
  claim: { actor: string; key: string; answer: object };
  facts: Facts;
  /** Everybody of the house who may get work. */
  staff(): Promise<readonly Staff[]>;
};

/** Writes a decision in one statement: row, event, audit, outbox, deadlines, transmissions, tasks, notices, words, answer. */
export async function writeDecision(tx: Tx, written: Written): Promise<void> {
  const { previous, next, event, auditHash, previousHash, notes, files, newFiles, shownTo, claim, facts } = written;
  const tasks = await tasksWithHead(next, written);
  const values = [
    JSON.stringify(rowOf(next, event, auditHash)),
    JSON.stringify(event),
    previousHash,
    auditHash,
    JSON.stringify(deadlineRows(previous, next)),
    JSON.stringify(transmissionRows(previous, next)),
    JSON.stringify(
      tasks.map((task) => ({
        action: task.action,
        to_key: task.to,
        kind: task.kind ?? null,
        due_at: task.dueAt ?? null,
      })),
    ),
    JSON.stringify(dedupe(noticesOf(next, event, facts.rules)).map(({ to, kind }) => ({ to_key: to, kind }))),
    JSON.stringify(notes.map(({ text, hash, body }) => ({ id: text, hash, body }))),
    shownTo,
    files.map(({ file }) => file),
    claim.actor,
    claim.key,
    JSON.stringify(claim.answer),
    previous === undefined,
    [...visibleFiles(next)],
    JSON.stringify(newFiles.map((file) => ({ ...file, audience: translatedBy(next, file.id) }))),
    event.actor.kind === 'person' ? event.actor.id : null,
    canWait(event),
  ];
  await tx.query({ name: 'write', text: WRITE, values });
}

/** Adds a task for the head where nobody is left who may take a step. */
async function tasksWithHead(request: Request, { facts, staff }: Written): Promise<Task[]> {
  const tasks = tasksOf(request);
  const ours = tasks.filter(({ to }) => !to.startsWith('authority:'));
  if (ours.length === 0) return tasks;
  const able = await staff();
  const stuck = ours.filter(({ action }) => nobodyMay(request, action, able, facts));
  return [
    ...tasks,
    ...stuck.map(
      ({ action, dueAt }): Task => ({ action, to: 'role:ca-head', kind: 'nobody-left', ...(dueAt ? { dueAt } : {}) }),
    ),
  ].filter(
    (task, index, all) => all.findLastIndex((other) => other.action === task.action && other.to === task.to) === index,
  );
}

const rowOf = (request: Request, event: Event, auditHash: string): object => ({
  id: request.id,
  org_id: request.org,
  reference: request.reference,
  kind: request.kind,
  direction: request.direction,
  status: request.status,
  version: request.version,
  schema_version: 1,
  state: request,
  drafter_id: request.drafter,
  office_id: request.office,
  officer_id: request.officer ?? null,
  requested: request.requested,
  partner_id: request.partner,
  parent_id: request.parent ?? null,
  urgency: request.urgency,
  label: request.label,
  endorsed_by: request.endorsedBy ?? null,
  approved_by: request.approval?.by ?? null,
  letter_editors: request.letter?.editors ?? [],
  sent_at: request.sentOn ?? null,
  created_at: request.createdAt,
  changed_at: event.at,
  due_at: nextDue(request),
  audit_hash: auditHash,
  title: '',
  readers: readersOf(request),
  translators: translatorsOf(request),
  partners: partnersOf(request),
});

/** The earliest open deadline: what the worklist sorts by. */
const nextDue = ({ deadlines }: Request): string | null =>
  deadlines
    .filter(({ status }) => status === 'open')
    .map(({ dueAt }) => dueAt)
    .sort(compare)[0] ?? null;

function deadlineRows(previous: Request | undefined, next: Request): object[] {
  return next.deadlines
    .filter(
      (deadline) =>
        !previous?.deadlines.includes(deadline) &&
        JSON.stringify(deadline) !==
          JSON.stringify(previous?.deadlines.find((old) => old.kind === deadline.kind && old.cycle === deadline.cycle)),
    )
    .map((deadline) => ({
      kind: deadline.kind,
      cycle: deadline.cycle,
      due_at: deadline.dueAt,
      remind_at: deadline.reminded ? null : (deadline.remindAt ?? null),
      status: deadline.status,
      body: deadline,
    }));
}

function transmissionRows(previous: Request | undefined, next: Request): object[] {
  return next.transmissions
    .filter((sent) => JSON.stringify(sent) !== JSON.stringify(previous?.transmissions.find(({ id }) => id === sent.id)))
    .map((sent) => ({
      id: sent.id,
      purpose: sent.purpose,
      channel: sent.channel,
      message_id: sent.messageId,
      edition: next.edition,
      attempt: sent.attempt,
      status: sent.status,
      package_hash: sent.package?.hash ?? null,
      wire_hash: sent.wire?.hash ?? null,
      at: sent.at,
    }));
}

/** The translated letter is for those who translate; other files made for a step are for those who read the whole file. */
const translatedBy = (request: Request, file: string): Key[] =>
  request.translation?.letter?.file === file ? translatorsOf(request) : [];

/** Files that the partner may fetch once it sees the request: what was sent to it. */
const visibleFiles = (request: Request): Set<string> =>
  new Set(request.sentOn ? request.transmissions.flatMap((sent) => (sent.package ? [sent.package.file] : [])) : []);

const dedupe = <T extends { to: string }>(list: readonly T[]): T[] =>
  list.filter((entry, index) => list.findIndex(({ to }) => to === entry.to) === index);

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
const CHANGING = COLUMNS.filter(
  (column) =>
    !['id', 'org_id', 'reference', 'kind', 'direction', 'created_at', 'drafter_id', 'office_id'].includes(column),
);

const WRITE = `
with given as (select * from jsonb_populate_record(null::request, $1::jsonb)),
  e as (select $2::jsonb as body),
  moved as (update request r set ${CHANGING.map((column) => `${column} = g.${column}`).join(', ')} from given g where r.id = g.id and not $15 returning r.id),
  born as (insert into request (${COLUMNS.join(', ')}) select ${COLUMNS.join(', ')} from given where $15 returning id),
  happened as (
    insert into event (request_id, seq, org_id, at, action, from_status, to_status, actor_id, actor_kind, stands_for, on_behalf_of, workflow, body)
    select g.id, g.version, g.org_id, g.changed_at, body ->> 'action', body ->> 'from', body ->> 'to', body -> 'actor' ->> 'id', body -> 'actor' ->> 'kind',
           body -> 'actor' ->> 'standsInFor', (body ->> 'onBehalfOf')::uuid, body -> 'actor' -> 'workflow', body from given g, e),
  audited as (insert into audit (request_id, seq, org_id, previous, hash) select id, version, org_id, $3, $4 from given),
  posted as (insert into outbox (request_id, seq, org_id, can_wait) select id, version, org_id, $19::boolean from given),
  clocks as (
    insert into deadline (request_id, kind, cycle, org_id, due_at, remind_at, status, body)
    select g.id, d.kind, d.cycle, g.org_id, d.due_at, d.remind_at, d.status, d.body
    from given g, jsonb_to_recordset($5::jsonb) as d(kind text, cycle int, due_at timestamptz, remind_at timestamptz, status text, body jsonb)
    on conflict (request_id, kind, cycle) do update set due_at = excluded.due_at, remind_at = excluded.remind_at, status = excluded.status, body = excluded.body),
  sent as (
    insert into transmission (id, request_id, org_id, purpose, channel, message_id, edition, attempt, status, package_hash, wire_hash, at)
    select t.id, g.id, g.org_id, t.purpose, t.channel, t.message_id, t.edition, t.attempt, t.status, t.package_hash, t.wire_hash, t.at
    from given g, jsonb_to_recordset($6::jsonb) as t(id uuid, purpose text, channel text, message_id text, edition int, attempt int, status text,
      package_hash text, wire_hash text, at timestamptz)
    on conflict (id) do update set attempt = excluded.attempt, status = excluded.status, wire_hash = excluded.wire_hash, at = excluded.at),
  waiting as (select * from jsonb_to_recordset($7::jsonb) as w(action text, to_key text, kind text, due_at timestamptz)),
  done as (delete from task t using given g where t.request_id = g.id and not exists (select 1 from waiting w where w.action = t.action and w.to_key = t.to_key)),
  tasks as (
    insert into task (request_id, action, to_key, org_id, kind, due_at, since) select g.id, w.action, w.to_key, g.org_id, w.kind, w.due_at, g.changed_at from given g, waiting w
    on conflict (request_id, action, to_key) do update set kind = excluded.kind, due_at = excluded.due_at),
  told as (
    insert into notice (request_id, seq, to_key, org_id, kind, at)
    select g.id, g.version, n.to_key, g.org_id, n.kind, g.changed_at from given g, jsonb_to_recordset($8::jsonb) as n(to_key text, kind text)),
  words as (
    insert into note (id, request_id, org_id, body, hash, audience)
    select n.id, g.id, g.org_id, n.body, n.hash, $10::text[] from given g, jsonb_to_recordset($9::jsonb) as n(id uuid, hash text, body text)),
  opened as (update file f set audience = $10::text[] from given g where f.request_id = g.id and f.id = any ($11::uuid[]) and cardinality($10::text[]) > 0 and f.audience = '{}'),
  made as (
    insert into file (id, request_id, org_id, hash, size, type, name, made_by, uploaded_by, at, audience)
    select f.id, g.id, g.org_id, f.hash, f.size, f.type, f.name, $2::jsonb ->> 'action', $18::uuid, g.changed_at, f.audience
    from given g, jsonb_to_recordset($17::jsonb) as f(id uuid, hash text, size bigint, type text, name text, audience text[])),
  shown as (update file f set audience = array['authority:' || g.partner_id] from given g where f.request_id = g.id and f.id = any ($16::uuid[]) and f.audience = '{}')
update idempotency set answer = $14::jsonb where actor = $12 and key = $13`;
