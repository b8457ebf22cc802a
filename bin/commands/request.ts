import type { Command } from 'commander';
import { JSON_OUTPUT } from '../options.ts';
import type { Located } from '../play/faults.ts';
import { readText } from '../play/read-case.ts';
import { Problem } from '../problem.ts';
import { check, inWords } from '../request/check.ts';
import { framed, framedCase } from '../request/frame.ts';
import { readRequest } from '../request/read-request.ts';
import { strictly } from '../strict.ts';

const MISUSED = 2;

export function addRequest(program: Command): void {
  const group = strictly(program.command('request')).description('look at a request that lies in a file');
  strictly(group.command('check'))
    .description('name every gap of a request, or of the first submission of a case, each with its source')
    .argument('<file>', 'a request file or a case file: docs/request-files.md')
    .option(...JSON_OUTPUT)
    .action(run);
}

function run(file: string, options: { json?: boolean }): void {
  const read = readRequest(readText(file, { what: 'request', exitCode: MISUSED }));
  if ('faults' in read) throw unreadable(file, read.faults, options);
  const frame = 'played' in read ? framedCase(read.played) : framed(read.request);
  const checked = check(frame);
  console.log(options.json ? JSON.stringify(checked) : inWords(checked, frame));
  process.exitCode = checked.submittable ? 0 : 1;
}

/** The first fault in one sentence; the others below it, for people alone. */
function unreadable(file: string, [first, ...others]: readonly Located[], { json }: { json?: boolean }): Problem {
  const told = ({ line, reason }: Located): string => `line ${line}: ${reason}`;
  const more = others.length === 0 ? '' : `, and ${others.length} more ${others.length === 1 ? 'fault' : 'faults'}`;
  const sentence = `Cannot check "${file}": ${first ? told(first) : 'it is empty'}${more}`;
  const below = json ? [] : others.map((fault) => `  ${told(fault)}`);
  return new Problem([sentence, ...below].join('\n'), { exitCode: MISUSED });
}
