import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explain } from '../../bin/problem.ts';
import { temporaryFolder } from './support.ts';

const failing = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });

test.each([
  ['ENOSPC', { path: '/srv/x' }, 'Cannot write "/srv/x": the disk is full, free some space and start again'],
  ['EDQUOT', {}, 'Cannot write: your disk quota is used up, free some space and start again'],
  ['53100', {}, 'Cannot write to the database: its disk is full, free some space and start again'],
  [
    'EACCES',
    { path: '/srv/x' },
    'Cannot use "/srv/x": this user may not, mend its permissions or name another folder with --data',
  ],
])('%s is told in one sentence with what to do', (code, more, sentence) => {
  expect(explain(failing(code, more))).toBe(sentence);
});

test('a disk that is really full, and a file in the way, are told as well', () => {
  const told = (work: () => void): string | undefined => {
    try {
      work();
    } catch (error) {
      return explain(error);
    }
    return undefined;
  };
  expect(told(() => writeFileSync('/dev/full', 'x'))).toMatch(
    /: the disk is full, free some space and start again$|^Cannot write: the disk is full/,
  );
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(told(() => mkdirSync(join(file, 'data')))).toMatch(/a file stands where a folder is needed, move it away$/);
});

test('a bug is not told as a problem', () => {
  expect(explain(new TypeError('x is undefined'))).toBeUndefined();
});
