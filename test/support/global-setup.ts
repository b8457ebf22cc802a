import type { TestProject } from 'vitest/node';
import { readMachine } from '../../bin/config.ts';
import { openSecrets, type Secrets } from '../../bin/data-folder.ts';
import { startPostgres, superuserUrl } from '../../bin/embedded/postgres.ts';
import { startTemporal } from '../../bin/embedded/temporal.ts';
import { findTemporal } from '../../bin/embedded/temporal-binary.ts';
import { makeTemplate, openServerFolder, removeServerFolder, SETTINGS, UNSYNCED } from './server-folder.ts';

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

let folder: string;

export async function setup(project: TestProject): Promise<void> {
  folder = await openServerFolder('test');
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

export const teardown = (): Promise<void> => removeServerFolder(folder);

async function preparePostgres(secrets: Secrets): Promise<number> {
  const settings = { ...SETTINGS, ...UNSYNCED.postgres };
  const { port } = await startPostgres({ dataFolder: folder, password: secrets.postgres, settings });
  await makeTemplate((database) => superuserUrl(port, secrets.postgres, database), secrets);
  return port;
}

async function prepareTemporal(): Promise<number> {
  const command = await findTemporal({ machine: readMachine() });
  const pragmas = UNSYNCED.temporal;
  const { port } = await startTemporal({ dataFolder: folder, namespace: 'default', hasUi: false, command, pragmas });
  return port;
}
