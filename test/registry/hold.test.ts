import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apply } from '../../registry/apply.ts';
import { fireDue } from '../../registry/due.ts';
import { leaseLinkedNews, markSeen } from '../../registry/outbox.ts';
import { verify } from '../../registry/verify.ts';
import { preservationOf } from '../journeys/preserving.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
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

const news = async (file: string): Promise<number[]> => {
  const { rows } = await office.system.query<{ id: number }>(
    'select id from linked_news where request_id = $1 order by id',
    [file],
  );
  return rows.map(({ id }) => id);
};
const links = async (hold: string): Promise<string[]> => {
  const { rows } = await office.system.query<{ id: string }>(
    'select request_id as id from hold_request where hold_id = $1',
    [hold],
  );
  return rows.map(({ id }) => id);
};

describe('a hold', () => {
  test('is a file of its own, numbered with the requests, and linked to those that rely on it', async () => {
    const request = await office.create();
    const hold = await office.openHold('seo', { requests: [request] });
    const { kind, status, reference, hold: held } = await office.read(hold);

    expect([kind, status, held?.requests]).toEqual(['hold', 'requested', [request]]);
    expect(reference).toMatch(/^HOLD-2026-\d+$/);
    expect(await links(hold)).toEqual([request]);
  });

  test('is linked to nothing that its opener does not see: that does not exist', async () => {
    const request = await office.create('noh', { partner: (await office.read(await office.create())).partner });
    const attempt = (id: string): Promise<string> => office.openHold('seo', { requests: [id] });

    const [hidden, missing] = await Promise.all(
      [request, personId('seo')].map((id) => attempt(id).then(String, (error: Error) => error.message)),
    );
    expect(hidden).toContain('names a request that is not there or not yours to see');
    expect(missing).toBe(hidden);
  });

  test('is open to the central authority from its first day, and to the authority that it was asked of', async () => {
    const hold = await office.openHold();
    const sees = async (login: string): Promise<number> =>
      (await asViewer(office.app, (await office.as(login)).viewer, `select 1 from request where id = '${hold}'`)).rows
        .length;

    expect([await sees('seo'), await sees('oh'), await sees('laurent'), await sees('lim'), await sees('noh')]).toEqual([
      1, 1, 1, 0, 0,
    ]);
  });

  test('takes no part of a letter', async () => {
    const hold = await office.openHold();
    await expect(office.fill(hold)).rejects.toThrow();
  });
});

test('an item of a request for preservation opens one hold, however often and by whatever key it is asked', async () => {
  const { frame, content } = preservationOf('Kite Cloud NV');
  const request = await office.create('seo', { ...frame, kind: 'preservation', urgency: 'urgent', label: 'official' });
  await office.fill(request, { ...BLUE_HERON, content });
  const { org, partner } = await office.read(await office.onTo('ready', request));
  const opens = (key: string): Promise<string> =>
    apply(
      office.system,
      { org, actor: { id: 'system', kind: 'system', roles: [] } },
      {
        action: 'openAskedHold',
        key,
        input: { partner, askedBy: { request, item: '1' }, custodian: 'Kite Cloud NV', data: 'a mailbox' },
      },
    ).then(({ request: hold }) => hold);

  await expect(opens('before')).rejects.toThrow('no request for preservation that was sent asks for it');
  await office.onTo('sent', request);
  const hold = await opens('once');
  expect([await opens('once'), await links(hold)]).toEqual([hold, [request]]);
  await expect(opens('again')).rejects.toThrow('hold_asked_once');
});

describe('that two files are linked', () => {
  test('is told only to whoever reads both whole', async () => {
    const request = await office.create();
    const hold = await office.openHold('seo', { requests: [request] });
    const reads = async (login: string): Promise<number> =>
      (
        await asViewer(
          office.app,
          (
            await office.as(login)
          ).viewer,
          `select 1 from hold_request where hold_id = '${hold}'`,
        )
      ).rows.length;

    expect([await reads('seo'), await reads('baek'), await reads('oh'), await reads('laurent')]).toEqual([1, 1, 0, 0]);
  });

  test('cannot be written beside a step', async () => {
    const [request, hold] = [await office.create(), await office.openHold()];
    const insert = `insert into hold_request select '${hold}', '${request}', org_id from request where id = '${hold}'`;
    const { viewer } = await office.as('seo');

    await expect(asViewer(office.app, viewer, insert)).rejects.toThrow('row-level security');
    await expect(asViewer(office.app, viewer, 'select 1 from linked_news')).rejects.toThrow('permission denied');
  });
});

describe('news of a linked file', () => {
  test('is there for the other one after each step of either, and for nobody where none is linked', async () => {
    const [request, alone] = [await office.upTo('ready'), await office.create()];
    const hold = await office.openHold('seo', { requests: [request] });
    expect([await news(hold), (await news(request)).length, await news(alone)]).toEqual([[], 1, []]);

    await office.onTo('acknowledged', request);
    const steps = (await office.read(request)).transmissions.length;
    expect(steps).toBe(1);
    expect((await news(hold)).length).toBe(4); // dispatched, claimed, sent, acknowledged
  });

  test('stays until the workflow has looked after it: what comes meanwhile is not lost', async () => {
    const request = await office.create();
    const hold = await office.openHold('seo', { requests: [request] });
    await office.step('seo', 'askDesk', request, { input: { question: 'Which form?' } });
    const looked = await news(hold);
    await office.step('seo', 'askDesk', request, { input: { question: 'Which office?' } });
    await markSeen(office.system, { request: hold, workflow: 'request', seq: 1, ended: false, linkedNews: looked });

    expect(looked.length).toBe(1);
    expect((await news(hold)).length).toBe(1);
  });

  test('is leased once in ten seconds, with the kind of the file that is told', async () => {
    await office.system.query('update linked_news set leased_until = null');
    const leased = await leaseLinkedNews(office.system, 1000);
    const kinds = new Set(leased.map(({ kind }) => kind));

    expect([...kinds].sort()).toEqual(['hold', 'mla', 'preservation']);
    expect(await leaseLinkedNews(office.system, 1000)).toEqual([]);
  });
});

test('the engine finds the receipt of a request on its hold, and what lapses has its incident; the record is in order', async () => {
  const request = await office.upTo('acknowledged');
  const hold = await office.openHold('seo', { requests: [request] });
  await office.enginesStep('mindHolds', await office.create()).then(
    () => expect.unreachable('nothing is held for it'),
    ({ message }) => expect(message).toContain('its holds are minded already'),
  );
  await office.enginesStep('recordReceipt', hold);
  expect((await office.read(hold)).hold?.stopped).toEqual({ by: 'request-received', on: '2026-03-16', request });

  const late = await office.openHold('seo', { requests: [await office.create()] });
  await office.setClock('2026-06-01T00:00:00Z');
  while ((await fireDue(office.system, { limit: 100 })) > 0);
  expect(await office.read(late)).toMatchObject({
    status: 'lapsed',
    hold: { incident: { cause: 'never-confirmed' } },
  });
  expect((await verify({ systemUrl: stack.urls.system, store: office.store })).violations).toEqual([]);
});
