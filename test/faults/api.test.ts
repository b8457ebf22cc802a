import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Config } from '../../bin/config.ts';
import { openPeople, type People } from '../engine/people.ts';
import { type Answer, mutation, type Session, signIn } from '../support/client.ts';
import { configOf, type Gate, openGate, spawnApi, through } from '../support/faults.ts';
import { type House, openHouse } from '../support/journey.ts';
import type { Process } from '../support/stack.ts';

/** An API killed (-9) around COMMIT. The gate stands between it and PostgreSQL. */
vi.setConfig({ testTimeout: 120_000 });
let house: House;
let people: People;
let gate: Gate;
let config: Config;
let api: Process & { url: string };
beforeAll(async () => {
  house = await openHouse({ worker: false });
  people = await openPeople(house.stack, { patience: 0 });
  gate = await openGate(Number(new URL(house.stack.urls.app).port));
  const stack = configOf(house.stack);
  config = { ...stack, database: { ...stack.database, app: through(gate, stack.database.app) } };
  api = await spawnApi(config);
});
afterAll(async () => {
  await api?.kill();
  await Promise.all([people?.close(), gate?.close()]);
  await house?.close();
});

type Change = {
  name: string;
  input: { request: string; expectedVersion: number; key: string } & Record<string, unknown>;
};

const send = async (session: Session, { name, input }: Change): Promise<Answer> =>
  (await session.ask<{ answer: Answer }>(mutation(name), { input })).answer;
const actions = async (request: string): Promise<string[]> => (await house.events(request)).map(({ action }) => action);

/** Sends a change to an API that dies at its COMMIT; gives the milliseconds until another one has answered the repetition, and what. */
async function sendToDying(
  login: string,
  change: Change,
  lost: 'word' | 'answer',
): Promise<{ ms: number; answer: Answer; session: Session }> {
  const killed = Promise.withResolvers<void>();
  const session = await signIn(api.url, login);
  gate.cut({ words: ['claim\0', 'commit\0'], lost }, () => void api.kill().then(killed.resolve));
  await expect(send(session, change)).rejects.toThrow(); // the caller hears nothing
  await killed.promise;
  const started = performance.now();
  api = await spawnApi(config);
  const answer = await send(session, change); // the session has outlived its API
  return { ms: Math.round(performance.now() - started), answer, session };
}

test('between COMMIT and the answer: the same key gives the answer, and it is done once', async () => {
  const request = await people.upTo('supervision');
  const { version } = await people.office.read(request);
  const change = { name: 'endorseRequest', input: { request, expectedVersion: version, key: randomUUID() } };

  const { ms, answer, session } = await sendToDying('baek', change, 'answer');
  console.info(`the API was back and had answered after ${ms} ms`);
  expect(answer).toMatchObject({ __typename: 'Request', now: 'WITH_CA', version: version + 1 });
  expect(await send(session, change)).toEqual(answer);
  expect(await actions(request)).toEqual(['create', 'submit', 'endorse']);

  const otherBody = { ...change, input: { ...change.input, expectedVersion: version + 1 } };
  expect((await send(session, otherBody)).__typename).toBe('KeyReused');
  const otherKey = { ...change, input: { ...change.input, key: randomUUID() } };
  expect((await send(session, otherKey)).__typename).toBe('StaleVersion');
});

test('before COMMIT: nothing has happened, and the same key does it, once', async () => {
  const request = await people.upTo('supervision');
  const { version } = await people.office.read(request);
  const change = { name: 'endorseRequest', input: { request, expectedVersion: version, key: randomUUID() } };

  const { answer, session } = await sendToDying('baek', change, 'word');
  expect(answer).toMatchObject({ __typename: 'Request', now: 'WITH_CA', version: version + 1 });
  expect(await send(session, change)).toEqual(answer);
  expect(await actions(request)).toEqual(['create', 'submit', 'endorse']);
});

test('a submission whose API died after COMMIT has bound one letter', async () => {
  const request = await people.draft();
  const { version } = await people.office.read(request);
  const change = { name: 'submitRequest', input: { request, expectedVersion: version, key: randomUUID() } };

  const { answer } = await sendToDying('seo', change, 'answer');
  expect(answer).toMatchObject({ __typename: 'Request', now: 'SUPERVISION' });
  const { rows } = await house.db.query('select hash from file where request_id = $1', [request]);
  expect(rows).toEqual([{ hash: (await people.office.read(request)).letter?.hash }]);
  expect(await house.violations()).toEqual([]);
});
