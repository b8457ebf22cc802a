import { Tab, TextRun } from 'docx';
import { clean, type Direction, directionOf, type Piece, piecesOf, withMarks } from '../scripts.ts';

/** A stretch of text. Without `direction` it runs with its paragraph; `auto` as its own letters do. */
export type Inline = {
  text: string;
  direction?: Direction | 'auto';
  bold?: boolean;
  italics?: boolean;
  /** A character style. */
  style?: string;
};

const PLACE = /\{([a-zA-Z]+)\}/;

/** A sentence with its places filled. What is filled in is not read for places again. */
export function fill(sentence: string, values: Record<string, Inline | readonly Inline[]>): Inline[] {
  return sentence.split(PLACE).flatMap((part, index) => {
    if (index % 2 === 0) return part === '' ? [] : [{ text: part }];
    const value = values[part];
    if (value === undefined) throw new Error(`Cannot fill "${sentence}": no value for "${part}"`);
    return value;
  });
}

export const textOf = (inlines: readonly Inline[]): string => inlines.map((inline) => inline.text).join('');

/** The runs of a paragraph that runs in `base` direction, one for each script. `size` is that of its Latin text. */
export function runsOf(inlines: readonly Inline[], base: Direction, size: number): TextRun[] {
  const pieces = inlines.flatMap((inline) => {
    const text = clean(inline.text);
    const direction = inline.direction === 'auto' ? directionOf(text, base) : (inline.direction ?? base);
    return piecesOf(text, direction).map((piece) => ({ ...piece, inline }));
  });
  return withMarks(pieces, base).flatMap((piece) => runsOfPiece(piece, base === 'rtl' ? size : undefined));
}

function runsOfPiece({ inline, script, ...piece }: Piece & { inline: Inline }, size: number | undefined): TextRun[] {
  const { bold, italics, style } = inline;
  const properties = {
    ...(bold === undefined ? {} : { bold }),
    ...(italics === undefined ? {} : { italics }),
    ...(style === undefined ? {} : { style }),
    ...(script === 'rtl' ? { rightToLeft: true } : {}),
    ...(script === 'east-asian' ? { font: { hint: 'eastAsia' } } : {}),
    ...(script === 'other' && size !== undefined ? asLatin(size, style) : {}),
  };
  // as `text`, never as a child: docx takes the children "CURRENT" and "TOTAL_PAGES" for page numbers
  return `${piece.before}${piece.text}${piece.after}`.split(/([\n\t])/).flatMap((part) => {
    if (part === '\n') return [new TextRun({ ...properties, break: 1 })];
    if (part === '\t') return [new TextRun({ ...properties, children: [new Tab()] })];
    return part === '' ? [] : [new TextRun({ ...properties, text: part })];
  });
}

/** LibreOffice sets numbers beside Arabic in the font and size of the Arabic: here both are those of Latin text. */
const asLatin = (size: number, style: string | undefined) =>
  style === 'Code' || style === 'Hash' ? {} : { font: { cs: 'Noto Sans' }, sizeComplexScript: size };
