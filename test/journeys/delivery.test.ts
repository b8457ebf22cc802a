import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../support/journey.ts';
import { type MoodyServer, openMailServer } from './mail-server.ts';
import { acknowledged, inboxOf, LAURENT, ready, sees, tries } from './small-case.ts';

/** What becomes of a mail that does not arrive, or of which nobody knows. */
let server: MoodyServer;
let house: House;
beforeAll(async () => {
  server = await openMailServer();
  house = await openHouse({ smtp: server.url });
  await house.until('2026-03-16T00:00:00Z');
});
afterAll(async () => {
  await house?.close();
  await server?.close();
});

type Sent = { id: string; status: string; attempt: number; messageId: string; receipt: string; wire: { hash: string } };
const FIELDS = 'now: status sentAt transmissions { id status attempt messageId receipt wire { hash } }';
const lies = (request: string): Promise<{ now: string; sentAt: string | null; transmissions: Sent[] }> =>
  sees(house, 'kwon', request, FIELDS);
const dispatch = (request: string): Promise<unknown> =>
  house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
const messageIds = (): (string | undefined)[] =>
  server.received.map((mail) => /^Message-ID: <(.+?)@/im.exec(mail.toString('latin1'))?.[1]);

test('a mail that the server refuses has failed, and goes again only by a person, as a new attempt with the same bytes', async () => {
  const request = await ready(house);
  server.mood = 'refuses';
  await dispatch(request);
  const failed = await lies(request);
  expect(failed).toMatchObject({ now: 'DELIVERY_FAILED', sentAt: null });
  expect(failed.transmissions).toMatchObject([
    { status: 'failed', attempt: 1, receipt: expect.stringContaining('550') },
  ]);
  expect(await inboxOf(house, 'kwon', request)).toMatchObject([{ action: 'DISPATCH' }]);

  server.mood = 'takes';
  await house.until('2026-03-26T00:00:00Z');
  expect(server.received).toEqual([]); // no machine sends it again
  await dispatch(request);
  const sent = await lies(request);
  expect(sent.now).toBe('SENT');
  expect(sent.transmissions).toMatchObject([{ status: 'sent', attempt: 2, receipt: expect.stringContaining('taken') }]);
  expect(sent.transmissions[0]?.messageId).toBe(failed.transmissions[0]?.messageId);
  expect(sent.transmissions[0]?.wire.hash).toBe(failed.transmissions[0]?.wire.hash);
  expect(messageIds()).toEqual([sent.transmissions[0]?.messageId]);
});

test('a mail of which nobody knows is settled by a person, who says how it is known', async () => {
  const request = await ready(house);
  server.mood = 'hangs-up';
  const before = server.received.length;
  await dispatch(request);
  server.mood = 'takes';
  const [unknown] = (await lies(request)).transmissions;
  expect(unknown).toMatchObject({ status: 'unknown', attempt: 1 });
  expect(await inboxOf(house, 'kwon', request)).toMatchObject([{ action: 'SETTLE_TRANSMISSION' }]);
  await house.until('2026-03-30T00:00:00Z');
  expect(server.received).toHaveLength(before + 1);
  expect(await tries(house, 'kwon', 'dispatchRequest', request, { channel: 'EMAIL' })).toMatchObject({
    rule: 'transmission-unknown',
  });
  const attempt = { transmission: unknown?.id, attempt: 1, arrived: true };
  expect((await tries(house, 'kwon', 'settleTransmission', request, { ...attempt, ground: '' })).gaps).toMatchObject([
    { field: 'ground' },
  ]);
  expect(
    (await tries(house, 'kwon', 'settleTransmission', request, { ...attempt, attempt: 2, ground: 'x' })).__typename,
  ).toBe('ActionNotAllowed');

  await house.does('kwon', 'settleTransmission', request, {
    ...attempt,
    ground: 'Laurent has it, she said by telephone',
  });
  expect(await lies(request)).toMatchObject({
    now: 'SENT',
    sentAt: expect.any(String),
    transmissions: [{ status: 'sent', receipt: 'Laurent has it, she said by telephone' }],
  });
});

test('one that did not arrive after all goes again as a new attempt with the same message id and bytes', async () => {
  const request = await ready(house);
  server.mood = 'hangs-up';
  const before = server.received.length;
  await dispatch(request);
  server.mood = 'takes';
  const [unknown] = (await lies(request)).transmissions;
  const attempt = { transmission: unknown?.id, attempt: 1, arrived: false };
  await house.does('oh', 'settleTransmission', request, { ...attempt, ground: 'Not in their mailbox' });
  expect((await lies(request)).now).toBe('DELIVERY_FAILED');
  await dispatch(request);

  expect(await lies(request)).toMatchObject({ now: 'SENT', transmissions: [{ status: 'sent', attempt: 2 }] });
  const [first, second, ...others] = server.received.slice(before);
  expect(others).toEqual([]);
  expect(second?.equals(first ?? Buffer.of())).toBe(true);
  expect(messageIds().slice(before)).toEqual([unknown?.messageId, unknown?.messageId]);
});

test('a mail that comes back has failed as well', async () => {
  const request = await ready(house);
  await dispatch(request);
  const [sent] = (await lies(request)).transmissions;
  const kwon = await house.as('kwon');
  const paper = await kwon.upload(request, 'bounce.eml', 'From: mailer-daemon@belmora.example\n\nUser unknown\n');
  const bounced = { transmission: sent?.id, attempt: 1, paper, reason: 'User unknown' };
  await house.does('kwon', 'reportBounce', request, bounced);
  expect((await lies(request)).now).toBe('DELIVERY_FAILED');
  expect(await inboxOf(house, 'kwon', request)).toMatchObject([{ action: 'DISPATCH' }]);
});

test('an answer that the server refuses goes again only by a person', async () => {
  const request = await acknowledged(house);
  await house.does(LAURENT, 'askInformation', request, { question: 'Which account?' });
  const { questions } = await sees<{ questions: { id: string }[] }>(house, 'oh', request, 'questions { id }');
  await house.does('seo', 'proposeAnswer', request, { question: questions[0]?.id, answer: 'The first one' });
  server.mood = 'refuses';
  const before = server.received.length;
  await house.does('oh', 'answerInformation', request, { answers: [{ question: questions[0]?.id }] });
  const { now, transmissions } = await lies(request);
  expect([now, transmissions.at(-1)]).toMatchObject(['ACKNOWLEDGED', { status: 'failed', attempt: 1 }]);
  expect(await inboxOf(house, 'kwon', request)).toMatchObject([{ action: 'SEND_AGAIN' }]);

  server.mood = 'takes';
  await house.until(new Date(Date.parse(await house.now()) + 86_400_000).toISOString());
  expect(server.received).toHaveLength(before);
  const attempt = { transmission: transmissions.at(-1)?.id, attempt: 1 };
  await house.does('kwon', 'sendAgain', request, attempt);
  expect((await lies(request)).transmissions.at(-1)).toMatchObject({ status: 'sent', attempt: 2 });
  expect(server.received).toHaveLength(before + 1);
  expect(await inboxOf(house, 'kwon', request)).toEqual([]);
});

test('leaves a record that verifies', async () => {
  expect(await house.violations()).toEqual([]);
});
