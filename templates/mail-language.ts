import type { Names } from '../domain/letter.ts';
import { titlesBeside } from './instruments.ts';
import { isLanguage, LANGUAGES, type Language } from './sheet.ts';

/** The language of our letters that comes nearest to a tag: English where we have no wording. */
export const languageOf = (tag: string): Language => {
  const base = tag.split('-')[0] ?? '';
  return isLanguage(base) ? base : 'en';
};

/** The title of an instrument in every language of our letters; `own` has those of treaties of our own. */
export const titlesOf = (instrument: string, own?: Readonly<Record<string, string>>): Names => {
  const { titles } = titlesBeside(own);
  return {
    ...Object.fromEntries(LANGUAGES.map((language) => [language, titles(instrument, language)])),
    en: titles(instrument, 'en'),
  };
};
