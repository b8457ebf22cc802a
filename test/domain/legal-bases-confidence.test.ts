import { describe, expect, test } from 'vitest';
import type { Of } from '../../domain/legal-bases/question.ts';
import type { Membership, StateFacts } from '../../domain/states.ts';
import { confidenceOf, type Instrument } from '../../domain/treaties/type.ts';
import { ask, basis, CORRUPTION, declares, type Question, shipped, state, T98 } from './legal-bases-cases.ts';

const FRESH = { checkedOn: '2026-10-01' } as const;
const OPEN = { ...FRESH, confidence: 'unverified' } as const;
const OLD = { checkedOn: '2025-11-01' } as const;
type Doubt = Pick<Membership, 'checkedOn' | 'confidence' | 'isNot'>;

const member = (instrument: string, doubt: Doubt): Membership => ({
  instrument,
  since: '2015-01-01',
  source: 'treaty office',
  ...doubt,
});
const between = (theirs: StateFacts, more: Partial<Question> = {}): Question =>
  ask({
    requesting: state(
      'XAR',
      ['budapest-185', 'cets-224', T98].map((id) => member(id, FRESH)),
    ),
    requested: theirs,
    switchedOn: ['cets-224'],
    ...more,
  });
const belmora = (...memberships: Membership[]): StateFacts => state('XBE', memberships);

describe('a reason is as sure as the facts on record that decided', () => {
  const ON = 'on 2026-11-02';
  const BOTH = `both are Parties to the Budapest Convention ${ON}`;
  const IS_PARTY = 'that Belmora is a Party to the Budapest Convention';
  const NONE = `Belmora is no Party to the Budapest Convention ${ON}`;

  test.each<[string, Doubt, object]>([
    ['confirmed and fresh', FRESH, { text: BOTH, confidence: 'confirmed' }],
    ['not confirmed', OPEN, { text: `${BOTH}; not confirmed is ${IS_PARTY}`, confidence: 'unverified' }],
    [
      'a year old is amber',
      OLD,
      { text: `${BOTH}; amber, not checked for a year: ${IS_PARTY}`, confidence: 'confirmed', isStale: true },
    ],
    [
      'that it is none, not confirmed',
      { ...OPEN, isNot: true },
      {
        text: `${NONE}; not confirmed is that Belmora is no Party to the Budapest Convention`,
        confidence: 'unverified',
      },
    ],
  ])('a membership: %s', (_, doubt, expected) => {
    const [reason] = basis(between(belmora(member('budapest-185', doubt))), 'budapest-185').reasons;
    expect(reason).toEqual(expected);
  });

  test('what is a year old is told by today, not by the day of the request', () => {
    const question = between(belmora(member('budapest-185', FRESH)), { today: '2027-11-02' });
    expect(basis(question, 'budapest-185').reasons[0]).toMatchObject({ isStale: true });
  });

  test('a reservation carries its own confidence', () => {
    const memberships = [member('budapest-185', FRESH), member('cets-224', FRESH)];
    const told = (confidence: 'confirmed' | 'unverified') =>
      basis(
        between(
          {
            ...belmora(...memberships),
            declarations: [declares('cets-224', 'no-direct-orders', { ...FRESH, confidence })],
          },
          { type: 'provider-direct' },
        ),
        'cets-224',
      ).reasons;
    expect(told('unverified')).toMatchObject([
      { text: expect.stringContaining('not confirmed is that Belmora has reserved it'), confidence: 'unverified' },
    ]);
    expect(told('confirmed')[0]?.text).not.toContain('not confirmed');
  });

  test('residual articles yield to a treaty, as sure as it is that it binds', () => {
    const yielding = (doubt: Doubt) =>
      basis(
        between(belmora(member('budapest-185', FRESH), member(T98, doubt)), { type: 'data-content' }),
        'budapest-185',
      ).reasons.filter(({ article }) => article === '27(1)');
    expect(yielding(FRESH)).toMatchObject([{ confidence: 'confirmed' }]);
    expect(yielding(OPEN)).toMatchObject([{ confidence: 'unverified' }]);
  });
});

describe('each line of what follows says its instrument and its confidence', () => {
  test.each<[string, Question]>([
    ['budapest-185', ask({ both: ['budapest-185'], type: 'preservation' })],
    ['ets-30', ask({ both: ['ets-30', 'ets-182'], urgency: 'urgent' })],
    ['asean-mlat-2004', ask({ both: ['asean-mlat-2004'] })],
    ['uncac-46', ask({ both: ['uncac-46'], to: 'KR', offence: CORRUPTION })],
    ['reciprocity', ask()],
  ])('%s', (id, question) => {
    const { routes, contents, refusalGrounds, forbidden, languages, form, dualCriminality, useLimits } = basis(
      question,
      id,
    );
    const lines: readonly Of<object>[] = [
      ...[...routes, ...contents, ...refusalGrounds, ...forbidden],
      ...[...languages, ...form, ...dualCriminality, ...useLimits],
    ];
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) {
      const { instrument, confidence, ...said } = line;
      const source = shipped(instrument);
      expect(confidence).toBe(confidenceOf(source, inData(source, said)));
    }
  });

  /** The line of the data that says the same. */
  function inData(instrument: Instrument, said: object): { confidence?: 'confirmed' | 'unverified' } {
    const { routes, contents, refusalGrounds, forbiddenRefusals, languages, form, dualCriminality, useLimits } =
      instrument;
    const lines = [routes, contents, refusalGrounds, forbiddenRefusals].flat();
    const same = [...lines, languages, form, dualCriminality, useLimits].find((line) => {
      const { confidence: _, ...rest } = line;
      return JSON.stringify(rest) === JSON.stringify(said);
    });
    if (!same) throw new Error(`"${JSON.stringify(said)}" is no line of ${instrument.id}`);
    return same;
  }
});
