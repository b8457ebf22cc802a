import { expect, test } from 'vitest';
import type { Met } from '../../domain/gaps/experience.ts';
import { findGaps } from '../../domain/gaps.ts';
import { heron } from './drafts.ts';

test.each<[string, Met, object[]]>([
  [
    'what was given back, of a part',
    { kind: 'returned', code: 'facts', times: 2 },
    [
      {
        field: 'facts',
        rule: 'met-returned',
        message: 'look at facts: for it drafts to Belmora were given back before',
        source: 'our record: 2 requests',
        severity: 'warning',
      },
    ],
  ],
  [
    'what the partner has asked, of items',
    { kind: 'asked', code: 'items.period', times: 1 },
    [
      {
        field: 'items',
        rule: 'met-asked',
        message: 'look at items.period: Belmora has asked about it before',
        source: 'our record: 1 request',
        severity: 'warning',
      },
    ],
  ],
  [
    'what it has refused, where the draft asks for it',
    { kind: 'refused', code: 'data-content: no-dual-criminality', times: 3 },
    [
      {
        field: expect.stringMatching(/^items\.\d$/),
        rule: 'met-refused',
        message: 'asks for "data-content", which Belmora has refused before: no-dual-criminality',
        source: 'our record: 3 requests',
        severity: 'warning',
      },
    ],
  ],
  ['and not where it does not', { kind: 'refused', code: 'jit: legal-system', times: 3 }, []],
])('a draft is warned of %s', (_, met, expected) => {
  expect(findGaps({ ...heron(), experience: [met] })).toEqual(expected);
});
