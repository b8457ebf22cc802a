import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { quiet } from '../../registry/clock.ts';
import { fireDue } from '../../registry/due.ts';
import { followers, type News } from '../../registry/outbox.ts';
import { type ReconcilerDeps, rebuild, reconcile } from '../../workflows/reconciler.ts';
import { poker, startRelay } from '../../workflows/relay.ts';
import { openPeople, type People } from '../engine/people.ts';
import { comesAbout } from '../support/faults.ts';
import { type House, openHouse } from '../support/journey.ts';
import type { Running } from '../support/stack.ts';

/** Twice the engine's helpers, and signals that are doubled, lost or in the wrong order: nothing comes of it. */
vi.setConfig({ testTimeout: 120_000 });
let house: House;
let people: People;
let workers: Running[];
let connection: Connection;
let deps: ReconcilerDeps;
let poke: (news: News) => Promise<void>;
beforeAll(async () => {
  house = await openHouse({ worker: false });
  people = await openPeople(house.stack);
  await people.acceptLanguages('en');
  const { address, namespace, taskQueue } = house.stack.temporal;
  connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  deps = { db: house.db, client, taskQueue, namespace, log: () => {} };
  poke = poker(client, taskQueue);
  workers = await Promise.all([house.stack.startWorker(), house.stack.startWorker()]);
});
afterAll(async () => {
  await connection?.close();
  await people?.close();
  await house?.close();
});
const versions = async (): Promise<unknown[]> =>
  (await house.db.query('select id, version from request order by id')).rows;
const messageIds = async () => (await house.stack.mailbox.all()).map(({ parsed }) => parsed.messageId);

test('two workers with their relays and reconcilers: each step once, each mail once', async () => {
  const requests = [await people.upTo('sent'), await people.upTo('sent'), await people.upTo('sent')];
  await house.until('2026-04-20T00:00:00Z'); // the watch, and a month of silence
  for (const request of requests) {
    expect((await people.alarms(request)).map(({ kind, step }) => `${step} ${kind}`)).toEqual([
      'remind acknowledgement',
      'fireDeadline acknowledgement',
      'remind silence',
      'fireDeadline silence',
    ]);
  }
  expect(await messageIds()).toHaveLength(requests.length * 3);
  expect(new Set(await messageIds()).size).toBe(requests.length * 3);
});

test('everything that looks after the engine at once, many times: nothing happens twice', async () => {
  const before = { versions: await versions(), mails: await messageIds() };
  const { taskQueue } = house.stack.temporal;
  const relays = [1, 2, 3].map(() =>
    startRelay({ db: house.db, systemUrl: house.stack.urls.system, client: deps.client, taskQueue, log: () => {} }),
  );
  await house.db.query(`update installation set temporal_namespace = 'another'`);
  await house.db.query('update outbox set delivered_at = null, leased_until = null');
  const rounds = Array.from({ length: 10 }, () => [reconcile(deps), rebuild(deps), fireDue(house.db, { limit: 100 })]);
  await Promise.all(rounds.flat());
  await quiet(house.db);
  await Promise.all(relays.map((relay) => relay.stop()));
  expect({ versions: await versions(), mails: await messageIds() }).toEqual(before);
});

test('doubled, reordered and made-up signals change nothing', async () => {
  const before = { versions: await versions(), mails: await messageIds() };
  const open = await followers(house.db, 'all');
  expect(open.length).toBeGreaterThan(2);
  for (const { request, kind, seq } of open) {
    const numbers = [seq, seq, 1, seq - 1, 0, seq + 1000, seq, 2];
    await Promise.all(numbers.map((number) => poke({ request, kind, seq: number })));
  }
  const request = await people.upTo('with-ca'); // the engine is through with all of it
  expect({
    versions: (await versions()).filter((row) => !JSON.stringify(row).includes(request)),
    mails: await messageIds(),
  }).toEqual(before);
});

test('what a lost signal would have told is seen with the next one, or found by the reconciler', async () => {
  const [byNext, byReconciler] = [await people.upTo('with-ca'), await people.upTo('with-ca')];
  for (const worker of workers) await worker.stop();
  people.patience = 0;
  for (const request of [byNext, byReconciler]) {
    await people.onTo('approved', request);
    await house.db.query('update outbox set delivered_at = now() where request_id = $1', [request]); // lost on the way
  }
  workers = [await house.stack.startWorker({ reconciler: false })];
  await people.does('oh', 'assignOfficer', byNext, { officer: (await people.office.as('oh')).actor.id });
  await comesAbout(
    'the next news brings the one before',
    async () => (await people.office.read(byNext)).status === 'ready',
  );
  expect((await people.office.read(byReconciler)).status).toBe('approved');
  await house.db.query(`select move_clock(clock_now() + interval '11 s')`);
  expect(await reconcile(deps)).toBeGreaterThan(0);
  await quiet(house.db);
  for (const request of [byNext, byReconciler]) expect((await people.office.read(request)).status).toBe('ready');
  expect(await reconcile(deps)).toBe(0);
  expect(await house.violations()).toEqual([]);
});
