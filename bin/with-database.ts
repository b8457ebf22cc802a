import type { Settings } from './config.ts';
import { openDataFolder } from './data-folder.ts';
import { findRunning } from './embedded/process.ts';
import { claimFolder, isClaimedByAnother, releaseFolder } from './folder-claim.ts';
import { databasePart } from './parts.ts';
import { type Supervised, stopAll, superviseAll } from './supervise.ts';

/** Does work that needs the database and nothing else. An embedded one that does not run is started for so long. */
export async function withDatabase<T>(settings: Settings, work: () => Promise<T>): Promise<T> {
  const { dataFolder } = settings;
  openDataFolder(dataFolder);
  const database = databasePart(settings);
  if (!database || (isClaimedByAnother(dataFolder) && findRunning(dataFolder, 'postgres'))) return work();
  claimFolder(dataFolder);
  const running: Supervised[] = [];
  try {
    await superviseAll([database], running);
    return await work();
  } finally {
    await stopAll(running);
    releaseFolder(dataFolder);
  }
}
