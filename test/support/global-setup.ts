import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readMachine } from '../../bin/config.ts';
import { openDataFolder, openSecrets, type Secrets } from '../../bin/data-folder.ts';
import { asRole, ensureDatabase, OWNER, withClient } from '../../bin/embedded/database.ts';
import { startPostgres, superuserUrl } from '../../bin/embedded/postgres.ts';
import { startTemporal } from '../../bin/embedded/temporal.ts';
import { findTemporal } from '../../bin/embedded/temporal-binary.ts';
import { claimFolder, isClaimedByAnother } from '../../bin/folder-claim.ts';
import { stopAllLeftovers } from '../../bin/leftovers.ts';

/** The two servers that all test files of a run share. */
export type Servers = {
  folder: string;
  postgresPort: number;
  secrets: Secrets;
  temporal: { address: string; namespace: string };
};

declare module 'vitest' {
  interface ProvidedContext {
    servers: Servers;
  }
}

/** Migrated and seeded once; every test file gets a copy. */
export const TEMPLATE = 'rogatory_template';

export const STACK_PREFIX = 't_';
const PREFIX = 'rogatory-test-';
/** A folder has another name until it is claimed: another run takes one that nobody claims for abandoned. */
const UNCLAIMED = 'rogatory-unclaimed-test-';
/** Enough for the pools of several test files at once. Commits stay durable, as in the product. */
const SETTINGS = { max_connections: '300', shared_buffers: '256MB' };

let folder: string;

export async function setup(project: TestProject): Promise<void> {
  await removeAbandoned();
  const made = mkdtempSync(join(tmpdir(), UNCLAIMED));
  chmodSync(made, 0o711); // the database's own user must be able to pass through
  openDataFolder(made);
  claimFolder(made);
  folder = made.replace(UNCLAIMED, PREFIX);
  renameSync(made, folder);
  const secrets = openSecrets(folder);
  try {
    const [postgresPort, temporalPort] = await Promise.all([preparePostgres(secrets), prepareTemporal()]);
    const temporal = { address: `127.0.0.1:${temporalPort}`, namespace: 'default' };
    project.provide('servers', { folder, postgresPort, secrets, temporal });
  } catch (error) {
    await teardown();
    throw error;
  }
}

export const teardown = (): Promise<void> => remove(folder);

async function preparePostgres(secrets: Secrets): Promise<number> {
  const { port } = await startPostgres({ dataFolder: folder, password: secrets.postgres, settings: SETTINGS });
  const administrator = superuserUrl(port, secrets.postgres);
  await ensureDatabase(administrator, secrets.owner, TEMPLATE);
  const ownerUrl = asRole(superuserUrl(port, '', TEMPLATE), OWNER, secrets.owner);
  const [{ migrate }, { seed }] = await Promise.all([
    import('../../prisma/migrate.ts'),
    import('../../prisma/seed.ts'),
  ]);
  await migrate({ ownerUrl, appPassword: secrets.app, systemPassword: secrets.system });
  await seed({ ownerUrl, kind: 'test' });
  await withClient(administrator, (client) =>
    client.query(`alter database ${TEMPLATE} is_template true allow_connections false`),
  );
  return port;
}

async function prepareTemporal(): Promise<number> {
  const command = await findTemporal({ machine: readMachine() });
  const { port } = await startTemporal({ dataFolder: folder, namespace: 'default', hasUi: false, command });
  return port;
}

/** Folders and servers of runs that were killed. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const abandoned = join(tmpdir(), name);
    if (!isClaimedByAnother(abandoned)) await remove(abandoned);
  }
}

async function remove(root: string): Promise<void> {
  if (!existsSync(root)) return; // another run was faster
  const stacks = readdirSync(root).filter((name) => name.startsWith(STACK_PREFIX));
  for (const name of stacks) await stopAllLeftovers(join(root, name)); // of a test file that was killed
  await stopAllLeftovers(root);
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}
