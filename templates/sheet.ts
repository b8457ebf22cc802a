import { addresseeOf, type LetterInput } from '../domain/letter.ts';
import { ar } from './languages/ar.ts';
import { en } from './languages/en.ts';
import { fr } from './languages/fr.ts';
import type { KindsWording } from './languages/kinds.ts';
import { kindsAr } from './languages/kinds-ar.ts';
import { kindsEn } from './languages/kinds-en.ts';
import { kindsFr } from './languages/kinds-fr.ts';
import type { PostWording } from './languages/post.ts';
import { postAr } from './languages/post-ar.ts';
import { postEn } from './languages/post-en.ts';
import { postFr } from './languages/post-fr.ts';
import type { HeadedSection, Wording } from './languages/wording.ts';
import type { Inline } from './parts/runs.ts';

export const LANGUAGES = ['en', 'fr', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];
export const isLanguage = (tag: string): tag is Language => LANGUAGES.some((language) => language === tag);

const WORDINGS: Record<Language, Wording> = { en, fr, ar };
export const wordingOf = (language: Language): Wording => WORDINGS[language];

const POST_WORDINGS: Record<Language, PostWording> = { en: postEn, fr: postFr, ar: postAr };
export const postWordingOf = (language: Language): PostWording => POST_WORDINGS[language];

const KINDS_WORDINGS: Record<Language, KindsWording> = { en: kindsEn, fr: kindsFr, ar: kindsAr };
export const kindsWordingOf = (language: Language): KindsWording => KINDS_WORDINGS[language];

/** What the official title of an instrument is in a language. */
export type Instruments = { titles: (instrumentId: string, language: string) => string };

/** The fixed words of one letter: those of its language, and those of its kind and addressee. */
type Words = Wording & {
  letterTitle: string;
  headings: Record<HeadedSection, string>;
  sentences: Record<'opening' | 'itemsIntro' | 'closing', string>;
};

/** What every part of a document needs to know about it. */
export type Sheet = { language: Language; words: Words; instruments: Instruments; bookmarkId: () => number };

/** A sheet for a letter; without one, for what has no kind. */
export function createSheet(
  language: Language,
  instruments: Instruments,
  letter: Pick<LetterInput, 'kind' | 'route'> = {},
): Sheet {
  let bookmarks = 0;
  const bookmarkId = () => {
    bookmarks += 1;
    return bookmarks;
  };
  return { language, words: wordsFor(language, letter), instruments, bookmarkId };
}

function wordsFor(language: Language, letter: Pick<LetterInput, 'kind' | 'route'>): Words {
  const words = wordingOf(language);
  const { addressees, kinds } = kindsWordingOf(language);
  const { opening, asked, closing, named: addressee = '' } = addressees[addresseeOf(letter)];
  const { letterTitle, asks, items, itemsIntro, sentences = {} } = kinds[letter.kind ?? 'mla'];
  return {
    ...words,
    letterTitle,
    headings: { ...words.headings, items },
    sentences: {
      ...words.sentences,
      ...sentences,
      opening: put(put(opening, { asks }), { addressee }),
      itemsIntro: put(itemsIntro, { asked }),
      closing,
    },
  };
}

/** A sentence with some of its places taken by words of ours, which may have places themselves. */
const put = (sentence: string, words: Record<string, string>): string =>
  sentence.replace(/\{(\w+)\}/g, (place, name) => words[name] ?? place);

/** A calendar date written out: `17 March 2026`. */
export function dateIn(language: Language, date: string): string {
  const instant = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  const text = new Intl.DateTimeFormat(wordingOf(language).locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    instant,
  );
  return language === 'fr' ? text.replace(/^1 /, '1er ') : text;
}

/** Numbers, addresses, hashes: left to right, every letter of them told apart. */
export const code = (text: string): Inline => ({ text, direction: 'ltr', style: 'Code' });
/** References, articles and telephone numbers: left to right in the type of the text. */
export const ltr = (text: string): Inline => ({ text, direction: 'ltr' });
/** Words that run in their own direction, whatever is around them: names, and what others wrote. */
export const own = (text: string): Inline => ({ text, direction: 'auto' });
