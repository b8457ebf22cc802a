import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMachine } from '../../bin/config.ts';
import { openDataFolder, openSecrets, type Secrets } from '../../bin/data-folder.ts';
import { asRole, ensureDatabase, OWNER, withClient } from '../../bin/embedded/database.ts';
import { startPostgres, superuserUrl } from '../../bin/embedded/postgres.ts';
import { startTemporal } from '../../bin/embedded/temporal.ts';
import { findTemporal } from '../../bin/embedded/temporal-binary.ts';
import { claimFolder, isClaimedByAnother } from '../../bin/folder-claim.ts';
import { step } from '../../bin/launcher/progress.js';
import { stopAllLeftovers, stopLeftovers } from '../../bin/leftovers.ts';
import { migrate } from '../../prisma/migrate.ts';
import { seed } from '../../prisma/seed.ts';

/** The two servers that all measures share, as the tests set them. */
export type Rig = {
  folder: string;
  secrets: Secrets;
  postgres: { pid: number; port: number };
  temporal: { pid: number; address: string; namespace: string };
  /** The address of a database as its superuser. */
  administrator(database?: string): string;
  close(): Promise<void>;
};

/** Migrated and seeded once; every house gets a copy. */
export const TEMPLATE = 'rogatory_template';
export const HOUSE_PREFIX = 'h_';
const PREFIX = 'rogatory-bench-';
/** Those of the tests, and the library that counts statements; it counts only while a cost is taken. */
const SETTINGS = { max_connections: '300', shared_buffers: '256MB', shared_preload_libraries: 'pg_stat_statements' };

export async function openRig(): Promise<Rig> {
  await removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(folder, 0o711); // the database's own user must be able to pass through
  openDataFolder(folder);
  claimFolder(folder);
  const secrets = openSecrets(folder);
  const close = () => step('Stopping the servers', () => remove(folder));
  try {
    const command = await findTemporal({ machine: readMachine() });
    const [postgres, temporal] = await step('Starting the servers', () =>
      Promise.all([
        startPostgres({ dataFolder: folder, password: secrets.postgres, settings: SETTINGS }),
        startTemporal({ dataFolder: folder, namespace: 'default', hasUi: false, command }),
      ]),
    );
    const administrator = (database?: string) => superuserUrl(postgres.port, secrets.postgres, database);
    await step('Making the database', () => makeTemplate(administrator, secrets));
    const address = `127.0.0.1:${temporal.port}`;
    return {
      folder,
      secrets,
      postgres,
      temporal: { pid: temporal.pid, address, namespace: 'default' },
      administrator,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function makeTemplate(administrator: Rig['administrator'], { owner, app, system }: Secrets): Promise<void> {
  await ensureDatabase(administrator(), owner, TEMPLATE);
  const ownerUrl = asRole(administrator(TEMPLATE), OWNER, owner);
  await migrate({ ownerUrl, appPassword: app, systemPassword: system });
  await seed({ ownerUrl, kind: 'test' });
  await withClient(administrator(), async (client) => {
    await client.query(`alter database ${TEMPLATE} is_template true allow_connections false`);
    await client.query('create extension pg_stat_statements');
    await client.query(`alter system set pg_stat_statements.track = 'none'`);
    await client.query('alter system set pg_stat_statements.track_planning = on');
    await client.query('select pg_reload_conf()');
  });
}

/** Folders and servers of runs that were killed. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const abandoned = join(tmpdir(), name);
    if (!isClaimedByAnother(abandoned)) await remove(abandoned);
  }
}

async function remove(root: string): Promise<void> {
  for (const name of readdirSync(root).filter((name) => name.startsWith(HOUSE_PREFIX)))
    await stopLeftovers(join(root, name));
  await stopAllLeftovers(root);
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}
