import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPackage, readPackage, rebuildPackage } from '../../files/package.ts';
import { createFolderStore } from '../../files/store.ts';
import { zipped } from '../../files/zip.ts';
import { sentPackage } from '../../registry/rebuild-package.ts';
import { entriesOf, readEntry, type StoredFiles } from '../../registry/stored-zip.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let office: Office;

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

describe('the package of a request', () => {
  test('is made again from the stored files, byte for byte', async () => {
    const request = await office.create();
    await office.fill(request);
    for (const title of ['Übersicht', 'Second']) {
      const { file } = await office.upload('seo', request, title);
      await office.step('seo', 'attachAnnex', request, { input: { file, title } });
    }
    await office.onTo('sent', request);
    const { reference, transmissions } = await office.read(request);

    const sent = await sentPackage({ systemUrl: stack.urls.system, store: office.store, reference });
    const { hash } = await rebuildPackage({ store: office.store, entries: [], extra: [], ...sent });

    expect(hash).toBe(sent?.sentHash);
    expect(hash).toBe(transmissions[0]?.package?.hash);
    expect(sent?.entries.map(({ name }) => name)).toEqual([
      'letter.en.docx',
      'letter.fr.docx',
      'annexes/A-a file.txt',
      'annexes/B-a file.txt',
    ]);
  });

  test('is none before dispatch, and of an unknown reference there is nothing', async () => {
    const { reference } = await office.read(await office.create());
    const ask = (reference: string) => sentPackage({ systemUrl: stack.urls.system, store: office.store, reference });

    expect(await ask(reference)).toBeUndefined();
    await expect(ask('MLA-1999-1')).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('the record’s own reader of packages', () => {
  const read = async (store: StoredFiles, hash: string): Promise<[string, string][]> => {
    const entries = await entriesOf(store, hash);
    return await Promise.all(
      entries.map(async (entry): Promise<[string, string]> => {
        const chunks = await Array.fromAsync(await readEntry(store, hash, entry));
        return [entry.name, Buffer.concat(chunks).toString('utf8')];
      }),
    );
  };

  test('finds what the writer put in, names in any script', async () => {
    const store = createFolderStore(stack.filesFolder);
    const extra = ['request.json', 'annexes/A-كتاب.pdf', 'annexes/B-empty'].map((name, index) => ({
      name,
      bytes: Buffer.from('x'.repeat(index === 2 ? 0 : 1000 + index)),
    }));
    const { hash } = await buildPackage({ store, entries: [], extra });

    const found = new Map(await read(store, hash));

    for (const { name, bytes } of extra) expect(found.get(name)).toBe(bytes.toString());
    const { entries } = await readPackage(store, hash);
    expect([...found.keys()]).toEqual(entries.map(({ name }) => name));
  });

  test('reads a directory of more entries than 16 bits count', async () => {
    const count = 66_000;
    const entries = Array.from({ length: count }, (_, index) => ({
      name: `f/${index}`,
      size: 0,
      crc: 0,
      read: () => Readable.from([]),
    }));
    const store = inMemory(Buffer.concat(await Array.fromAsync(zipped(entries))));

    const found = await entriesOf(store, 'any');

    expect(found).toHaveLength(count);
    expect(found.at(-1)?.name).toBe(`f/${count - 1}`);
  });

  test.each<[string, (zip: Buffer) => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['no zip', () => Buffer.alloc(100, 'x')],
    ['a zip without its end', (zip) => zip.subarray(0, -1)],
    ['a zip with more at its end', (zip) => Buffer.concat([zip, Buffer.of(0)])],
    ['a packed entry', (zip) => changed(zip, zip.indexOf('PK\u0001\u0002') + 10, 8)],
    ['an entry whose two names differ', (zip) => changed(zip, zip.indexOf('PK\u0001\u0002') + 46, 65)],
    ['a wrong count', (zip) => changed(zip, zip.length - 12, 9)],
  ])('refuses %s', async (_what, change) => {
    const entry = { name: 'a', size: 1, crc: 0xe8b7be43, read: () => Readable.from([Buffer.from('a')]) };
    const zip = Buffer.concat(await Array.fromAsync(zipped([{ ...entry, name: 'b' }, entry])));
    expect(await entriesOf(inMemory(zip), 'any')).toHaveLength(2);

    await expect(entriesOf(inMemory(change(zip)), 'any')).rejects.toThrow('it is not a zip of uncompressed files');
  });

  const changed = (zip: Buffer, at: number, value: number): Buffer => {
    const copy = Buffer.from(zip);
    copy[at] = value;
    return copy;
  };
  const inMemory = (bytes: Buffer): StoredFiles => ({
    read: async (_hash, { start, end } = { start: 0, end: bytes.length }) =>
      Readable.from([bytes.subarray(start, end)]),
    size: async () => bytes.length,
    has: async () => true,
  });
});
