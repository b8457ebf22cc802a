import { describe, expect, test } from 'vitest';
import { type NoticeEmailInput, noticeText } from '../../templates/notice-email.ts';
import { LANGUAGES } from '../../templates/sheet.ts';

const INPUT: NoticeEmailInput = {
  language: 'en',
  tells: [
    { reference: 'MLA-2026-7', sort: 'ends', day: '2026-03-30' },
    { reference: 'MLA-2026-12', sort: 'moved', day: '' },
    { reference: 'MLA-2026-7', sort: 'over', day: '2026-03-30' },
    { reference: 'MLA-2026-12', sort: 'moved', day: '' },
  ],
};
const [first = { reference: '', sort: 'ends', day: '' }] = INPUT.tells;

test('the subject is the reference, or the first and how many others there are', () => {
  expect(noticeText({ ...INPUT, tells: [first] }).subject).toBe('MLA-2026-7');
  expect(noticeText(INPUT).subject).toBe('MLA-2026-7 (+1)');
});

test('each file has one line, and nothing is said twice on it', () => {
  expect(
    noticeText(INPUT)
      .text.split('\n')
      .filter((line) => line.startsWith('MLA-')),
  ).toEqual([
    'MLA-2026-7: A period ends on 30 March 2026. A period has run out.',
    'MLA-2026-12: The file has moved on.',
  ]);
});

test('where to sign in is said where it is known', () => {
  expect(noticeText({ ...INPUT, signInAt: 'https://mla.example' }).text).toContain(
    'Sign in to see it: https://mla.example',
  );
  expect(noticeText(INPUT).text).not.toContain('Sign in');
});

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(['ends', 'over', 'corrected', 'moved'] as const)('each sort has words of its own: %s', (sort) => {
    const textOf = (one: typeof sort | 'ends') =>
      noticeText({ ...INPUT, language, tells: [{ ...first, sort: one }] }).text;
    expect(textOf(sort)).toContain('MLA-2026-7');
    expect(textOf(sort)).not.toMatch(/[{}]|undefined/);
    expect(textOf(sort) === textOf('ends')).toBe(sort === 'ends');
  });

  test('it bears the marking of an installation that is not real', () => {
    expect(noticeText({ ...INPUT, language, marking: 'practice' }).text).toMatch(/^\*\*\* /u);
    expect(noticeText({ ...INPUT, language }).text).not.toContain('***');
  });
});
