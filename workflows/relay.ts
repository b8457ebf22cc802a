import type { Client } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/common';
import type { Db } from '../registry/db.ts';
import { leaseNews, markDelivered, type News } from '../registry/outbox.ts';
import { markUneventful } from '../registry/patience.ts';
import { changedSignal, REQUEST_WORKFLOW, requestWorkflowId } from './messages.ts';
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

/** Tells the workflow of a request that the record has moved; starts it when there is none. */
export const poker =
  (client: Client, taskQueue: string) =>
  async ({ request, seq }: News): Promise<void> => {
    await client.workflow.signalWithStart(REQUEST_WORKFLOW, {
      workflowId: requestWorkflowId(request),
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
    const delivered: News[] = [];
    for (let index = 0; index < news.length; index += AT_ONCE) {
      const batch = news.slice(index, index + AT_ONCE);
      const results = await Promise.allSettled(batch.map(poke));
      results.forEach((result, position) => {
        const one = batch[position];
        if (result.status === 'fulfilled' && one) delivered.push(one);
      });
      const failed = results.find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') {
        await markDelivered(db, delivered);
        throw failed.reason;
      }
    }
    if (delivered.length > 0) await markDelivered(db, delivered);
    return leased.length;
  }

  return loop;
}
