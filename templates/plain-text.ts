import type { Direction } from './scripts.ts';

/** The most characters that a line of mail is given. */
export const WIDTH = 76;
/** Stands for the spaces of a short value, which is not broken over lines; no text holds it. */
const GLUE = '\uFDD0';

/** A value on one line, and kept on one as long as it is short. */
export const unbroken = (text: string): string => text.trim().replaceAll(/\s+/gu, text.length > WIDTH / 2 ? ' ' : GLUE);

/** Paragraphs of a mail, wrapped and apart. */
export function plainText(paragraphs: readonly string[], direction: Direction): string {
  // a line break would cut a value apart from its marks: right-to-left text is left to the reader's own wrapping
  const lines = paragraphs.map((paragraph) => (direction === 'rtl' ? paragraph : wrapped(paragraph)));
  return lines.join('\n\n').replaceAll(GLUE, ' ');
}

/** One pass: what is filled in is not read for places again. */
export const filled = (sentence: string, values: Record<string, string>): string =>
  sentence.replaceAll(/\{(\w+)\}/gu, (place, name: string) => values[name] ?? place);

/** In right-to-left text a value keeps its own order between marks: plain text has no other means. */
export const isolated = (text: string, direction: Direction): string =>
  direction === 'rtl' ? `\u2068${text}\u2069` : text;

const wrapped = (paragraph: string): string => paragraph.split('\n').map(wrappedLine).join('\n');

function wrappedLine(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].join('\n');
}
