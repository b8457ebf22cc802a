import type { Command } from 'commander';
import { DATA, JSON_OUTPUT, settingsFor } from '../options.ts';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('say which parts are embedded or external, and whether each answers')
    .option(...DATA)
    .option(...JSON_OUTPUT)
    .action(runDoctor);
}

async function runDoctor(options: { data?: string; json?: true }): Promise<void> {
  const { examine } = await import('../doctor.ts');
  const findings = await examine(settingsFor(options));
  if (options.json) console.log(JSON.stringify({ parts: findings }));
  else {
    for (const { part, kind, answers, detail } of findings) {
      console.log(`${part.padEnd(9)} ${kind.padEnd(9)} ${answers ? 'answers' : 'silent '}  ${detail}`);
    }
  }
  process.exit(findings.every(({ answers }) => answers) ? 0 : 1);
}
