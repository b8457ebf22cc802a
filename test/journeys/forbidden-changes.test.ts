import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mutationOf } from '../../api/mutation-names.ts';
import { createSchema } from '../../api/schema.ts';
import { ACTIONS } from '../../domain/decide.ts';
import { MOVES } from '../../domain/moves.ts';
import { appointStandIn } from '../../registry/house.ts';
import { recordAbsence } from '../../registry/roster.ts';
import { GOOD } from '../api/law-house.ts';
import { ask, type Heard, operationOf, wholeRecord } from '../api/support.ts';
import { globalId, signIn } from '../support/client.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { smallDraft, translatedOnce } from './ways.ts';

const MUTATIONS = createSchema().getMutationType()?.getFields() ?? {};
/** Changes that are no steps of a request, tried by everybody who may not make them. */
let stack: TestStack;
let office: Office;
let url: string;
let draft: string;
let translating: string;
let sent: string;
const tokens = new Map<string, string>();
const PEOPLE = [
  'seo',
  'han',
  'baek',
  'noh',
  'ryu',
  'oh',
  'yang',
  'lim',
  'petit',
  'cho',
  'kwon',
  'jang',
  'admin',
] as const;
const ALL = [...PEOPLE, 'c.laurent@justice.belmora.example', 'm.salem@justice.qasira.example', 'nobody'];

beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  for (const login of ALL) tokens.set(login, login === 'nobody' ? '' : (await signIn(url, login)).token);
  draft = await smallDraft(office);
  translating = await office.onTo('in-translation', await smallDraft(office));
  await translatedOnce(office, translating, 'Once more');
  sent = await office.onTo('sent', await smallDraft(office));
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

const person = (login: string): string => globalId('Person', personId(login));
type Change = {
  name: string;
  args: (request: string) => Record<string, unknown>;
  request: () => string;
  /** Who may make it; not tried here. */
  may: readonly string[];
  /** Who sees the request and may not: is told so. Everybody else is told that there is none. */
  told: readonly string[];
};
const title: Change['args'] = (request) => ({
  request: globalId('Request', request),
  key: 'title',
  value: { case: 'a', offence: 'b' },
  expectedVersion: 1,
});
const pdf: Change['args'] = (request) => ({ request: globalId('Request', request), name: 'a.pdf' });
const CHANGES: Change[] = [
  {
    name: 'savePart',
    args: title,
    request: () => draft,
    may: ['seo'],
    told: ['baek', 'jang'],
  },
  {
    name: 'savePart',
    args: title,
    request: () => translating,
    may: [],
    told: ['seo', 'baek', 'oh', 'yang', 'kwon', 'lim', 'petit', 'cho', 'jang'],
  },
  {
    name: 'saveSegment',
    args: (request) => ({
      request: globalId('Request', request),
      segment: 'title/case',
      text: 'texte',
      expectedVersion: 0,
    }),
    request: () => translating,
    may: ['lim'],
    told: ['seo', 'baek', 'oh', 'yang', 'kwon', 'petit', 'cho', 'jang'],
  },
  {
    name: 'createUpload',
    args: pdf,
    request: () => sent,
    may: ['seo', 'oh', 'yang', 'kwon', 'c.laurent@justice.belmora.example'],
    told: ['baek', 'jang'],
  },
  {
    name: 'createUpload',
    args: pdf,
    request: () => translating,
    may: ['seo', 'oh', 'yang', 'kwon'],
    told: ['baek', 'jang', 'lim', 'petit', 'cho'],
  },
];

async function call(who: string, name: string, variables: Record<string, unknown>): Promise<Heard> {
  const query = operationOf('mutation', name, MUTATIONS[name]?.args, '__typename ... on Error { message }');
  return await ask(url, tokens.get(who) ?? '', query, variables);
}

test.each(CHANGES)('$name by who may not make it changes nothing', async ({ name, args, request, may, told }) => {
  const before = await wholeRecord(stack.urls.owner);
  for (const who of ALL.filter((one) => !may.includes(one))) {
    const heard = await call(who, name, args(request()));
    if (told.includes(who)) {
      expect(heard.text, who).toContain('"__typename":"ActionNotAllowed"');
      continue;
    }
    expect(heard.text, who).toContain(who === 'nobody' ? 'NOT_FOUND' : '"__typename":"NotFound"');
    expect(heard.text).toBe((await call(who, name, args(randomUUID()))).text);
  }
  expect(await wholeRecord(stack.urls.owner)).toEqual(before);
});

test('a file is handed to nobody who may not see it', async () => {
  const [under, gone] = [await office.read(translating), await office.read(sent)];
  const [sending] = gone.transmissions;
  const before = await wholeRecord(stack.urls.owner, ['download']);
  const readers = ['seo', 'baek', 'oh', 'yang', 'kwon', 'jang'];
  const files = [
    { name: 'letter under translation', file: under.letter?.file, may: readers },
    { name: 'translation', file: under.translation?.letter?.file, may: [...readers, 'lim', 'petit', 'cho'] },
    { name: 'letter that was sent', file: gone.letter?.file, may: readers },
    { name: 'translation that was sent', file: gone.translation?.letter?.file, may: readers },
    { name: 'mail', file: sending?.wire?.file, may: readers },
    { name: 'package', file: sending?.package?.file, may: [...readers, 'c.laurent@justice.belmora.example'] },
  ];
  for (const { name, file, may } of files) {
    const unknown = { file: globalId('File', randomUUID()) };
    const got: string[] = [];
    for (const who of ALL) {
      const heard = await call(who, 'createDownload', { file: globalId('File', file ?? '') });
      if (heard.text.includes('"__typename":"Download"')) got.push(who);
      else expect(heard.text, who).toBe((await call(who, 'createDownload', unknown)).text);
    }
    expect(got.sort(), name).toEqual(may.sort());
  }
  expect(await wholeRecord(stack.urls.owner, ['download'])).toEqual(before);
});

test('the rules of the house are the administrator’s to set', async () => {
  const before = await wholeRecord(stack.urls.owner);
  for (const who of ALL.filter((one) => one !== 'admin'))
    expect((await call(who, 'setHouseRule', { id: 'HR-1', amount: 3 })).text, who).toContain('NOT_FOUND');
  expect(await wholeRecord(stack.urls.owner)).toEqual(before);
});

const OWN = {
  setMailWish: { mode: 'DIGEST', quietFrom: null, quietTo: null, digestAt: null },
  openCalendar: { idempotencyKey: 'a calendar of mine' },
  closeCalendar: { idempotencyKey: 'no calendar of mine' },
};
test.each(Object.entries(OWN))('what is one’s own is for people of the house: %s', async (name, args) => {
  const before = await wholeRecord(stack.urls.owner);
  for (const who of ALL.slice(PEOPLE.length)) expect((await call(who, name, args)).text, who).toContain('NOT_FOUND');
  expect(await wholeRecord(stack.urls.owner)).toEqual(before);
});

const PEOPLES = {
  addOffice: { name: 'Prosecution Office of the Coast' },
  addPerson: { email: 'x@arvania.example', name: 'X', roles: ['REGISTRY'], office: null, authority: null },
  changePerson: { person: person('ryu'), roles: ['REGISTRY'], office: null, active: null, newPassword: null },
};
test.each(Object.entries(PEOPLES))('offices and people are the administrator’s: %s', async (name, args) => {
  const before = await wholeRecord(stack.urls.owner);
  for (const who of ALL.filter((one) => one !== 'admin'))
    expect((await call(who, name, args)).text, who).toContain('"code":"NOT_FOUND"');
  expect(await wholeRecord(stack.urls.owner)).toEqual(before);
});

const DAY = { startsAt: '2037-03-16T00:00:00Z', endsAt: '2037-03-17T00:00:00Z' };
const turnOf = async (login: string): Promise<string> => {
  const { rows } = await office.system.query('select id from duty_turn where person_id = $1', [personId(login)]);
  return globalId('DutyTurn', rows[0]?.id);
};
/** The desk: who may make each change, and who of the house is told that it is for others. */
const DESK: Record<string, { args: () => Promise<object>; may: readonly string[] }> = {
  planTurn: { args: async () => ({ person: person('oh'), place: 1, ...DAY }), may: ['yang', 'admin'] },
  takeBackTurn: { args: async () => ({ id: await turnOf('moon') }), may: ['yang', 'admin'] },
  recordAbsence: { args: async () => ({ person: person('oh'), ...DAY }), may: ['oh', 'yang', 'admin'] },
  takeBackAbsence: { args: async () => ({ id: globalId('Absence', absent) }), may: ['oh', 'yang', 'admin'] },
  handOver: { args: async () => ({ turn: await turnOf('oh'), words: 'Nothing waits' }), may: ['oh'] },
};
let absent = '';
test.each(Object.entries(DESK))('of the desk, %s is for some only', async (name, { args, may }) => {
  if (name === 'takeBackAbsence')
    absent = await recordAbsence(office.app, await office.as('oh'), { person: personId('oh'), ...DAY });
  const before = await wholeRecord(stack.urls.owner);
  for (const who of ALL.filter((one) => !may.includes(one))) {
    const isOfHouse = PEOPLE.some((one) => one === who);
    const heard = await call(who, name, { ...(await args()) });
    expect(heard.text, who).toContain(isOfHouse ? '"__typename":"ActionNotAllowed"' : 'NOT_FOUND');
  }
  expect(await wholeRecord(stack.urls.owner)).toEqual(before);
});

const WEBHOOKS = {
  addWebhook: { address: 'https://pager.example/calls' },
  endWebhook: { id: globalId('Webhook', randomUUID()) },
};
test.each(Object.entries(WEBHOOKS))('webhooks are the administrator’s: %s', async (name, args) => {
  const before = await wholeRecord(stack.urls.owner);
  for (const who of ALL.filter((one) => one !== 'admin'))
    expect((await call(who, name, args)).text, who).toContain('"code":"NOT_FOUND"');
  expect(await wholeRecord(stack.urls.owner)).toEqual(before);
});

test.each(Object.entries(GOOD))('the law is the administrator’s to change: %s', async (name, [, args]) => {
  const { rows } = await office.system.query(
    "select id from law_entry where kind = 'holiday' and ended_at is null limit 1",
  );
  const standing = name === 'endLawEntry' ? { id: globalId('LawEntry', rows[0].id) } : {};
  const before = await wholeRecord(stack.urls.owner);
  for (const who of ALL.filter((one) => one !== 'admin'))
    expect((await call(who, name, { ...args, ...standing })).text, who).toContain('"code":"NOT_FOUND"');
  expect(await wholeRecord(stack.urls.owner)).toEqual(before);
});

test('a stand-in is appointed by the person, the head of its office or the head of the central authority', async () => {
  const span = { startsAt: '2026-03-16T00:00:00Z', endsAt: '2026-03-20T00:00:00Z', reason: 'Away' };
  const before = await wholeRecord(stack.urls.owner);
  for (const who of ALL.filter((one) => !['seo', 'baek', 'yang'].includes(one))) {
    const heard = await call(who, 'appointStandIn', {
      standsFor: person('seo'),
      person: person('han'),
      request: null,
      ...span,
    });
    expect(heard.text, who).toContain(who === 'nobody' ? 'NOT_FOUND' : '"__typename":"ActionNotAllowed"');
  }
  expect(await wholeRecord(stack.urls.owner)).toEqual(before);
});

test('a stand-in is ended by the person, who appointed it or the head of the central authority', async () => {
  const span = { startsAt: '2026-03-16T00:00:00Z', endsAt: '2026-03-20T00:00:00Z', reason: 'Away' };
  const given = { standsFor: personId('noh'), person: personId('han'), request: sent, ...span };
  const id = await appointStandIn(office.app, await office.as('yang'), given);
  const before = await wholeRecord(stack.urls.owner);
  for (const who of ALL.filter((one) => !['noh', 'yang'].includes(one))) {
    const heard = await call(who, 'endStandIn', { id: globalId('StandIn', id) });
    expect(heard.text, who).toContain(who === 'nobody' ? 'NOT_FOUND' : '"__typename":"InvalidInput"');
    expect(heard.text, who).toBe((await call(who, 'endStandIn', { id: globalId('StandIn', randomUUID()) })).text);
  }
  expect(await wholeRecord(stack.urls.owner)).toEqual(before);
});

test('no change is left out here, and none is a step of the engine', () => {
  const steps = new Set(ACTIONS.filter((action) => MOVES[action].by !== 'system').map(mutationOf));
  const others = Object.keys(MUTATIONS).filter((name) => !steps.has(name));
  const tried = [
    ...CHANGES.map(({ name }) => name),
    'createDownload',
    'setHouseRule',
    'appointStandIn',
    'endStandIn',
    ...Object.keys(OWN),
    ...Object.keys(PEOPLES),
    ...Object.keys(GOOD),
    ...Object.keys(DESK),
    ...Object.keys(WEBHOOKS),
  ];
  expect(others.sort()).toEqual([...new Set(tried)].sort());
});
