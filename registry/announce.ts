import type { Db } from './db.ts';
import { LIVE_CHANNEL, NEWS_CHANNEL } from './listen.ts';

/** After COMMIT, never inside it: wakes the relays and the live updates. A lost announcement costs a second, nothing more. */
export function createAnnouncer(db: Db): (request: string) => void {
  let waiting = new Set<string>();
  let flushing = false;
  const flush = async (): Promise<void> => {
    while (waiting.size > 0) {
      const ids = [...waiting];
      waiting = new Set();
      await db
        .query(
          `select pg_notify('${NEWS_CHANNEL}', ''), (select count(pg_notify('${LIVE_CHANNEL}', id)) from unnest($1::text[]) id)`,
          [ids],
        )
        .catch(() => undefined);
    }
    flushing = false;
  };
  return (request) => {
    waiting.add(request);
    if (flushing) return;
    flushing = true;
    setImmediate(() => void flush());
  };
}
