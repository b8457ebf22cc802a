import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { emptied } from '../anew.ts';
import { readSettings } from '../config.ts';
import { JSON_OUTPUT } from '../options.ts';
import type { Scenario } from '../play/scenario-file.ts';
import { untilInterrupted } from '../service.ts';

type Options = { json?: true; out?: string; data?: string };
const FAILED = 1;

export function addPlay(practice: Command): void {
  practice
    .command('play')
    .description('play a scenario file on an empty installation of its own; fails when an expectation does not hold')
    .argument('<file>', 'the scenario, docs/scenarios.md')
    .option(...JSON_OUTPUT)
    .option('--out <folder>', 'folder for the documents of each request and the outcome')
    .option('--data <folder>', 'folder to play in, emptied each time (default: "play" in ROGATORY_DATA, or in .data)')
    .action((file: string, _options: object, command: Command) => runPlay(file, command.optsWithGlobals()));
}

async function runPlay(file: string, { json, out, data }: Options): Promise<void> {
  const settings = readSettings();
  const dataFolder = resolve(data ?? join(settings.dataFolder, 'play'));
  const [{ startStack }, { runScenario }, { failuresOf, tellScenario }, { readPlayed }, { SCENARIO }] =
    await Promise.all([
      import('../stack.ts'),
      import('../play/scenario.ts'),
      import('../play/tell-scenario.ts'),
      import('../play/read-case.ts'),
      import('../play/scenario-file.ts'),
    ]);
  const scenario = readPlayed<Scenario>(resolve(file), SCENARIO); // its faults are told before anything is started
  const lines = json ? process.stderr : process.stdout;
  await untilInterrupted(async (signal, interrupted) => {
    const config = await emptied(settings, dataFolder, 'practice play');
    const stack = await startStack({ dataFolder, config, opener: 'practice play', hasUi: false, signal });
    try {
      const play = runScenario({ scenario, stack, lines, out: out && resolve(out) });
      const outcome = await Promise.race([play, interrupted]);
      if (!outcome)
        process.exitCode = 130; // as a shell says it of Ctrl-C
      else if (json) console.log(JSON.stringify(outcome));
      else tellScenario(outcome, lines);
      if (outcome && failuresOf(outcome).length > 0) process.exitCode = FAILED;
    } finally {
      await stack.stop();
    }
  });
}
