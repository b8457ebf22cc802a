import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DiskFull, FileDamaged, FileMissing, FileTooLarge } from '../../files/errors.ts';
import { createFolderStore, readBytes, readVerified, verifyFile } from '../../files/store.ts';
import { filesIn, pathIn, pieces, sha256, temporaryFolder, temporaryStore } from './support.ts';

const MIB = 1024 * 1024;
const fill = fileURLToPath(new URL('programs/fill.ts', import.meta.url));

test('keeps a file under the hash of its bytes, read-only', async () => {
  const { store, folder } = temporaryStore();
  const whole = Buffer.concat([...pieces(3 * MIB + 17)]);

  const stored = await store.put(
    (async function* () {
      yield* pieces(3 * MIB + 17);
    })(),
    4 * MIB,
  );

  expect(stored).toEqual({ hash: sha256(whole), size: whole.length, head: Uint8Array.from(whole.subarray(0, 4100)) });
  expect(statSync(pathIn(folder, stored.hash)).mode & 0o777).toBe(0o400);
  expect(await store.size(stored.hash)).toBe(whole.length);
  expect((await buffer(await store.read(stored.hash))).equals(whole)).toBe(true);
  expect((await readBytes(store, stored.hash, 4 * MIB)).equals(whole)).toBe(true);
  expect(filesIn(folder)).toHaveLength(1);
});

test.each([
  [0, 10, 'abcdefghij'],
  [3, 5, 'de'],
  [9, 10, 'j'],
  [4, 4, ''],
])('reads from %i up to %i', async (start, end, expected) => {
  const { store } = temporaryStore();
  const { hash } = await store.putBytes(Buffer.from('abcdefghij'));
  expect((await buffer(await store.read(hash, { start, end }))).toString()).toBe(expected);
});

test('stores an empty file', async () => {
  const { store } = temporaryStore();
  const { hash, size } = await store.putBytes(new Uint8Array());
  expect({ hash, size }).toEqual({ hash: sha256(''), size: 0 });
  expect(await verifyFile(store, hash)).toBe('intact');
});

test('takes a file of exactly the limit and stops at one byte more', async () => {
  const { store, folder } = temporaryStore();
  let given = 0;
  async function* endless() {
    for (;;) {
      given += 65_536;
      yield Buffer.alloc(65_536);
    }
  }

  expect(
    (
      await store.put(
        (async function* () {
          yield Buffer.alloc(MIB);
        })(),
        MIB,
      )
    ).size,
  ).toBe(MIB);
  await expect(store.put(endless(), MIB)).rejects.toThrow(FileTooLarge);

  expect(given).toBeLessThanOrEqual(MIB + 65_536);
  expect(filesIn(folder)).toHaveLength(1);
});

test('keeps nothing of a source that breaks off', async () => {
  const { store, folder } = temporaryStore();
  async function* broken() {
    yield* pieces(2 * MIB);
    throw new Error('the line went dead');
  }
  await expect(store.put(broken(), 9 * MIB)).rejects.toThrow('the line went dead');
  expect(filesIn(folder)).toEqual([]);
});

test('keeps nothing that the check refuses, and shows it the whole file', async () => {
  const { store, folder } = temporaryStore();
  const seen: unknown[] = [];
  const refusing = store.put(
    (async function* () {
      yield Buffer.from('whole');
    })(),
    9,
    async ({ hash, size, path }) => {
      seen.push(hash, size, statSync(path).size);
      throw new Error('refused');
    },
  );
  await expect(refusing).rejects.toThrow('refused');
  expect(seen).toEqual([sha256('whole'), 5, 5]);
  expect(filesIn(folder)).toEqual([]);
});

test('stores the same bytes once, also when they come at the same time', async () => {
  const { store, folder } = temporaryStore();
  const all = await Promise.all(Array.from({ length: 8 }, () => store.putBytes(Buffer.from('the same'))));
  expect(new Set(all.map(({ hash }) => hash)).size).toBe(1);
  expect(filesIn(folder)).toHaveLength(1);
});

test('tells an intact file from a damaged and a missing one', async () => {
  const { store, folder } = temporaryStore();
  const bytes = Buffer.concat([...pieces(3 * MIB)]);
  const { hash } = await store.putBytes(bytes);
  expect(await verifyFile(store, hash)).toBe('intact');

  chmodSync(pathIn(folder, hash), 0o600);
  const flipped = Buffer.from(bytes);
  flipped[2 * MIB] = (flipped[2 * MIB] ?? 0) ^ 1;
  writeFileSync(pathIn(folder, hash), flipped);

  expect(await verifyFile(store, hash)).toBe('damaged');
  let given = 0;
  const reading = (async () => {
    for await (const chunk of readVerified(store, hash)) given += chunk.length;
  })();
  await expect(reading).rejects.toThrow(FileDamaged);
  expect(given).toBe(2 * MIB); // the last piece is held back

  await store.putBytes(bytes);
  expect(await verifyFile(store, hash)).toBe('intact');

  expect(await verifyFile(store, sha256('never'))).toBe('missing');
  expect(await store.has(sha256('never'))).toBe(false);
  await expect(store.read(sha256('never'))).rejects.toThrow(FileMissing);
  await expect(store.size(sha256('never'))).rejects.toThrow(FileMissing);
});

test.each(['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`])(
  'does not read from the address "%s"',
  async (hash) => {
    const { store } = temporaryStore();
    await expect(store.read(hash)).rejects.toThrow('not a SHA-256');
  },
);

test('sweeps at the start what dead writers left, and nothing of living ones', () => {
  const { folder } = temporaryStore();
  const dead = spawnSync('true').pid;
  const anHourAndMore = 3700;
  const now = statSync(folder).mtimeMs / 1000;
  const left = (name: string, age: number) => {
    writeFileSync(join(folder, 'incoming', name), 'half a file');
    utimesSync(join(folder, 'incoming', name), now - age, now - age);
  };
  left(`${hostname()}.${dead}.dead`, 0);
  left(`${hostname()}.${process.ppid}.alive`, 0);
  left('elsewhere.1.writing', 60);
  left('elsewhere.1.abandoned', anHourAndMore);

  createFolderStore(folder);

  expect(readdirSync(join(folder, 'incoming')).sort()).toEqual(
    ['elsewhere.1.writing', `${hostname()}.${process.ppid}.alive`].sort(),
  );
});

/** Each way to a disk that is full on this machine: a limit on the size of files works everywhere, a small disk needs leave to mount. */
const fullDisks: [string, string[]][] = [['a limit on files', ['sh', '-c', 'ulimit -f 2048; exec "$@"', 'sh']]];
if (spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0) {
  const mounted = 'mount -t tmpfs -o size=4m none "$3" && exec "$@"';
  fullDisks.push(['a disk of 4 MiB', ['unshare', '-rm', 'sh', '-c', mounted, 'sh']]);
}
test.each(fullDisks)(
  'says that the disk is full, leaves no half file and goes on (%s)',
  (_, [command = '', ...args]) => {
    const folder = temporaryFolder();
    const told = execFileSync(command, [...args, process.execPath, fill, folder, String(8 * MIB)], {
      encoding: 'utf8',
    });
    expect(JSON.parse(told)).toEqual({
      large: expect.stringContaining(`${DiskFull.name}: Cannot store this file: the disk`),
      left: 0,
      small: true,
    });
  },
);
