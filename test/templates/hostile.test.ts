import { expect, test } from 'vitest';
import type { LetterInput } from '../../domain/letter.ts';
import { renderCoverSheet } from '../../templates/cover-sheet.ts';
import { renderLetter } from '../../templates/letter.ts';
import { clean } from '../../templates/scripts.ts';
import { LANGUAGES, type Language } from '../../templates/sheet.ts';
import { open, textOf } from './document.ts';
import { BLUE_HERON } from './fixtures.ts';

/** What may not be changed without breaking the shape: ids, codes, dates. */
const FIXED =
  /^(id|kind|type|role|label|urgency|marking|localTime|at|zone|theirZone|date|from|to|until|hash|identifiers|persons|addressee|status|instrument|askedOn|preservedFrom|statedEnd|born|limitation|desiredDate|hearingDate)$/u;

/** The same letter with every text in it made hostile. */
function poisoned<T>(value: T, text: string, key = ''): T {
  const poison = (child: unknown, name: string): unknown => {
    if (typeof child === 'string') return FIXED.test(name) ? child : text;
    if (Array.isArray(child)) return child.map((entry) => poison(entry, typeof entry === 'string' ? name : ''));
    if (typeof child !== 'object' || child === null) return child;
    return Object.fromEntries(
      Object.entries(child).map(([field, entry]) => [
        field,
        poison(entry, Array.isArray(entry) && typeof entry[0] !== 'string' ? '' : field),
      ]),
    );
  };
  return poison(value, key) as T; // same shape, other texts
}

const HOSTILE: [what: string, text: string][] = [
  ['XML', `<w:p/>&amp;&#0;]]><!-- "'>`],
  ['places of a sentence', '{page} {reference} {{date}} {% raw %} %{x} [[body]]'],
  ['names that the library replaces', '{list-0} {list\uFDD0bullet-0} {0} {image1.png}'],
  ['a name of a field', 'CURRENT'],
  ['another name of a field', 'TOTAL_PAGES'],
  ['control characters', 'a\u0000b\u0007c\u001bd\u009fe'],
  ['hidden direction marks', 'x\u202Egpj.exe\u2067y\u2069'],
  ['no characters', '\uFFFE\uFFFF\uFDD0'],
  ['lines and tabs', 'one\ntwo\r\nthree\tfour\u2028five'],
  ['a very long word', 'W'.repeat(4000)],
  ['emoji', '👩‍👩‍👧‍👦 🇫🇷 ✅ e\u0301'],
  ['every script', 'Øre Я ع 한 漢 ไทย हि ١٢٣ (ab) %٪'],
  ['blank', ' \u00A0 '],
];

/** How often a text stands in the body when every field holds it. */
const printed = async (language: Language, text: string): Promise<number> => {
  const input: LetterInput = { ...poisoned(BLUE_HERON, text), date: BLUE_HERON.date };
  const { body } = open((await renderLetter(input, language, { titles: () => text })).bytes);
  return textOf(body).split(clean(text).trim()).length - 1;
};

/** Blank fields are left out, and addresses are set line by line. */
const UNCOUNTED = ['blank', 'lines and tabs'];

test.each(HOSTILE.filter(([what]) => !UNCOUNTED.includes(what)))(
  '%s is printed wherever plain words are',
  async (_, text) => {
    expect(await printed('en', text)).toBe(await printed('en', 'Plain words'));
  },
);

test.each(HOSTILE)('%s in every field: the letter is well-formed and gives the text back', async (_, text) => {
  const input: LetterInput = { ...poisoned(BLUE_HERON, text), date: BLUE_HERON.date };
  const titles = { titles: () => text };
  for (const language of LANGUAGES) {
    const { body, header, footer } = open((await renderLetter(input, language, titles)).bytes);
    const expected = clean(text).trim();
    expect(textOf(body)).toContain(expected);
    expect(textOf(header)).toContain(expected);
    expect(textOf(footer)).toContain(expected);
    expect(textOf(body)).not.toContain('undefined');
  }
});

test.each(HOSTILE)('%s in every field: the cover sheet is well-formed and gives the text back', async (_, text) => {
  const documents = [{ title: { en: text }, sha256: 'a'.repeat(64) }];
  const sheet = {
    ...poisoned(BLUE_HERON, text),
    date: BLUE_HERON.date,
    courier: { name: text, trackingNumber: text },
    signatory: { name: text, office: text, date: '2026-03-27' },
    documents,
  };
  const { body } = open((await renderCoverSheet(sheet, 'ar')).bytes);
  expect(textOf(body)).toContain(clean(text).trim());
});
