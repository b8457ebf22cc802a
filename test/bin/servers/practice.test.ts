import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseUrl, temporalAddress } from '../../../bin/addresses.ts';
import { childEnvironment, readSettings, type Settings } from '../../../bin/config.ts';
import { readSecrets } from '../../../bin/data-folder.ts';
import { asRole, withClient } from '../../../bin/embedded/database.ts';
import { findRunning, stopProcess } from '../../../bin/embedded/process.ts';
import { stopAllLeftovers } from '../../../bin/leftovers.ts';
import { globalId } from '../../support/client.ts';
import { BELMORA } from '../../support/journey.ts';
import { freePort, MAIN, run } from '../support.ts';

/** A real and a practice installation on one engine, the second told the addresses of the first: every door between them. */
type Opened = { url: string; users: { email: string; password: string }[]; child: ChildProcess; told: string };
const root = mkdtempSync(join(tmpdir(), 'rogatory-practice-'));
const [REAL, PRACTICE] = [join(root, 'real'), join(root, 'practice')];
const ADMIN = 'admin@justice.example';
let real: Opened & { password: string };
let practice: Opened;
let settings: Record<'real' | 'practice', Settings>;
let tokens: Record<'real' | 'practice', string>;

beforeAll(async () => {
  chmodSync(root, 0o711);
  const house = ['--state', 'BE', '--authority', 'A', '--address', 'B', '--telephone', 'C', '--email', 'd@e.example'];
  const more = ['--hours', '9 to 5', '--zone', 'Europe/Brussels', '--language', 'fr', '--administrator', ADMIN];
  const made = await run([MAIN, 'init', '--json', '--data', REAL, ...house, ...more]);
  const { password } = JSON.parse(made.stdout);
  real = { ...(await open(['start', '--data', REAL], { PORT: String(await freePort()) })), password };
  const of = (dataFolder: string): Settings => ({ ...readSettings({}), dataFolder });
  const theirs = {
    DATABASE_URL: databaseUrl(of(REAL), 'owner'),
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'x@y.example',
  };
  const engine = { TEMPORAL_ADDRESS: temporalAddress(of(REAL)).address };
  practice = await open(['practice', '--data', PRACTICE, '--port', String(await freePort())], { ...theirs, ...engine });
  settings = { real: of(REAL), practice: of(PRACTICE) };
  tokens = {
    real: await signIn(real.url, ADMIN, password),
    practice: await signIn(practice.url, 'seo@arvania.example'),
  };
}, 240_000);
afterAll(async () => {
  for (const folder of [PRACTICE, REAL]) {
    const parent = findRunning(folder, 'rogatory');
    if (parent) await stopProcess(folder, parent);
    await stopAllLeftovers(folder);
  }
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}, 120_000);

async function open(args: string[], environment: Record<string, string>): Promise<Opened> {
  const child = spawn(process.execPath, [MAIN, ...args, '--json'], { env: childEnvironment(environment) });
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk)));
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}: ${told}`)));
  });
  return { ...JSON.parse(line), child, told };
}

async function signIn(url: string, email: string, password = practice.users[0]?.password ?? ''): Promise<string> {
  const answer = await fetch(`${url}/sign-in`, { method: 'POST', body: JSON.stringify({ email, password }) });
  return ((await answer.json()) as { token: string }).token;
}
type Told = { data?: Record<string, never>; errors?: { message: string; extensions: { code: string } }[] };
async function ask(url: string, token: string, query: string, variables = {}): Promise<Told> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return (await answer.json()) as Told;
}
const CREATE = `mutation($input: CreateRequestInput!) { createRequest(input: $input) { ... on Request { id } } }`;
const draft = async (): Promise<string> => {
  const basis = [{ instrument: 'budapest-185', articles: ['31'] }];
  const input = {
    key: 'a key of practice',
    requested: 'XBE',
    partner: BELMORA,
    basis,
    items: [{ type: 'data-traffic' }],
  };
  const { data } = await ask(practice.url, tokens.practice, CREATE, { input });
  return (data?.['createRequest'] as { id: string } | undefined)?.id ?? '';
};

test('it says that the addresses of others are not used, and what it is', async () => {
  expect(practice.told).toContain('DATABASE_URL is not used: a practice installation has its own database');
  expect(practice.told).toContain('SMTP_URL is not used: a practice installation has its own mail server');
  const { data } = await ask(practice.url, tokens.practice, '{ installation { kind } }');
  expect(data).toEqual({ installation: { kind: 'PRACTICE' } });
});

test('a session of one is none at the other', async () => {
  const [there, here] = await Promise.all([
    ask(real.url, tokens.practice, '{ me { id } }'),
    ask(practice.url, tokens.real, '{ me { id } }'),
  ]);
  expect([there, here].map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  const answer = await fetch(`${real.url}/sign-in`, {
    method: 'POST',
    body: JSON.stringify({ email: 'seo@arvania.example', password: practice.users[0]?.password }),
  });
  expect(answer.status).toBe(401);
});

describe('the database', () => {
  test.each(['owner', 'app', 'system'] as const)('as %s takes no password of the other', async (role) => {
    for (const [at, from] of [
      ['real', PRACTICE],
      ['practice', REAL],
    ] as const) {
      const url = databaseUrl(settings[at], role);
      const theirs = asRole(url, new URL(url).username, readSecrets(from)?.[role] ?? '');
      await expect(withClient(theirs, (client) => client.query('select 1'))).rejects.toMatchObject({ code: '28P01' });
    }
  });

  test('of the real one is not touched by what runs in the folder to practise in', async () => {
    const theirs = { DATABASE_URL: databaseUrl(settings.real, 'owner') };
    expect((await run([MAIN, 'migrate', '--json', '--data', PRACTICE], theirs)).stdout.trim()).toBe('{"applied":[]}');
    const { rows } = await withClient(databaseUrl(settings.real, 'app'), (client) =>
      client.query('select kind from installation'),
    );
    expect(rows).toEqual([{ kind: 'real' }]); // the roles' passwords are still its own
  });

  test.each([
    ['api', 'DATABASE_APP_URL', 'app'],
    ['worker', 'DATABASE_SYSTEM_URL', 'system'],
  ] as const)('of the one that is practised in is taken by no %s of another folder', async (part, variable, role) => {
    const environment = {
      [variable]: databaseUrl(settings.practice, role),
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'x@y.example',
      TEMPORAL_ADDRESS: '127.0.0.1:1',
    };
    const { code, stderr } = await run([MAIN, part, '--data', join(root, 'other')], environment);
    expect([code, stderr.trim()]).toEqual([
      1,
      `Cannot use "${join(root, 'other')}" for a real or demonstration installation: the database holds a practice installation`,
    ]);
  });
});

test('a folder that runs or is kept for one is refused by the other', async () => {
  const [opened, practised] = await Promise.all([
    run([MAIN, 'start', '--data', PRACTICE], { PORT: String(await freePort()) }),
    run([MAIN, 'practice', '--data', REAL, '--port', String(await freePort())]),
  ]);
  expect([opened.code, practised.code]).toEqual([1, 1]);
  expect([opened.stderr, practised.stderr].join()).toMatch(/Cannot (use|start in)/);
});

test('the engine that both share has a queue and workflows for each', async () => {
  const request = await draft();
  const connection = await Connection.connect({ address: temporalAddress(settings.real).address });
  const { rows } = await withClient(databaseUrl(settings.practice, 'system'), (client) =>
    client.query('select id from installation'),
  );
  const [{ id }] = rows;
  const queue = `rogatory-practice-${id}`;
  const workflowId = `request/${Buffer.from(request, 'base64').toString().split(':')[1]}`;
  const { workflow } = new Client({ connection });
  await expect
    .poll(() =>
      workflow
        .getHandle(workflowId)
        .describe()
        .then(
          (one) => one.taskQueue,
          () => '',
        ),
    )
    .toBe(queue);
  const pollers = await Promise.all(
    ['rogatory', queue].map(async (name) => {
      const taskQueue = { namespace: 'default', taskQueue: { name }, taskQueueType: 1 };
      return (await connection.workflowService.describeTaskQueue(taskQueue)).pollers?.map(
        ({ identity }) => identity?.split('@')[0],
      );
    }),
  );
  await connection.close();
  const workers = [REAL, PRACTICE].map((folder) => String(findRunning(folder, 'worker')?.pid));
  expect(pollers.map((of) => [...new Set(of)])).toEqual([[workers[0]], [workers[1]]]);
});

type Door = { url: string; file: string };
const doorTo = async (operation: string): Promise<Door> => {
  const { data, errors } = await ask(practice.url, tokens.practice, `mutation { door: ${operation} }`);
  if (!data) throw new Error(JSON.stringify(errors));
  return data['door'] as unknown as Door; // what both answer with
};

test('an address of one is none at the other', async () => {
  const { url, file } = await doorTo(
    `createUpload(request: "${await draft()}", name: "a.txt") { ... on Upload { url file } }`,
  );
  const digest = createHash('sha256').update('a text').digest('base64');
  const put = async (to: string): Promise<number> =>
    (await fetch(to, { method: 'PUT', body: 'a text', headers: { 'repr-digest': `sha-256=:${digest}:` } })).status;
  expect([await put(url.replace(practice.url, real.url)), await put(url)]).toEqual([404, 201]);
  const { url: from } = await doorTo(`createDownload(file: "${globalId('File', file)}") { ... on Download { url } }`);
  const got = await Promise.all([from.replace(practice.url, real.url), from].map((address) => fetch(address)));
  expect(got.map(({ status }) => status)).toEqual([404, 200]);
});

test('the clock of the real one has no order, not even for its administrator', async () => {
  const order = 'mutation { advanceClock(input: { to: "2031-01-01T00:00:00Z", key: "a key of mine" }) { __typename } }';
  expect((await ask(real.url, tokens.real, order)).errors?.[0]?.message).toMatch(/^Cannot query field "advanceClock"/);
  await expect(
    withClient(databaseUrl(settings.real, 'system'), (client) =>
      client.query(`select move_clock(now() + interval '1 day')`),
    ),
  ).rejects.toThrow(/cannot move the clock/);
});
