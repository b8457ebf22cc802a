import { mkdirSync } from 'node:fs';
import { createFolderStore } from '../../files/store.ts';
import { Problem } from '../problem.ts';
import type { Stack } from '../stack.ts';
import { type CaseFile, type CaseStep, expectationOf } from './case-file.ts';
import { playerOf, signInAll } from './cast.ts';
import { type Clock, openClock } from './clock.ts';
import { deviations } from './expectations.ts';
import { printColumns, printHeading, wrapped } from './lines.ts';
import { perform } from './perform.ts';
import { readCase } from './read-case.ts';
import { writeResults } from './results.ts';
import type { Stage } from './stage.ts';
import { openWatch, type Watch } from './watch.ts';

export type Demo = { caseFile: string; out: string; stack: Stack };

/** Plays a case from its first to its last step through the API, writes down what it came to, and verifies the record. */
export async function runDemo({ caseFile, out, stack }: Demo): Promise<void> {
  const play = readCase(caseFile);
  mkdirSync(out, { recursive: true }); // what is wrong with the folder is told before half a year is played
  const clock = await openClock(stack.config);
  try {
    await clock.begin(play.steps[0]?.at ?? '');
    const { reader, request } = await playSteps(play, clock, stack);
    const names = await writeResults(reader.client, request, { out, mailFolder: stack.mailFolder });
    printHeading(`Results in ${out}`);
    console.log(names.join(', '));
  } finally {
    await clock.close();
  }
  await verifyRecord(stack);
}

async function playSteps(play: CaseFile, clock: Clock, { url, users }: Stack): Promise<Stage> {
  const cast = await signInAll(play, url, users);
  const stage: Stage = { play, cast, reader: playerOf(cast, play.reader), request: '', content: play.content };
  const watch = openWatch(stage);
  printHeading(play.title);
  printColumns();
  for (const step of play.steps) {
    await goOnTo(step.at, clock, watch);
    const outcome = await perform(stage, step);
    const strayed = 'count' in outcome ? [] : deviations(outcome, expectationOf(step));
    if (strayed.length > 0) throw otherwise(step, strayed);
    await clock.quiet();
    await watch.stepped(step, outcome);
  }
  return stage;
}

/** Lets the time pass until a step, from one due instant to the next: each shows what the engine did then. */
async function goOnTo(instant: string, clock: Clock, watch: Watch): Promise<void> {
  const target = Date.parse(instant);
  let reached = Number.NEGATIVE_INFINITY;
  for (let next = watch.nextDue(); next !== undefined && next <= target && next > reached; next = watch.nextDue()) {
    reached = next;
    await clock.moveTo(new Date(next).toISOString());
    await watch.look();
  }
  await clock.moveTo(instant);
  await watch.look();
}

function otherwise({ at, by, do: action }: CaseStep, strayed: readonly string[]): Problem {
  const lines = strayed.map((line) => `  ${line}`);
  return new Problem(`Cannot play "${action}" by "${by}" at ${at}: it went otherwise\n${lines.join('\n')}`);
}

/** Recomputes the record; throws when it is not what its events make it. */
async function verifyRecord({ config, filesFolder }: Stack): Promise<void> {
  const { verify } = await import('../../registry/verify.ts');
  const store = createFolderStore(filesFolder);
  const { violations, counted } = await verify({ systemUrl: config.database.system, store });
  printHeading(`Record verified: ${violations.length} violations`);
  for (const { where, what } of violations) console.log(`${where}: ${what}`);
  const checked = Object.entries(counted).map(([what, count]) => `${count} ${what}`);
  console.log(wrapped(`Checked ${checked.join(', ')}`, 118).join('\n'));
  if (violations.length > 0) throw new Problem('Cannot vouch for the record: it is not what its events make it');
}
