/** What the record needs of the store of files. */
export type StoredFiles = {
  /** The bytes from `start` up to, but without, `end`. */
  read(hash: string, range?: { start: number; end: number }): Promise<AsyncIterable<Uint8Array>>;
  size(hash: string): Promise<number>;
  has(hash: string): Promise<boolean>;
};

/** One file in a package: where its bytes lie. */
export type StoredEntry = { name: string; start: number; size: number };

const END = 22;
const LOCATOR = 20;
const END_64 = 56;
const LOCAL_HEADER = 30;
const DIRECTORY_HEADER = 46;
const LIMIT_16 = 0xffff;
const LIMIT_32 = 0xffffffff;
const MAX_DIRECTORY = 64 * 1024 * 1024;

/**
 * The files in a package, by the package's own directory. The record opens packages with a reader of its own, so that
 * what checks them shares nothing with what writes them. Throws for anything but a zip of uncompressed files.
 */
export async function entriesOf(store: StoredFiles, hash: string): Promise<StoredEntry[]> {
  const { offset, size, count } = await directoryPlace(store, hash);
  mustBe(size <= MAX_DIRECTORY);
  const directory = await bytes(store, hash, offset, size);
  const entries: StoredEntry[] = [];
  for (let at = 0; at < size; ) {
    mustBe(directory.readUInt32LE(at) === 0x02014b50 && directory.readUInt16LE(at + 10) === 0);
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place));
    const nameEnd = at + DIRECTORY_HEADER + (nameSize ?? 0);
    const name = directory.toString('utf8', at + DIRECTORY_HEADER, nameEnd);
    const extra = directory.subarray(nameEnd, nameEnd + (extraSize ?? 0));
    const [packed, unpacked, place] = wide(
      [24, 20, 42].map((field) => directory.readUInt32LE(at + field)),
      extra,
    );
    mustBe(packed === unpacked);
    entries.push({ name, size: unpacked ?? 0, start: await startOf(store, hash, place ?? 0, name) });
    at = nameEnd + (extraSize ?? 0) + (commentSize ?? 0);
  }
  mustBe(entries.length === count);
  return entries;
}

/** The bytes of one file of a package. */
export const readEntry = (
  store: StoredFiles,
  hash: string,
  { start, size }: StoredEntry,
): ReturnType<StoredFiles['read']> => store.read(hash, { start, end: start + size });

async function directoryPlace(
  store: StoredFiles,
  hash: string,
): Promise<{ offset: number; size: number; count: number }> {
  const length = await store.size(hash);
  const end = await bytes(store, hash, length - END, END);
  mustBe(end.readUInt32LE(0) === 0x06054b50);
  const [count, size, offset] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  if (count < LIMIT_16 && size < LIMIT_32 && offset < LIMIT_32) return { offset, size, count };
  const locator = await bytes(store, hash, length - END - LOCATOR, LOCATOR);
  mustBe(locator.readUInt32LE(0) === 0x07064b50);
  const record = await bytes(store, hash, Number(locator.readBigUInt64LE(8)), END_64);
  mustBe(record.readUInt32LE(0) === 0x06064b50);
  const [count64, size64, offset64] = [32, 40, 48].map((place) => Number(record.readBigUInt64LE(place)));
  return { offset: offset64 ?? 0, size: size64 ?? 0, count: count64 ?? 0 };
}

/** The fields that did not fit into 32 bits stand in the extra field, in the order of the header. */
function wide(fields: readonly number[], extra: Buffer): number[] {
  let at = 4;
  const isWide = extra.length >= 4 && extra.readUInt16LE(0) === 0x0001;
  return fields.map((field) => {
    if (field !== LIMIT_32 || !isWide) return field;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  });
}

async function startOf(store: StoredFiles, hash: string, place: number, name: string): Promise<number> {
  const header = await bytes(store, hash, place, LOCAL_HEADER + Buffer.byteLength(name));
  mustBe(header.readUInt32LE(0) === 0x04034b50 && header.toString('utf8', LOCAL_HEADER) === name);
  return place + header.length + header.readUInt16LE(28);
}

async function bytes(store: StoredFiles, hash: string, start: number, size: number): Promise<Buffer> {
  mustBe(start >= 0 && size >= 0);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await store.read(hash, { start, end: start + size })) chunks.push(chunk);
  const read = Buffer.concat(chunks);
  mustBe(read.length === size);
  return read;
}

function mustBe(isSo: boolean): void {
  if (!isSo) throw new Error('Cannot open a package: it is not a zip of uncompressed files');
}
