import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createFolderStore, type Store } from '../../files/store.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rogatory files '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function temporaryStore(): { store: Store; folder: string } {
  const folder = temporaryFolder();
  return { store: createFolderStore(folder), folder };
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export const pathIn = (folder: string, hash: string): string => join(folder, 'sha256', hash.slice(0, 2), hash.slice(2));

/** Every file of a store, placed or not. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

/** `size` bytes that no compressor likes, in pieces as a socket brings them; the same for the same size. */
export function* pieces(size: number, piece = 64 * 1024): Generator<Buffer> {
  const block = Buffer.alloc(piece);
  for (let left = size, seed = 1; left > 0; left -= piece, seed++) {
    block.fill(createHash('sha512').update(String(seed)).digest());
    yield Buffer.from(block.subarray(0, Math.min(left, piece)));
  }
}
