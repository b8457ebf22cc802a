import type { TextRef } from '../domain/request.ts';
import type { Tx } from './context.ts';

type Batch = { ids: Set<string>; rows: Promise<Map<string, string>> };
const batches = new WeakMap<Tx, Batch>();

/** The words behind a reference, read with all others that are asked for in the same turn; null where the viewer may not see them. */
export async function wordsOf(tx: Tx, ref: TextRef): Promise<string | null> {
  const waiting = batches.get(tx);
  const batch = waiting ?? start(tx);
  batch.ids.add(ref.text);
  return (await batch.rows).get(ref.text) ?? null;
}

function start(tx: Tx): Batch {
  const ids = new Set<string>();
  const rows = new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
    batches.delete(tx);
    const notes = await tx.note.findMany({ where: { id: { in: [...ids] } }, select: { id: true, body: true } });
    return new Map(notes.map(({ id, body }) => [id, body]));
  });
  const batch = { ids, rows };
  batches.set(tx, batch);
  return batch;
}
