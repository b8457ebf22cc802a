import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { NEWS_CHANNEL } from '../../registry/listen.ts';
import { addWebhook } from '../../registry/webhooks.ts';
import { openPeople, type People } from '../engine/people.ts';
import { comesAbout, configOf, type Gate, openGate, spawnWorker, through } from '../support/faults.ts';
import { type House, openHouse } from '../support/journey.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import type { Process } from '../support/stack.ts';

/** Calls to another system where the worker is killed (-9) between claim and receipt. */
vi.setConfig({ testTimeout: 120_000 });
let house: House;
let people: People;
let receiver: Receiver;
let gate: Gate;
let worker: Process | undefined;
beforeAll(async () => {
  house = await openHouse({ worker: false });
  people = await openPeople(house.stack, { patience: 0 });
  receiver = await openReceiver();
  gate = await openGate(Number(new URL(house.stack.urls.system).port));
  const { office } = people;
  receiver.secret = (await addWebhook(office.app, await office.as('admin'), receiver.address)).secret ?? '';
});
afterEach(() => worker?.stop());
afterAll(async () => {
  await worker?.kill();
  await Promise.all([people?.close(), gate?.close(), receiver?.down()]);
  await house?.close();
});

/** What came of each attempt to post the first call of a request. */
async function attempts(request: string): Promise<(string | null)[]> {
  const { rows } = await house.db.query<{ outcome: string | null }>(
    `select outcome from webhook_attempt a join webhook_post p on p.id = a.post_id where p.request_id = $1 and p.call = 1 order by a.n`,
    [request],
  );
  return rows.map(({ outcome }) => outcome);
}
const heardOf = (request: string): string[] =>
  receiver.received.filter(({ alarm, call }) => alarm === `${request}/1` && call === 1).map(({ id }) => id);
const taken = (request: string): Promise<number> =>
  comesAbout('the call is taken', async () => (await attempts(request)).at(-1) === 'taken');

test('killed before the receiver has answered: posted again, under the id by which it drops doubles', async () => {
  receiver.mode = 'hold';
  worker = await spawnWorker(configOf(house.stack));
  const request = await people.upTo('supervision', { urgency: 'emergency' });
  await comesAbout('the receiver has the call', () => heardOf(request).length === 1);
  await worker.kill();
  receiver.mode = 'take';

  worker = await spawnWorker(configOf(house.stack));
  await taken(request);
  const [first, second] = heardOf(request);
  expect([first === second, heardOf(request).length, await attempts(request)]).toEqual([true, 2, ['unknown', 'taken']]);
});

test('killed after the receiver has taken it, before that is on record: as well', async () => {
  const config = configOf(house.stack);
  const { database } = config;
  worker = await spawnWorker({ ...config, database: { ...database, system: through(gate, database.system) } });
  const killed = new Promise<void>((resolve) => {
    gate.cut(
      { words: ['update webhook_attempt set outcome = $3'], lost: 'word' },
      () => void worker?.kill().then(resolve),
    );
  });
  const request = await people.upTo('supervision', { urgency: 'emergency' });
  await killed;
  expect([await attempts(request), heardOf(request).length]).toEqual([[null], 1]);

  worker = await spawnWorker(config);
  await house.db.query(`select pg_notify('${NEWS_CHANNEL}', '')`);
  await taken(request);
  expect(new Set(heardOf(request)).size).toBe(1);
  expect(await attempts(request)).toEqual(['unknown', 'taken']);
  expect(receiver.received.every(({ signed }) => signed)).toBe(true);
});
