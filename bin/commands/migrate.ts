import type { Command } from 'commander';
import { databaseUrl } from '../addresses.ts';
import { DATA, JSON_OUTPUT, settingsFor } from '../options.ts';
import { migrateDatabase } from '../prepare.ts';
import { withDatabase } from '../with-database.ts';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the newest form')
    .option(...DATA)
    .option(...JSON_OUTPUT)
    .action(runMigrate);
}

async function runMigrate(options: { data?: string; json?: true }): Promise<void> {
  const settings = settingsFor(options);
  const applied = await withDatabase(settings, () =>
    migrateDatabase({
      owner: databaseUrl(settings, 'owner'),
      app: databaseUrl(settings, 'app'),
      system: databaseUrl(settings, 'system'),
    }),
  );
  if (options.json) console.log(JSON.stringify({ applied }));
  else console.log(applied.length === 0 ? 'Nothing to apply' : applied.map((name) => `Applied ${name}`).join('\n'));
}
