import { KeyReused } from '../domain/errors.ts';
import type { Applier } from './apply.ts';
import { type Db, inTransaction, one, type Tx } from './db.ts';
import { canonical, sha256 } from './hash.ts';

/** What somebody does under a key of their own making, by the hash of all that it says. */
export type Claim = { by: Pick<Applier, 'actor' | 'org'>; key: string; body: string };

/** The statement that claims a key: it gives a row to whoever uses it first, and waits for one who is just using it. */
export const claimOf = ({ by, key, body }: Claim) => ({
  name: 'claim',
  text: 'insert into idempotency (actor, key, body_hash, org_id) values ($1, $2, $3, $4) on conflict do nothing returning 1',
  values: [by.actor.id, key, body, by.org],
});

/** What was answered under a key that is taken; throws where it stands for something else. */
export async function answeredBefore<A>(tx: Pick<Tx, 'query'>, { by, key, body }: Claim): Promise<A> {
  const earlier = one(
    await tx.query<{ body_hash: string; answer: A }>(
      'select body_hash, answer from idempotency where actor = $1 and key = $2',
      [by.actor.id, key],
    ),
  );
  if (!earlier || earlier.body_hash !== body) throw new KeyReused();
  return earlier.answer;
}

/** A change of the house, which is no step on a request: what it is, what it is given, and the key where there is one. */
export type Change = { what: string; input: unknown; key?: string | undefined };
type Kept<A> = { change: string; answer: A };

/** Makes a change of the house in one transaction; under a key it is made once, and the same key gives the same answer. */
export const changeOnce = <A extends object>(
  db: Db,
  by: Applier,
  { what, input, key }: Change,
  work: (tx: Tx) => Promise<A>,
): Promise<A> =>
  inTransaction(db, by.viewer, async (tx) => {
    if (key === undefined) return await work(tx);
    const claim = { by, key, body: sha256(canonical({ change: what, input })) };
    const { rows } = await tx.query(claimOf(claim));
    if (rows.length === 0) return (await answeredBefore<Kept<A>>(tx, claim)).answer;
    const answer = await work(tx);
    const kept: Kept<A> = { change: what, answer };
    await tx.query('update idempotency set answer = $3 where actor = $1 and key = $2', [
      by.actor.id,
      key,
      JSON.stringify(kept),
    ]);
    return answer;
  });
