import {
  AlignmentType,
  Bookmark,
  BookmarkEnd,
  BookmarkStart,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  TabStopType,
} from 'docx';
import { type Direction, directionOf, directionOfProse } from '../scripts.ts';
import type { Sheet } from '../sheet.ts';
import { HEADING_INDENT, type StyleId, sizeOf } from '../styles.ts';
import { type Inline, runsOf } from './runs.ts';

type Look = {
  style?: StyleId;
  heading?: 'Title' | 'Heading1' | 'Heading2' | 'Heading3';
} & Pick<
  IParagraphOptions,
  'alignment' | 'keepNext' | 'keepLines' | 'numbering' | 'border' | 'shading' | 'spacing' | 'indent' | 'tabStops'
> & {
    /** The direction of the paragraph, where it is not the letter's. */
    direction?: Direction;
    /** Name of a bookmark over the paragraph. */
    bookmark?: string;
  };

/** A paragraph in the letter's direction unless it has its own. Text in another direction starts at its own side. */
export function paragraph(sheet: Sheet, content: readonly Inline[] | string, look: Look = {}): Paragraph {
  const { direction = sheet.words.direction, bookmark, heading, style, ...options } = look;
  const inlines = typeof content === 'string' ? [{ text: content }] : content;
  const isRightToLeft = direction === 'rtl';
  return new Paragraph({
    ...options,
    ...(heading === undefined ? {} : { heading }),
    ...(style === undefined ? {} : { style }),
    ...(isRightToLeft ? { run: { rightToLeft: true } } : {}),
    bidirectional: isRightToLeft,
    children: bookmarked(sheet, bookmark, runsOf(inlines, direction, sizeOf(heading ?? style ?? 'Normal'))),
  });
}

function bookmarked(sheet: Sheet, name: string | undefined, children: ParagraphChild[]): ParagraphChild[] {
  if (name === undefined) return children;
  const id = sheet.bookmarkId();
  // the library numbers bookmarks through all documents it ever wrote: ours start at 1 in each
  const ends = { start: new BookmarkStart(name, id), end: new BookmarkEnd(id) };
  return [Object.assign(new Bookmark({ id: name, children }), ends)];
}

/** The heading of a section; its bookmark is the section's id, its number counts the sections that are there. */
export const sectionHeading = (
  sheet: Sheet,
  text: string,
  { number, bookmark }: { number: number; bookmark: string },
): Paragraph =>
  paragraph(sheet, `${number}.\t${text}`, {
    heading: 'Heading1',
    bookmark,
    indent: { left: HEADING_INDENT, hanging: HEADING_INDENT },
    tabStops: [{ type: TabStopType.LEFT, position: HEADING_INDENT }],
  });

export const subheading = (sheet: Sheet, content: readonly Inline[] | string, bookmark?: string): Paragraph =>
  paragraph(sheet, content, { heading: 'Heading2', ...(bookmark === undefined ? {} : { bookmark }) });

export const minorHeading = (sheet: Sheet, text: string): Paragraph => paragraph(sheet, text, { heading: 'Heading3' });

/** What a person wrote: it runs in its own direction, also where it was left untranslated. */
export function prose(sheet: Sheet, text: string, look: Look = {}): Paragraph {
  const direction = directionOfProse(text, sheet.words.direction);
  const alignment = direction === 'rtl' ? AlignmentType.RIGHT : AlignmentType.LEFT;
  return paragraph(sheet, [{ text }], { alignment, direction, ...look });
}

/** `Caption: value`, the caption quiet. */
export const captioned = ({ words }: Sheet, caption: string, ...value: readonly Inline[]): Inline[] => [
  { text: `${caption}${words.colon} `, style: 'Quiet' },
  ...value,
];

/** A value in a cell. What runs the other way still starts where the column does. */
export function cellText(sheet: Sheet, content: readonly Inline[], style: StyleId = 'Cell'): Paragraph {
  const { direction: base } = sheet.words;
  const [first] = content;
  const direction = content.length === 1 && first?.direction !== undefined ? resolved(first, base) : base;
  return paragraph(sheet, content, {
    style,
    direction,
    alignment: base === 'rtl' ? AlignmentType.RIGHT : AlignmentType.LEFT,
  });
}

const resolved = ({ direction, text }: Inline, base: Direction): Direction =>
  direction === 'auto' ? directionOf(text, base) : (direction ?? base);
