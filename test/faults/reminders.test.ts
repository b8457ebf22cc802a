import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../bin/embedded/process.ts';
import { openPeople, type People } from '../engine/people.ts';
import { type House, openHouse } from '../support/journey.ts';

/** Workers that are killed (-9) while the reminders of fifty holds fall due at one instant. */
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

const HOLDS = 50;
type Given = { hold: string; for: string; workflow: { id: string; run: string; step: string } | null };
const given = async (): Promise<Given[]> =>
  (
    await house.db.query<Given>(
      `select request_id as hold, body -> 'deadlines' -> 0 ->> 'at' as for, workflow from event where action = 'remind' order by 1`,
    )
  ).rows;
const atLeast = (count: number): Promise<boolean> => until(async () => (await given()).length >= count, 40);

test('each reminder is given once, by the workflow of its hold, however often those who give them are killed', async () => {
  const holds: string[] = [];
  for (let n = 0; n < HOLDS; n += 1) holds.push(await people.office.openHold('seo', { askedOn: '2026-03-16' }));
  const [clock] = (await people.office.read(holds[0] ?? '')).deadlines;
  const due = clock?.remindAt ?? '';
  await house.db.query('select move_clock($1)', [due]);

  for (const killedAfter of [3, 15]) {
    const worker = await house.stack.spawnWorker({ reconciler: false });
    expect(await atLeast(killedAfter)).toBe(true);
    await worker.kill();
    expect((await given()).length).toBeLessThan(HOLDS);
  }
  await house.stack.spawnWorker({ reconciler: false });
  await house.quiet();

  const all = await given();
  expect(all.map(({ hold }) => hold)).toEqual(holds.toSorted());
  expect(new Set(all.map((one) => one.for))).toEqual(new Set([due]));
  expect(
    all.filter(({ hold, workflow }) => workflow?.id !== `hold/${hold}` || !workflow.run || !workflow.step),
  ).toEqual([]);
  const { rows } = await house.db.query(
    `select request_id as hold, count(*) as told from notice where kind = 'hold-draft' group by 1 order by 1`,
  );
  expect(rows).toEqual(holds.toSorted().map((hold) => ({ hold, told: 1 })));
  expect(await house.violations()).toEqual([]);
}, 180_000);
