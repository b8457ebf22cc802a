import { beforeAll, describe, expect, test } from 'vitest';
import { officialTitles } from '../../templates/instruments.ts';
import { renderLetter } from '../../templates/letter.ts';
import { type Opened, open, paragraphsOf, tableAfter, textOf } from './document.ts';
import { SALT_ROAD_AR } from './salt-road.ts';
import { all, type Element, has } from './xml.ts';

const RTL = /\p{Script=Arabic}/u;
const LTR = /(?!\p{Script=Arabic})\p{L}/u;

let letter: Opened;
let runs: { text: string; isRightToLeft: boolean }[];
const property = (element: Element, name: string): string | undefined => all(element, name)[0]?.attributes['w:val'];

beforeAll(async () => {
  letter = open((await renderLetter(SALT_ROAD_AR, 'ar', officialTitles)).bytes);
  runs = [letter.body, letter.header, letter.footer]
    .flatMap((part) => all(part, 'w:r'))
    .map((run) => ({ text: textOf(run), isRightToLeft: has(run, 'w:rtl') }));
});

describe('the Arabic letter', () => {
  test('has every paragraph right to left that is not in another language', () => {
    const paragraphs = all(letter.body, 'w:p').filter((paragraph) => has(paragraph, 'w:bidi'));
    const leftToRight = paragraphs.filter((paragraph) => property(paragraph, 'w:bidi') === 'false').map(textOf);
    expect(leftToRight.filter((text) => RTL.test(text))).toEqual([]);
    expect(paragraphs.length).toBeGreaterThan(100);
    expect(
      all(letter.body, 'w:p')
        .filter((paragraph) => !has(paragraph, 'w:bidi'))
        .map(textOf)
        .join(''),
    ).toBe('');
  });

  test('has every table from right to left', () => {
    const tables = [letter.body, letter.header].flatMap((part) => all(part, 'w:tbl'));
    expect(tables.length).toBeGreaterThan(8);
    expect(tables.every((table) => has(table, 'w:bidiVisual'))).toBe(true);
  });

  test('has Arabic in right-to-left runs, and only there', () => {
    expect(runs.filter(({ text, isRightToLeft }) => RTL.test(text) && !isRightToLeft)).toEqual([]);
    expect(runs.filter(({ text, isRightToLeft }) => LTR.test(text) && isRightToLeft)).toEqual([]);
  });

  test('has numbers, addresses and hashes in left-to-right runs of their own', () => {
    const leftToRight = runs.filter(({ isRightToLeft }) => !isRightToLeft).map(({ text }) => text.trim());
    expect(leftToRight).toEqual(
      expect.arrayContaining([
        '+966 55 501 7742',
        'BE71 0961 2345 6769',
        'heron.blue.77@northgatemail.example',
        '2026-SF-00182',
        'MLA-2026-2',
        SALT_ROAD_AR.annexes[0]?.hash,
        'Рашид Абдулович КЕРИМОВ',
      ]),
    );
    expect(runs.filter(({ text, isRightToLeft }) => isRightToLeft && /\d/u.test(text))).toEqual([]);
  });

  test('keeps a name of each script in a line of its own', () => {
    const { rows } = tableAfter(letter.body, 'persons');
    expect(rows[1]?.[1]?.split('\n').slice(1)).toEqual([
      'Рашид Абдулович КЕРИМОВ',
      'Rashid KERIMOV',
      'رشيد عبدالوفيتش كريموف',
    ]);
  });

  test('writes dates in Arabic words with European digits', () => {
    expect(paragraphsOf(letter.body)).toContain('9 نوفمبر 2026');
  });

  test('leaves what was not translated in its own direction', () => {
    const cell = all(letter.body, 'w:p').find(
      (paragraph) => textOf(paragraph) === 'Summons of 1 August 2026 (annex E)',
    );
    expect(cell && property(cell, 'w:bidi')).toBe('false');
    expect(cell && property(cell, 'w:jc')).toBe('right');
  });

  test('names a font for each kind of script', () => {
    const styles = letter.parts['word/styles.xml'];
    const fonts = styles && all(styles, 'w:rFonts')[0]?.attributes;
    expect(fonts).toMatchObject({
      'w:ascii': 'Noto Sans',
      'w:cs': 'Noto Naskh Arabic',
      'w:eastAsia': 'Noto Sans CJK KR',
    });
    const table = letter.parts['word/fontTable.xml'];
    expect(table && all(table, 'w:altName')).toHaveLength(4);
  });
});
