import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Deadline } from '../../domain/deadlines.ts';
import type { Event } from '../../domain/request.ts';
import { endEntry, recordEntries } from '../../registry/law.ts';
import { recountOwed } from '../../registry/recount.ts';
import { verify } from '../../registry/verify.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let office: Office;
/** A new draft for each test and one review, opened on Monday 16 March: due at the end of 30 and of 23 March in Seoul. */
let draft: string;
let review: string;
/** Lies with the partner since then; the partner's clocks count plain days. */
let sent: string;

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  await recountOwed(office.system, { announce: () => {} });
  sent = await office.upTo('sent');
  review = await office.create('seo', { urgency: 'normal' });
  await office.fill(review);
  await office.onTo('with-ca', review);
});
beforeEach(async () => {
  draft = await office.create();
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

/** An administrator puts a day off of a State on record; gives the id of its line. */
async function dayOff(day: string, state = 'XAR', authority = ''): Promise<string> {
  const line = { kind: 'holiday', about: state, key: day + authority, body: { name: 'Election Day' } } as const;
  const entry = { ...line, source: 'a test', confidence: 'confirmed' } as const;
  const { ids } = await recordEntries(office.app, await office.as('admin'), [entry]);
  return ids[0] ?? '';
}
const takeBack = async (line: string): Promise<void> => endEntry(office.app, await office.as('admin'), line);
/** The calendar and all deadlines as they were. */
async function undo(...lines: string[]): Promise<void> {
  for (const line of lines) await takeBack(line);
  await recount();
}
async function recount(): Promise<string[]> {
  const moved: string[] = [];
  await recountOwed(office.system, { announce: (request) => moved.push(request) });
  return moved;
}
const clockOf = async (request: string, kind: string): Promise<Deadline> => {
  const deadline = (await office.read(request)).deadlines.find((one) => one.kind === kind);
  if (!deadline) throw new Error(`Cannot give the clock "${kind}" of "${request}": there is none`);
  return deadline;
};
const recounts = async (request: string): Promise<Event[]> =>
  (
    await office.system.query<{ body: Event }>(
      `select body from event where request_id = $1 and action = 'recountDeadlines' order by seq`,
      [request],
    )
  ).rows.map(({ body }) => body);
const told = async (request: string): Promise<string[]> =>
  (
    await office.system.query<{ told: string }>(
      `select to_key || ' ' || kind as told from notice where request_id = $1 and kind = 'deadline-moved' order by seq`,
      [request],
    )
  ).rows.map((row) => row.told);
const owed = async (): Promise<number> =>
  (await office.system.query('select count(*) from recount where done_at is null')).rows[0].count;

describe('a day off that is recorded', () => {
  test('moves the deadlines that it touches exactly once, and tells whose they are', async () => {
    const line = await dayOff('2026-03-20');
    expect((await clockOf(review, 'ca-review')).dueAt).toBe('2026-03-23T15:00:00Z');
    expect(await owed()).toBe(1);

    expect((await recount()).sort()).toEqual([draft, review].sort());
    expect(await recount()).toEqual([]);

    expect((await clockOf(draft, 'drafting')).dueAt).toBe('2026-03-31T15:00:00Z');
    expect((await clockOf(review, 'ca-review')).dueAt).toBe('2026-03-24T15:00:00Z');
    for (const request of [draft, review]) {
      const [event, ...more] = await recounts(request);
      expect(more).toEqual([]);
      expect(event).toMatchObject({
        actor: { id: 'system', kind: 'system' },
        said: { lines: [line] },
        deadlines: [{ op: 'recount', dueAt: expect.any(String) }],
      });
    }
    expect(await told(draft)).toEqual([`user:${personId('seo')} deadline-moved`]);
    expect(await told(review)).toEqual(['role:ca-officer deadline-moved']);
    expect(await recounts(sent)).toEqual([]);
    await undo(line);
  });

  test('is in the table of deadlines and in the list, too', async () => {
    const line = await dayOff('2026-03-20');
    await recount();
    const { rows } = await office.system.query(
      `select d.due_at, d.remind_at, r.due_at as next, t.due_at as task from deadline d join request r on r.id = d.request_id
       join task t on t.request_id = r.id and t.action = 'approve' where d.request_id = $1 and d.kind = 'ca-review'`,
      [review],
    );

    expect(rows).toEqual([
      {
        due_at: '2026-03-24T15:00:00.000Z',
        remind_at: '2026-03-22T15:00:00.000Z',
        next: '2026-03-24T15:00:00.000Z',
        task: '2026-03-24T15:00:00.000Z',
      },
    ]);
    await undo(line);
  });

  test('moves them back when it is taken back, and both are on record', async () => {
    const line = await dayOff('2026-03-20');
    await recount();
    await takeBack(line);
    await recount();

    expect((await clockOf(draft, 'drafting')).dueAt).toBe('2026-03-30T15:00:00Z');
    expect((await recounts(draft)).map(({ said }) => said)).toEqual([{ lines: [line] }, { lines: [line] }]);
    expect(await owed()).toBe(0);
  });

  test('of our central authority alone moves them, too; of another authority of our State it is nothing to us', async () => {
    const line = await dayOff('2026-03-20', 'XAR', '/central-authority');
    expect(await recount()).toEqual(expect.arrayContaining([draft, review]));
    expect((await clockOf(draft, 'drafting')).dueAt).toBe('2026-03-31T15:00:00Z');
    await undo(line);

    const another = await dayOff('2026-03-20', 'XAR', '/contact-point-24-7');
    expect(await recount()).toEqual([]);
    await undo(another);
  });

  test('and taken back before anybody counted moves nothing', async () => {
    await takeBack(await dayOff('2026-03-20'));

    expect(await owed()).toBe(2);
    expect(await recount()).toEqual([]);
    expect([await recounts(draft), await owed()]).toEqual([[], 0]);
  });

  test('after their end, or before their start, touches nothing', async () => {
    const lines = [await dayOff('2026-04-01'), await dayOff('2026-03-13'), await dayOff('2026-03-21')];

    expect(await recount()).toEqual([]);
    await undo(...lines);
  });

  test.each(['XBE', 'DE'])('of another State touches nothing: %s', async (state) => {
    const line = await dayOff('2026-03-20', state);

    expect(await recount()).toEqual([]);
    expect(await recounts(sent)).toEqual([]);
    await undo(line);
  });

  test('together with others names those that move a deadline', async () => {
    const [far, near] = [await dayOff('2026-03-26'), await dayOff('2026-03-18')];
    await recount();

    expect((await recounts(review)).at(-1)?.said).toEqual({ lines: [near] });
    expect((await recounts(draft)).map(({ said }) => said)).toEqual([{ lines: [far, near] }]);
    expect((await clockOf(draft, 'drafting')).dueAt).toBe('2026-04-01T15:00:00Z');
    await undo(far, near);
  });
});

/** Asked on Sunday 15 March: its sixty days end on 14 May, a day off where its custodian is, so that we act by the 13th. */
describe('a day off on which a hold had to be acted on', () => {
  let hold: string;
  beforeAll(async () => {
    hold = await office.openHold();
  });
  const days = async (): Promise<unknown> => {
    const { hold: held, deadlines } = await office.read(hold);
    return [held?.until, held?.actBy, ...deadlines.map(({ status, dueAt }) => `${status} ${dueAt}`)];
  };
  const end = 'open 2026-05-14T22:00:00Z';

  test.each(['XAR', 'XBE'])('in %s moves that day back, never the end, and tells whose it is', async (state) => {
    expect(await days()).toEqual(['2026-05-14', '2026-05-13', end]);
    const line = await dayOff('2026-05-13', state);

    expect(await recount()).toEqual([hold]);
    expect(await recount()).toEqual([]);
    expect(await days()).toEqual(['2026-05-14', '2026-05-12', end]);
    expect((await told(hold)).slice(-2).sort()).toEqual([
      'role:ca-officer deadline-moved',
      `user:${personId('seo')} deadline-moved`,
    ]);
    expect((await recounts(hold)).at(-1)).toMatchObject({
      said: { lines: [line] },
      set: { hold: { actBy: '2026-05-12' } },
    });
    expect((await clockOf(hold, 'hold')).explanation.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('Election Day'),
    );

    await undo(line);
    expect(await days()).toEqual(['2026-05-14', '2026-05-13', end]);
  });

  test.each([
    ['/central-authority', '2026-05-12'],
    ['/judicial-authority', '2026-05-13'],
  ])('of the authority that was asked alone counts, of another one not: %s', async (authority, actBy) => {
    const line = await dayOff('2026-05-13', 'XBE', authority);
    await recount();

    expect(await days()).toEqual(['2026-05-14', actBy, end]);
    await undo(line);
  });

  test.each([
    ['XAR', '2026-05-12'],
    ['XBE', '2026-05-15'],
    ['DE', '2026-05-13'],
  ])('is none in %s on %s', async (state, day) => {
    const line = await dayOff(day, state);

    expect(await recount()).toEqual([]);
    expect(await days()).toEqual(['2026-05-14', '2026-05-13', end]);
    await undo(line);
  });
});

test('another weekend moves what it touches', async () => {
  const { rows } = await office.system.query<{ body: object; source: string }>(
    `select body, source from law_entry where about = 'XAR' and kind = 'state' and ended_at is null`,
  );
  const state = async (body: object): Promise<unknown> =>
    recordEntries(office.app, await office.as('admin'), [
      { kind: 'state', about: 'XAR', key: '', body, source: 'a test', confidence: 'confirmed' },
    ]);
  await state({ ...rows[0]?.body, weekend: [7] });
  await recount();

  expect((await clockOf(review, 'ca-review')).dueAt).toBe('2026-03-21T15:00:00Z');
  await state({ ...rows[0]?.body });
  await recount();
  expect((await clockOf(review, 'ca-review')).dueAt).toBe('2026-03-23T15:00:00Z');
});

describe('counting anew', () => {
  test('that is stopped half-way is taken up again, and each deadline moves once', async () => {
    const more = [draft];
    while (more.length < 24) more.push(await office.create());
    const line = await dayOff('2026-03-20');
    const stopping = new AbortController();
    const first: string[] = [];
    await recountOwed(office.system, {
      announce: (request) => {
        first.push(request);
        stopping.abort();
      },
      lanes: 1,
      signal: stopping.signal,
    });
    expect(first.length > 0 && first.length < more.length).toBe(true);
    expect(await owed()).toBe(1);

    const rest = await recount();
    expect(rest.filter((request) => first.includes(request))).toEqual([]);
    expect(await Promise.all(more.map(async (request) => (await recounts(request)).length))).toEqual(more.map(() => 1));
    expect(await owed()).toBe(0);
    await undo(line);
  });

  test('by several at once moves each deadline once', async () => {
    const line = await dayOff('2026-03-20');
    await Promise.all([recount(), recount(), recount()]);

    expect(await recounts(draft)).toHaveLength(1);
    await undo(line);
  });

  test('waits for a step that may have read the calendar before it changed', async () => {
    const step = await office.system.connect();
    await step.query('begin');
    await step.query(
      "insert into idempotency (actor, key, body_hash, org_id) select 'a test', 'under way', '', id from org",
    );
    const line = await dayOff('2026-03-20');
    let isOver = false;
    const counting = recount().then(() => {
      isOver = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([isOver, (await recounts(draft)).length]).toEqual([false, 0]);

    await step.query('rollback');
    step.release();
    await counting;
    expect(await recounts(draft)).toHaveLength(1);
    await undo(line);
  });

  test('leaves a record without violations', async () => {
    const { violations } = await verify({ systemUrl: stack.urls.system, store: office.store });
    expect(violations).toEqual([]);
  });
});

test('a start that is put right moves the deadline, tells its owner, and is verified', async () => {
  const input = { kind: 'ca-review', cycle: 1, startedOn: '2026-03-12', reason: 'It came in by paper before' };
  await office.step('oh', 'correctStart', review, { input });

  expect(await clockOf(review, 'ca-review')).toMatchObject({
    startedAt: '2026-03-11T15:00:00Z',
    dueAt: '2026-03-19T15:00:00Z',
  });
  expect((await told(review)).length).toBeGreaterThan((await recounts(review)).length);
  expect((await verify({ systemUrl: stack.urls.system, store: office.store })).violations).toEqual([]);
});
