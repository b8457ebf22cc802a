import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalId, type People, peopleAt } from '../support/client.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { postAll } from '../support/posted.ts';
import { openStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let office: Office;
let people: People;
let request: string;
beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  people = peopleAt((await stack.startApi()).url);
  request = await office.upTo('with-ca');
  await office.step('yang', 'assignOfficer', request, { input: { officer: personId('oh') } });
  await postAll(office.system);
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

type Event = { action: string; mails: { person: { name: string }; status: string; sentAt: string | null }[] };
async function mailsTo(login: string): Promise<string[]> {
  const { request: seen } = await (await people.as(login)).ask<{ request: { events: Event[] } }>(
    'query($id: ID!) { request(id: $id) { events { action mails { person { name } status sentAt } } } }',
    { id: globalId('Request', request) },
  );
  return seen.events.flatMap(({ action, mails }) =>
    mails.map(({ person, status, sentAt }) => `${action}: ${person.name} ${status} ${sentAt !== null}`),
  );
}
const WISH = 'mailWish { mode quietFrom quietTo digestAt }';
const wishOf = async (login: string): Promise<unknown> =>
  (await (await people.as(login)).ask<{ me: { mailWish: unknown } }>(`{ me { ${WISH} } }`)).me.mailWish;
const set = async (login: string, args: string): Promise<Record<string, unknown>> => {
  const query = `mutation { answer: setMailWish(${args}) { __typename ... on MailWish { mode quietFrom quietTo digestAt } ... on InvalidInput { gaps { field } } } }`;
  return (await (await people.as(login)).ask<{ answer: Record<string, unknown> }>(query)).answer;
};

test('who was mailed of an event is told to the auditor, and to everybody of themselves', async () => {
  const { name } = await office.as('seo');
  expect(await mailsTo('jang')).toEqual([`ENDORSE: ${name} SENT true`]);
  expect(await mailsTo('seo')).toEqual([`ENDORSE: ${name} SENT true`]);
  expect(await mailsTo('yang')).toEqual([]);
});

test('a wish is what was said last, and each for themselves', async () => {
  const usual = { mode: 'EACH', quietFrom: null, quietTo: null, digestAt: '08:00' };
  const wished = { mode: 'DIGEST', quietFrom: '22:00', quietTo: '07:00', digestAt: '16:30' };
  expect(await wishOf('seo')).toEqual(usual);
  expect(await set('seo', 'mode: DIGEST, quietFrom: "22:00", quietTo: "07:00", digestAt: "16:30"')).toMatchObject(
    wished,
  );
  expect(await wishOf('seo')).toEqual(wished);
  expect(await wishOf('oh')).toEqual(usual);
  const asked = `query($id: ID!) { node(id: $id) { ... on Person { name ${WISH} } } }`;
  const seen = await (await people.as('jang')).ask(asked, { id: globalId('Person', personId('seo')) });
  expect(seen).toEqual({ node: { name: (await office.as('seo')).name, mailWish: null } });
  await set('seo', 'mode: EACH');
  expect(await wishOf('seo')).toEqual(usual);
});

test('an officer of a partner has none to say', async () => {
  expect(await wishOf('laurent')).toBeNull();
  const { body } = await (await people.as('laurent')).raw('mutation { setMailWish(mode: EACH) { __typename } }');
  expect(body.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
});

test.each([
  ['quietFrom: "24:00", quietTo: "07:00"', 'quietFrom'],
  ['quietFrom: "22:00", quietTo: "7:00"', 'quietTo'],
  ['quietFrom: "22:00"', 'quietFrom'],
  ['quietTo: "22:00"', 'quietFrom'],
  ['quietFrom: "22:00", quietTo: "22:00"', 'quietTo'],
  ['digestAt: "noon"', 'digestAt'],
])('a wish for %s is refused', async (times, field) => {
  expect(await set('seo', `mode: EACH, ${times}`)).toEqual({ __typename: 'InvalidInput', gaps: [{ field }] });
});
