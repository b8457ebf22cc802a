import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plain } from '../support/client.ts';
import { type House, key, openHouse } from '../support/journey.ts';
import { CASTREYA, openTreaties } from './castreya.ts';
import { askedOverApi } from './persons.ts';
import { approve, sees, tries } from './small-case.ts';

/**
 * Two arrests on one evening in Castreya, half an hour before midnight there and three before its summer time ends: one is
 * followed by a request for extradition that is received between the safe and the latest date, the other by nothing.
 * The reconciler is off: what happens in time, the workflows do.
 */
let house: House;
let followed: string;
let lost: string;
let extradition: string;
beforeAll(async () => {
  house = await openHouse();
  const partner = (await openTreaties(house)).get(CASTREYA);
  await house.until('2026-10-20T01:00:00Z');
  const { frame, content } = askedOverApi('provisional-arrest');
  for (const _ of [1, 2]) {
    const request = await house.draft({ ...frame, requested: CASTREYA, partner }, content);
    await onItsWay(request);
    [followed, lost] = [lost, request];
  }
});
afterAll(() => house?.close());

async function onItsWay(request: string): Promise<void> {
  await house.does('seo', 'submitRequest', request);
  await house.does('baek', 'endorseRequest', request);
  await approve(house, 'oh', request);
  await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
}
const told = (on: string) => ({ on, record: { channel: 'TELEPHONE' } });

const SAFE = '2026-11-10T23:00:00Z';
const LATEST = '2026-11-11T23:00:00Z';
const MAY_END = 'ets-24/pa-may-end';
/** Instants to the second. */
const exactly = <T>(answer: T): T => JSON.parse(JSON.stringify(answer).replaceAll('.000Z"', 'Z"'));
type Arrest = Record<
  'on' | 'arrestedAt' | 'zone' | 'place' | 'standing' | 'goesOnSince' | 'safeAt' | 'latestAt',
  string
>;
const arrestsOf = async (request: string): Promise<Arrest[]> => {
  const fields = 'on arrestedAt zone place standing goesOnSince releasedOn safeAt latestAt';
  return exactly((await sees<{ arrests: Arrest[] }>(house, 'oh', request, `arrests { ${fields} }`)).arrests);
};
type Clock = Record<'kind' | 'status' | 'safeAt' | 'dueAt', string> & { cycle: number; reminders: string[] };
const limitsOf = async (request: string): Promise<Clock[]> => {
  const fields = 'kind cycle status safeAt dueAt reminders';
  const { deadlines } = await sees<{ deadlines: Clock[] }>(house, 'oh', request, `deadlines { ${fields} }`);
  return exactly(deadlines.filter(({ safeAt }) => safeAt !== null));
};
const standingsOf = async (request: string): Promise<string[]> =>
  (await limitsOf(request)).map(({ kind, cycle, status }) => `${kind} ${cycle} ${status}`);

/** The reminders and ends of a clock with the instant at which each happened, as the workflow of the request did it. */
async function firings(request: string, clock: string): Promise<string[]> {
  const { rows } = await house.db.query<{
    action: string;
    at: string;
    workflow: { id: string } | null;
    kinds: string[];
  }>(
    `select action, at, workflow, array(select value ->> 'kind' from jsonb_array_elements(body -> 'deadlines') value) as kinds
     from event where request_id = $1 and action in ('remind', 'fireDeadline') order by seq`,
    [plain(request)],
  );
  return rows
    .filter(({ kinds }) => kinds.includes(clock))
    .map(({ action, at, workflow }) => {
      expect(workflow?.id).toBe(`request/${plain(request)}`);
      return `${action} ${at.slice(0, 19)}Z`;
    });
}
const alarms = async (): Promise<string[]> => {
  const { ask } = await house.as('yang');
  const { alarms: open } = await ask<{ alarms: { cause: string; raisedAt: string; request: { id: string } | null }[] }>(
    '{ alarms(open: true) { cause raisedAt request { id } } }',
    {},
  );
  return open.map(
    ({ cause, raisedAt, request }) =>
      `${request?.id === followed ? 'followed' : 'lost'} ${cause} ${raisedAt.slice(0, 19)}Z`,
  );
};

test('an arrest that has not come yet, or of which nobody says how we know, is refused', async () => {
  const future = { ...told('2026-10-20'), arrestedAt: '2026-10-24T21:30:00Z' };
  expect((await tries(house, 'oh', 'recordArrest', followed, future)).__typename).toBe('InvalidInput');
  expect((await tries(house, 'oh', 'recordArrest', followed, {})).__typename).toBe('InvalidInput');
  expect((await tries(house, 'seo', 'recordArrest', followed, told('2026-10-20'))).__typename).toBe('ActionNotAllowed');
});

describe('from the arrest on', () => {
  beforeAll(async () => {
    await house.until('2026-10-24T22:10:00Z');
    const arrest = { ...told('2026-10-24'), arrestedAt: '2026-10-24T23:30:00+02:00', place: 'The ferry at Port-Clair' };
    for (const request of [followed, lost]) await house.does('oh', 'recordArrest', request, arrest);
  });

  test('custody has a safe and a latest date, exact to the second over the end of summer time', async () => {
    const [arrest] = await arrestsOf(followed);
    expect(arrest).toEqual({
      on: '2026-10-24',
      arrestedAt: '2026-10-24T21:30:00Z',
      zone: 'Europe/Paris',
      place: 'The ferry at Port-Clair',
      standing: 'HELD',
      goesOnSince: null,
      releasedOn: null,
      safeAt: SAFE,
      latestAt: LATEST,
    });
    expect(await limitsOf(followed)).toEqual([
      {
        ...{ kind: MAY_END, cycle: 1, status: 'open', safeAt: SAFE, dueAt: LATEST },
        reminders: ['2026-11-04T23:00:00Z', '2026-11-07T23:00:00Z'],
      },
      {
        ...{ kind: 'ets-24/pa-must-end', cycle: 1, status: 'open' },
        ...{ safeAt: '2026-12-02T23:00:00Z', dueAt: '2026-12-03T23:00:00Z' },
        reminders: ['2026-11-26T23:00:00Z', '2026-11-29T23:00:00Z'],
      },
    ]);
  });

  test('the request for extradition is drafted with nothing typed twice, and desired by the safe date', async () => {
    const { ask } = await house.as('seo');
    const { answer } = await ask<{ answer: { id: string } }>(
      'mutation($input: DraftExtraditionInput!) { answer: draftExtradition(input: $input) { ... on Request { id } ... on Error { message } } }',
      { input: { key: key(), source: followed } },
    );
    extradition = answer.id;
    await house.quiet();
    const request = await sees<Record<string, unknown> & { parts: { key: string; value: unknown }[] }>(
      house,
      'seo',
      extradition,
      'kind urgency origin { id } parts { key value }',
    );
    const parts = Object.fromEntries(request.parts.map(({ key: name, value }) => [name, value]));
    expect(request).toMatchObject({ kind: 'EXTRADITION', urgency: 'URGENT', origin: { id: followed } });
    expect(parts['item/1']).toMatchObject({ title: 'Yunseo Kim', persons: ['p1'], warrant: 'Warrant of 1 May' });
    expect(parts['urgency']).toMatchObject({ desiredDate: '2026-11-10' });
    expect(parts['earlier']).toMatchObject([{ kind: 'request', askedOn: '2026-10-20' }]);
    expect(Object.keys(parts)).toEqual(expect.arrayContaining(['offences', 'persons', 'facts', 'case']));
  });

  test('reminders come exactly, and the last one before the safe date calls the head', async () => {
    await house.until('2026-11-07T22:59:00Z');
    expect(await firings(followed, MAY_END)).toEqual(['remind 2026-11-04T23:00:00Z']);
    expect(await alarms()).toEqual([]);
    await house.until('2026-11-07T23:05:00Z');
    for (const request of [followed, lost])
      expect(await firings(request, MAY_END)).toEqual(['remind 2026-11-04T23:00:00Z', 'remind 2026-11-07T23:00:00Z']);
    expect((await alarms()).sort()).toEqual([
      'followed CUSTODY_ENDS 2026-11-07T23:00:00Z',
      'lost CUSTODY_ENDS 2026-11-07T23:00:00Z',
    ]);
  });

  test('that the request for extradition was sent ends nothing; that it was received does, after the safe date, too', async () => {
    const { version, parts } = await sees<{
      version: number;
      parts: { key: string; value: object; version: number }[];
    }>(house, 'seo', extradition, 'version parts { key value version }');
    expect(version).toBeGreaterThan(0);
    const item = parts.find((part) => part.key === 'item/1');
    const seo = await house.as('seo');
    const said = { ...item?.value, law: 'Section 347-2', documents: 'Warrant', noAssurances: true };
    await seo.savePart(extradition, 'item/1', said, item?.version ?? 0);
    await onItsWay(extradition);
    expect(await standingsOf(followed)).toEqual([`${MAY_END} 1 open`, 'ets-24/pa-must-end 1 open']);

    await house.until('2026-11-11T12:00:00Z');
    const received = { ...told('2026-11-11'), reference: 'CA/9', receivedOn: '2026-11-11' };
    await house.does('oh', 'acknowledgeRequest', extradition, received);
    expect(await standingsOf(followed)).toEqual([`${MAY_END} 1 met`, 'ets-24/pa-must-end 1 met']);
    expect(await arrestsOf(followed)).toMatchObject([{ standing: 'HELD', goesOnSince: '2026-11-11', safeAt: null }]);
    expect(await sees(house, 'oh', followed, 'status papersReceivedOn')).toEqual({
      status: 'EXECUTED',
      papersReceivedOn: '2026-11-11',
    });
    expect(await alarms()).toEqual(['lost CUSTODY_ENDS 2026-11-07T23:00:00Z']);
  });

  test('where nothing was received, custody may end at the latest date, and the head is told', async () => {
    await house.until('2026-11-11T22:59:00Z');
    expect(await arrestsOf(lost)).toMatchObject([{ standing: 'HELD' }]);
    await house.until('2026-11-11T23:05:00Z');
    expect((await firings(lost, MAY_END)).at(-1)).toBe('fireDeadline 2026-11-11T23:00:00Z');
    expect(await arrestsOf(lost)).toMatchObject([{ standing: 'RELEASE_EXPECTED' }]);
    expect(await alarms()).toEqual(['lost RELEASE_EXPECTED 2026-11-11T23:00:00Z']);
    await house.does('oh', 'recordRelease', lost, told('2026-11-11'));
    expect([await arrestsOf(lost), await alarms()]).toMatchObject([[{ standing: 'RELEASED', safeAt: null }], []]);
  });

  test('whoever was released may be arrested again, and new limits run', async () => {
    await house.until('2026-11-20T12:00:00Z');
    await house.does('oh', 'recordArrest', lost, told('2026-11-20'));
    expect(await standingsOf(lost)).toEqual([
      `${MAY_END} 1 fired`,
      'ets-24/pa-must-end 1 cancelled',
      `${MAY_END} 2 open`,
      'ets-24/pa-must-end 2 open',
    ]);
    expect(await arrestsOf(lost)).toMatchObject([
      { on: '2026-10-24', standing: 'RELEASED' },
      { on: '2026-11-20', arrestedAt: null, standing: 'HELD', safeAt: '2026-12-07T23:00:00Z' },
    ]);
  });
});

test('the extradition is granted, a day is agreed, and the person surrendered', async () => {
  await house.does('oh', 'grantExtradition', extradition, { ...told('2026-11-19'), words: 'For these offences alone' });
  const appointed = { ...told('2026-11-20'), appointedOn: '2026-11-30', place: 'The airport of Port-Clair' };
  await house.does('oh', 'agreeSurrender', extradition, appointed);
  await house.until('2026-12-01T12:00:00Z');
  await house.does('oh', 'recordSurrender', extradition, told('2026-12-01'));
  expect(
    await sees(
      house,
      'seo',
      extradition,
      'status surrender { grantedOn words appointedOn place surrenderedOn } stays { item arrivedOn endedOn }',
    ),
  ).toEqual({
    status: 'EXECUTED',
    surrender: {
      ...{ grantedOn: '2026-11-19', words: 'For these offences alone' },
      ...{ appointedOn: '2026-11-30', place: 'The airport of Port-Clair', surrenderedOn: '2026-12-01' },
    },
    stays: [{ item: '1', arrivedOn: '2026-12-01', endedOn: null }],
  });
  await house.does('oh', 'closeRequest', extradition, { originals: 'NONE', feedback: { score: 4 } });
  await house.does('oh', 'withdrawRequest', lost, { reason: 'The case has ended' });
});

test('the record is in order after all of it', async () => {
  expect(await house.violations()).toEqual([]);
});
