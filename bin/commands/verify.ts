import type { Command } from 'commander';
import { databaseUrl } from '../addresses.ts';
import { filesFolder } from '../data-folder.ts';
import { step } from '../launcher/progress.js';
import { DATA, JSON_OUTPUT, settingsFor } from '../options.ts';
import { withDatabase } from '../with-database.ts';

/** Larger exit codes would be cut to their last eight bits, and 256 violations would look like none. */
const HIGHEST_EXIT_CODE = 250;

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('recompute the whole record and name every violation; the exit code is their number')
    .option(...DATA)
    .option(...JSON_OUTPUT)
    .action(runVerify);
}

async function runVerify(options: { data?: string; json?: true }): Promise<void> {
  const settings = settingsFor(options);
  const [{ verify }, { createFolderStore }] = await Promise.all([
    import('../../registry/verify.ts'),
    import('../../files/store.ts'),
  ]);
  const { violations, counted } = await withDatabase(settings, () => {
    const store = createFolderStore(filesFolder(settings.dataFolder));
    return step('Verifying the record', () => verify({ systemUrl: databaseUrl(settings, 'system'), store }));
  });
  if (options.json) console.log(JSON.stringify({ violations, counted }));
  else console.log(inWords(violations, counted));
  process.exitCode = Math.min(violations.length, HIGHEST_EXIT_CODE);
}

function inWords(violations: readonly { where: string; what: string }[], counted: Record<string, number>): string {
  const lines = violations.map(({ where, what }) => `${where}: ${what}`);
  const checked = Object.entries(counted).map(([what, count]) => `${count} ${what}`);
  return [
    ...lines,
    `Checked ${checked.join(', ')}: ${violations.length} ${violations.length === 1 ? 'violation' : 'violations'}`,
  ].join('\n');
}
