import { afterAll, beforeAll, expect, test } from 'vitest';
import { idOf } from '../../prisma/demonstration/ids.ts';
import { type House, openHouse } from '../support/journey.ts';
import { approve, atCentralAuthority, certify, FRAME, inboxOf, SMALL, sees, tries } from './small-case.ts';

/** Who acts for whom: stand-ins, the officer in charge, and the day when nobody is left. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.until('2026-03-16T00:00:00Z');
});
afterAll(() => house.close());

const person = (login: string): string => Buffer.from(`Person:${idOf(`person/${login}`)}`).toString('base64');
const APPOINT = `mutation($standsFor: ID!, $person: ID!, $request: ID, $startsAt: DateTime!, $endsAt: DateTime!, $reason: String!) {
  answer: appointStandIn(standsFor: $standsFor, person: $person, request: $request, startsAt: $startsAt, endsAt: $endsAt, reason: $reason) {
    __typename ... on StandIn { id } ... on Error { message } ... on InvalidInput { gaps { field } } ... on ActionNotAllowed { rule } } }`;
type StandIn = {
  by: string;
  standsFor: string;
  person: string;
  request?: string;
  startsAt: string;
  endsAt: string;
  reason?: string;
};
type Appointed = { __typename: string; id?: string };
async function appoint({ by, standsFor, person: standIn, ...rest }: StandIn): Promise<Appointed> {
  const variables = { reason: 'On leave', ...rest, standsFor: person(standsFor), person: person(standIn) };
  return (await (await house.as(by)).ask<{ answer: Appointed }>(APPOINT, variables)).answer;
}
const submitted = async (): Promise<string> => {
  const request = await house.draft(FRAME, SMALL);
  await house.does('seo', 'submitRequest', request);
  return request;
};

test('a stand-in acts in the other’s name from start to end, within its scope, and the timeline shows both', async () => {
  const [request, other] = [await submitted(), await submitted()];
  const span = { startsAt: '2026-03-17T00:00:00Z', endsAt: '2026-03-20T00:00:00Z' };
  const given = { by: 'baek', standsFor: 'baek', person: 'han', request, ...span };
  for (const by of ['oh', 'han', 'ryu'])
    expect(await appoint({ ...given, by })).toMatchObject({ __typename: 'ActionNotAllowed', rule: 'S9' });
  expect(await appoint({ ...given, standsFor: 'oh', person: 'baek' })).toMatchObject({ rule: 'S9' }); // not of her office
  expect(await appoint({ ...given, person: 'jang' })).toMatchObject({ gaps: [{ field: 'person' }] }); // S7
  expect(await appoint({ ...given, reason: '' })).toMatchObject({ gaps: [{ field: 'reason' }] });
  expect(await appoint({ ...given, endsAt: span.startsAt })).toMatchObject({ gaps: [{ field: 'endsAt' }] });
  expect(await appoint(given)).toMatchObject({ __typename: 'StandIn' });

  expect(await tries(house, 'han', 'endorseRequest', request)).toMatchObject({ __typename: 'NotFound' });
  await house.until('2026-03-17T01:00:00Z');
  expect(await tries(house, 'han', 'endorseRequest', other)).toMatchObject({ __typename: 'NotFound' });
  await house.does('han', 'endorseRequest', request);
  type Told = { events: { action: string; actor: { name: string } | null; standsInFor: { name: string } | null }[] };
  const { events } = await sees<Told>(house, 'jang', request, 'events { action actor { name } standsInFor { name } }');
  expect(events.at(-1)).toEqual({
    action: 'ENDORSE',
    actor: { name: 'Han Dowon' },
    standsInFor: { name: 'Baek Jiho' },
  });

  await house.until('2026-03-20T00:00:01Z');
  expect(await sees(house, 'han', request, 'id')).toBeNull();
});

test('a stand-in that is ended early has no power from then on', async () => {
  const request = await submitted();
  const span = { startsAt: '2026-03-20T00:00:00Z', endsAt: '2026-04-20T00:00:00Z' };
  const { id } = await appoint({ by: 'baek', standsFor: 'baek', person: 'han', ...span });
  expect(await sees(house, 'han', request, 'reference')).not.toBeNull();
  const end = 'mutation($id: ID!) { answer: endStandIn(id: $id) { __typename } }';
  expect(await (await house.as('han')).ask(end, { id })).toEqual({ answer: { __typename: 'InvalidInput' } });
  expect(await (await house.as('baek')).ask(end, { id })).toEqual({ answer: { __typename: 'StandIn' } });
  expect(await tries(house, 'han', 'endorseRequest', request)).toMatchObject({ __typename: 'NotFound' });
});

test('a stand-in for one file sees it only while the other does', async () => {
  const request = await atCentralAuthority(house);
  const span = { startsAt: await house.now(), endsAt: '2026-06-01T00:00:00Z' };
  await appoint({ by: 'yang', standsFor: 'kwon', person: 'han', request, ...span });
  expect(await sees(house, 'han', request, 'id')).toBeNull();
  await approve(house, 'oh', request);
  expect(await sees(house, 'han', request, 'now: status')).toEqual({ now: 'IN_TRANSLATION' });
  await house.does('oh', 'amendRequest', request);
  expect(await sees(house, 'kwon', request, 'id')).toBeNull();
  expect(await sees(house, 'han', request, 'id')).toBeNull();
});

test('nobody gets round the separation of duties by standing in', async () => {
  const span = { startsAt: '2026-03-20T00:00:00Z', endsAt: '2026-04-20T00:00:00Z' };
  await appoint({ by: 'baek', standsFor: 'baek', person: 'seo', ...span });
  const request = await submitted();
  expect(await tries(house, 'seo', 'endorseRequest', request)).toMatchObject({
    __typename: 'ActionNotAllowed',
    rule: 'S1',
  });
});

test('a file is given to an officer, then to another; each inbox says who has it', async () => {
  const request = await atCentralAuthority(house);
  const approvals = async (login: string): Promise<unknown> => await inboxOf(house, login, request);
  expect(await approvals('oh')).toMatchObject([{ action: 'APPROVE' }]);
  expect(await approvals('moon')).toMatchObject([{ action: 'APPROVE' }]);
  expect((await tries(house, 'yang', 'assignOfficer', request, { officer: idOf('person/seo') })).gaps).toMatchObject([
    { field: 'officer' },
  ]);
  await house.does('yang', 'assignOfficer', request, { officer: idOf('person/oh') });
  expect(await approvals('moon')).toEqual([]);
  await house.does('oh', 'assignOfficer', request, { officer: person('moon') });
  expect(await approvals('oh')).toEqual([]);
  expect(await approvals('moon')).toMatchObject([{ action: 'APPROVE' }]);
  expect(await sees(house, 'seo', request, 'officer { name } tasks { action person { name } dueAt }')).toMatchObject({
    officer: { name: 'Moon Harin' },
    tasks: [{ action: 'APPROVE', person: { name: 'Moon Harin' }, dueAt: expect.any(String) }],
  });
});

test('where nobody is left for a step, the inbox of the head says so at once', async () => {
  const request = await atCentralAuthority(house);
  const span = { startsAt: await house.now(), endsAt: '2027-01-01T00:00:00Z' };
  await appoint({ by: 'yang', standsFor: 'oh', person: 'kwon', request, ...span });
  await approve(house, 'kwon', request);
  expect(await inboxOf(house, 'yang', request)).toEqual([]);
  await certify(house, request);

  expect(await house.status(request)).toBe('ready');
  expect(await tries(house, 'kwon', 'dispatchRequest', request, { channel: 'EMAIL' })).toMatchObject({ rule: 'S2' });
  expect(await inboxOf(house, 'yang', request)).toMatchObject([{ action: 'DISPATCH', nobodyLeft: true }]);

  await house.does('oh', 'amendRequest', request);
  await approve(house, 'moon', request);
  expect(await inboxOf(house, 'yang', request)).toEqual([]);
});

test('where nobody is left who may endorse, the head sees the draft, and no longer when somebody is', async () => {
  const request = await house.draft(FRAME, SMALL);
  const span = { startsAt: await house.now(), endsAt: '2027-01-01T00:00:00Z' };
  await appoint({ by: 'seo', standsFor: 'seo', person: 'baek', request, ...span });
  await house.does('baek', 'submitRequest', request);
  expect(await tries(house, 'baek', 'endorseRequest', request)).toMatchObject({ rule: 'S1' });
  expect(await inboxOf(house, 'yang', request)).toMatchObject([{ action: 'ENDORSE', nobodyLeft: true }]);
});

test('leaves a record that verifies', async () => {
  expect(await house.violations()).toEqual([]);
});
