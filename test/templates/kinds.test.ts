import { describe, expect, test } from 'vitest';
import type { Content } from '../../domain/content.ts';
import type { KINDS } from '../../domain/kinds.ts';
import { type LetterInput, segmentsOf } from '../../domain/letter.ts';
import { officialTitles } from '../../templates/instruments.ts';
import { renderLetter } from '../../templates/letter.ts';
import { COMPLETE } from '../domain/own-type-drafts.ts';
import { open, textOf } from './document.ts';
import { BLUE_HERON } from './fixtures.ts';

/** What each kind of request says for itself is printed, and its words are there to be translated. */
const OWN = {
  'traffic-partial-disclosure': ['The provider before it'],
  'emergency-disclosure': ['A child is held.', 'The log shows where.', '+82 10 5550 0142'],
  'emergency-mla': ['A child is held.', 'The log shows where.', '+82 10 5550 0142'],
  'provider-direct': ['Order of 2 November 2026', 'The enforcing authority, at the same time'],
  'spontaneous-information': ['No conditions.'],
  extradition: ['Warrant of 1 May', 'Section 347-2'],
  'provisional-arrest': ['Warrant of 1 May', 'Port-Clair'],
} as const satisfies Partial<Record<keyof typeof KINDS & keyof typeof COMPLETE, readonly string[]>>;
const NUMBERS = ['+82 10 5550 0142', 'Port-Clair'];

describe.each(Object.entries(OWN))('%s', (name, words) => {
  const kind = name as keyof typeof OWN; // a key of it
  const { basis, articles, item } = COMPLETE[kind];
  const content: Content = {
    ...BLUE_HERON.content,
    items: [{ id: '1', identifiers: [], persons: [], ...item }] as Content['items'],
  };
  const letter: LetterInput = {
    ...BLUE_HERON,
    kind,
    content,
    basis: [{ instrument: basis, articles }],
    items: [{ id: '1', type: kind }],
  };

  test('is printed', async () => {
    const text = textOf(open((await renderLetter(letter, 'en', officialTitles)).bytes).body);
    for (const one of words) expect(text).toContain(one);
  });

  test('is translated', () => {
    const texts = segmentsOf({ content, annexes: [] }).map(({ text }) => text);
    for (const one of words.filter((word) => !NUMBERS.includes(word))) expect(texts).toContain(one);
  });
});
