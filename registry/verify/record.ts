import { isDeepStrictEqual } from 'node:util';
import { type Event, fold, type Request } from '../../domain/request.ts';
import type { Tx } from '../db.ts';

/** A row as it lies in the table. */
export type Row = Readonly<Record<string, unknown>>;
export type EventRow = { seq: number; body: Event } & Row;
export type AuditRow = { seq: number; previous: string; hash: string; algorithm: string } & Row;
export type FileRow = { id: string; hash: string; name: string } & Row;
export type RequestRow = { id: string; org_id: string; reference: string; version: number; audit_hash: string } & Row;

/** One event with the request before and after it. */
export type Step = { event: Event; before: Request | undefined; after: Request };

/** Everything that the record holds of one request. */
export type CaseFile = {
  /** How violations call it: `request MLA-2026-1`. */
  where: string;
  row: RequestRow;
  events: readonly EventRow[];
  steps: readonly Step[];
  /** The request as its events make it; undefined when it has none. */
  now: Request | undefined;
  audit: readonly AuditRow[];
  notes: readonly ({ id: string; hash: string; body: string } & Row)[];
  files: readonly FileRow[];
  deadlines: readonly ({ kind: string; cycle: number } & Row)[];
  alarms: readonly ({ n: number } & Row)[];
  transmissions: readonly ({ id: string } & Row)[];
  tasks: readonly ({ action: string; to_key: string } & Row)[];
  notices: readonly ({ seq: number } & Row)[];
  outbox: readonly ({ seq: number } & Row)[];
  followers: readonly ({ workflow: string; seen_seq: number } & Row)[];
  /** Of a hold: the requests that it is linked to; of the one that asked for it with its item. */
  requests: readonly string[];
};

/** Requests are loaded together until they have so many events. */
const EVENTS_AT_ONCE = 4000;
const PAGE = 1000;

/** Everything about every request, read in lists of a bounded size. */
export async function* filesOf(tx: Pick<Tx, 'query'>): AsyncGenerator<CaseFile> {
  for await (const ids of chunksOf(tx)) yield* await load(tx, ids);
}

/** The ids of all requests, in lists of a bounded size. */
async function* chunksOf(tx: Pick<Tx, 'query'>): AsyncGenerator<string[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await tx.query<{ id: string; version: number }>(
      'select id, version from request where id > $1 order by id limit $2',
      [after, PAGE],
    );
    let chunk: string[] = [];
    let events = 0;
    for (const { id, version } of rows) {
      chunk.push(id);
      events += version;
      if (events < EVENTS_AT_ONCE) continue;
      yield chunk;
      chunk = [];
      events = 0;
    }
    if (chunk.length > 0) yield chunk;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

async function load(tx: Pick<Tx, 'query'>, ids: readonly string[]): Promise<CaseFile[]> {
  const rowsOf = async <R extends Row>(table: string, columns: string, order = ''): Promise<(id: string) => R[]> => {
    const sql = `select request_id, ${columns} from ${table} where request_id = any ($1) order by request_id${order}`;
    const { rows } = await tx.query<R>(sql, [ids]);
    const byRequest = Map.groupBy(rows, (row) => row['request_id']);
    return (id) => byRequest.get(id) ?? [];
  };
  const { rows } = await tx.query<RequestRow>('select * from request where id = any ($1) order by id', [ids]);
  const events = await rowsOf<EventRow>('event', EVENT_COLUMNS, ', seq');
  const audit = await rowsOf<AuditRow>('audit', 'seq, previous, hash, algorithm, schema_version', ', seq');
  const notes = await rowsOf<CaseFile['notes'][number]>('note', 'id, hash, body');
  const files = await rowsOf<FileRow>('file', 'id, hash, name');
  const deadlines = await rowsOf<CaseFile['deadlines'][number]>('deadline', DEADLINE_COLUMNS);
  const alarms = await rowsOf<CaseFile['alarms'][number]>('alarm', ALARM_COLUMNS);
  const transmissions = await rowsOf<CaseFile['transmissions'][number]>('transmission', TRANSMISSION_COLUMNS);
  const tasks = await rowsOf<CaseFile['tasks'][number]>('task', 'action, to_key, kind, due_at');
  const notices = await rowsOf<CaseFile['notices'][number]>('notice', 'seq');
  const outbox = await rowsOf<CaseFile['outbox'][number]>('outbox', 'seq');
  const followers = await rowsOf<CaseFile['followers'][number]>('follower', 'workflow, seen_seq');
  const links = await tx.query<{ hold_id: string; request: string }>(LINKS, [ids, ' item ']);
  const requestsOf = Map.groupBy(links.rows, ({ hold_id }) => hold_id);
  return rows.map((row) => {
    const { id } = row;
    const steps = stepsOf(events(id));
    return {
      where: `request ${row.reference}`,
      row,
      events: events(id),
      steps,
      now: steps.at(-1)?.after,
      audit: audit(id),
      notes: notes(id),
      files: files(id),
      deadlines: deadlines(id),
      alarms: alarms(id),
      transmissions: transmissions(id),
      tasks: tasks(id),
      notices: notices(id),
      outbox: outbox(id),
      followers: followers(id),
      requests: (requestsOf.get(id) ?? []).map(({ request }) => request),
    };
  });
}

const LINKS =
  'select hold_id, concat_ws($2, request_id, asked_item) as request from hold_request where hold_id = any ($1)';
const EVENT_COLUMNS =
  'seq, at, action, from_status, to_status, actor_id, actor_kind, stands_for, on_behalf_of, workflow, body, schema_version';
const DEADLINE_COLUMNS = 'kind, cycle, seq, due_at, remind_at, status, body';
const ALARM_COLUMNS = 'n, cause, raised_at, answered_at, answered_by, ended_at, body';
const TRANSMISSION_COLUMNS = 'id, purpose, channel, message_id, attempt, status, package_hash, wire_hash, at';

/** Folds the events one by one; one that cannot be folded ends the row, and is named by the check of the events. */
function stepsOf(events: readonly EventRow[]): Step[] {
  const steps: Step[] = [];
  let before: Request | undefined;
  for (const { body: event } of events) {
    try {
      const after = fold(before, event);
      steps.push({ event, before, after });
      before = after;
    } catch {
      return steps;
    }
  }
  return steps;
}

export const at = (file: Pick<CaseFile, 'where'>, seq: number): string => `${file.where}, event ${seq}`;

/** An instant as a number, however it is written; null for none. */
export const instant = (value: unknown): number | null => (typeof value === 'string' ? Date.parse(value) : null);

/** Whether two values are the same JSON; what is not there is null. */
export const isSame = (a: unknown, b: unknown): boolean => a === b || isDeepStrictEqual(a ?? null, b ?? null);
