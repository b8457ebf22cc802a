import { randomUUID } from 'node:crypto';
import { type GraphQLObjectType, isNonNullType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSchema } from '../../api/schema.ts';
import { globalId, type People, peopleAt } from '../support/client.ts';
import { acceptLanguages } from '../support/languages.ts';
import { BELMORA, type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { aPreservation, DRAFTED, drafted, ENDED, ended, PRESERVED } from './carrying-stations.ts';
import { anExtradition, aPrisoner, aWanted, BROUGHT, EXTRADITED, WANTED } from './custody-stations.ts';
import { anEmergency, CALLED, CALLED_TO_HOLD, DESK } from './desk-stations.ts';
import { AT_NIGHT, atNight, SENT_ALONE, sentAlone, UNCONFIRMED, unconfirmed } from './emergency-stations.ts';
import { type Aliens, hostileTries, NOBODY, staleOf, type Try } from './hostile.ts';
import { HOUSE } from './house-stations.ts';
import { aCall, INCOMING, REFUSED_CALL } from './incoming-stations.ts';
import { aDisclosure, anOrder, DISCLOSED, INFORMED, information, ORDERED } from './kind-stations.ts';
import { HOLIDAY } from './law-house.ts';
import {
  ABROAD,
  AGAIN,
  aHold,
  BY_HAND,
  byCourier,
  DRAFTING,
  HOLDING,
  LAPSED_HOLD,
  lapsedHold,
  type Made,
  PRODUCED_HOLD,
  REFUSED_HOLD,
  REVIEW,
  SENDING,
  type Station,
  TIMED,
  toldInVain,
  underPeriods,
} from './stations.ts';
import { ask, type Heard, operationOf, someAtOnce, wholeRecord } from './support.ts';

const SCHEMA = createSchema();
const MUTATIONS = (SCHEMA.getMutationType() as GraphQLObjectType).getFields(); // it has one
const QUERIES = (SCHEMA.getQueryType() as GraphQLObjectType).getFields(); // likewise
const AT_ONCE = 6;

let stack: TestStack;
let office: Office;
let url: string;
let aliens: Aliens;
let people: People;
const faults: unknown[] = [];
const unhandled = (error: unknown): void => void faults.push(error);

beforeAll(async () => {
  process.on('unhandledRejection', unhandled);
  vi.spyOn(console, 'error').mockImplementation((...words) => void faults.push(words));
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  people = peopleAt(url);
  const elsewhere = await office.create('noh');
  const { file } = await office.upload('noh', elsewhere, 'of another request');
  aliens = { request: elsewhere, file, person: personId('noh'), partner: personId('admin') };
});
afterAll(async () => {
  process.off('unhandledRejection', unhandled);
  await office.close();
  await stack.close();
});

const tokenOf = async (login: string): Promise<string> => (await people.as(login)).token;
const record = (): Promise<Record<string, string>> => wholeRecord(stack.urls.owner);

type Variables = Record<string, unknown>;

/** Sends a mutation with these variables. */
async function call(login: string, mutation: string, variables: Variables): Promise<Heard> {
  const fields = '__typename ... on Error { message } ... on InvalidInput { gaps { field } }';
  const query = operationOf('mutation', mutation, MUTATIONS[mutation]?.args, fields);
  return await ask(url, await tokenOf(login), query, variables);
}

type Answer = { __typename: string; message?: string; gaps?: { field: string }[] };
const answerOf = ({ data }: Heard): Answer | undefined => data?.['answer'] as Answer | undefined; // selected so
const SUCCESS = [
  'Request',
  'Hold',
  'Part',
  'Segment',
  'Upload',
  'Download',
  'StandIn',
  'HouseRule',
  'MailWish',
  'Office',
  'EnteredPerson',
  'Calendar',
  'LawEntry',
  'LawImport',
  'Instrument',
  'DutyTurn',
  'Absence',
  'NewWebhook',
  'Webhook',
];
const CODES = ['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'NOT_FOUND'];

const QUOTED = /canary|xxxxxxxx|drop table|\/passwd/;

/** Why an answer is none that a hostile call may get; undefined where it is a typed refusal that names the field. */
function wrongWith(heard: Heard, field: string): string | undefined {
  const { status, text, errors } = heard;
  const answer = answerOf(heard);
  if (status !== 200 && status !== 400) return `status ${status}: ${text.slice(0, 200)}`;
  if (answer && SUCCESS.includes(answer.__typename)) return `taken: ${text.slice(0, 200)}`;
  if (!answer && errors.some(({ extensions }) => !CODES.includes(extensions?.code ?? '')))
    return `no typed error: ${text.slice(0, 200)}`;
  if (QUOTED.test(text)) return `quotes what was sent: ${text.slice(0, 200)}`;
  const named = [
    ...errors.flatMap(({ extensions }) => [extensions?.field, ...(extensions?.gaps ?? []).map((gap) => gap.field)]),
    ...(answer?.gaps ?? []).map((gap) => gap.field),
  ];
  const isAboutForm = answer ? answer.__typename === 'InvalidInput' : true;
  if (isAboutForm && !named.some((name) => name !== undefined && isAbout(name, field)))
    return `names "${named}" and not "${field}"`;
  return undefined;
}

/** Whether a field that an error names is the one that was wrong, one within it, or what it stands in. */
function isAbout(named: string, field: string): boolean {
  const [one, other] = [named, field].map((path) => path.replace(/^input\.?/, ''));
  return one !== undefined && other !== undefined && (one === '' || one.startsWith(other) || other.startsWith(one));
}

/** They begin a file. */
const FIRST = [
  'createRequest',
  'cloneRequest',
  'supplementRequest',
  'splitRequest',
  'draftFromPreservation',
  'escalate',
  'followPath',
  'draftFormalRequest',
  'draftExtradition',
  'openHold',
  'receivePreservation',
];

async function variablesAt({ mutation, good, bare, of }: Station, id: string, made: Made): Promise<Variables> {
  if (FIRST.includes(mutation))
    return { input: { key: randomUUID(), ...good(await office.read(id || aliens.request), made) } };
  const request = await office.read(id || aliens.request);
  const fields = good(request, made) as Variables; // variables
  return bare
    ? fields
    : { input: { [of ?? 'request']: id, expectedVersion: request.version, key: randomUUID(), ...fields } };
}

/** Makes every try, some at a time; gives what is wrong with the answers. */
async function wrongOf(tries: readonly Try[], faultOf: (one: Try) => Promise<string | undefined>): Promise<string[]> {
  const wrong = await someAtOnce(tries, AT_ONCE, async (one) => {
    const fault = await faultOf(one);
    return fault ? [`${one.field} = ${one.what}: ${fault}`] : [];
  });
  return wrong.flat();
}

async function hostile({ mutation, by }: Station, variables: Variables): Promise<void> {
  const field = MUTATIONS[mutation];
  if (!field) throw new Error(`Cannot test "${mutation}": the schema has none`);
  const before = await record();
  const tries = hostileTries(field, variables, aliens, Object.keys(MUTATIONS).indexOf(mutation));
  const wrong = await wrongOf(tries, async (one) => wrongWith(await call(by, mutation, one.variables), one.field));
  expect(wrong).toEqual([]);
  expect(await record()).toEqual(before);
}

/** Who does not see the request, or is not of the house, hears the same as if it were not there. */
async function foreign({ mutation, by, bare }: Station, variables: Variables): Promise<void> {
  if (FIRST.includes(mutation) || [...HOUSE, ...DESK].some((one) => one.mutation === mutation)) return;
  const before = await record();
  for (const login of ['noh', 'salem']) {
    const heard = await call(login, mutation, variables);
    expect([login, answerOf(heard)?.__typename]).toEqual([login, 'NotFound']);
  }
  const stale = staleOf(variables);
  if (stale) expect(answerOf(await call(by, mutation, stale))?.__typename).toBe('StaleVersion');
  expect(bare || stale !== undefined).toBe(true);
  expect(await record()).toEqual(before);
}

/** The right call is taken; the same again gives the same; the same key for something else is refused. */
async function taken({ mutation, by, bare }: Station, variables: Variables): Promise<void> {
  const heard = await call(by, mutation, variables);
  expect([mutation, SUCCESS.includes(answerOf(heard)?.__typename ?? ''), heard.text]).toEqual([
    mutation,
    true,
    heard.text,
  ]);
  if (bare) return;
  const after = await record();
  expect((await call(by, mutation, variables)).text).toBe(heard.text);
  const { input } = variables as { input: Variables }; // every step has one
  const other = FIRST.includes(mutation) ? { ...input, label: 'SECRET' } : { ...input, expectedVersion: 99 };
  expect(answerOf(await call(by, mutation, { input: other }))?.__typename).toBe('KeyReused');
  expect(await record()).toEqual(after);
}

const made: { files: Record<string, string>; standIn: string; line: string } = { files: {}, standIn: '', line: '' };

/** Takes a request through its stations; at each, everything that is wrong is tried first. */
function walk(what: string, stations: readonly Station[], start: () => Promise<string>): void {
  describe(what, () => {
    let id = '';
    beforeAll(async () => {
      id = await start();
      const uploaders = ['seo', 'kwon', 'laurent'].filter(() => id !== '');
      for (const login of uploaders)
        made.files[login] = (await office.upload(login, id, 'x').catch(() => ({ file: '' }))).file;
    });
    test.each(stations.map((station) => [station.mutation, station] as const))('%s', async (_name, station) => {
      await station.before?.(office, id);
      const variables = await variablesAt(station, id, made);
      await hostile(station, variables);
      await foreign(station, variables);
      await taken(station, variables);
      if (station.mutation === 'appointStandIn') made.standIn = await lastStandIn();
      if (station.mutation === 'recordLawEntry') made.line = await lastLine();
      expect(faults).toEqual([]);
    });
  });
}

const lastStandIn = async (): Promise<string> => (await office.system.query('select id from stand_in')).rows[0]?.id;

const lastLine = async (): Promise<string> =>
  (await office.system.query('select id from law_entry where key = $1 and ended_at is null', [HOLIDAY.key])).rows[0]
    ?.id;

let main = '';
walk('a draft', DRAFTING, () => office.create());
walk('a request in review', REVIEW, async () => {
  main = await office.create('seo', { label: 'official' });
  await office.fill(main);
  return main;
});
walk('a letter on its way', SENDING, async () => main);
walk('an emergency', CALLED, () => anEmergency(office));
walk('an emergency at night', AT_NIGHT, () => atNight(office));
walk('an emergency that was sent alone', SENT_ALONE, () => sentAlone(office));
walk('an emergency that nobody has confirmed', UNCONFIRMED, () => unconfirmed(office));
walk('a request abroad', ABROAD, async () => {
  await acceptLanguages(office, 'fr');
  return await office.upTo('sent');
});
walk('a mail that came back', AGAIN, () => toldInVain(office));
walk('a request by courier', BY_HAND, () => byCourier(office));
walk('a request under periods of law', TIMED, () => underPeriods(office));
walk('a request for preservation', PRESERVED, () => aPreservation(office));
walk('a request for provisional arrest', WANTED, () => aWanted(office));
walk('a request for extradition', EXTRADITED, () => anExtradition(office));
walk('a request for a prisoner', BROUGHT, () => aPrisoner(office));
walk('a draft of two items', DRAFTED, () => drafted(office));
walk('a request that has ended', ENDED, () => ended(office));
walk('an order to a provider', ORDERED, () => anOrder(office));
walk('information without a request', INFORMED, () => information(office));
walk('a disclosure of traffic data', DISCLOSED, () => aDisclosure(office));
walk('a hold', HOLDING, () => aHold(office));
walk('a hold that is refused', REFUSED_HOLD, () => aHold(office));
walk('a hold whose data are handed over', PRODUCED_HOLD, () => aHold(office));
walk('a hold that has lapsed', LAPSED_HOLD, () => lapsedHold(office));
walk('a hold that called somebody', CALLED_TO_HOLD, () => lapsedHold(office));
walk('a preservation that a partner asks', INCOMING, () => aCall(office));
walk('one that is refused', REFUSED_CALL, () => aCall(office));
walk('the house', HOUSE, async () => '');
walk('the desk', DESK, async () => '');

test('no mutation of the schema was left out', () => {
  const visited = [
    DRAFTING,
    REVIEW,
    SENDING,
    ABROAD,
    TIMED,
    AGAIN,
    BY_HAND,
    PRESERVED,
    WANTED,
    EXTRADITED,
    BROUGHT,
    ENDED,
    DRAFTED,
    ORDERED,
    INFORMED,
    DISCLOSED,
    HOLDING,
    REFUSED_HOLD,
    PRODUCED_HOLD,
    LAPSED_HOLD,
    CALLED,
    CALLED_TO_HOLD,
    INCOMING,
    REFUSED_CALL,
    AT_NIGHT,
    SENT_ALONE,
    UNCONFIRMED,
    HOUSE,
    DESK,
  ]
    .flat()
    .map(({ mutation }) => mutation);
  expect(visited.toSorted()).toEqual(Object.keys(MUTATIONS).toSorted());
  for (const { args } of Object.values(MUTATIONS)) expect(args.some(({ type }) => isNonNullType(type))).toBe(true);
});

describe('a question', () => {
  /** What is asked of each, where the names of its fields are not enough. */
  const FIELDS: Record<string, string> = {
    ...Object.fromEntries(['requests', 'holds', 'people'].map((name) => [name, 'edges { node { id } }'])),
    nodes: 'id',
    node: 'id',
    request: 'id',
    hold: 'id',
    lawCsv: '',
  };
  let draft = '';
  beforeAll(async () => {
    draft = await office.create();
  });
  const goodFor = (name: string): Record<string, unknown> =>
    ({
      node: { id: NOBODY },
      nodes: { ids: [NOBODY] },
      legalBases: { partner: globalId('Authority', BELMORA), type: 'data-content' },
      roster: { from: '2026-03-02T00:00:00Z', until: '2026-03-03T00:00:00Z' },
      absences: { from: '2026-03-02T00:00:00Z', until: '2026-03-03T00:00:00Z' },
      responseTimes: { from: '2026-03-02T00:00:00Z', until: '2026-03-03T00:00:00Z' },
      period: { rule: 'budapest-185/art29-hold', start: '2026-03-02', calendar: ['XBE'] },
      refusalOffer: { basis: ['budapest-185'], types: ['data-content'] },
      periodsUnder: { request: globalId('Request', draft), instrument: 'eu-eio-2014-41', receivedOn: '2026-03-02' },
      whatIf: { request: globalId('Request', draft), kind: 'drafting', cycle: 1 },
    })[name] ?? {};
  const asks = async (name: string, variables: Variables): Promise<Heard> => {
    const query = operationOf('query', name, QUERIES[name]?.args, FIELDS[name] ?? '__typename');
    return await ask(url, await tokenOf(name === 'people' ? 'admin' : 'seo'), query, variables);
  };
  const asked = Object.values(QUERIES).filter(({ args }) => args.length > 0);

  test.each(asked.map((field) => [field.name, field] as const))('%s', async (name, field) => {
    const good = goodFor(name);
    const before = await record();
    const wrong = await wrongOf(hostileTries(field, good, aliens, 0), async (one) => {
      const heard = await asks(name, one.variables);
      if (heard.errors.length > 0) return wrongWith(heard, one.field);
      return heard.status !== 200 || QUOTED.test(heard.text) ? heard.text.slice(0, 200) : undefined; // odd words find nothing
    });
    expect(wrong).toEqual([]);
    expect(await record()).toEqual(before);
    expect(faults).toEqual([]);
  });

  test.each<[string, string, unknown]>([
    ['period', 'start', '2026-03-02T10:00:00.1234567890+09:00'],
    ['period', 'start', '9999-12-31'],
    ['period', 'calendar', ['constructor']],
    ['states', 'language', 'en-ab-cd'],
    ['whatIf', 'startedOn', '9999-12-31'],
    ['whatIf', 'cycle', 2 ** 31 - 1],
    ['whatIf', 'request', globalId('Request', NOBODY)],
    ['legalBases', 'partner', globalId('Authority', NOBODY)],
    ['legalBases', 'type', 'constructor'],
    ['refusalOffer', 'basis', ['constructor']],
  ])('%s with a word for "%s" that has the form of one is refused', async (name, field, value) => {
    const heard = await asks(name, { ...goodFor(name), [field]: value });
    expect([heard.errors.length > 0, wrongWith(heard, field)]).toEqual([true, undefined]);
  });

  test('in a language that is a word of the machine is answered in English', async () => {
    const names =
      'query($language: String!) { authorities { name(language: $language) } states(codes: ["XBE"]) { authorities { name(language: $language) } } }';
    const inWords = async (language: string): Promise<Heard> =>
      await ask(url, await tokenOf('seo'), names, { language });
    expect((await inWords('constructor')).errors).toEqual([]);
    expect((await inWords('__proto__')).data).toEqual((await inWords('en')).data);
  });

  test('for what is elsewhere is answered like one for what is nowhere', async () => {
    const { request, file } = aliens;
    for (const [type, id] of [
      ['Request', request],
      ['File', file],
    ] as const) {
      for (const ids of [globalId(type, id), globalId(type, NOBODY)])
        expect([(await asks('node', { id: ids })).data, (await asks('nodes', { ids: [ids] })).data]).toEqual([
          { answer: null },
          { answer: [null] },
        ]);
    }
    for (const id of [request, NOBODY])
      expect((await asks('request', { id: globalId('Request', id) })).data).toEqual({ answer: null });
    const many = await asks('nodes', { ids: Array.from({ length: 201 }, () => globalId('File', NOBODY)) });
    expect(many.errors[0]?.extensions?.gaps).toEqual([expect.objectContaining({ field: 'ids' })]);
  });
});
