import type { Command } from 'commander';
import { databaseUrl, mailAddress, temporalAddress } from '../addresses.ts';
import { openDataFolder } from '../data-folder.ts';
import { openWorker } from '../open-worker.ts';
import { DATA, settingsFor } from '../options.ts';
import { requireSameKind } from '../same-kind.ts';
import { serve } from '../service.ts';

export function addWorker(program: Command): void {
  program
    .command('worker')
    .description('run only the worker: it drives the requests; any number may run')
    .option(...DATA)
    .action(runWorker);
}

async function runWorker(options: { data?: string }): Promise<void> {
  const settings = settingsFor(options);
  const { dataFolder, reconciler, http } = settings;
  openDataFolder(dataFolder);
  const url = databaseUrl(settings, 'system');
  await requireSameKind(dataFolder, url);
  const worker = await openWorker({
    dataFolder,
    databaseUrl: url,
    temporal: temporalAddress(settings),
    smtp: mailAddress(settings),
    reconciler,
    http,
  });
  await serve(dataFolder, 'worker', worker);
}
