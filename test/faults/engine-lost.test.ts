import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { moveClock, type Poke, quiet } from '../../registry/clock.ts';
import { poker } from '../../workflows/relay.ts';
import { openPeople, type People } from '../engine/people.ts';
import { comesAbout, configOf, isAlive, openPost, type Post, spawnWorker, violationsOf } from '../support/faults.ts';
import { openStack, type Process, type TestStack } from '../support/stack.ts';

/** Temporal's database deleted under a worker that lives on: everything is made again from the record. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });
let stack: TestStack;
let people: People;
let post: Post;
let worker: Process;
beforeAll(async () => {
  stack = await openStack({ ownEngine: true });
  people = await openPeople(stack);
  post = await openPost();
  worker = await spawnWorker({ ...configOf(stack), smtp: { ...stack.smtp, url: post.url } });
});
afterAll(async () => {
  await worker?.stop();
  await Promise.all([people?.close(), post?.close()]);
  await stack?.close();
});

const messageIds = (): string[] => post.heard.map((mail) => /^Message-ID: (.*)$/im.exec(mail)?.[1] ?? '');
const transmission = async (request: string) => (await people.office.read(request)).transmissions[0]?.status;

test('nothing is lost, nothing is sent twice, and every open request is followed again within thirty seconds', async () => {
  const translating = await people.upTo('in-translation');
  await people.does('lim', 'takeTranslation', translating);
  await people.acceptLanguages('en', 'fr');
  const open = {
    translating,
    draft: await people.draft(),
    reviewed: await people.upTo('with-ca'),
    ready: await people.upTo('ready'),
    sent: await people.upTo('sent'),
    answeredLate: await people.upTo('ready'),
    neverAnswered: await people.upTo('ready'),
  };
  const closed = await people.upTo('closed');
  people.patience = 0;
  post.mode = 'hold';
  for (const request of [open.answeredLate, open.neverAnswered]) await dispatchHeld(request);

  await stack.engine?.kill();
  post.mode = 'take';
  await people.office.dispatch(open.ready); // while it is gone
  stack.engine?.lose();
  post.answerLate(1); // nobody is there to be told
  await stack.engine?.start();
  const started = performance.now();
  const followed = await comesAbout('every open request has a workflow', () => areFollowed(Object.values(open)), 60);
  await quiet(people.office.system);
  console.info(
    `followed again after ${Math.round(followed)} ms, quiet after ${Math.round(performance.now() - started)} ms`,
  );
  expect(followed).toBeLessThan(30_000);
  expect(isAlive(worker.pid)).toBe(true);

  expect(await transmission(open.ready)).toBe('sent');
  expect(await transmission(open.answeredLate)).toBe('sent');
  expect(await transmission(open.neverAnswered)).toBe('unknown');
  expect(await areFollowed([closed])).toBe(false);
  expect(new Set(messageIds()).size).toBe(messageIds().length);

  people.patience = 60_000; // and everything goes on
  await people.onTo('ready', open.translating);
  await people.onTo('sent', open.reviewed);
  await moveClock(people.office.system, '2026-03-27T00:00:00Z', pokeAll); // past the watch on those that were sent
  expect((await people.alarms(open.sent)).map(({ step }) => step)).toEqual(['remind', 'fireDeadline']);
  expect(new Set(messageIds()).size).toBe(messageIds().length);
  expect(await violationsOf(stack)).toEqual([]);
});

const pokeAll: Poke = async (news) => {
  const connection = await Connection.connect({ address: stack.temporal.address });
  const poke = poker(new Client({ connection, namespace: stack.temporal.namespace }), stack.temporal.taskQueue);
  await Promise.all(news.map(poke));
  await connection.close();
};

async function dispatchHeld(request: string): Promise<void> {
  const before = post.heard.length;
  await people.office.dispatch(request);
  await comesAbout('the mail server has the message', () => post.heard.length > before);
}

/** Whether the engine runs a workflow for each. */
async function areFollowed(requests: readonly string[]): Promise<boolean> {
  const connection = await Connection.connect({ address: stack.temporal.address });
  const client = new Client({ connection, namespace: stack.temporal.namespace });
  const found = await Promise.all(
    requests.map((request) =>
      client.workflow
        .getHandle(`request/${request}`)
        .describe()
        .then(
          ({ status }) => status.name === 'RUNNING',
          () => false,
        ),
    ),
  );
  await connection.close();
  return found.every(Boolean);
}
