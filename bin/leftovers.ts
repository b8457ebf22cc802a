import { stopPostgres } from './embedded/postgres.ts';
import { findRunning, stopProcess } from './embedded/process.ts';
import { isClaimedByAnother } from './folder-claim.ts';
import { step } from './launcher/progress.js';
import { Problem } from './problem.ts';

/** Ends the parts that are started anew each time. The database and Temporal are taken over as they run. */
export async function stopLeftovers(dataFolder: string): Promise<void> {
  for (const name of ['api', 'worker', 'mail']) {
    const left = findRunning(dataFolder, name);
    if (left) await step(`Stopping the ${name} of an earlier run`, () => stopProcess(dataFolder, left));
  }
}

/** Ends every part that a killed start has left running in this folder. */
export async function stopAllLeftovers(dataFolder: string): Promise<void> {
  if (isClaimedByAnother(dataFolder))
    throw new Problem(`Cannot clear "${dataFolder}": another process runs there, end it first`);
  await stopLeftovers(dataFolder);
  const temporal = findRunning(dataFolder, 'temporal');
  if (temporal) await stopProcess(dataFolder, temporal);
  const database = findRunning(dataFolder, 'postgres');
  if (database) await stopPostgres(dataFolder, database);
}
