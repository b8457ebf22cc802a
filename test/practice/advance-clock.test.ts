import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPool } from '../../registry/db.ts';
import { FRAME, SMALL } from '../journeys/small-case.ts';
import { type Answer, type People, peopleAt } from '../support/client.ts';
import { fill, key } from '../support/journey.ts';
import { openStack, type TestStack } from '../support/stack.ts';

const ADVANCE = `mutation($input: AdvanceClockInput!) { answer: advanceClock(input: $input) {
  __typename ... on Error { message } ... on InvalidInput { gaps { field rule } } ... on Clock { now movingTo } } }`;
const CLOCK = '{ clock { now movingTo } }';
type Clock = { now: string; movingTo: string | null };

let stack: TestStack;
let people: People;
beforeAll(async () => {
  stack = await openStack({ kind: 'practice' });
  const [{ url }] = await Promise.all([stack.startApi(), stack.startWorker({ reconciler: false })]);
  people = peopleAt(url);
});
afterAll(() => stack?.close());

const advance = async (login: string, input: { to: string; key?: string }): Promise<Answer> =>
  (await (await people.as(login)).ask<{ answer: Answer }>(ADVANCE, { input: { key: key(), ...input } })).answer;
const clock = async (): Promise<Clock> => (await (await people.as('jang')).ask<{ clock: Clock }>(CLOCK)).clock;
const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();
const DAY = 86_400_000;

test('the clock goes on from the instant to which an administrator has moved it', async () => {
  const to = later((await clock()).now, DAY);

  expect(await advance('admin', { to })).toMatchObject({ __typename: 'Clock', movingTo: null });

  const { now } = await clock();
  expect(Date.parse(now) - Date.parse(to)).toBeGreaterThan(0);
  expect(Date.parse(now) - Date.parse(to)).toBeLessThan(60_000);
  expect(Date.parse((await clock()).now)).toBeGreaterThan(Date.parse(now));
});

test('what falls due on the way happens at its own instant', async () => {
  const seo = await people.as('seo');
  const request = String((await seo.does('createRequest', '', FRAME))['id']);
  await fill(seo, request, SMALL);
  const deadlines = await deadlinesOf(request);
  const [{ dueAt, remindAt } = { dueAt: '', remindAt: '' }] = deadlines;

  await advance('admin', { to: later(dueAt, 30 * DAY) });

  const events = await eventsOf(request);
  expect(events.slice(-2)).toEqual([
    { at: remindAt, action: 'REMIND' },
    { at: dueAt, action: 'FIRE_DEADLINE' },
  ]);
});

describe('it is refused', () => {
  test('backwards', async () => {
    const to = later((await clock()).now, -DAY);
    expect(await advance('admin', { to })).toMatchObject({
      __typename: 'InvalidInput',
      gaps: [{ field: 'to', rule: 'clock-backwards' }],
    });
  });

  test('by more than ten years', async () => {
    const to = later((await clock()).now, 3660 * DAY);
    expect(await advance('admin', { to })).toMatchObject({
      __typename: 'InvalidInput',
      gaps: [{ field: 'to', rule: 'clock-too-far' }],
    });
  });

  test('to another instant by the same key; to the same it is the same order', async () => {
    const input = { to: later((await clock()).now, 2 * DAY), key: key() };
    expect((await advance('admin', input)).__typename).toBe('Clock');
    expect((await advance('admin', input)).__typename).toBe('Clock');
    expect((await advance('admin', { ...input, to: later(input.to, DAY) })).__typename).toBe('KeyReused');
  });

  test.each(['seo', 'yang', 'jang', 'laurent'])('to %s, who is no administrator', async (login) => {
    const { body } = await (await people.as(login)).raw(ADVANCE, { input: { to: '2031-01-01T00:00:00Z', key: key() } });
    expect(body.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  });

  test('while the clock is still on its way', async () => {
    const { now } = await clock();
    const targets = Array.from({ length: 6 }, (_, index) => later(now, (index + 1) * 30 * DAY));
    const answers = await Promise.all(targets.map((to) => advance('admin', { to })));
    expect(answers.map(({ __typename }) => __typename)).toContain('InvalidInput');
    expect(answers.map(({ __typename }) => __typename)).toContain('Clock');
  });
});

test('each order is in the access log', async () => {
  const to = later((await clock()).now, DAY);
  await advance('admin', { to });
  const system = openPool(stack.urls.system, { size: 1 });
  const { rows } = await system.query<{ body: string }>(
    'select body from access where body like \'%"clock"%\' order by at',
  );
  await system.end();
  expect(rows.map(({ body }) => JSON.parse(body)).at(-1)).toMatchObject({ what: 'clock', to });
});

async function deadlinesOf(id: string): Promise<{ dueAt: string; remindAt: string }[]> {
  const query = 'query($id: ID!) { request(id: $id) { deadlines { dueAt remindAt } } }';
  const { request } = await (await people.as('jang')).ask<{
    request: { deadlines: { dueAt: string; remindAt: string }[] };
  }>(query, { id });
  return request.deadlines;
}
async function eventsOf(id: string): Promise<{ at: string; action: string }[]> {
  const query = 'query($id: ID!) { request(id: $id) { events { at action } } }';
  const { request } = await (await people.as('jang')).ask<{ request: { events: { at: string; action: string }[] } }>(
    query,
    { id },
  );
  return request.events;
}

describe('elsewhere there is no such order', () => {
  test.each(['real', 'demonstration'] as const)('a %s installation takes none, by whatever way', async (kind) => {
    const other = await openStack({ kind });
    try {
      const { url } = await other.startApi();
      const admin = await peopleAt(url).as('admin');
      for (const operation of [
        `mutation { advanceClock(input: { to: "2031-01-01T00:00:00Z", key: "${key()}" }) { __typename } }`,
        CLOCK,
      ]) {
        const { body } = await admin.raw(operation);
        expect(body.errors?.[0]?.message).toMatch(/Cannot query field "(advanceClock|clock)"/);
      }
      const insert = `insert into clock_order (id, org_id, key, person_id, target) select gen_random_uuid(), org_id, 'a key of mine', id, now() from person where email like 'admin@%' returning id`;
      const [app, owner] = [openPool(other.urls.app, { size: 1 }), openPool(other.urls.owner, { size: 1 })];
      await expect(
        app.query(`select set_config('app.org', (select id::text from org), true); ${insert}`),
      ).rejects.toMatchObject({ code: '42501' });
      await expect(owner.query(insert)).rejects.toMatchObject({ code: '42501' });
      await Promise.all([app.end(), owner.end()]);
    } finally {
      await other.close();
    }
  });
});
