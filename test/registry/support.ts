import type pg from 'pg';
import { inject } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { superuserUrl } from '../../bin/embedded/postgres.ts';
import type { Db, Viewer } from '../../registry/db.ts';
import { beginAs } from '../../registry/db.ts';
import type { TestStack } from '../support/stack.ts';

/** The administrator of the machine: bound by no policy and no privilege. */
export const asSuperuser = <T>(
  { name }: Pick<TestStack, 'name'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const { postgresPort, secrets } = inject('servers');
  return withClient(superuserUrl(postgresPort, secrets.postgres, name), work);
};

/** The tables of the record. */
export async function tablesOf(client: Pick<pg.Client, 'query'>): Promise<string[]> {
  const { rows } = await client.query(
    "select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind = 'r' order by 1",
  );
  return rows.map(({ relname }) => relname);
}

/** What lies in every table: a sum of each. Sessions are touched by whoever acts. */
export const contentsOf = (stack: TestStack, except: readonly string[] = []): Promise<Record<string, string>> =>
  asSuperuser(stack, async (client) => {
    const contents: Record<string, string> = {};
    for (const table of await tablesOf(client)) {
      if (table === 'session' || except.includes(table)) continue;
      const { rows } = await client.query(
        `select count(*) || ' rows, ' || md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as sum from ${table} t`,
      );
      contents[table] = rows[0].sum;
    }
    return contents;
  });

/** Runs one statement as the application for a viewer, and takes it back. */
export async function asViewer(
  app: Db,
  viewer: Viewer | undefined,
  sql: string,
  applying = '',
): Promise<pg.QueryResult> {
  const client = await app.connect();
  try {
    await client.query(beginAs(client, viewer));
    if (applying) await client.query("select set_config('app.applying', $1, true)", [applying]);
    return await client.query(sql);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
