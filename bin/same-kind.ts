import { readInstallation } from '../registry/installation.ts';
import { withClient } from './embedded/database.ts';
import { requireKind } from './folder-use.ts';

/** Throws a Problem where the database at an address holds an installation of another kind than the folder is for. */
export async function requireSameKind(dataFolder: string, databaseUrl: string): Promise<void> {
  requireKind(dataFolder, (await withClient(databaseUrl, readInstallation))?.kind);
}
