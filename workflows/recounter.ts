import type { Db } from '../registry/db.ts';
import { recountOwed } from '../registry/recount.ts';
import { alone, repeat } from './reconciler.ts';

const EVERY_MS = 1000;
const LOCK = 7_105_444;

/** Counts deadlines anew when a day off has changed: one process at a time by advisory lock, looking once a second. */
export function startRecounter({
  db,
  announce,
  log,
}: {
  db: Db;
  announce: (request: string) => void;
  log: (message: string, error?: unknown) => void;
}): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rounds = repeat(
    EVERY_MS,
    () => alone(db, LOCK, () => recountOwed(db, { announce, signal })),
    (_, error) => log('Cannot count deadlines anew', error),
  );
  return {
    async stop() {
      stopping.abort();
      await rounds.stop();
    },
  };
}
