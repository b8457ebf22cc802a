import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { access, type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { DiskFull, FileDamaged, FileMissing, FileTooLarge } from './errors.ts';

export type Stored = {
  /** SHA-256 of the bytes in hex: the address. */
  hash: string;
  size: number;
  /** The first bytes, enough to know a type by. */
  head: Uint8Array;
};
/** A file that is written and synced, and has no place yet. */
export type Incoming = Stored & { path: string };

/** Files by the hash of their bytes. What is stored is never changed. */
export type Store = {
  /**
   * Resolves when the bytes are on the disk. Stops at `limit` bytes. `check` sees the whole file before it gets its
   * place: when it throws, nothing is kept.
   */
  put(stream: AsyncIterable<Uint8Array>, limit: number, check?: (file: Incoming) => Promise<void>): Promise<Stored>;
  putBytes(bytes: Uint8Array): Promise<Stored>;
  /** The bytes from `start` up to, but without, `end`. */
  read(hash: string, range?: { start: number; end: number }): Promise<Readable>;
  size(hash: string): Promise<number>;
  has(hash: string): Promise<boolean>;
};

/** Hashing and writing pieces this large is twice as fast as 64 KiB. */
const CHUNK = 1024 * 1024;
const HEAD = 4100;
const ABANDONED_MS = 60 * 60 * 1000;

/** A store in a folder: `sha256/ab/cdef...`, and `incoming/` for what is being written. */
export function createFolderStore(folder: string): Store {
  const files = join(folder, 'sha256');
  const incoming = join(folder, 'incoming');
  for (const path of [files, incoming]) mkdirSync(path, { recursive: true, mode: 0o700 });
  sweep(incoming);

  const pathOf = (hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('Cannot address a file: not a SHA-256 in hex');
    return join(files, hash.slice(0, 2), hash.slice(2));
  };

  const store: Store = {
    async put(stream, limit, check) {
      const path = join(incoming, `${hostname()}.${process.pid}.${randomUUID()}`);
      try {
        const stored = await write(stream, limit, path);
        await check?.({ ...stored, path });
        const place = pathOf(stored.hash);
        await mkdir(dirname(place), { recursive: true, mode: 0o700 });
        await rename(path, place);
        await syncFolder(dirname(place));
        await syncFolder(files);
        return stored;
      } catch (error) {
        await rm(path, { force: true });
        throw isFull(error) ? new DiskFull(error) : error;
      }
    },
    putBytes: (bytes) => store.put(Readable.from([bytes]), bytes.length),
    async read(hash, range) {
      const file = await open(pathOf(hash)).catch(missing(hash));
      if (range === undefined) return file.createReadStream({ highWaterMark: CHUNK });
      if (range.end > range.start) {
        return file.createReadStream({ highWaterMark: CHUNK, start: range.start, end: range.end - 1 });
      }
      await file.close();
      return Readable.from([]);
    },
    size: async (hash) => (await stat(pathOf(hash)).catch(missing(hash))).size,
    has: (hash) =>
      access(pathOf(hash)).then(
        () => true,
        () => false,
      ),
  };
  return store;
}

/** The stored bytes. The last of them are given only when all together have the hash that they are kept under. */
export async function* readVerified(store: Store, hash: string): AsyncGenerator<Buffer> {
  const sum = createHash('sha256');
  let held: Buffer | undefined;
  for await (const chunk of await store.read(hash)) {
    sum.update(chunk);
    if (held) yield held;
    held = chunk;
  }
  if (sum.digest('hex') !== hash) throw new FileDamaged(hash);
  if (held) yield held;
}

/** The stored bytes in one piece, verified. */
export async function readBytes(store: Store, hash: string, limit: number): Promise<Buffer> {
  if ((await store.size(hash)) > limit) throw new FileTooLarge(limit);
  const chunks: Buffer[] = [];
  for await (const chunk of readVerified(store, hash)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Reads the file again and tells whether it still is what was stored. */
export async function verifyFile(store: Store, hash: string): Promise<'intact' | 'missing' | 'damaged'> {
  try {
    for await (const _ of readVerified(store, hash));
    return 'intact';
  } catch (error) {
    if (error instanceof FileMissing) return 'missing';
    if (error instanceof FileDamaged) return 'damaged';
    throw error;
  }
}

async function write(stream: AsyncIterable<Uint8Array>, limit: number, path: string): Promise<Stored> {
  const file = await open(path, 'wx', 0o600);
  try {
    const sum = createHash('sha256');
    const chunk = Buffer.allocUnsafe(CHUNK);
    let filled = 0;
    let size = 0;
    let head = new Uint8Array();
    const flush = async () => {
      const bytes = chunk.subarray(0, filled);
      if (size === 0) head = Uint8Array.from(bytes.subarray(0, HEAD));
      sum.update(bytes);
      size += filled;
      filled = 0;
      await writeAll(file, bytes);
    };
    for await (const piece of stream) {
      if (size + filled + piece.length > limit) throw new FileTooLarge(limit);
      for (let at = 0; at < piece.length; ) {
        const taken = Math.min(piece.length - at, CHUNK - filled);
        chunk.set(piece.subarray(at, at + taken), filled);
        filled += taken;
        at += taken;
        if (filled === CHUNK) await flush();
      }
    }
    if (filled > 0) await flush();
    await file.chmod(0o400);
    await file.sync();
    return { hash: sum.digest('hex'), size, head };
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(codeOf(error)));
const missing = (hash: string) => (error: unknown) => {
  throw codeOf(error) === 'ENOENT' ? new FileMissing(hash) : error;
};

/**
 * Removes what a dead process left. Another process of this machine is asked whether it lives; what comes from elsewhere
 * goes after an hour without a byte, by the clock of the file system itself.
 */
function sweep(incoming: string): void {
  const probe = join(incoming, `${hostname()}.${process.pid}.${randomUUID()}`);
  writeFileSync(probe, '');
  const now = statSync(probe).mtimeMs;
  rmSync(probe);
  for (const name of readdirSync(incoming)) {
    const path = join(incoming, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now;
    const [, pid] = name.startsWith(`${hostname()}.`) ? name.slice(hostname().length).split('.') : [];
    if (now - changed > ABANDONED_MS || (pid && !isAlive(Number(pid)))) rmSync(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
