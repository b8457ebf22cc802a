import type { Client } from '@temporalio/client';
import { type Db, one } from '../registry/db.ts';
import { fireDue } from '../registry/due.ts';
import { followers } from '../registry/outbox.ts';
import { poker } from './relay.ts';

const EVERY_MS = 30_000;
/** One cheap call tells whether the engine is another one: until that is seen, nobody follows anything. */
const ENGINE_MS = 5_000;
const SWEEP_MS = 1000;
/** What a workflow's own timer has not fired by then, the sweep fires. */
const OVERDUE = '5 seconds';
const SWEEP_BATCH = 500;
const LOCK = 7_105_441;

export type ReconcilerDeps = {
  db: Db;
  client: Client;
  taskQueue: string;
  namespace: string;
  log: (message: string, error?: unknown) => void;
};

/**
 * The second shot, one at a time by advisory lock: pokes requests whose workflow has fallen behind; pokes all open ones
 * when the engine's database is another than the one it knows; sweeps deadlines that are overdue.
 */
export function startReconciler(deps: ReconcilerDeps): { stop(): Promise<void> } {
  const rounds = [
    repeat(EVERY_MS, () => reconcile(deps), deps.log),
    repeat(ENGINE_MS, () => rebuild(deps), deps.log),
    repeat(
      SWEEP_MS,
      () => alone(deps.db, LOCK + 1, () => fireDue(deps.db, { limit: SWEEP_BATCH, overdueBy: OVERDUE })),
      deps.log,
    ),
  ];
  return {
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()));
    },
  };
}

/** Pokes the requests whose workflow has fallen behind. Gives how many they are. */
export async function reconcile({ db, client, taskQueue }: ReconcilerDeps): Promise<number> {
  return await alone(db, LOCK, async () => {
    const behind = await followers(db, 'behind');
    const poke = poker(client, taskQueue);
    for (const news of behind) await poke(news);
    return behind.length;
  });
}

/** Pokes every open request when the engine's database is new or was lost. Gives how many they are. */
export async function rebuild({ db, client, taskQueue, namespace }: ReconcilerDeps): Promise<number> {
  return await alone(db, LOCK + 2, async () => {
    const id = await isAnotherEngine(db, client, namespace);
    if (id === undefined) return 0;
    const open = await followers(db, 'all');
    const poke = poker(client, taskQueue);
    for (const news of open) await poke(news);
    await db.query('update installation set temporal_namespace = $1', [id]);
    return open.length;
  });
}

/** The engine's namespace id when it is not the one that the record knows: its database is new or was lost. */
async function isAnotherEngine(db: Db, client: Client, namespace: string): Promise<string | undefined> {
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace });
  const known = one(
    await db.query<{ temporal_namespace: string | null }>('select temporal_namespace from installation'),
  );
  const id = namespaceInfo?.id ?? '';
  return known?.temporal_namespace === id ? undefined : id;
}

/** Runs `work` unless another process is at it. */
export async function alone(db: Db, lock: number, work: () => Promise<number>): Promise<number> {
  const connection = await db.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await connection.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [lock]);
    if (!rows[0]?.got) return 0;
    try {
      return await work();
    } finally {
      await connection.query('select pg_advisory_unlock($1)', [lock]);
    }
  } catch (error) {
    broken = error instanceof Error ? error : new Error('the connection is gone');
    throw error;
  } finally {
    connection.release(broken);
  }
}

/** Does `work` again and again, `everyMs` after it has ended. */
export function repeat(
  everyMs: number,
  work: () => Promise<unknown>,
  log: ReconcilerDeps['log'],
): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const round = (): void => {
    running = work()
      .then(() => undefined)
      .catch((error) => log('Cannot reconcile', error))
      .then(() => {
        if (!stopped) timer = setTimeout(round, everyMs);
      });
  };
  round();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
