import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/journey.ts';
import type { KeptMail } from '../support/mailbox.ts';
import { personId } from '../support/office.ts';
import { expectOnTime, shortOf, toldOf } from './on-time.ts';
import { openPeople, type People } from './people.ts';

/** The clocks that run while a partner has the request, fired by the workflows alone. The partner is in Brussels. */
let house: House;
let people: People;
beforeAll(async () => {
  house = await openHouse({ reconciler: false });
  people = await openPeople(house.stack);
  await people.acceptLanguages('en');
});
afterAll(async () => {
  await people?.close();
  await house?.close();
});

/** The mails about one request, in the order of their arrival; each says no more than our reference. */
async function mailsOf(request: string): Promise<KeptMail[]> {
  const { reference } = await people.office.read(request);
  return (await house.stack.mailbox.all()).filter(({ parsed }) => parsed.subject === reference);
}
const withdraw = (request: string): Promise<void> =>
  people.does('oh', 'withdraw', request, { reason: 'The test is over' });

test('a partner that does not acknowledge is asked after ten days, once', async () => {
  const request = await people.upTo('sent'); // on 16 March
  await house.until(shortOf('2026-03-23T23:00:00Z'));
  expect(await people.alarms(request)).toEqual([]);
  await house.until(shortOf('2026-03-26T23:00:00Z')); // shortly before the end of the tenth day in Brussels
  expect(await toldOf(people, request)).toEqual(['2026-03-23T23:00 reminder-acknowledgement role:ca-officer']);
  expect(await mailsOf(request)).toHaveLength(1);

  await house.until('2026-03-28T10:00:00Z');
  expect((await toldOf(people, request)).slice(1)).toEqual([
    '2026-03-26T23:00 overdue-acknowledgement role:ca-officer',
  ]);
  const [sent, asked, ...more] = await mailsOf(request);
  expect(more).toEqual([]);
  expect(asked?.envelope.to).toEqual(sent?.envelope.to);
  expect(asked?.parsed.attachments).toEqual([]);
  expect(asked?.parsed.messageId).not.toBe(sent?.parsed.messageId);

  await people.onTo('acknowledged', request);
  await house.until('2026-04-10T10:00:00Z');
  expect(await mailsOf(request)).toHaveLength(2);
  expect((await people.alarms(request)).map(({ kind }) => kind)).toEqual(['acknowledgement', 'acknowledgement']);
  await expectOnTime(people, request);
  await withdraw(request);
});

test('our answer, our reply to conditions and our decision on secrecy are due after ten working days', async () => {
  await house.until('2026-04-13T01:00:00Z'); // a Monday
  const asked = await people.upTo('acknowledged');
  const answered = await people.upTo('acknowledged');
  const offered = await people.upTo('acknowledged');
  const exposed = await people.upTo('acknowledged');
  for (const request of [asked, answered]) {
    await people.does('laurent', 'askInformation', request, { question: 'Which transfers?' });
  }
  await people.does('laurent', 'offerConditions', offered, {
    conditions: [{ kind: 'speciality', words: 'This case only', items: [] }],
  });
  await people.does('laurent', 'reportSecrecy', exposed, { words: 'The file is open to the parties' });
  const { questions } = await people.office.read(answered);
  await people.does('oh', 'answerInformation', answered, {
    answers: [{ question: questions[0]?.id, answer: 'All', files: [] }],
  });

  await house.until(shortOf('2026-04-22T15:00:00Z'));
  for (const request of [asked, offered, exposed]) expect(await people.alarms(request)).toEqual([]);
  await house.until(shortOf('2026-04-27T15:00:00Z'));
  for (const request of [asked, offered, exposed]) expect(await people.alarms(request)).toHaveLength(1);
  await house.until('2026-04-28T00:00:00Z');

  expect(await toldOf(people, asked)).toEqual([
    `2026-04-22T15:00 reminder-answer user:${personId('seo')}`,
    '2026-04-27T15:00 overdue-answer role:ca-officer',
  ]);
  expect(await toldOf(people, offered)).toEqual([
    '2026-04-22T15:00 reminder-reply-to-conditions role:ca-head',
    '2026-04-27T15:00 overdue-reply-to-conditions role:ca-head',
  ]);
  expect(await toldOf(people, exposed)).toEqual([
    '2026-04-22T15:00 reminder-secrecy-decision role:ca-officer',
    '2026-04-27T15:00 overdue-secrecy-decision role:ca-head',
  ]);
  expect(await people.alarms(answered)).toEqual([]);
  for (const request of [asked, offered, exposed]) await expectOnTime(people, request);
  for (const request of [asked, answered, offered, exposed]) await withdraw(request);
});

test('a postponed request is reviewed on the day that was stated, and asked after every month until it goes on', async () => {
  await house.until('2026-05-11T01:00:00Z');
  const request = await people.upTo('acknowledged');
  await people.does('laurent', 'postpone', request, { reason: 'A trial of ours', reviewOn: '2026-07-31' });
  const enquiries = async () => (await mailsOf(request)).length - 1;

  await house.until(shortOf('2026-06-11T15:00:00Z'));
  expect(await enquiries()).toBe(0);
  await house.until('2026-06-12T00:00:00Z');
  expect(await enquiries()).toBe(1);
  await house.until(shortOf('2026-07-11T15:00:00Z'));
  expect(await enquiries()).toBe(1);
  await house.until(shortOf('2026-07-31T15:00:00Z'));
  expect(await enquiries()).toBe(2);
  expect(await toldOf(people, request, 'postponement-review')).toEqual([
    '2026-07-25T15:00 reminder-postponement-review role:ca-officer',
  ]);
  await house.until('2026-08-15T00:00:00Z');
  expect((await toldOf(people, request, 'postponement-review')).slice(1)).toEqual([
    '2026-07-31T15:00 overdue-postponement-review role:ca-officer',
  ]);
  expect(await toldOf(people, request, 'postponement-enquiry')).toEqual(
    ['2026-06-11T15:00', '2026-07-11T15:00', '2026-08-11T15:00'].map(
      (at) => `${at} overdue-postponement-enquiry role:ca-officer`,
    ),
  );

  await people.does('laurent', 'resumeExecution', request);
  await house.until('2026-09-12T00:00:00Z');
  expect(await enquiries()).toBe(3);
  await expectOnTime(people, request);
  await withdraw(request);
});

test('a year of silence: every step once, in its order, on its day; a mail for each', async () => {
  await house.until('2026-10-05T01:00:00Z');
  const request = await people.upTo('sent');
  const officer = 'role:ca-officer';
  const year = [
    { told: `2026-10-12T22:00 reminder-acknowledgement ${officer}`, mails: 1 },
    { told: `2026-10-15T22:00 overdue-acknowledgement ${officer}`, mails: 2 },
    { told: `2026-10-29T23:00 reminder-silence ${officer}`, mails: 2 }, // winter time since the 25th
    { told: `2026-11-04T23:00 overdue-silence ${officer}`, mails: 3 },
    { told: `2026-11-28T23:00 reminder-silence ${officer}`, mails: 3 },
    { told: `2026-12-04T23:00 overdue-silence ${officer}`, mails: 4 },
    { told: `2026-12-28T23:00 reminder-silence ${officer}`, mails: 4 },
    { told: '2027-01-03T23:00 overdue-silence role:ca-head', mails: 5 },
  ];
  for (const [index, { told, mails }] of year.entries()) {
    const instant = `${told.slice(0, 16)}:00Z`;
    await house.until(shortOf(instant));
    expect(await toldOf(people, request)).toHaveLength(index);
    await house.until(instant);
    expect((await toldOf(people, request)).slice(index)).toEqual([told]);
    expect(await mailsOf(request)).toHaveLength(mails);
  }
  await house.until('2027-10-05T01:00:00Z');

  expect(await toldOf(people, request)).toEqual(year.map(({ told }) => told));
  const mails = await mailsOf(request);
  expect(mails).toHaveLength(5);
  expect(new Set(mails.map(({ parsed }) => parsed.messageId)).size).toBe(5);
  await expectOnTime(people, request);
  expect(await house.violations()).toEqual([]);
});
