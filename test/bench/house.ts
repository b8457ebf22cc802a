import { join } from 'node:path';
import { startApi, startWorker } from '../../bin/children.ts';
import type { Config } from '../../bin/config.ts';
import { mailFolder, openDataFolder } from '../../bin/data-folder.ts';
import { asRole, OWNER, withClient } from '../../bin/embedded/database.ts';
import { startMailServer } from '../../bin/embedded/mail.ts';
import { choosePort } from '../../bin/embedded/ports.ts';
import { type ProcessRecord, stopProcess } from '../../bin/embedded/process.ts';
import { step } from '../../bin/launcher/progress.js';
import { type Db, openPool } from '../../registry/db.ts';
import { peopleAt, type Session } from '../support/client.ts';
import { STACK_PREFIX, TEMPLATE } from '../support/server-folder.ts';
import type { Rig } from './rig.ts';

/** The partner of the demonstration is bound by its treaties then. */
const START = '2026-03-03T01:00:00Z';

/** A product with a database of its own; its API and its worker are processes, started as the product starts them. */
export type House = {
  config: Config;
  url: string;
  /** The database as the system sees it. */
  db: Db;
  api: ProcessRecord;
  worker: ProcessRecord | undefined;
  as(login: string): Promise<Session>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  close(): Promise<void>;
};

export async function openHouse(rig: Rig, what: string, { worker }: { worker: boolean }): Promise<House> {
  const name = `${STACK_PREFIX}${what}`;
  await withClient(rig.administrator(), (client) =>
    client.query(`create database ${name} template ${TEMPLATE} owner ${OWNER}`),
  );
  const dataFolder = join(rig.folder, name);
  openDataFolder(dataFolder);
  const mail = await startMailServer({ folder: mailFolder(dataFolder) });
  const as = (role: string, password: string) => asRole(rig.administrator(name), role, password);
  const { owner, app, system } = rig.secrets;
  const config: Config = {
    dataFolder,
    database: { owner: as(OWNER, owner), app: as('rogatory_app', app), system: as('rogatory_system', system) },
    temporal: { address: rig.temporal.address, namespace: rig.temporal.namespace, taskQueue: name },
    smtp: { url: `smtp://127.0.0.1:${mail.port}`, from: 'central-authority@rogatory.example' },
    http: { host: '127.0.0.1', port: await choosePort(dataFolder, 'api') },
    graphiql: false,
    uploadLimit: 1024 ** 3,
    reconciler: true,
  };
  const url = `http://${config.http.host}:${config.http.port}`;
  const db = openPool(config.database.system, { size: 4 });
  const house: House = {
    config,
    url,
    db,
    api: await step('Starting the API', () => startApi(config)),
    worker: undefined,
    as: peopleAt(url).as,
    async startWorker() {
      house.worker = await step('Starting the worker', () => startWorker(config));
    },
    async stopWorker() {
      if (house.worker) await stopProcess(dataFolder, house.worker);
      house.worker = undefined;
    },
    async close() {
      await stopProcess(dataFolder, house.api);
      await house.stopWorker();
      await mail.close();
      await db.end();
    },
  };
  await db.query('select move_clock($1)', [START]);
  if (worker) await house.startWorker();
  return house;
}
