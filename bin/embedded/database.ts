import pg from 'pg';

export const DATABASE = 'rogatory';
export const OWNER = 'rogatory_owner';

/** Runs a few statements on a connection of their own. */
export async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // the statement under way fails with the same error
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the owner role and the database in a new cluster. The owner is no superuser: the law of rows binds it too. */
export async function ensureDatabase(superuserUrl: string, ownerPassword: string, database = DATABASE): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    const exists = async (sql: string, name: string) => (await client.query(sql, [name])).rowCount === 1;
    if (!(await exists('select from pg_roles where rolname = $1', OWNER))) {
      await client.query(`create role ${OWNER} login createrole password ${client.escapeLiteral(ownerPassword)}`);
    }
    if (!(await exists('select from pg_database where datname = $1', database))) {
      await client.query(`create database ${client.escapeIdentifier(database)} owner ${OWNER}`);
    }
  });
}

/** The same database, as another role. */
export function asRole(url: string, role: string, password: string): string {
  const changed = new URL(url);
  changed.username = role;
  changed.password = password;
  return changed.href;
}
