import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder, type Secrets } from '../../bin/data-folder.ts';
import { asRole, ensureDatabase, OWNER, withClient } from '../../bin/embedded/database.ts';
import { claimFolder, isClaimedByAnother } from '../../bin/folder-claim.ts';
import { stopAllLeftovers } from '../../bin/leftovers.ts';

/** Migrated and seeded once; whoever needs a database gets a copy. */
export const TEMPLATE = 'rogatory_template';
/** How the folders within begin, each of parts that share the servers. */
export const STACK_PREFIX = 't_';
/** Enough for the pools of several at once; that a role signs in costs next to nothing. */
export const SETTINGS = { max_connections: '300', shared_buffers: '256MB', scram_iterations: '1' };
/** For tests, which outlive no power cut: a slow disk makes no test wait. Where commits are measured they stay durable. */
export const UNSYNCED = { postgres: { fsync: 'off' }, temporal: { synchronous: 'OFF' } };

/** Makes and claims the folder for the servers of one run, after removing those of runs that were killed. */
export async function openServerFolder(run: 'test' | 'bench'): Promise<string> {
  const prefix = `rogatory-${run}-`;
  await removeAbandoned(prefix);
  // it has another name until it is claimed: another run takes one that nobody claims for abandoned
  const unclaimed = mkdtempSync(join(tmpdir(), `rogatory-unclaimed-${run}-`));
  chmodSync(unclaimed, 0o711); // the database's own user must be able to pass through
  openDataFolder(unclaimed);
  claimFolder(unclaimed);
  const folder = unclaimed.replace(`rogatory-unclaimed-${run}-`, prefix);
  renameSync(unclaimed, folder);
  return folder;
}

/** Folders and servers of runs that were killed. */
async function removeAbandoned(prefix: string): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))) {
    const abandoned = join(tmpdir(), name);
    if (!isClaimedByAnother(abandoned)) await removeServerFolder(abandoned);
  }
}

export async function removeServerFolder(root: string): Promise<void> {
  if (!existsSync(root)) return; // another run was faster
  const stacks = readdirSync(root).filter((name) => name.startsWith(STACK_PREFIX));
  for (const name of stacks) await stopAllLeftovers(join(root, name)); // of what was killed
  await stopAllLeftovers(root);
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}

/** Makes the template; `administrator` gives the address of a database as its superuser. */
export async function makeTemplate(
  administrator: (database?: string) => string,
  { owner, app, system }: Secrets,
): Promise<void> {
  await ensureDatabase(administrator(), owner, TEMPLATE);
  const ownerUrl = asRole(administrator(TEMPLATE), OWNER, owner);
  // not loaded by every test file, of which each needs the names above
  const [{ migrate }, { seed }] = await Promise.all([
    import('../../prisma/migrate.ts'),
    import('../../prisma/seed.ts'),
  ]);
  await migrate({ ownerUrl, appPassword: app, systemPassword: system });
  await seed({ ownerUrl, kind: 'test' });
  await withClient(administrator(), (client) =>
    client.query(`alter database ${TEMPLATE} is_template true allow_connections false`),
  );
}
