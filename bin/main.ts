import { Command } from 'commander';
import { addApi } from './commands/api.ts';
import { addBasis } from './commands/basis.ts';
import { addDeadline } from './commands/deadline.ts';
import { addDemo } from './commands/demo.ts';
import { addDoctor } from './commands/doctor.ts';
import { addInit } from './commands/init.ts';
import { addMail } from './commands/mail.ts';
import { addMigrate } from './commands/migrate.ts';
import { addPackage } from './commands/package.ts';
import { addPractice } from './commands/practice.ts';
import { addRequest } from './commands/request.ts';
import { addStart } from './commands/start.ts';
import { addVerify } from './commands/verify.ts';
import { addWorker } from './commands/worker.ts';
import { explain, Problem } from './problem.ts';

const program = new Command('rogatory')
  .description('Mutual legal assistance in criminal matters: drafting, approval, transmission with proof, deadlines.')
  .configureHelp({ sortSubcommands: false })
  .showHelpAfterError('(add --help for the commands and options)')
  .addHelpText(
    'after',
    '\nThe environment names external parts: DATABASE_URL, TEMPORAL_ADDRESS, SMTP_URL. See README.md.',
  );

for (const add of [
  addStart,
  addInit,
  addDemo,
  addPractice,
  addApi,
  addWorker,
  addMail,
  addMigrate,
  addVerify,
  addPackage,
  addBasis,
  addDeadline,
  addRequest,
  addDoctor,
])
  add(program);

try {
  await program.parseAsync();
} catch (error) {
  const sentence = explain(error);
  if (sentence === undefined) throw error; // a bug: its stack is wanted
  console.error(sentence);
  process.exit(error instanceof Problem ? error.exitCode : 1);
}
