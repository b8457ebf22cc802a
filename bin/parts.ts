import { isDatabaseExternal } from './addresses.ts';
import { startApi, startMail, startWorker } from './children.ts';
import { type Config, readMachine, type Settings } from './config.ts';
import { openSecrets } from './data-folder.ts';
import { ensureDatabase } from './embedded/database.ts';
import { startPostgres, stopPostgres, superuserUrl } from './embedded/postgres.ts';
import { stopProcess } from './embedded/process.ts';
import { startTemporal } from './embedded/temporal.ts';
import { temporalFault } from './embedded/temporal-answers.ts';
import { findTemporal } from './embedded/temporal-binary.ts';
import { Problem } from './problem.ts';
import type { Part } from './supervise.ts';

/** What each part takes to start and stop; undefined where it is external and no concern of ours. */

export function databasePart(settings: Settings): Part | undefined {
  const { dataFolder } = settings;
  const secrets = openSecrets(dataFolder); // an external database too may need them for its roles
  if (isDatabaseExternal(settings)) return undefined;
  return {
    title: 'the database',
    async start() {
      const record = await startPostgres({ dataFolder, password: secrets.postgres });
      await ensureDatabase(superuserUrl(record.port, secrets.postgres), secrets.owner);
      return record;
    },
    stop: (record) => stopPostgres(dataFolder, record),
  };
}

type TemporalNeeds = { hasUi: boolean; signal?: AbortSignal };

/** Finds the program first, which may take minutes, and says so. */
export async function temporalPart(settings: Settings, { hasUi, signal }: TemporalNeeds): Promise<Part | undefined> {
  const { dataFolder, temporal } = settings;
  if (temporal.address) {
    const fault = await temporalFault({ ...temporal, address: temporal.address });
    if (fault) throw new Problem(`Cannot use the Temporal server at "${temporal.address}": ${fault}`);
    return undefined;
  }
  const command = await findTemporal({ machine: readMachine(), ...(signal && { signal }) });
  return {
    title: 'the Temporal server',
    start: () => startTemporal({ dataFolder, namespace: temporal.namespace, hasUi, command }),
    stop: (record) => stopProcess(dataFolder, record),
  };
}

export const mailPart = ({ dataFolder, smtp }: Settings): Part | undefined =>
  smtp.url
    ? undefined
    : {
        title: 'the mail server',
        start: () => startMail(dataFolder),
        stop: (record) => stopProcess(dataFolder, record),
      };

export const workerPart = (config: Config): Part => ({
  title: 'the worker',
  start: () => startWorker(config),
  stop: (record) => stopProcess(config.dataFolder, record),
});

export const apiPart = (config: Config): Part => ({
  title: 'the API',
  start: () => startApi(config),
  stop: (record) => stopProcess(config.dataFolder, record),
});
