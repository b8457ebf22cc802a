import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMilliseconds } from '../../domain/dates.ts';
import type { Answer } from '../support/client.ts';
import { type House, key, openHouse } from '../support/journey.ts';
import { CALL } from '../support/office.ts';
import { LAURENT } from './small-case.ts';

/** What Belmora’s desk asks us to preserve, as the engine alone drives it: no sweep and no reconciler. We are in Seoul. */
let house: House;
beforeAll(async () => {
  house = await openHouse({ reconciler: false });
});
afterAll(() => house?.close());

const ENTERED = { ...CALL, channel: 'TELEPHONE', urgency: 'URGENT', label: 'RESTRICTED' };

/** What somebody sees of it; null where there is nothing for them. */
const looksAt = async <T>(login: string, hold: string, fields: string): Promise<T> =>
  (await (await house.as(login)).ask<{ hold: T }>(`query($id: ID!) { hold(id: $id) { ${fields} } }`, { id: hold }))
    .hold;

async function tries(login: string, step: string, hold: string | undefined, input: object = {}): Promise<Answer> {
  const { ask } = await house.as(login);
  const version = hold && (await looksAt<{ version: number }>('oh', hold, 'version')).version;
  const address = hold ? { hold, expectedVersion: version } : {};
  const { answer } = await ask<{ answer: Answer }>(
    `mutation($input: ${step[0]?.toUpperCase()}${step.slice(1)}Input!) { answer: ${step}(input: $input) {
      __typename ... on Error { message } ... on ActionNotAllowed { rule source }
      ... on InvalidInput { gaps { field rule source } } ... on Hold { id status } } }`,
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
const tells = (hold: string, what = 'ANSWER'): Promise<string> =>
  does('oh', 'tellPartner', hold, { what, channel: 'TELEPHONE', officer: 'Inspector Maes' });
/** Entered, called back, preserved and told. */
async function preserved(): Promise<string> {
  const hold = await does('oh', 'receivePreservation', undefined, ENTERED);
  await does('oh', 'callBack', hold, { wasThey: true });
  await does('oh', 'preserve', hold);
  return await tells(hold);
}
const SEEN = 'now: status until partnerReference refusalGround refusalReason warning extensions { result }';

describe('a call at half past two at night on Children’s Day', () => {
  let hold: string;

  test('is entered in one step, calls the person on duty, and is seen by nobody abroad', async () => {
    await house.until('2026-05-04T17:30:00Z');
    hold = await does('moon', 'receivePreservation', undefined, ENTERED);

    const { alarms } = await (await house.as('oh')).ask<{ alarms: object[] }>(
      '{ alarms(open: true) { cause hold { id } calls { to { name } } } }',
    );
    expect(alarms).toEqual([
      { cause: 'INCOMING_PRESERVATION', hold: { id: hold }, calls: [{ to: { name: 'Oh Sejin' } }] },
    ]);
    const clock = { kind: 'triage', dueAt: expect.stringMatching(/^2026-05-04T21:3/), rule: 'HR-18' };
    expect(
      await looksAt('oh', hold, 'direction now: status tasks { action } deadlines { kind dueAt rule }'),
    ).toMatchObject({
      direction: 'INCOMING',
      now: 'TRIAGE',
      tasks: expect.arrayContaining([{ action: 'PRESERVE' }, { action: 'CALL_BACK' }, { action: 'ANSWER_HOLD_ALARM' }]),
      deadlines: expect.arrayContaining([expect.objectContaining({ ...clock, rule: expect.anything() })]),
    });
    expect([
      await looksAt(LAURENT, hold, 'id'),
      await looksAt('salem', hold, 'id'),
      await looksAt('seo', hold, 'id'),
    ]).toEqual([null, null, null]);
  });

  test('goes on to the next who is called while nobody decides', async () => {
    await house.until(addMilliseconds(await house.now(), 11 * 60_000));
    const { alarms } = await (await house.as('oh')).ask<{ alarms: { calls: object[] }[] }>(
      '{ alarms(open: true) { calls { to { name } } } }',
    );
    expect(alarms[0]?.calls).toEqual([{ to: { name: 'Oh Sejin' } }, { to: { name: 'Moon Harin' } }]);
  });

  test('is preserved before the call back, and told only after it, at the number of the directory', async () => {
    await does('oh', 'preserve', hold);
    expect(await tries('oh', 'tellPartner', hold, { what: 'ANSWER', channel: 'TELEPHONE' })).toMatchObject({
      __typename: 'ActionNotAllowed',
      rule: 'call-back',
      source: 'house rule HR-28',
    });
    await does('oh', 'callBack', hold, { wasThey: true, note: 'The duty officer knows of it' });
    const { incoming } = await looksAt<{ incoming: object }>(
      'oh',
      hold,
      'incoming { officer isCalledBack callBacks { number wasThey by { name } note } owed hoursToDecide hoursToTell }',
    );
    expect(incoming).toEqual({
      officer: CALL.officer,
      isCalledBack: true,
      callBacks: [
        { number: '+32 2 555 01 24', wasThey: true, by: { name: 'Oh Sejin' }, note: 'The duty officer knows of it' },
      ],
      owed: ['ANSWER'],
      hoursToDecide: expect.any(Number),
      hoursToTell: null,
    });
  });

  test('shows its partner the answer once it was told, with its end to the second in our zone', async () => {
    expect(await looksAt(LAURENT, hold, SEEN)).toMatchObject({
      now: 'TRIAGE',
      until: null,
      partnerReference: CALL.reference,
    });
    await tells(hold);
    expect(await looksAt(LAURENT, hold, SEEN)).toMatchObject({ now: 'PRESERVED', until: '2026-07-04' });
    const { deadlines, incoming } = await looksAt<{
      deadlines: { kind: string; dueAt: string; reminders: string[] }[];
      incoming: { hoursToDecide: number; hoursToTell: number };
    }>('oh', hold, 'deadlines { kind dueAt reminders } incoming { hoursToDecide hoursToTell }');
    expect(deadlines.find(({ kind }) => kind === 'hold')).toEqual({
      kind: 'hold',
      dueAt: '2026-07-04T15:00:00.000Z',
      reminders: ['2026-06-19T15:00:00Z'],
    });
    expect(incoming.hoursToDecide).toBeGreaterThan(0.18);
    expect(incoming.hoursToTell).toBeGreaterThanOrEqual(incoming.hoursToDecide);
    expect(incoming.hoursToTell).toBeLessThan(1);
  });

  test('shows its partner nothing of how we think of it', async () => {
    for (const field of [
      'custodian',
      'data',
      'incoming { officer }',
      'tasks { action }',
      'events { seq }',
      'drafter { name }',
      'deadlines { kind }',
    ]) {
      const { body } = await (await house.as(LAURENT)).raw(`query($id: ID!) { hold(id: $id) { ${field} } }`, {
        id: hold,
      });
      expect([field, body.errors?.[0]?.extensions]).toEqual([field, expect.objectContaining({ code: 'NOT_FOUND' })]);
    }
    const { ask } = await house.as(LAURENT);
    const of = async (filter: string): Promise<string[]> =>
      (
        await ask<{ holds: { edges: { node: { id: string } }[] } }>(
          `{ holds(filter: { ${filter} }) { edges { node { id } } } }`,
        )
      ).holds.edges.map(({ node }) => node.id);
    expect([await of('direction: INCOMING'), await of('direction: OUTGOING'), await of('statuses: [TRIAGE]')]).toEqual([
      [hold],
      [],
      [],
    ]);
  });

  test('has word of its end fourteen days before, and is kept longer as the partner asks', async () => {
    await house.until('2026-06-19T16:00:00Z');
    expect(await looksAt('oh', hold, 'tasks { action dueAt } incoming { owed }')).toEqual({
      tasks: [{ action: 'TELL_PARTNER', dueAt: '2026-07-04T15:00:00.000Z' }],
      incoming: { owed: ['END'] },
    });
    await tells(hold, 'END');
    await does(LAURENT, 'receiveExtension', hold, { askedUntil: '2026-08-31' });
    await does('oh', 'grantExtension', hold);
    expect(await looksAt(LAURENT, hold, SEEN)).toMatchObject({ until: null, extensions: [{ result: null }] });
    await tells(hold, 'EXTENSION');
    expect(await looksAt(LAURENT, hold, SEEN)).toMatchObject({
      until: '2026-08-31',
      extensions: [{ result: 'given' }],
    });
  });

  test('runs out no more once the request has come, and ends with what is handed over', async () => {
    expect(await tries('oh', 'recordProduction', hold, { on: '2026-06-20' })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
    await does('kwon', 'receiveRequest', hold, { reference: 'MJ/2026/9', on: '2026-06-20' });
    expect(await looksAt(LAURENT, hold, SEEN)).toMatchObject({ now: 'MLA_RECEIVED', until: null });
    await house.until('2026-09-02T00:00:00Z');
    await does('oh', 'recordProduction', hold, { on: '2026-09-01' });
    expect(await looksAt(LAURENT, hold, SEEN)).toMatchObject({ now: 'PRODUCED' });
    expect(await house.violations()).toEqual([]);
  });
});

test('a refusal is on a ground that the Convention leaves, and is told with its reasons', async () => {
  const hold = await does('oh', 'receivePreservation', undefined, ENTERED);
  await does('oh', 'callBack', hold, { wasThey: true });
  const refuse = (ground: string): Promise<Answer> =>
    tries('yang', 'refusePreservation', hold, { ground, reason: 'It is a rally' });
  expect(await refuse('DOMESTIC_PROHIBITION')).toMatchObject({
    __typename: 'InvalidInput',
    gaps: [{ field: 'ground', rule: 'ground-not-open', source: 'Budapest Convention 29(5)(a)' }],
  });
  expect(await refuse('POLITICAL_OFFENCE')).toMatchObject({ __typename: 'Hold', status: 'NOT_HELD' });
  expect(await looksAt(LAURENT, hold, SEEN)).toMatchObject({ now: 'TRIAGE', refusalGround: null, refusalReason: null });
  await tells(hold);
  expect(await looksAt(LAURENT, hold, SEEN)).toMatchObject({
    now: 'NOT_HELD',
    refusalGround: 'political-offence',
    refusalReason: 'It is a rally',
  });
});

test('a partner that is warned decides whether it goes on, and withdraws', async () => {
  const hold = await does('oh', 'receivePreservation', undefined, ENTERED);
  await does('oh', 'callBack', hold, { wasThey: true });
  await does('oh', 'warnPartner', hold, { warning: 'The user is told by law' });
  expect(await tries(LAURENT, 'answerWarning', hold, { goOn: false })).toMatchObject({ rule: 'status' });
  await tells(hold);
  expect(await looksAt(LAURENT, hold, SEEN)).toMatchObject({ now: 'WARNED', warning: 'The user is told by law' });
  await does(LAURENT, 'answerWarning', hold, { goOn: false });
  expect(await looksAt('oh', hold, 'now: status incoming { goesOn withdrawnOn } tasks { action }')).toEqual({
    now: 'NOT_HELD',
    incoming: { goesOn: false, withdrawnOn: expect.any(String) },
    tasks: [],
  });
});

test('what runs out is released by a person, without an incident, a draft or a mail to the partner', async () => {
  const hold = await preserved();
  const { until } = await looksAt<{ until: string }>('oh', hold, 'until');
  await house.until(`${until}T14:59:00Z`);
  expect(await looksAt('oh', hold, 'now: status')).toEqual({ now: 'PRESERVED' });
  await house.until(`${until}T15:01:00Z`);

  expect(
    await looksAt('oh', hold, 'now: status until incident { cause } extensionDraft { draftedOn } tasks { action }'),
  ).toEqual({
    now: 'RELEASE_PROPOSED',
    until: null,
    incident: null,
    extensionDraft: null,
    tasks: [{ action: 'CONFIRM_RELEASE' }],
  });
  expect(await looksAt(LAURENT, hold, SEEN)).toMatchObject({ now: 'PRESERVED' });
  const fired = (await house.events(hold)).find(({ to }) => to === 'release-proposed');
  expect(fired).toMatchObject({
    action: 'fireDeadline',
    at: `${until}T15:00:00.000Z`,
    workflow: { step: 'fireDue' },
  });
  await does('yang', 'confirmRelease', hold);
  expect(await looksAt(LAURENT, hold, SEEN)).toMatchObject({ now: 'RELEASED' });
  expect(await house.violations()).toEqual([]);
});
