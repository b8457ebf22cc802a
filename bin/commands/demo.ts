import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { Settings } from '../config.ts';
import { openDataFolder } from '../data-folder.ts';
import { choosePort } from '../embedded/ports.ts';
import { requireUse } from '../folder-use.ts';
import { stopAllLeftovers } from '../leftovers.ts';
import { DATA, settingsFor, withOwnParts } from '../options.ts';
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
    await clear(dataFolder);
    const config = await demonstration(settings, dataFolder);
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

/** Every demonstration begins with an empty record: its clock runs through half a year. */
async function clear(dataFolder: string): Promise<void> {
  requireUse(dataFolder, 'demo');
  await stopAllLeftovers(dataFolder);
  rmSync(dataFolder, { recursive: true, force: true });
}

/** It moves the clock and reads the mail, so its database and mail server are always its own. */
async function demonstration(settings: Settings, dataFolder: string): Promise<Settings> {
  openDataFolder(dataFolder);
  const port = await choosePort(dataFolder, 'api');
  const taskQueue = `rogatory-demo-${port}`;
  return {
    ...withOwnParts(settings),
    http: { host: '127.0.0.1', port },
    temporal: { ...settings.temporal, taskQueue },
  };
}
