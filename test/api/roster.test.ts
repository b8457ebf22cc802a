import { afterAll, beforeAll, expect, test } from 'vitest';
import { fireDue } from '../../registry/due.ts';
import { claimPost, duePosts, settlePost } from '../../registry/webhooks.ts';
import { globalId, type People, peopleAt } from '../support/client.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { anEmergency } from './desk-stations.ts';

/** The desk through the API, from the plan to the call. In the demonstration Oh and Moon have duty until 2036. */
let stack: TestStack;
let office: Office;
let people: People;
beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  people = peopleAt((await stack.startApi()).url);
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

const ERRORS = '__typename ... on Error { message } ... on InvalidInput { gaps { field rule source } }';
const ask = async <T>(login: string, query: string, variables: object = {}): Promise<T> =>
  (await people.as(login)).ask<T>(query, variables);
const onDuty = async (at: string): Promise<string[]> => {
  const query = 'query($at: DateTime) { onDuty(at: $at) { person { name } turn { place } } }';
  const { onDuty: called } = await ask<{ onDuty: { person: { name: string }; turn: { place: number } | null }[] }>(
    'seo',
    query,
    { at },
  );
  return called.map(({ person, turn }) => `${person.name}: ${turn?.place ?? 'head'}`);
};
const span = { startsAt: '2037-05-05T09:00:00Z', endsAt: '2037-05-05T21:00:00Z' };
const PLAN = `mutation($person: ID!, $place: Int!, $startsAt: DateTime!, $endsAt: DateTime!) {
  answer: planTurn(person: $person, place: $place, startsAt: $startsAt, endsAt: $endsAt) {
    ${ERRORS} ... on DutyTurn { id place startsAt startsLocally endsLocally person { name } } } }`;

test('a turn that is planned calls somebody, is shown in our own zone, and is taken back', async () => {
  const person = globalId('Person', personId('moon'));
  const { answer } = await ask<{ answer: { id: string } }>('yang', PLAN, { person, place: 1, ...span });
  expect(answer).toMatchObject({
    place: 1,
    person: { name: 'Moon Harin' },
    startsAt: '2037-05-05T09:00:00.000Z',
    startsLocally: '2037-05-05T18:00:00',
    endsLocally: '2037-05-06T06:00:00',
  });
  expect(await onDuty('2037-05-05T10:00:00Z')).toEqual(['Moon Harin: 1', 'Yang Gyuri: head']);
  const listed = 'query { roster(from: "2037-05-05T20:00:00Z", until: "2037-05-07T00:00:00Z") { id takenBackAt } }';
  expect(await ask('seo', listed)).toEqual({ roster: [{ id: answer.id, takenBackAt: null }] });

  await ask('yang', `mutation($id: ID!) { takeBackTurn(id: $id) { ${ERRORS} } }`, { id: answer.id });
  expect(await onDuty('2037-05-05T10:00:00Z')).toEqual(['Yang Gyuri: head']);
});

test('a turn that cannot be is refused with its field, rule and source', async () => {
  const person = globalId('Person', personId('seo'));
  expect(await ask('admin', PLAN, { person, place: 3, ...span })).toEqual({
    answer: {
      __typename: 'InvalidInput',
      message: expect.stringContaining('this turn'),
      gaps: ['person', 'place'].map((field) => ({ field, rule: 'roster', source: 'house rule HR-26' })),
    },
  });
});

test('who is absent is not called, and the absence is shown to the house', async () => {
  const person = globalId('Person', personId('oh'));
  const away = { startsAt: '2026-05-05T00:00:00Z', endsAt: '2026-05-06T00:00:00Z' };
  const query = `mutation($person: ID!, $startsAt: DateTime!, $endsAt: DateTime!) {
    answer: recordAbsence(person: $person, startsAt: $startsAt, endsAt: $endsAt) { ${ERRORS} ... on Absence { id } } }`;
  expect(await onDuty('2026-05-05T12:00:00Z')).toEqual(['Oh Sejin: 1', 'Moon Harin: 2', 'Yang Gyuri: head']);
  const { answer } = await ask<{ answer: { id: string } }>('oh', query, { person, ...away });
  expect(await onDuty('2026-05-05T12:00:00Z')).toEqual(['Moon Harin: 2', 'Yang Gyuri: head']);
  const listed =
    'query { absences(from: "2026-05-05T00:00:00Z", until: "2026-05-07T00:00:00Z") { id person { name } } }';
  expect(await ask('kwon', listed)).toEqual({ absences: [{ id: answer.id, person: { name: 'Oh Sejin' } }] });
});

test('a handover note is read by whoever comes next in all its versions, and by nobody outside the central authority', async () => {
  const mine = await ask<{ onDuty: { turn: { id: string } }[] }>('oh', 'query { onDuty { turn { id } } }');
  const turn = mine.onDuty[0]?.turn.id ?? '';
  const say = `mutation($turn: ID!, $words: String!) { answer: handOver(turn: $turn, words: $words) { ${ERRORS} } }`;
  for (const words of ['Nothing waits', 'One emergency waits']) await ask('oh', say, { turn, words });
  const read = 'query { onDuty { turn { handovers { version words author { name } } } } }';
  const versions = async (login: string): Promise<unknown> =>
    (await ask<{ onDuty: { turn: { handovers: unknown } | null }[] }>(login, read)).onDuty[0]?.turn?.handovers;
  const author = { name: 'Oh Sejin' };
  expect(await versions('moon')).toEqual([
    { version: 2, words: 'One emergency waits', author },
    { version: 1, words: 'Nothing waits', author },
  ]);
  expect(await versions('seo')).toEqual([]);
});

test('a webhook tells its secret once, and the administrator and the auditor see what came of each attempt', async () => {
  const add = `mutation($address: String!) { answer: addWebhook(address: $address) { ${ERRORS} ... on NewWebhook { secret webhook { address } } } }`;
  const address = 'http://127.0.0.1:9/pager';
  expect(await ask('admin', add, { address })).toMatchObject({
    answer: { secret: expect.stringMatching(/^[\w-]{43}$/), webhook: { address } },
  });
  await anEmergency(office);
  const post = await claimPost(office.system, (await duePosts(office.system))[0] ?? '');
  if (post) await settlePost(office.system, post, { outcome: 'refused', httpStatus: 503 });
  const query = 'query { webhooks { address endedAt attempts { n outcome httpStatus } } }';
  const shown = { webhooks: [{ address, endedAt: null, attempts: [{ n: 1, outcome: 'REFUSED', httpStatus: 503 }] }] };
  for (const login of ['admin', 'jang']) expect(await ask(login, query)).toEqual(shown);
  for (const login of ['oh', 'yang', 'seo']) expect(await ask(login, query)).toEqual({ webhooks: [] });
});

test('whoever may answer is told so: who was called, who is on the roster, and the heads', async () => {
  const request = globalId('Request', await anEmergency(office));
  const query = 'query($id: ID!) { request(id: $id) { allowedActions { action allowed rule } } }';
  const told = async (login: string): Promise<object | undefined> => {
    const { request: seen } = await ask<{ request: { allowedActions: { action: string }[] } }>(login, query, {
      id: request,
    });
    return seen.allowedActions.find(({ action }) => action === 'ANSWER_ALARM');
  };
  for (const login of ['oh', 'moon', 'yang'])
    expect([login, await told(login)]).toEqual([login, { action: 'ANSWER_ALARM', allowed: true, rule: null }]);
  expect(await told('seo')).toMatchObject({ allowed: false, rule: 'role' });
});

test('the administrator sets how long an alarm waits for an answer', async () => {
  await ask('admin', `mutation { setHouseRule(id: "HR-15", amount: 3) { ${ERRORS} } }`);
  const request = await anEmergency(office);
  const { deadlines } = await office.read(request);
  const clock = deadlines.find(({ kind, status }) => kind === 'alarm' && status === 'open');
  expect(Date.parse(clock?.dueAt ?? '') - Date.parse(clock?.startedAt ?? '')).toBe(180_000);
  await fireDue(office.system, { limit: 1, request });
  const query = 'query($id: ID!) { request(id: $id) { deadlines { kind unit rule } } }';
  const shown = await ask<{ request: { deadlines: object[] } }>('oh', query, { id: globalId('Request', request) });
  expect(shown.request.deadlines).toContainEqual({
    kind: 'alarm',
    unit: 'minute',
    rule: 'An alarm that nobody answers within 3 minutes goes to the next on the roster, then to the heads',
  });
});
