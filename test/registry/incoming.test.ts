import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { endEntry } from '../../registry/law.ts';
import { verify } from '../../registry/verify.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { asViewer } from './support.ts';

let stack: TestStack;
let office: Office;
beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

const sees = async (login: string, hold: string): Promise<number> =>
  (await asViewer(office.app, (await office.as(login)).viewer, `select 1 from request where id = '${hold}'`)).rows
    .length;
const calls = (hold: string, wasThey = true): Promise<unknown> =>
  office.step('moon', 'callBack', hold, { input: { wasThey } });
const TOLD = { input: { what: 'answer', channel: 'telephone' } };
const violations = async (): Promise<string[]> =>
  (await verify({ systemUrl: stack.urls.system, store: office.store })).violations.map(({ what }) => what);
const asOwner = (sql: string, values: unknown[]): Promise<unknown> =>
  withClient(stack.urls.owner, (owner) => owner.query(sql, values));

describe('what a partner asks us to preserve', () => {
  test('is open to the central authority and the registry, to no office, and to its partner once it was called back', async () => {
    const hold = await office.receive();
    const everybody = ['oh', 'yang', 'kwon', 'jang', 'laurent', 'salem', 'seo', 'baek', 'lim'];
    const counted = (): Promise<number[]> => Promise.all(everybody.map((login) => sees(login, hold)));

    expect(await counted()).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0]);
    await calls(hold);
    expect(await counted()).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0]);
    await calls(hold, false);
    expect(await counted()).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0]);
  });

  test('shows no word of its refusal to its partner while it was not called back, and none of triage ever', async () => {
    const hold = await office.receive();
    await office.step('yang', 'refusePreservation', hold, {
      input: { ground: 'political-offence', reason: 'It is a rally' },
    });
    const words = async (): Promise<unknown[]> =>
      (
        await asViewer(
          office.app,
          (
            await office.as('laurent')
          ).viewer,
          `select body from note where request_id = '${hold}'`,
        )
      ).rows;
    expect(await words()).toEqual([]);
    await calls(hold);
    expect(await words()).toEqual([{ body: 'It is a rally' }]);
  });

  test('belongs to no office, and what we ask for always to one', async () => {
    const hold = await office.receive();
    const { rows } = await office.system.query('select office_id, direction from request where id = $1', [hold]);
    expect(rows).toEqual([{ office_id: null, direction: 'incoming' }]);
    await expect(asOwner(`update request set direction = 'outgoing' where id = $1`, [hold])).rejects.toThrow(
      'request_has_office',
    );
  });

  test('is called back at the number that stands in that moment', async () => {
    const hold = await office.receive();
    await calls(hold);
    const [call] = (await office.read(hold)).hold?.incoming?.callBacks ?? [];
    await endEntry(office.app, await office.as('admin'), call?.entry ?? '');

    await expect(calls(hold)).rejects.toThrow('the directory has no telephone number of contact-point-24-7 of Belmora');
    await expect(office.receive()).rejects.toThrow('is no authority of its State on record');
    expect(await violations()).toEqual([]);
  });
});

describe('verify', () => {
  test('finds a call back at a number that no line of the directory has', async () => {
    await asOwner(
      `update law_entry set body = body - 'telephone' where about = 'XBE' and key = 'contact-point-24-7'`,
      [],
    );
    expect(await violations()).toContain('was called back at a number that the directory does not have');
  });

  test('finds word to a partner that came before the call back, and a step of the other direction', async () => {
    const { rows } = await office.system.query(
      `select id from request where status = 'not-held' and direction = 'incoming'`,
    );
    const hold = rows[0]?.id;
    await office.step('oh', 'tellPartner', hold, TOLD);
    await asOwner(
      `update event set body = jsonb_set(body, '{set,hold,incoming,callBacks}', '[]') where request_id = $1 and action = 'callBack'`,
      [hold],
    );
    expect(await violations()).toContain('tells or hands over before the call back');
    await asOwner(
      `update event set action = 'declineExtension', body = jsonb_set(body, '{action}', '"refuseHold"') where request_id = $1 and action = 'refusePreservation'`,
      [hold],
    );
    await asOwner(
      `update event set body = jsonb_set(body, '{set,direction}', '"outgoing"') where request_id = $1 and seq = 1`,
      [hold],
    );
    expect(await violations()).toEqual(
      expect.arrayContaining([
        'its direction and how it was asked do not go together',
        'action "callBack" is not for what is outgoing',
      ]),
    );
  });
});
