import { createHash } from 'node:crypto';
import type { Described } from './case-file.ts';

/** The bytes of a file as a case describes it; the same description gives the same bytes. */
export function bytesOf({ text, base64, page, size }: Described): Uint8Array {
  if (text !== undefined) return Buffer.from(text);
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  if (page !== undefined) return pageOf(page);
  return noise(size ?? 0);
}

/** Bytes without a meaning, and without the mark of any known format. */
function noise(size: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, index) =>
    createHash('sha256').update(`${index}`).digest(),
  );
  return Buffer.concat([Buffer.alloc(Math.min(size, 512)), ...blocks]).subarray(0, size);
}

const [LEFT, TOP, LEADING, FONT_SIZE] = [64, 780, 16, 11];

/** A PDF of one A4 page. Its font has Latin letters only; any other is shown as a question mark. */
function pageOf(text: string): Buffer {
  const shown = text
    .trimEnd()
    .split('\n')
    .map((line) => `(${escaped(line)}) '`);
  const content = `BT /F ${FONT_SIZE} Tf ${LEADING} TL ${LEFT} ${TOP} Td\n${shown.join('\n')}\nET`;
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
  ]);
}

const escaped = (line: string): string =>
  line
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[^\u0020-\u007e\u00a0-\u00ff]/gu, '?')
    .replace(/[\\()]/g, '\\$&');

/** The objects of a PDF one after the other, with the table that says where each begins. */
function pdfOf(objects: readonly string[]): Buffer {
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + trailer, 'latin1');
}
