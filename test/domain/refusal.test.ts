import { describe, expect, test } from 'vitest';
import type { Ground } from '../../domain/grounds.ts';
import { stackOf } from '../../domain/legal-bases/stack.ts';
import { postponementFaults, refusalFaults, refusalOffer } from '../../domain/refusal.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';

const stack = (bases: string[], types: string[] = ['mla-evidence']) =>
  stackOf({ instruments: INSTRUMENTS, bases, types });
const offer = (bases: string[], ...types: string[]) => refusalOffer(stack(bases, types), types);
const groundsOf = (bases: string[], ...types: string[]): string[] => [
  ...new Set(offer(bases, ...types).grounds.map(({ ground }) => ground)),
];

describe('a refusal of ours offers only what the instrument allows', () => {
  test.each<[string, string[], string[], string[]]>([
    [
      'preservation under the Budapest Convention: three',
      ['budapest-185'],
      ['preservation'],
      ['political-offence', 'essential-interests', 'no-dual-criminality'],
    ],
    [
      'disclosure of preserved traffic data: two',
      ['budapest-185'],
      ['traffic-partial-disclosure'],
      ['political-offence', 'essential-interests'],
    ],
    [
      'what was asked together: only what is open for all of it',
      ['budapest-185'],
      ['preservation', 'traffic-partial-disclosure'],
      ['political-offence', 'essential-interests'],
    ],
    [
      'UNTOC: its four, dual criminality, and what it does not reach',
      ['untoc-18'],
      ['witness-hearing'],
      [
        'form-defect',
        'essential-interests',
        'domestic-prohibition',
        'legal-system',
        'no-dual-criminality',
        'not-covered-by-treaty',
      ],
    ],
    ['without a treaty there is no list', ['reciprocity'], ['restraint'], []],
  ])('%s', (_, bases, types, expected) => {
    expect(groundsOf(bases, ...types)).toEqual(expected);
  });

  test('a fiscal offence is a ground under the European Convention, and not where its protocol binds', () => {
    expect(groundsOf(['ets-30'], 'witness-hearing')).toContain('fiscal-offence');
    expect(groundsOf(['ets-30', 'ets-99'], 'witness-hearing')).not.toContain('fiscal-offence');
  });
});

describe('a refusal of ours is refused', () => {
  const right = { reason: 'as the article says', consulted: true };
  test.each<[string, string[], string, { ground: Ground; reason?: string; consulted?: boolean }, string[]]>([
    [
      'for bank secrecy, which UNTOC forbids',
      ['untoc-18'],
      'bank-records',
      { ground: 'bank-secrecy' },
      ['ground: ground-forbidden, UNTOC 18(8)'],
    ],
    [
      'for fiscal nature alone',
      ['uncac-46'],
      'bank-records',
      { ground: 'fiscal-offence' },
      ['ground: ground-forbidden, UNCAC 46(22)'],
    ],
    [
      'for what is missing, under the Australian act',
      ['au-macma-1987'],
      'mla-evidence',
      { ground: 'form-defect' },
      ['ground: ground-forbidden, Australia MACMA s 11(2)'],
    ],
    [
      'for a ground that is not in a closed list',
      ['budapest-185'],
      'preservation',
      { ground: 'ne-bis-in-idem' },
      ['ground: ground-not-open, Budapest Convention 29(5)(a)'],
    ],
    [
      'without reasons',
      ['untoc-18'],
      'witness-hearing',
      { ground: 'form-defect', reason: ' ' },
      ['reason: reasons-due, UNTOC 18(23)'],
    ],
    [
      'before the consultation that the treaty demands',
      ['untoc-18'],
      'witness-hearing',
      { ground: 'form-defect', consulted: false },
      ['consulted: consultation-first, UNTOC 18(26)'],
    ],
    ['not where all is as it should be', ['untoc-18'], 'witness-hearing', { ground: 'form-defect' }, []],
    [
      'not for a ground of our law where the list is open',
      ['budapest-185'],
      'data-content',
      { ground: 'ne-bis-in-idem' },
      [],
    ],
  ])('%s', (_, bases, type, given, expected) => {
    expect(
      refusalFaults(offer(bases, type), { ...right, ...given }).map(
        ({ field, rule, source }) => `${field}: ${rule}, ${source}`,
      ),
    ).toEqual(expected);
  });
});

test.each<[string, string, { reason: string; reviewOn?: string }, string[]]>([
  ['has reasons and a day', 'untoc-18', { reason: 'our own case', reviewOn: '2026-12-01' }, []],
  ['needs a day', 'untoc-18', { reason: 'our own case' }, ['reviewOn: review-date, house rule HR-11']],
  [
    'a day still to come',
    'untoc-18',
    { reason: 'ours', reviewOn: '2026-11-02' },
    ['reviewOn: review-date, house rule HR-11'],
  ],
  ['needs reasons', 'untoc-18', { reason: '', reviewOn: '2026-12-01' }, ['reason: reasons-due, UNTOC 18(25)']],
])('a postponement of ours %s', (_, id, given, expected) => {
  const faults = postponementFaults(stack([id]), { ...given, today: '2026-11-02' });
  expect(faults.map(({ field, rule, source }) => `${field}: ${rule}, ${source}`)).toEqual(expected);
});
