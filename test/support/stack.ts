import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { startApi, startWorker } from '../../bin/children.ts';
import type { Config } from '../../bin/config.ts';
import { filesFolder, mailFolder, openDataFolder } from '../../bin/data-folder.ts';
import { asRole, OWNER, withClient } from '../../bin/embedded/database.ts';
import { startMailServer } from '../../bin/embedded/mail.ts';
import { choosePort } from '../../bin/embedded/ports.ts';
import { superuserUrl } from '../../bin/embedded/postgres.ts';
import { type ProcessRecord, stopProcess, until } from '../../bin/embedded/process.ts';
import { startTimeOf } from '../../bin/embedded/start-time.ts';
import { openApi } from '../../bin/open-api.ts';
import { openWorker } from '../../bin/open-worker.ts';
import type { InstallationKind } from '../../domain/installation.ts';
import { type Engine, openEngine } from './engine.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { STACK_PREFIX, TEMPLATE } from './server-folder.ts';

/** Something that runs; the stack stops it at the end if the test has not. */
export type Running = { stop(): Promise<void> };
export type RunningApi = Running & { url: string };
/** A process of its own, which a test may kill as a fault would. */
export type Process = Running & { pid: number; kill(): Promise<void> };

/** What one test file has for itself, on the servers that all share. */
export type TestStack = {
  /** Name of its database. */
  name: string;
  /** As all its parts are started. */
  config: Config;
  urls: Config['database'];
  temporal: Config['temporal'];
  smtp: Config['smtp'];
  filesFolder: string;
  mailFolder: string;
  mailbox: Mailbox;
  /** Its own Temporal server, where it asked for one. */
  engine: Engine | undefined;
  /** In this process, on a free port. */
  startApi(options?: Partial<Pick<Config, 'graphiql' | 'uploadLimit'>>): Promise<RunningApi>;
  startWorker(options?: Partial<Pick<Config, 'reconciler' | 'smtp'>>): Promise<Running>;
  /** As processes of their own, started as the product starts them. */
  spawnApi(): Promise<Process & { url: string }>;
  spawnWorker(options?: Partial<Pick<Config, 'reconciler'>>): Promise<Process>;
  close(): Promise<void>;
};

type StackOptions = {
  ownEngine?: boolean;
  /** Where the installation is to be another one than a test. */
  kind?: InstallationKind;
};

export async function openStack({ ownEngine = false, kind }: StackOptions = {}): Promise<TestStack> {
  const { folder, postgresPort, secrets, temporal } = inject('servers');
  const name = `${STACK_PREFIX}${randomBytes(6).toString('hex')}`;
  const administrator = superuserUrl(postgresPort, secrets.postgres);
  await withClient(administrator, (client) =>
    client.query(`create database ${name} template ${TEMPLATE} owner ${OWNER}`),
  );

  if (kind)
    await withClient(superuserUrl(postgresPort, secrets.postgres, name), (client) =>
      // an id of its own, too: the task queue of a practice installation is by that
      client.query('update installation set kind = $1, id = gen_random_uuid()', [kind]),
    );

  const dataFolder = join(folder, name);
  openDataFolder(dataFolder);
  const engine = ownEngine ? await openEngine(dataFolder) : undefined;
  const mail = await startMailServer({ folder: mailFolder(dataFolder) });
  const as = (role: string, password: string) => asRole(superuserUrl(postgresPort, '', name), role, password);
  const config: Config = {
    dataFolder,
    database: {
      owner: as(OWNER, secrets.owner),
      app: as('rogatory_app', secrets.app),
      system: as('rogatory_system', secrets.system),
    },
    temporal: { ...temporal, ...(engine && { address: engine.address }), taskQueue: `rogatory-${name}` },
    smtp: { url: `smtp://127.0.0.1:${mail.port}`, from: 'central-authority@rogatory.example' },
    http: { host: '127.0.0.1', port: 0 },
    graphiql: false,
    uploadLimit: 1024 ** 3,
    reconciler: true,
  };

  const running = new Set<Running>();
  const keep = <T extends Running>(part: T): T => {
    const kept: T = { ...part, stop: () => (running.delete(kept) ? part.stop() : Promise.resolve()) };
    running.add(kept);
    return kept;
  };
  const { database } = config;
  return {
    name,
    config,
    urls: database,
    temporal: config.temporal,
    smtp: config.smtp,
    filesFolder: filesFolder(dataFolder),
    mailFolder: mailFolder(dataFolder),
    mailbox: openMailbox(mailFolder(dataFolder)),
    engine,
    startApi: async (options) => keep(await openApi({ ...config, ...options, databaseUrl: database.app })),
    startWorker: async (options) => keep(await openWorker({ ...config, ...options, databaseUrl: database.system })),
    async spawnApi() {
      const http = { host: '127.0.0.1', port: await choosePort(dataFolder, 'api') };
      const record = await startApi({ ...config, http });
      return keep({ ...asProcess(dataFolder, record), url: `http://${http.host}:${http.port}` });
    },
    spawnWorker: async (options) => keep(asProcess(dataFolder, await startWorker({ ...config, ...options }))),
    async close() {
      for (const part of [...running].reverse()) await part.stop();
      await engine?.stop();
      await mail.close();
      await withClient(administrator, (client) => client.query(`drop database ${name} with (force)`));
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function asProcess(dataFolder: string, record: ProcessRecord): Process {
  return {
    pid: record.pid,
    stop: () => stopProcess(dataFolder, record),
    async kill() {
      process.kill(record.pid, 'SIGKILL');
      await until(() => startTimeOf(record.pid) !== record.startTime, 10);
    },
  };
}
