import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../bin/config.ts';
import { openSecrets } from '../../bin/data-folder.ts';
import { isPracticeFolder, type Opener, requireKind, requireUse, takeFolder } from '../../bin/folder-use.ts';
import { MAIN, run, temporaryFolder } from './support.ts';

const OPENERS: readonly Opener[] = ['start', 'practice', 'demo', 'practice play'];
const PAIRS = OPENERS.flatMap((holder) => OPENERS.map((opener): [Opener, Opener] => [holder, opener]));

test.each(PAIRS)('a folder that "%s" has taken is for "%s" only if it is the same', (holder, opener) => {
  const folder = temporaryFolder();
  takeFolder(folder, holder);
  if (holder === opener) expect(() => requireUse(folder, opener)).not.toThrow();
  else expect(() => requireUse(folder, opener)).toThrow(`for "rogatory ${opener}": `);
});

test('a folder without a mark, which was made before there were marks, is none to practise in', () => {
  const folder = temporaryFolder();
  openSecrets(folder);
  expect(() => requireUse(folder, 'practice')).toThrow(
    `Cannot use "${folder}" for "rogatory practice": a real or demonstration installation is kept there, open it with "rogatory start" or name another folder with --data`,
  );
  expect(() => requireUse(folder, 'practice play')).toThrow(/a real or demonstration/);
  expect(() => requireUse(folder, 'start')).not.toThrow();
});

test('a damaged mark is told', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'opened-by'), 'somebody');
  expect(() => requireUse(folder, 'start')).toThrow(`its file "opened-by" is damaged`);
});

describe('the database of a folder is of its kind', () => {
  test.each([
    ['practice', 'real', false],
    ['practice', 'demonstration', false],
    ['practice', 'practice', true],
    ['start', 'practice', false],
    ['start', 'real', true],
    ['practice play', 'demonstration', false],
  ] as const)('in one of "%s" %s: %s', (opener, kind, fits) => {
    const folder = temporaryFolder();
    takeFolder(folder, opener);
    if (fits) expect(() => requireKind(folder, kind)).not.toThrow();
    else expect(() => requireKind(folder, kind)).toThrow(`the database holds a ${kind} installation`);
  });
});

test('both directions are refused in one sentence by the commands', async () => {
  const [real, practice] = [temporaryFolder(), temporaryFolder()];
  takeFolder(real, 'start');
  takeFolder(practice, 'practice');

  const [opened, practised] = await Promise.all([
    run([MAIN, 'start', '--data', practice]),
    run([MAIN, 'practice', '--data', real]),
  ]);

  expect([opened.code, practised.code]).toEqual([1, 1]);
  expect(opened.stderr.trim()).toBe(
    `Cannot use "${practice}" for "rogatory start": a practice installation is kept there, open it with "rogatory practice" or name another folder with --data`,
  );
  expect(practised.stderr.trim()).toMatch(/^Cannot use ".*" for "rogatory practice": a real or demonstration .*$/);
});

test('a folder to practise in is told apart, and no other installation has its queue', () => {
  const folder = temporaryFolder();
  expect(isPracticeFolder(folder)).toBe(false);
  takeFolder(folder, 'practice');
  expect(isPracticeFolder(folder)).toBe(true);
  expect(() => readSettings({ TEMPORAL_TASK_QUEUE: 'rogatory-practice-x' })).toThrow(
    /TEMPORAL_TASK_QUEUE: "rogatory-practice-x" is a queue that practice installations have/,
  );
});
