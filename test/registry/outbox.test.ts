import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Leased, leaseNews, markSeen } from '../../registry/outbox.ts';
import { markUneventful } from '../../registry/patience.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';

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

/** The steps whose news wakes the workflow of a request. */
async function waking(request: string): Promise<string[]> {
  const { rows } = await office.system.query<{ action: string }>(
    `select e.action from outbox o join event e using (request_id, seq) where request_id = $1 and not uneventful order by seq`,
    [request],
  );
  return rows.map(({ action }) => action);
}

describe('news that wakes the engine', () => {
  test('is of steps that begin or end something of it, or leave it something to do, and of no other', async () => {
    const request = await office.upTo('closed');
    await office.enginesStep('startRetention', request);
    expect(await waking(request)).toEqual([
      'create',
      ...['approve', 'openTranslation', 'takeTranslation', 'finishTranslation', 'certifyTranslation', 'makeReady'],
      ...['dispatch', 'claimTransmission', 'recordSent'],
      ...['close', 'startRetention'],
    ]);
  });

  test('is of a step that brings an alarm before it looks again', async () => {
    const request = await office.create('seo', { urgency: 'urgent' });
    await office.fill(request);
    await office.submit(request);
    await office.setClock('2026-03-16T06:00:00Z'); // the reminder of a day's review comes tomorrow at noon
    await office.step('baek', 'endorse', request);
    expect(await waking(request)).toEqual(['create', 'endorse']);
  });
});

describe('uneventful news', () => {
  let request: string;
  beforeEach(async () => {
    request = await office.create();
    await office.system.query('update outbox set delivered_at = now() where delivered_at is null');
  });

  const seen = (seq: number): Promise<void> =>
    markSeen(office.system, { request, workflow: 'request', seq, ended: false });
  const ask = (): Promise<unknown> => office.step('seo', 'askDesk', request, { input: { question: 'Which form?' } });
  const leased = (): Promise<Leased[]> => leaseNews(office.system, 10);
  async function follower(): Promise<{ seen: number; waiting: number }> {
    const { rows } = await office.system.query<{ seen: number; waiting: number }>(
      `select (select seen_seq from follower where request_id = $1) as seen,
         (select count(*) from outbox where request_id = $1 and delivered_at is null) as waiting`,
      [request],
    );
    return rows[0] ?? { seen: 0, waiting: 0 };
  }

  test('counts as seen by a workflow that had seen all before, however many pieces there are', async () => {
    await seen(1);
    await ask();
    await ask();
    const news = await leased();
    expect(news).toEqual([{ request, kind: 'mla', first: 2, seq: 3, uneventful: true }]);
    expect(await markUneventful(office.system, news)).toEqual(new Set([request]));
    expect(await follower()).toEqual({ seen: 3, waiting: 0 });
  });

  test('is for a workflow that is behind, or that there is none of yet, to be told', async () => {
    await ask();
    await ask();
    expect(await markUneventful(office.system, await leased())).toEqual(new Set());
    await seen(1);
    await office.system.query('update outbox set delivered_at = now() where request_id = $1 and seq = 2', [request]);
    await office.system.query('update outbox set leased_until = null');
    const news = await leased();
    expect(news).toEqual([{ request, kind: 'mla', first: 3, seq: 3, uneventful: true }]);
    expect(await markUneventful(office.system, news)).toEqual(new Set());
    expect(await follower()).toEqual({ seen: 1, waiting: 1 });
  });

  test('wakes with what else is new', async () => {
    await seen(1);
    await ask();
    await office.step('seo', 'withdraw', request, { input: { reason: 'not needed' } });
    expect(await leased()).toEqual([{ request, kind: 'mla', first: 2, seq: 3, uneventful: false }]);
  });
});
