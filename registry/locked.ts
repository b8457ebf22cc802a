import { randomUUID } from 'node:crypto';
import { NotFound } from '../domain/errors.ts';
import type { Move } from '../domain/move.ts';
import { type Action, MOVES } from '../domain/moves.ts';
import { NOTHING_YET } from '../domain/new-file.ts';
import type { Request } from '../domain/request.ts';
import { one, type Tx } from './db.ts';

/** What a decision is taken on. */
export type Locked = { request: Request; auditHash: string; parent?: Request };

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
  const { partner, parent, urgency } = input as { partner: string; parent?: string; urgency?: Request['urgency'] }; // parsed by the step's own schema
  const { of, from }: Move = MOVES[action];
  const id = randomUUID();
  const above = parent
    ? one(await tx.query<{ state: Request }>("select state from request where id = $1 and kind = 'mla'", [parent]))
    : undefined;
  if (parent && !above) throw new NotFound('the request to supplement');
  await tx.query(`select set_config('app.applying', $1, true)`, [id]);
  const [status = EMPTY.status] = from;
  const request = { ...EMPTY, id, org, partner, kind: of ?? EMPTY.kind, status, urgency: urgency ?? 'normal' };
  return { request, auditHash: '', ...(above ? { parent: above.state } : {}) };
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
