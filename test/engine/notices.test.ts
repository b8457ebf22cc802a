import { afterAll, beforeAll, expect, test } from 'vitest';
import { USUAL_WISH } from '../../domain/notice-mail.ts';
import { setMailWish } from '../../registry/notice-mail.ts';
import { addressOf } from '../support/client.ts';
import { type House, openHouse } from '../support/journey.ts';
import { openPeople, type People } from './people.ts';

/** Notices by mail, from the step to the mail server. The house is in Seoul, nine hours ahead: its day begins at 15:00Z. */
let house: House;
let people: People;
beforeAll(async () => {
  house = await openHouse();
  people = await openPeople(house.stack);
});
afterAll(async () => {
  await people?.close();
  await house?.close();
});

type Mail = { to: string; subject: string; text: string; at: string; id: string };
async function mails(): Promise<Mail[]> {
  return (await house.stack.mailbox.notices()).map(({ envelope, parsed }) => ({
    to: envelope.to.join(),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    at: parsed.date?.toISOString() ?? '',
    id: parsed.messageId ?? '',
  }));
}
/** The mails that have come since. */
async function since(before: readonly Mail[]): Promise<Mail[]> {
  return (await mails()).slice(before.length);
}
const wishes = async (login: string, wish: Partial<typeof USUAL_WISH>): Promise<void> =>
  setMailWish(people.office.app, await people.office.as(login), { ...USUAL_WISH, ...wish });

test('a reminder and what has run out are mailed once each to whoever is told, in words that say nothing of the case', async () => {
  const request = await people.draft();
  const { reference } = await people.office.read(request);
  await house.until('2026-04-01T00:00:00Z');

  const all = await mails();
  expect(all).toMatchObject([
    { to: addressOf('seo'), subject: reference, at: '2026-03-25T15:00:00.000Z' },
    { to: addressOf('baek'), subject: reference, at: '2026-03-30T15:00:00.000Z' },
  ]);
  expect(all[0]?.text).toContain(`${reference}: A period ends on 30 March 2026.`);
  expect(all[1]?.text).toContain(`${reference}: A period has run out.`);
  const [mail] = await house.stack.mailbox.notices();
  expect(mail?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
  expect(mail?.parsed.headers.get('content-type')).toMatchObject({ value: 'text/plain', params: { charset: 'utf-8' } });
  await people.does('seo', 'withdraw', request, { reason: 'The test is over' });
  expect(await mails()).toEqual(all); // who does something is not told of it
});

test('quiet hours hold what is due another day, and a clock that is moved stands where they end', async () => {
  await wishes('seo', { quietFrom: '22:00', quietTo: '07:00' });
  const before = await mails();
  const request = await people.draft(); // on Wednesday, due at the end of 15 April
  await house.until('2026-04-10T18:00:00Z');
  expect(await since(before)).toEqual([]);
  await house.until('2026-04-13T00:00:00Z');
  expect((await people.told(request)).map(({ at, kind }) => `${at.slice(0, 16)} ${kind}`)).toEqual([
    '2026-04-12T15:00 reminder-drafting',
  ]);
  expect(await since(before)).toMatchObject([{ to: addressOf('seo'), at: '2026-04-12T22:00:00.000Z' }]);
  await people.does('seo', 'withdraw', request, { reason: 'The test is over' });
});

test('quiet hours and a digest do not hold what is due today or overdue', async () => {
  await wishes('oh', { mode: 'digest', digestAt: '09:00', quietFrom: '18:00', quietTo: '08:00' });
  await wishes('yang', { mode: 'digest', digestAt: '09:00' });
  await people.acceptLanguages('en');
  const request = await people.draft({ urgency: 'emergency' });
  await house.until('2026-04-13T08:00:00Z'); // five in the afternoon
  const before = await mails();
  await people.does('seo', 'submit', request);
  await people.does('baek', 'endorse', request);
  await people.does('oh', 'answerAlarm', request);
  await house.until('2026-04-13T12:30:00Z');

  const told = (await people.told(request)).filter(({ kind }) => kind.endsWith('ca-review'));
  const to = await since(before);
  expect(told.map(({ kind }) => kind)).toEqual(['reminder-ca-review', 'overdue-ca-review']);
  expect(
    to
      .filter((mail) => mail.to === addressOf('oh'))
      .map(({ text }) => /An alarm calls you|A period ends/.exec(text)?.[0]),
  ).toEqual(['An alarm calls you', 'A period ends']);
  expect(to.find((mail) => mail.to === addressOf('yang'))?.text).toContain('A period has run out.');
  await people.does('oh', 'withdraw', request, { reason: 'The test is over' });
});

test('a digest is one mail with a line for each file', async () => {
  await wishes('seo', { mode: 'digest', digestAt: '09:00' });
  const before = await mails();
  const requests = [await people.upTo('supervision'), await people.upTo('supervision')];
  for (const request of requests) await people.does('baek', 'sendBack', request, { comment: 'Name the court' });
  expect(await since(before)).toEqual([]);
  await house.until('2026-04-14T00:00:00Z');

  const [first = '', second = ''] = await Promise.all(
    requests.map(async (id) => (await people.office.read(id)).reference),
  );
  const digests = await since(before);
  expect(digests).toMatchObject([{ to: addressOf('seo'), subject: `${first} (+1)`, at: '2026-04-14T00:00:00.000Z' }]);
  for (const reference of [first, second])
    expect(digests[0]?.text.match(new RegExp(`^${reference}: .*$`, 'gm'))).toEqual([
      `${reference}: The file has moved on.`,
    ]);
});

test('and the record says so: each once, to nobody else', async () => {
  const all = await mails();
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const { rows } = await house.db.query('select distinct message_id as id, status from notice_mail');
  expect(rows.filter(({ status }) => status !== 'sent')).toEqual([]);
  expect(new Set(rows.map(({ id }) => `<${id}@rogatory.example>`))).toEqual(new Set(all.map(({ id }) => id)));
  expect(await house.violations()).toEqual([]);
});
