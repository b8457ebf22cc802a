import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fireDue } from '../../registry/due.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { asSuperuser, contentsOf } from './support.ts';

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

const MINUTE = 60_000;
const shifted = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString();
const actionsOf = async (request: string): Promise<string[]> =>
  (await office.system.query('select action from event where request_id = $1 order by seq', [request])).rows.map(
    ({ action }) => action,
  );

describe('a deadline', () => {
  test('fires once, not a minute early, however many fire at once', async () => {
    const request = await office.create();
    const [drafting] = (await office.read(request)).deadlines;
    if (!drafting?.remindAt) throw new Error('Expected a drafting clock with a reminder: there is none');
    const fire = () => fireDue(office.system, { limit: 100, request });

    await office.setClock(shifted(drafting.remindAt, -MINUTE));
    expect(await fire()).toBe(0);
    await office.setClock(drafting.remindAt);
    await Promise.all([fire(), fire(), fire()]);
    expect(await actionsOf(request)).toEqual(['create', 'remind']);

    await office.setClock(shifted(drafting.dueAt, -MINUTE));
    expect(await fire()).toBe(0);
    await office.setClock(shifted(drafting.dueAt, MINUTE));
    const fired = await Promise.all([fire(), fire(), fire(), fireDue(office.system, { limit: 100 })]);
    expect(fired).toContain(1);
    expect(await actionsOf(request)).toEqual(['create', 'remind', 'fireDeadline']);
    expect(await fire()).toBe(0);
  });

  test('that is overdue by less than the sweep waits for is left to the workflow', async () => {
    await office.setClock('2026-04-13T00:00:00Z');
    const request = await office.create();
    const [drafting] = (await office.read(request)).deadlines;
    await office.setClock(shifted(drafting?.remindAt ?? '', 1000));

    expect(await fireDue(office.system, { limit: 100, request, overdueBy: '1 minute' })).toBe(0);
    expect(await fireDue(office.system, { limit: 100, request })).toBe(1);
  });

  test('tells whom it must, once', async () => {
    const { rows } = await office.system.query(
      "select kind, count(*) from notice where kind like '%-drafting' group by request_id, seq, to_key, kind order by kind",
    );

    expect(rows).toEqual([
      { kind: 'overdue-drafting', count: 1 },
      { kind: 'reminder-drafting', count: 1 },
      { kind: 'reminder-drafting', count: 1 },
    ]);
  });
});

describe('the clock', () => {
  test('of a real installation cannot be moved, and nothing changes', async () => {
    await asSuperuser(stack, (client) => client.query("update installation set kind = 'real', moved = '0'"));
    const before = await contentsOf(stack);

    await expect(office.system.query("select move_clock('2099-01-01')")).rejects.toThrow(/cannot move the clock/);

    expect(await contentsOf(stack)).toEqual(before);
    await expect(
      asSuperuser(stack, (client) => client.query("update installation set moved = '1 day'")),
    ).rejects.toMatchObject({ code: '23514' });
    await asSuperuser(stack, (client) => client.query("update installation set kind = 'test'"));
  });

  test.each(['demonstration', 'practice', 'test'])('of a %s installation moves on, and not back', async (kind) => {
    await asSuperuser(stack, (client) => client.query('update installation set kind = $1', [kind]));
    const now = async (): Promise<string> => (await office.system.query('select clock_now() as now')).rows[0].now;
    const later = shifted(await now(), 86_400_000);

    await office.system.query('select move_clock($1)', [later]);

    expect(Date.parse(await now())).toBeGreaterThanOrEqual(Date.parse(later));
    await expect(office.system.query('select move_clock($1)', [shifted(later, -86_400_000)])).rejects.toThrow(/past/);
  });
});
