import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';
import { FileEmpty, FileTypeMismatch, FileTypeNotAllowed } from './errors.ts';
import { endingOf } from './name.ts';
import { officeTypeOf } from './office.ts';

/** What a file is for: a document that people open, or evidence as it was seized. */
export type Purpose = 'document' | 'evidence';

type Kind = {
  endings: readonly string[];
  /** How its content is told: by its first bytes, by what the zip holds, as text, or not at all. */
  by: 'magic' | 'office' | 'text' | 'nothing';
  /** Text only: how it begins. */
  begins?: RegExp;
  only?: Purpose;
};

/** Every type that can be stored. To allow a new one, add a line here. */
const KINDS = {
  'application/pdf': { endings: ['pdf'], by: 'magic' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { endings: ['docx'], by: 'office' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { endings: ['xlsx'], by: 'office' },
  'application/vnd.oasis.opendocument.text': { endings: ['odt'], by: 'office' },
  'application/zip': { endings: ['zip'], by: 'office' },
  'image/png': { endings: ['png'], by: 'magic' },
  'image/jpeg': { endings: ['jpg', 'jpeg'], by: 'magic' },
  'image/tiff': { endings: ['tif', 'tiff'], by: 'magic' },
  'video/mp4': { endings: ['mp4'], by: 'magic' },
  'text/plain': { endings: ['txt'], by: 'text' },
  'text/csv': { endings: ['csv'], by: 'text' },
  'message/rfc822': { endings: ['eml'], by: 'text', begins: /^(?:From |[\x21-\x39\x3b-\x7e]+:)/ },
  'application/json': { endings: ['json'], by: 'text', begins: /^\s*[[{"\-\dtfn]/ },
  'application/xml': { endings: ['xml'], by: 'text', begins: /^\s*</ },
  'application/octet-stream': { endings: ['dd', 'raw', 'img', 'e01'], by: 'nothing', only: 'evidence' },
} as const satisfies Record<string, Kind>;

export type FileType = keyof typeof KINDS;
const TABLE = Object.entries(KINDS) as [FileType, Kind][]; // entries of a const are its type

/** The endings of names that may be stored for `purpose`. */
export const endingsFor = (purpose: Purpose): string[] =>
  TABLE.flatMap(([, kind]) => (kind.only === undefined || kind.only === purpose ? kind.endings : []));

/** The type that a name promises; refused when it is on no list. */
export function typeFor(name: string, purpose: Purpose): FileType {
  const allowed = endingsFor(purpose);
  const ending = endingOf(name);
  const found = TABLE.find(([, kind]) => kind.endings.includes(ending));
  if (!found || !allowed.includes(ending)) throw new FileTypeNotAllowed(allowed);
  return found[0];
}

/** The type of a file whose content is what its name promises. */
export async function sniff(file: {
  name: string;
  purpose: Purpose;
  path: string;
  head: Uint8Array;
}): Promise<FileType> {
  if (file.head.length === 0) throw new FileEmpty();
  const type = typeFor(file.name, file.purpose);
  const found = await contentOf(file.path, file.head, KINDS[type]);
  if (found !== undefined && found !== type)
    throw new FileTypeMismatch(type, found === 'unknown' ? found : `"${found}"`);
  return type;
}

/** The type of the content; undefined where the kind has no content to go by, or the text is as it should be. */
async function contentOf(path: string, head: Uint8Array, kind: Kind): Promise<string | undefined> {
  if (isZip(head)) return kind.endings.includes('zip') ? 'application/zip' : officeTypeOf(path);
  const magic = (await fileTypeFromFile(path))?.mime;
  switch (kind.by) {
    case 'office':
    case 'magic':
      return magic ?? 'unknown';
    case 'nothing':
      return magic; // a disk has no mark of its own; what has one is no disk
    case 'text':
      if (magic !== undefined && PRINTABLE.includes(magic)) return magic;
      return (await isText(path, head)) && (kind.begins?.test(beginning(head)) ?? true) ? undefined : 'unknown';
    default:
      return kind.by satisfies never;
  }
}

/** Formats that may look like text from end to end. The others give themselves away by their control characters. */
const PRINTABLE = ['application/pdf', 'application/rtf', 'application/postscript', 'application/eps'];

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const isZip = (head: Uint8Array): boolean => ['504b0304', '504b0506'].includes(hex(head.subarray(0, 4)));
const isUtf16 = (head: Uint8Array): boolean => ['fffe', 'feff'].includes(hex(head.subarray(0, 2)));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The first characters, without the byte order mark and the zeros of UTF-16. */
const beginning = (head: Uint8Array): string =>
  latin(head)
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '');

/**
 * Bytes that are in no text: control characters, but for tab, line ends, form feed, and escape, which changes the
 * character set in some Japanese mail.
 */
const NEVER_TEXT = new Set(
  [...Array(32).keys(), 0x7f].filter((byte) => ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte)),
);

/** Text of any 8-bit encoding; UTF-16 is known by its mark. */
async function isText(path: string, head: Uint8Array): Promise<boolean> {
  if (isUtf16(head)) return true;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    for (const byte of chunk) if (NEVER_TEXT.has(byte)) return false;
  }
  return true;
}
