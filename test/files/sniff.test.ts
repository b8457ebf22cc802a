import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Document, Packer, Paragraph } from 'docx';
import { expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { FileEmpty, FileTypeMismatch, FileTypeNotAllowed, MacrosNotAllowed } from '../../files/errors.ts';
import { endingsFor, type Purpose, sniff } from '../../files/sniff.ts';
import { temporaryFolder } from './support.ts';

const ODT = 'application/vnd.oasis.opendocument.text';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function zipOf(entries: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(entries)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}

const contentTypes = (main: string): string =>
  `<Types><Override PartName="/a" ContentType="application/vnd.openxmlformats-officedocument.${main}.main+xml"/></Types>`;

const pdf = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n<<>>\nendobj\n%%EOF\n', 'latin1');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
);
const jpeg = Buffer.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
]);
const tiff = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\0\0\x02\0isommp42'), Buffer.alloc(64)]);
const exe = Buffer.concat([
  Buffer.from('MZ'),
  Buffer.alloc(58),
  Buffer.from([0x80, 0, 0, 0]),
  Buffer.alloc(64),
  Buffer.from('PE\0\0'),
]);
const docx = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('A letter')] }] }));
const docm = await zipOf({
  '[Content_Types].xml': contentTypes('wordprocessingml.document'),
  'word/document.xml': '<x/>',
  'word/vbaProject.bin': 'Sub AutoOpen()',
});
const renamedMacros = await zipOf({
  '[Content_Types].xml':
    '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
  'word/document.xml': '<x/>',
});
const xlsx = await zipOf({ '[Content_Types].xml': contentTypes('spreadsheetml.sheet'), 'xl/workbook.xml': '<x/>' });
const odt = await zipOf({ mimetype: ODT, 'content.xml': '<x/>' });
const odtWithBasic = await zipOf({ mimetype: ODT, 'Basic/Standard/Module1.xml': '<x/>' });
const zip = await zipOf({ 'a.txt': 'a' });
const shiftJis = Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea, 0x0d, 0x0a]);
const disk = Buffer.concat([Buffer.alloc(510), Buffer.from([0x55, 0xaa]), Buffer.alloc(4096)]);

async function sniffed(name: string, bytes: Uint8Array, purpose: Purpose = 'document'): Promise<string> {
  const path = join(temporaryFolder(), 'incoming');
  writeFileSync(path, bytes);
  return sniff({ name, purpose, path, head: Uint8Array.from(bytes.subarray(0, 4100)) });
}

test.each<[string, Uint8Array, string]>([
  ['order.pdf', pdf, 'application/pdf'],
  ['Order.PDF', pdf, 'application/pdf'],
  ['letter.docx', docx, DOCX],
  ['letter.odt', odt, ODT],
  ['accounts.xlsx', xlsx, XLSX],
  ['stamp.png', png, 'image/png'],
  ['stamp.jpg', jpeg, 'image/jpeg'],
  ['scan.tiff', tiff, 'image/tiff'],
  ['hearing.mp4', mp4, 'video/mp4'],
  ['bundle.zip', zip, 'application/zip'],
  ['bundle.zip', docx, 'application/zip'],
  ['notes.txt', Buffer.from('MZ is how this text begins, and it is one\n'), 'text/plain'],
  ['notes.txt', shiftJis, 'text/plain'],
  ['notes.txt', Buffer.from('\ufeffنص', 'utf16le'), 'text/plain'],
  ['calls.csv', Buffer.from('from;to\r\n1;2\r\n'), 'text/csv'],
  ['answer.eml', Buffer.from('Received: from x\r\nSubject: MLA-2026-1\r\n\r\nHello\r\n'), 'message/rfc822'],
  ['request.json', Buffer.from('{"a":1}'), 'application/json'],
  ['request.xml', Buffer.from('\ufeff<?xml version="1.0"?><a/>'), 'application/xml'],
])('takes %s for what it says', async (name, bytes, type) => {
  expect(await sniffed(name, bytes)).toBe(type);
});

test.each<[string, Uint8Array, string]>([
  ['order.pdf', Buffer.from('<html><script>alert(1)</script>'), 'unknown'],
  ['order.pdf', png, '"image/png"'],
  ['order.pdf', zip, '"application/zip"'],
  ['order.pdf', exe, '"application/x-msdownload"'],
  ['letter.docx', zip, '"application/zip"'],
  ['letter.docx', xlsx, `"${XLSX}"`],
  ['letter.docx', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)]), 'unknown'],
  ['bundle.zip', pdf, '"application/pdf"'],
  ['notes.txt', exe, 'unknown'],
  ['notes.txt', pdf, '"application/pdf"'],
  ['notes.txt', zip, '"application/zip"'],
  ['answer.eml', Buffer.from('\r\nno header'), 'unknown'],
  ['request.json', Buffer.from('<html>'), 'unknown'],
  ['request.xml', Buffer.from('not xml'), 'unknown'],
])('refuses %s when its content is something else', async (name, bytes, found) => {
  const refused = sniffed(name, bytes);
  await expect(refused).rejects.toThrow(FileTypeMismatch);
  await expect(refused).rejects.toMatchObject({
    field: 'file',
    message: expect.stringContaining(`its content is ${found}`),
  });
});

test('looks through the whole of a text', async () => {
  const late = Buffer.concat([Buffer.alloc(3_000_000, 'a'), Buffer.from([0])]);
  await expect(sniffed('notes.txt', late)).rejects.toThrow(FileTypeMismatch);
});

test.each(['letter.exe', 'letter.svg', 'letter.html', 'letter.docm', 'letter', 'letter.pdf.exe', 'disk.img'])(
  'refuses %s by its name, and does not repeat the name',
  async (name) => {
    const refused = sniffed(name, pdf);
    await expect(refused).rejects.toThrow(FileTypeNotAllowed);
    await expect(refused).rejects.toMatchObject({ field: 'name', message: expect.not.stringContaining('letter') });
  },
);

test.each([
  ['letter.docx', docm],
  ['letter.docx', renamedMacros],
  ['letter.odt', odtWithBasic],
])('refuses macros in %s', async (name, bytes) => {
  await expect(sniffed(name, bytes)).rejects.toThrow(MacrosNotAllowed);
});

test('takes the image of a disk as evidence only, and only what may be one', async () => {
  expect(await sniffed('phone.dd', disk, 'evidence')).toBe('application/octet-stream');
  await expect(sniffed('phone.dd', pdf, 'evidence')).rejects.toThrow(FileTypeMismatch);
  expect(endingsFor('document')).not.toContain('dd');
});

test('refuses a file without content', async () => {
  await expect(sniffed('empty.txt', new Uint8Array())).rejects.toThrow(FileEmpty);
});
