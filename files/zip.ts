import { crc32 } from 'node:zlib';

export type ZipEntry = {
  /** A safe relative path with `/`. */
  name: string;
  size: number;
  crc: number;
  read: () => AsyncIterable<Uint8Array>;
};

const LIMIT_32 = 0xffffffff;
const LIMIT_16 = 0xffff;
const UTF8_NAMES = 0x0800;
/** 1 January 1980, 00:00: the zip format's first moment, the same in every time zone. */
const DOS_DATE = 0x0021;
const MADE_ON_UNIX = 3 << 8;
const REGULAR_FILE = 0o100644 * 0x10000;

/**
 * A zip of stored entries, byte for byte a function of its input. Sizes and checksums stand before the data, not after
 * it: readers that take a zip as a stream refuse stored entries otherwise.
 */
export async function* zipped(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const header = localHeader(entry);
    yield header;
    yield* checked(entry);
    directory.push(directoryRecord(entry, offset));
    offset += header.length + entry.size;
  }
  const records = Buffer.concat(directory);
  yield records;
  yield directoryEnd(entries.length, records.length, offset);
}

async function* checked({ read, size, crc }: ZipEntry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  let seen = 0;
  for await (const chunk of read()) {
    sum = crc32(chunk, sum);
    seen += chunk.length;
    yield chunk;
  }
  if (sum !== crc || seen !== size) throw new Error('Cannot zip an entry: its bytes changed while they were read');
}

/** Fields of 2, 4 and 8 bytes, and bytes as they are, in the order given. */
function fields(...parts: ([2 | 4 | 8, number] | Uint8Array)[]): Buffer {
  const sizeOf = (part: [2 | 4 | 8, number] | Uint8Array) => (part instanceof Uint8Array ? part.length : part[0]);
  const bytes = Buffer.alloc(parts.reduce((sum, part) => sum + sizeOf(part), 0));
  let at = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) bytes.set(part, at);
    else if (part[0] === 8) bytes.writeBigUInt64LE(BigInt(part[1]), at);
    else bytes.writeUIntLE(part[1], at, part[0]);
    at += sizeOf(part);
  }
  return bytes;
}

const in32 = (value: number): number => Math.min(value, LIMIT_32);

/** The extra field for what does not fit into 32 bits; nothing when all fits. */
function zip64(values: readonly number[]): Buffer {
  return values.length === 0
    ? Buffer.alloc(0)
    : fields([2, 0x0001], [2, values.length * 8], ...values.map((value): [8, number] => [8, value]));
}

/** From the checksum on, what both headers of an entry say. */
const common = ({ name, size, crc }: ZipEntry, extra: Buffer): Buffer =>
  fields([4, crc], [4, in32(size)], [4, in32(size)], [2, Buffer.byteLength(name)], [2, extra.length]);

function localHeader(entry: ZipEntry): Buffer {
  const extra = zip64(entry.size >= LIMIT_32 ? [entry.size, entry.size] : []);
  return fields(
    [4, 0x04034b50],
    [2, versionFor(extra)],
    [2, UTF8_NAMES],
    [2, 0], // stored
    [2, 0], // time
    [2, DOS_DATE],
    common(entry, extra),
    Buffer.from(entry.name),
    extra,
  );
}

function directoryRecord(entry: ZipEntry, offset: number): Buffer {
  const sizes = entry.size >= LIMIT_32 ? [entry.size, entry.size] : [];
  const extra = zip64(offset >= LIMIT_32 ? [...sizes, offset] : sizes);
  return fields(
    [4, 0x02014b50],
    [2, MADE_ON_UNIX | versionFor(extra)],
    [2, versionFor(extra)],
    [2, UTF8_NAMES],
    [2, 0], // stored
    [2, 0], // time
    [2, DOS_DATE],
    common(entry, extra),
    [2, 0], // comment
    [2, 0], // disk
    [2, 0], // internal attributes
    [4, REGULAR_FILE],
    [4, in32(offset)],
    Buffer.from(entry.name),
    extra,
  );
}

const versionFor = (extra: Buffer): number => (extra.length > 0 ? 45 : 20);

function directoryEnd(count: number, size: number, offset: number): Buffer {
  const end = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, Math.min(count, LIMIT_16)],
    [2, Math.min(count, LIMIT_16)],
    [4, in32(size)],
    [4, in32(offset)],
    [2, 0],
  );
  if (count < LIMIT_16 && size < LIMIT_32 && offset < LIMIT_32) return end;
  const record = fields(
    [4, 0x06064b50],
    [8, 44], // bytes that follow in this record
    [2, MADE_ON_UNIX | 45],
    [2, 45],
    [4, 0],
    [4, 0],
    [8, count],
    [8, count],
    [8, size],
    [8, offset],
  );
  const locator = fields([4, 0x07064b50], [4, 0], [8, offset + size], [4, 1]);
  return Buffer.concat([record, locator, end]);
}
