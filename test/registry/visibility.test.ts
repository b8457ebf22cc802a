import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSeenBy } from '../../domain/audience.ts';
import { openCalendar } from '../../registry/calendar.ts';
import { inTransaction, openPool, type Viewer } from '../../registry/db.ts';
import { fireDue } from '../../registry/due.ts';
import { appointStandIn, setHouseRule } from '../../registry/house.ts';
import { expandNotices, setMailWish } from '../../registry/notice-mail.ts';
import { savePart } from '../../registry/parts.ts';
import { handOver, recordAbsence } from '../../registry/roster.ts';
import { createDownload, createUpload } from '../../registry/tokens.ts';
import { addWebhook, claimPost, duePosts } from '../../registry/webhooks.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { asSuperuser, asViewer, tablesOf } from './support.ts';

let stack: TestStack;
let office: Office;
const requests: Record<'draft' | 'with-ca' | 'in-translation' | 'ready' | 'sent', string> = {
  draft: '',
  'with-ca': '',
  'in-translation': '',
  ready: '',
  sent: '',
};

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  requests.sent = await office.upTo('closed');
  requests.ready = await office.upTo('ready');
  requests['in-translation'] = await office.upTo('in-translation');
  requests['with-ca'] = await office.upTo('with-ca');
  requests.draft = await office.upTo('draft');
  await fillTheRest();
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

/** Tables that a life does not fill by itself. */
async function fillTheRest(): Promise<void> {
  const yang = await office.as('yang');
  await setHouseRule(office.app, await office.as('admin'), { id: 'HR-1', amount: 9 });
  const admin = (await office.as('admin')).viewer;
  const order = 'insert into clock_order (id, org_id, key, person_id, target) values ($1, $2, $5, $3, $4)';
  const values = [randomUUID(), admin.org, admin.user, '2026-03-16T00:00:00Z', 'a key'];
  await inTransaction(office.app, admin, (tx) => tx.query(order, values));
  await office.system.query('update clock_order set done_at = clock_now()');
  await openCalendar(office.app, await office.as('seo'), 'a key of mine');
  const term = { startsAt: '2026-03-01T00:00:00Z', endsAt: '2027-01-01T00:00:00Z', reason: 'leave' };
  await appointStandIn(office.app, yang, { standsFor: personId('noh'), person: personId('ryu'), ...term });
  const { file } = await office.upload('seo', requests.draft, 'a scan');
  await createUpload(office.app, await office.as('seo'), { request: requests.draft, name: 'b.pdf', limit: 1024 ** 2 });
  await createDownload(office.app, await office.as('seo'), file);
  await office.step('seo', 'askDesk', requests.draft, { input: { question: 'Which form?' } });
  await office.openHold('seo', { requests: [requests.draft] });
  const wish = { mode: 'digest', quietFrom: null, quietTo: null, digestAt: '08:00' } as const;
  await setMailWish(office.app, await office.as('seo'), wish);
  await fillTheDesk();
  await expandNotices(office.system);
  await office.system.query("insert into follower values ($1, 'request', 1, false, clock_now())", [requests.draft]);
}

/** An emergency that calls somebody, by mail and by a webhook that nobody answers. */
async function fillTheDesk(): Promise<void> {
  const oh = await office.as('oh');
  await addWebhook(office.app, await office.as('admin'), 'http://127.0.0.1:9/pager');
  const emergency = await office.create('seo', { urgency: 'emergency' });
  await office.fill(emergency);
  await office.onTo('with-ca', emergency);
  await fireDue(office.system, { limit: 10, request: emergency });
  await claimPost(office.system, (await duePosts(office.system))[0] ?? '');
  const { rows } = await office.system.query(`select id from duty_turn where person_id = $1`, [oh.viewer.user]);
  await handOver(office.app, oh, { turn: rows[0].id, words: 'One emergency came in the night.' });
  const day = { startsAt: '2026-04-01T00:00:00Z', endsAt: '2026-04-02T00:00:00Z' };
  await recordAbsence(office.app, oh, { person: personId('oh'), ...day });
}

/** How many rows of a request somebody sees. */
async function seen(viewer: Viewer | undefined, table: string, request: string): Promise<number> {
  const column = table === 'request' ? 'id' : 'request_id';
  const { rows } = await asViewer(office.app, viewer, `select count(*) from ${table} where ${column} = '${request}'`);
  return rows[0].count;
}

/** Tables that the application may read and that are under the law of rows. */
async function guarded(): Promise<string[]> {
  return await asSuperuser(stack, async (client) => {
    const tables = await tablesOf(client);
    const { rows } = await client.query(
      `select relname from pg_class where relname = any ($1) and relkind = 'r' and relrowsecurity
       and has_table_privilege('rogatory_app', oid, 'select') order by 1`,
      [tables],
    );
    return rows.map(({ relname }) => relname);
  });
}

const NOBODY: Viewer = { user: '', org: '', keys: [], requests: [] };

describe('without a viewer nothing is there', () => {
  test.each<[string, () => Promise<Viewer | undefined>]>([
    ['no settings at all', async () => undefined],
    ['empty settings', async () => NOBODY],
    ['a stranger of no organisation', async () => ({ ...NOBODY, user: randomUUID(), keys: ['role:auditor'] })],
    [
      'all keys of another organisation',
      async () => ({ ...(await office.as('jang')).viewer, org: randomUUID(), requests: Object.values(requests) }),
    ],
  ])('in any table: %s', async (_what, viewerOf) => {
    const viewer = await viewerOf();
    for (const table of await guarded()) {
      const { rows } = await asSuperuser(stack, (client) => client.query(`select count(*) as there from ${table}`));
      expect(rows[0].there, `rows that could be seen in ${table}`).toBeGreaterThan(0);
      const visible = await asViewer(office.app, viewer, `select count(*) as seen from ${table}`);
      expect(`${table}: ${visible.rows[0].seen}`).toBe(`${table}: 0`);
    }
  });

  test('and settings that are no ids are refused, not overlooked', async () => {
    const viewer = { ...NOBODY, org: 'everybody' };

    await expect(asViewer(office.app, viewer, 'select * from request')).rejects.toMatchObject({ code: '22P02' });
  });

  test('in any table that belongs to a request, for somebody of the house without a key to it', async () => {
    const { viewer } = await office.as('admin');
    for (const table of await guarded()) {
      const isHouse = [
        'office',
        'authority',
        'house_rule',
        'law_entry',
        'recount',
        'stand_in',
        'reference_counter',
        'idempotency',
        'clock_order',
        'duty_turn',
        'absence',
        'webhook',
        'webhook_attempt',
      ].includes(table);
      const { rows } = await asViewer(office.app, viewer, `select count(*) as seen from ${table}`);
      if (!isHouse) expect(`${table}: ${rows[0].seen}`).toBe(`${table}: 0`);
    }
  });
});

describe('a request is seen', () => {
  type State = keyof typeof requests;
  test.each<[string, readonly State[]]>([
    ['seo', ['draft', 'with-ca', 'in-translation', 'ready', 'sent']],
    ['baek', ['draft', 'with-ca', 'in-translation', 'ready', 'sent']],
    ['jang', ['draft', 'with-ca', 'in-translation', 'ready', 'sent']],
    ['oh', ['draft', 'with-ca', 'in-translation', 'ready', 'sent']],
    ['yang', ['draft', 'with-ca', 'in-translation', 'ready', 'sent']],
    ['kwon', ['in-translation', 'ready', 'sent']],
    ['lim', ['in-translation']],
    ['cho', ['in-translation']],
    ['laurent', ['sent']],
    ['salem', []],
    ['han', []],
    ['noh', []],
    ['ryu', []],
    ['admin', []],
  ])('by %s where it is %j', async (login, states) => {
    const { viewer } = await office.as(login);
    const found: State[] = [];
    const told: State[] = [];
    for (const state of Object.keys(requests) as State[]) {
      // keys of a const are its type
      if ((await seen(viewer, 'request', requests[state])) > 0) found.push(state);
      if (isSeenBy(await office.read(requests[state]), viewer)) told.push(state);
    }

    expect(found).toEqual(states);
    expect(told).toEqual(states);
  });

  const OF_THE_FILE = ['part', 'part_revision', 'event', 'audit', 'deadline', 'transmission'] as const;
  test.each<[string, State]>([
    ['lim', 'in-translation'],
    ['cho', 'in-translation'],
    ['laurent', 'sent'],
  ])('but not its parts, events and clocks, by %s', async (login, state) => {
    const { viewer } = await office.as(login);
    for (const table of OF_THE_FILE) expect([table, await seen(viewer, table, requests[state])]).toEqual([table, 0]);
    for (const table of OF_THE_FILE) {
      const all = await asSuperuser(stack, (client) => client.query(`select 1 from ${table} limit 1`));
      expect([table, all.rowCount]).toEqual([table, 1]);
    }
  });

  test('by its partner with the package and what the partner was told, and no other file or word', async () => {
    const { viewer } = await office.as('laurent');
    const { transmissions } = await office.read(requests.sent);

    const files = await asViewer(office.app, viewer, 'select id, uploaded_by from file');

    expect(files.rows.map(({ id }) => id)).toContain(transmissions[0]?.package?.file);
    expect(
      files.rows.filter(
        ({ id, uploaded_by }) => id !== transmissions[0]?.package?.file && uploaded_by !== personId('laurent'),
      ),
    ).toEqual([]);
    expect(await seen(viewer, 'note', requests.sent)).toBe(0);
  });

  test('by a translator with the segments while they are open, and not after', async () => {
    const { viewer } = await office.as('lim');
    await office.step('lim', 'takeTranslation', requests['in-translation']);
    const { rows } = await asViewer(office.app, viewer, 'select distinct request_id from segment');

    expect(rows).toEqual([]); // nothing is written yet; those of finished translations are gone for a translator
    expect(await seen(viewer, 'segment', requests.ready)).toBe(0);
    expect(await seen((await office.as('oh')).viewer, 'segment', requests.ready)).toBeGreaterThan(0);
  });

  test('by who stands in for one file, and no other file', async () => {
    const term = { startsAt: '2026-03-01T00:00:00Z', endsAt: '2027-01-01T00:00:00Z', reason: 'leave' };
    const standIn = { standsFor: personId('seo'), person: personId('han'), request: requests.draft, ...term };
    await appointStandIn(office.app, await office.as('baek'), standIn);

    const { viewer, actor } = await office.as('han');

    expect(await seen(viewer, 'request', requests.draft)).toBe(1);
    expect(await seen(viewer, 'part', requests.draft)).toBeGreaterThan(0);
    expect(await seen(viewer, 'request', requests['with-ca'])).toBe(0);
    const value = { case: 'a', offence: 'b' };
    await expect(
      savePart(office.app, viewer, actor, { request: requests.draft, key: 'title', value, expectedVersion: 1 }),
    ).resolves.toMatchObject({ version: 2 });
  });
});

describe('a row cannot be written', () => {
  test.each([
    [
      'into another’s draft',
      "insert into part select request_id, 'purpose', org_id, 1, '[]', saved_by, saved_at from part limit 1",
    ],
    [
      'as a note of another’s file',
      `insert into note select gen_random_uuid(), id, org_id, 'x', 'x' from request limit 1`,
    ],
  ])('%s by who does not see it', async (_what, sql) => {
    const { viewer } = await office.as('noh');

    expect((await asViewer(office.app, viewer, sql)).rowCount).toBe(0); // there is nothing to copy from
  });

  test.each([
    ['part', `insert into part values ($1, 'purpose', $2, 1, '[]', $3, now())`],
    ['note', `insert into note values (gen_random_uuid(), $1, $2, $3, 'x')`],
    [
      'event',
      `insert into event (request_id, seq, org_id, at, action, to_status, actor_id, actor_kind, body) values ($1, 99, $2, now(), 'approve', 'approved', $3, 'person', '{}')`,
    ],
    ['task', `insert into task values ($1, 'approve', 'user:' || $3, $2, null, null, now())`],
    ['notice', `insert into notice values ($1, 1, 'user:' || $3, $2, 'x', now())`],
    ['upload', `insert into upload values ('x', gen_random_uuid(), $1, $2, '${personId('seo')}', $3, 1, null, now())`],
  ])('into table %s of another’s request, even by its id', async (_table, sql) => {
    const { viewer } = await office.as('noh');
    const values = [requests.draft, viewer.org, viewer.user].map((value) => `'${value}'`);
    const filled = sql.replace(/\$(\d)/g, (_, place) => values[Number(place) - 1] ?? '');

    await expect(asViewer(office.app, viewer, filled)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('what a step writes is written by the command that has locked the request', () => {
  const mine = (sql: string, applying = ''): Promise<unknown> =>
    office.as('seo').then(({ viewer }) => asViewer(office.app, viewer, sql.replaceAll('$1', requests.draft), applying));
  const ROWS: [string, string][] = [
    [
      'event',
      `insert into event (request_id, seq, org_id, at, action, to_status, actor_id, actor_kind, body)
       select id, 99, org_id, now(), 'approve', 'approved', drafter_id, 'person', '{}' from request where id = '$1'`,
    ],
    [
      'note',
      `insert into note (id, request_id, org_id, body, hash) select gen_random_uuid(), id, org_id, 'x', 'x' from request where id = '$1'`,
    ],
    [
      'task',
      `insert into task select id, 'approve', 'role:ca-head', org_id, null, null, now() from request where id = '$1'`,
    ],
    ['notice', `insert into notice select id, 1, 'role:ca-head', org_id, 'x', now() from request where id = '$1'`],
    ['outbox', `insert into outbox (request_id, seq, org_id) select id, 99, org_id from request where id = '$1'`],
  ];
  test.each(ROWS)('a row of %s is refused to its own drafter', async (_table, sql) => {
    await expect(mine(sql)).rejects.toMatchObject({ code: '42501' });
    await expect(mine(sql, requests.draft)).resolves.toMatchObject({ rowCount: 1 });
  });

  test('so is one of audit, which goes with an event', async () => {
    const sql = `insert into audit select id, 99, org_id, 'x', 'x' from request where id = '$1'`;
    await expect(mine(sql)).rejects.toMatchObject({ code: '42501' });
    await expect(mine(sql, requests.draft)).rejects.toMatchObject({ code: '23503' });
  });

  test.each([
    ['deadline', `update deadline set status = 'met' where request_id = '$1'`],
    ['task', `delete from task where request_id = '$1'`],
  ])('those of %s are out of its reach', async (_table, sql) => {
    await expect(mine(sql)).resolves.toMatchObject({ rowCount: 0 });
    const changed = (await mine(sql, requests.draft)) as { rowCount: number };
    expect(changed.rowCount).toBeGreaterThan(0);
  });
});

describe('who was looking is forgotten', () => {
  test.each(['commit', 'rollback'] as const)('after %s: the next user of the connection sees nothing', async (end) => {
    const pool = openPool(stack.urls.app, { size: 1 });
    try {
      const { viewer } = await office.as('jang');
      const work = inTransaction(pool, viewer, async (tx) => {
        const { rows } = await tx.query('select count(*) from request');
        if (end === 'rollback') throw new Error('enough');
        return rows[0].count;
      });
      if (end === 'commit') expect(await work).toBeGreaterThan(4);
      else await expect(work).rejects.toThrow('enough');

      const { rows } = await pool.query(
        "select (select count(*) from request) as seen, current_setting('app.org', true) as org",
      );
      expect(rows).toEqual([{ seen: 0, org: '' }]);
    } finally {
      await pool.end();
    }
  });

  test('and each transaction names its own, whoever came before', async () => {
    const pool = openPool(stack.urls.app, { size: 2 });
    try {
      const [jang, noh] = [await office.as('jang'), await office.as('noh')];
      const count = async ({ viewer }: typeof jang): Promise<number> =>
        await inTransaction(pool, viewer, async (tx) => (await tx.query('select count(*) from request')).rows[0].count);

      const counts = await Promise.all(Array.from({ length: 200 }, (_, index) => count(index % 2 ? jang : noh)));

      expect(new Set(counts.filter((_, index) => index % 2 === 0))).toEqual(new Set([0]));
      expect(new Set(counts.filter((_, index) => index % 2))).toEqual(new Set([7]));
    } finally {
      await pool.end();
    }
  });
});
