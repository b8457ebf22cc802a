import { Client } from 'pg';

/** Wakes relays and postmen; empty, so that a burst is one wake. */
export const NEWS_CHANNEL = 'rogatory_news';
/** Tells APIs which request has moved. */
export const LIVE_CHANNEL = 'rogatory_live';

const RETRY_MS = 1000;

/** A connection that listens to a channel, and comes back when PostgreSQL does; then it says so with an empty payload. */
export function listen(
  url: string,
  channel: typeof NEWS_CHANNEL | typeof LIVE_CHANNEL,
  onNews: (payload: string) => void,
): { stop(): Promise<void> } {
  let stopped = false;
  let current: Client | undefined;
  const connect = async (): Promise<void> => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined); // 'end' follows
    client.on('end', () => {
      if (!stopped) setTimeout(() => void connect(), RETRY_MS).unref();
    });
    client.on('notification', ({ payload = '' }) => onNews(payload));
    try {
      await client.connect();
      current = client;
      await client.query(`listen ${channel}`);
      onNews('');
    } catch {
      await client.end().catch(() => undefined);
    }
  };
  void connect();
  return {
    async stop() {
      stopped = true;
      await current?.end().catch(() => undefined);
    },
  };
}
