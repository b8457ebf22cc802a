import type { Command } from 'commander';
import { DATA, JSON_OUTPUT, settingsFor } from '../options.ts';
import { untilInterrupted } from '../service.ts';
import { factsOf, inWords } from '../told.ts';

export function addStart(program: Command): void {
  program
    .command('start')
    .description('open the installation for use, with everything that it needs; Ctrl-C stops it')
    .option(...DATA)
    .option(...JSON_OUTPUT)
    .action(runStart);
}

async function runStart(options: { data?: string; json?: true }): Promise<void> {
  const config = settingsFor(options);
  const { startStack } = await import('../stack.ts');
  await untilInterrupted(async (signal, interrupted) => {
    const stack = await startStack({ dataFolder: config.dataFolder, config, opener: 'start', hasUi: true, signal });
    console.log(options.json ? JSON.stringify(factsOf(stack)) : inWords(stack));
    await interrupted;
    await stack.stop();
  });
}
