import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/journey.ts';
import { shortOf, toldOf } from './on-time.ts';
import { openPeople, type People } from './people.ts';

/** Holds as the engine alone guards them: no sweep and no reconciler. Their custodian is in Brussels. */
let house: House;
let people: People;
beforeAll(async () => {
  house = await openHouse({ reconciler: false });
  people = await openPeople(house.stack);
  await people.acceptLanguages('en');
});
afterAll(async () => {
  await people?.close();
  await house?.close();
});

/** Held from a day on, for requests. */
async function held(day: string, requests: readonly string[] = []): Promise<string> {
  const hold = await people.office.openHold('seo', { askedOn: day, requests });
  await people.does('laurent', 'confirmHold', hold, { effectiveOn: day, ticket: 'POC-77' });
  return hold;
}
const statusOf = async (file: string): Promise<string> => (await people.office.read(file)).status;
/** By which instants a request must be with the requested State, and what became of that. */
const minded = async (request: string): Promise<string[]> =>
  (await people.office.read(request)).deadlines
    .filter(({ kind }) => kind === 'hold-action')
    .map(({ status, dueAt }) => `${status} ${dueAt}`);

test('a hold that nobody acts on is warned of four times, has its extension drafted, and lapses once with an incident', async () => {
  const request = await people.draft();
  const hold = await held('2026-03-16', [request]);
  expect(await minded(request)).toEqual(['open 2026-05-15T22:00:00Z']);

  await house.until(shortOf('2026-04-30T22:00:00Z'));
  expect((await people.office.read(hold)).hold?.draft).toBeUndefined();
  await house.until('2026-05-02T00:00:00Z');
  expect((await people.office.read(hold)).hold?.draft).toEqual({
    on: '2026-05-01',
    isRight: false,
    askedUntil: '2026-07-14',
  });
  await house.until(shortOf('2026-05-15T22:00:00Z'));
  expect(await statusOf(hold)).toBe('active');
  await house.until('2026-05-20T00:00:00Z');

  expect(await people.office.read(hold)).toMatchObject({
    status: 'lapsed',
    hold: { incident: { cause: 'request-not-sent' } },
  });
  const drafter = `user:${(await people.office.read(hold)).drafter}`;
  expect(
    (await toldOf(people, hold)).filter((line) => / hold-/.test(line)).map((line) => line.replace(drafter, 'drafter')),
  ).toEqual([
    '2026-04-23T22:00 hold-draft drafter',
    '2026-04-30T22:00 hold-review role:ca-officer',
    '2026-04-30T22:00 hold-review drafter',
    '2026-05-07T22:00 hold-send role:ca-officer',
    '2026-05-07T22:00 hold-send drafter',
    '2026-05-12T22:00 hold-head role:ca-head',
    '2026-05-12T22:00 hold-head role:ca-officer',
    '2026-05-12T22:00 hold-head drafter',
    '2026-05-15T22:00 hold-lapsed role:ca-head',
    '2026-05-15T22:00 hold-lapsed role:ca-officer',
    '2026-05-15T22:00 hold-lapsed drafter',
  ]);
  const workflows = await people.office.system.query(
    `select distinct workflow ->> 'id' as id from event where request_id = $1 and actor_kind = 'system'`,
    [hold],
  );
  expect(workflows.rows).toEqual([{ id: `hold/${hold}` }]);
});

test('an extension begins a new run, and the receipt of the request ends it', async () => {
  await house.until('2026-06-01T00:00:00Z');
  const request = await people.draft();
  const hold = await held('2026-06-01', [request]);
  await people.does('seo', 'askExtension', hold, { askedUntil: '2026-09-30' });
  await people.does('laurent', 'confirmExtension', hold, { until: '2026-09-30' });
  expect(await minded(request)).toEqual(['cancelled 2026-07-31T22:00:00Z', 'open 2026-09-30T22:00:00Z']);

  await people.onTo('sent', request);
  expect(await statusOf(hold)).toBe('active');
  await people.does('laurent', 'acknowledge', request, { receivedOn: '2026-06-01' });
  expect(await people.office.read(hold)).toMatchObject({
    status: 'pending-decision',
    hold: { stopped: { by: 'request-received', on: '2026-06-01', request } },
  });
  expect((await minded(request)).at(-1)).toBe('met 2026-09-30T22:00:00Z');

  await people.does('oh', 'withdraw', request, { reason: 'Found at home' });
  expect(await statusOf(hold)).toBe('release-proposed');
  await people.does('oh', 'confirmRelease', hold);
  await house.until('2026-10-02T00:00:00Z');
  expect((await people.alarms(hold)).length).toBe(0);
  expect(await statusOf(hold)).toBe('released');
});

test('one request minds the first of its holds, and one hold serves several requests', async () => {
  const [first, second] = [await people.draft(), await people.draft()];
  const early = await held('2026-10-02', [first, second]);
  await held('2026-10-02', [first]);
  await people.does('oh', 'correctHold', early, { statedEnd: '2026-11-20', reason: 'Their letter' });
  expect([(await minded(first)).at(-1), (await minded(second)).at(-1)]).toEqual([
    'open 2026-11-20T23:00:00Z',
    'open 2026-11-20T23:00:00Z',
  ]);

  await people.does('seo', 'withdraw', first, { reason: 'Not needed' });
  expect(await statusOf(early)).toBe('active');
  await people.does('seo', 'withdraw', second, { reason: 'Not needed' });
  expect(await statusOf(early)).toBe('release-proposed');
});
