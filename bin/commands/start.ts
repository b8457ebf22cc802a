import type { Command } from 'commander';
import { DATA, JSON_OUTPUT, settingsFor } from '../options.ts';
import { untilInterrupted } from '../service.ts';
import type { Stack } from '../stack.ts';

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
    const stack = await startStack({ dataFolder: config.dataFolder, config, hasUi: true, signal });
    console.log(options.json ? JSON.stringify(facts(stack)) : inWords(stack));
    await interrupted;
    await stack.stop();
  });
}

const facts = ({ url, temporalUi, mailFolder, config, state, users }: Stack) => ({
  url,
  temporalUi,
  mailFolder,
  dataFolder: config.dataFolder,
  state,
  users,
});

function inWords({ url, temporalUi, mailFolder, config, state, users }: Stack): string {
  const [first] = users;
  return [
    `Rogatory is open at ${url}`,
    `  GraphQL:   ${url}/graphql${config.graphiql ? ' (GraphiQL is on)' : ''}`,
    `  Temporal:  ${temporalUi ?? `at ${config.temporal.address}, which has its own pages`}`,
    `  Mail:      ${mailFolder ? `kept in ${mailFolder}` : 'sent through SMTP_URL'}`,
    `  Data:      ${config.dataFolder}`,
    '',
    ...(first ? demonstration(state, users) : [`It serves ${state}. Its people sign in with e-mail and password.`]),
    '',
    'To sign in, and then to act with the token that comes back:',
    `  curl ${url}/sign-in -H 'content-type: application/json' -d '{"email":"${first?.email ?? 'E-MAIL'}","password":"${first?.password ?? 'PASSWORD'}"}'`,
    `  curl ${url}/graphql -H 'content-type: application/json' -H 'authorization: Bearer TOKEN' -d '{"query":"{ __typename }"}'`,
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
}

function demonstration(state: string, users: Stack['users']): string[] {
  const width = Math.max(...users.map(({ email }) => email.length));
  return [
    `The demonstration State is ${state}. Its people, and those of its partners, sign in with e-mail and password:`,
    ...users.map(({ email, password, name, what }) => `  ${email.padEnd(width)}  ${password}  ${name}, ${what}`),
  ];
}
