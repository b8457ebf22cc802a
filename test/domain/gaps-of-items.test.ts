import { describe, expect, test } from 'vitest';
import type { Parts } from '../../domain/content.ts';
import type { Draft } from '../../domain/gaps/draft.ts';
import { findGaps } from '../../domain/gaps.ts';
import type { ItemContent } from '../../domain/item-content.ts';
import { ITEM_TYPE_IDS } from '../../domain/item-types.ts';
import { heron, salt, told, withItem, without } from './drafts.ts';

describe('items', () => {
  test.each(ITEM_TYPE_IDS)('an empty %s says what it lacks, each with a source', (type) => {
    const draft: Draft = { ...heron(), content: { ...heron().content, items: [{ id: '1' }] } };
    const gaps = findGaps({ ...draft, request: { ...draft.request, items: [{ id: '1', type }] } });
    expect(gaps.map(({ field }) => field)).toEqual(expect.arrayContaining(['items.0.title', 'items.0.description']));
    expect(gaps.length).toBeGreaterThan(2);
  });

  test.each<[string, number, { [K in keyof ItemContent]?: ItemContent[K] | undefined }, string[]]>([
    [
      'bank records need a reason to believe that the account exists',
      3,
      { accountBelief: ' ' },
      ['items.3.accountBelief | house rule HR-61'],
    ],
    [
      'what is left out of the letter is no identifier',
      0,
      { identifiers: ['i9'] },
      ['items.0.identifiers | house rule HR-60'],
    ],
    ['the provider may stand with the identifier', 0, { provider: undefined }, []],
    ['an unknown identifier is named', 0, { identifiers: ['i1', 'x1'] }, ['items.0.identifiers | house rule HR-55']],
    ['an unknown person is named', 4, { persons: ['p2', 'x1'] }, ['items.4.persons | house rule HR-55']],
    [
      'a period begins before it ends',
      1,
      { period: { from: '2026-01-20', to: '2025-12-01', zone: 'UTC' } },
      ['items.1.period | house rule HR-56'],
    ],
    [
      'stored data are not of the future',
      1,
      { period: { from: '2026-04-01', to: '2026-05-01', zone: 'UTC' } },
      ['items.1.period | house rule HR-56'],
    ],
    ['a witness is asked with or without oath', 4, { status: 'witness' }, ['items.4.oath | house rule HR-62']],
    ['no oath is an answer too', 4, { status: 'witness', oath: false }, []],
    ['a summons is for a day to come', 4, { hearingDate: '2026-03-06' }, ['items.4.hearingDate | house rule HR-68']],
  ])('%s', (_, index, change, expected) => {
    expect(told(withItem(heron(), index, change))).toEqual(expected);
  });

  test('a type that the house does not know is a gap', () => {
    const draft = heron();
    const request = {
      ...draft.request,
      items: draft.request.items.map((item, index) => (index === 0 ? { ...item, type: 'mind-reading' } : item)),
    };
    expect(told({ ...draft, request })).toEqual(['items.0 | house rule HR-75']);
  });

  test('facts may be missing only where documents are served and nothing else', () => {
    const served = {
      ...without(salt(), 'facts', 'nexus'),
      content: { ...without(salt(), 'facts', 'nexus').content, items: salt().content.items.slice(3) },
    };
    expect(findGaps({ ...served, request: { ...served.request, items: served.request.items.slice(3) } })).toEqual([]);
    expect(told(without(salt(), 'facts'))).toEqual(['facts | UNTOC 18(15)(c)']);
  });
});

type Identifier = Parts['identifiers'][number];
describe('identifiers have the form of their kind', () => {
  const gapsOf = (type: Identifier['type'], value: string) =>
    findGaps({
      ...heron(),
      content: {
        ...heron().content,
        identifiers: [
          ...(heron().content.identifiers ?? []),
          { id: 'x', type, value, noneKnown: true, leftOut: false, localTime: '2026-01-01T00:00:00' },
        ],
      },
    });

  test.each<[Identifier['type'], string]>([
    ['ip', '203.0.113.77'],
    ['ip', '2001:db8:5c1:77::a2'],
    ['ip', '::ffff:203.0.113.1'],
    ['ip', '::'],
    ['email', 'heron.blue.77@northgatemail.example'],
    ['email', 'ανδρέας@παράδειγμα.example'],
    ['domain', 'ateliers-merei.example'],
    ['phone', '+32 455 50 17 42'],
    ['imsi', '450051234567890'],
    ['imei', '49-015420-323751-8'],
    ['iban', 'BE71 0961 2345 6769'],
    ['wallet', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'],
    ['wallet', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT'],
    ['wallet', `0x${'aB'.repeat(20)}`],
    ['account', 'heron_77'],
  ])('%s %s', (type, value) => expect(gapsOf(type, value)).toEqual([]));

  test.each<[Identifier['type'], string]>([
    ['ip', '203.0.113.256'],
    ['ip', '203.0.113'],
    ['ip', '2001:db8::5c1::a2'],
    ['ip', '1:2:3:4:5:6:7'],
    ['ip', '203.0.113.01'],
    ['email', 'heron.blue.77'],
    ['email', 'a b@c.example'],
    ['domain', 'https://merei.example/x'],
    ['domain', '-a.example'],
    ['domain', '203.0.113.7'],
    ['phone', '0455 50 17 42'],
    ['imsi', '4500512'],
    ['imei', '490154203237517'],
    ['iban', 'BE71 0961 2345 6760'],
    ['wallet', 'bc1qO0'],
    ['account', ' - '],
  ])('not %s %s', (type, value) => {
    expect(gapsOf(type, value)).toMatchObject([
      { field: 'identifiers.9.value', rule: `identifier-${type}`, source: 'house rule HR-54' },
    ]);
  });
});
