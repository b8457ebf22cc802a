import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/journey.ts';
import { personId } from '../support/office.ts';
import { dayOff, recounts } from './days-off.ts';
import { expectOnTime, shortOf, toldOf } from './on-time.ts';
import { openPeople, type People } from './people.ts';

/** Days off that change while clocks run, counted anew by the worker alone. */
let house: House;
let people: People;
beforeAll(async () => {
  house = await openHouse({ reconciler: false });
  people = await openPeople(house.stack);
});
afterAll(async () => {
  await people?.close();
  await house?.close();
});

const SEO = `user:${personId('seo')}`;

test('a day off that is put on record moves a running deadline, tells its owner, and it fires by the new date', async () => {
  const request = await people.draft();
  const { office } = await people.office.read(request);
  const was = '2026-03-30T15:00:00Z'; // the end of the tenth working day
  await house.until('2026-03-18T01:00:00Z');
  await dayOff(people, '2026-03-27');
  await house.quiet();

  expect((await people.office.read(request)).deadlines[0]?.dueAt).toBe('2026-03-31T15:00:00Z');
  expect(await toldOf(people, request)).toEqual([`2026-03-18T01:00 deadline-moved ${SEO}`]);
  await house.until(was);
  await house.until(shortOf('2026-03-31T15:00:00Z'));
  expect(await toldOf(people, request, '-drafting')).toHaveLength(1);
  await house.until('2026-04-01T00:00:00Z');

  expect(await toldOf(people, request, '-drafting')).toEqual([
    `2026-03-25T15:00 reminder-drafting ${SEO}`,
    `2026-03-31T15:00 overdue-drafting office:${office}/supervisor`,
  ]);
  await expectOnTime(people, request);
  expect(await recounts(house, request)).toBe(1);
});

test('a day off on the last day of a hold moves the day by which its request must be there, and tells whose it is', async () => {
  const request = await people.draft();
  const hold = await people.office.openHold('seo', { askedOn: '2026-03-31', requests: [request] });
  const minded = async (): Promise<string[]> =>
    (await people.office.read(request)).deadlines
      .filter(({ kind }) => kind === 'hold-action')
      .map(({ status, dueAt }) => `${status} ${dueAt}`);
  await house.quiet();
  expect(await minded()).toEqual(['open 2026-05-29T22:00:00Z']);
  await dayOff(people, '2026-05-29');
  await house.quiet();

  expect((await people.office.read(hold)).hold).toMatchObject({ until: '2026-05-30', actBy: '2026-05-28' });
  expect(await minded()).toEqual(['cancelled 2026-05-29T22:00:00Z', 'open 2026-05-28T22:00:00Z']);
  expect((await toldOf(people, request, 'deadline-moved')).map((line) => line.split(' ').at(-1)).sort()).toEqual([
    'role:ca-officer',
    SEO,
  ]);
});

test('a deadline can be asked otherwise, and a period counted, without a trace', async () => {
  await house.until('2026-04-01T01:00:00Z');
  const request = await people.draft();
  const id = Buffer.from(`Request:${request}`).toString('base64');
  const seo = await house.as('seo');
  const { version } = await people.office.read(request);
  const { whatIf, request: asIs } = await seo.ask<{
    whatIf: Record<string, unknown>;
    request: { deadlines: Record<string, unknown>[] };
  }>(
    `query($id: ID!) {
      whatIf(request: $id, kind: "drafting", cycle: 1, startedOn: "2026-04-02") { dueAt amount unit source rule confidence calendar explanation { text } }
      request: node(id: $id) { ... on Request { deadlines { dueAt amount unit } } } }`,
    { id },
  );

  expect(whatIf).toMatchObject({
    amount: 10,
    unit: 'working-day',
    source: 'house rule HR-1',
    rule: 'A draft is submitted within 10 working days',
    confidence: 'CONFIRMED',
    calendar: 'XAR',
    dueAt: '2026-04-16T15:00:00.000Z',
  });
  expect(asIs.deadlines).toMatchObject([{ amount: 10, unit: 'working-day' }]);
  expect((await people.office.read(request)).version).toBe(version);

  const { period } = await seo.ask<{ period: Record<string, unknown> }>(
    `{ period(rule: "budapest-185/art29-hold", start: "2026-03-06", calendar: ["XBE", "XAR"]) { due actionBy zone confidence explanation { text } } }`,
  );
  expect(period).toMatchObject({ due: '2026-05-05', actionBy: '2026-05-04', zone: 'Europe/Brussels' });
});
