import { describe, expect, test } from 'vitest';
import type { Draft } from '../../domain/gaps/draft.ts';
import { without } from './drafts.ts';
import { asking, evidence, SEARCH } from './item-drafts.ts';
import { ask, basis, CORRUPTION, type Question, state, T98 } from './legal-bases-cases.ts';
import { inFull } from './own-type-drafts.ts';

const linesOf = (question: Question, id: string, field: 'refusalGrounds' | 'forbidden' | 'contents' | 'form') =>
  basis(question, id)[field].map(({ instrument, article }) => `${instrument} ${article}`);

describe('articles that yield to another treaty are not listed any more', () => {
  const alone = ask({ both: ['untoc-18'], offence: CORRUPTION });
  const beside = ask({ both: ['untoc-18', T98], offence: CORRUPTION });

  test.each<['routes' | 'contents' | 'refusalGrounds', string[]]>([
    ['routes', []],
    ['contents', []],
    ['refusalGrounds', ['18(1), 3(1)']],
  ])('%s of UNTOC', (field, left) => {
    const articles = (question: Question) => basis(question, 'untoc-18')[field].map(({ article }) => article);
    expect(articles(alone).length).toBeGreaterThan(left.length);
    expect(articles(beside)).toEqual(left);
  });

  test('by Budapest, what stands outside 27 and 28 stays', () => {
    const question = ask({ both: ['budapest-185', T98], type: 'preservation' });
    const { contents, routes, refusalGrounds } = basis(question, 'budapest-185');
    expect(contents.every(({ article }) => article.startsWith('29(2)'))).toBe(true);
    expect(routes.map(({ article }) => article)).toEqual(['35']);
    expect(refusalGrounds.map(({ article }) => article)).toEqual(['29(5)(a)', '29(5)(b)', '29(4)']);
  });

  test('a treaty that may not bind, for all that is confirmed, takes nothing away', () => {
    const doubtful = { instrument: T98, since: '2015-01-01', source: 'a list', confidence: 'unverified' } as const;
    const question = { ...alone, requested: state('XBE', ['untoc-18', doubtful]), requesting: beside.requesting };
    expect(linesOf(question, 'untoc-18', 'contents')).toEqual(linesOf(alone, 'untoc-18', 'contents'));
  });
});

describe('a ground that is forbidden is not listed as open', () => {
  test.each<[string, Question, string, string, boolean]>([
    ['fiscal nature under the treaty', ask({ both: ['ets-30'] }), 'ets-30', 'fiscal-offence', true],
    ['and not with the protocol', ask({ both: ['ets-30', 'ets-99'] }), 'ets-30', 'fiscal-offence', false],
    ['form under UNTOC', ask({ both: ['untoc-18'], offence: CORRUPTION }), 'untoc-18', 'form-defect', true],
    [
      'and not where the statute of the requested State forbids it',
      ask({ both: ['untoc-18'], to: 'AU', offence: CORRUPTION }),
      'untoc-18',
      'form-defect',
      false,
    ],
  ])('%s', (_, question, id, ground, expected) => {
    expect(basis(question, id).refusalGrounds.some((line) => line.ground === ground)).toBe(expected);
  });
});

describe('the statute of the requested State stands beside', () => {
  const korea = ask({ both: ['uncac-46', T98], to: 'KR', offence: CORRUPTION });

  test('form, languages and contents', () => {
    expect(linesOf(korea, T98, 'form')).toContain('kr-mla-act 12');
    expect(linesOf(korea, T98, 'contents')).toContain('kr-mla-act 12(1)1');
    expect(basis(korea, T98).languages.map(({ instrument }) => instrument)).toEqual([T98, 'kr-mla-act']);
  });

  test.each<[string, Question, string, boolean]>([
    ['grounds, where the list is open', korea, T98, true],
    ['and not where it is closed', ask({ both: ['uncac-46'], to: 'KR', offence: CORRUPTION }), 'uncac-46', false],
    [
      'nor for preservation, which has three',
      ask({ both: ['budapest-185'], to: 'KR', type: 'preservation' }),
      'budapest-185',
      false,
    ],
    ['nor of another State', ask({ both: [T98], to: 'GB' }), T98, false],
  ])('%s', (_, question, id, expected) => {
    expect(linesOf(question, id, 'refusalGrounds').some((line) => line.startsWith('kr-mla-act'))).toBe(expected);
  });

  const to = (code: string, draft: Draft): Draft => ({ ...draft, partner: { ...draft.partner, code } });
  const REASON = 'items.0.reason | missing-items-reason';

  test.each<[string, Draft, string[]]>([
    ['what its article demands', to('KR', evidence('Original')), [`error ${REASON} | Korea MLA Act 12(2)`]],
    ['and for what it is demanded', to('KR', asking('search-seizure', 'untoc-18', SEARCH, ['18(3)'])), []],
    ['of no other State', evidence('Original'), []],
    [
      'the treaty speaks first where both demand it',
      to('KR', without(asking('search-seizure', 'untoc-18', SEARCH, ['18(3)']), 'purpose')),
      ['error purpose | missing-purpose | UNTOC 18(15)(f)'],
    ],
  ])('a draft is told %s', (_, draft, expected) => expect(inFull(draft)).toEqual(expected));
});
