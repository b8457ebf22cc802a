import { describe, expect, test } from 'vitest';
import {
  checkBasis,
  checkRoute,
  type Pair,
  printedRoute,
  routeOf,
  routeRule,
  type Sending,
  takenRoute,
} from '../../domain/legal-basis.ts';
import { needsTranslation, type PartnerFacts } from '../../domain/partners.ts';
import type { Basis } from '../../domain/request.ts';
import { isBound, type Membership, type StateFacts } from '../../domain/states.ts';
import { BUDAPEST } from '../../domain/treaties/budapest-185.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import type { Instrument } from '../../domain/treaties/type.ts';
import { UNTOC } from '../../domain/treaties/untoc-18.ts';

const party = (instrument: string, since = '2015-01-01'): Membership => ({
  instrument,
  since,
  source: 'treaty office',
});
const QASIRA: PartnerFacts = {
  code: 'QAS',
  names: { en: 'Qasira' },
  languages: [{ tag: 'ar', source: 'notice of 2019' }],
  demands: [],
  memberships: [party('untoc-18', '2026-03-09')],
  declarations: [],
  isComplete: true,
  otherTreaties: [],
  routes: [],
  channels: [],
  calendar: { zone: 'Asia/Riyadh', weekend: [5, 6], holidays: [] },
};
const OURS: StateFacts = {
  code: 'ARV',
  names: { en: 'Arvania' },
  memberships: [party('budapest-185'), party('untoc-18')],
  declarations: [],
  isComplete: true,
};
const pair = (more: Partial<PartnerFacts> = {}, on = '2026-08-03'): Pair => ({
  ours: OURS,
  partner: { ...QASIRA, ...more },
  on,
  instruments: INSTRUMENTS,
});
const BILATERAL = [{ name: 'the treaty of 2001', since: '2002-01-01', source: 'official journal' }];

describe('a legal basis', () => {
  test.each<[string, Basis[], Pair, string[]]>([
    ['binds both States', [{ instrument: 'untoc-18', articles: ['18(3)(f)', '13'] }], pair(), []],
    ['is missing', [], pair(), ['basis: basis-missing, house rule HR-74']],
    [
      'must bind the partner',
      [{ instrument: 'budapest-185', articles: ['31'] }],
      pair(),
      ['basis.0: basis-not-in-force, house rule HR-74'],
    ],
    [
      'must bind it already',
      [{ instrument: 'untoc-18', articles: ['18(3)'] }],
      pair({}, '2026-03-08'),
      ['basis.0: basis-not-in-force, house rule HR-74'],
    ],
    [
      'names its articles',
      [{ instrument: 'untoc-18', articles: [] }],
      pair(),
      ['basis.0: basis-articles, house rule HR-74'],
    ],
    [
      'names articles that exist',
      [{ instrument: 'untoc-18', articles: ['18(3)', '99'] }],
      pair(),
      ['basis.0: basis-articles, house rule HR-74'],
    ],
    [
      'is in the catalogue',
      [{ instrument: 'atlantis-1', articles: ['1'] }],
      pair(),
      ['basis.0: basis-unknown, house rule HR-74'],
    ],
    [
      'without a treaty needs no Parties and no articles',
      [{ instrument: 'reciprocity', articles: [] }],
      pair({ memberships: [] }),
      [],
    ],
    [
      'may be relied on all the same by a person who says why (V10)',
      [{ instrument: 'budapest-185', articles: ['31'], override: { text: 'a note', hash: '0'.repeat(64) } }],
      pair(),
      [],
    ],
    [
      'has the articles that it is cited for, whoever relies on it',
      [{ instrument: 'budapest-185', articles: ['99'], override: { text: 'a note', hash: '0'.repeat(64) } }],
      pair(),
      ['basis.0: basis-articles, house rule HR-74'],
    ],
    [
      'loses its residual paragraphs to another treaty',
      [{ instrument: 'untoc-18', articles: ['18(3)', '18(18)'] }],
      pair({ otherTreaties: BILATERAL }),
      ['basis.0: basis-residual, UNTOC 18(7)'],
    ],
    [
      'keeps what is not residual',
      [{ instrument: 'untoc-18', articles: ['18(3)', '18(8)', '13(2)', '18'] }],
      pair({ otherTreaties: BILATERAL }),
      [],
    ],
    [
      'loses article 27 whole',
      [{ instrument: 'budapest-185', articles: ['27', '31'] }],
      pair({ otherTreaties: BILATERAL, memberships: [party('budapest-185')] }),
      ['basis.0: basis-residual, Budapest Convention 27(1)'],
    ],
    [
      'loses the conditions of article 28',
      [{ instrument: 'budapest-185', articles: ['28(2)(b)'] }],
      pair({ otherTreaties: BILATERAL, memberships: [party('budapest-185')] }),
      ['basis.0: basis-residual, Budapest Convention 28(1)'],
    ],
    [
      'keeps article 29 in any case',
      [{ instrument: 'budapest-185', articles: ['29(7)', '25(1)'] }],
      pair({ otherTreaties: BILATERAL, memberships: [party('budapest-185')] }),
      [],
    ],
  ])('%s', (_, basis, between, expected) => {
    expect(checkBasis(basis, between).map(({ field, rule, source }) => `${field}: ${rule}, ${source}`)).toEqual(
      expected,
    );
  });

  test('says who is not bound', () => {
    expect(checkBasis([{ instrument: 'budapest-185', articles: ['31'] }], pair())[0]?.message).toBe(
      'does not bind both States: Qasira is no Party to the Budapest Convention on 2026-08-03',
    );
  });
});

const basisOf = (instrument: string): Basis[] => [{ instrument, articles: ['1'] }];

describe('a route', () => {
  const sending = (more: Partial<Sending> = {}): Sending => ({
    route: 'central-authority',
    urgency: 'normal',
    itemTypes: ['data-content'],
    ...more,
  });

  test.each<[string, Partial<Sending>, string | undefined]>([
    ['between central authorities is always open', {}, '27(2)'],
    [
      'between judicial authorities is open when it is urgent',
      { route: 'direct-judicial', urgency: 'urgent' },
      '27(9)(a)',
    ],
    ['or when nothing coercive is asked', { route: 'direct-judicial', itemTypes: ['witness-hearing'] }, '27(9)(d)'],
    ['and closed otherwise', { route: 'direct-judicial' }, undefined],
    ['by Interpol is for urgent requests', { route: 'interpol' }, undefined],
    ['by the 24/7 point is not for assistance', { route: 'contact-point-24-7', urgency: 'urgent' }, undefined],
  ])('%s', (_, more, article) => {
    expect(routeRule([BUDAPEST], sending(more))?.line.article).toBe(article);
  });

  const ETS_30 = INSTRUMENTS['ets-30'] ?? UNTOC;
  test.each<[string, Instrument, Parameters<typeof takenRoute>[1], object]>([
    [
      'with its article',
      UNTOC,
      { urgency: 'normal', itemTypes: ['witness-hearing'] },
      { id: 'central-authority', source: 'UNTOC 18(13)' },
    ],
    [
      'without one that is not confirmed',
      { ...ETS_30, routes: ETS_30.routes.filter(({ route }) => route === 'direct-judicial') },
      { urgency: 'urgent', itemTypes: ['search-seizure'] },
      { id: 'direct-judicial' },
    ],
  ])('is printed in a letter %s', (_, instrument, asked, expected) => {
    expect(printedRoute(takenRoute([instrument], asked))).toEqual(expected);
  });

  const ROUTED = { urgency: 'normal', items: [{ type: 'search-seizure' }] } as const;
  const bound = (...instruments: string[]) => {
    const memberships = instruments.map((one) => party(one));
    return {
      ours: { ...pair().ours, memberships },
      partner: { ...QASIRA, memberships },
      instruments: INSTRUMENTS,
      switchedOn: [],
    };
  };
  test.each<[string, Parameters<typeof routeOf>[1], ReturnType<typeof bound>, string | undefined, string | undefined]>([
    ['unless told, the usual one', { ...ROUTED, basis: basisOf('untoc-18') }, bound(), 'central-authority', 'untoc-18'],
    [
      'else that which was chosen',
      { ...ROUTED, route: 'direct-judicial', urgency: 'urgent', basis: basisOf('budapest-185') },
      bound(),
      'direct-judicial',
      'budapest-185',
    ],
    [
      'which nothing may open',
      { ...ROUTED, route: 'direct-judicial', basis: basisOf('ets-30') },
      bound('ets-30'),
      'direct-judicial',
      undefined,
    ],
    [
      'or a protocol that binds the two',
      { ...ROUTED, route: 'direct-judicial', basis: basisOf('ets-30') },
      bound('ets-30', 'ets-182'),
      'direct-judicial',
      'ets-182',
    ],
  ])('of a request is %s', (_, request, between, route, instrument) => {
    const taken = routeOf('2026-08-03', request, between);
    expect([taken.route, taken.opening?.instrument.id]).toEqual([route, instrument]);
  });

  test('that is closed names its article, and one that the partner does not take its word', () => {
    const partner: PartnerFacts = { ...QASIRA, routes: [{ route: 'diplomatic', source: 'notice of 2019' }] };
    expect(checkRoute([UNTOC], sending({ route: 'interpol' }), partner)).toMatchObject([
      { rule: 'route-not-open', source: 'UNTOC 18(13)' },
      { rule: 'route-not-taken', source: 'Qasira: notice of 2019' },
    ]);
  });
});

describe('a partner', () => {
  test.each<[string, string, string[], string | undefined]>([
    ['takes its own language', 'ar', ['ar'], undefined],
    ['takes any form of a language that it names', 'en-GB', ['fr', 'en'], undefined],
    ['has others translated into the first it names', 'en', ['fr', 'nl'], 'fr'],
    ['that wants one form of a language has another translated', 'pt', ['pt-BR'], 'pt-BR'],
  ])('%s', (_, letter, tags, expected) => {
    expect(needsTranslation(letter, { languages: tags.map((tag) => ({ tag, source: '' })) })).toBe(expected);
  });

  test('is bound from the day of entry into force to the day before the end', () => {
    const state = { ...OURS, memberships: [{ ...party('untoc-18', '2020-01-01'), until: '2026-01-01' }] };
    expect(
      ['2019-12-31', '2020-01-01', '2025-12-31', '2026-01-01'].map((on) => isBound(state, 'untoc-18', on)),
    ).toEqual(['no', 'yes', 'yes', 'no']);
  });
});
