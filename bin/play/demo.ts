import { mkdirSync } from 'node:fs';
import { Problem } from '../problem.ts';
import type { Stack } from '../stack.ts';
import { signInAll } from './cast.ts';
import { openClock } from './clock.ts';
import { printHeading, wrapped } from './lines.ts';
import { playSteps } from './play.ts';
import { readCase } from './read-case.ts';
import { writeResults } from './results.ts';
import { playOf, stageOf } from './stage.ts';
import { verifyRecord } from './verified.ts';

type Demo = { caseFile: string; out: string; stack: Stack };

/** Plays a case from its first to its last step through the API, writes down what it came to, and verifies the record. */
export async function runDemo({ caseFile, out, stack }: Demo): Promise<void> {
  const play = playOf(readCase(caseFile));
  mkdirSync(out, { recursive: true }); // what is wrong with the folder is told before half a year is played
  const clock = await openClock(stack.config);
  try {
    await clock.begin(play.steps[0]?.at ?? '');
    const cast = await signInAll(play, stack.url, stack.users);
    const { stages } = await playSteps(play, { clock, cast, out: process.stdout, isStrict: true });
    const { reader, id } = stageOf(stages, {});
    const names = await writeResults(reader.client, id, { out, mailFolder: stack.mailFolder });
    printHeading(`Results in ${out}`);
    console.log(names.join(', '));
  } finally {
    await clock.close();
  }
  const { violations, counted } = await verifyRecord(stack);
  printHeading(`Record verified: ${violations.length} violations`);
  for (const { where, what } of violations) console.log(`${where}: ${what}`);
  console.log(wrapped(`Checked ${counted}`, 118).join('\n'));
  if (violations.length > 0) throw new Problem('Cannot vouch for the record: it is not what its events make it');
}
