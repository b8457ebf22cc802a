import { randomUUID } from 'node:crypto';
import { compare } from '../domain/dates.ts';
import { InvalidInput, KeyReused } from '../domain/errors.ts';
import { logAccess } from './access.ts';
import type { Applier } from './apply.ts';
import { type Db, inTransaction, one, type Tx, type Viewer } from './db.ts';

/** How far the clock of a practice installation is moved at once. */
const MOST_YEARS = 10;
const LOOK_MS = 100;

export type ClockOrder = { id: string; target: string };

/**
 * Puts the order to move the clock to an instant on record, with its entry in the access log; the engine carries it
 * out. The same key stands for the same order. Throws InvalidInput for an instant that lies in the past or too far
 * ahead, and while the clock is still on its way; KeyReused for another instant under a known key.
 */
export async function orderClock(db: Db, by: Applier, { to, key }: { to: string; key: string }): Promise<string> {
  return await inTransaction(db, by.viewer, async (tx) => {
    const known = one(
      await tx.query<ClockOrder>('select id, target from clock_order where org_id = $1 and key = $2', [by.org, key]),
    );
    if (known && compare(known.target, to) !== 0) throw new KeyReused();
    if (known) return known.id;
    await checkTarget(tx, to);
    const id = randomUUID();
    const { rowCount } = await tx.query(
      'insert into clock_order (id, org_id, key, person_id, target) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [id, by.org, key, by.actor.id, to],
    );
    if (!rowCount) throw refused('clock-moving', 'has to wait: the clock is still on its way');
    await logAccess(tx, by.org, { what: 'clock', who: by.actor.id, to });
    return id;
  });
}

async function checkTarget(tx: Tx, to: string): Promise<void> {
  const row = one(
    await tx.query<{ now: string; last: string }>(
      'select clock_now() as now, clock_now() + make_interval(years => $1) as last',
      [MOST_YEARS],
    ),
  );
  if (!row) throw new Error('Cannot read the clock: no answer');
  if (compare(to, row.now) < 0)
    throw refused('clock-backwards', `is before ${row.now}: the clock is never moved backwards`);
  if (compare(to, row.last) > 0)
    throw refused('clock-too-far', `is more than ${MOST_YEARS} years after ${row.now}: move it in parts`);
}

const refused = (rule: string, message: string): InvalidInput =>
  new InvalidInput('this order', [{ field: 'to', rule, message, source: 'the clock of a practice installation' }]);

/** Waits until an order is carried out, `limitMs` of real time at most. */
export async function awaitOrder(db: Db, viewer: Viewer | undefined, id: string, limitMs: number): Promise<void> {
  for (const started = performance.now(); performance.now() - started < limitMs; ) {
    const isDone = await inTransaction(db, viewer, async (tx) =>
      one(await tx.query('select 1 from clock_order where id = $1 and done_at is not null', [id])),
    );
    if (isDone) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** The order that waits to be carried out. */
export const openOrder = async (db: Db): Promise<ClockOrder | undefined> =>
  one(await db.query<ClockOrder>('select id, target from clock_order where done_at is null'));

export async function finishOrder(db: Db, id: string): Promise<void> {
  await db.query('update clock_order set done_at = clock_now() where id = $1', [id]);
}
