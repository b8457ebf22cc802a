import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '../config.ts';
import { Problem } from '../problem.ts';
import { choosePort, isFree } from './ports.ts';
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
import { temporalFault } from './temporal-answers.ts';

const NAME = 'temporal';

/** The defaults are rate limits that cost every step of a workflow 100 ms, and the namespaces, of which there is one, read again every 2 s. */
const DYNAMIC_CONFIG = [
  'system.namespaceCacheRefreshInterval="1h"',
  'history.transferProcessorMaxPollRPS=1000',
  'history.timerProcessorMaxPollRPS=1000',
  'history.visibilityProcessorMaxPollRPS=1000',
  'system.enableActivityEagerExecution=true',
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
];
/** The record is in PostgreSQL, from which Temporal's own can be made again: a power cut may cost it the last commits. */
const PRAGMAS = { journal_mode: 'WAL', synchronous: 'NORMAL' };

export type TemporalOptions = {
  dataFolder: string;
  namespace: string;
  hasUi: boolean;
  /** The program `temporal`. */
  command: string;
  /** SQLite's own, in place of what is set here. */
  pragmas?: Partial<typeof PRAGMAS>;
};

export const temporalDatabase = (dataFolder: string): string => join(dataFolder, 'temporal', 'temporal.db');

/** Starts the embedded Temporal server, or takes over the one that an earlier run left running. */
export async function startTemporal(options: TemporalOptions): Promise<ProcessRecord & { port: number }> {
  const { dataFolder, namespace } = options;
  const left = findRunning(dataFolder, NAME) ?? adoptStray(dataFolder);
  if (left?.port && (await answers(left, left.port, namespace))) return { ...left, port: left.port };
  if (left) await stopTemporal(dataFolder, left);
  return start(options);
}

async function start(options: TemporalOptions, triesLeft = 3): Promise<ProcessRecord & { port: number }> {
  const { dataFolder, namespace, hasUi, command, pragmas } = options;
  const port = await choosePort(dataFolder, NAME);
  const uiPort = hasUi ? await choosePort(dataFolder, 'temporal-ui') : undefined;
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'warn'],
    ...(uiPort ? ['--ui-port', String(uiPort)] : ['--headless']),
    ...['--db-filename', temporalDatabase(dataFolder), '--namespace', namespace],
    ...DYNAMIC_CONFIG.flatMap((value) => ['--dynamic-config-value', value]),
    ...Object.entries({ ...PRAGMAS, ...pragmas }).flatMap((pragma) => ['--sqlite-pragma', pragma.join('=')]),
  ];
  const program = { name: NAME, command, args, cwd: dataFolder, env: childEnvironment({}), port };
  const record = startDetached(dataFolder, { ...program, ...(uiPort && { uiPort }) });
  if (await answers(record, port, namespace)) return { ...record, port };
  const words = wordsOf(dataFolder, record);
  await stopTemporal(dataFolder, record);
  if (triesLeft > 0 && /address already in use/i.test(words)) return start(options, triesLeft - 1);
  throw new Problem(startFailure(dataFolder, words));
}

export const stopTemporal = (dataFolder: string, record: ProcessRecord): Promise<void> =>
  stopProcess(dataFolder, record);

/** Waits until the namespace can be used; an open port is not yet a healthy server. */
async function answers(record: ProcessRecord, port: number, namespace: string): Promise<boolean> {
  let isUp = false;
  await until(async () => {
    if (isRunning(record) && (await isFree('127.0.0.1', port))) return false; // asking before would mean a long wait
    isUp = (await temporalFault({ address: `127.0.0.1:${port}`, namespace })) === undefined;
    return isUp || !isRunning(record);
  }, 60);
  return isUp;
}

function startFailure(dataFolder: string, words: string): string {
  const file = temporalDatabase(dataFolder);
  if (/disk is full|no space left/i.test(words)) {
    return `Cannot start the Temporal server with "${file}": the disk is full, free some space and start again`;
  }
  const last = words.trim().split('\n').at(-1) ?? '';
  return `Cannot start the Temporal server with "${file}": it says "${last}"; if the file is damaged, move it away: it is made again from the record`;
}

/** A server on our database file that was started in the moment before its starter was killed. */
function adoptStray(dataFolder: string): ProcessRecord | undefined {
  for (const pid of runningPids()) {
    const args = argumentsOf(pid);
    if (!args.includes(temporalDatabase(dataFolder))) continue;
    const startTime = startTimeOf(pid);
    if (!startTime) continue;
    const port = Number(args[args.indexOf('--port') + 1]);
    const uiPort = Number(args[args.indexOf('--ui-port') + 1]);
    return writeRecord(dataFolder, { name: NAME, pid, startTime, logStart: 0, port, ...(uiPort > 0 && { uiPort }) });
  }
  return undefined;
}

function runningPids(): number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0);
  } catch {
    return []; // no /proc here
  }
}

function argumentsOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
