import { openAlarms } from '../domain/alarms.ts';
import { mayGoAlone } from '../domain/emergency.ts';
import type { Facts } from '../domain/move.ts';
import type { Request } from '../domain/request.ts';
import { factsWithin, SURROUNDINGS, type Surroundings } from '../registry/facts.ts';
import { type Context, me, type Tx } from './context.ts';
import { onDutyAt } from './on-duty.ts';

const known = new WeakMap<Tx, Map<string, Promise<Surroundings>>>();

/** The house and the partner, read once in a snapshot: a list of requests has few partners. */
function aroundOnce(tx: Tx, request: Request): Promise<Surroundings> {
  const ofSnapshot = known.get(tx) ?? new Map<string, Promise<Surroundings>>();
  known.set(tx, ofSnapshot);
  const around = ofSnapshot.get(request.partner) ?? loadAround(tx, request);
  ofSnapshot.set(request.partner, around);
  return around;
}

async function loadAround(tx: Tx, { id, org, partner }: Request): Promise<Surroundings> {
  const [row] = await tx.$queryRawUnsafe<(Omit<Surroundings, 'now'> & { now: Date })[]>(SURROUNDINGS, org, partner);
  if (!row) throw new Error(`Cannot gather facts for "${id}": its authority is gone`);
  return { ...row, now: row.now.toISOString() };
}

/** The facts for telling what the viewer may do: as the registry has them, but for the content, which is judged on submission. */
export async function factsFor(context: Context, request: Request): Promise<Facts> {
  const facts = factsWithin(await aroundOnce(context.tx, request), request, me(context).actor);
  const { now: at, staff } = facts;
  const isForDuty = openAlarms(request).length > 0 || mayGoAlone(request);
  const roster = isForDuty ? await onDutyAt(context.tx, request.org, { at, staff }) : [];
  return { ...facts, roster, ...(request.letter ? { contentHash: request.letter.contentHash } : {}) };
}
