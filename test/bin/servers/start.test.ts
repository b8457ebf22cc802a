import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { childEnvironment } from '../../../bin/config.ts';
import { findRunning, readRecord, stopProcess } from '../../../bin/embedded/process.ts';
import { stopAllLeftovers } from '../../../bin/leftovers.ts';
import { freePort, LAUNCHER, MAIN, run, temporaryFolder } from '../support.ts';

const PARTS = ['postgres', 'temporal', 'mail', 'worker', 'api'];

type Facts = { url: string; temporalUi: string; users: { email: string; password: string }[] };
type Installation = { child: ChildProcess; facts: Facts; ended: Promise<number | null> };

/** Runs `rogatory start` and waits until it says where everything is. */
async function start(dataFolder: string, environment: Record<string, string>): Promise<Installation> {
  const child = spawn(process.execPath, [LAUNCHER, 'start', '--json', '--data', dataFolder], {
    env: childEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  let progress = '';
  child.stderr.on('data', (chunk) => {
    progress += chunk;
  });
  const line = await Promise.race([
    new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk)))),
    ended.then((code) => Promise.reject(new Error(`start ended with ${code}: ${progress}`))),
  ]);
  return { child, ended, facts: JSON.parse(line) };
}

/** Leaves nothing running, however the test ended. */
async function endAll(dataFolder: string): Promise<void> {
  const parent = findRunning(dataFolder, 'rogatory');
  if (parent) await stopProcess(dataFolder, parent);
  await stopAllLeftovers(dataFolder);
}

test('an installation opens, survives a kill of everything, and is closed by one signal', async () => {
  const dataFolder = join(temporaryFolder(), 'data');
  const environment = { PORT: String(await freePort()) };
  onTestFinished(() => endAll(dataFolder));

  const first = await start(dataFolder, environment);
  const [user] = first.facts.users;
  const signIn = ({ url }: Facts) =>
    fetch(`${url}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: user?.email, password: user?.password }),
    });
  expect((await signIn(first.facts)).status).toBe(200);
  expect((await fetch(first.facts.temporalUi)).status).toBe(200);

  const doctor = await run([MAIN, 'doctor', '--json', '--data', dataFolder], environment);
  expect(JSON.parse(doctor.stdout).parts).toEqual(
    ['database', 'temporal', 'mail', 'worker', 'api'].map((part) =>
      expect.objectContaining({ part, kind: 'embedded', answers: true }),
    ),
  );
  const twice = await run([MAIN, 'start', '--data', dataFolder], environment);
  expect(twice.stderr).toMatch(/^Cannot start in ".*": process \d+ runs there already/);

  for (const name of ['rogatory', ...PARTS]) process.kill(readRecord(dataFolder, name)?.pid ?? 0, 'SIGKILL');
  await first.ended;
  const second = await start(dataFolder, environment);
  expect((await signIn(second.facts)).status).toBe(200);

  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
  expect(PARTS.filter((name) => findRunning(dataFolder, name))).toEqual([]);
}, 180_000);

test('a taken port is told before anything is started', async () => {
  const dataFolder = join(temporaryFolder(), 'data');
  const port = await freePort();
  const holder = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void holder.close());

  const { code, stderr } = await run([MAIN, 'start', '--data', dataFolder], { PORT: String(port) });

  expect(code).toBe(1);
  expect(stderr.trim()).toBe(
    `Cannot listen on "127.0.0.1:${port}": the port is taken, set PORT to another one or end the program that holds it`,
  );
  expect(PARTS.filter((name) => readRecord(dataFolder, name))).toEqual([]);
});

test('an external part that does not answer is told in one sentence', async () => {
  const environment = {
    DATABASE_URL: 'postgresql://owner:secret@127.0.0.1:1/rogatory',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
  };
  const dataFolder = temporaryFolder();

  const [started, migrated, doctor] = await Promise.all([
    run([MAIN, 'start', '--data', join(dataFolder, 'a')], { ...environment, PORT: String(await freePort()) }),
    run([MAIN, 'migrate', '--data', join(dataFolder, 'b')], environment),
    run([MAIN, 'doctor', '--json', '--data', join(dataFolder, 'c')], environment),
  ]);

  expect(started.stderr).toContain('Cannot use the Temporal server at "127.0.0.1:1"');
  expect(migrated.stderr).toContain('Cannot connect to "127.0.0.1:1": nothing listens there');
  expect([started.code, migrated.code, doctor.code]).toEqual([1, 1, 1]);
  expect([started.stderr, migrated.stderr].join()).not.toMatch(/ at .*\.ts:|secret/);
  expect(JSON.parse(doctor.stdout).parts).toContainEqual(
    expect.objectContaining({ part: 'database', kind: 'external', answers: false }),
  );
});
