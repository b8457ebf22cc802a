import type { Stack } from './stack.ts';

/** What a command that opens an installation tells a program. */
export const factsOf = ({ url, temporalUi, mailFolder, config, state, users }: Stack) => ({
  url,
  temporalUi,
  mailFolder,
  dataFolder: config.dataFolder,
  state,
  users,
});

/** What it tells a person: where everything is and how to sign in. `remarks` come before that, line by line. */
export function inWords(stack: Stack, remarks: readonly string[] = []): string {
  const { url, temporalUi, mailFolder, config, state, users } = stack;
  const [first] = users;
  return [
    `Rogatory is open at ${url}`,
    ...remarks.map((line) => `  ${line}`),
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
