import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessRecord } from './embedded/process.ts';
import { step } from './launcher/progress.js';
import { explain } from './problem.ts';

export type Supervised = { title: string; stop(): Promise<void> };

export type Part = {
  /** As in a sentence: "the worker". */
  title: string;
  /** Starts the part, resolves when it can be used. */
  start: () => Promise<ProcessRecord>;
  stop: (record: ProcessRecord) => Promise<void>;
};

const LOOK_MS = 300;
const [FIRST_DELAY_MS, LONGEST_DELAY_MS] = [500, 30_000];
/** A part that has held out this long is well again: its next fall is treated as a first one. */
const WELL_AFTER_MS = 60_000;

/** Starts a part and starts it again, with a growing delay, whenever it ends without having been told to. */
export async function supervise({ title, start, stop }: Part): Promise<Supervised> {
  const stopping = new AbortController();
  let record: ProcessRecord | undefined = await start();

  const restart = async (delay: number): Promise<void> => {
    console.error(`Lost ${title}: starting it again in ${delay / 1000} s`);
    await sleep(delay, undefined, stopping);
    record = undefined;
    record = await start().catch((error: unknown) => {
      console.error(explain(error) ?? error);
      return undefined;
    });
    if (record) console.error(`Started ${title} again`);
  };
  const watch = async (): Promise<void> => {
    for (let delay = FIRST_DELAY_MS, fellAt = 0; ; await sleep(LOOK_MS, undefined, stopping)) {
      if (isRunning(record)) continue;
      if (performance.now() - fellAt > WELL_AFTER_MS) delay = FIRST_DELAY_MS;
      fellAt = performance.now();
      await restart(delay);
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    }
  };

  const watching = watch().catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  return {
    title,
    async stop() {
      stopping.abort();
      await watching;
      if (record) await stop(record);
    },
  };
}

/** Starts parts side by side. Those that came up are added to `running`, also when another one fails. */
export async function superviseAll(parts: readonly (Part | undefined)[], running: Supervised[]): Promise<void> {
  const wanted = parts.filter((part) => part !== undefined);
  if (wanted.length === 0) return;
  const titles = new Intl.ListFormat('en').format(wanted.map(({ title }) => title));
  await step(`Starting ${titles}`, async () => {
    const outcomes = await Promise.allSettled(wanted.map(supervise));
    running.push(...outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  });
}

/** Stops them one by one, the last one first. */
export async function stopAll(running: Supervised[]): Promise<void> {
  for (const part of running.splice(0).reverse()) await step(`Stopping ${part.title}`, () => part.stop());
}
