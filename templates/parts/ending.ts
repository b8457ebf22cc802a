import { BorderStyle, type Paragraph } from 'docx';
import { type LetterInput, nameIn } from '../../domain/letter.ts';
import { code, dateIn, ltr, own, type Sheet } from '../sheet.ts';
import { BULLETS, RULE } from '../styles.ts';
import { blocksOf, hasText } from './blocks.ts';
import { annexBookmark } from './bookmarks.ts';
import { cellText, paragraph, prose } from './paragraphs.ts';
import { fill } from './runs.ts';
import { entries, type FileChild, spaced, table, UNRULED } from './tables.ts';

const UNDERTAKINGS = [
  'reciprocity',
  'speciality',
  'returnOfOriginals',
  'deathPenalty',
  'costs',
  'dataProtection',
] as const;

/** [13] How fast and why; the holds that end first. */
export function urgency(sheet: Sheet, input: LetterInput): FileChild[] {
  const { sentences, urgencySentences } = sheet.words;
  const { reason, desiredDate } = input.content.urgency ?? {};
  const date = (day: string) => own(dateIn(sheet.language, day));
  const holds = input.holds.map((hold) =>
    fill(sentences.heldUntil, {
      reference: ltr(hold.reference),
      from: date(hold.preservedFrom),
      until: date(hold.until),
      source: own(hold.source),
    }),
  );
  return [
    paragraph(sheet, urgencySentences[input.urgency]),
    ...(reason === undefined ? [] : [prose(sheet, reason)]),
    ...holds.map((text) => paragraph(sheet, text)),
    ...(desiredDate === undefined ? [] : [paragraph(sheet, fill(sentences.answerBy, { date: date(desiredDate) }))]),
  ];
}

/** [14] What is to stay secret, why, and what to do if it cannot. */
export function confidentiality(sheet: Sheet, { content }: LetterInput): FileChild[] {
  const { fields, sentences } = sheet.words;
  if (content.confidentiality === undefined) return [];
  const { wished, reason, ifNotKept } = content.confidentiality;
  return [
    paragraph(sheet, wished ? sentences.confidentialityWished : sentences.confidentialityNotWished),
    ...(reason === undefined ? [] : [prose(sheet, reason)]),
    ...entries(sheet, [[fields.ifNotKept, ifNotKept === undefined ? undefined : [own(ifNotKept)]]]),
  ];
}

/** [15] What the requesting State undertakes, one sentence each. */
export function undertakings(sheet: Sheet, { content }: LetterInput): FileChild[] {
  const given = content.undertakings;
  if (given === undefined) return [];
  const sentences = UNDERTAKINGS.filter((undertaking) => given[undertaking]).map((undertaking) =>
    paragraph(sheet, sheet.words.undertakings[undertaking], { numbering: { reference: BULLETS, level: 0 } }),
  );
  return [...sentences, ...(hasText(given.further) ? blocksOf(sheet, given.further) : [])];
}

/** [16] Where and how the answer is to come. */
export function results(sheet: Sheet, { content }: LetterInput): FileChild[] {
  const { fields, sentences } = sheet.words;
  if (content.results === undefined) return [];
  const { address, means, media } = content.results;
  return [
    paragraph(sheet, sentences.resultsIntro, { keepNext: true }),
    ...entries(sheet, [
      [fields.sendTo, [own(address)]],
      [fields.means, [own(means)]],
      [fields.media, media === undefined ? undefined : [own(media)]],
    ]),
    paragraph(sheet, sentences.hashListWished),
  ];
}

/** [17] Courtesy, and the place for the signature, on one page. */
export function closing(sheet: Sheet, input: LetterInput): FileChild[] {
  const { words, language } = sheet;
  const { fields, sentences } = words;
  const authority = own(nameIn(input.requesting.authority, language));
  const blank = { bottom: { style: BorderStyle.SINGLE, size: 4, color: RULE, space: 1 } };
  const toFill = (caption: string) => [
    paragraph(sheet, caption, { style: 'CellCaption', keepNext: true }),
    paragraph(sheet, '', { style: 'Cell', keepNext: true, border: blank, spacing: { before: 300, after: 120 } }),
  ];
  const placeAndDate = [
    ...toFill(fields.place),
    paragraph(sheet, fields.date, { style: 'CellCaption', keepNext: true }),
    cellText(sheet, [own(dateIn(language, input.date))]),
    paragraph(sheet, fields.seal, { style: 'CellCaption', spacing: { before: 240 } }),
  ];
  const signature = [...toFill(fields.signature), ...toFill(fields.name), ...toFill(fields.office)];
  return [
    paragraph(sheet, sentences.closing, {
      keepNext: true,
      spacing: { before: 360, after: 240 },
      bookmark: 'closing',
    }),
    paragraph(sheet, fill(sentences.forAuthority, { authority: { ...authority, bold: true } }), {
      keepNext: true,
      spacing: { after: 160 },
    }),
    ...spaced(
      table(sheet, {
        widths: [46, 8, 46],
        borders: UNRULED,
        padding: 0,
        rows: [[placeAndDate, [], signature]],
        keepTogether: true,
      }),
    ),
  ];
}

/** [18] The annexes, each with the hash by which its copy is checked. */
export function annexes(sheet: Sheet, { annexes: list }: LetterInput): FileChild[] {
  if (list.length === 0) return [];
  const { fields, sentences, locale } = sheet.words;
  const count = (size: number) => ltr(new Intl.NumberFormat(locale).format(size));
  return spaced(
    table(sheet, {
      widths: [14, 66, 20],
      header: [fields.annex, `${fields.title} · ${fields.sha256}`, fields.size].map((text) => [{ text }]),
      rows: list.map((annex) => [
        [
          paragraph(sheet, fill(sentences.annex, { letter: ltr(annex.letter) }), {
            style: 'Cell',
            bookmark: annexBookmark(annex.id),
          }),
        ],
        [cellText(sheet, [own(annex.title)]), hashLine(sheet, annex.hash)],
        fill(sentences.bytes, { count: count(annex.size) }),
      ]),
    }),
  );
}

const hashLine = (sheet: Sheet, hash: string): Paragraph => cellText(sheet, [{ ...code(hash), style: 'Hash' }]);
