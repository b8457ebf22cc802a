/**
 * Which way text runs. Word lays out each run in the direction it is marked with, LibreOffice by the characters alone:
 * so a text is cut where script or direction changes, and an invisible mark goes where the characters alone would be
 * laid out wrongly (`+32 455 50` or `2026-HD-1` inside Arabic).
 */

export type Direction = 'ltr' | 'rtl';
export type Script = 'rtl' | 'east-asian' | 'other';
/** A stretch of one script and direction. `before` and `after` are direction marks, no part of the text. */
export type Piece = { text: string; script: Script; direction: Direction; before: string; after: string };

const RTL =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u060C\u061B\u061F\u0660-\u066D\u06F0-\u06F9]/u;
const EAST_ASIAN =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3001-\u303F\uFF01-\uFFEF]/u;
const LETTER = /\p{L}/u;
const NUMBER = /\p{N}/u;
/** Letters that set the direction of what stands beside them; commas and digits do not. */
const STRONG: Record<Direction, RegExp> = {
  rtl: /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u,
  ltr: /\p{L}/u,
};
const NUMBER_FIRST = /^\P{L}*\p{N}/u;
/** Numbers that are laid out the same way with no mark: `2026`, `3,900`. Not `2026-03-02`: Arabic letters before turn it. */
const SAFE_NUMBER = /^\d+([.,:/]\d+)*$/;
const MARK: Record<Direction, string> = { ltr: '\u200E', rtl: '\u200F' };
const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}', '<': '>', '«': '»' };
const SIGN_BEFORE = '+#@/€$£¥';
const SIGN_AFTER = '%‰°';

type Class = 'R' | 'E' | 'L' | 'N';
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Control characters, marks that turn the lines around them, and what is no character. */
const FORBIDDEN = /(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069\uFDD0-\uFDEF\uFFFE\uFFFF]/gu;

/** The text with what XML forbids, and what would turn the lines around it, shown as a replacement character. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(FORBIDDEN, '\uFFFD');
}

/** The direction of a name or a few words in a paragraph that runs in `base` direction. */
export function directionOf(text: string, base: Direction): Direction {
  if (base === 'rtl' && STRONG.rtl.test(text)) return 'rtl';
  const first = LETTER.exec(text)?.[0];
  if (first === undefined) return base;
  return RTL.test(first) ? 'rtl' : 'ltr';
}

/** The direction of a paragraph that somebody wrote: that of most of its letters. */
export function directionOfProse(text: string, fallback: Direction): Direction {
  const letters = text.match(/\p{L}/gu) ?? [];
  const rightToLeft = letters.filter((letter) => RTL.test(letter)).length;
  if (rightToLeft * 2 === letters.length) return fallback;
  return rightToLeft * 2 > letters.length ? 'rtl' : 'ltr';
}

/** Cuts a text that runs in `base` direction into pieces of one script. */
export function piecesOf(text: string, base: Direction): Piece[] {
  const parts = Array.from(graphemes.segment(text), (part) => part.segment);
  const classes = resolve(parts, base === 'rtl' ? 'R' : 'L');
  const pieces: Piece[] = [];
  parts.forEach((part, index) => {
    const script = scriptOf(classes[index] ?? 'N');
    const last = pieces.at(-1);
    if (last?.script === script) last.text += part;
    else pieces.push({ text: part, script, direction: script === 'rtl' ? 'rtl' : 'ltr', before: '', after: '' });
  });
  return pieces;
}

const scriptOf = (kind: Class): Script => (kind === 'R' ? 'rtl' : kind === 'E' ? 'east-asian' : 'other');

/** Gives each grapheme a script: letters have one, numbers run left to right, signs take that of their neighbours. */
function resolve(parts: readonly string[], base: 'R' | 'L'): Class[] {
  const classes = parts.map(classOf);
  joinSigns(parts, classes);
  const strong = spread(classes, base);
  pairBrackets(parts, classes, strong, base);
  return spread(classes, base);
}

function classOf(part: string): Class {
  if (RTL.test(part)) return 'R';
  if (EAST_ASIAN.test(part)) return 'E';
  return LETTER.test(part) || NUMBER.test(part) ? 'L' : 'N';
}

function joinSigns(parts: readonly string[], classes: Class[]): void {
  parts.forEach((part, index) => {
    if (SIGN_BEFORE.includes(part) && classes[index + 1] === 'L') classes[index] = 'L';
    if (SIGN_AFTER.includes(part) && classes[index - 1] === 'L') classes[index] = 'L';
  });
}

/** Signs between two of the same direction follow them, all others the base. */
function spread(classes: readonly Class[], base: 'R' | 'L'): Class[] {
  const result = [...classes];
  let start = 0;
  while (start < result.length) {
    let end = start;
    while (end < result.length && result[end] === 'N') end += 1;
    if (end > start) {
      const between = joined(result[start - 1] ?? base, result[end] ?? base, base);
      result.fill(between, start, end);
    }
    start = end + 1;
  }
  return result;
}

function joined(left: Class, right: Class, base: 'R' | 'L'): Class {
  if (left === right) return left;
  return left === 'R' || right === 'R' ? base : 'L';
}

/** The two brackets of a pair go the same way: the base's if anything inside does, else that of what stands before. */
function pairBrackets(parts: readonly string[], classes: Class[], strong: readonly Class[], base: 'R' | 'L'): void {
  const open: { at: number; closes: string }[] = [];
  parts.forEach((part, at) => {
    const closes = CLOSING[part];
    if (closes !== undefined) open.push({ at, closes });
    const from = open.findLastIndex((bracket) => bracket.closes === part);
    const opening = open[from];
    if (opening === undefined) return;
    open.length = from;
    const inside = classes.slice(opening.at + 1, at).filter((kind) => kind !== 'N');
    if (inside.length === 0) return;
    const isBase = (kind: Class) => (kind === 'R') === (base === 'R');
    const before = strong[opening.at - 1] ?? base;
    const both = inside.some(isBase) || isBase(before) ? base : before === 'R' ? 'R' : 'L';
    classes[opening.at] = both;
    classes[at] = both;
  });
}

/** Marks the pieces of a paragraph that runs in `base` direction where their letters alone would be laid out otherwise. */
export const withMarks = <P extends Piece>(pieces: readonly P[], base: Direction): P[] =>
  pieces.map((piece, index) => {
    const previous = pieces[index - 1]?.direction ?? base;
    const next = pieces[index + 1]?.direction ?? base;
    const { before, after } = needed(piece, { previous, next, base });
    return { ...piece, before: before ? MARK[piece.direction] : '', after: after ? MARK[piece.direction] : '' };
  });

type Around = { previous: Direction; next: Direction; base: Direction };

function needed({ text, direction }: Piece, { previous, next, base }: Around): { before: boolean; after: boolean } {
  const isStrong = (part: string | undefined) => part !== undefined && STRONG[direction].test(part);
  if (direction === base) {
    const isIsland = previous !== direction && next !== direction && !isStrong(text);
    return { before: isIsland || (previous !== direction && NUMBER_FIRST.test(text)), after: false };
  }
  if (SAFE_NUMBER.test(text.trim())) return { before: false, after: false };
  const letters = Array.from(text.trim());
  const last = letters.at(-1);
  return {
    before: previous !== direction && !isStrong(letters[0]),
    after: next !== direction && last !== undefined && !isStrong(last) && !NUMBER.test(last),
  };
}
