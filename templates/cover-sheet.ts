import { BorderStyle, Document, type Paragraph } from 'docx';
import { type LetterInput, type Names, nameIn } from '../domain/letter.ts';
import { bytesOf } from './docx-bytes.ts';
import type { PostWording } from './languages/post.ts';
import { letterhead } from './parts/letterhead.ts';
import { pageFooter, pageHeader } from './parts/margins.ts';
import { cellText, paragraph } from './parts/paragraphs.ts';
import { fill, type Inline } from './parts/runs.ts';
import { BOXED, type Cell, type FileChild, spaced, table } from './parts/tables.ts';
import { clean } from './scripts.ts';
import { code, createSheet, dateIn, type Language, ltr, own, postWordingOf, type Sheet } from './sheet.ts';
import { NUMBERING, PAGE, RULE, stylesOf } from './styles.ts';
import { COVER_SHEET_TEMPLATE } from './version.ts';

export type CoverSheetInput = Pick<
  LetterInput,
  'reference' | 'date' | 'label' | 'marking' | 'requesting' | 'requested'
> & {
  /** Who carries it, and under which number. */
  courier: { name: string; trackingNumber?: string };
  /** What is enclosed; how many pages each has is filled in by hand. */
  documents: readonly { title: Names; sha256: string }[];
  /** Who signed the letter, on which day. */
  signatory: { name: string; office: string; date: string };
};

type CoverWord = keyof PostWording['cover'];
type Both = (word: CoverWord) => FileChild[];

/** The sheet that travels with a courier's package, in the partner's language and English, with a receipt to return. */
export async function renderCoverSheet(
  input: CoverSheetInput,
  language: Language,
): Promise<{ bytes: Uint8Array; template: string }> {
  // a cover sheet names no instrument
  const sheet = createSheet(language, { titles: (id) => id });
  const { cover } = postWordingOf(language);
  const document = new Document({
    title: clean(`${cover.title} ${input.reference}`),
    creator: clean(nameIn(input.requesting.authority, language)),
    lastModifiedBy: clean(nameIn(input.requesting.authority, language)),
    customProperties: [
      { name: 'Reference', value: clean(input.reference) },
      { name: 'Language', value: language },
      { name: 'Template', value: COVER_SHEET_TEMPLATE },
    ],
    styles: stylesOf(sheet),
    numbering: NUMBERING,
    sections: [
      {
        properties: { page: PAGE },
        headers: { default: pageHeader(sheet, input) },
        footers: { default: pageFooter(sheet, { reference: input.reference, template: COVER_SHEET_TEMPLATE }) },
        children: bodyOf(sheet, input),
      },
    ],
  });
  return {
    bytes: await bytesOf(document, { date: input.date.slice(0, 10), language }),
    template: COVER_SHEET_TEMPLATE,
  };
}

function bodyOf(sheet: Sheet, input: CoverSheetInput): FileChild[] {
  const { cover } = postWordingOf(sheet.language);
  const english = sheet.language === 'en' ? [] : [postWordingOf('en').cover];
  const both: Both = (word) => {
    const translation = english.filter((words) => words[word] !== cover[word]);
    const caption = [{ text: cover[word] }, ...translation.flatMap((words) => [{ text: ' · ' }, ltr(words[word])])];
    return [paragraph(sheet, caption, { style: 'CellCaption' })];
  };
  return [
    ...letterhead(sheet, input.requesting),
    paragraph(sheet, cover.title, { heading: 'Title', bookmark: 'cover_sheet' }),
    ...english.map((words) => paragraph(sheet, [ltr(words.title)], { style: 'Subtitle' })),
    paragraph(sheet, cover.intro, { spacing: { before: 160 } }),
    ...english.map((words) =>
      paragraph(sheet, [{ text: words.intro, direction: 'ltr', style: 'Quiet' }], { direction: 'ltr' }),
    ),
    ...particulars(sheet, input, both),
    ...documents(sheet, input, both),
    ...receipt(sheet, input, both),
  ];
}

/** A name in the partner's language, and in English where that differs. */
function named(sheet: Sheet, names: Names): Paragraph[] {
  const here = nameIn(names, sheet.language);
  return [here, ...(here === names.en ? [] : [names.en])].map((name) => cellText(sheet, [own(name)]));
}

function titled(sheet: Sheet, title: Names): Paragraph {
  const here = nameIn(title, sheet.language);
  return cellText(sheet, [own(here), ...(here === title.en ? [] : [{ text: ' · ' }, own(title.en)])]);
}

function particulars(sheet: Sheet, input: CoverSheetInput, both: Both): FileChild[] {
  const { requested, signatory, courier } = input;
  const line = (...inlines: Inline[]) => cellText(sheet, inlines);
  const rows: [CoverWord, Cell][] = [
    [
      'recipient',
      [
        ...named(sheet, requested.authority),
        ...named(sheet, requested.state),
        line(own(requested.address.replaceAll('\n', ', '))),
      ],
    ],
    ['reference', [line({ ...ltr(input.reference), bold: true })]],
    ['date', [line(own(dateIn(sheet.language, input.date)))]],
    ['courier', [line(own(courier.name))]],
    ['tracking', courier.trackingNumber === undefined ? [blankLine(sheet)] : [line(code(courier.trackingNumber))]],
    [
      'signatory',
      [
        line({ ...own(signatory.name), bold: true }),
        line(own(signatory.office)),
        line(own(dateIn(sheet.language, signatory.date))),
      ],
    ],
  ];
  return spaced(table(sheet, { widths: [38, 62], rows: rows.map(([word, value]) => [both(word), value]) }));
}

function documents(sheet: Sheet, input: CoverSheetInput, both: Both): FileChild[] {
  return spaced(
    table(sheet, {
      widths: [12, 68, 20],
      header: [both('number'), both('documents'), both('pages')],
      rows: input.documents.map(({ title, sha256 }, index) => [
        [{ text: String(index + 1) }],
        [titled(sheet, title), cellText(sheet, [{ ...code(sha256), style: 'Hash' }])],
        [blankLine(sheet)],
      ]),
    }),
  );
}

/** Signed by whoever takes the package, and sent back: kept on one page. */
function receipt(sheet: Sheet, input: CoverSheetInput, both: Both): FileChild[] {
  const { cover } = postWordingOf(sheet.language);
  const english = sheet.language === 'en' ? [] : [postWordingOf('en').cover];
  const { requesting, reference } = input;
  const address = own(requesting.address.replaceAll('\n', ', '));
  const valuesIn = (authority: string, comma: string) => ({
    reference: ltr(reference),
    address: [own(authority), { text: comma }, address],
    email: ltr(requesting.email),
  });
  const values = valuesIn(nameIn(requesting.authority, sheet.language), sheet.words.comma);
  const englishValues = valuesIn(requesting.authority.en, ', ');
  const text = (word: 'receiptText' | 'returnTo') => [
    paragraph(sheet, fill(cover[word], values), { style: 'Cell', keepNext: true }),
    ...english.map((words) =>
      paragraph(sheet, fill(words[word], englishValues), { style: 'Margin', direction: 'ltr', keepNext: true }),
    ),
  ];
  const cut = { top: { style: BorderStyle.DASHED, size: 6, color: RULE, space: 10 } };
  const toFill = (['receivedOn', 'yourReference', 'receivedBy', 'seal'] as const).map((word) => [
    both(word),
    [blankLine(sheet)],
  ]);
  return [
    paragraph(sheet, [{ text: cover.receipt }, ...english.map((words): Inline => ({ text: ` · ${words.receipt}` }))], {
      heading: 'Heading2',
      border: cut,
      spacing: { before: 200, after: 60 },
    }),
    ...text('receiptText'),
    ...text('returnTo'),
    ...spaced(table(sheet, { widths: [38, 62], rows: toFill, borders: BOXED, keepTogether: true })),
  ];
}

/** Room to write by hand. */
const blankLine = (sheet: Sheet): Paragraph =>
  paragraph(sheet, '', { style: 'Cell', spacing: { before: 100, after: 100 } });
