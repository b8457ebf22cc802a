import { Pool, type PoolClient, types } from 'pg';

/** What a transaction sees: set anew at its start, never inherited. */
export type Viewer = { user: string; org: string; keys: readonly string[]; requests: readonly string[] };

export type Db = Pool;
export type Tx = Pick<PoolClient, 'query' | 'escapeLiteral' | 'connection'>;

/** Counts and sizes fit a double. */
types.setTypeParser(types.builtins.INT8, Number);
/** Instants stay ISO text: the domain knows no Date. */
types.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());

/**
 * A pool that survives a restart of PostgreSQL: a lost connection is reported, not thrown, idle or in use. With `waitMs`,
 * nobody waits longer than that for a connection.
 */
export function openPool(
  url: string,
  { size = 10, waitMs, onError = () => {} }: { size?: number; waitMs?: number; onError?: (error: Error) => void } = {},
): Db {
  const pool = new Pool({
    connectionString: url,
    max: size,
    pipeline: true, // statements that need no answer of each other go out together
    ...(waitMs === undefined ? {} : { connectionTimeoutMillis: waitMs }),
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 10_000,
    options: '-c timezone=UTC',
  });
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', () => {})); // lost between two statements: the next one says so
  return pool;
}

/** Sends what is asked in this turn of the event loop in one piece: each piece wakes the server. */
export function sendTogether({ connection: { stream } }: Pick<Tx, 'connection'>): void {
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** The statement that begins a transaction as this viewer; without one, as the system. */
export function beginAs(tx: Tx, viewer: Viewer | undefined, mode = ''): string {
  if (!viewer) return `begin ${mode}`;
  const set = (name: string, value: string): string => `set_config('${name}', ${tx.escapeLiteral(value)}, true)`;
  const settings = [
    set('app.org', viewer.org),
    set('app.user', viewer.user),
    set('app.keys', viewer.keys.join(',')),
    set('app.requests', viewer.requests.join(',')),
    set('app.applying', ''),
  ];
  return `begin ${mode}; select ${settings.join(', ')}`;
}

/** Runs `work` in one transaction as the viewer, or as the system; commits, or rolls back when it throws. */
export async function inTransaction<T>(
  db: Db,
  viewer: Viewer | undefined,
  work: (tx: Tx) => Promise<T>,
  mode = '',
): Promise<T> {
  const client = await db.connect();
  let broken: Error | undefined;
  try {
    await client.query(beginAs(client, viewer, mode));
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure; // the connection is gone: it must not go back to the pool
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The one row of a result, or undefined. */
export const one = <R>(result: { rows: R[] }): R | undefined => result.rows[0];
