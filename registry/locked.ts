import { randomUUID } from 'node:crypto';
import { NotFound } from '../domain/errors.ts';
import type { Move } from '../domain/move.ts';
import { type Action, MOVES } from '../domain/moves.ts';
import { NOTHING_YET } from '../domain/new-file.ts';
import type { Request } from '../domain/request.ts';
import { one, type Tx } from './db.ts';

/** What a decision is taken on. */
export type Locked = { request: Request; auditHash: string; parent?: Request; source?: Request };

/** Locks the row if the viewer sees it, and is undefined otherwise; from then on this transaction may touch all of that request. */
export async function lock(tx: Tx, id: string, lockFor: string): Promise<Locked | undefined> {
  const { rows } = await tx.query<{ state: Request; audit_hash: string }>({
    name: `lock ${lockFor}`,
    text: `select state, audit_hash, set_config('app.applying', id::text, true) from request where id = $1 ${lockFor}`,
    values: [id],
  });
  return rows[0] && { request: rows[0].state, auditHash: rows[0].audit_hash };
}

/** Locks several, in an order in which nobody waits for somebody who waits for them; for the system, which sees all. */
export async function lockAll(tx: Tx, ids: readonly string[]): Promise<Map<string, Locked>> {
  const { rows } = await tx.query<{ state: Request; audit_hash: string }>({
    name: 'lock all',
    text: 'select state, audit_hash from request where id = any ($1) order by id for update',
    values: [ids],
  });
  return new Map(rows.map(({ state, audit_hash }) => [state.id, { request: state, auditHash: audit_hash }]));
}

/** What the first step of a file decides on: one that has no event yet. */
export async function unborn(tx: Tx, org: string, action: Action, input: object): Promise<Locked> {
  const given = input as { partner?: string; parent?: string; source?: string; urgency?: Request['urgency'] }; // parsed by the step's own schema
  const { of, from, by, direction }: Move = MOVES[action];
  const id = randomUUID();
  const parent = given.parent ? await read(tx, PARENT, given.parent, 'the request to supplement') : undefined;
  const readable = by === 'system' ? SOURCE : `${SOURCE} and ${READABLE}`;
  const source = given.source ? await read(tx, readable, given.source, 'the request to draft from') : undefined;
  await tx.query(`select set_config('app.applying', $1, true)`, [id]);
  const [status = EMPTY.status] = from;
  const partner = given.partner ?? source?.partner ?? '';
  const urgency = given.urgency ?? 'normal';
  const asked = direction === 'incoming' ? direction : EMPTY.direction;
  const request = { ...EMPTY, id, org, partner, direction: asked, kind: of ?? EMPTY.kind, status, urgency };
  return { request, auditHash: '', ...(parent ? { parent } : {}), ...(source ? { source } : {}) };
}

const PARENT = "select state from request where id = $1 and kind = 'mla'";
const SOURCE = "select state from request where id = $1 and kind <> 'hold'";
/** What is carried over must be the viewer's to read whole. */
const READABLE = '(readers && (select viewer_keys()) or id = any ((select viewer_requests())::uuid[]))';

async function read(tx: Tx, text: string, id: string, what: string): Promise<Request> {
  const row = one(await tx.query<{ state: Request }>(text, [id]));
  if (!row) throw new NotFound(what);
  return row.state;
}

const EMPTY: Request = {
  id: '',
  org: '',
  reference: '',
  direction: 'outgoing',
  kind: 'mla',
  status: 'draft',
  version: 0,
  createdAt: '',
  drafter: '',
  office: '',
  requested: '',
  partner: '',
  basis: [],
  urgency: 'normal',
  label: 'restricted',
  ...NOTHING_YET,
  deadlines: [],
};
