import { constants, inflateRawSync, inflateSync } from 'node:zlib';

/** Where a string was found, and how it was hidden. */
export type Hit = { canary: string; how: string };

type Forms = { form: string; bytes: Buffer }[];
const DEEPEST = 5;
const LONGEST = 32 * 1024 * 1024;
const PATIENT = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: LONGEST }; // what follows a stream, or a cut end, is no fault

/** Looks for strings in bytes: written plainly, escaped, in base64, and within whatever was compressed or packed. */
export function findIn(bytes: Buffer, canaries: readonly string[]): Hit[] {
  const forms = new Map(canaries.map((canary) => [canary, formsOf(canary)]));
  const hits = new Map<string, Hit>();
  look(bytes, forms, '', 0, (hit) => hits.set(`${hit.canary} ${hit.how}`, hit));
  return [...hits.values()];
}

function look(
  bytes: Buffer,
  forms: ReadonlyMap<string, Forms>,
  within: string,
  depth: number,
  found: (hit: Hit) => void,
): void {
  const narrow = withoutBreaks(bytes);
  for (const [canary, ways] of forms) {
    for (const { form, bytes: wanted } of ways) {
      const place = form.startsWith('base64') ? narrow : bytes;
      if (place.includes(wanted)) found({ canary, how: `${within}${form}` });
    }
  }
  if (depth === DEEPEST) return;
  for (const { what, unpacked } of packedIn(bytes)) look(unpacked, forms, `${within}${what} > `, depth + 1, found);
}

/** The ways in which a text stands in bytes as it is. */
function formsOf(text: string): Forms {
  const utf8 = Buffer.from(text);
  const wide = Buffer.from(text, 'utf16le');
  const escapes = [...text].some((char) => char > '~') ? [escaped(text, false), escaped(text, true)] : [];
  return [
    { form: 'utf8', bytes: utf8 },
    { form: 'utf16le', bytes: wide },
    { form: 'utf16be', bytes: Buffer.from(wide).swap16() },
    ...escapes.map((form) => ({ form: 'JSON escapes', bytes: Buffer.from(form) })),
    { form: 'hex', bytes: Buffer.from(utf8.toString('hex')) },
    { form: 'hex', bytes: Buffer.from(utf8.toString('hex').toUpperCase()) },
    { form: 'percent', bytes: Buffer.from(encodeURIComponent(text)) },
    { form: 'quoted-printable', bytes: Buffer.from(quotedPrintable(utf8)) },
    ...[utf8, wide].flatMap(inBase64),
  ].filter(({ form, bytes }) => form === 'utf8' || !bytes.equals(utf8)); // biome-ignore format: a table
}

const escaped = (text: string, upper: boolean): string =>
  text.replace(/[^ -~]/g, (unit) => {
    const code = unit.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${upper ? code.toUpperCase() : code}`;
  });

const quotedPrintable = (utf8: Buffer): string =>
  [...utf8]
    .map((byte) =>
      byte >= 33 && byte <= 126 && byte !== 61
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');

/** What of a text is the same in base64 whatever stands before and after it: one core for each of the three offsets. */
function inBase64(bytes: Buffer): Forms {
  return [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
    const end = whole.length - (whole.length % 3);
    const core = whole
      .subarray(0, end)
      .toString('base64')
      .slice(offset === 0 ? 0 : 4);
    return [
      { form: `base64 at ${offset}`, bytes: Buffer.from(core) },
      { form: `base64url at ${offset}`, bytes: Buffer.from(core.replaceAll('+', '-').replaceAll('/', '_')) },
    ];
  });
}

/** Base64 in mail is broken into lines, and in JSON its breaks are escaped. */
const withoutBreaks = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('latin1').replace(/\r|\n|\\r|\\n/g, ''), 'latin1');

/** How a deflated stream begins, by its level. */
const DEFLATED = [0x01, 0x5e, 0x9c, 0xda].map((level) => Buffer.from([0x78, level]));

type Packed = { what: string; unpacked: Buffer };

/** Everything within that is packed: compressed streams, zip entries, runs of base64. */
function packedIn(bytes: Buffer): Packed[] {
  return [
    ...streams(bytes, Buffer.from([0x1f, 0x8b, 0x08]), 'gzip', gunzipped),
    ...DEFLATED.flatMap((mark) => streams(bytes, mark, 'deflate', (rest) => inflateSync(rest, PATIENT))),
    ...streams(bytes, Buffer.from('PK\x03\x04', 'latin1'), 'zip', zipEntry),
    ...base64Runs(bytes),
  ];
}

function streams(bytes: Buffer, mark: Buffer, what: string, unpack: (rest: Buffer) => Buffer): Packed[] {
  const found: Packed[] = [];
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
    const unpacked = tried(() => unpack(bytes.subarray(at)));
    if (unpacked && unpacked.length > 0) found.push({ what, unpacked });
  }
  return found;
}

/** What a gzip stream holds. Its header is skipped here: zlib's own reader takes nothing that follows a stream. */
function gunzipped(rest: Buffer): Buffer {
  const flags = rest.readUInt8(3);
  let start = 10;
  if (flags & 0x04) start += 2 + rest.readUInt16LE(start);
  for (const text of [0x08, 0x10]) if (flags & text) start = rest.indexOf(0, start) + 1;
  if (flags & 0x02) start += 2;
  return inflateRawSync(rest.subarray(start), PATIENT);
}

/** The content of the entry whose local header stands here; its name stands in the header, plainly. */
function zipEntry(rest: Buffer): Buffer {
  const [method, name, extra] = [rest.readUInt16LE(8), rest.readUInt16LE(26), rest.readUInt16LE(28)];
  const content = rest.subarray(30 + name + extra);
  return method === 8 ? inflateRawSync(content, PATIENT) : Buffer.alloc(0); // what is only stored was looked at already
}

/** Long runs of base64, which may hold something packed; broken into lines, standard or url, at each offset. */
function base64Runs(bytes: Buffer): Packed[] {
  const runs =
    withoutBreaks(bytes)
      .toString('latin1')
      .match(/[\w+/-]{40,}/g) ?? [];
  return runs.flatMap((run) =>
    [0, 1, 2, 3]
      .map((offset) => ({ what: 'base64', unpacked: Buffer.from(run.slice(offset), 'base64') }))
      .filter(({ unpacked }) => holdsPacked(unpacked)),
  );
}

/** Only what may hold something packed is worth another look: the plain forms of base64 are looked for directly. */
const holdsPacked = (bytes: Buffer): boolean =>
  bytes.includes(Buffer.from([0x1f, 0x8b, 0x08])) ||
  bytes.includes('PK\x03\x04') ||
  DEFLATED.some((mark) => bytes.includes(mark)) ||
  /[\w+/-]{60,}/.test(bytes.toString('latin1'));

function tried(unpack: () => Buffer): Buffer | undefined {
  try {
    return unpack();
  } catch {
    return undefined; // the mark was there by chance
  }
}
