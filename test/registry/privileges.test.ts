import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPool } from '../../registry/db.ts';
import { requireLeastPrivilege } from '../../registry/privileges.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { asSuperuser, asViewer, tablesOf } from './support.ts';

let stack: TestStack;
let office: Office;
let request: string;

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  request = await office.create();
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

const DENIED = { code: '42501' };

describe('what is recorded stays recorded', () => {
  test.each([
    'update event set body = body',
    'delete from event',
    'truncate event cascade',
    'update audit set hash = hash',
    'delete from audit',
    'update note set body = body',
    'delete from note',
    'update part_revision set value = value',
    'delete from part_revision',
    'delete from request',
    'delete from file',
    'update file set hash = hash',
    'delete from deadline',
    'delete from transmission',
    'delete from idempotency',
    'delete from part',
    'update outbox set delivered_at = now()',
    'select * from outbox',
    'select * from access',
    'delete from access',
    'update access_head set seq = 0',
    'insert into access_head values (1)',
    "select move_clock('2030-01-01')",
    "update installation set kind = 'real'",
    'update person set roles = roles',
    'update person set password = password',
    'update person set active = active',
    'update person set password_once = false',
    'insert into person (id) values (gen_random_uuid())',
    'insert into office (id) values (gen_random_uuid())',
    'delete from person',
    'update law_entry set body = body',
    "update law_entry set at = at - interval '1 day'",
    'delete from law_entry',
    "insert into law_entry (id, at) values (gen_random_uuid(), now() - interval '1 day')",
    'update org set law = law',
    'alter table law_entry disable trigger law_entry_logged',
    'select words from request_text',
    'select secret from webhook',
    'update webhook set address = address',
    'delete from webhook',
    'delete from duty_turn',
    'update duty_turn set ends_at = ends_at',
    'update handover set words = words',
    'delete from alarm',
    'insert into webhook_post (id) values (gen_random_uuid())',
    'update webhook_attempt set outcome = outcome',
    'create table mine (id int)',
    'alter table event disable row level security',
    'set role rogatory_system',
    'set role rogatory_owner',
    'set session_replication_role = replica',
  ])('the application may not: %s', async (sql) => {
    const { viewer } = await office.as('seo');

    await expect(asViewer(office.app, viewer, sql, request)).rejects.toMatchObject(DENIED);
  });

  test.each([
    'update event set body = body',
    'delete from event',
    'update audit set hash = hash',
    'delete from audit',
    'update access set body = body',
    'delete from access',
    'update note set body = body',
    'delete from note',
    'delete from part_revision',
    'delete from request',
    'delete from file',
    'update law_entry set body = body',
    'delete from law_entry',
    'alter table event disable row level security',
    'set role rogatory_owner',
  ])('nor may the system: %s', async (sql) => {
    await expect(asViewer(office.system, undefined, sql)).rejects.toMatchObject(DENIED);
  });
});

describe('the functions that add and change people', () => {
  test.each([
    "add_office(gen_random_uuid(), 'x')",
    "add_person(gen_random_uuid(), 'x@x.example', 'x', '{registry}', null, null, 'x')",
    "change_person((select id from person where email like 'ryu@%'), '{registry}', null, true, 'x')",
  ])('do nothing for whoever does not administer: %s', async (call) => {
    for (const login of ['seo', 'yang']) {
      const { viewer } = await office.as(login);
      const { rows } = await asViewer(office.app, viewer, `select ${call} as done`, request);
      expect(rows).toEqual([{ done: false }]);
    }
  });

  test('do nothing to whoever administers, for themselves', async () => {
    const { viewer } = await office.as('admin');
    const own = `select change_person('${viewer.user}', '{registry}', null, false, null) as done`;
    expect((await asViewer(office.app, viewer, own, request)).rows).toEqual([{ done: false }]);
  });
});

describe('the application starts only with a role that has no more than it needs', () => {
  test('its own has', async () => {
    await expect(requireLeastPrivilege(office.app)).resolves.toBeUndefined();
  });

  test.each([
    ['owns the tables', () => stack.urls.owner],
    ['is the system', () => stack.urls.system],
  ])('a role that %s is refused', async (_what, url) => {
    const pool = openPool(url(), { size: 1 });
    try {
      await expect(requireLeastPrivilege(pool)).rejects.toThrow(/may do more than the application needs/);
    } finally {
      await pool.end();
    }
  });

  test.each(['superuser', 'bypassrls', 'createrole', 'in role rogatory_system', 'in role rogatory_owner'])(
    'a role with "%s" is refused',
    async (attribute) => {
      await withRole(attribute, async (url) => {
        const pool = openPool(url, { size: 1 });
        try {
          await expect(requireLeastPrivilege(pool)).rejects.toThrow(/may do more than the application needs/);
        } finally {
          await pool.end();
        }
      });
    },
  );

  test('a role without any of them is not', async () => {
    await withRole('nosuperuser', async (url) => {
      const pool = openPool(url, { size: 1 });
      try {
        await expect(requireLeastPrivilege(pool)).resolves.toBeUndefined();
      } finally {
        await pool.end();
      }
    });
  });
});

describe('the catalogue', () => {
  /** Tables that say nothing of any case. */
  const WITHOUT_CASES = ['_prisma_migrations', 'access', 'access_head', 'installation', 'org', 'person', 'session'];

  test('has row-level security, forced, with a policy for reading and one for writing, on every other table', async () => {
    const rows = await asSuperuser(stack, async (client) => {
      const tables = (await tablesOf(client)).filter((table) => !WITHOUT_CASES.includes(table));
      const { rows } = await client.query(
        `select relname as table, relrowsecurity and relforcerowsecurity as forced from pg_class where relname = any ($1) and relkind = 'r'`,
        [tables],
      );
      return rows;
    });

    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter(({ forced }) => !forced)).toEqual([]);
  });

  test('has no function that runs as its owner without a fixed search path', async () => {
    const { rows } = await asSuperuser(stack, (client) =>
      client.query(
        `select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname = 'public' and prosecdef and (proconfig is null or not proconfig::text like '%search_path%')`,
      ),
    );

    expect(rows).toEqual([]);
  });

  test('lets the application write no table without a check of the row', async () => {
    const { rows } = await asSuperuser(stack, (client) =>
      client.query(
        `select tablename, policyname from pg_policies
         where 'rogatory_app' = any (roles) and cmd in ('ALL', 'INSERT', 'UPDATE') and with_check is null`,
      ),
    );

    expect(rows).toEqual([]);
  });
});

/** A role of the server for the time of one test. */
async function withRole(attribute: string, work: (url: string) => Promise<void>): Promise<void> {
  const role = `other_${stack.name}`;
  await asSuperuser(stack, (client) => client.query(`create role ${role} login password 'other' ${attribute}`));
  try {
    const url = new URL(stack.urls.app);
    url.username = role;
    url.password = 'other';
    await work(url.href);
  } finally {
    await asSuperuser(stack, (client) => client.query(`drop role ${role}`));
  }
}
