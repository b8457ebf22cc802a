import type { Config } from './config.ts';
import { filesFolder } from './data-folder.ts';

export type WorkerOptions = Pick<Config, 'dataFolder' | 'temporal' | 'smtp' | 'reconciler'> & {
  databaseUrl: string;
  http?: Pick<Config['http'], 'publicUrl'>;
};

/** Runs a worker in this process. */
export async function openWorker(options: WorkerOptions): Promise<{ stopped: Promise<void>; stop(): Promise<void> }> {
  const { dataFolder, databaseUrl, temporal, smtp, reconciler, http } = options;
  const { startWorker } = await import('../workflows/worker.ts');
  const publicUrl = http?.publicUrl;
  const told = { temporal, smtp, reconciler, ...(publicUrl === undefined ? {} : { publicUrl }) };
  return startWorker({ systemUrl: databaseUrl, filesFolder: filesFolder(dataFolder), ...told });
}
