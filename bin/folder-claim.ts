import { findRunning, removeRecord, writeRecord } from './embedded/process.ts';
import { startTimeOf } from './embedded/start-time.ts';
import { Problem } from './problem.ts';

const NAME = 'rogatory';

/** Whether another process starts and stops the parts kept in this folder. */
export function isClaimedByAnother(dataFolder: string): boolean {
  const holder = findRunning(dataFolder, NAME);
  return holder !== undefined && holder.pid !== process.pid;
}

/** Makes this process the one that starts and stops the parts of the folder; there is never a second. */
export function claimFolder(dataFolder: string): void {
  const holder = findRunning(dataFolder, NAME);
  if (holder && holder.pid !== process.pid) {
    throw new Problem(
      `Cannot start in "${dataFolder}": process ${holder.pid} runs there already, end it or name another folder with --data`,
    );
  }
  writeRecord(dataFolder, { name: NAME, pid: process.pid, startTime: startTimeOf(process.pid) ?? '', logStart: 0 });
}

export const releaseFolder = (dataFolder: string): void => removeRecord(dataFolder, NAME);
