import { AlignmentType, BorderStyle } from 'docx';
import { type LetterInput, nameIn } from '../../domain/letter.ts';
import { dateIn, ltr, own, type Sheet } from '../sheet.ts';
import { ALARM, INK } from '../styles.ts';
import { captioned, paragraph } from './paragraphs.ts';
import { fill, type Inline } from './runs.ts';
import { type FileChild, spaced, table, UNRULED } from './tables.ts';

type Party = LetterInput['requesting'];

/** Who writes: State, authority and how to reach it, above a line. */
export function letterhead(
  sheet: Sheet,
  { state, authority, address, telephone, email, hours, zone }: Party,
): FileChild[] {
  const { language, words } = sheet;
  const line = (parts: readonly (readonly Inline[])[]): Inline[] =>
    parts.flatMap((part, index) => (index === 0 ? part : [{ text: '  ·  ' }, ...part]));
  const contact = line([
    captioned(sheet, words.fields.telephone, ltr(telephone)),
    captioned(sheet, words.fields.email, ltr(email)),
  ]);
  const open = captioned(sheet, words.fields.hours, own(hours), { text: ' (' }, ltr(zone), { text: ')' });
  return [
    paragraph(sheet, [own(nameIn(state, language))], { style: 'State', bookmark: 'letterhead' }),
    paragraph(sheet, [own(nameIn(authority, language))], { style: 'Authority' }),
    paragraph(sheet, [own(address.replace(/\s*\n\s*/gu, ', '))], { style: 'Margin' }),
    paragraph(sheet, contact, { style: 'Margin' }),
    paragraph(sheet, open, {
      style: 'Margin',
      spacing: { after: 200 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: INK, space: 8 } },
    }),
  ];
}

/** How fast, where it is not normal; seen before anything else is read. */
export function urgencyBanner(sheet: Sheet, input: LetterInput): FileChild[] {
  const { words, language } = sheet;
  if (input.urgency === 'normal') return [];
  const desired = input.content.urgency?.desiredDate;
  const until =
    desired === undefined
      ? []
      : [{ text: ' · ' }, ...fill(words.sentences.answerBy, { date: own(dateIn(language, desired)) })];
  const edge = { style: BorderStyle.SINGLE, size: 8, color: ALARM, space: 4 };
  return [
    paragraph(sheet, [{ text: words.urgencies[input.urgency] }, ...until], {
      style: 'Banner',
      border: { top: edge, bottom: edge, left: edge, right: edge },
    }),
    paragraph(sheet, '', { style: 'Spacer' }),
  ];
}

/** The addressee on the one side; reference, date, handling and route on the other. */
export function addressee(sheet: Sheet, input: LetterInput): FileChild[] {
  const { words, language } = sheet;
  const { fields } = words;
  const { state, authority, address } = input.requested;
  const line = (content: readonly Inline[]) => paragraph(sheet, content, { style: 'Cell' });
  const to = [
    paragraph(sheet, fields.to, { style: 'CellCaption', bookmark: 'addressee' }),
    line([{ ...own(nameIn(authority, language)), bold: true }]),
    line([own(nameIn(state, language))]),
    ...address.split('\n').map((part) => line([own(part)])),
  ];
  const facts = [
    captioned(sheet, fields.reference, { ...ltr(input.reference), bold: true }),
    captioned(sheet, fields.date, own(dateIn(language, input.date))),
    captioned(sheet, fields.handling, { text: words.labels[input.label], bold: true }),
    captioned(sheet, fields.urgency, { text: words.urgencies[input.urgency] }),
    ...input.holds.map((hold) => captioned(sheet, fields.preservation, ltr(hold.reference))),
    ...(input.route === undefined ? [] : [captioned(sheet, fields.route, ...routeText(sheet, input.route))]),
    ...(input.copy === undefined ? [] : [captioned(sheet, fields.copyTo, own(nameIn(input.copy.authority, language)))]),
  ];
  return spaced(
    table(sheet, {
      widths: [50, 4, 46],
      borders: UNRULED,
      padding: 0,
      rows: [[to, [], facts.map((fact) => line(fact))]],
    }),
  );
}

function routeText({ words }: Sheet, { id, source }: NonNullable<LetterInput['route']>): Inline[] {
  const route = { text: words.routes[id] };
  return source === undefined ? [route] : fill(words.sentences.route, { route, source: own(source) });
}

/** "Request for mutual legal assistance in the case of ...", with the offence in a few words. */
export function title(sheet: Sheet, { content }: LetterInput): FileChild[] {
  const { words } = sheet;
  const lines =
    content.title === undefined
      ? []
      : [fill(words.sentences.inTheCase, { case: own(content.title.case) }), [own(content.title.offence)]];
  return [
    paragraph(sheet, words.letterTitle, { heading: 'Title', bookmark: 'title' }),
    ...lines.map((text) => paragraph(sheet, text, { style: 'Subtitle', alignment: AlignmentType.CENTER })),
  ];
}
