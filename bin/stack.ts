import { complete } from './addresses.ts';
import type { Config, Settings } from './config.ts';
import { filesFolder, mailFolder, openDataFolder } from './data-folder.ts';
import { isFree } from './embedded/ports.ts';
import { findRunning } from './embedded/process.ts';
import { claimFolder, releaseFolder } from './folder-claim.ts';
import { type Opener, seededBy, takeFolder } from './folder-use.ts';
import { stopLeftovers } from './leftovers.ts';
import { portTaken, publicUrl } from './open-api.ts';
import { apiPart, databasePart, mailPart, temporalPart, workerPart } from './parts.ts';
import { migrateDatabase, type SeedUser, seedDatabase } from './prepare.ts';
import { requireSameKind } from './same-kind.ts';
import { type Supervised, stopAll, superviseAll } from './supervise.ts';

/** A running installation: where everything is, and how to end it. */
export type Stack = {
  config: Config;
  /** The API's address. */
  url: string;
  temporalUi: string | undefined;
  filesFolder: string;
  /** Where the embedded mail server keeps the mail; undefined when the mail server is external. */
  mailFolder: string | undefined;
  /** Name of the State that it serves. */
  state: string;
  /** Of a demonstration: its people and those of its partners, with how they sign in. */
  users: SeedUser[];
  stop(): Promise<void>;
};

export type StackOptions = {
  dataFolder: string;
  config: Settings;
  /** The command that it is started by: the folder is its own. */
  opener: Opener;
  /** Whether the embedded Temporal server shows its pages. */
  hasUi: boolean;
  /** Ends a start that is under way. */
  signal?: AbortSignal;
};

/** Starts all parts in order; when one fails, what was started is stopped again. */
export async function startStack({ dataFolder, config, ...options }: StackOptions): Promise<Stack> {
  const settings: Settings = { ...config, dataFolder };
  openDataFolder(dataFolder);
  claimFolder(dataFolder);
  const running: Supervised[] = [];
  const stop = async () => {
    await stopAll(running);
    releaseFolder(dataFolder);
  };
  try {
    takeFolder(dataFolder, options.opener);
    return { ...(await startParts(settings, options, running)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(
  settings: Settings,
  options: Pick<StackOptions, 'opener' | 'hasUi' | 'signal'>,
  running: Supervised[],
): Promise<Omit<Stack, 'stop'>> {
  const { dataFolder, http } = settings;
  await stopLeftovers(dataFolder);
  await requireFree(http);
  const temporal = await temporalPart(settings, options);
  await superviseAll([databasePart(settings), temporal, mailPart(settings)], running);
  options.signal?.throwIfAborted();
  const config = complete(settings);
  await migrateDatabase(config.database);
  await requireSameKind(dataFolder, config.database.owner);
  const seeded = await seedDatabase(config.database.owner, seededBy(options.opener));
  options.signal?.throwIfAborted();
  await superviseAll([workerPart(config), apiPart(config)], running);
  options.signal?.throwIfAborted();
  return {
    config,
    url: publicUrl(http),
    temporalUi: temporalUi(dataFolder),
    filesFolder: filesFolder(dataFolder),
    mailFolder: settings.smtp.url ? undefined : mailFolder(dataFolder),
    ...seeded,
  };
}

async function requireFree({ host, port }: Settings['http']): Promise<void> {
  if (!(await isFree(host, port))) throw portTaken(host, port);
}

function temporalUi(dataFolder: string): string | undefined {
  const port = findRunning(dataFolder, 'temporal')?.uiPort;
  return port === undefined ? undefined : `http://127.0.0.1:${port}`;
}
