import type { Names } from '../domain/letter.ts';
import { officialTitles } from './instruments.ts';
import { isLanguage, LANGUAGES, type Language } from './sheet.ts';

/** The language of our letters that comes nearest to a tag: English where we have no wording. */
export const languageOf = (tag: string): Language => {
  const base = tag.split('-')[0] ?? '';
  return isLanguage(base) ? base : 'en';
};

/** The title of an instrument in every language of our letters. */
export const titlesOf = (instrument: string): Names => {
  const titles = Object.fromEntries(
    LANGUAGES.map((language) => [language, officialTitles.titles(instrument, language)]),
  );
  return { ...titles, en: officialTitles.titles(instrument, 'en') };
};
