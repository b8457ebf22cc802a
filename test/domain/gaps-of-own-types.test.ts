import { describe, expect, test } from 'vitest';
import type { Draft } from '../../domain/gaps/draft.ts';
import { findGaps } from '../../domain/gaps.ts';
import { OWN_TYPE_IDS, type OwnType } from '../../domain/item-types.ts';
import { heron } from './drafts.ts';
import { COMPLETE, inFull, own } from './own-type-drafts.ts';

const HR = (id: number) => `house rule HR-${id}`;
const BUDAPEST = 'Budapest Convention';
const ETS_24 = 'European Extradition Convention';
const CORE = { title: HR(47), description: HR(47) };
const FOLLOWING = { ...CORE, originalReference: HR(82), reason: HR(82) };
const DATA = { provider: HR(60), identifiers: HR(60), period: HR(60), dataFields: HR(60) };

/** What an item of each type lacks that says nothing, each with its source. */
const LACKED: Record<OwnType, Record<string, string>> = {
  preservation: {
    ...CORE,
    provider: HR(77),
    identifiers: HR(77),
    dataFields: `${BUDAPEST} 29(2)(c)`,
    period: HR(77),
    reason: `${BUDAPEST} 29(2)(e)`,
    intendsRequest: `${BUDAPEST} 29(2)(f)`,
    noNotice: HR(77),
  },
  'preservation-extension': { ...FOLLOWING, plannedOn: HR(77), askedUntil: HR(77) },
  'traffic-partial-disclosure': {
    ...CORE,
    originalReference: HR(77),
    identifiers: HR(77),
    dataFields: HR(77),
    otherProvider: HR(77),
  },
  'emergency-disclosure': { ...CORE, ...DATA, emergencyFacts: HR(78), link: HR(78), callBack: HR(78) },
  'emergency-mla': { ...CORE, emergencyFacts: HR(78), link: HR(78), callBack: HR(78), reason: HR(78) },
  'provider-direct': {
    ...CORE,
    ...DATA,
    provider: HR(79),
    reason: HR(45),
    dataCategory: HR(79),
    order: HR(79),
    issuedBy: HR(79),
    address: HR(79),
    notified: HR(79),
    noNotice: HR(79),
  },
  'domain-registration': { ...CORE, provider: HR(79), identifiers: HR(79), dataFields: HR(79), link: HR(79) },
  jit: {
    ...CORE,
    period: HR(81),
    composition: 'Second Additional Protocol (ETS 182) 20(2)',
    leader: HR(81),
    law: HR(81),
    dataUse: HR(81),
    costs: HR(81),
  },
  extradition: {
    ...CORE,
    persons: HR(80),
    warrant: `${ETS_24} 12(2)(a)`,
    documents: `${ETS_24} 12(2)(a)`,
    law: `${ETS_24} 12(2)(c)`,
    assurances: HR(80),
  },
  'provisional-arrest': {
    ...CORE,
    persons: HR(80),
    warrant: `${ETS_24} 16(2)`,
    intendsRequest: `${ETS_24} 16(2)`,
    place: HR(80),
  },
  'spontaneous-information': { ...CORE, conditions: HR(83) },
  'status-enquiry': FOLLOWING,
  supplementary: FOLLOWING,
  withdrawal: FOLLOWING,
  'return-of-originals': { ...FOLLOWING, documents: HR(82) },
};

describe.each(OWN_TYPE_IDS)('%s', (type) => {
  test('lacks nothing when it is complete', () => expect(inFull(own(type))).toEqual([]));

  test('names what it lacks when it is empty, each with its source', () => {
    const errors = findGaps(own(type, {})).filter(({ field, severity }) => field !== 'items' && severity === undefined);
    const told = Object.fromEntries(errors.map(({ field, source }) => [field.replace('items.0.', ''), source]));
    expect(told).toEqual(LACKED[type]);
  });

  test('is no item of another request', () => {
    const { item } = COMPLETE[type];
    const draft = heron();
    const added: Draft = {
      ...draft,
      request: { ...draft.request, items: [...draft.request.items, { id: '9', type }] },
      content: { ...draft.content, items: [...draft.content.items, { id: '9', ...item }] },
    };
    const [gap] = findGaps(added).filter(({ rule }) => rule === 'item-type');
    expect(gap).toMatchObject({ field: 'items.5', source: HR(75) });
    expect(gap?.message).toContain('a procedure of its own');
  });
});

describe('an order to a provider', () => {
  const ordered = (change: object): string[] =>
    inFull(own('provider-direct', { ...COMPLETE['provider-direct'].item, ...change }));

  test.each<[string, object, string[]]>([
    ['for content by a court is in order', {}, []],
    ['for subscriber data by a prosecutor, too', { dataCategory: 'subscriber', issuedBy: 'prosecutor' }, []],
    ['to identify the user, too', { dataCategory: 'user-identification', issuedBy: 'other' }, []],
    ['for traffic data by a judge, too', { dataCategory: 'traffic', issuedBy: 'investigating-judge' }, []],
    [
      'for traffic data is the act of a judge',
      { dataCategory: 'traffic', issuedBy: 'prosecutor' },
      ['error items.0.issuedBy | issuing-authority | house rule HR-79'],
    ],
    [
      'for content is the act of a judge',
      { issuedBy: 'other' },
      ['error items.0.issuedBy | issuing-authority | house rule HR-79'],
    ],
    [
      'says who issued it',
      { issuedBy: undefined },
      ['error items.0.issuedBy | missing-items-issuedBy | house rule HR-79'],
    ],
  ])('%s', (_, change, expected) => expect(ordered(change)).toEqual(expected));

  test('is judged so only where the instrument says it', () => {
    const draft = own('provider-direct', { ...COMPLETE['provider-direct'].item, issuedBy: 'prosecutor' });
    const request = { ...draft.request, basis: [{ instrument: 'cets-224', articles: ['7'] }] };
    expect(inFull({ ...draft, request }).filter((gap) => gap.includes('issuing-authority'))).toEqual([]);
  });
});

const UNDER: [type: OwnType, instrument: string, articles: string[], named: string][] = [
  ['preservation', 'untoc-18', ['18(3)'], ''],
  ['provider-direct', 'untoc-18', ['18(3)'], 'the UNTOC does not reach "provider-direct"'],
  ['extradition', 'ets-30', ['1'], 'the European MLA Convention does not reach "extradition"'],
  ['preservation', 'ets-30', ['3'], 'the European MLA Convention does not reach "preservation"'],
  ['domain-registration', 'budapest-185', ['25'], 'the Budapest Convention does not reach "domain-registration"'],
  ['provisional-arrest', 'saarc-2008', ['1'], 'an empty profile is no basis'],
  ['extradition', 'un-model-treaty-mla', [], 'a model to start a treaty from is no basis'],
];

test.each(UNDER)(
  '%s under %s is carried, or the instrument is named that does not',
  (type, instrument, articles, named) => {
    const draft = own(type);
    const request = { ...draft.request, basis: [{ instrument, articles }] };
    const gap = findGaps({ ...draft, request }).find(({ rule }) => ['basis-not-carrying', 'basis-none'].includes(rule));
    expect(gap?.message ?? '').toContain(named);
    expect(gap?.field).toBe(named === '' ? undefined : 'basis.0');
  },
);

test('parts that such a request has no use for may be missing, others not', () => {
  const bare = (type: OwnType): string[] => {
    const { content, ...rest } = own(type);
    return findGaps({ ...rest, content: { items: content.items } }).map(({ field }) => field.split('.')[0] ?? '');
  };
  expect(new Set(bare('withdrawal'))).toEqual(new Set(['title', 'office', 'case']));
  expect(bare('preservation')).toEqual(expect.arrayContaining(['facts', 'nexus', 'offences']));
  expect(bare('preservation')).not.toContain('purpose');
  expect(bare('emergency-mla')).toEqual(expect.arrayContaining(['facts', 'nexus', 'persons', 'purpose', 'results']));
});
