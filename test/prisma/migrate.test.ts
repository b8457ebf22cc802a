import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { asRole, ensureDatabase, OWNER, withClient } from '../../bin/embedded/database.ts';
import { superuserUrl } from '../../bin/embedded/postgres.ts';
import { migrate } from '../../prisma/migrate.ts';
import { seed } from '../../prisma/seed.ts';
import { isPassword } from '../../registry/passwords.ts';

const { postgresPort, secrets } = inject('servers');
const names: string[] = [];

/** A database with nothing in it. */
async function emptyDatabase(): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  names.push(name);
  await ensureDatabase(superuserUrl(postgresPort, secrets.postgres), secrets.owner, name);
  return asRole(superuserUrl(postgresPort, '', name), OWNER, secrets.owner);
}
afterEach(() =>
  withClient(superuserUrl(postgresPort, secrets.postgres), async (client) => {
    for (const name of names.splice(0)) await client.query(`drop database ${name} with (force)`);
  }),
);

const applied = async (ownerUrl: string): Promise<string[]> =>
  (await migrate({ ownerUrl, appPassword: secrets.app, systemPassword: secrets.system })).applied;
const rowsOf = (url: string, sql: string) => withClient(url, async (client) => (await client.query(sql)).rows);

/** Everything that a migration makes. */
const catalogue = (ownerUrl: string) =>
  rowsOf(
    ownerUrl,
    `select 'column' as what, table_name || '.' || column_name || ' ' || data_type as name from information_schema.columns where table_schema = 'public'
     union all select 'policy', tablename || ' ' || policyname || coalesce(qual, '') || coalesce(with_check, '') from pg_policies
     union all select 'index', indexdef from pg_indexes where schemaname = 'public'
     union all select 'function', p.proname || p.prosrc from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'
     union all select 'grant', grantee || ' ' || table_name || ' ' || privilege_type from information_schema.role_table_grants where table_schema = 'public'
     union all select 'constraint', conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
     order by 1, 2`,
  );

describe('migrations', () => {
  test('are applied in their order, and applied again they do nothing', async () => {
    const ownerUrl = await emptyDatabase();
    const first = await applied(ownerUrl);
    const before = await catalogue(ownerUrl);

    expect(first.length).toBeGreaterThan(1);
    expect(first).toEqual(first.toSorted());
    expect(await applied(ownerUrl)).toEqual([]);
    expect(await catalogue(ownerUrl)).toEqual(before);
    expect(before.length).toBeGreaterThan(200);
  });

  test('of four starters at once are applied once', async () => {
    const ownerUrl = await emptyDatabase();

    const results = await Promise.all([1, 2, 3, 4].map(() => applied(ownerUrl)));

    const names = results.flat();
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(1);
  });

  test('that are not what was applied stop the start, and say which', async () => {
    const ownerUrl = await emptyDatabase();
    const [first = ''] = await applied(ownerUrl);
    await rowsOf(ownerUrl, `update _prisma_migrations set checksum = 'other' where migration_name = '${first}'`);

    await expect(applied(ownerUrl)).rejects.toThrow(`migration "${first}" is not the one that was applied`);
  });

  test('leave two roles that own nothing and are nobody special', async () => {
    const ownerUrl = await emptyDatabase();
    await applied(ownerUrl);

    const rows = await rowsOf(
      ownerUrl,
      `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as special,
         (select count(*)::int from pg_class where relowner = r.oid) as owns from pg_roles r where rolname in ('rogatory_app', 'rogatory_system') order by 1`,
    );

    expect(rows).toEqual([
      { rolname: 'rogatory_app', special: false, owns: 0 },
      { rolname: 'rogatory_system', special: false, owns: 0 },
    ]);
  });

  test('make every table and column that the API is told of', async () => {
    const ownerUrl = await emptyDatabase();
    await applied(ownerUrl);
    const made = await rowsOf(
      ownerUrl,
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
    );

    const names = new Set(made.map(({ name }) => name));
    const told = columnsTold(readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8'));
    expect(told.length).toBeGreaterThan(50);
    expect(told.filter((name) => !names.has(name))).toEqual([]);
  });
});

/** `table.column` for every scalar field of the schema. */
function columnsTold(schema: string): string[] {
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const modelNames = models.map(([, name]) => name);
  return models.flatMap(([, , body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
    const fields = [...body.matchAll(/^ {2}(\w+) +(\w+)(.*)$/gm)];
    return fields
      .filter(([, , type]) => !modelNames.includes(type))
      .map(([, field = '', , rest = '']) => `${table}.${/@map\("(\w+)"\)/.exec(rest)?.[1] ?? field}`);
  });
}

describe('the seed', () => {
  test('put in twice is there once, and its people can sign in', async () => {
    const ownerUrl = await emptyDatabase();
    await applied(ownerUrl);
    const { users } = await seed({ ownerUrl, kind: 'demonstration' });
    const everything = `select (select count(*)::int from person) as people, (select count(*)::int from authority) as partners, (select id from installation) as id, (select kind from installation) as kind`;
    const before = await rowsOf(ownerUrl, everything);

    await seed({ ownerUrl, kind: 'demonstration' });

    expect(await rowsOf(ownerUrl, everything)).toEqual(before);
    expect(before[0]).toMatchObject({ people: users.length, partners: 3, kind: 'demonstration' });
    const [person] = await rowsOf(ownerUrl, "select email, password from person where email like 'seo@%'");
    const user = users.find(({ email }) => email === person?.email);
    expect(await isPassword(user?.password ?? '', person?.password)).toBe(true);
  });
});
