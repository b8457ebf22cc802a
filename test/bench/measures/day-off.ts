import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { withClient } from '../../../bin/embedded/database.ts';
import { step } from '../../../bin/launcher/progress.js';
import { keysOf } from '../../../domain/audience.ts';
import { addHours } from '../../../domain/dates.ts';
import { HOUSE_RULES } from '../../../domain/house-rules.ts';
import { openDeadline } from '../../../domain/running.ts';
import { ARVANIA } from '../../../prisma/demonstration/arvania.ts';
import { idOf } from '../../../prisma/demonstration/ids.ts';
import { openPool } from '../../../registry/db.ts';
import { endEntry, recordEntries } from '../../../registry/law.ts';
import type { Bench } from '../bench.ts';
import { connect } from '../connect.ts';
import { costOf } from '../cost.ts';
import type { House } from '../house.ts';
import { commitThreeRows, TABLES } from '../limits/three-rows.ts';
import { lineOf } from '../line.ts';
import { roundOf } from '../rounds.ts';
import { change, type Draft, newDraft } from './mutation.ts';

const COUNT = 10_000;
/** As many transactions at a time as count deadlines anew. */
const LANES = 2;
/** They are opened on Monday 2 March with ten working days; the other client’s draft begins on the day that is off. */
const OPENED = '2026-03-02T01:00:00Z';
const DAY_OFF = '2026-03-03';
/** A second client changes its draft so often. */
const THINKS_MS = 100;

/** A day off that moves ten thousand open deadlines, and what another client of the house feels of it. */
export async function dayOff({ rig, open, rounds, report }: Bench): Promise<void> {
  const house = await open('dayoff', { worker: true });
  const count = rounds.few ? COUNT / 10 : COUNT;
  await step(`Opening ${count} deadlines`, () => fill(house, count));
  const draft = await newDraft(house);
  const { token } = await house.as('seo');
  const still = await feltWhile(house, { token, draft }, () => rest(rounds.few ? 5000 : 15_000));
  let taken = 0;
  const busy = await feltWhile(house, { token, draft }, async () => {
    taken = await untilMoved(house, { count, isOff: true });
  });
  const bare = await bareCommits(house, count);
  const cost = await costOf(rig, house, count, () => untilMoved(house, { count, isOff: false }));
  const flat = (value: number) => ({ p50: value, p95: value });
  report(
    lineOf(
      `a day off that moves ${count} open deadlines`,
      'ms',
      { product: flat(taken), limit: flat(bare), ratio: taken / bare, spread: [taken / bare, taken / bare] },
      {
        what: `as many bare durable commits of three rows, ${LANES} at a time`,
        aim: { p95: { most: 30_000 } },
        cost: { lanes: LANES, perDeadline: cost },
      },
    ),
  );
  const ratio = busy.p95 / still.p95;
  report(
    lineOf(
      'mutation of another client meanwhile, 95th percentile',
      'ms',
      { product: busy, limit: { ...still, p50: still.p95 }, ratio, spread: [ratio, ratio] },
      { what: 'the same while nothing is counted', aim: { ratio: { most: 2 } } },
    ),
  );
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How long the changes of one draft take while something else goes on. */
async function feltWhile(
  { url }: House,
  { token, draft }: { token: string; draft: Draft },
  work: () => Promise<unknown>,
): Promise<{ p50: number; p95: number }> {
  const client = connect(url, { token });
  const samples: number[] = [];
  let isOver = false;
  const over = work().finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const started = performance.now();
    await change(client, draft);
    samples.push(performance.now() - started);
    await rest(THINKS_MS);
  }
  await over;
  client.close();
  return roundOf(samples);
}

/** From the administrator’s word, that a day is off or that it is not, until the last deadline has moved. */
async function untilMoved({ config, db }: House, { count, isOff }: { count: number; isOff: boolean }): Promise<number> {
  const app = openPool(config.database.app, { size: 1 });
  const user = idOf('person/admin');
  const actor = { id: user, kind: 'person', roles: ['administrator'] } as const;
  const by = { org: ARVANIA.id, actor: { ...actor, roles: [...actor.roles] } };
  const viewer = { user, org: ARVANIA.id, keys: keysOf(by.actor), requests: [] };
  const line = { kind: 'holiday', about: ARVANIA.state, key: DAY_OFF, body: { name: 'Election Day' } } as const;
  const started = performance.now();
  const before = await movedSoFar(db);
  if (isOff) await recordEntries(app, { ...by, viewer }, [{ ...line, source: 'a measure', confidence: 'confirmed' }]);
  else await endEntry(app, { ...by, viewer }, await lineOn(db));
  await app.end();
  for (let owed = 1; owed > 0; ) {
    await rest(50);
    const { rows } = await db.query<{ owed: number }>(
      'select count(*) as owed from recount where done_at is null /* bench */',
    );
    owed = rows[0]?.owed ?? 0;
  }
  const taken = performance.now() - started;
  const moved = (await movedSoFar(db)) - before;
  if (moved !== count) throw new Error(`Cannot measure: ${moved} of ${count} requests were moved`);
  return taken;
}

async function movedSoFar(db: House['db']): Promise<number> {
  const sql = `select count(*) as moved from event where action = 'recountDeadlines' /* bench */`;
  return (await db.query<{ moved: number }>(sql)).rows[0]?.moved ?? 0;
}

async function lineOn(db: House['db']): Promise<string> {
  const sql = `select id from law_entry where kind = 'holiday' and about = $1 and key = $2 and ended_at is null /* bench */`;
  return (await db.query<{ id: string }>(sql, [ARVANIA.state, DAY_OFF])).rows[0]?.id ?? '';
}

/** Files that lie with the central authority, each with an open review and an audit entry to follow on. */
async function fill({ config }: House, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => fileOf(index));
  await withClient(config.database.owner, async (client) => {
    for (let from = 0; from < count; from += 1000)
      await client.query(INSERT, [JSON.stringify(rows.slice(from, from + 1000)), ARVANIA.id]);
    await client.query('vacuum analyze');
  });
}

const [DRAFTER, OFFICE, PARTNER] = [idOf('person/seo'), idOf('office/harun'), idOf('authority/belmora')];

function fileOf(index: number): object {
  const id = randomUUID();
  const start = addHours(OPENED, index % 12);
  const deadline = openDeadline({
    kind: 'drafting',
    cycle: 1,
    trigger: 1,
    start,
    urgency: 'normal',
    rules: HOUSE_RULES,
    calendar: ARVANIA.calendar,
  });
  const state = {
    id,
    org: ARVANIA.id,
    reference: `MLA-2026-D${index}`,
    direction: 'outgoing',
    kind: 'mla',
    status: 'draft',
    version: 1,
    createdAt: start,
    drafter: DRAFTER,
    office: OFFICE,
    requested: 'XBE',
    partner: PARTNER,
    basis: [{ instrument: 'budapest-185', articles: ['25(1)', '31'] }],
    urgency: 'normal',
    label: 'restricted',
    items: [{ id: '1', type: 'data-subscriber' }],
    ...Object.fromEntries(
      ['annexes', 'defects', 'transmissions', 'questions', 'conditions', 'deliveries', 'deskQuestions'].map((list) => [
        list,
        [],
      ]),
    ),
    edition: 0,
    chases: 0,
    deadlines: [deadline],
  };
  return { id, state, deadline, reference: state.reference, start, due: deadline.dueAt, remind: deadline.remindAt };
}

const INSERT = `
  with given as (
    select * from jsonb_to_recordset($1) as g(id uuid, state jsonb, deadline jsonb, reference text, start timestamptz, due timestamptz, remind timestamptz)),
  born as (
    insert into request (id, org_id, reference, kind, direction, status, version, state, drafter_id, office_id, requested, partner_id, urgency, label,
      created_at, changed_at, due_at, audit_hash, readers)
    select id, $2, reference, 'mla', 'outgoing', 'draft', 1, state, '${DRAFTER}', '${OFFICE}', 'XBE', '${PARTNER}', 'normal', 'restricted',
      start, start, due, md5(id::text), array['user:${DRAFTER}', 'office:${OFFICE}/supervisor', 'role:auditor'] from given returning id),
  waiting as (
    insert into task (request_id, action, to_key, org_id, kind, due_at, since)
    select g.id, 'submit', 'user:${DRAFTER}', $2, 'drafting', due, start from given g, born b where b.id = g.id),
  followed as (insert into follower (request_id, workflow, seen_seq, at) select g.id, 'request', 1, start from given g, born b where b.id = g.id)
  insert into deadline (request_id, kind, cycle, org_id, seq, due_at, remind_at, status, body)
  select g.id, 'drafting', 1, $2, 1, due, remind, 'open', deadline from given g, born b where b.id = g.id`;

/** The least that as many steps must write. */
async function bareCommits({ config }: House, count: number): Promise<number> {
  await withClient(config.database.owner, (client) => client.query(TABLES));
  const clients = await Promise.all(
    Array.from({ length: LANES }, async () => {
      const client = new Client({ connectionString: config.database.owner });
      await client.connect();
      return client;
    }),
  );
  const started = performance.now();
  let left = count;
  await Promise.all(
    clients.map(async (client, lane) => {
      for (; left > 0; left -= 1) await commitThreeRows(client, (left * LANES + lane) % 100);
    }),
  );
  const taken = performance.now() - started;
  for (const client of clients) await client.end();
  return taken;
}
