import { join } from 'node:path';
import type { Command } from 'commander';
import { isDatabaseExternal } from '../addresses.ts';
import { port as portOf, readSettings, type Settings } from '../config.ts';
import { JSON_OUTPUT, settingsFor, withOwnParts } from '../options.ts';
import { untilInterrupted } from '../service.ts';
import { parseOptions } from '../strict.ts';
import { factsOf, inWords } from '../told.ts';
import { addPlay } from './practice-play.ts';

const PORT = '8481';
const DATA = [
  '--data <folder>',
  'folder that keeps everything (default: "practice" in ROGATORY_DATA, or in .data)',
] as const;

type Options = { data?: string; port: string; json?: true };

export function addPractice(program: Command): void {
  const practice = program
    .command('practice')
    .description(
      'open an installation to practise in, apart from any other; its clock can be moved, its documents are marked',
    )
    .option(...DATA)
    .option('--port <port>', 'port to listen on', PORT)
    .option(...JSON_OUTPUT)
    .action(runPractice);
  addPlay(practice);
}

async function runPractice({ data, port, json }: Options): Promise<void> {
  const environment = readSettings();
  const dataFolder = data ?? join(environment.dataFolder, 'practice');
  const config = practice(settingsFor({ data: dataFolder }), parseOptions({ port: portOf }, { port }).port);
  for (const remark of unused(environment)) console.error(remark);
  const { startStack } = await import('../stack.ts');
  await untilInterrupted(async (signal, interrupted) => {
    const stack = await startStack({ dataFolder: config.dataFolder, config, opener: 'practice', hasUi: true, signal });
    console.log(json ? JSON.stringify({ ...factsOf(stack), kind: 'practice' }) : inWords(stack, REMARKS));
    await interrupted;
    await stack.stop();
  });
}

const REMARKS = [
  'THIS IS PRACTICE: every document says so, no mail leaves, nothing here is a real request.',
  'Its administrator moves the clock: mutation advanceClock(input: { to: "2027-01-01T00:00:00Z", key: "..." })',
];

/** Nobody outside calls it by the name of the real one. */
function practice(settings: Settings, port: number): Settings {
  const { host } = settings.http;
  return { ...withOwnParts(settings), http: { host, port } };
}

/** What the environment names for others. */
const unused = (settings: Settings): string[] => [
  ...(isDatabaseExternal(settings) ? ['DATABASE_URL is not used: a practice installation has its own database'] : []),
  ...(settings.smtp.url ? ['SMTP_URL is not used: a practice installation has its own mail server'] : []),
];
