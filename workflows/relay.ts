import type { Client } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/common';
import type { Db } from '../registry/db.ts';
import { leaseLinkedNews, leaseNews, markDelivered, type News } from '../registry/outbox.ts';
import { markUneventful } from '../registry/patience.ts';
import { changedSignal, workflowIdOf, workflowOf } from './messages.ts';
import { onNews } from './on-news.ts';

const BATCH = 100;
const AT_ONCE = 20;

export type RelayDeps = {
  db: Db;
  systemUrl: string;
  client: Client;
  taskQueue: string;
  log: (message: string, error?: unknown) => void;
};

/** Tells the workflow of a file that the record has moved; starts it when there is none. */
export const poker =
  (client: Client, taskQueue: string) =>
  async ({ request, kind, seq }: News): Promise<void> => {
    await client.workflow.signalWithStart(workflowOf(kind), {
      workflowId: workflowIdOf(kind, request),
      taskQueue,
      args: [{ requestId: request }],
      signal: changedSignal,
      signalArgs: [{ seq }],
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
      workflowTaskTimeout: '10 s',
    });
  };

/** Delivers the outbox to the engine: at least once, in any order. Woken by NOTIFY, and once a second. */
export function startRelay({ db, systemUrl, client, taskQueue, log }: RelayDeps): { stop(): Promise<void> } {
  const poke = poker(client, taskQueue);
  const loop = onNews(systemUrl, {
    async work(goesOn) {
      while (goesOn() && (await deliver()) === BATCH);
      while (goesOn() && (await deliverLinked()) === BATCH);
    },
    failed: (error) => log('Cannot deliver news to the engine', error),
  });

  async function deliver(): Promise<number> {
    const leased = await leaseNews(db, BATCH);
    const passed = await markUneventful(
      db,
      leased.filter(({ uneventful }) => uneventful),
    );
    const news = leased.filter(({ request }) => !passed.has(request));
    const { delivered, failed } = await pokeAll(news);
    if (delivered.length > 0) await markDelivered(db, delivered);
    if (failed) throw failed.reason;
    return leased.length;
  }

  /** It is told again until the workflow has looked: nothing is marked here. */
  async function deliverLinked(): Promise<number> {
    const news = await leaseLinkedNews(db, BATCH);
    const { failed } = await pokeAll(news);
    if (failed) throw failed.reason;
    return news.length;
  }

  /** Pokes some at a time, up to the first that cannot be reached. */
  async function pokeAll(news: readonly News[]): Promise<{ delivered: News[]; failed?: PromiseRejectedResult }> {
    const delivered: News[] = [];
    for (let index = 0; index < news.length; index += AT_ONCE) {
      const batch = news.slice(index, index + AT_ONCE);
      const results = await Promise.allSettled(batch.map(poke));
      delivered.push(...batch.filter((_, position) => results[position]?.status === 'fulfilled'));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) return { delivered, failed };
    }
    return { delivered };
  }

  return loop;
}
