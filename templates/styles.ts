import { AlignmentType, type INumberingOptions, type IStylesOptions, LevelFormat } from 'docx';
import type { Sheet } from './sheet.ts';

/** The fonts of each script. What a reader's machine puts in their place is said in the font table. */
const TEXT_FONT = { ascii: 'Noto Sans', hAnsi: 'Noto Sans', cs: 'Noto Naskh Arabic', eastAsia: 'Noto Sans CJK KR' };
const CODE_FONT = {
  ascii: 'Noto Sans Mono',
  hAnsi: 'Noto Sans Mono',
  cs: 'Noto Sans Mono',
  eastAsia: 'Noto Sans CJK KR',
};

export const INK = '1B2A41';
export const GREY = '5B6472';
export const RULE = 'B8C0CC';
export const SHADE = 'F3F5F8';
export const ALARM = '8C1C13';

/** A4 with wide margins, in twentieths of a point. */
export const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1_700, bottom: 1_500, left: 1_417, right: 1_417, header: 680, footer: 600 },
};
export const TEXT_WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right;

/** Naskh letters are small for their size: right-to-left text is set a step larger than the Latin beside it. */
const sizes = (size: number) => ({ size, sizeComplexScript: Math.round(size * 1.18) });

/** Sizes of Latin text by paragraph style, in half points. */
const SIZES = {
  Normal: 20,
  Title: 30,
  Subtitle: 22,
  Heading1: 23,
  Heading2: 20,
  Heading3: 19,
  Cell: 18,
  CellCaption: 17,
  CellHead: 17,
  Margin: 15,
  State: 19,
  Authority: 28,
  Banner: 22,
  Spacer: 10,
} as const;
export type StyleId = keyof typeof SIZES;
export const sizeOf = (style: StyleId): number => SIZES[style];

/** Holds a character that no text of ours can hold: the library looks for `{name}` in all the text. */
export const BULLETS = 'list\uFDD0bullet';

export function stylesOf({ words }: Sheet): IStylesOptions {
  const isRightToLeft = words.direction === 'rtl';
  // space between letters would tear joined ones apart
  const wide = isRightToLeft ? {} : { characterSpacing: 20 };
  const look = (id: StyleId, run: object, paragraph: object) => ({
    basedOn: 'Normal',
    quickFormat: true,
    run: { ...sizes(SIZES[id]), ...run },
    paragraph,
  });
  const style = (id: StyleId, run: object, paragraph: object) => ({ id, name: id, ...look(id, run, paragraph) });
  const heading = (id: StyleId, color: string, before: number, after: number) => ({
    ...look(id, { bold: true, color }, { spacing: { before, after }, keepNext: true, keepLines: true }),
    next: 'Normal',
  });
  const centred = { alignment: AlignmentType.CENTER };
  return {
    default: {
      document: {
        run: { font: TEXT_FONT, ...sizes(SIZES.Normal), language: words.tags },
        paragraph: { spacing: { line: isRightToLeft ? 300 : 276, after: 110 } },
      },
      title: look(
        'Title',
        { bold: true, color: INK },
        { ...centred, spacing: { before: 240, after: 60 }, keepNext: true },
      ),
      heading1: heading('Heading1', INK, 320, 110),
      heading2: heading('Heading2', INK, 220, 80),
      heading3: heading('Heading3', GREY, 140, 60),
    },
    paragraphStyles: [
      style('Subtitle', { color: INK }, { ...centred, spacing: { after: 40 }, keepNext: true }),
      style('Cell', {}, { spacing: { line: 252, before: 30, after: 30 } }),
      style('CellCaption', { color: GREY }, { spacing: { line: 252, before: 30, after: 30 } }),
      style('CellHead', { bold: true, color: INK }, { spacing: { line: 252, before: 30, after: 30 } }),
      style('Margin', { color: GREY }, { spacing: { line: 240, after: 0 } }),
      style('State', { color: GREY, ...wide }, { spacing: { after: 40 } }),
      style('Authority', { bold: true, color: INK }, { spacing: { after: 60 } }),
      style(
        'Banner',
        { bold: true, color: ALARM },
        { ...centred, spacing: { before: 60, after: 60 }, indent: { left: 100, right: 100 } },
      ),
      style('Spacer', {}, { spacing: { line: 120, lineRule: 'exact', after: 60 } }),
    ],
    characterStyles: [
      { id: 'Code', name: 'Exact value', run: { font: CODE_FONT, noProof: true } },
      { id: 'Hash', name: 'Hash', run: { font: CODE_FONT, size: 14, noProof: true } },
      { id: 'Quiet', name: 'Quiet', run: { color: GREY } },
      { id: 'Alarm', name: 'Marking', run: { bold: true, color: ALARM } },
      { id: 'Label', name: 'Handling label', run: { bold: true, color: INK, ...wide } },
    ],
  };
}

/** Where the text of a numbered heading begins. */
export const HEADING_INDENT = 480;

export const NUMBERING: INumberingOptions = {
  config: [
    {
      reference: BULLETS,
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '–',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: 440, hanging: 300 } } },
        },
      ],
    },
  ],
};
