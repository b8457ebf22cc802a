import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { USUAL_WISH } from '../../domain/notice-mail.ts';
import { appointStandIn } from '../../registry/house.ts';
import {
  claimMail,
  dueMails,
  expandNotices,
  setMailWish,
  settleMail,
  settleStray,
} from '../../registry/notice-mail.ts';
import { BELMORA, type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { asSuperuser, asViewer } from './support.ts';

let stack: TestStack;
let office: Office;
let draft: string;
let reviewed: string;

/** A quarter past ten in the evening in Seoul, on a Monday. */
const EVENING = '2026-03-16T13:15:00.000Z';
beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  draft = await office.create();
  reviewed = await office.upTo('with-ca');
  await office.setClock(EVENING);
  await asSuperuser(stack, (owner) => owner.query('update installation set stands_at = $1', [EVENING]));
});
beforeEach(() =>
  asSuperuser(stack, (owner) => owner.query('delete from notice_mail; delete from notice; delete from mail_wish')),
);
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

const me = (login: string): string => `user:${personId(login)}`;
/** Notices of one event of a request, one for each key. */
const tell = (
  keys: readonly string[],
  { request = reviewed, seq = 1, kind = 'reminder-drafting', dueAt = '2026-03-20T15:00:00Z' } = {},
) =>
  office.system.query(
    `insert into notice (request_id, seq, to_key, org_id, kind, at, due_at)
     select r.id, $2, key, r.org_id, $3, clock_now(), $4 from request r, unnest($5::text[]) key where r.id = $1`,
    [request, seq, kind, dueAt, keys],
  );
type Mail = { person: string; sendAt: string; status: string; attempts: number; message: string };
const mails = async (): Promise<Mail[]> =>
  (
    await office.system.query<Mail>(
      `select split_part(p.email, '@', 1) as person, send_at as "sendAt", status, attempts, message_id as message
       from notice_mail m join person p on p.id = m.person_id order by seq, p.email`,
    )
  ).rows;
const mailed = async (): Promise<string[]> => (await mails()).map(({ person }) => person);
const wishes = async (login: string, wish: Partial<typeof USUAL_WISH>): Promise<void> =>
  setMailWish(office.app, await office.as(login), { ...USUAL_WISH, ...wish });
async function claimed(): Promise<string> {
  const [id = ''] = await dueMails(office.system);
  await claimMail(office.system, id);
  return id;
}

describe('of a notice is mailed', () => {
  test.each<[string, string[], string[]]>([
    ['the one whose key it is', [me('seo')], ['seo']],
    ['everybody who holds the role', ['role:ca-officer'], ['moon', 'oh']],
    ['the head of the office', ['office:of-seo/supervisor'], ['baek']],
    ['whoever holds two keys, once', ['role:ca-head', me('yang')], ['yang']],
    ['nobody of a partner, who is written to by the office', [`authority:${BELMORA}`, me('laurent')], []],
    ['nobody to whom the file does not exist', [me('noh'), 'role:registry', 'role:translator'], []],
  ])('%s', async (_what, keys, expected) => {
    const { office: own } = await office.read(reviewed);
    await tell(keys.map((key) => key.replace('of-seo', own)));
    expect(await expandNotices(office.system)).toBe(false);
    expect(await mailed()).toEqual(expected);
  });

  test('each once, however often it is looked at, and as often as there are notices', async () => {
    for (const seq of [1, 2, 3]) await tell([me('seo')], { seq });
    await Promise.all([expandNotices(office.system), expandNotices(office.system)]);
    await expandNotices(office.system);
    expect(await mailed()).toEqual(['seo', 'seo', 'seo']);
    expect(new Set((await mails()).map(({ message }) => message)).size).toBe(3);
    const again = 'insert into notice_mail select * from notice_mail';
    await expect(office.system.query(again)).rejects.toMatchObject({ code: '23505' });
  });

  test('nobody who has left, also where they left while it waited', async () => {
    await tell(['role:ca-officer']);
    const setActive = (active: boolean) =>
      asSuperuser(stack, (owner) => owner.query(`update person set active = $1 where email like 'moon@%'`, [active]));
    await expandNotices(office.system);
    await setActive(false);
    try {
      await settleStray(office.system);
      expect(await mails()).toMatchObject([
        { person: 'moon', status: 'failed', attempts: 0 },
        { person: 'oh', status: 'waiting' },
      ]);
      await tell(['role:ca-officer'], { seq: 2 });
      await expandNotices(office.system);
      expect(await mailed()).toEqual(['moon', 'oh', 'oh']);
    } finally {
      await setActive(true);
    }
  });

  test('whoever stands in for the one whose key it is, in everything and then', async () => {
    const [from, until] = ['2026-03-16T00:00:00Z', '2026-03-18T00:00:00Z'];
    const span = { standsFor: personId('seo'), startsAt: from, endsAt: until, reason: 'leave' };
    await appointStandIn(office.app, await office.as('seo'), { ...span, person: personId('han') });
    await appointStandIn(office.app, await office.as('seo'), { ...span, person: personId('noh'), request: reviewed });
    await tell([me('seo')]);
    await expandNotices(office.system);
    await office.system.query(`update stand_in set ended_at = clock_now() - interval '1 second'`);
    expect(await mailed()).toEqual(['han', 'seo']);
  });
});

describe('it is sent', () => {
  test('at once, or when the person wishes, and all that is held until then as one', async () => {
    await wishes('oh', { mode: 'digest', digestAt: '09:00' });
    await wishes('moon', { quietFrom: '22:00', quietTo: '06:30' });
    for (const seq of [1, 2]) await tell(['role:ca-officer', 'role:ca-head'], { seq });
    await expandNotices(office.system);

    const sent = await mails();
    expect(sent.slice(0, 3).map(({ person, sendAt }) => [person, sendAt])).toEqual([
      ['moon', '2026-03-16T21:30:00.000Z'],
      ['oh', '2026-03-17T00:00:00.000Z'],
      ['yang', EVENING],
    ]);
    const messagesTo = (login: string) =>
      new Set(sent.filter(({ person }) => person === login).map(({ message }) => message)).size;
    expect([messagesTo('moon'), messagesTo('oh'), messagesTo('yang')]).toEqual([1, 1, 2]);
  });

  test('at once when it is about what is due today, whatever is wished', async () => {
    await wishes('seo', { mode: 'digest', quietFrom: '22:00', quietTo: '06:30' });
    await tell([me('seo')], { dueAt: '2026-03-16T15:00:00Z' });
    await expandNotices(office.system);
    expect((await mails())[0]?.sendAt).toBe(EVENING);
  });

  test('by one claim, with what it tells', async () => {
    await tell([me('seo')]);
    await expandNotices(office.system);
    const [id = ''] = await dueMails(office.system);
    const claims = await Promise.all([claimMail(office.system, id), claimMail(office.system, id)]);
    const { reference } = await office.read(reviewed);
    expect(claims.filter(Boolean)).toMatchObject([
      { address: 'seo@arvania.example', attempts: 1, tells: [{ reference, kind: 'reminder-drafting' }] },
    ]);
    expect(await dueMails(office.system)).toEqual([]);
  });

  test('and nobody knows of one whose sender fell; it is not sent again, and a late receipt counts', async () => {
    await tell([me('seo')]);
    await expandNotices(office.system);
    const id = await claimed();
    await settleStray(office.system);
    expect(await mails()).toMatchObject([{ status: 'unknown', attempts: 1 }]);
    expect([await dueMails(office.system), await claimMail(office.system, id)]).toEqual([[], undefined]);

    await settleMail(office.system, { id, attempts: 1 }, 'sent');
    expect(await mails()).toMatchObject([{ status: 'sent' }]);
  });

  test('again a minute after it was not taken, and not any more after a day', async () => {
    await tell([me('seo')]);
    await expandNotices(office.system);
    const id = await claimed();
    await settleMail(office.system, { id, attempts: 1 }, 'not-taken');
    expect(await mails()).toMatchObject([{ status: 'waiting', sendAt: '2026-03-16T13:16:00.000Z' }]);
    expect(await dueMails(office.system)).toEqual([]);

    await office.system.query(`update notice_mail set status = 'sending'`);
    await settleMail(office.system, { id, attempts: 29 }, 'not-taken');
    expect(await mails()).toMatchObject([{ status: 'failed' }]);
  });
});

describe('what somebody is mailed and wishes', () => {
  const seenBy = async (login: string, sql: string): Promise<unknown[]> =>
    (await asViewer(office.app, (await office.as(login)).viewer, sql)).rows;

  test('is seen by them and, as far as it was mailed, by the auditor', async () => {
    await wishes('seo', { mode: 'digest' });
    await tell([me('seo'), 'role:ca-officer', 'role:ca-head']);
    await expandNotices(office.system);
    const sees = async (login: string): Promise<number> => (await seenBy(login, 'select 1 from notice_mail')).length;
    for (const [login, many] of [
      ['seo', 1],
      ['oh', 1],
      ['yang', 1],
      ['baek', 0],
      ['admin', 0],
      ['laurent', 0],
      ['jang', 4],
    ] as const)
      expect([login, await sees(login)]).toEqual([login, many]);
    for (const [login, many] of [
      ['seo', 1],
      ['oh', 0],
      ['jang', 0],
      ['admin', 0],
    ] as const)
      expect([login, (await seenBy(login, 'select 1 from mail_wish')).length]).toEqual([login, many]);
  });

  test('is out of sight with the file', async () => {
    await tell(['role:ca-head', me('seo')], { request: draft });
    const person = personId('yang');
    await office.system.query(
      `insert into notice_mail (request_id, seq, person_id, to_key, org_id, message_id, send_at)
       select request_id, seq, $1, to_key, org_id, $2, clock_now() from notice where to_key = 'role:ca-head'`,
      [person, randomUUID()],
    );
    expect(await seenBy('yang', 'select 1 from notice_mail')).toEqual([]);
  });

  test.each([
    ['insert into notice_mail select * from notice_mail'],
    [`update notice_mail set status = 'failed'`],
    ['delete from notice_mail'],
    ['delete from mail_wish'],
    [`insert into mail_wish select id, org_id, 'each', null, null, '08:00' from person where email like 'oh@%'`],
  ])('is nobody else’s to write: %s', async (sql) => {
    const { viewer } = await office.as('seo');
    await expect(asViewer(office.app, viewer, sql, reviewed)).rejects.toMatchObject({ code: '42501' });
  });

  test('a wish under the same key is one wish', async () => {
    const seo = await office.as('seo');
    const set = (mode: 'each' | 'digest') => setMailWish(office.app, seo, { ...USUAL_WISH, mode }, 'the same key');
    await set('digest');
    await wishes('seo', { mode: 'each' });
    await set('digest');
    await expect(set('each')).rejects.toThrow('key');
    expect(await seenBy('seo', 'select mode from mail_wish')).toEqual([{ mode: 'each' }]);
  });
});
