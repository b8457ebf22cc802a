import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Config } from '../../bin/config.ts';
import type { Transmission } from '../../domain/request.ts';
import { quiet } from '../../registry/clock.ts';
import { openPeople, type People } from '../engine/people.ts';
import {
  comesAbout,
  configOf,
  type Gate,
  openGate,
  openPost,
  type Post,
  spawnWorker,
  through,
} from '../support/faults.ts';
import { type House, openHouse } from '../support/journey.ts';
import type { Process } from '../support/stack.ts';

/** A worker killed (-9) at the moments between the claim of a transmission and the receipt on record. */
vi.setConfig({ testTimeout: 120_000 });
let house: House;
let people: People;
let post: Post;
let gate: Gate;
let config: Config;
let worker: Process | undefined;
beforeAll(async () => {
  house = await openHouse({ worker: false });
  people = await openPeople(house.stack, { patience: 0 });
  await people.acceptLanguages('en');
  post = await openPost();
  gate = await openGate(Number(new URL(house.stack.urls.system).port));
  config = { ...configOf(house.stack), smtp: { ...house.stack.smtp, url: post.url } };
});
afterEach(() => worker?.stop());
afterAll(async () => {
  await worker?.kill();
  await Promise.all([people?.close(), gate?.close(), post?.close()]);
  await house?.close();
});

/** A request that waits for its dispatch, with a worker that has seen all of it. */
async function readyToGo(database = config.database): Promise<string> {
  const request = await people.draft();
  worker = await spawnWorker({ ...config, database });
  for (const status of ['supervision', 'with-ca', 'approved'] as const) await people.onTo(status, request);
  await quiet(house.db);
  expect((await people.office.read(request)).status).toBe('ready');
  return request;
}

const sent = async (request: string): Promise<Transmission | undefined> =>
  (await people.office.read(request)).transmissions[0];
const standsAt = (request: string, status: Transmission['status']) => async () =>
  (await sent(request))?.status === status;
const heardOf = async (request: string): Promise<number> => {
  const { reference } = await people.office.read(request);
  return post.heard.filter((mail) => mail.includes(`Subject: ${reference}\r\n`)).length;
};

/** A new worker finds the claim of a dead one: it asks a person, and touches the wire no more. */
async function expectUnknown(request: string): Promise<void> {
  worker = await spawnWorker(config);
  const took = await comesAbout('the transmission becomes unknown', standsAt(request, 'unknown'));
  console.info(`unknown ${Math.round(took)} ms after the new worker was up`);
  await quiet(house.db);
  const { rows } = await house.db.query('select action, to_key from task where request_id = $1', [request]);
  expect(rows).toEqual([{ action: 'settleTransmission', to_key: 'role:registry' }]);
  expect((await people.office.read(request)).status).toBe('ready');
}

test('before the mail server has answered: unknown, a task for a person, and nothing sent twice', async () => {
  post.mode = 'hold';
  const request = await readyToGo();
  await people.office.dispatch(request);
  await comesAbout('the mail server has the message', async () => (await heardOf(request)) === 1);
  await worker?.kill();
  post.mode = 'take';
  post.answerLate(); // nobody listens any more

  await expectUnknown(request);
  expect(await heardOf(request)).toBe(1);
  await expect(people.office.dispatch(request)).rejects.toThrow('settle');

  const { id, attempt } = (await sent(request)) ?? {};
  const settled = { transmission: id, attempt, arrived: true, ground: 'They have it, by telephone' };
  await people.does('kwon', 'settleTransmission', request, settled);
  await quiet(house.db);
  expect((await people.office.read(request)).status).toBe('sent');
  expect(await heardOf(request)).toBe(1);
  expect(await house.violations()).toEqual([]);
});

test('after the mail server has taken it, before that is on record: unknown as well', async () => {
  post.mode = 'take';
  const request = await readyToGo({ ...config.database, system: through(gate, config.database.system) });
  const killed = new Promise<void>((resolve) => {
    gate.cut({ words: ['recordSent', 'commit\0'], lost: 'word' }, () => void worker?.kill().then(resolve));
  });
  await people.office.dispatch(request);
  await killed;
  expect(await heardOf(request)).toBe(1);
  expect(await sent(request)).toMatchObject({ status: 'sending' });

  await expectUnknown(request);
  expect(await heardOf(request)).toBe(1);
  const { id, attempt } = (await sent(request)) ?? {};
  const settled = { transmission: id, attempt, arrived: false, ground: 'They do not have it, by telephone' };
  await people.does('kwon', 'settleTransmission', request, settled);
  expect((await people.office.read(request)).status).toBe('delivery-failed');

  await people.office.dispatch(request); // a person sends it again: the same bytes, a new attempt
  await quiet(house.db);
  expect(await sent(request)).toMatchObject({ status: 'sent', attempt: 2 });
  const mails = post.heard.slice(-2);
  expect(mails[0]).toBe(mails[1]);
  expect(await house.violations()).toEqual([]);
});

test('after it is on record, before the engine knows: it stays sent', async () => {
  const request = await readyToGo({ ...config.database, system: through(gate, config.database.system) });
  const killed = new Promise<void>((resolve) => {
    gate.cut({ words: ['recordSent', 'commit\0'], lost: 'answer' }, () => void worker?.kill().then(resolve));
  });
  await people.office.dispatch(request);
  await killed;
  expect(await sent(request)).toMatchObject({ status: 'sent' });

  worker = await spawnWorker(config);
  await quiet(house.db);
  const { version } = await people.office.read(request);
  await house.until('2026-03-20T00:00:00Z'); // the engine has given up the lost step long since
  expect(await people.office.read(request)).toMatchObject({ status: 'sent', version });
  expect(await heardOf(request)).toBe(1);
  expect(await house.violations()).toEqual([]);
});

test('after the claim, before the engine knows of it: the wire was not touched, so it is sent, once', async () => {
  const request = await readyToGo({ ...config.database, system: through(gate, config.database.system) });
  const killed = new Promise<void>((resolve) => {
    gate.cut({ words: ['claimTransmission', 'commit\0'], lost: 'answer' }, () => void worker?.kill().then(resolve));
  });
  await people.office.dispatch(request);
  await killed;
  expect(await sent(request)).toMatchObject({ status: 'sending' });

  worker = await spawnWorker(config);
  await comesAbout('the transmission is sent', standsAt(request, 'sent'));
  await quiet(house.db);
  expect(await sent(request)).toMatchObject({ attempt: 1 });
  expect(await heardOf(request)).toBe(1);
  expect(await house.violations()).toEqual([]);
});
