import type { Command } from 'commander';
import { mailFolder, openDataFolder } from '../data-folder.ts';
import { DATA, settingsFor } from '../options.ts';
import { serve } from '../service.ts';

export function addMail(program: Command): void {
  program
    .command('mail', { hidden: true }) // a part of "start", of no use alone
    .description('run the mail server that keeps mail in a folder')
    .option(...DATA)
    .requiredOption('--port <port>', 'port to listen on', Number)
    .action(runMail);
}

async function runMail(options: { data?: string; port: number }): Promise<void> {
  const { dataFolder } = settingsFor(options);
  openDataFolder(dataFolder);
  const { startMailServer } = await import('../embedded/mail.ts');
  const server = await startMailServer({ folder: mailFolder(dataFolder), port: options.port });
  await serve(dataFolder, 'mail', { stop: () => server.close() });
}
