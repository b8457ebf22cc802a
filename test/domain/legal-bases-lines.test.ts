import { describe, expect, test } from 'vitest';
import {
  articles,
  ask,
  basis,
  bilateral,
  CORRUPTION,
  declares,
  GANG,
  partly,
  party,
  type Question,
  state,
  T98,
  TAX,
  why,
} from './legal-bases-cases.ts';

const ASEAN = 'asean-mlat-2004';
const CLOUD = 'us-cloud-act-agreements';
const HARARE = 'harare-commonwealth';
const ALL = ['budapest-185', 'untoc-18', 'uncac-46'];
const RESIDUAL = { 'budapest-185': ['27(1)', '28(1)'], 'untoc-18': ['18(7)'], 'uncac-46': ['46(7)'] } as const;
type Convention = keyof typeof RESIDUAL;

describe('residual articles', () => {
  const asked = (more: Parameters<typeof ask>[0] = {}) => ask({ offence: CORRUPTION, ...more });

  test.each<[string, Question, Convention]>([
    ['of Budapest yield to a bilateral treaty', asked({ both: [...ALL, T98] }), 'budapest-185'],
    ['of UNTOC, too', asked({ both: [...ALL, T98] }), 'untoc-18'],
    ['of UNCAC, too', asked({ both: [...ALL, T98] }), 'uncac-46'],
    ['yield to a regional treaty', asked({ both: [...ALL, ASEAN] }), 'untoc-18'],
    ['yield to the Council of Europe treaty', asked({ both: [...ALL, 'ets-30'] }), 'budapest-185'],
    [
      'yield to a treaty that binds the two, though it does not cover what is asked (the treaty decides, not the type)',
      asked({ both: [...ALL, T98], type: 'controlled-delivery' }),
      'uncac-46',
    ],
    [
      'yield to a treaty in force since the day of the request',
      asked({ both: [...ALL, party(T98, { since: '2026-11-02' })] }),
      'budapest-185',
    ],
  ])('%s', (_, question, id) => {
    const found = basis(question, id);
    expect(found.applies).toBe(true);
    expect(articles(found)).toEqual(expect.arrayContaining([...RESIDUAL[id]]));
  });

  const EXTRADITION = bilateral({ kind: 'extradition', carries: 'extradition', covers: [] });
  test.each<[string, Question]>([
    ['without another treaty', asked({ both: ALL })],
    [
      'beside a bilateral treaty that is not yet in force',
      asked({ both: [...ALL, party(T98, { since: '2026-11-03' })] }),
    ],
    [
      'beside one that nobody has brought into force yet',
      asked({ both: [...ALL, T98], instead: [bilateral({ inForce: { status: 'signed', since: '2027-01-01' } })] }),
    ],
    ['beside one that has ended', asked({ both: [...ALL, party(T98, { until: '2026-01-01' })] })],
    ['beside one that binds only one of the two', asked({ both: ALL, theirs: [T98] })],
    ['beside a protocol without its treaty', asked({ both: [...ALL, 'ets-182'], type: 'video-hearing' })],
    [
      'beside the protocol on electronic evidence',
      asked({ both: [...ALL, 'cets-224'], type: 'data-subscriber', switchedOn: ['cets-224'] }),
    ],
    [
      'beside an agreement on orders to providers',
      asked({ both: [...ALL, CLOUD], from: 'GB', to: 'US', type: 'interception' }),
    ],
    ['beside a treaty of extradition', asked({ both: [...ALL, 'ets-24', T98], instead: [EXTRADITION] })],
    ['beside a scheme that binds nobody', asked({ both: [...ALL, HARARE] })],
    ['beside a profile that is empty', asked({ both: [...ALL, 'saarc-2008'], switchedOn: ['saarc-2008'] })],
    ['beside a statute', asked({ both: ALL, to: 'KR' })],
  ])('stay %s', (_, question) => {
    for (const [id, gone] of Object.entries(RESIDUAL)) {
      const found = basis(question, id);
      expect(found.applies, id).toBe(true);
      expect(articles(found).filter((article) => gone.some((one) => one === article))).toEqual([]);
    }
  });

  test('Budapest 29 stays whatever treaty binds the two', () => {
    const found = basis(asked({ both: ['budapest-185', T98], type: 'preservation' }), 'budapest-185');
    expect(found).toMatchObject({ applies: true, rank: 1 });
  });
});

describe('routes', () => {
  const budapest = (more: Parameters<typeof ask>[0] = {}) => ask({ both: ['budapest-185'], ...more });
  const european = (more: Parameters<typeof ask>[0] = {}) => ask({ both: ['ets-30'], ...more });
  const declaring = state('XBE', ['budapest-185'], {
    declarations: [declares('budapest-185', 'urgent-to-central-authority')],
  });
  const late = state('XBE', ['budapest-185'], {
    declarations: [declares('budapest-185', 'urgent-to-central-authority', { since: '2026-12-01' })],
  });
  const CENTRAL = 'central-authority';
  const DIRECT = 'direct-judicial';
  const MINISTRY = 'ministry-of-justice';
  const POINT = 'contact-point-24-7';

  test.each<[string, Question, string, string[]]>([
    ['a search goes by the central authorities', budapest(), 'budapest-185', [CENTRAL]],
    ['an urgent one also directly', budapest({ urgency: 'urgent' }), 'budapest-185', [CENTRAL, DIRECT, 'interpol']],
    ['so does an emergency', budapest({ urgency: 'emergency' }), 'budapest-185', [CENTRAL, DIRECT, 'interpol']],
    [
      'what is not coercive goes directly at any time',
      budapest({ type: 'witness-hearing' }),
      'budapest-185',
      [CENTRAL, DIRECT],
    ],
    ['subscriber data are not coercive', budapest({ type: 'data-subscriber' }), 'budapest-185', [CENTRAL, DIRECT]],
    ['traffic data are', budapest({ type: 'data-traffic' }), 'budapest-185', [CENTRAL]],
    [
      'preservation has the contact point',
      budapest({ type: 'preservation' }),
      'budapest-185',
      [CENTRAL, POINT, DIRECT],
    ],
    [
      'a Party may want urgent requests at its central authority',
      budapest({ urgency: 'urgent', requested: declaring }),
      'budapest-185',
      [CENTRAL, 'interpol'],
    ],
    [
      'from the day of its declaration',
      budapest({ urgency: 'urgent', requested: late }),
      'budapest-185',
      [CENTRAL, DIRECT, 'interpol'],
    ],
    [
      'the declaration of the requesting State does not bind the requested one',
      budapest({ urgency: 'urgent', requesting: { ...declaring, code: 'XAR' } }),
      'budapest-185',
      [CENTRAL, DIRECT, 'interpol'],
    ],
    [
      'UNTOC: Interpol is for urgent requests',
      ask({ both: ['untoc-18'], offence: GANG }),
      'untoc-18',
      [CENTRAL, 'diplomatic'],
    ],
    [
      'UNTOC, urgent',
      ask({ both: ['untoc-18'], offence: GANG, urgency: 'urgent' }),
      'untoc-18',
      [CENTRAL, 'diplomatic', 'interpol'],
    ],
    [
      'ASEAN, urgent',
      ask({ both: [ASEAN], urgency: 'urgent' }),
      ASEAN,
      ['aseanapol', CENTRAL, 'diplomatic', 'interpol'],
    ],
    [
      'a prisoner is transferred by the ministries alone',
      european({ type: 'prisoner-transfer', urgency: 'urgent' }),
      'ets-30',
      [MINISTRY],
    ],
    [
      'a search goes by the ministries, if urgent also directly',
      european({ urgency: 'urgent' }),
      'ets-30',
      [DIRECT, 'interpol', MINISTRY],
    ],
    ['Korea takes requests through diplomacy', ask({ to: 'KR' }), 'kr-mla-act', ['diplomatic']],
    [
      'and urgent ones at its Ministry of Justice',
      ask({ to: 'KR', urgency: 'urgent' }),
      'kr-mla-act',
      [CENTRAL, 'diplomatic'],
    ],
    ['Australia takes them at one place', ask({ to: 'AU', urgency: 'emergency' }), 'au-macma-1987', [CENTRAL]],
  ])('%s', (_, question, id, expected) => {
    const routes = new Set(basis(question, id).routes.map(({ route }) => route));
    expect([...routes].sort()).toEqual([...expected].sort());
  });
});

describe('protocols stand beside their treaty, whatever is asked', () => {
  const both = (...ids: string[]) => ask({ both: ['ets-30', ...ids] });
  const routes = (question: Question, id: string) =>
    basis(question, id).routes.map(({ route, article, instrument }) => `${route} ${instrument} ${article}`);
  const MINISTRY = 'ministry-of-justice ets-30 15(1)';
  const BY_PROTOCOL = ['ministry-of-justice ets-182 4', 'direct-judicial ets-182 4'];

  test.each<[string, Question, string, string[]]>([
    ['the treaty alone', both(), 'ets-30', [MINISTRY]],
    ['with the second protocol', both('ets-182'), 'ets-30', [MINISTRY, ...BY_PROTOCOL].sort()],
    ['the second protocol has ways of its own', both('ets-182'), 'ets-182', BY_PROTOCOL],
    ['the first one takes those of its treaty', both('ets-99'), 'ets-99', [MINISTRY]],
    ['and of the second', both('ets-99', 'ets-182'), 'ets-99', [MINISTRY, ...BY_PROTOCOL].sort()],
    [
      'what a Party has declared under the treaty closes ways of the protocol, too',
      {
        ...both('ets-182'),
        requested: state('XBE', ['ets-30', 'ets-182'], {
          declarations: [declares('ets-30', 'channel', { value: 'ministry-of-justice' })],
        }),
      },
      'ets-182',
      ['ministry-of-justice ets-182 4'],
    ],
    [
      'an order to a provider is no assistance under the treaty',
      ask({ both: ['budapest-185', 'cets-224'], type: 'provider-direct', switchedOn: ['cets-224'] }),
      'cets-224',
      ['direct-provider cets-224 7'],
    ],
  ])('ways: %s', (_, question, id, expected) => {
    expect(routes(question, id).sort()).toEqual([...expected].sort());
  });

  const said = (question: Question, field: 'languages' | 'form' | 'useLimits' | 'dualCriminality') =>
    basis(question, 'ets-30')[field].map(({ instrument, article }) => `${instrument} ${article}`);

  test.each<[string, Question, Parameters<typeof said>[1], string[]]>([
    ['form', both('ets-182'), 'form', ['ets-30 17', 'ets-182 4']],
    ['limits of use', both('ets-182'), 'useLimits', ['ets-30 undefined', 'ets-182 26']],
    ['dual criminality', both('ets-99'), 'dualCriminality', ['ets-30 5', 'ets-99 2(1)']],
    ['languages of what is served', both('ets-182'), 'languages', ['ets-30 16']],
    [
      'languages, where papers are served',
      { ...both('ets-182'), type: 'service-of-documents' },
      'languages',
      ['ets-30 16', 'ets-182 15'],
    ],
  ])('%s', (_, question, field, expected) => expect(said(question, field)).toEqual(expected));
});

describe('grounds of refusal for preservation', () => {
  const THREE = ['essential-interests', 'no-dual-criminality', 'political-offence'];
  const reserving = (since = '2010-01-01') =>
    state('XBE', ['budapest-185'], {
      declarations: [declares('budapest-185', 'dual-criminality-for-preservation', { since })],
    });
  const asked = (requested: Question['requested'], type: Question['type'] = 'preservation') =>
    basis(ask({ ours: ['budapest-185'], requested, type }), 'budapest-185');
  const grounds = (requested: Question['requested']) =>
    [...new Set(asked(requested).refusalGrounds.map(({ ground }) => ground))].sort();

  test('a Party with the reservation has three', () => {
    expect(grounds(reserving())).toEqual(THREE);
    expect(articles(asked(reserving()))).toContain('29(4)');
  });

  test('so may one whose reservations are not all on record', () => {
    expect(grounds(partly('budapest-185'))).toEqual(THREE);
  });

  test.each<[string, Question['requested']]>([
    ['without it', state('XBE', ['budapest-185'])],
    ['before it takes effect', reserving('2026-11-03')],
  ])('%s, none beyond the three, and no word of the reservation', (_, requested) => {
    expect(THREE).toEqual(expect.arrayContaining(grounds(requested)));
    expect(grounds(requested)).toEqual(expect.arrayContaining(['essential-interests', 'political-offence']));
    expect(articles(asked(requested))).not.toContain('29(4)');
  });

  test('the reservation does not touch assistance', () => {
    expect(articles(asked(reserving(), 'data-content'))).not.toContain('29(4)');
  });
});

describe('what must be said', () => {
  const european = (type: Question['type'], ...both: string[]) => ask({ both: ['ets-30', ...both], type });

  test.each<[string, Question, string, string]>([
    ['a video hearing under the protocol', european('video-hearing', 'ets-182'), 'ets-30', 'ets-182 video-reason'],
    ['in the entry of the protocol as well', european('video-hearing', 'ets-182'), 'ets-182', 'ets-182 video-reason'],
    ['a joint team', european('jit', 'ets-182'), 'ets-30', 'ets-182 jit-composition'],
    ['the lines of the treaty stay', european('service-of-documents', 'ets-182'), 'ets-30', 'ets-30 service-address'],
    ['the UN six', ask({ both: ['untoc-18'], offence: GANG }), 'untoc-18', 'untoc-18 facts'],
    [
      'preservation',
      ask({ both: ['budapest-185'], type: 'preservation' }),
      'budapest-185',
      'budapest-185 intent-to-request-mla',
    ],
    ['reciprocity', ask(), 'reciprocity', 'reciprocity reciprocity-assurance'],
  ])('%s', (_, question, id, expected) => {
    expect(basis(question, id).contents.map((line) => `${line.instrument} ${line.id}`)).toContain(expected);
  });

  test.each<[string, Question, string, string]>([
    ['no reason for a video link in a hearing', european('witness-hearing', 'ets-182'), 'ets-30', 'video-reason'],
    ['no line of a protocol that does not bind', european('service-of-documents'), 'ets-30', 'service-report'],
    [
      'no facts where papers are served',
      ask({ both: ['untoc-18'], offence: GANG, type: 'service-of-documents' }),
      'untoc-18',
      'facts',
    ],
    ['no list of article 29 for assistance', ask({ both: ['budapest-185'] }), 'budapest-185', 'intent-to-request-mla'],
  ])('%s', (_, question, id, absent) => {
    expect(basis(question, id).contents.map((line) => line.id)).not.toContain(absent);
  });

  test('the fiscal protocol forbids a refusal in the entry of its treaty', () => {
    const both = { both: ['ets-30', 'ets-99'], type: 'service-of-documents', offence: TAX } as const;
    const forbidden = (question: Question) =>
      new Set(basis(question, 'ets-30').forbidden.map(({ instrument, ground }) => `${instrument} ${ground}`));
    expect(forbidden(ask(both))).toEqual(new Set(['ets-99 fiscal-offence']));
    expect(forbidden(ask({ ...both, both: ['ets-30'] }))).toEqual(new Set());
  });
});

describe('reciprocity', () => {
  const NONE_ON_RECORD = /no treaty[^.;]* on record/i;

  test.each<[string, Question]>([
    ['where there is none', ask()],
    ['where only a scheme or a statute is left', ask({ from: 'GB', to: 'AU', both: [HARARE] })],
    ['where it is not known, without taking that for none', ask({ requested: partly() })],
  ])('says that no treaty is on record, %s', (_, question) => {
    expect(why(basis(question, 'reciprocity'))).toMatch(NONE_ON_RECORD);
  });

  test('is silent on it where one binds the two', () => {
    expect(why(basis(ask({ both: ['budapest-185'] }), 'reciprocity'))).not.toMatch(NONE_ON_RECORD);
  });
});
