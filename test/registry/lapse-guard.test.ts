import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare } from '../../domain/dates.ts';
import { dutiesWith } from '../../domain/linked-duties.ts';
import type { Action } from '../../domain/moves.ts';
import type { Request } from '../../domain/request.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { fireDue } from '../../registry/due.ts';
import { expandNotices } from '../../registry/notice-mail.ts';
import { verify } from '../../registry/verify.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { expectedOf, type Happened, type Plan, planOf } from './lapse-plans.ts';

const HOLDS = 200;
/** Two years from Monday 16 March 2026. */
const END = '2028-03-16T12:00:00Z';

let stack: TestStack;
let office: Office;
const plans = Array.from({ length: HOLDS }, (_, index) => planOf(index));
/** By the number of a plan: its hold, the requests that it relies on, and what was done to it. */
const files: { hold: string; requests: string[]; happened: Happened[] }[] = [];

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  await live();
}, 300_000);
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

/** Two years of all holds: the clock stands at each instant at which something is due or somebody acts. */
async function live(): Promise<void> {
  const sent = await office.upTo('sent');
  const agenda = plans
    .flatMap((plan, number) => plan.map((act) => ({ ...act, number })))
    .sort((a, b) => compare(a.at, b.at) || a.number - b.number);
  for (let now = ''; ; ) {
    const due = (await nextDue()) ?? END;
    const next = [due, agenda[0]?.at ?? END, END].sort(compare)[0] ?? END;
    now = next;
    await office.system.query('select move_clock($1, true)', [now]);
    await settle(now);
    if (now === END) return;
    while (agenda[0]?.at === now) {
      const { number, ...act } = agenda.shift() as Plan[number] & { number: number };
      await perform(number, act, sent);
      await settle(now);
    }
  }
}

async function nextDue(): Promise<string | undefined> {
  const { rows } = await office.system.query<{ at: string | null }>(
    `select min(least(due_at, coalesce(remind_at, due_at))) as at from deadline where status = 'open' and kind in ('hold', 'alarm')`,
  );
  return rows[0]?.at ?? undefined;
}

/** What the engine does at an instant: what is due fires, and what it owes a hold after that is taken. */
async function settle(now: string): Promise<void> {
  do while ((await fireDue(office.system, { limit: 500 })) > 0);
  while ((await takeOwed(now)) > 0);
}

async function takeOwed(now: string): Promise<number> {
  const { rows } = await office.system.query<{ state: Request; linked: Request[] | null }>(
    `select h.state, (select jsonb_agg(q.state) from request q join hold_request l on l.request_id = q.id where l.hold_id = h.id) as linked
     from request h where h.kind = 'hold' and (h.changed_at >= $1
       or exists (select 1 from hold_request l join request q on q.id = l.request_id where l.hold_id = h.id and q.changed_at >= $1))`,
    [now],
  );
  let taken = 0;
  for (const { state, linked } of rows)
    for (const duty of dutiesWith(state, { linked: linked ?? [], instruments: INSTRUMENTS, now })) {
      if (duty.do !== 'take') continue;
      await office.enginesStep(duty.action, state.id);
      taken += 1;
    }
  return taken;
}

async function perform(number: number, { who, action, input, at }: Plan[number], sent: string): Promise<void> {
  if (action === 'openHold') {
    const requests = 'relies' in input ? [await relied(input['relies'] as string, sent)] : [];
    const { relies: _, ...asked } = input;
    const hold = await office.openHold(who, { ...asked, requests });
    files[number] = { hold, requests, happened: [{ at, action, input }] };
    return;
  }
  const file = files[number];
  if (!file) return;
  const target = action === 'withdraw' ? file.requests[0] : file.hold;
  if (!target) return;
  const isTaken = await office.step(who, action as Action, target, { input }).then(
    () => true,
    ({ name }: Error) => {
      if (!['ActionNotAllowed', 'InvalidInput'].includes(name)) throw new Error(`${action} of ${number}: ${name}`);
      return false;
    },
  );
  if (isTaken) file.happened.push({ at, action, input });
}

/** A draft of its own, or the one request that all of them wait for. */
const relied = (what: string, sent: string): Promise<string> =>
  what === 'draft' ? office.create() : Promise.resolve(sent);

const clockEvents = async (hold: string): Promise<string[]> =>
  (
    await office.system.query<{ at: string; action: string }>(
      `select at, action from event where request_id = $1 and action in ('remind', 'fireDeadline')
         and body -> 'deadlines' @> '[{"kind": "hold"}]' order by seq`,
      [hold],
    )
  ).rows.map(({ at, action }) => `${at} ${action}`);

describe(`${HOLDS} holds over two years`, () => {
  test('each end produced, released, or lapsed with an incident', async () => {
    const { rows } = await office.system.query<{ status: string; cause: string | null }>(
      `select status, state -> 'hold' -> 'incident' ->> 'cause' as cause from request where kind = 'hold'`,
    );
    const ends = Object.groupBy(rows, ({ status, cause }) => (cause === null ? status : `${status}: ${cause}`));

    expect(rows).toHaveLength(HOLDS);
    expect(Object.keys(ends).filter((end) => !/^(produced|released|lapsed: .*)$/.test(end))).toEqual([]);
    expect(Object.keys(ends).sort()).toEqual([
      'lapsed: extension-unanswered',
      'lapsed: never-confirmed',
      'lapsed: no-request',
      'lapsed: release-proposed',
      'lapsed: request-not-received',
      'lapsed: request-not-sent',
      'produced',
      'released',
    ]);
  });

  test('are warned of and lapse at the instants that their days and zones say: none is missing, doubled or early', async () => {
    const [found, expected]: [Record<string, string[]>, Record<string, string[]>] = [{}, {}];
    for (const [number, { hold, happened }] of files.entries()) {
      found[number] = await clockEvents(hold);
      expected[number] = expectedOf(happened);
    }
    expect(found).toEqual(expected);
    expect(Object.values(expected).flat().length).toBeGreaterThan(HOLDS * 3);
  });

  test('tell each lapse to the drafter, the officer and the head, once', async () => {
    const { rows } = await office.system.query(
      `select r.id from request r left join notice n on n.request_id = r.id and n.kind = 'hold-lapsed'
       where r.kind = 'hold' and r.status = 'lapsed' group by r.id having count(n.*) <> 3`,
    );
    expect(rows).toEqual([]);
  });

  test('leave a record without violations', async () => {
    while (await expandNotices(office.system)); // nobody mails here; who would be mailed is known
    expect((await verify({ systemUrl: stack.urls.system, store: office.store })).violations).toEqual([]);
  });
});
