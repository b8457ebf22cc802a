import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { emptied } from '../anew.ts';
import { DATA, settingsFor } from '../options.ts';
import { untilInterrupted } from '../service.ts';

const CASE = fileURLToPath(new URL('../../cases/blue-heron.yaml', import.meta.url));

type Options = { case: string; out: string; data?: string };

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('play a case from the first draft to the closed file and write down the results')
    .option('--case <file>', 'the case to play', CASE)
    .option('--out <folder>', 'folder for the results', './out/demo')
    .option(...DATA)
    .action(runDemoCommand);
}

async function runDemoCommand(options: Options): Promise<void> {
  const settings = settingsFor(options);
  const dataFolder = join(settings.dataFolder, 'demo');
  const [{ startStack }, { runDemo }, { readCase }] = await Promise.all([
    import('../stack.ts'),
    import('../play/demo.ts'),
    import('../play/read-case.ts'),
  ]);
  readCase(resolve(options.case)); // its faults are told before anything is started
  await untilInterrupted(async (signal, interrupted) => {
    const own = await emptied(settings, dataFolder, 'demo');
    const config = { ...own, temporal: { ...own.temporal, taskQueue: `rogatory-demo-${own.http.port}` } };
    const stack = await startStack({ dataFolder, config, opener: 'demo', hasUi: false, signal });
    try {
      const play = runDemo({ caseFile: resolve(options.case), out: resolve(options.out), stack });
      await Promise.race([play, interrupted]);
      if (signal.aborted) process.exitCode = 130; // as a shell says it of Ctrl-C
    } finally {
      await stack.stop();
    }
  });
}
