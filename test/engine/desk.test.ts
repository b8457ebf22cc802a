import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMilliseconds } from '../../domain/dates.ts';
import { setMailWish } from '../../registry/notice-mail.ts';
import { addWebhook } from '../../registry/webhooks.ts';
import { addressOf, globalId } from '../support/client.ts';
import { comesAbout } from '../support/faults.ts';
import { type House, openHouse } from '../support/journey.ts';
import { personId } from '../support/office.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { openPeople, type People } from './people.ts';

/** The desk as the engine alone drives it: no sweep and no reconciler. The house is in Seoul, nine hours ahead. */
let house: House;
let people: People;
let receiver: Receiver;
beforeAll(async () => {
  house = await openHouse({ reconciler: false });
  people = await openPeople(house.stack);
  receiver = await openReceiver();
  const { office } = people;
  receiver.secret = (await addWebhook(office.app, await office.as('admin'), receiver.address)).secret ?? '';
  await people.acceptLanguages('en');
  for (const login of ['oh', 'moon', 'yang'])
    await setMailWish(office.app, await office.as(login), {
      mode: 'digest',
      quietFrom: '20:00',
      quietTo: '08:00',
      digestAt: '09:00',
    });
});
afterAll(async () => {
  await receiver?.down();
  await people?.close();
  await house?.close();
});

const MINUTE = 60_000;
type Mail = { to: string; subject: string; at: string; text: string };
const mails = async (): Promise<Mail[]> =>
  (await house.stack.mailbox.notices()).map(({ envelope, parsed }) => ({
    to: envelope.to.join(),
    subject: parsed.subject ?? '',
    at: parsed.date?.toISOString() ?? '',
    text: parsed.text ?? '',
  }));
const posted = (request: string): Promise<number> =>
  comesAbout('every call was posted', async () => {
    const calls = (await people.office.read(request)).alarms?.flatMap((alarm) => alarm.calls) ?? [];
    return receiver.received.filter(({ alarm }) => String(alarm).startsWith(request)).length === calls.length;
  });
const callsOf = async (request: string): Promise<{ to: string; at: string }[]> =>
  (await people.office.read(request)).alarms?.flatMap((alarm) => [...alarm.calls]) ?? [];
const ALARMS = `query($id: ID!) { request(id: $id) { alarms { cause raisedAt answeredAt answeredBy { name } words minutesToAnswer isUnanswered
  calls { to { name } at } posts { call status } } } }`;

test('an emergency at three at night on a holiday calls the person on duty, ten minutes later the next, then the head, who answers', async () => {
  const request = await people.draft({ urgency: 'emergency' });
  const { reference } = await people.office.read(request);
  await house.until('2026-05-04T18:00:00Z'); // 03:00 on Children’s Day
  const before = (await mails()).length;
  await people.does('seo', 'submit', request); // nobody is there to endorse it
  const [first] = await callsOf(request);
  const raised = (await people.office.read(request)).alarms?.[0]?.raisedAt ?? '';
  expect(first?.to).toBe(personId('oh'));
  expect(Date.parse(first?.at ?? '') - Date.parse(raised)).toBeLessThan(10_000);
  await posted(request);

  await house.until(addMilliseconds(first?.at ?? '', 10 * MINUTE));
  await house.until(addMilliseconds((await callsOf(request))[1]?.at ?? '', 10 * MINUTE));
  await posted(request);
  const calls = await callsOf(request);
  expect(calls.map(({ to }) => to)).toEqual(['oh', 'moon', 'yang'].map(personId));
  const waits = calls.map(({ at }) => Math.round((Date.parse(at) - Date.parse(first?.at ?? '')) / MINUTE));
  expect(waits).toEqual([0, 10, 20]);

  const told = (await mails()).slice(before).filter(({ to }) => to !== addressOf('seo'));
  expect(told.map(({ to, subject }) => ({ to, subject }))).toEqual(
    ['oh', 'moon', 'yang'].map((login) => ({ to: addressOf(login), subject: reference })),
  );
  for (const [index, { at, text }] of told.entries()) {
    expect(Math.abs(Date.parse(at) - Date.parse(calls[index]?.at ?? ''))).toBeLessThan(10_000);
    expect(text).toContain(`${reference}: An alarm calls you`);
  }
  expect(receiver.received.map(({ signed, call, person }) => ({ signed, call, person }))).toEqual([
    { signed: true, call: 1, person: { id: personId('oh'), name: 'Oh Sejin' } },
    { signed: true, call: 2, person: { id: personId('moon'), name: 'Moon Harin' } },
    { signed: true, call: 3, person: { id: personId('yang'), name: 'Yang Gyuri' } },
  ]);

  const yang = await house.as('yang');
  const waiting = await yang.ask<{ inbox: { edges: { node: object }[] }; alarms: object[] }>(
    'query { inbox { edges { node { action isUnanswered } } } alarms(open: true) { cause request { reference } } }',
  );
  expect(waiting.inbox.edges.map(({ node }) => node)).toContainEqual({ action: 'ANSWER_ALARM', isUnanswered: false });
  expect(waiting.alarms).toEqual([{ cause: 'EMERGENCY', request: { reference } }]);
  await yang.does('answerAlarm', globalId('Request', request), { words: 'I call the custodian' });
  await house.quiet();

  const { request: shown } = await yang.ask<{ request: { alarms: object[] } }>(ALARMS, {
    id: globalId('Request', request),
  });
  expect(shown.alarms).toMatchObject([
    {
      cause: 'EMERGENCY',
      answeredBy: { name: 'Yang Gyuri' },
      words: 'I call the custodian',
      minutesToAnswer: 20,
      isUnanswered: false,
      calls: [{ to: { name: 'Oh Sejin' } }, { to: { name: 'Moon Harin' } }, { to: { name: 'Yang Gyuri' } }],
      posts: [1, 2, 3].map((call) => ({ call, status: 'TAKEN' })),
    },
  ]);
  const asked = await yang.ask<{ responseTimes: { median: number; p90: number }[] }>(
    'query { responseTimes(from: "2026-05-04T00:00:00Z", until: "2026-05-06T00:00:00Z") { cause raised answered median p90 } }',
  );
  expect(asked.responseTimes).toMatchObject([{ cause: 'EMERGENCY', raised: 1, answered: 1 }]);
  for (const seconds of [asked.responseTimes[0]?.median, asked.responseTimes[0]?.p90])
    expect(Math.floor((seconds ?? 0) / 60)).toBe(20);

  const events = (await house.events(request)).filter(({ action }) => action === 'fireDeadline').slice(-3);
  expect(events.map(({ workflow }) => workflow)).toEqual(
    events.map(() => ({ id: `request/${request}`, run: expect.stringMatching(/^[0-9a-f-]{36}$/), step: 'fireDue' })),
  );
  expect(await house.violations()).toEqual([]);
  await house.until('2026-05-04T20:00:00Z');
  expect(await callsOf(request)).toEqual(calls);
});

test('an emergency that nobody answers stays open, and is shown as unanswered', async () => {
  const request = await people.upTo('with-ca', { urgency: 'emergency' });
  await house.until(addMilliseconds(await house.now(), 40 * MINUTE));
  expect((await callsOf(request)).map(({ to }) => to)).toEqual(['oh', 'moon', 'yang'].map(personId));
  const yang = await house.as('yang');
  const { inbox } = await yang.ask<{ inbox: { edges: { node: { isUnanswered: boolean } }[] } }>(
    'query { inbox { edges { node { action isUnanswered request { id } } } } }',
  );
  const unanswered = inbox.edges.map(({ node }) => node).filter((node) => node.isUnanswered);
  expect(unanswered).toContainEqual({
    action: 'ANSWER_ALARM',
    isUnanswered: true,
    request: { id: globalId('Request', request) },
  });
  await people.does('yang', 'decline', request, { reason: 'Settled by telephone' });
  expect((await people.office.read(request)).alarms?.[0]?.endedAt).toBeDefined();
  expect(await house.violations()).toEqual([]);
});

test('a delivery that fails calls somebody while a hold that the request minds runs out', async () => {
  const request = await people.upTo('ready');
  const hold = await people.office.openHold('seo', { askedOn: '2026-05-04', requests: [request] });
  await people.does('laurent', 'confirmHold', hold, { effectiveOn: '2026-05-04' });
  await house.quiet();
  await people.office.system.query(`update authority set email = 'nobody@@nowhere' where state = 'XBE'`);
  await people.office.dispatch(request);
  await house.quiet();
  expect(await people.office.read(request)).toMatchObject({
    status: 'delivery-failed',
    alarms: [{ cause: 'delivery-failed', calls: [{ to: personId('oh') }] }],
  });
});

test('a hold calls somebody at its last reminder, and again when it has lapsed, although its file has ended', async () => {
  const hold = await people.office.openHold('seo', { askedOn: '2026-05-04' });
  await people.does('laurent', 'confirmHold', hold, { effectiveOn: '2026-05-04' });
  await house.until('2026-07-01T12:00:00Z');
  const causes = async (): Promise<string[]> =>
    ((await people.office.read(hold)).alarms ?? []).map(({ cause, calls }) => `${cause} ${calls.length}`);
  expect(await causes()).toEqual(['hold-ends 3']);
  await house.until('2026-07-03T23:00:00Z');
  expect([await causes(), (await people.office.read(hold)).status]).toEqual([
    ['hold-ends 3', 'hold-lapsed 3'],
    'lapsed',
  ]);
  await people.does('oh', 'answerHoldAlarm', hold);
  expect((await people.office.read(hold)).alarms?.[1]?.answer?.by).toBe(personId('oh'));
  expect(await house.violations()).toEqual([]);
});
