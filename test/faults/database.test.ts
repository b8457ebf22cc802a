import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { quiet } from '../../registry/clock.ts';
import { openPeople, type People } from '../engine/people.ts';
import { type Answer, mutation, type Session, signIn } from '../support/client.ts';
import {
  comesAbout,
  configOf,
  type Database,
  isAlive,
  openDatabase,
  spawnApi,
  spawnWorker,
  violationsOf,
} from '../support/faults.ts';
import { BELMORA } from '../support/office.ts';
import { openStack, type Process, type TestStack } from '../support/stack.ts';

/** PostgreSQL killed (-9) under load, and back: the processes live on and go on by themselves. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });
let stack: TestStack;
let database: Database;
let people: People;
let api: Process & { url: string };
let worker: Process;
let site: Pick<TestStack, 'urls' | 'filesFolder' | 'smtp'>;
beforeAll(async () => {
  stack = await openStack();
  database = await openDatabase(join(dirname(stack.filesFolder), 'own'));
  site = { urls: database.urls, filesFolder: stack.filesFolder, smtp: stack.smtp };
  people = await openPeople(site);
  const config = { ...configOf(stack), database: database.urls };
  [api, worker] = await Promise.all([spawnApi(config), spawnWorker(config)]);
});
afterAll(async () => {
  await Promise.all([worker?.stop(), api?.stop(), people?.close()]);
  await database?.stop();
  await stack?.close();
});

const NEW = {
  requested: 'XBE',
  partner: BELMORA,
  basis: [{ instrument: 'budapest-185', articles: ['25(1)'] }],
  items: [{ type: 'data-subscriber' }],
};

/** People who open drafts until they are told to stop; whoever gets no answer asks again with the same key. */
function load(session: Session, clerks: number): { done: string[]; failures: number; stop(): Promise<void> } {
  const state = { done: [] as string[], failures: 0, stop: async () => {} };
  let running = true;
  const clerk = async (): Promise<void> => {
    while (running) await insist(session, { ...NEW, key: randomUUID() }, state);
  };
  const all = Promise.all(Array.from({ length: clerks }, clerk));
  state.stop = async () => {
    running = false;
    await all;
  };
  return state;
}

async function insist(session: Session, input: object, state: { done: string[]; failures: number }): Promise<void> {
  await comesAbout('the change is answered', async () => {
    try {
      const { answer } = await session.ask<{ answer: Answer }>(mutation('createRequest'), { input });
      if (answer.__typename === 'Request') state.done.push(String(answer['id']));
      return answer.__typename === 'Request';
    } catch {
      state.failures += 1;
      return false;
    }
  });
}

test('killed under load and back: nobody exits, nothing is lost or done twice', async () => {
  const session = await signIn(api.url, 'seo');
  const work = load(session, 4);
  await comesAbout('some work is done', () => work.done.length > 20);
  await database.kill();
  await comesAbout('the loss is felt', () => work.failures > 4);
  expect(isAlive(api.pid) && isAlive(worker.pid)).toBe(true);

  await database.start();
  const before = work.done.length;
  const answered = await comesAbout('the API answers again', () => work.done.length > before);
  const request = await people.office.create();
  const followed = await comesAbout('the worker goes on', () => isFollowed(request));
  await work.stop();
  console.info(
    `API back after ${Math.round(answered)} ms, worker after ${Math.round(followed)} ms; ${work.failures} failures, ${work.done.length} done`,
  );
  expect(answered).toBeLessThan(15_000);
  expect(followed).toBeLessThan(15_000);
  expect(isAlive(api.pid) && isAlive(worker.pid)).toBe(true);

  await quiet(people.office.system);
  const { rows } = await people.office.system.query<{ count: number }>('select count(*) from request');
  expect(rows[0]?.count).toBe(new Set(work.done).size + 1);
  expect(new Set(work.done).size).toBe(work.done.length);
  expect(await violationsOf(site)).toEqual([]);
});

test('connections cut off one after the other under load: each is replaced', async () => {
  const session = await signIn(api.url, 'seo');
  const work = load(session, 4);
  for (let round = 0; round < 10; round += 1) {
    const goal = work.done.length + 3;
    await database.cutConnections();
    await comesAbout('the API goes on', () => work.done.length >= goal);
  }
  await work.stop();
  expect(isAlive(api.pid) && isAlive(worker.pid)).toBe(true);
  await quiet(people.office.system);
  expect(new Set(work.done).size).toBe(work.done.length);
  expect(await violationsOf(site)).toEqual([]);
});

async function isFollowed(request: string): Promise<boolean> {
  const { rows } = await people.office.system.query('select 1 from follower where request_id = $1', [request]);
  return rows.length > 0;
}
