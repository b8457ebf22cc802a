import { AlignmentType, BorderStyle, Footer, Header, PageNumber, Paragraph, ShadingType, TextRun } from 'docx';
import type { Label } from '../../domain/request.ts';
import type { Marking } from '../languages/wording.ts';
import { code, ltr, type Sheet } from '../sheet.ts';
import { ALARM, RULE, sizeOf } from '../styles.ts';
import { paragraph } from './paragraphs.ts';
import { fill, type Inline, runsOf } from './runs.ts';
import { type FileChild, HEADER_RULE, table } from './tables.ts';

/** On every page: the marking where the installation is not a real one; reference, handling label, page x of y. */
export function pageHeader(
  sheet: Sheet,
  { reference, label, marking }: { reference: string; label: Label; marking?: Marking },
): Header {
  const { words } = sheet;
  const end = words.direction === 'rtl' ? AlignmentType.LEFT : AlignmentType.RIGHT;
  const cells = [
    [paragraph(sheet, [ltr(reference)], { style: 'Margin' })],
    [
      paragraph(sheet, [{ text: words.labels[label], style: 'Label' }], {
        style: 'Margin',
        alignment: AlignmentType.CENTER,
      }),
    ],
    [pageNumbers(sheet, end)],
  ];
  const children: FileChild[] = [
    ...(marking === undefined ? [] : [markingBar(sheet, marking)]),
    table(sheet, { widths: [1, 1, 1], rows: [cells], borders: HEADER_RULE, padding: 0 }),
    paragraph(sheet, '', { style: 'Margin' }),
  ];
  return new Header({ children });
}

function markingBar(sheet: Sheet, marking: Marking): Paragraph {
  return paragraph(sheet, [{ text: sheet.words.markings[marking], bold: true, style: 'Alarm' }], {
    style: 'Margin',
    alignment: AlignmentType.CENTER,
    shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'FBECEA' },
    border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: ALARM, space: 2 } },
    spacing: { after: 60 },
  });
}

const FIELD: Record<string, string> = { page: PageNumber.CURRENT, pages: PageNumber.TOTAL_PAGES };

function pageNumbers({ words }: Sheet, alignment: (typeof AlignmentType)[keyof typeof AlignmentType]): Paragraph {
  const isRightToLeft = words.direction === 'rtl';
  const number = isRightToLeft ? { font: { cs: 'Noto Sans' }, sizeComplexScript: sizeOf('Margin') } : {};
  const children = words.sentences.page.split(/\{(\w+)\}/u).flatMap((part, index) => {
    const field = index % 2 === 1 ? FIELD[part] : undefined;
    return field === undefined
      ? runsOf([{ text: part }], words.direction, sizeOf('Margin'))
      : [new TextRun({ ...number, children: [field] })];
  });
  return new Paragraph({ style: 'Margin', alignment, bidirectional: isRightToLeft, children });
}

/** On every page: what the letter is, and the hash that its content can be checked by. */
export function pageFooter(
  sheet: Sheet,
  { reference, template, contentHash }: { reference: string; template: string; contentHash?: string },
): Footer {
  const first: Inline[] = [ltr(reference), { text: '  ·  ' }, ltr(template)];
  const hash =
    contentHash === undefined
      ? []
      : [fill(sheet.words.sentences.contentHash, { hash: { ...code(contentHash), style: 'Hash' } })];
  const rule = { top: { style: BorderStyle.SINGLE, size: 4, color: RULE, space: 4 } };
  return new Footer({
    children: [first, ...hash].map((line, index) =>
      paragraph(sheet, line, { style: 'Margin', ...(index === 0 ? { border: rule } : {}) }),
    ),
  });
}
