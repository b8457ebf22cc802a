import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chained } from '../../registry/hash.ts';
import { type Verified, verify } from '../../registry/verify.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { type RichRecord, writeRichRecord } from './rich-record.ts';
import { asSuperuser, tablesOf } from './support.ts';
import { TAMPERINGS, type Tampering } from './tamperings.ts';

let stack: TestStack;
let office: Office;
let record: RichRecord;
/** As they were before anything was tampered with. */
const references = new Map<string, string>();
let tables: string[];
/** The transaction after which every row is as it was. */
let clean = '';

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  record = await writeRichRecord(office);
  for (const request of Object.values(record)) references.set(request, (await office.read(request)).reference);
  tables = await asSuperuser(stack, async (client) => {
    const all = await tablesOf(client);
    await client.query('create schema backup');
    for (const table of all) await client.query(`create table backup.${table} as table public.${table}`);
    clean = await transactionOf(client);
    return all;
  });
}, 180_000);
afterEach(() =>
  tampered(async (client) => {
    const { rows } = await client.query<Record<string, boolean>>(`select ${tables.map(isChanged).join(', ')}`, [clean]);
    for (const t of tables.filter((name) => rows[0]?.[name]))
      await client.query(`delete from public.${t}; insert into public.${t} select * from backup.${t}`);
    clean = await transactionOf(client);
  }),
);

const transactionOf = async (client: Client): Promise<string> =>
  (await client.query('select pg_current_xact_id()::text as id')).rows[0].id;

/** Whether rows were written or taken away since. */
const isChanged = (t: string): string =>
  `(exists (select from public.${t} where xmin::text::bigint > $1::bigint) or (select count(*) from public.${t}) <> (select count(*) from backup.${t})) as ${t}`;
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

/** As somebody whom no key, no trigger and no policy stops. */
const tampered = <T>(work: (client: Client) => Promise<T>): Promise<T> =>
  asSuperuser(stack, async (client) => {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const result = await work(client);
    await client.query('commit');
    return result;
  });

const verified = (): Promise<Verified> => verify({ systemUrl: stack.urls.system, store: office.store });
const referenceOf = (request: string): string => references.get(request) ?? '';

/** Every violation is of this request, or of the one that took its conditions over. */
function expectNamed({ violations }: Verified, reference: string): void {
  expect(violations).not.toEqual([]);
  const related = reference === referenceOf(record.courier) ? [reference, referenceOf(record.child)] : [reference];
  const elsewhere = violations.filter(
    ({ where }) => !related.some((one) => new RegExp(`^request ${one}(9?$|9?,)`).test(where)),
  );
  expect(elsewhere).toEqual([]);
  expect(violations.some(({ where }) => where.startsWith(`request ${reference}`))).toBe(true);
}

test('untouched, it is in order', async () => {
  expect((await verified()).violations).toEqual([]);
});

test.each(TAMPERINGS.map((tampering) => [tampering.what, tampering] as const))(
  '%s: found',
  async (_what, tampering) => {
    const reference = await tampered((client) => tamper(client, tampering));

    expectNamed(await verified(), reference);
  },
);

/** Makes the change on some row; gives the reference of its request. */
async function tamper(client: Client, { what, table, keys, where = 'true', change }: Tampering): Promise<string> {
  const request = table === 'request' ? 'id' : table === 'hold_request' ? 'hold_id' : 'request_id';
  const { rows } = await client.query(
    `select ${keys.map((key) => `t.${key}`).join(', ')}, (select reference from request r where r.id = t.${request}) as its_reference
     from ${table} t where ${where} order by md5(t::text || $1) limit 1`,
    [what],
  );
  const values = keys.map((key) => rows[0][key]);
  let changed = 0;
  for (const sql of change) changed += (await client.query(sql, values.slice(0, mostOf(sql)))).rowCount ?? 0;
  expect(changed).toBeGreaterThan(0);
  return rows[0].its_reference;
}

const mostOf = (sql: string): number => Math.max(...[...sql.matchAll(/\$(\d)/g)].map(([, place]) => Number(place)));

describe('a stored file', () => {
  type Damage = (path: string, bytes: Buffer) => void;
  const LETTER = 'letter';
  const PACKAGE = 'package';
  const MAIL = 'message/rfc822';
  const UPLOAD = 'text/plain';
  const DAMAGES: readonly [string, string, Damage][] = [
    [LETTER, 'has one bit turned', (path, bytes) => writeFileSync(path, turned(bytes, bytes.length >> 1))],
    [PACKAGE, 'has one bit turned', (path, bytes) => writeFileSync(path, turned(bytes, bytes.length >> 2))],
    [MAIL, 'has its first bit turned', (path, bytes) => writeFileSync(path, turned(bytes, 0))],
    [UPLOAD, 'has its last bit turned', (path, bytes) => writeFileSync(path, turned(bytes, bytes.length - 1))],
    [LETTER, 'is cut short', (path, bytes) => writeFileSync(path, bytes.subarray(0, -1))],
    [PACKAGE, 'is cut short', (path, bytes) => writeFileSync(path, bytes.subarray(0, -1))],
    [PACKAGE, 'is longer', (path, bytes) => writeFileSync(path, Buffer.concat([bytes, Buffer.of(0)]))],
    [MAIL, 'is empty', (path) => writeFileSync(path, '')],
    [UPLOAD, 'is gone', (path) => rmSync(path)],
    [PACKAGE, 'is gone', (path) => rmSync(path)],
    [
      LETTER,
      'is a folder',
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
  ];
  const turned = (bytes: Buffer, at: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };

  test.each(DAMAGES)('of the kind %s that %s: found', async (kind, _what, damage) => {
    const { rows } = await office.system.query(
      `select f.hash, r.reference from file f join request r on r.id = f.request_id
       where f.name like '%' || $1 || '%' or f.type = $1 order by md5(f.id::text) limit 1`,
      [kind],
    );
    const path = join(stack.filesFolder, 'sha256', rows[0].hash.slice(0, 2), rows[0].hash.slice(2));
    const bytes = readFileSync(path);
    chmodSync(path, 0o600);
    damage(path, bytes);

    const found = await verified();

    rmSync(path, { recursive: true, force: true });
    writeFileSync(path, bytes);
    expectNamed(found, rows[0].reference);
    expect(found.violations.some(({ where }) => where.includes(', file '))).toBe(true);
  });
});

describe('a change with the whole chain made anew is found by what it says', () => {
  /** Rewrites the body of events of one action, and every hash after them. */
  const rewritten = async (request: string, action: string, change: (body: Body) => void): Promise<void> =>
    tampered(async (client) => {
      const { rows } = await client.query('select seq, body from event where request_id = $1 order by seq', [request]);
      let previous = '';
      for (const { seq, body } of rows) {
        if (body.action === action) change(body);
        const hash = chained(previous, body);
        await client.query('update event set body = $3, at = $4, actor_id = $5 where request_id = $1 and seq = $2', [
          request,
          seq,
          body,
          body.at,
          body.actor.id,
        ]);
        await client.query('update audit set previous = $3, hash = $4 where request_id = $1 and seq = $2', [
          request,
          seq,
          previous,
          hash,
        ]);
        previous = hash;
      }
      await client.query('update request set audit_hash = $2 where id = $1', [request, previous]);
    });
  type Body = { at: string; actor: { id: string }; set: Record<string, unknown>; deadlines: { op: string }[] };

  test.each<[string, keyof RichRecord, string, (body: Body) => void, RegExp]>([
    [
      'the drafter approved',
      'closed',
      'approve',
      (body) => {
        body.actor.id = personId('seo');
      },
      /S1/,
    ],
    [
      'the endorser approved',
      'closed',
      'approve',
      (body) => {
        body.actor.id = personId('baek');
      },
      /S1/,
    ],
    [
      'the approver sent it',
      'closed',
      'dispatch',
      (body) => {
        body.actor.id = personId('oh');
      },
      /S2/,
    ],
    [
      'the translator certified',
      'closed',
      'certifyTranslation',
      (body) => {
        body.actor.id = personId('lim');
      },
      /S4/,
    ],
    [
      'a deadline fired early',
      'late',
      'fireDeadline',
      (body) => {
        body.at = '2026-03-17T00:00:00.000Z';
      },
      /before its time/,
    ],
    [
      'a reminder came early',
      'late',
      'remind',
      (body) => {
        body.at = '2026-03-16T00:00:00.000Z';
      },
      /before its time/,
    ],
    [
      'a deadline fired twice',
      'late',
      'fireDeadline',
      (body) => {
        body.deadlines.push(...body.deadlines.filter(({ op }) => op === 'fired'));
      },
      /while it is fired/,
    ],
    [
      'another letter was sent',
      'closed',
      'approve',
      (body) => {
        body.set['edition'] = 7;
      },
      /another letter than was approved/,
    ],
  ])('%s', async (_what, which, action, change, expected) => {
    await rewritten(record[which], action, change);

    const found = await verified();

    expectNamed(found, referenceOf(record[which]));
    expect(found.violations.map(({ what }) => what).join('\n')).toMatch(expected);
  });
});

describe('the access log', () => {
  test.each([
    [
      'an entry says another thing',
      `update access set body = replace(body, 'signed-in', 'signed-out') where body like '%signed-in%'`,
    ],
    ['an entry is earlier', "update access set at = at - interval '1 hour' where seq = 1"],
    ['an entry is deleted', 'delete from access where seq = 1'],
    [
      'the tail of a stream is cut off',
      'delete from access a where seq = (select max(seq) from access b where b.stream = a.stream)',
    ],
    ['a hash is another one', 'update access set hash = previous where seq = 1'],
    ['a head is behind', 'update access_head set seq = seq - 1'],
    ['a whole stream is gone', 'delete from access where stream = (select min(stream) from access)'],
  ])('in which %s is found', async (_what, sql) => {
    await tampered((client) => client.query(sql));

    const { violations } = await verified();

    expect(violations).not.toEqual([]);
    expect(violations.filter(({ where }) => !/^(access stream access:|law of |line )/.test(where))).toEqual([]);
  });
});

test('no violation repeats a word of a case', async () => {
  await tampered(async (client) => {
    await client.query("update note set body = body || '!'");
    await client.query("update part set value = '[]'");
    await client.query('update file set hash = md5(hash), size = 0');
    await client.query(`update event set body = body || '{"set": 1, "deadlines": 2}' where seq = 3`);
  });

  const said = (await verified()).violations.map(({ where, what }) => `${where}: ${what}`).join('\n');

  for (const word of ['Littoral', 'speciality', 'a file.txt', 'Daesan', 'diverted', 'warrant'])
    expect(said).not.toContain(word);
  expect(said.split('\n').length).toBeGreaterThan(20);
});
