import { expect, test } from 'vitest';
import { renderCoverSheet } from '../../templates/cover-sheet.ts';
import { sha256 } from '../../templates/docx-bytes.ts';
import { officialTitles } from '../../templates/instruments.ts';
import { renderLetter } from '../../templates/letter.ts';
import { LANGUAGES } from '../../templates/sheet.ts';
import { COVER_SHEET_TEMPLATE, LETTER_TEMPLATE } from '../../templates/version.ts';
import { COVER_SHEET } from './cover-sheet-input.ts';
import { BLUE_HERON } from './fixtures.ts';

/**
 * What the templates of this version make of one input. A change of wording, order or looks changes them: it takes the
 * next version in `templates/version.ts`, and the hashes of that version here.
 */
const LETTERS: Record<string, Record<string, string>> = {
  'letter/1': {
    en: '37f355133db0691ee57de2345eeb24a4a1e41644ca620b195425d8fd628a3725',
    fr: '5143d963796ed2cea2d14163476c669dbb57b43fd8988e10a681d6167743b748',
    ar: '2968bad283d69fc9a6a54cb177904fb0976e68a09064b84687fb379ebe112a21',
  },
};
const COVER_SHEETS: Record<string, Record<string, string>> = {
  'cover-sheet/1': {
    en: '0bad4778b9fe15add14d18a48cef88380f63cb6fc7161a54c03c2f969abf7247',
    fr: 'e284eaa3a814186651b9bd7b51240009e4e45d46f48fbf2ae7e1b3907ce181aa',
    ar: '83b6f7b7341f2e95e39572f79058899cdabc42074b291965ea924237362b881e',
  },
};

test('the letter of this version is as it was released', async () => {
  const hashes: Record<string, string> = {};
  for (const language of LANGUAGES)
    hashes[language] = sha256((await renderLetter(BLUE_HERON, language, officialTitles)).bytes);
  expect(hashes).toEqual(LETTERS[LETTER_TEMPLATE]);
});

test('the cover sheet of this version is as it was released', async () => {
  const hashes: Record<string, string> = {};
  for (const language of LANGUAGES) hashes[language] = sha256((await renderCoverSheet(COVER_SHEET, language)).bytes);
  expect(hashes).toEqual(COVER_SHEETS[COVER_SHEET_TEMPLATE]);
});
