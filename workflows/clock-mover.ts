import type { Client } from '@temporalio/client';
import { moveClock } from '../registry/clock.ts';
import type { Db } from '../registry/db.ts';
import { finishOrder, openOrder } from '../registry/practice.ts';
import { alone, repeat } from './reconciler.ts';
import { poker } from './relay.ts';

const EVERY_MS = 250;
const LOCK = 7_105_445;

export type ClockMoverDeps = {
  db: Db;
  client: Client;
  taskQueue: string;
  log: (message: string, error?: unknown) => void;
};

/**
 * Carries out the orders to move the clock of a practice or test installation: one process at a time by advisory lock.
 * What fails is tried again; an order that was cut off goes on from where the clock stands.
 */
export function startClockMover({ db, client, taskQueue, log }: ClockMoverDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const poke = poker(client, taskQueue);
  const carryOut = async (): Promise<number> => {
    const order = await openOrder(db);
    if (!order) return 0;
    await moveClock(db, order.target, async (news) => void (await Promise.all(news.map(poke))), { signal });
    await finishOrder(db, order.id);
    return 1;
  };
  const round = async (): Promise<void> => {
    if (await openOrder(db)) await alone(db, LOCK, carryOut);
  };
  const rounds = repeat(EVERY_MS, round, (_, error) => {
    if (!signal.aborted) log('Cannot move the clock', error);
  });
  return {
    async stop() {
      stopping.abort();
      await rounds.stop();
    },
  };
}
