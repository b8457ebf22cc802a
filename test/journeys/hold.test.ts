import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { BELMORA, type House, key, openHouse } from '../support/journey.ts';
import { LAURENT, ready, sees } from './small-case.ts';

/** Scenario A1: preservation at Belmora, and the request that follows it, in time and too late. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.until('2026-02-26T00:00:00Z');
  const mayDay = { kind: 'HOLIDAY', about: 'XBE', key: '2026-05-01', body: { name: 'May Day' } };
  await (await house.as('admin')).ask(
    `mutation($kind: LawKind!, $about: String!, $key: String!, $body: Json!, $k: String!) {
      recordLawEntry(kind: $kind, about: $about, key: $key, body: $body, source: "gazette", confidence: CONFIRMED, idempotencyKey: $k) { __typename } }`,
    { ...mayDay, k: key() },
  );
});
afterAll(() => house?.close());

/** What somebody sees of a hold; null where there is none for them. */
const looksAt = async <T>(login: string, hold: string, fields: string): Promise<T> =>
  (await (await house.as(login)).ask<{ hold: T }>(`query($id: ID!) { hold(id: $id) { ${fields} } }`, { id: hold }))
    .hold;

/** Tries a step of a hold. */
async function tries(login: string, step: string, hold: string | undefined, input: object = {}): Promise<Answer> {
  const { ask } = await house.as(login);
  const version = hold && (await looksAt<{ version: number }>(login, hold, 'version')).version;
  const address = hold ? { hold, expectedVersion: version } : {};
  const { answer } = await ask<{ answer: Answer }>(
    `mutation($input: ${step[0]?.toUpperCase()}${step.slice(1)}Input!) { answer: ${step}(input: $input) {
      __typename ... on Error { message } ... on InvalidInput { gaps { field rule source } } ... on Hold { id status } } }`,
    { input: { ...address, key: key(), ...input } },
  );
  await house.quiet();
  return answer;
}
async function does(login: string, step: string, hold: string | undefined, input: object = {}): Promise<string> {
  const answer = await tries(login, step, hold, input);
  if (answer.__typename !== 'Hold') throw new Error(`"${login}" cannot ${step}: ${JSON.stringify(answer)}`);
  return String(answer['id']);
}

const ASKED = {
  requested: 'XBE',
  partner: BELMORA,
  period: 'budapest-185/art29-hold',
  custodian: 'Kite Cloud NV',
  data: 'the mailbox kite@example.org and its logs',
  zone: 'Europe/Brussels',
};
const toldOf = async (login: string, hold: string): Promise<string[]> => {
  const { notices } = await (await house.as(login)).ask<{
    notices: { edges: { node: { kind: string; at: string; hold: { id: string } | null; request: null } }[] };
  }>('{ notices(first: 100) { edges { node { kind at hold { id } request { id } } } } }');
  return notices.edges
    .map(({ node }) => node)
    .filter((notice) => notice.hold?.id === hold)
    .map(({ kind, at }) => `${at.slice(0, 16)} ${kind}`)
    .reverse();
};

describe('a preservation that the request follows in time', () => {
  let hold: string;
  let request: string;

  test('is held sixty days from the day of effect, and is acted on before the day off', async () => {
    await house.until('2026-02-27T03:00:00Z');
    request = await ready(house);
    hold = await does('seo', 'openHold', undefined, { ...ASKED, askedOn: '2026-02-27', requests: [request] });
    await house.until('2026-03-03T08:00:00Z');
    await does('laurent', 'confirmHold', hold, { effectiveOn: '2026-03-02', ticket: 'POC-77' });

    expect(
      await looksAt('seo', hold, 'now: status until actBy custodian requests { id } deadlines { dueAt reminders }'),
    ).toEqual({
      now: 'ACTIVE',
      until: '2026-05-01',
      actBy: '2026-04-30',
      custodian: 'Kite Cloud NV',
      requests: [{ id: request }],
      deadlines: [
        {
          dueAt: '2026-05-01T22:00:00.000Z',
          reminders: ['2026-04-09', '2026-04-16', '2026-04-23', '2026-04-28'].map((day) => `${day}T22:00:00Z`),
        },
      ],
    });
  });

  test('is minded by the request that relies on it', async () => {
    const { holds, deadlines } = await sees<{
      holds: object[];
      deadlines: { kind: string; status: string; dueAt: string }[];
    }>(house, 'oh', request, 'holds { id } deadlines { kind status dueAt }');
    expect(holds).toEqual([{ id: hold }]);
    expect(deadlines.filter(({ kind, status }) => kind === 'hold-action' && status === 'open')).toEqual([
      { kind: 'hold-action', status: 'open', dueAt: '2026-04-30T22:00:00.000Z' },
    ]);
  });

  test('is in the list of holds, and in no list or count of requests', async () => {
    const { ask } = await house.as('seo');
    const { holds, requests, requestCounts } = await ask<{
      holds: { edges: { node: { id: string } }[] };
      requests: { edges: { node: { id: string; reference: string } }[] };
      requestCounts: { status: string; count: number }[];
    }>(
      '{ holds(filter: { open: true, mine: true }) { edges { node { id } } } requests { edges { node { id reference } } } requestCounts { status count } }',
    );
    expect(holds.edges.map(({ node }) => node.id)).toEqual([hold]);
    expect(requests.edges.map(({ node }) => node.id)).toEqual([request]);
    expect(requestCounts).toEqual([{ status: 'READY', count: 1 }]);
    const asRequest = Buffer.from(Buffer.from(hold, 'base64').toString().replace('Hold', 'Request')).toString('base64');
    expect(await ask('query($id: ID!) { request(id: $id) { id } node(id: $id) { id } }', { id: asRequest })).toEqual({
      request: null,
      node: null,
    });
  });

  test('shows its partner where it stands and until when, and nobody else abroad that it exists', async () => {
    expect(await looksAt('laurent', hold, 'now: status until ticket')).toEqual({
      now: 'ACTIVE',
      until: '2026-05-01',
      ticket: 'POC-77',
    });
    for (const field of [
      'custodian',
      'data',
      'actBy',
      'requests { id }',
      'deadlines { kind }',
      'events { seq }',
      'incident { cause }',
    ]) {
      const { body } = await (await house.as('laurent')).raw(`query($id: ID!) { hold(id: $id) { ${field} } }`, {
        id: hold,
      });
      expect([field, body.errors?.[0]?.extensions]).toEqual([field, expect.objectContaining({ code: 'NOT_FOUND' })]);
    }
    expect(await looksAt('salem', hold, 'id')).toBeNull();
    expect(await looksAt('noh', hold, 'id')).toBeNull();
  });

  test('goes on running out while the request is under way, and is secured when it is received', async () => {
    await house.until('2026-04-21T02:00:00Z');
    await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
    expect(await looksAt('seo', hold, 'now: status until')).toEqual({ now: 'ACTIVE', until: '2026-05-01' });
    await house.until('2026-04-23T08:00:00Z');
    await house.does(LAURENT, 'acknowledgeRequest', request, { reference: 'MJ/2026/7', receivedOn: '2026-04-23' });

    expect(await looksAt('seo', hold, 'now: status until stoppedBy stoppedOn')).toEqual({
      now: 'PENDING_DECISION',
      until: null,
      stoppedBy: 'REQUEST_RECEIVED',
      stoppedOn: '2026-04-23',
    });
    await house.until('2026-05-03T00:00:00Z');
    expect(await toldOf('seo', hold)).toEqual([
      '2026-03-03T08:00 now-active',
      '2026-04-09T22:00 hold-draft',
      '2026-04-16T22:00 hold-review',
      '2026-04-23T08:00 now-pending-decision',
    ]);
  });
});

describe('a preservation that nothing follows', () => {
  let hold: string;

  test('warns of its end four times, has its extension drafted, and lapses once with an incident', async () => {
    hold = await does('seo', 'openHold', undefined, { ...ASKED, askedOn: '2026-05-02' });
    await does('laurent', 'confirmHold', hold, { effectiveOn: '2026-05-02' });
    await house.until('2026-06-18T00:00:00Z');
    expect(await looksAt('seo', hold, 'extensionDraft { askedUntil isRight } tasks { action waitsFor }')).toEqual({
      extensionDraft: { askedUntil: '2026-08-30', isRight: false },
      tasks: [
        { action: 'ASK_EXTENSION', waitsFor: 'user' },
        { action: 'SECURE_HOLD', waitsFor: 'user' },
      ],
    });
    await house.until('2026-07-05T00:00:00Z');

    expect(await looksAt('yang', hold, 'now: status incident { cause exists }')).toEqual({
      now: 'LAPSED',
      incident: { cause: 'NO_REQUEST', exists: null },
    });
    expect((await toldOf('seo', hold)).filter((line) => !line.includes('now-'))).toEqual([
      '2026-06-09T22:00 hold-draft',
      '2026-06-16T22:00 hold-review',
      '2026-06-23T22:00 hold-send',
      '2026-06-28T22:00 hold-head',
      '2026-07-01T22:00 hold-lapsed',
    ]);
  });

  test('is never reopened: what is asked again is a new hold', async () => {
    for (const step of ['confirmHold', 'askExtension', 'secureHold']) {
      const input = step === 'secureHold' ? { stop: 'REQUEST_RECEIVED', on: '2026-07-01' } : {};
      const login = step === 'confirmHold' ? 'laurent' : 'seo';
      expect((await tries(login, step, hold, input)).__typename).toBe('ActionNotAllowed');
    }
    await does('yang', 'settleIncident', hold, { exists: 'YES', finding: 'They are there still' });
    const again = await does('seo', 'openHold', undefined, { ...ASKED, askedOn: '2026-07-05' });
    expect(again).not.toBe(hold);
    expect(await looksAt('yang', hold, 'now: status incident { exists finding }')).toEqual({
      now: 'LAPSED',
      incident: { exists: 'YES', finding: 'They are there still' },
    });
  });
});

test('an extension that the partner gives begins a new run', async () => {
  const hold = await does('seo', 'openHold', undefined, { ...ASKED, askedOn: '2026-07-05' });
  await does('laurent', 'confirmHold', hold, { effectiveOn: '2026-07-05' });
  await does('seo', 'askExtension', hold, { askedUntil: '2026-11-30' });
  await does('laurent', 'confirmExtension', hold, { until: '2026-11-30' });

  expect(
    await looksAt('seo', hold, 'until extensions { askedOn isRight result until } deadlines { cycle status }'),
  ).toEqual({
    until: '2026-11-30',
    extensions: [{ askedOn: '2026-07-05', isRight: false, result: 'given', until: '2026-11-30' }],
    deadlines: [
      { cycle: 1, status: 'met' },
      { cycle: 2, status: 'open' },
    ],
  });
  const late = await tries('seo', 'secureHold', hold, { stop: 'ANNEX_V', on: '2026-07-05' });
  expect(late).toMatchObject({
    __typename: 'InvalidInput',
    gaps: [{ field: 'stop', rule: 'stops', source: 'Budapest Convention 29(7)' }],
  });
});

test('leaves a record in order', async () => {
  expect(await house.violations()).toEqual([]);
});

test('that a release is proposed is not shown to its partner, by no door', async () => {
  const hold = await does('seo', 'openHold', undefined, { ...ASKED, askedOn: '2026-07-05' });
  await does('laurent', 'confirmHold', hold, { effectiveOn: '2026-07-05' });
  await does('seo', 'proposeRelease', hold, { reason: 'The case has ended' });

  const there = (login: string, status: string): Promise<string[]> =>
    house
      .as(login)
      .then((session) =>
        session.ask<{ holds: { edges: { node: { id: string } }[] } }>(
          `{ holds(filter: { statuses: [${status}] }) { edges { node { id } } } }`,
        ),
      )
      .then(({ holds }) => holds.edges.map(({ node }) => node.id));
  expect([await looksAt('seo', hold, 'now: status'), await looksAt('laurent', hold, 'now: status')]).toEqual([
    { now: 'RELEASE_PROPOSED' },
    { now: 'ACTIVE' },
  ]);
  expect([(await there('seo', 'RELEASE_PROPOSED')).includes(hold), await there('laurent', 'RELEASE_PROPOSED')]).toEqual(
    [true, []],
  );
  expect((await there('laurent', 'ACTIVE')).includes(hold)).toBe(true);
  const refused = await tries('laurent', 'confirmHold', hold, { effectiveOn: '2026-07-06' });
  expect([refused.__typename, JSON.stringify(refused).match(/release/i)]).toEqual(['ActionNotAllowed', null]);
});
