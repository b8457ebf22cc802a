import { expect, test } from 'vitest';
import { renderCoverSheet } from '../../templates/cover-sheet.ts';
import { sha256 } from '../../templates/docx-bytes.ts';
import { COVER_SHEET } from './cover-sheet-input.ts';
import { open, textOf } from './document.ts';
import { all, has } from './xml.ts';

test('the cover sheet says who sends what to whom, with the hashes, in both languages', async () => {
  const { body, header, footer } = open((await renderCoverSheet(COVER_SHEET, 'ar')).bytes);
  const text = textOf(body);
  const expected = [
    'بيان إرسال',
    'Cover sheet',
    'MLA-2026-2',
    'AR 7741 0093 2',
    'KANG Jiwoo',
    '3 أغسطس 2026',
    'إشعار استلام',
    'Receipt',
  ];
  for (const words of [...expected, ...COVER_SHEET.documents.map((document) => document.sha256)])
    expect(text).toContain(words);
  expect(text).toContain('دولة قصيرة');
  expect(text).toContain('State of Qasira');
  expect(textOf(header)).toContain('سري');
  expect(textOf(footer)).toContain('cover-sheet/1');
});

test('an English cover sheet is in English alone', async () => {
  const { body } = open((await renderCoverSheet(COVER_SHEET, 'en')).bytes);
  expect(textOf(body).split('Cover sheet')).toHaveLength(2);
});

test('a tracking number that is not known yet leaves room to write it', async () => {
  const { trackingNumber: _, ...courier } = COVER_SHEET.courier;
  const { body } = open((await renderCoverSheet({ ...COVER_SHEET, courier }, 'fr')).bytes);
  expect(textOf(body)).toContain('Numéro de suivi · Tracking numberSignataire');
});

test('the receipt stays on one page', async () => {
  const { body } = open((await renderCoverSheet(COVER_SHEET, 'fr')).bytes);
  const slip = all(body, 'w:tbl').at(-1);
  const paragraphs = slip === undefined ? [] : all(slip, 'w:p');
  expect(paragraphs).toHaveLength(8);
  expect(paragraphs.every((paragraph) => has(paragraph, 'w:keepNext'))).toBe(true);
});

test('the same sheet gives the same bytes', async () => {
  const [first, second] = [await renderCoverSheet(COVER_SHEET, 'ar'), await renderCoverSheet(COVER_SHEET, 'ar')];
  expect(sha256(second.bytes)).toBe(sha256(first.bytes));
});
