import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { withClient } from '../../../bin/embedded/database.ts';
import { until } from '../../../bin/embedded/process.ts';
import { step } from '../../../bin/launcher/progress.js';
import type { Deadline } from '../../../domain/deadlines.ts';
import { ARVANIA } from '../../../prisma/demonstration/arvania.ts';
import { idOf } from '../../../prisma/demonstration/ids.ts';
import { poker } from '../../../workflows/relay.ts';
import { active } from '../../domain/holding/way.ts';
import type { Bench } from '../bench.ts';
import { type BareEngine, startBareEngine } from '../engine.ts';
import type { House } from '../house.ts';
import { lineOf } from '../line.ts';
import type { Rig } from '../rig.ts';
import { at, short } from '../rounds.ts';

const COUNT = 10_000;
const AT_ONCE = 40;
/** So long before the first reminder the clock stands when the first workflow starts: all sleep by then. */
const MS_FOR_EACH = 45;
const MS_FOR_EACH_BARE = 15;
const HEAD_START_MS = 20_000;

type Asleep = { all: number; kib: { temporal: number; worker: number; postgres: number } };
type Punctual = { p50: number; p95: number; p99: number; all: number };

/** Ten thousand open holds, each with its workflow asleep, whose first reminders fall due at one instant. */
export async function holds(bench: Bench): Promise<void> {
  const { rig, rounds, report, open } = bench;
  const house = await open('holds', { worker: true });
  const count = rounds.few ? COUNT / 10 : COUNT;
  const due = reminderOf(active().request.deadlines);
  const ids = await step(`Opening ${count} holds`, () => fill(house, count));
  await house.db.query('select move_clock($1)', [
    new Date(Date.parse(due) - count * MS_FOR_EACH - HEAD_START_MS).toISOString(),
  ]);
  const asleep = await step(`Putting ${count} workflows to sleep`, () => putToSleep(bench, house, ids));
  const given = await step(`Waiting for ${count} reminders`, () => allGiven(house, { count, due }));
  const bare = await startBareEngine(rig, house);
  try {
    const limit = await step(`Letting ${count} bare workflows sleep`, () => bareSleep(bench, house, bare, count));
    const ratio = given.all / limit.given.all;
    report(
      lineOf(
        `first reminder of ${count} open holds, from the instant at which it is due`,
        'ms',
        { product: given, limit: limit.given, ratio, spread: [ratio, ratio] },
        {
          what: 'as many bare workflows that sleep until one instant and then run one local activity; the ratio is of the time until the last',
          cost: {
            p99: short(given.p99),
            allGivenMs: short(given.all),
            startedPerSecond: short((count * 1000) / asleep.all),
            kibForEach: asleep.kib,
            bare: {
              p99: short(limit.given.p99),
              allGivenMs: short(limit.given.all),
              startedPerSecond: short((count * 1000) / limit.asleep.all),
              kibForEach: limit.asleep.kib,
            },
          },
        },
      ),
    );
  } finally {
    await bare.stop();
  }
}

function reminderOf([clock]: readonly Deadline[]): string {
  if (!clock?.remindAt) throw new Error('Cannot measure: the hold has no reminder');
  return clock.remindAt;
}

/** The same hold again and again, as a first event left it. */
async function fill({ config }: House, count: number): Promise<string[]> {
  const { request: hold } = active();
  const rows = Array.from({ length: count }, (_, index) => {
    const [id, reference] = [randomUUID(), `HOLD-2026-B${index}`];
    const state = { ...hold, id, reference, org: ARVANIA.id, drafter: DRAFTER, office: OFFICE, partner: PARTNER };
    return { id, reference, state, clock: hold.deadlines[0] };
  });
  await withClient(config.database.owner, async (client) => {
    for (let from = 0; from < count; from += 1000)
      await client.query(INSERT, [JSON.stringify(rows.slice(from, from + 1000)), ARVANIA.id]);
    await client.query('vacuum analyze');
  });
  return rows.map(({ id }) => id);
}

const [DRAFTER, OFFICE, PARTNER] = [idOf('person/seo'), idOf('office/harun'), idOf('authority/belmora')];
const INSERT = `
  with given as (
    select g.*, (state ->> 'createdAt')::timestamptz as at, (state ->> 'version')::int as version, (clock ->> 'dueAt')::timestamptz as due
    from jsonb_to_recordset($1) as g(id uuid, state jsonb, clock jsonb, reference text)),
  born as (
    insert into request (id, org_id, reference, kind, direction, status, version, state, title, drafter_id, office_id, requested, partner_id, urgency,
      label, created_at, changed_at, due_at, audit_hash, readers)
    select id, $2, reference, 'hold', 'outgoing', state ->> 'status', version, state, '', '${DRAFTER}', '${OFFICE}', 'XBE', '${PARTNER}', 'urgent',
      'restricted', at, at, due, md5(id::text), array['user:${DRAFTER}', 'office:${OFFICE}/supervisor', 'role:auditor'] from given returning id)
  insert into deadline (request_id, kind, cycle, org_id, seq, due_at, remind_at, status, body)
  select g.id, clock ->> 'kind', 1, $2, 1, due, (clock ->> 'remindAt')::timestamptz, 'open', clock from given g, born b where b.id = g.id`;

async function putToSleep({ rig }: Bench, house: House, ids: readonly string[]): Promise<Asleep> {
  const { address, namespace } = rig.temporal;
  const connection = await Connection.connect({ address });
  const poke = poker(new Client({ connection, namespace }), house.config.temporal.taskQueue);
  const before = memoryOf(rig, house);
  const [started, size] = [performance.now(), await databaseSize(house)];
  await each(ids, (request) => poke({ request, kind: 'hold', seq: 1 }));
  const isOver = async () => (await numberOf(house, 'select count(*) as n from follower /* bench */')) >= ids.length;
  if (!(await until(isOver, 900))) throw new Error('Cannot measure: not every workflow has looked at its hold');
  await connection.close();
  const kib = memoryOf(rig, house);
  const for1 = (bytes: number): number => short(bytes / ids.length);
  return {
    all: performance.now() - started,
    kib: {
      temporal: for1(kib.temporal - before.temporal),
      worker: for1(kib.worker - before.worker),
      postgres: for1(((await databaseSize(house)) - size) / 1024),
    },
  };
}

/** How late the reminders are by the record, and how long it takes until the last is given. */
async function allGiven(house: House, { count, due }: { count: number; due: string }): Promise<Punctual> {
  const given = `from event where action = 'remind'`;
  if ((await numberOf(house, `select count(*) as n ${given} /* bench */`)) > 0)
    throw new Error('Cannot measure: a reminder was given before every workflow slept');
  const isOver = async () => (await numberOf(house, `select count(*) as n ${given} /* bench */`)) >= count;
  if (!(await until(isOver, 1800))) throw new Error('Cannot wait any longer for the reminders');
  const { rows } = await house.db.query<{ late: number[] }>(
    `select array_agg(late order by late) as late from (select (extract(epoch from at - $1::timestamptz) * 1000)::float8 as late ${given}) e /* bench */`,
    [due],
  );
  return punctual(rows[0]?.late ?? []);
}

/** The engine's own share: as many workflows that sleep until one instant, and note that they woke. */
async function bareSleep(
  { rig }: Bench,
  house: House,
  bare: BareEngine,
  count: number,
): Promise<{ asleep: Asleep; given: Punctual }> {
  const due = Date.now() + count * MS_FOR_EACH_BARE + HEAD_START_MS;
  const before = memoryOf(rig, house);
  const bareBefore = residentKib(bare.pid);
  const started = performance.now();
  await each(
    Array.from({ length: count }, () => randomUUID()),
    (id) => bare.sleep(id, due),
  );
  const all = performance.now() - started;
  const kib = {
    temporal: short((memoryOf(rig, house).temporal - before.temporal) / count),
    worker: short((residentKib(bare.pid) - bareBefore) / count),
    postgres: 0,
  };
  const woken = 'select count(*) as n from bare_woken /* bench */';
  if (!(await until(async () => (await numberOf(house, woken)) >= count, 1800)))
    throw new Error('Cannot wait any longer for the bare workflows');
  const { rows } = await house.db.query<{ late: number[] }>(
    'select array_agg(late order by late) as late from (select (extract(epoch from at) * 1000)::float8 - $1::float8 as late from bare_woken) e /* bench */',
    [due],
  );
  return { asleep: { all, kib }, given: punctual(rows[0]?.late ?? []) };
}

function punctual(late: readonly number[]): Punctual {
  return { p50: at(late, 0.5), p95: at(late, 0.95), p99: at(late, 0.99), all: at(late, 1) };
}

async function each<T>(things: readonly T[], work: (thing: T) => Promise<unknown>): Promise<void> {
  const left = [...things];
  const loop = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loop));
}

const numberOf = async ({ db }: House, sql: string): Promise<number> =>
  (await db.query<{ n: number }>(sql)).rows[0]?.n ?? 0;
const databaseSize = (house: House): Promise<number> =>
  numberOf(house, 'select pg_database_size(current_database()) as n /* bench */');

const memoryOf = ({ temporal }: Rig, { worker }: House): { temporal: number; worker: number } => ({
  temporal: residentKib(temporal.pid),
  worker: worker ? residentKib(worker.pid) : 0,
});
/** What a process holds in memory. */
const residentKib = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN);
