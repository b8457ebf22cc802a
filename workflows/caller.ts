import type { Db } from '../registry/db.ts';
import { type ClaimedPost, claimPost, duePosts, hasPosts, settleLost, settlePost } from '../registry/webhooks.ts';
import { post } from './channels/webhook.ts';
import { stopWith, throughLanes } from './lanes.ts';
import { onNews } from './on-news.ts';
import { alone } from './reconciler.ts';

const LOCK = 7_105_447;
const LANES = [1, 2, 3, 4];
const SEND_MS = 5_000;

export type CallerDeps = {
  db: Db;
  systemUrl: string;
  log: (message: string, error?: unknown) => void;
  sendMs?: number;
};

/** Posts the calls of alarms to other systems, each at least once: one process at a time by advisory lock, woken by news and once a second. */
export function startCaller({ db, systemUrl, log, sendMs = SEND_MS }: CallerDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();

  async function deliver(id: string): Promise<void> {
    const claimed = await claimPost(db, id);
    if (!claimed) return;
    const signals = { stopping: stopping.signal, tooSlow: AbortSignal.timeout(sendMs) };
    await settlePost(db, claimed, await post({ ...claimed, body: bodyOf(claimed) }, signals));
  }
  async function round(goesOn: () => boolean): Promise<number> {
    await settleLost(db);
    await throughLanes(LANES, { due: () => duePosts(db), goesOn, deliver });
    return 0;
  }

  const loop = onNews(systemUrl, {
    work: async (goesOn) => void ((await hasPosts(db)) && (await alone(db, LOCK, () => round(goesOn)))),
    failed: (error) => log('Cannot post calls', error),
  });
  return {
    stop: () => stopWith(loop, stopping),
  };
}

/** What a receiver is told: who is to be called, and by which number to look; nothing of the case. The id is the same in every attempt. */
const bodyOf = ({ id, alarm, call, at, reference, person, kind }: ClaimedPost): string =>
  JSON.stringify({ id, alarm, call, at, reference, person, ...(kind === 'real' ? {} : { mark: kind }) });
