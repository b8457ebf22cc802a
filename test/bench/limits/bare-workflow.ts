import { condition, defineSignal, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';
import type { createBareActivities } from './worker.ts';

export type BareInput = { id: string; signals: number; does: 'note' | 'nothing' };
export const bareSignal = defineSignal<[{ seq: number }]>('bare');

const activities = proxyLocalActivities<ReturnType<typeof createBareActivities>>({ startToCloseTimeout: '30 s' });

/** Runs one local activity for each signal, and ends with the last. */
export async function bareWorkflow({ id, signals, does }: BareInput): Promise<void> {
  let arrived = 0;
  setHandler(bareSignal, () => {
    arrived += 1;
  });
  for (let seq = 1; seq <= signals; seq += 1) {
    await condition(() => arrived >= seq);
    await activities[does]({ id, seq });
  }
}

/** Sleeps until an instant, in milliseconds since 1970, and notes that it woke. */
export async function bareSleeper({ id, due }: { id: string; due: number }): Promise<void> {
  await sleep(Math.max(1, due - Date.now()));
  await activities.woke({ id });
}
