import { randomUUID } from 'node:crypto';
import type { GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../api/schema.ts';
import { verify } from '../../registry/verify.ts';
import { addWebhook } from '../../registry/webhooks.ts';
import { globalId, type People, peopleAt } from '../support/client.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { GOOD, HOLIDAY } from './law-house.ts';
import { ask, type Heard, operationOf, wholeRecord } from './support.ts';

const MUTATIONS = (createSchema().getMutationType() as GraphQLObjectType).getFields(); // it has one

let stack: TestStack;
let office: Office;
let url: string;
let people: People;
beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  people = peopleAt(url);
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

/** What tells one answer of a change from another. */
const FIELDS: Readonly<Record<string, string>> = {
  addOffice: '... on Office { id }',
  changePerson: '... on EnteredPerson { password person { id } }',
  appointStandIn: '... on StandIn { id }',
  endStandIn: '... on StandIn { id endedAt }',
  recordLawEntry: '... on LawEntry { id }',
  endLawEntry: '... on LawEntry { id endedAt }',
  importLaw: '... on LawImport { recorded unchanged }',
  startHolidays: '... on LawImport { recorded unchanged }',
};
async function call(by: string, mutation: string, variables: object): Promise<Heard> {
  const fields = `__typename ... on Error { message } ${FIELDS[mutation] ?? ''}`;
  const query = operationOf('mutation', mutation, MUTATIONS[mutation]?.args, fields);
  return await ask(url, (await people.as(by)).token, query, variables);
}
const typeOf = ({ data }: Heard): unknown => (data?.['answer'] as { __typename: string } | undefined)?.__typename;

const APPOINTMENT = {
  standsFor: globalId('Person', personId('seo')),
  person: globalId('Person', personId('han')),
  startsAt: '2026-03-16T00:00:00Z',
  endsAt: '2026-03-20T00:00:00Z',
  reason: 'Away',
};
const DAY = { startsAt: '2037-03-16T00:00:00Z', endsAt: '2037-03-17T00:00:00Z' };
const inserted = async (sql: string): Promise<string> =>
  (await office.system.query<{ id: string }>(sql)).rows[0]?.id ?? '';
/** Each change of the house: who makes it, with what, and something else that the same key would not stand for. */
const CHANGES: [string, string, () => Promise<object> | object, object][] = [
  ['appointStandIn', 'seo', () => APPOINTMENT, { reason: 'Ill' }],
  [
    'endStandIn',
    'seo',
    async () => ({ id: globalId('StandIn', await inserted('select id from stand_in')) }),
    { id: globalId('StandIn', randomUUID()) },
  ],
  ['planTurn', 'yang', () => ({ person: globalId('Person', personId('oh')), place: 1, ...DAY }), { place: 2 }],
  [
    'takeBackTurn',
    'yang',
    async () => ({
      id: globalId('DutyTurn', await inserted(`select id from duty_turn where starts_at > '2037-01-01'`)),
    }),
    { id: globalId('DutyTurn', randomUUID()) },
  ],
  [
    'recordAbsence',
    'oh',
    () => ({ person: globalId('Person', personId('oh')), ...DAY }),
    { endsAt: '2037-03-18T00:00:00Z' },
  ],
  [
    'takeBackAbsence',
    'oh',
    async () => ({ id: globalId('Absence', await inserted('select id from absence')) }),
    { id: globalId('Absence', randomUUID()) },
  ],
  [
    'handOver',
    'oh',
    async () => ({
      turn: globalId(
        'DutyTurn',
        await inserted(`select id from duty_turn where place = 1 and starts_at < '2037-01-01'`),
      ),
      words: 'Nothing waits',
    }),
    { words: 'Something waits' },
  ],
  [
    'endWebhook',
    'admin',
    async () => ({
      id: globalId('Webhook', (await addWebhook(office.app, await office.as('admin'), 'https://pager.example')).id),
    }),
    { id: globalId('Webhook', randomUUID()) },
  ],
  ['setHouseRule', 'admin', () => ({ id: 'HR-1', amount: 12 }), { amount: 13 }],
  ['addOffice', 'admin', () => ({ name: 'Prosecution Office of the Coast' }), { name: 'Another' }],
  [
    'changePerson',
    'admin',
    () => ({ person: globalId('Person', personId('ryu')), roles: ['REGISTRY'] }),
    { roles: ['TRANSLATOR'] },
  ],
  ['recordLawEntry', 'admin', () => HOLIDAY, { body: { name: 'Another day' } }],
  [
    'endLawEntry',
    'admin',
    async () => ({
      id: globalId(
        'LawEntry',
        await inserted(`select id from law_entry where key = '${HOLIDAY.key}' and ended_at is null`),
      ),
    }),
    { id: globalId('LawEntry', randomUUID()) },
  ],
  ['importLaw', 'admin', () => GOOD['importLaw']?.[1] ?? {}, { csv: 'kind,about,key,name,source,confidence' }],
  ['startHolidays', 'admin', () => ({ state: 'FR', fromYear: 2026, toYear: 2027 }), { toYear: 2028 }],
  ['addBilateralTreaty', 'admin', () => GOOD['addBilateralTreaty']?.[1] ?? {}, { id: 'theirs' }],
];

describe.each(CHANGES)('%s', (mutation, by, given, other) => {
  test('that is sent again under its key is made once and answered the same', async () => {
    const idempotencyKey = randomUUID();
    const variables = { ...(await given()), idempotencyKey };
    const [first, second] = await Promise.all([call(by, mutation, variables), call(by, mutation, variables)]);
    expect([typeOf(first), first.errors]).toEqual([
      expect.stringMatching(
        /^(DutyTurn|Absence|Webhook|StandIn|HouseRule|Office|EnteredPerson|LawEntry|LawImport|Instrument)$/,
      ),
      [],
    ]);
    expect(second.text).toBe(first.text);
    const made = await wholeRecord(stack.urls.owner);

    expect((await call(by, mutation, variables)).text).toBe(first.text);
    expect(typeOf(await call(by, mutation, { ...variables, ...other }))).toBe('KeyReused');
    expect(await wholeRecord(stack.urls.owner)).toEqual(made);
  });
});

test('a change that was refused keeps no key', async () => {
  const idempotencyKey = randomUUID();
  const wrong = { ...APPOINTMENT, endsAt: APPOINTMENT.startsAt, idempotencyKey };

  expect(typeOf(await call('seo', 'appointStandIn', wrong))).toBe('InvalidInput');
  expect(typeOf(await call('seo', 'appointStandIn', { ...APPOINTMENT, idempotencyKey }))).toBe('StandIn');
});

test('the same key of somebody else is another one', async () => {
  const idempotencyKey = randomUUID();
  const own = { ...APPOINTMENT, standsFor: globalId('Person', personId('noh')), idempotencyKey };

  expect(typeOf(await call('seo', 'appointStandIn', { ...APPOINTMENT, idempotencyKey }))).toBe('StandIn');
  expect(typeOf(await call('noh', 'appointStandIn', own))).toBe('StandIn');
});

test('every change that has no version of its own takes a key', () => {
  const without = Object.values(MUTATIONS).filter(
    ({ args }) => !args.some(({ name }) => ['input', 'idempotencyKey', 'expectedVersion'].includes(name)),
  );
  expect(without.map(({ name }) => name).sort()).toEqual(['createDownload', 'createUpload']); // they give an address and change nothing
});

test('leaves a record that verifies', async () => {
  expect((await verify({ systemUrl: stack.urls.system, store: office.store })).violations).toEqual([]);
});
