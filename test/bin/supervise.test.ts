import { expect, onTestFinished, test, vi } from 'vitest';
import { findRunning, startDetached, stopProcess, until } from '../../bin/embedded/process.ts';
import { startTimeOf } from '../../bin/embedded/start-time.ts';
import { claimFolder, isClaimedByAnother, releaseFolder } from '../../bin/folder-claim.ts';
import { type Part, type Supervised, stopAll, superviseAll } from '../../bin/supervise.ts';
import { runCode, temporaryFolder } from './support.ts';

function sleeper(dataFolder: string, name: string): Part & { starts: number } {
  const part = {
    title: `the ${name}`,
    starts: 0,
    start: async () => {
      part.starts++;
      return startDetached(dataFolder, {
        name,
        command: process.execPath,
        args: ['--eval', 'setInterval(() => {}, 1000)'],
      });
    },
    stop: (record: Parameters<Part['stop']>[0]) => stopProcess(dataFolder, record),
  };
  return part;
}

function silence(): () => string[] {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const written = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  onTestFinished(() => {
    said.mockRestore();
    written.mockRestore();
  });
  return () => said.mock.calls.flat().map(String);
}

test('a part that is killed is started again, and a part that is stopped is not', async () => {
  const said = silence();
  const dataFolder = temporaryFolder();
  const part = sleeper(dataFolder, 'worker');
  const running: Supervised[] = [];
  await superviseAll([part, undefined], running);
  const first = findRunning(dataFolder, 'worker');

  process.kill(first?.pid ?? 0, 'SIGKILL');
  expect(await until(() => part.starts === 2, 10)).toBe(true);
  const second = findRunning(dataFolder, 'worker');
  await stopAll(running);

  expect(second?.pid).not.toBe(first?.pid);
  expect(said()).toContain('Lost the worker: starting it again in 0.5 s');
  expect(startTimeOf(second?.pid ?? 0)).toBeUndefined();
  expect(part.starts).toBe(2);
});

test('when one part does not come up, those beside it are known and can be stopped', async () => {
  silence();
  const dataFolder = temporaryFolder();
  const broken: Part = { title: 'the API', start: () => Promise.reject(new Error('no port')), stop: async () => {} };
  const running: Supervised[] = [];

  await expect(superviseAll([sleeper(dataFolder, 'worker'), broken], running)).rejects.toThrow('no port');

  expect(running.map(({ title }) => title)).toEqual(['the worker']);
  await stopAll(running);
  expect(findRunning(dataFolder, 'worker')).toBeUndefined();
});

test('a pid that another process was given since is not the recorded one', async () => {
  const dataFolder = temporaryFolder();
  const record = startDetached(dataFolder, { name: 'worker', command: 'true', args: [] });
  await until(() => findRunning(dataFolder, 'worker') === undefined, 10);

  expect(startTimeOf(process.pid)).toBeDefined();
  expect(startTimeOf(process.pid)).not.toBe(record.startTime);
});

test('a folder that one process runs is refused to another until it ends', async () => {
  const dataFolder = temporaryFolder();
  claimFolder(dataFolder);
  const file = JSON.stringify(new URL('../../bin/folder-claim.ts', import.meta.url).href);
  const other = `const { claimFolder } = await import(${file}); claimFolder(${JSON.stringify(dataFolder)});`;

  const refused = await runCode(other);
  releaseFolder(dataFolder);
  const allowed = await runCode(other);

  expect(refused.stderr).toContain(`process ${process.pid} runs there already`);
  expect(allowed.code).toBe(0);
  expect(isClaimedByAnother(dataFolder)).toBe(false); // it has ended
});
