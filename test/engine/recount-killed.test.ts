import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../bin/embedded/process.ts';
import { type House, openHouse } from '../support/journey.ts';
import { dayOff, recounts } from './days-off.ts';
import { openPeople, type People } from './people.ts';

/** Workers are processes of their own here, so that they can be killed. */
let house: House;
let people: People;
beforeAll(async () => {
  house = await openHouse({ worker: false });
  people = await openPeople(house.stack, { patience: 0 });
});
afterAll(async () => {
  await people?.close();
  await house?.close();
});

const owed = async (): Promise<number> =>
  (await house.db.query('select count(*) from recount where done_at is null')).rows[0].count;

test('a worker that is killed half-way is followed by another, and each deadline moves once', async () => {
  const requests: string[] = [];
  for (let n = 0; n < 200; n += 1) requests.push(await people.office.create());
  const worker = await house.stack.spawnWorker({ reconciler: false });
  await until(async () => (await owed()) === 0, 30);

  await dayOff(people, '2026-03-20');
  await until(async () => (await recounts(house)) > 0, 30);
  await worker.kill();
  const then = await recounts(house);
  expect([await owed(), then < requests.length]).toEqual([1, true]);

  await house.stack.spawnWorker({ reconciler: false });
  await until(async () => (await owed()) === 0, 60);
  await house.quiet();
  expect(await Promise.all(requests.map((request) => recounts(house, request)))).toEqual(requests.map(() => 1));
  expect((await people.office.read(requests[0] ?? '')).deadlines[0]?.dueAt).toBe('2026-03-31T15:00:00Z');
  expect(await house.violations()).toEqual([]);
}, 180_000);
