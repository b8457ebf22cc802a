import { rmSync } from 'node:fs';
import type { Settings } from './config.ts';
import { openDataFolder } from './data-folder.ts';
import { choosePort } from './embedded/ports.ts';
import { type Opener, requireUse } from './folder-use.ts';
import { stopAllLeftovers } from './leftovers.ts';
import { withOwnParts } from './options.ts';

/**
 * Empties the folder of what is played anew each time, and gives the settings to play there: it moves the clock and reads
 * the mail, so its database and mail server are its own. Throws a Problem where the folder is another command's.
 */
export async function emptied(settings: Settings, dataFolder: string, opener: Opener): Promise<Settings> {
  requireUse(dataFolder, opener);
  await stopAllLeftovers(dataFolder);
  rmSync(dataFolder, { recursive: true, force: true });
  openDataFolder(dataFolder);
  return { ...withOwnParts(settings), http: { host: '127.0.0.1', port: await choosePort(dataFolder, 'api') } };
}
