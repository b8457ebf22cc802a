import type { Command } from 'commander';
import { databaseUrl } from '../addresses.ts';
import { openDataFolder } from '../data-folder.ts';
import { openApi } from '../open-api.ts';
import { DATA, settingsFor } from '../options.ts';
import { requireSameKind } from '../same-kind.ts';
import { serve } from '../service.ts';

export function addApi(program: Command): void {
  program
    .command('api')
    .description('run only the API; any number may run')
    .option(...DATA)
    .action(runApi);
}

async function runApi(options: { data?: string }): Promise<void> {
  const settings = settingsFor(options);
  const { dataFolder } = settings;
  openDataFolder(dataFolder);
  const url = databaseUrl(settings, 'app');
  await requireSameKind(dataFolder, url);
  const api = await openApi({ ...settings, databaseUrl: url });
  await serve(dataFolder, 'api', api);
}
