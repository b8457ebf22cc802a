import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../bin/embedded/process.ts';
import { addMilliseconds } from '../../domain/dates.ts';
import { type House, openHouse } from '../support/journey.ts';
import { personId } from '../support/office.ts';
import { expectOnTime, shortOf, toldOf } from './on-time.ts';
import { openPeople, type People } from './people.ts';

/** The clocks at home, fired by the workflows alone: the reconciler is off. The house is in Seoul, nine hours ahead. */
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

const DEFECTS = { defects: [{ field: 'facts', words: 'too thin' }] };
const SEO = `user:${personId('seo')}`;
const withdraw = (request: string, by = 'oh'): Promise<void> =>
  people.does(by, 'withdraw', request, { reason: 'The test is over' });

test('a draft is reminded of and then told to the head of the office, each once and none early', async () => {
  const request = await people.draft();
  const { office } = await people.office.read(request);
  const reminder = '2026-03-25T15:00:00Z'; // the start of Thursday 26 March in Seoul, two working days before
  const due = '2026-03-30T15:00:00Z'; // the end of the tenth working day

  await house.until(shortOf(reminder));
  expect(await toldOf(people, request)).toEqual([]);
  await house.until(reminder);
  expect(await toldOf(people, request)).toEqual([`2026-03-25T15:00 reminder-drafting ${SEO}`]);
  await house.until(shortOf(due));
  expect(await toldOf(people, request)).toHaveLength(1);
  await house.until('2026-04-01T00:00:00Z');

  expect(await toldOf(people, request)).toEqual([
    `2026-03-25T15:00 reminder-drafting ${SEO}`,
    `2026-03-30T15:00 overdue-drafting office:${office}/supervisor`,
  ]);
  await expectOnTime(people, request);
  await withdraw(request, 'seo');
});

describe('review', () => {
  const requests: Record<'normal' | 'urgent' | 'emergency' | 'returned' | 'returnedInEmergency', string> = {
    normal: '',
    urgent: '',
    emergency: '',
    returned: '',
    returnedInEmergency: '',
  };
  beforeAll(async () => {
    await people.acceptLanguages('en');
    requests.normal = await people.upTo('supervision', { urgency: 'normal' });
    requests.urgent = await people.upTo('supervision', { urgency: 'urgent' });
    requests.emergency = await people.upTo('supervision', { urgency: 'emergency' });
    requests.returned = await people.upTo('supervision', { urgency: 'normal' });
    requests.returnedInEmergency = await people.upTo('supervision', { urgency: 'emergency' });
    await house.until('2026-04-02T01:00:00Z'); // a Thursday morning
    for (const request of Object.values(requests)) await people.does('baek', 'endorse', request);
  });

  test('escalates an emergency after four hours, by the hour', async () => {
    const { deadlines } = await people.office.read(requests.emergency);
    const clock = deadlines.find(({ kind }) => kind === 'ca-review');
    const { remindAt = '', dueAt = '' } = clock ?? {};
    expect(Date.parse(dueAt) - Date.parse(clock?.startedAt ?? '')).toBe(4 * 3_600_000);
    expect(Date.parse(dueAt) - Date.parse(remindAt)).toBe(3_600_000);

    await house.until(addMilliseconds(clock?.startedAt ?? '', 90 * 60_000));
    await people.does('oh', 'returnForCorrection', requests.returnedInEmergency, DEFECTS);
    await house.until(shortOf(remindAt));
    expect(await toldOf(people, requests.emergency)).toEqual([]);
    await house.until(shortOf(dueAt));
    const review = (await people.alarms(requests.emergency)).filter(({ kind }) => kind === 'ca-review');
    expect(review.map(({ step }) => step)).toEqual(['remind']);
    await house.until(dueAt);

    expect(await toldOf(people, requests.emergency)).toEqual([
      `${remindAt.slice(0, 16)} reminder-ca-review role:ca-officer`,
      `${dueAt.slice(0, 16)} overdue-ca-review role:ca-head`,
    ]);
    await expectOnTime(people, requests.emergency);
  });

  test('escalates an urgent one at the end of the next working day', async () => {
    await house.until(shortOf('2026-04-03T15:00:00Z'));
    expect(await toldOf(people, requests.urgent)).toEqual(['2026-04-03T03:00 reminder-ca-review role:ca-officer']);
    await house.until('2026-04-03T15:00:00Z');
    expect((await toldOf(people, requests.urgent)).slice(1)).toEqual([
      '2026-04-03T15:00 overdue-ca-review role:ca-head',
    ]);
    await expectOnTime(people, requests.urgent);
  });

  test('stands still while a draft is returned, and goes on with the working days that were left', async () => {
    const { returned } = requests;
    await house.until('2026-04-06T01:00:00Z');
    await people.does('oh', 'returnForCorrection', returned, DEFECTS);
    await house.until('2026-04-13T01:00:00Z'); // past the ninth, on which it would have been due
    expect(await toldOf(people, returned)).toEqual([]);
    await people.does('seo', 'resubmit', returned);

    await house.until(shortOf('2026-04-16T15:00:00Z')); // three working days after the thirteenth
    expect(await toldOf(people, returned)).toEqual(['2026-04-14T15:00 reminder-ca-review role:ca-officer']);
    await house.until('2026-04-17T00:00:00Z');
    expect((await toldOf(people, returned)).slice(1)).toEqual(['2026-04-16T15:00 overdue-ca-review role:ca-head']);
    await expectOnTime(people, returned);
  });

  test('stands still by the millisecond in an emergency', async () => {
    const { returnedInEmergency: request } = requests;
    const { deadlines } = await people.office.read(request);
    expect(
      deadlines
        .filter(({ kind }) => kind === 'ca-review')
        .map(({ status, left = 0 }) => [status, Math.round(left / 60_000)]),
    ).toEqual([['paused', 150]]);
    await people.does('seo', 'resubmit', request);
    const { remindAt = '', dueAt = '' } =
      (await people.office.read(request)).deadlines.find(({ kind }) => kind === 'ca-review') ?? {};
    expect(Date.parse(dueAt) - Date.parse(remindAt)).toBe(3_600_000);
    await house.until(shortOf(dueAt));
    // By the hour, so any second may be the last of its minute: when is looked at below.
    const ofReview = async () => (await toldOf(people, request, 'ca-review')).map((told) => told.split(' ').slice(1));
    expect(await ofReview()).toEqual([['reminder-ca-review', 'role:ca-officer']]);
    await house.until(dueAt);
    expect((await ofReview()).slice(1)).toEqual([['overdue-ca-review', 'role:ca-head']]);
    await expectOnTime(people, request);
  });

  test('escalates a normal one after five working days, once, whatever time goes by', async () => {
    expect(await toldOf(people, requests.normal)).toEqual([
      '2026-04-07T15:00 reminder-ca-review role:ca-officer',
      '2026-04-09T15:00 overdue-ca-review role:ca-head',
    ]);
    await expectOnTime(people, requests.normal);
  });

  afterAll(async () => {
    for (const request of Object.values(requests)) await withdraw(request);
  });
});

describe('translation', () => {
  test('reminds the translators, then tells the officer; whoever has taken it is reminded in person', async () => {
    await people.acceptLanguages('fr');
    await house.until('2026-04-20T01:00:00Z'); // a Monday
    const waiting = await people.upTo('in-translation', { urgency: 'normal' });
    const taken = await people.upTo('in-translation', { urgency: 'urgent' });
    await people.does('oh', 'assignOfficer', taken, { officer: personId('moon') });
    await people.does('lim', 'takeTranslation', taken);

    await house.until(shortOf('2026-04-22T15:00:00Z')); // two working days for the urgent one
    expect(await toldOf(people, taken)).toEqual([`2026-04-20T15:00 reminder-translation user:${personId('lim')}`]);
    await house.until(shortOf('2026-05-04T15:00:00Z')); // ten for the other: 1 May is no holiday at home
    expect(await toldOf(people, waiting)).toEqual(['2026-04-29T15:00 reminder-translation role:translator']);
    await house.until('2026-05-06T00:00:00Z');

    expect((await toldOf(people, taken)).slice(1)).toEqual([
      `2026-04-22T15:00 overdue-translation user:${personId('moon')}`,
    ]);
    expect((await toldOf(people, waiting)).slice(1)).toEqual(['2026-05-04T15:00 overdue-translation role:ca-officer']);
    await expectOnTime(people, taken);
    await expectOnTime(people, waiting);
  });

  test('says nothing of what is certified in time', async () => {
    const request = await people.upTo('ready', { urgency: 'urgent' });
    await house.until('2026-05-20T00:00:00Z');
    expect(await people.alarms(request)).toEqual([]);
  });
});

test('a deadline fires by itself when its time comes, without the clock being moved', async () => {
  await people.acceptLanguages('en');
  const request = await people.upTo('supervision', { urgency: 'emergency' });
  await people.does('baek', 'endorse', request);
  const { dueAt = '' } = (await people.office.read(request)).deadlines.find(({ kind }) => kind === 'ca-review') ?? {};
  await house.until(addMilliseconds(dueAt, -3000));

  const isFired = () => people.alarms(request).then((alarms) => alarms.some(({ step }) => step === 'fireDeadline'));
  expect(await until(isFired, 20)).toBe(true);
  await expectOnTime(people, request);
});
