import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, type Direction, directionOf, directionOfProse, piecesOf, withMarks } from '../../templates/scripts.ts';

const LRM = '\u200E';
const RLM = '\u200F';

/** Pieces as `direction:text`, marks shown as `>` (left to right) and `<` (right to left). */
const shown = (text: string, base: Direction): string[] =>
  withMarks(piecesOf(text, base), base).map(({ direction, before, text: part, after }) =>
    `${direction}:${before}${part}${after}`.replaceAll(LRM, '>').replaceAll(RLM, '<'),
  );

describe('a text in Arabic', () => {
  test.each<[string, string[]]>([
    ['في 17 مارس 2026', ['rtl:في ', 'ltr:17', 'rtl: مارس ', 'ltr:2026']],
    ['الرقم +32 455 50 17 42 اليوم', ['rtl:الرقم ', 'ltr:>+32 455 50 17 42', 'rtl: اليوم']],
    ['الملف 2026-HD-04417', ['rtl:الملف ', 'ltr:>2026-HD-04417']],
    ['يوم 2026-03-02', ['rtl:يوم ', 'ltr:>2026-03-02']],
    ['النخيل (Al-Nakheel)، نعم', ['rtl:النخيل (', 'ltr:Al-Nakheel', 'rtl:)، نعم']],
    ['حساب NDIAYE (K.) هنا', ['rtl:حساب ', 'ltr:NDIAYE (K.)>', 'rtl: هنا']],
    ['صاحب Рашид / 김윤서', ['rtl:صاحب ', 'ltr:Рашид / ', 'ltr:김윤서']],
    ['المادتان A، 13', ['rtl:المادتان ', 'ltr:A', 'rtl:<، ', 'ltr:13']],
  ])('%s is cut by script, and marked where letters do not say the way', (text, pieces) => {
    expect(shown(text, 'rtl')).toEqual(pieces);
  });
});

describe('a text in a European language', () => {
  test.each<[string, string[]]>([
    ['the app قرض الرحمة, 12 loans', ['ltr:the app ', 'rtl:قرض الرحمة', 'ltr:>, 12 loans']],
    ['Daesan (대산해운) paid', ['ltr:Daesan (', 'ltr:대산해운', 'ltr:) paid']],
    ['EUR 412,350.00', ['ltr:EUR 412,350.00']],
  ])('%s', (text, pieces) => {
    expect(shown(text, 'ltr')).toEqual(pieces);
  });
});

test('cutting loses and adds nothing', () => {
  const text = fc.string({
    unit: fc.constantFrom(...'aB1 ,().+-%«»/', 'م', 'ر', '،', '٣', '한', '漢', 'Я', '👩‍👧', 'é'),
  });
  fc.assert(
    fc.property(text, fc.constantFrom<Direction>('ltr', 'rtl'), (input, base) => {
      const pieces = withMarks(piecesOf(input, base), base);
      expect(pieces.map((piece) => piece.text).join('')).toBe(input);
      for (const piece of pieces) {
        const isArabic = /\p{Script=Arabic}/u.test(piece.text);
        expect(isArabic && /\p{L}/u.test(piece.text.replaceAll(/\p{Script=Arabic}/gu, ''))).toBe(false);
        if (isArabic) expect(piece.direction).toBe('rtl');
      }
    }),
    { numRuns: 500 },
  );
});

test.each<[string, Direction, Direction]>([
  ['Rashid KERIMOV', 'rtl', 'ltr'],
  ['Рашид КЕРИМОВ وآخرين', 'rtl', 'rtl'],
  ['رشيد كريموف', 'ltr', 'rtl'],
  ['17', 'rtl', 'rtl'],
])('the words %s in a paragraph %s run %s', (text, base, direction) => {
  expect(directionOf(text, base)).toBe(direction);
});

test('a paragraph runs as most of its letters do', () => {
  expect(directionOfProse('The app قرض الرحمة lent small sums', 'rtl')).toBe('ltr');
  expect(directionOfProse('Al-Nakheel محل صرافة في مدينة البحر', 'ltr')).toBe('rtl');
});

test.each([
  ['a\u0000b\u001bc\u0085d', 'a\uFFFDb\uFFFDc\nd'],
  ['\uD800 alone', '\uFFFD alone'],
  ['safe\u202Egpj.exe\u2069', 'safe\uFFFDgpj.exe\uFFFD'],
  ['\uFFFE\uFDD0', '\uFFFD\uFFFD'],
  ['one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
  ['tab\there, 한글, 👩‍👩‍👧', 'tab\there, 한글, 👩‍👩‍👧'],
])('clean() shows what may not be in a document as a replacement character: %j', (text, expected) => {
  expect(clean(text)).toBe(expected);
});
