import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeWholeFile } from '../whole-file.ts';
import { startTimeOf } from './start-time.ts';

/** A process that outlives the one that started it, and what the next start needs to know it again. */
export type ProcessRecord = {
  name: string;
  pid: number;
  startTime: string;
  /** Where its words begin in the log, which it shares with those before it. */
  logStart: number;
  port?: number;
  uiPort?: number;
};

/** The folders of an installation that belong to its processes. */
export const runFolder = (dataFolder: string): string => join(dataFolder, 'run');
export const logFile = (dataFolder: string, name: string): string => join(dataFolder, 'logs', `${name}.log`);
const recordFile = (dataFolder: string, name: string): string => join(runFolder(dataFolder), `${name}.json`);

export function readRecord(dataFolder: string, name: string): ProcessRecord | undefined {
  try {
    return JSON.parse(readFileSync(recordFile(dataFolder, name), 'utf8')) as ProcessRecord; // written by writeRecord
  } catch {
    return undefined; // none yet, or cut off by a crash: then its process is found in another way or not at all
  }
}

export function writeRecord(dataFolder: string, record: ProcessRecord): ProcessRecord {
  mkdirSync(runFolder(dataFolder), { recursive: true });
  writeWholeFile(recordFile(dataFolder, record.name), JSON.stringify(record));
  return record;
}

export function removeRecord(dataFolder: string, name: string): void {
  rmSync(recordFile(dataFolder, name), { force: true });
}

/** Whether the recorded process still runs; a later process that was given the same pid has another start time. */
export const isRunning = (record: ProcessRecord | undefined): record is ProcessRecord =>
  record !== undefined && startTimeOf(record.pid) === record.startTime;

/** The recorded process of that name, if it still runs. */
export function findRunning(dataFolder: string, name: string): ProcessRecord | undefined {
  const record = readRecord(dataFolder, name);
  return isRunning(record) ? record : undefined;
}

export type Program = {
  name: string;
  command: string;
  args: readonly string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  port?: number;
  uiPort?: number;
};

/** Starts a program in a process group of its own, so that a Ctrl-C in the terminal does not reach it; its words go to a log. */
export function startDetached(dataFolder: string, program: Program): ProcessRecord {
  const { name, command, args, port, uiPort, ...options } = program;
  mkdirSync(join(dataFolder, 'logs'), { recursive: true });
  const log = openSync(logFile(dataFolder, name), 'a', 0o600);
  const logStart = fstatSync(log).size;
  try {
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', log, log] });
    child.on('error', () => {}); // it has no pid then; whoever waits for it sees that it does not run
    child.unref();
    const pid = child.pid ?? 0;
    const startTime = startTimeOf(pid) ?? 'never';
    return writeRecord(dataFolder, {
      name,
      pid,
      startTime,
      logStart,
      ...(port && { port }),
      ...(uiPort && { uiPort }),
    });
  } finally {
    closeSync(log);
  }
}

type Signal = { signal: NodeJS.Signals; seconds: number };
const POLITELY: readonly Signal[] = [
  { signal: 'SIGTERM', seconds: 15 },
  { signal: 'SIGKILL', seconds: 5 },
];

/** Ends a process, with stronger means when the gentle ones take too long, and forgets it. */
export async function stopProcess(
  dataFolder: string,
  record: ProcessRecord,
  signals: readonly Signal[] = POLITELY,
): Promise<void> {
  for (const { signal, seconds } of signals) {
    if (!isRunning(record)) break;
    send(record.pid, signal);
    await until(() => !isRunning(record), seconds);
  }
  removeRecord(dataFolder, record.name);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

/** Waits until the condition holds; false when the time is up first. */
export async function until(condition: () => boolean | Promise<boolean>, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() > end) return false;
    await sleep(25);
  }
}

/** What a process has said, for somebody who asks why it ended. */
export function wordsOf(dataFolder: string, { name, logStart }: ProcessRecord): string {
  return readFileSync(logFile(dataFolder, name)).subarray(logStart).toString();
}
