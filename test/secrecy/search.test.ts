import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { findIn } from './search.ts';

/** The search is trusted only as far as it finds what was hidden on purpose. */
const CANARIES = [
  'Zebedee Quillfeather',
  '봉황새연구원장',
  'Аристарх Жемчугов',
  'فاضل الزمرداني',
  'quince-ledger-xk42.pdf',
];
const NOISE = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) + 10) & 0xff));
const padded = (bytes: Buffer): Buffer => Buffer.concat([NOISE, bytes, NOISE]);
const utf8 = (text: string): Buffer => Buffer.from(`{"a":"${text}"}`);
const lines = (text: string): string => text.replace(/.{76}/g, '$&\r\n');

const HIDINGS: Record<string, (text: string) => Buffer> = {
  plain: utf8,
  'utf16, little end first': (text) => Buffer.from(text, 'utf16le'),
  'utf16, big end first': (text) => Buffer.from(text, 'utf16le').swap16(),
  'JSON escapes': (text) =>
    Buffer.from(
      [...text].map((char) => (char > '~' ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : char)).join(''),
    ),
  'an address': (text) => Buffer.from(`/files/?name=${encodeURIComponent(text)}&x=1`),
  hex: (text) => Buffer.from(Buffer.from(text).toString('hex')),
  'quoted-printable': (text) =>
    Buffer.from(
      [...Buffer.from(text)]
        .map((byte) =>
          byte > 126 || byte <= 32 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte),
        )
        .join(''),
    ),
  'a header of a mail': (text) =>
    Buffer.from(`Subject: =?UTF-8?B?${Buffer.from(`about ${text} again`).toString('base64')}?=`),
  'base64, url': (text) => Buffer.from(Buffer.from(`??>>${text}??>>`).toString('base64url')),
  'base64 in lines': (text) => Buffer.from(lines(Buffer.concat([NOISE, Buffer.from(text), NOISE]).toString('base64'))),
  'base64 of utf16': (text) => Buffer.from(Buffer.from(text, 'utf16le').toString('base64')),
  gzip: (text) => gzipSync(utf8(text)),
  'gzip with a name in its header': (text) => {
    const [head, rest] = [gzipSync(utf8(text)).subarray(0, 10), gzipSync(utf8(text)).subarray(10)];
    head.writeUInt8(0x08, 3);
    return Buffer.concat([head, Buffer.from('a.json\0'), rest]);
  },
  'gzip in gzip': (text) => gzipSync(Buffer.concat([NOISE, gzipSync(utf8(text))])),
  'gzip in base64 in JSON': (text) =>
    Buffer.from(JSON.stringify({ a: gzipSync(utf8(`${text} ${'x'.repeat(100)}`)).toString('base64') })),
  deflate: (text) => deflateSync(utf8(text)),
  'deflate of the best kind': (text) => deflateSync(utf8(text), { level: 9 }),
  'a cut end': (text) => gzipSync(Buffer.concat([utf8(text), NOISE])).subarray(0, 3000),
  'a zip entry': (text) => Buffer.from(zipSync({ 'a.txt': utf8(text) })),
  'a zip entry that is only stored': (text) => Buffer.from(zipSync({ 'a.txt': [utf8(text), { level: 0 }] })),
  'the name of a zip entry': (text) => Buffer.from(zipSync({ [text]: utf8('x') })),
  'a zip in a zip in a mail': (text) =>
    Buffer.from(lines(Buffer.from(zipSync({ 'b.zip': zipSync({ 'a.xml': utf8(text) }) })).toString('base64'))),
};

describe.each(Object.entries(HIDINGS))('hidden as %s', (_what, hide) => {
  test('every string is found', () => {
    for (const canary of CANARIES)
      expect(findIn(padded(hide(canary)), CANARIES).map((hit) => hit.canary)).toContain(canary);
  });
});

test('in base64 a string is found at each of the three offsets', () => {
  for (const canary of CANARIES) {
    for (const before of ['', 'a', 'ab', 'abc']) {
      for (const encoding of ['base64', 'base64url'] as const) {
        const bytes = Buffer.from(Buffer.from(`${before}${canary}${before}`).toString(encoding));
        expect(findIn(bytes, [canary])).not.toEqual([]);
      }
    }
  }
});

test('nothing is found where there is nothing', () => {
  const innocent = [
    NOISE,
    gzipSync(NOISE),
    deflateRawSync(NOISE),
    Buffer.from(NOISE.toString('base64')),
    Buffer.from(zipSync({ 'a.txt': NOISE })),
  ];
  expect(findIn(Buffer.concat(innocent), CANARIES)).toEqual([]);
});
