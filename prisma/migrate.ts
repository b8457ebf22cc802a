import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

const FOLDER = new URL('./migrations/', import.meta.url);
const LOCK = 7_105_440;
const ROLES = ['rogatory_app', 'rogatory_system'] as const;

/**
 * Brings a database to the newest form: the numbered files that it has not had yet, each in a transaction, one starter
 * at a time. Makes the application's and the system's roles, which own nothing. Gives the names that were applied.
 */
export async function migrate({
  ownerUrl,
  appPassword,
  systemPassword,
}: {
  ownerUrl: string;
  appPassword: string;
  systemPassword: string;
}): Promise<{ applied: string[] }> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await ensureRoles(client, { rogatory_app: appPassword, rogatory_system: systemPassword });
    return { applied: await applyFiles(client) };
  } finally {
    await client.end();
  }
}

async function ensureRoles(client: Client, passwords: Record<(typeof ROLES)[number], string>): Promise<void> {
  for (const role of ROLES) {
    const password = client.escapeLiteral(passwords[role]);
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    if (!rowCount)
      await client
        .query(`create role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls password ${password}`)
        .catch(tolerateTwin);
    await client.query(`alter role ${role} password ${password}`).catch(tolerateTwin);
  }
}

/** Another database of the same server may be making the same roles at this moment. */
function tolerateTwin(error: { code?: string }): void {
  if (!['42710', '23505', 'XX000'].includes(error.code ?? '')) throw error;
}

const TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null unique, logs text,
  rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

async function applyFiles(client: Client): Promise<string[]> {
  await client.query(TABLE);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select migration_name as name, checksum from _prisma_migrations',
  );
  const known = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  const applied: string[] = [];
  for (const file of (await readdir(fileURLToPath(FOLDER))).filter((name) => name.endsWith('.sql')).sort()) {
    const sql = await readFile(new URL(file, FOLDER), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    const name = file.replace(/\.sql$/, '');
    if (known.has(name)) {
      if (known.get(name) !== checksum)
        throw new Error(`Cannot migrate the database: migration "${name}" is not the one that was applied`);
      continue;
    }
    await client.query(`begin; ${sql}; insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
      values (gen_random_uuid(), '${checksum}', now(), '${name}', 1); commit`);
    applied.push(name);
  }
  return applied;
}
