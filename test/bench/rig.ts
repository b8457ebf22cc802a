import { readMachine } from '../../bin/config.ts';
import { openSecrets, type Secrets } from '../../bin/data-folder.ts';
import { withClient } from '../../bin/embedded/database.ts';
import { startPostgres, superuserUrl } from '../../bin/embedded/postgres.ts';
import { startTemporal } from '../../bin/embedded/temporal.ts';
import { findTemporal } from '../../bin/embedded/temporal-binary.ts';
import { step } from '../../bin/launcher/progress.js';
import { makeTemplate, openServerFolder, removeServerFolder, SETTINGS } from '../support/server-folder.ts';

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

/** The library that counts statements; it counts only while a cost is taken. */
const COUNTING = { shared_preload_libraries: 'pg_stat_statements' };

export async function openRig(): Promise<Rig> {
  const folder = await openServerFolder('bench');
  const secrets = openSecrets(folder);
  const close = () => step('Stopping the servers', () => removeServerFolder(folder));
  try {
    const command = await findTemporal({ machine: readMachine() });
    const [postgres, temporal] = await step('Starting the servers', () =>
      Promise.all([
        startPostgres({ dataFolder: folder, password: secrets.postgres, settings: { ...SETTINGS, ...COUNTING } }),
        startTemporal({ dataFolder: folder, namespace: 'default', hasUi: false, command }),
      ]),
    );
    const administrator = (database?: string) => superuserUrl(postgres.port, secrets.postgres, database);
    await step('Making the database', async () => {
      await makeTemplate(administrator, secrets);
      await prepareCounting(administrator());
    });
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

async function prepareCounting(administratorUrl: string): Promise<void> {
  await withClient(administratorUrl, async (client) => {
    await client.query('create extension pg_stat_statements');
    await client.query(`alter system set pg_stat_statements.track = 'none'`);
    await client.query('alter system set pg_stat_statements.track_planning = on');
    await client.query('select pg_reload_conf()');
  });
}
