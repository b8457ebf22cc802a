import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { MacrosNotAllowed } from './errors.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TEXT = 'application/vnd.oasis.opendocument.text';
const MAX_ENTRIES = 10_000;
const MAX_LISTED = 1024 * 1024;

/**
 * What a zip is, by its own list of contents: nothing is unpacked but the small entry that names the type. A document
 * with macros is refused whatever it is called.
 */
export async function officeTypeOf(path: string): Promise<string> {
  const zip = await openPromise(path, { autoClose: false }).catch(() => undefined);
  if (!zip) return 'unknown';
  try {
    return await typeOf(zip);
  } catch (error) {
    if (error instanceof MacrosNotAllowed) throw error;
    return 'unknown'; // a zip that cannot be read is none that we take
  } finally {
    zip.close();
  }
}

async function typeOf(zip: ZipFile): Promise<string> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > MAX_ENTRIES) return 'application/zip';
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);

  const types = await smallText(zip, entries.get('[Content_Types].xml'));
  if (types !== undefined) {
    if (/macroEnabled|vbaProject/i.test(types) || [...entries.keys()].some((name) => /vbaProject/i.test(name))) {
      throw new MacrosNotAllowed();
    }
    if (types.includes('wordprocessingml.document.main+xml') && entries.has('word/document.xml')) return WORD;
    if (types.includes('spreadsheetml.sheet.main+xml')) return SHEET;
  }
  const mimetype = await smallText(zip, entries.get('mimetype'));
  if (mimetype?.trim() === TEXT) {
    if ([...entries.keys()].some((name) => /^(?:Basic|Scripts)\/./.test(name))) throw new MacrosNotAllowed();
    return TEXT;
  }
  return 'application/zip';
}

async function smallText(zip: ZipFile, entry: Entry | undefined): Promise<string | undefined> {
  // yauzl stops where more comes out than the entry announces
  if (!entry || entry.uncompressedSize > MAX_LISTED) return undefined;
  return (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
}
