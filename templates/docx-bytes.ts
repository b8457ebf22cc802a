import { createHash } from 'node:crypto';
import { type Document, Packer } from 'docx';
import { type UnzipFileInfo, unzipSync, zipSync } from 'fflate';
import { FONT_TABLE } from './font-table.ts';

/** The earliest date a zip can hold, in local time, since that is what a zip stores. */
const zipTime = (): Date => new Date(1980, 0, 1);
const INSTANT = /(<dcterms:(created|modified) [^>]*>)[^<]*/gu;

/** The file of a document: the same document gives the same bytes, whenever and wherever it is written. */
export async function bytesOf(
  document: Document,
  { date, language }: { date: string; language: string },
): Promise<Uint8Array> {
  const packed = await Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: FONT_TABLE }]);
  const isFile = ({ name }: UnzipFileInfo) => !name.endsWith('/');
  const files = unzipSync(new Uint8Array(packed), { filter: isFile });
  const properties = files['docProps/core.xml'];
  if (properties === undefined) throw new Error('Cannot write a document: it has no core properties');
  files['docProps/core.xml'] = new TextEncoder().encode(fixed(new TextDecoder().decode(properties), date, language));
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 9, mtime: zipTime() });
}

/** The library dates a document by the clock and knows no language: both are put right, from values of fixed form. */
function fixed(properties: string, date: string, language: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date) || !/^[a-z]{2}$/u.test(language)) {
    throw new Error(`Cannot date a document "${date}" in language "${language}": not a calendar date and a language`);
  }
  return properties
    .replace(INSTANT, `$1${date}T00:00:00Z`)
    .replace('<dcterms:created', () => `<dc:language>${language}</dc:language><dcterms:created`);
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
