import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Tx } from '../db.ts';
import { type Entry, REQUEST_DATA } from '../rebuild-package.ts';
import { entriesOf, readEntry, type StoredFiles } from '../stored-zip.ts';
import type { Report } from './report.ts';
import type { Packaged } from './transmissions.ts';

/** Small files wait for the disk more than for the sum. */
const AT_ONCE = 4;
const MANIFEST = 'manifest-sha256.txt';
const SMALL = 8 * 1024 * 1024;
const MAX_MANIFEST = 16 * 1024 * 1024;

export type StoredFile = { id: string; hash: string; size: number; reference: string };

/** Every file that is on record, with what it is called by. */
export async function listFiles(tx: Pick<Tx, 'query'>): Promise<StoredFile[]> {
  const sql = 'select f.id, f.hash, f.size, r.reference from file f join request r on r.id = f.request_id';
  return (await tx.query<StoredFile>(sql)).rows;
}

/** Each file is in the store with the bytes of its hash: read anew, piece by piece. */
export async function checkFiles(files: readonly StoredFile[], store: StoredFiles, report: Report): Promise<void> {
  report.count('files', files.length);
  const byHash = Map.groupBy(files, ({ hash }) => hash);
  await eachOf([...byHash], async ([hash, rows]) => {
    const { fault, size } = await checkObject(store, hash);
    for (const row of rows) {
      const where = `request ${row.reference}, file ${row.id}`;
      if (fault) report.found(where, fault);
      else if (row.size !== size) report.found(where, `is ${size} bytes long and recorded with ${row.size}`);
    }
  });
}

async function checkObject(store: StoredFiles, hash: string): Promise<{ fault?: string; size?: number }> {
  try {
    if (!(await store.has(hash))) return { fault: 'is missing from the store' };
    const read = await summed(await store.read(hash));
    return read.hash === hash ? { size: read.size } : { fault: 'is not what was stored' };
  } catch {
    return { fault: 'cannot be read from the store' };
  }
}

/** Each package that was dispatched agrees with its manifest and holds what was approved and certified, and no more. */
export async function checkPackages(packages: readonly Packaged[], store: StoredFiles, report: Report): Promise<void> {
  report.count('packages', packages.length);
  await eachOf(packages, async ({ where, hash, entries }) => {
    const here = `${where}, package`;
    const found = await openPackage(store, hash).catch(() => undefined);
    if (!found) return report.found(here, 'cannot be opened');
    for (const fault of faultsOf(found, entries)) report.found(here, fault);
  });
}

type Opened = { hashes: Map<string, string>; manifest: string };

async function openPackage(given: StoredFiles, hash: string): Promise<Opened> {
  const store = await inMemory(given, hash);
  const hashes = new Map<string, string>();
  const manifest: Uint8Array[] = [];
  for (const entry of await entriesOf(store, hash)) {
    if (hashes.has(entry.name)) throw new Error(`Cannot open package "${hash}": a name stands in it twice`);
    hashes.set(entry.name, (await summed(await readEntry(store, hash, entry))).hash);
    if (entry.name !== MANIFEST || entry.size > MAX_MANIFEST) continue;
    for await (const chunk of await readEntry(store, hash, entry)) manifest.push(chunk);
  }
  return { hashes, manifest: Buffer.concat(manifest).toString('utf8') };
}

/** A small package is read once; its parts are then taken from memory. */
async function inMemory(store: StoredFiles, hash: string): Promise<StoredFiles> {
  if ((await store.size(hash)) > SMALL) return store;
  const whole = Buffer.concat(await Array.fromAsync(await store.read(hash)));
  return {
    ...store,
    read: async (_hash, { start, end } = { start: 0, end: whole.length }) =>
      Readable.from([whole.subarray(start, end)]),
  };
}

function faultsOf({ hashes, manifest }: Opened, approved: readonly Entry[]): string[] {
  const faults: string[] = [];
  const found = new Map(hashes);
  if (!found.delete(MANIFEST)) faults.push('has no manifest');
  const lines = [...found].map(([name, hash]) => `${hash}  ${name}`);
  if (lines.sort().join('\n') !== manifest.trimEnd().split('\n').sort().join('\n'))
    faults.push('does not agree with its manifest');
  if (!found.delete(REQUEST_DATA)) faults.push('has no data of the request');
  for (const entry of approved) {
    if (found.get(entry.name) !== entry.hash) faults.push(`${called(entry)} in it is not the one that was approved`);
    found.delete(entry.name);
  }
  if (found.size > 0) faults.push(`${found.size} files in it were never approved`);
  return faults;
}

/** File names may say something of the case: an annex is called by its letter alone. */
const called = ({ name }: Entry): string => /^annexes\/[A-Z]+/.exec(name)?.[0] ?? name;

async function summed(stream: AsyncIterable<Uint8Array>): Promise<{ hash: string; size: number }> {
  const sum = createHash('sha256');
  let size = 0;
  for await (const chunk of stream) {
    sum.update(chunk);
    size += chunk.length;
  }
  return { hash: sum.digest('hex'), size };
}

async function eachOf<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = list.values();
  const workThrough = async (): Promise<void> => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, workThrough));
}
