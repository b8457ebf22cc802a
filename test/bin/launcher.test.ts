import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { childEnvironment, readMachine } from '../../bin/config.ts';
import { LAUNCHER, run, runCode, temporaryFolder } from './support.ts';

const COMMANDS = ['start', 'demo', 'api', 'worker', 'migrate', 'verify', 'package', 'doctor'];

test('--help lists the commands on stdout and nothing but that', async () => {
  const { code, stdout } = await run([LAUNCHER, '--help']);

  expect(code).toBe(0);
  const listed = stdout.split('\n').flatMap((line) => /^ {2}([a-z]+) /.exec(line)?.[1] ?? []);
  expect(listed).toEqual(expect.arrayContaining(COMMANDS));
  expect(listed).not.toContain('mail');
});

test('an unknown command and an unknown script are refused', async () => {
  const [command, script] = await Promise.all([run([LAUNCHER, 'strat']), run([LAUNCHER, '--script', 'strat'])]);

  expect([command.code, script.code]).toEqual([1, 1]);
  expect(command.stderr).toContain("unknown command 'strat'");
  expect(script.stderr).toContain('Cannot run script "strat": there are bench, check, test, generate');
});

test('an old Node.js gets one sentence', async () => {
  const old = "Object.defineProperty(process, 'versions', { value: { node: '20.18.3' } });";
  const { code, stderr } = await runCode(`${old} await import(${JSON.stringify(LAUNCHER)});`);

  expect(code).toBe(1);
  expect(stderr.trim()).toBe('Rogatory needs Node.js 20.19 or later: this is 20.18.3');
});

/** A project of two files whose `npm` is a script of ours. */
function projectWith(npm: string): {
  root: string;
  bin: string;
  calls: () => number;
  install: () => ReturnType<typeof run>;
} {
  const root = temporaryFolder();
  const bin = join(root, 'fake-bin');
  mkdirSync(bin);
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1' } } }),
  );
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\necho called >> calls\n${npm}\n`);
  chmodSync(join(bin, 'npm'), 0o755);
  const file = fileURLToPath(new URL('../../bin/launcher/install.js', import.meta.url));
  const code = `const { install } = await import(${JSON.stringify(file)}); await install(${JSON.stringify(`${root}/`)});`;
  const calls = join(root, 'calls');
  return {
    root,
    bin,
    calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n').length : 0),
    install: () => runCode(code, { PATH: [bin, ...readMachine().path].join(':') }),
  };
}

test('the dependencies are installed once for a lockfile, and again when it has changed', async () => {
  const { root, calls, install } = projectWith('mkdir -p node_modules');

  await install();
  await install();
  expect(calls()).toBe(1);

  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '2' } } }),
  );
  await install();
  expect(calls()).toBe(2);
});

test('of two launchers at once one installs and the other waits', async () => {
  const { calls, install } = projectWith('sleep 1; mkdir -p node_modules');

  const [one, two] = await Promise.all([install(), install()]);

  expect(calls()).toBe(1);
  expect([one.code, two.code]).toEqual([0, 0]);
  expect(one.stderr + two.stderr).toContain('which is setting up the same folder');
});

test('a failed installation says so, is not taken for a good one, and leaves no lock', async () => {
  const { root, calls, install } = projectWith('echo "npm error no such host" >&2; exit 7');

  const { stdout, stderr } = await install();
  await install();

  expect(stderr).toContain('npm error no such host');
  expect(stderr).toContain('Cannot install the dependencies: npm ci ended with 7');
  expect(stdout).toBe('');
  expect(calls()).toBe(2);
  expect(existsSync(join(root, '.setup.lock'))).toBe(false);
});

test('the lock of a launcher that was killed is taken over', async () => {
  const { root, calls, install } = projectWith('mkdir -p node_modules');
  const { stdout: deadPid } = await runCode('console.log(process.pid)');
  writeFileSync(join(root, '.setup.lock'), deadPid.trim());

  await install();

  expect(calls()).toBe(1);
});

test('what npm has installed already is not installed again', async () => {
  const { root, calls, install } = projectWith('mkdir -p node_modules');
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(
    join(root, 'node_modules', '.package-lock.json'),
    JSON.stringify({ packages: { 'node_modules/a': { version: '1' } } }),
  );

  await install();

  expect(calls()).toBe(0);
});

const NODE24 = fileURLToPath(new URL('../../bin/launcher/node24.js', import.meta.url));
/** Code that runs a file as the launcher does, and ends as it ends. */
const inNode24 = (root: string, file: string): string =>
  `const { inNode24 } = await import(${JSON.stringify(NODE24)});
    const { code } = await inNode24(${JSON.stringify(root)}, ['${file}']); process.exit(code);`;

test('what a command has compiled is kept for the next one, in the folder of the dependencies', async () => {
  const root = temporaryFolder();
  writeFileSync(join(root, 'says.ts'), "console.log(process.getBuiltinModule('node:module').getCompileCacheDir())");

  const { stdout } = await runCode(`delete process.env.NODE_COMPILE_CACHE; ${inNode24(root, 'says.ts')}`);

  expect(stdout).toContain(join(root, 'node_modules'));
  expect(readdirSync(stdout.trim())).not.toEqual([]);
});

test('a signal goes to the command, whose exit code is the launcher’s', async () => {
  const root = temporaryFolder();
  writeFileSync(
    join(root, 'waits.ts'),
    "process.on('SIGTERM', () => process.exit(9)); console.log('up'); setInterval(() => {}, 1000);",
  );
  symlinkSync(join(dirname(dirname(LAUNCHER)), 'node_modules'), join(root, 'node_modules'));
  const code = inNode24(root, 'waits.ts');
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { env: childEnvironment({}) });

  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGTERM');

  expect(await Promise.race([new Promise((resolve) => child.on('exit', resolve)), sleep(10_000)])).toBe(9);
});
