import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { InvalidInput } from '../../domain/errors.ts';
import { FileDamaged, FileMissing } from '../../files/errors.ts';
import { buildPackage, MANIFEST, readPackage, rebuildPackage } from '../../files/package.ts';
import type { Store } from '../../files/store.ts';
import { type ZipEntry, zipped } from '../../files/zip.ts';
import { filesIn, pathIn, pieces, sha256, temporaryFolder, temporaryStore } from './support.ts';

const MIB = 1024 * 1024;

async function parts(store: Store) {
  const stored = async (bytes: Buffer) => (await store.putBytes(bytes)).hash;
  return {
    store,
    entries: [
      { name: 'letter.docx', hash: await stored(Buffer.from('the letter')) },
      { name: 'annexes/2 كشف.pdf', hash: await stored(Buffer.concat([...pieces(3 * MIB + 5)])) },
      { name: 'annexes/10-한글.txt', hash: await stored(Buffer.from('')) },
    ],
    extra: [{ name: 'request.json', bytes: Buffer.from('{"reference":"MLA-2026-1"}') }],
  };
}

const inMemory = (name: string, text: string): ZipEntry => {
  const bytes = Buffer.from(text);
  return {
    name,
    size: bytes.length,
    crc: crc32(bytes),
    read: async function* () {
      yield bytes;
    },
  };
};
const line = (name: string, text: string): string => `${sha256(text)}  ${name}\n`;
const put = async (store: Store, entries: ZipEntry[]) => (await store.put(zipped(entries), 64 * MIB)).hash;

test('gives the same bytes whatever the order of the parts, and again without storing them', async () => {
  const { store, folder } = temporaryStore();
  const given = await parts(store);
  const built = await buildPackage(given);
  const count = filesIn(folder).length;

  expect(await rebuildPackage(given)).toEqual(built);
  expect(await rebuildPackage({ ...given, entries: given.entries.toReversed() })).toEqual(built);
  expect(filesIn(folder)).toHaveLength(count);
  expect(await store.size(built.hash)).toBe(built.size);
});

test('gives the same bytes in every time zone', () => {
  const pack = fileURLToPath(new URL('programs/pack.ts', import.meta.url));
  const told = ['UTC', 'Asia/Seoul', 'America/St_Johns'].map((TZ) =>
    JSON.parse(execFileSync(process.execPath, [pack, temporaryFolder()], { encoding: 'utf8', env: { TZ } })),
  );
  expect(told.map(({ zone }) => zone)).toEqual(['UTC', 'Asia/Seoul', 'America/St_Johns']);
  // the bytes are the same for ever: a package that was sent must come out again
  const forEver = '153e92f70ce7e035b57b5ecf9c3a1630b094878a83770ad98d8524f58f289991';
  expect(told.map(({ hash }) => hash)).toEqual([forEver, forEver, forEver]);
});

test('passes sha256sum -c when it is unpacked', async () => {
  const { store, folder } = temporaryStore();
  const { hash } = await buildPackage(await parts(store));
  const target = temporaryFolder();
  const zip = await openPromise(pathIn(folder, hash));
  for await (const entry of zip.eachEntry()) {
    const path = join(target, entry.fileName);
    mkdirSync(dirname(path), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path));
  }
  const check = () => spawnSync('sha256sum', ['--check', '--strict', '--quiet', MANIFEST], { cwd: target });

  expect(check()).toMatchObject({ status: 0 });
  writeFileSync(join(target, 'letter.docx'), 'another letter');
  expect(check().status).not.toBe(0);
});

test('opens a package and finds every file to be the one of the manifest', async () => {
  const { store } = temporaryStore();
  const { hash } = await buildPackage(await parts(store));

  const { entries, faults } = await readPackage(store, hash);

  expect(faults).toEqual([]);
  expect(entries.map(({ name }) => name)).toEqual([
    'annexes/10-한글.txt',
    'annexes/2 كشف.pdf',
    'letter.docx',
    MANIFEST,
    'request.json',
  ]);
  expect(entries.find(({ name }) => name === 'letter.docx')?.hash).toBe(sha256('the letter'));
});

test.each<[string, ZipEntry[], object[]]>([
  ['a changed file', [inMemory('a', 'x'), inMemory(MANIFEST, line('a', 'y'))], [{ name: 'a', fault: 'wrong hash' }]],
  ['a lost file', [inMemory(MANIFEST, line('a', 'x'))], [{ name: 'a', fault: 'missing' }]],
  [
    'a file more',
    [inMemory('a', 'x'), inMemory('b', 'x'), inMemory(MANIFEST, line('a', 'x'))],
    [{ name: 'b', fault: 'not in the manifest' }],
  ],
  [
    'a file twice',
    [inMemory('a', 'x'), inMemory('a', 'y'), inMemory(MANIFEST, line('a', 'x'))],
    [
      { name: 'a', fault: 'twice' },
      { name: 'a', fault: 'wrong hash' },
    ],
  ],
  [
    'no manifest',
    [inMemory('a', 'x')],
    [
      { name: MANIFEST, fault: 'missing' },
      { name: 'a', fault: 'not in the manifest' },
    ],
  ],
])('finds %s in a package', async (_, entries, faults) => {
  const { store } = temporaryStore();
  expect((await readPackage(store, await put(store, entries))).faults).toEqual(faults);
});

test('finds a compressed entry: ours has none', async () => {
  const { store } = temporaryStore();
  const zip = new ZipFile();
  zip.addBuffer(Buffer.alloc(9 * MIB), 'a');
  zip.end();
  const { hash } = await store.putBytes(await buffer(zip.outputStream));
  expect((await readPackage(store, hash)).faults).toContainEqual({ name: 'a', fault: 'not stored as it is' });
});

test.each(['../outside', '/etc/passwd', 'C:/x', 'a\\..\\b'])(
  'does not open a package with the entry "%s"',
  async (name) => {
    const { store } = temporaryStore();
    const hash = await put(store, [inMemory(name, 'x'), inMemory(MANIFEST, line(name, 'x'))]);
    await expect(readPackage(store, hash)).rejects.toThrow(FileDamaged);
  },
);

test('does not open what is no zip', async () => {
  const { store } = temporaryStore();
  const { hash } = await store.putBytes(Buffer.from('no zip'));
  await expect(readPackage(store, hash)).rejects.toThrow(FileDamaged);
});

test.each([
  '../outside',
  '/etc/passwd',
  'a//b',
  'a/./b',
  '',
  'a/',
  'C:x',
  'a\\b',
  'a\nb',
  'a\u202eb',
  'dot.',
  'e\u0301',
  'Letter.DOCX',
  MANIFEST,
  'x'.repeat(201),
])('packs nothing under the name %j', async (name) => {
  const { store } = temporaryStore();
  const given = await parts(store);
  const packing = buildPackage({ ...given, extra: [{ name, bytes: Buffer.from('x') }] });
  await expect(packing).rejects.toThrow(InvalidInput);
  await expect(packing).rejects.toMatchObject({ gaps: [{ field: 'entries.3.name', rule: 'package-name' }] });
});

test('packs no damaged and no missing file', async () => {
  const { store, folder } = temporaryStore();
  const given = await parts(store);
  const count = filesIn(folder).length;
  const letter = pathIn(folder, sha256('the letter'));
  chmodSync(letter, 0o600);
  writeFileSync(letter, 'the better');

  await expect(buildPackage(given)).rejects.toThrow(FileDamaged);
  const missing = { name: 'other', hash: sha256('never stored') };
  await expect(buildPackage({ ...given, entries: [missing] })).rejects.toThrow(FileMissing);
  expect(filesIn(folder)).toHaveLength(count);
});

test('goes beyond the old limit of 65,535 entries', async () => {
  const { store, folder } = temporaryStore();
  const entries = Array.from({ length: 65_536 }, (_, index) => inMemory(String(index), ''));
  const zip = await openPromise(pathIn(folder, await put(store, entries)));
  expect(zip.entryCount).toBe(65_536);
  zip.close();
});
