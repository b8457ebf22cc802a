import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { type Gap, InvalidInput } from '../domain/errors.ts';
import { FileDamaged } from './errors.ts';
import { readVerified, type Store } from './store.ts';
import { type ZipEntry, zipped } from './zip.ts';

/** What a package is made of; the order does not matter. */
export type PackageParts = {
  store: Store;
  /** Stored files. */
  entries: readonly { name: string; hash: string }[];
  /** What is written for this package: `request.json`. */
  extra: readonly { name: string; bytes: Uint8Array }[];
};

export const MANIFEST = 'manifest-sha256.txt';
const MAX_MANIFEST = 16 * 1024 * 1024;

/** Writes the package into the store. The same parts give the same bytes, whenever and wherever. */
export async function buildPackage(parts: PackageParts): Promise<{ hash: string; size: number }> {
  const { hash, size } = await parts.store.put(zipped(await contentsOf(parts)), Number.MAX_SAFE_INTEGER);
  return { hash, size };
}

/** What `buildPackage` gives, without writing anything: to compare a package with what it was made of. */
export async function rebuildPackage(parts: PackageParts): Promise<{ hash: string; size: number }> {
  const sum = createHash('sha256');
  let size = 0;
  for await (const chunk of zipped(await contentsOf(parts))) {
    sum.update(chunk);
    size += chunk.length;
  }
  return { hash: sum.digest('hex'), size };
}

export type PackageFault = {
  name: string;
  fault: 'missing' | 'wrong hash' | 'not in the manifest' | 'twice' | 'not stored as it is';
};

/** Opens a stored package and hashes every entry anew. No fault: each file is the one that the manifest names. */
export async function readPackage(
  store: Store,
  hash: string,
): Promise<{ entries: { name: string; size: number; hash: string }[]; faults: PackageFault[] }> {
  const zip = await opened(store, hash);
  const entries: { name: string; size: number; hash: string }[] = [];
  const faults: PackageFault[] = [];
  let manifest = new Map<string, string>();
  try {
    for await (const entry of zip.eachEntry()) {
      const { fileName: name, uncompressedSize: size, compressionMethod } = entry;
      if (entries.some((other) => other.name === name)) faults.push({ name, fault: 'twice' });
      if (compressionMethod !== 0) {
        faults.push({ name, fault: 'not stored as it is' });
        continue;
      }
      const sum = createHash('sha256');
      const kept: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        sum.update(chunk);
        if (name === MANIFEST && size <= MAX_MANIFEST) kept.push(chunk);
      }
      entries.push({ name, size, hash: sum.digest('hex') });
      if (name === MANIFEST) manifest = parsedManifest(Buffer.concat(kept).toString('utf8'));
    }
  } catch (error) {
    throw new FileDamaged(hash, error);
  } finally {
    zip.close();
  }
  return { entries, faults: [...faults, ...compared(entries, manifest)] };
}

function compared(entries: readonly { name: string; hash: string }[], manifest: Map<string, string>): PackageFault[] {
  const faults: PackageFault[] = [];
  if (!entries.some(({ name }) => name === MANIFEST)) faults.push({ name: MANIFEST, fault: 'missing' });
  for (const { name, hash } of entries) {
    if (name === MANIFEST) continue;
    const listed = manifest.get(name);
    if (listed === undefined) faults.push({ name, fault: 'not in the manifest' });
    else if (listed !== hash) faults.push({ name, fault: 'wrong hash' });
  }
  for (const name of manifest.keys()) {
    if (!entries.some((entry) => entry.name === name)) faults.push({ name, fault: 'missing' });
  }
  return faults;
}

/** All entries with the manifest, in the order of the bytes of their names. Every stored file is read and checked. */
async function contentsOf({ store, entries, extra }: PackageParts): Promise<ZipEntry[]> {
  refuseNames([...entries, ...extra].map(({ name }) => name));
  const files: (ZipEntry & { hash: string })[] = extra.map(({ name, bytes }) => inMemory(name, bytes));
  for (const { name, hash } of entries) {
    let crc = 0;
    let size = 0;
    for await (const chunk of readVerified(store, hash)) {
      crc = crc32(chunk, crc);
      size += chunk.length;
    }
    files.push({ name, hash, size, crc, read: () => readVerified(store, hash) });
  }
  const lines = files.sort(byName).map(({ name, hash }) => `${hash}  ${name}\n`);
  return [...files, inMemory(MANIFEST, Buffer.from(lines.join('')))].sort(byName);
}

function inMemory(name: string, bytes: Uint8Array): ZipEntry & { hash: string } {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { name, hash, size: bytes.length, crc: crc32(bytes), read: () => Readable.from([bytes]) };
}

const byName = (a: { name: string }, b: { name: string }): number =>
  Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));

/** Names that mean the same file to every system that unpacks them, inside the folder that they are unpacked to. */
function refuseNames(names: readonly string[]): void {
  const seen = new Set([MANIFEST]);
  const gaps: Gap[] = [];
  names.forEach((name, index) => {
    const message = faultOf(name) ?? (seen.has(folded(name)) ? 'is the name of another entry' : undefined);
    seen.add(folded(name));
    if (message) gaps.push({ field: `entries.${index}.name`, rule: 'package-name', message, source: 'House rule' });
  });
  if (gaps.length > 0) throw new InvalidInput('this package', gaps);
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase();

function faultOf(name: string): string | undefined {
  if (name !== name.normalize('NFC') || /[\p{Cc}\p{Cs}\u200e\u200f\u2028-\u202e\u2066-\u2069]/u.test(name)) {
    return 'has control characters';
  }
  if (/[\\<>:"|?*]/.test(name)) return 'has characters that some systems do not allow';
  const parts = name.split('/');
  if (parts.some((part) => part === '' || /[. ]$/.test(part) || Buffer.byteLength(part) > 200)) {
    return 'is no path inside the package';
  }
  return undefined;
}

function parsedManifest(text: string): Map<string, string> {
  return new Map([...text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].map(([, hash = '', name = '']) => [name, hash]));
}

async function opened(store: Store, hash: string): Promise<ZipFile> {
  const size = await store.size(hash);
  try {
    return await fromRandomAccessReaderPromise(new StoredReader(store, hash), size, {
      autoClose: false,
      strictFileNames: true,
    });
  } catch (error) {
    throw new FileDamaged(hash, error);
  }
}

class StoredReader extends RandomAccessReader {
  readonly #range: (start: number, end: number) => AsyncGenerator<Buffer>;

  constructor(store: Store, hash: string) {
    super();
    this.#range = async function* (start, end) {
      yield* await store.read(hash, { start, end });
    };
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#range(start, end), { objectMode: false });
  }
}
