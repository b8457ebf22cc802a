import type { LetterInput } from '../domain/letter.ts';
import { ar } from './languages/ar.ts';
import { en } from './languages/en.ts';
import { fr } from './languages/fr.ts';
import type { PostWording } from './languages/post.ts';
import { postAr } from './languages/post-ar.ts';
import { postEn } from './languages/post-en.ts';
import { postFr } from './languages/post-fr.ts';
import type { Wording } from './languages/wording.ts';
import type { Inline } from './parts/runs.ts';

export const LANGUAGES = ['en', 'fr', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];
export const isLanguage = (tag: string): tag is Language => LANGUAGES.some((language) => language === tag);

const WORDINGS: Record<Language, Wording> = { en, fr, ar };
export const wordingOf = (language: Language): Wording => WORDINGS[language];

const POST_WORDINGS: Record<Language, PostWording> = { en: postEn, fr: postFr, ar: postAr };
export const postWordingOf = (language: Language): PostWording => POST_WORDINGS[language];

/** What the official title of an instrument is in a language. */
export type Instruments = { titles: (instrumentId: string, language: string) => string };

/** What every part of a document needs to know about it. */
export type Sheet = { language: Language; words: Wording; instruments: Instruments; bookmarkId: () => number };

export function createSheet(language: Language, instruments: Instruments, kind?: LetterInput['kind']): Sheet {
  let bookmarks = 0;
  const bookmarkId = () => {
    bookmarks += 1;
    return bookmarks;
  };
  return { language, words: wordingFor(language, kind), instruments, bookmarkId };
}

/** The words of a letter that asks for something else than assistance. */
function wordingFor(language: Language, kind: LetterInput['kind']): Wording {
  const words = wordingOf(language);
  if (kind === undefined) return words;
  const { letterTitle, items, ...sentences } = words[kind];
  return {
    ...words,
    letterTitle,
    headings: { ...words.headings, items },
    sentences: { ...words.sentences, ...sentences },
  };
}

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
