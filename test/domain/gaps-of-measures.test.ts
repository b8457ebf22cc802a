import { describe, expect, test } from 'vitest';
import type { Draft } from '../../domain/gaps/draft.ts';
import type { ItemContent } from '../../domain/item-content.ts';
import { ITEM_TYPE_IDS, type ItemType } from '../../domain/item-types.ts';
import { withPart } from './drafts.ts';
import { asking, MOVED, SEARCH, SERVED } from './item-drafts.ts';
import { inFull } from './own-type-drafts.ts';

const said = (text: string) => [{ kind: 'paragraph' as const, id: 'p', text }];
const PERIOD = { from: '2026-09-01', to: '2026-10-31', zone: 'Europe/Brussels' };
const COMING = { ...PERIOD, from: '2026-12-01', to: '2026-12-20' };
const DATA = { provider: 'Northgate Mail NV', identifiers: ['i1'], period: PERIOD, dataFields: 'Messages' };
const HEARD = { persons: ['p2'], questions: said('Who?'), rights: 'Silence', noAttendees: true };
const LINK = {
  ...HEARD,
  whyNotInPerson: 'She is ill.',
  technical: 'H.323',
  conductedBy: 'The District Court',
  noInterpreter: true,
  noProtection: true,
  sessionOpen: true,
};
const PROPERTY = {
  property: 'Apartment 2203',
  place: 'Port-Clair',
  persons: ['p2'],
  valueUnknown: true,
  link: 'Bought with the takings',
  noThirdParties: true,
};

/** For each type an item that lacks nothing, under an instrument that carries it. */
const COMPLETE: Record<ItemType, [instrument: string, item: Partial<ItemContent>, article?: string]> = {
  'mla-evidence': ['untoc-18', { evidenceForm: 'Original' }, '18(3)'],
  'data-subscriber': ['budapest-185', DATA, '31'],
  'data-traffic': ['budapest-185', { ...DATA, reason: said('The period of the fraud.') }, '31'],
  'data-content': [
    'budapest-185',
    { ...DATA, reason: said('The words.'), noSearchTerms: true, privilege: 'A court officer takes them out.' },
    '31',
  ],
  'data-realtime-traffic': [
    'budapest-185',
    { identifiers: ['i1'], period: COMING, technical: 'Desk', documents: 'Order', dataUse: 'After the trial' },
    '33',
  ],
  interception: [
    'budapest-185',
    {
      identifiers: ['i1'],
      period: COMING,
      technical: 'Desk',
      documents: 'Order',
      dataUse: 'After the trial',
      reason: said('The words.'),
    },
    '34',
  ],
  'search-seizure': ['untoc-18', SEARCH, '18(3)'],
  'witness-hearing': ['untoc-18', { ...HEARD, status: 'witness', oath: true }, '18(3)'],
  'video-hearing': ['untoc-18', { ...LINK, status: 'witness', oath: true }, '18(18)'],
  'service-of-documents': ['untoc-18', SERVED, '18(3)'],
  'prisoner-transfer': ['untoc-18', { ...MOVED, documents: 'Consent' }, '18(10)'],
  restraint: ['untoc-18', { ...PROPERTY, order: 'Decision of 2 April' }, '13(2)'],
  confiscation: ['untoc-18', { ...PROPERTY, documents: 'Final order', extent: 'In full', noSharing: true }, '13(1)'],
  'bank-records': [
    'untoc-18',
    {
      bank: 'Banque du Littoral',
      branch: 'Port-Clair',
      account: 'BE71 0961 2345 6769',
      persons: ['p2'],
      period: PERIOD,
      dataFields: 'Statements',
      accountBelief: 'The payment went there.',
    },
    '18(3)',
  ],
  'controlled-delivery': [
    'untoc-18',
    {
      things: 'Two parcels',
      place: 'Harun to Port-Clair by ship',
      period: COMING,
      agencies: 'The customs of both States',
      method: 'replaced',
      technical: 'Desk of the customs',
    },
    '20',
  ],
};
const drafted = (type: ItemType, change: object = {}): Draft => {
  const [instrument, item, article = '1'] = COMPLETE[type];
  return asking(type, instrument, { ...item, ...change }, [article]);
};

test.each(ITEM_TYPE_IDS)('a complete %s lacks nothing', (type) => expect(inFull(drafted(type))).toEqual([]));

/** A field that is taken away, and the rule that asks for it. */
const ASKED: [ItemType, keyof ItemContent, house: number][] = [
  ['data-content', 'noSearchTerms', 58],
  ['data-content', 'privilege', 58],
  ['data-realtime-traffic', 'dataUse', 69],
  ['interception', 'dataUse', 69],
  ['search-seizure', 'persons', 64],
  ['search-seizure', 'order', 64],
  ['witness-hearing', 'noAttendees', 62],
  ['video-hearing', 'noAttendees', 62],
  ['video-hearing', 'conductedBy', 63],
  ['video-hearing', 'noInterpreter', 63],
  ['video-hearing', 'noProtection', 63],
  ['video-hearing', 'sessionOpen', 63],
  ['service-of-documents', 'hearingDate', 68],
  ['prisoner-transfer', 'safeConduct', 71],
  ['prisoner-transfer', 'noTransit', 71],
  ['restraint', 'noThirdParties', 65],
  ['restraint', 'order', 65],
  ['confiscation', 'noThirdParties', 65],
  ['confiscation', 'noSharing', 66],
  ['bank-records', 'branch', 61],
  ['bank-records', 'account', 61],
  ['bank-records', 'persons', 61],
  ['controlled-delivery', 'agencies', 70],
  ['controlled-delivery', 'method', 70],
  ['controlled-delivery', 'technical', 70],
];
/** The field that a statement stands for. */
const STANDS_FOR: Record<string, string> = {
  noSearchTerms: 'searchTerms',
  noAttendees: 'attendees',
  noInterpreter: 'interpreter',
  noProtection: 'protection',
  sessionOpen: 'session',
  noTransit: 'transit',
  noThirdParties: 'thirdParties',
  noSharing: 'sharing',
};

test.each(ASKED)('%s without %s is held back by house rule HR-%d', (type, field, house) => {
  const name = STANDS_FOR[field] ?? field;
  expect(inFull(drafted(type, { [field]: undefined }))).toEqual([
    `error items.0.${name} | missing-items-${name} | house rule HR-${house}`,
  ]);
});

test('the extent of a confiscation is asked for by the article', () => {
  const item = { ...COMPLETE.confiscation[1], property: undefined, extent: undefined };
  expect(inFull(drafted('confiscation', item))).toContain(
    'error items.0.extent | missing-items-extent | house rule HR-66',
  );
});

type Row = [what: string, type: ItemType, change: object, expected: string[]];
describe('the statement that there is none, or that it is not known, will do', () => {
  test.each<Row>([
    ['no occupant known', 'search-seizure', { persons: [], occupantUnknown: true }, []],
    ['no hearing set', 'service-of-documents', { hearingDate: undefined, noHearing: true }, []],
    ['no order yet', 'restraint', { order: undefined, grounds: 'The money went there.' }, []],
    ['no branch known', 'bank-records', { branch: undefined, branchUnknown: true }, []],
    ['no number known', 'bank-records', { account: undefined, accountUnknown: true }, []],
    ['no holder known', 'bank-records', { persons: [], holderUnknown: true }, []],
    ['the number stands in the list', 'bank-records', { account: undefined, identifiers: ['i5'] }, []],
    [
      'a mailbox is no number of an account',
      'bank-records',
      { account: undefined, identifiers: ['i1'] },
      ['error items.0.account | missing-items-account | house rule HR-61'],
    ],
    [
      'but neither number nor holder is too little',
      'bank-records',
      { account: undefined, accountUnknown: true, persons: [], holderUnknown: true },
      ['error items.0.account | account-unidentified | house rule HR-61'],
    ],
    ['in words: what is searched for', 'data-content', { noSearchTerms: false, searchTerms: 'invoice' }, []],
  ])('%s', (_, type, change, expected) => expect(inFull(drafted(type, change))).toEqual(expected));
});

describe('what hangs on the person', () => {
  const consent = (source: string) => [`error items.0.consent | missing-items-consent | ${source}`];
  const suspect = { status: 'suspect', oath: undefined };
  test.each<Row>([
    ['a suspect consents to the link', 'video-hearing', suspect, consent('house rule HR-63')],
    ['or is heard only if it does', 'video-hearing', { ...suspect, consent: 'It is asked before.' }, []],
    ['and needs no link to be heard', 'witness-hearing', suspect, []],
    [
      'a witness is told of its allowances',
      'service-of-documents',
      { addressee: 'p3', noAllowances: undefined },
      ['error items.0.allowances | missing-items-allowances | house rule HR-67'],
    ],
    ['nobody else is', 'service-of-documents', { noAllowances: undefined }, []],
  ])('%s', (_, type, change, expected) => expect(inFull(drafted(type, change))).toEqual(expected));

  test('where an article asks for the consent, it is named', () => {
    const draft = asking('video-hearing', 'ets-182', { ...LINK, status: 'suspect' }, ['9']);
    expect(inFull({ ...draft, route: 'direct-judicial' })).toContain(
      consent('Second Additional Protocol (ETS 182) 9(8)')[0],
    );
  });
});

describe('the time of a link', () => {
  const at = (day: string) => ({
    session: { at: `${day}T16:00:00`, zone: 'Asia/Seoul', theirZone: 'Europe/Brussels' },
  });
  test.each<Row>([
    ['is told in both zones', 'video-hearing', { ...at('2026-12-01'), sessionOpen: false }, []],
    ['is still to come', 'video-hearing', at('2026-11-02'), ['error items.0.session | date-past | house rule HR-63']],
  ])('%s', (_, type, change, expected) => expect(inFull(drafted(type, change))).toEqual(expected));
});

describe('a controlled delivery is for an extraditable offence', () => {
  const years = (draft: Draft, ...maxima: (number | undefined)[]): Draft =>
    withPart(draft, 'offences', (all) =>
      all.map(({ maximumYears: _, ...one }, index) => {
        const most = maxima[index];
        return most === undefined ? one : { ...one, maximumYears: most };
      }),
    );
  const extraditable = (draft: Draft) => inFull(draft).filter((gap) => gap.includes('not-extraditable'));
  const under = (instrument: string, article: string) =>
    asking('controlled-delivery', instrument, COMPLETE['controlled-delivery'][1], [article]);

  test.each<[string, Draft, string[]]>([
    ['of one year', years(under('untoc-18', '20'), 0.5, 1), []],
    [
      'not of less',
      years(under('untoc-18', '20'), 0.5, 0.9),
      ['error offences.0.maximumYears | not-extraditable | house rule HR-70'],
    ],
    [
      'with a maximum that is stated',
      years(under('untoc-18', '20'), 0.5, undefined),
      ['error offences.1.maximumYears | not-extraditable | house rule HR-70'],
    ],
    [
      'by the article that says so',
      years(under('ets-182', '18'), 0.5, 0.5),
      ['error offences.0.maximumYears | not-extraditable | Second Additional Protocol (ETS 182) 18(1)'],
    ],
  ])('%s', (_, draft, expected) => expect(extraditable(draft)).toEqual(expected));
});
