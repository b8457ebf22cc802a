import type { Config } from './config.ts';
import { filesFolder } from './data-folder.ts';

export type WorkerOptions = Pick<Config, 'dataFolder' | 'temporal' | 'smtp' | 'reconciler'> & { databaseUrl: string };

/** Runs a worker in this process. */
export async function openWorker(options: WorkerOptions): Promise<{ stopped: Promise<void>; stop(): Promise<void> }> {
  const { dataFolder, databaseUrl, temporal, smtp, reconciler } = options;
  const { startWorker } = await import('../workflows/worker.ts');
  return startWorker({ systemUrl: databaseUrl, filesFolder: filesFolder(dataFolder), temporal, smtp, reconciler });
}
