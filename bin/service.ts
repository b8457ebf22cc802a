import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, type ProcessRecord, runFolder, until } from './embedded/process.ts';
import { writeWholeFile } from './whole-file.ts';

const readyFile = (dataFolder: string, name: string): string => join(runFolder(dataFolder), `${name}.ready`);

/** Tells whoever started this process that it can be used now. */
export function announceReady(dataFolder: string, name: string): void {
  writeWholeFile(readyFile(dataFolder, name), String(process.pid));
}

/** Waits until the process has announced itself; false when it ends before, or takes too long. */
export async function waitUntilReady(dataFolder: string, record: ProcessRecord, seconds = 60): Promise<boolean> {
  const isReady = () => announcedBy(dataFolder, record.name) === record.pid;
  await until(() => isReady() || !isRunning(record), seconds);
  return isReady() && isRunning(record);
}

function announcedBy(dataFolder: string, name: string): number | undefined {
  try {
    return Number(readFileSync(readyFile(dataFolder, name), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Resolves at the first signal to end; those that follow (npm repeats them) change nothing. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/** Runs a command that Ctrl-C ends in order: it is given what says so while it starts, and what says so later. */
export async function untilInterrupted(
  work: (signal: AbortSignal, interrupted: Promise<void>) => Promise<void>,
): Promise<void> {
  const aborter = new AbortController();
  const interrupted = untilSignal().then(() => aborter.abort());
  try {
    await work(aborter.signal, interrupted);
  } catch (error) {
    if (!aborter.signal.aborted) throw error;
  }
  if (aborter.signal.aborted) console.error('Stopped');
  process.exit(); // the signal handlers would keep the process
}

type Service = { stop(): Promise<void>; stopped?: Promise<void> };

/** Runs a part as this process: tells that it is ready, and ends it in order when the process is told to end. */
export async function serve(dataFolder: string, name: string, service: Service): Promise<void> {
  const told = untilSignal();
  announceReady(dataFolder, name);
  await Promise.race([told, service.stopped ?? told]);
  await service.stop();
  process.exit(); // whatever still holds the process open has been told
}
