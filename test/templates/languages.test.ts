import { describe, expect, test } from 'vitest';
import { LANGUAGES, postWordingOf, wordingOf } from '../../templates/sheet.ts';

/** Every text of a wording by its path. */
function texts(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, child]) => {
    if (typeof child === 'string') return [[`${path}${key}`, child] as [string, string]];
    return texts(child, `${path}${key}.`);
  });
}

const placesOf = (text: string): string[] => (text.match(/\{\w+\}/gu) ?? []).sort();

describe.each([
  ['letter', wordingOf],
  ['post', postWordingOf],
] as const)('the wording of the %s', (_, wording) => {
  const english = texts(wording('en'));

  test.each(LANGUAGES)('has every text of the English one in %s, with the same places for values', (language) => {
    const other = new Map(texts(wording(language)));
    expect([...other.keys()].sort()).toEqual(english.map(([path]) => path).sort());
    expect(english.map(([path]) => placesOf(other.get(path) ?? ''))).toEqual(english.map(([, text]) => placesOf(text)));
  });

  test('is nowhere empty', () => {
    const empty = LANGUAGES.flatMap((language) => texts(wording(language)).filter(([, text]) => text.trim() === ''));
    expect(empty).toEqual([]);
  });
});

test('Arabic words are written in Arabic', () => {
  const NOT_WORDS =
    /^(locale|direction|tags\.|comma|colon|none)|sentences\.(withArticle|withArticles|route|session)$|fields\.sha256/u;
  const words = [...texts(wordingOf('ar')), ...texts(postWordingOf('ar'))].filter(([path]) => !NOT_WORDS.test(path));
  expect(words.filter(([, text]) => !/\p{Script=Arabic}/u.test(text))).toEqual([]);
});

test('French signs of two parts follow a space that does not break', () => {
  const wrong = [...texts(wordingOf('fr')), ...texts(postWordingOf('fr'))].filter(([, text]) => / [:;?!]/u.test(text));
  expect(wrong).toEqual([]);
});
