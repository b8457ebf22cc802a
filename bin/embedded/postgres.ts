import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Problem } from '../problem.ts';
import {
  type Binaries,
  clusterFolder,
  ensureCluster,
  findBinaries,
  markStale,
  startFailure,
  strayPostmaster,
} from './cluster.ts';
import { choosePort } from './ports.ts';
import {
  findRunning,
  isRunning,
  type ProcessRecord,
  startDetached,
  stopProcess,
  until,
  wordsOf,
  writeRecord,
} from './process.ts';
import { startTimeOf } from './start-time.ts';

const NAME = 'postgres';

/** An error of a statement may quote a case: whoever sent the statement is told, the log is not. */
const SILENT = { log_min_messages: 'log' };

export type PostgresOptions = { dataFolder: string; password: string; settings?: Record<string, string> };

export const superuserUrl = (port: number, password: string, database = 'postgres'): string =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;

/** Starts the embedded PostgreSQL, or takes over the one that an earlier run left running. */
export async function startPostgres(options: PostgresOptions): Promise<ProcessRecord & { port: number }> {
  const { dataFolder, password } = options;
  const left = findRunning(dataFolder, NAME) ?? adoptStray(dataFolder);
  if (left?.port !== undefined && (await answers(left, password, left.port))) return { ...left, port: left.port };
  if (left) await stopPostgres(dataFolder, left);
  const binaries = findBinaries(dataFolder);
  ensureCluster(dataFolder, binaries, password);
  return start(options, binaries);
}

function adoptStray(dataFolder: string): ProcessRecord | undefined {
  const stray = strayPostmaster(dataFolder);
  const startTime = stray && startTimeOf(stray.pid);
  return stray && startTime ? writeRecord(dataFolder, { name: NAME, ...stray, startTime, logStart: 0 }) : undefined;
}

/** A few tries: a port may be taken between choosing and using it, and a killed server's children take a moment to go. */
async function start(
  options: PostgresOptions,
  binaries: Binaries,
  triesLeft = 40,
): Promise<ProcessRecord & { port: number }> {
  const { dataFolder, password, settings = {} } = options;
  const port = await choosePort(dataFolder, NAME);
  const told = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...SILENT, ...settings };
  const flags = Object.entries(told).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const program = binaries.runAs.wrap(binaries.postgres, [
    '-D',
    clusterFolder(dataFolder),
    '-p',
    String(port),
    ...flags,
  ]);
  markStale(dataFolder);
  const record = startDetached(dataFolder, { name: NAME, ...program, port });
  if (await answers(record, password, port)) return { ...record, port };
  const words = wordsOf(dataFolder, record);
  if (isRunning(record)) await stopPostgres(dataFolder, record);
  if (triesLeft > 0 && /Address already in use|pre-existing shared memory block/.test(words)) {
    await sleep(250);
    return start(options, binaries, triesLeft - 1);
  }
  throw new Problem(startFailure(dataFolder, words));
}

/** Fast shutdown first: it ends connections and writes a checkpoint. */
export const stopPostgres = (dataFolder: string, record: ProcessRecord): Promise<void> =>
  stopProcess(dataFolder, record, [
    { signal: 'SIGINT', seconds: 30 },
    { signal: 'SIGQUIT', seconds: 10 },
    { signal: 'SIGKILL', seconds: 5 },
  ]);

/** Waits until the server takes connections; false when it ends, or has not come up after two minutes. */
async function answers(record: ProcessRecord, password: string, port: number): Promise<boolean> {
  let isUp = false;
  await until(async () => {
    isUp = await connects(superuserUrl(port, password));
    return isUp || !isRunning(record);
  }, 120);
  return isUp;
}

async function connects(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
  client.on('error', () => {}); // the server may go away under it
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '28P01') return false; // undefined when it is no answer of PostgreSQL's
    throw new Problem(
      'Cannot sign in to the embedded database: "secrets.json" is not the one it was made with, put that back',
      {
        cause: error,
      },
    );
  } finally {
    await client.end().catch(() => {});
  }
}
