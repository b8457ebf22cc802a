import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NotFound } from '../../domain/errors.ts';
import { ARVANIA } from '../../prisma/demonstration/arvania.ts';
import { endEntry, recordEntries } from '../../registry/law.ts';
import { personId } from '../support/office.ts';
import { type LawOffice, line, openLawOffice } from './law-office.ts';
import { asSuperuser, asViewer } from './support.ts';

let law: LawOffice;
beforeAll(async () => {
  law = await openLawOffice();
  await law.record(
    line('holiday', 'XBE', '2026-07-01', { name: 'Summer day' }),
    line('switch', 'cets-224', '', { on: true }),
  );
  await law.record(line('holiday', 'XBE', '2026-07-01', { name: 'First day of summer' }));
});
afterAll(() => law?.close());

describe('the law of another organisation', () => {
  const OTHER = randomUUID();

  test('is neither seen nor ended', async () => {
    const admin = await law.office.as('admin');
    const stranger = { ...admin, org: OTHER, viewer: { ...admin.viewer, org: OTHER } };
    const [theirs] = await law.rows({ kind: 'holiday' });

    const { rows } = await asViewer(law.office.app, stranger.viewer, 'select count(*) as seen from law_entry');
    expect(rows[0].seen).toBe(0);
    await expect(endEntry(law.office.app, { ...stranger, org: ARVANIA.id }, theirs?.id ?? '')).rejects.toThrow(
      NotFound,
    );
    await expect(
      recordEntries(law.office.app, stranger, [line('holiday', 'XBE', '2026-12-01', { name: 'x' })]),
    ).rejects.toThrow();
  });
});

describe('the database itself', () => {
  const insert = (author: string, more = '') =>
    `insert into law_entry (id, org_id, kind, about, key, body, source, confidence, author_id${more ? ', at' : ''})
     values (gen_random_uuid(), '${ARVANIA.id}', 'holiday', 'XBE', '2026-12-02', '{"name": "x"}', 's', 'confirmed', '${personId(author)}'${more})`;

  test.each<[string, string, () => string]>([
    ['an officer enters a line', 'oh', () => insert('oh')],
    ['the administrator enters one in the name of another', 'admin', () => insert('oh')],
    ['or of another time', 'admin', () => insert('admin', ", now() - interval '1 day'")],
    ['or changes what one says', 'admin', () => `update law_entry set body = '{}'`],
    [
      'or ends one at another time',
      'admin',
      () => `update law_entry set ended_at = now() - interval '1 day', ended_by = '${personId('admin')}'`,
    ],
    [
      'or in the name of another',
      'admin',
      () => `update law_entry set ended_at = clock_now(), ended_by = '${personId('oh')}'`,
    ],
  ])('refuses that %s', async (_what, login, sql) => {
    const { viewer } = await law.office.as(login);

    await expect(asViewer(law.office.app, viewer, sql())).rejects.toMatchObject({ code: '42501' });
  });

  test('lets nobody but the administrator end a line, and nobody revive one', async () => {
    const end = `update law_entry set ended_at = clock_now(), ended_by = viewer_user() where kind = 'state' and about = 'JP'`;
    const revive = 'update law_entry set ended_at = null, ended_by = null where ended_by is not null';
    const counts = async (login: string, sql: string) =>
      (await asViewer(law.office.app, (await law.office.as(login)).viewer, sql)).rowCount;

    expect([await counts('oh', end), await counts('admin', end), await counts('admin', revive)]).toEqual([0, 1, 0]);
  });

  test('logs what the owner of the tables enters, too', async () => {
    const logged = await asSuperuser(law.stack, async (client) => {
      await client.query('begin');
      await client.query(insert('admin'));
      const { rows } = await client.query(
        `select body::jsonb as body from access where body::jsonb ->> 'who' = '${personId('admin')}' order by seq desc limit 1`,
      );
      await client.query('rollback');
      return rows[0].body;
    });

    expect(logged).toMatchObject({ what: 'law', who: personId('admin'), kind: 'holiday' });
  });
});

describe('behind its back', () => {
  /** What verify says of a change that no trigger and no policy stops; the change is undone. */
  async function verified(...changes: string[]): Promise<string[]> {
    const tables = ['law_entry', 'org', 'authority', 'access'];
    const apart = (work: (sql: (text: string) => Promise<unknown>) => Promise<void>): Promise<void> =>
      asSuperuser(law.stack, async (client) => {
        await client.query('set session_replication_role = replica');
        await work((text) => client.query(text));
      });
    await apart(async (sql) => {
      for (const table of tables) await sql(`create table kept_${table} as table ${table}`);
      for (const change of changes) await sql(change);
    });
    const found = await law.violations();
    await apart(async (sql) => {
      for (const table of tables)
        await sql(`delete from ${table}; insert into ${table} select * from kept_${table}; drop table kept_${table}`);
    });
    return found;
  }
  const DAY = `kind = 'holiday' and about = 'XBE' and key = '2026-07-01'`;
  const LOG = 'is not what the access log has of it';
  const READ = 'is not what its lines make it';

  test.each<[string, string, string]>([
    [
      'a day off has another name',
      `update law_entry set body = '{"name": "x"}' where ${DAY} and ended_at is null`,
      LOG,
    ],
    ['the source is another', `update law_entry set source = 'x' where ${DAY} and ended_at is null`, LOG],
    [
      'somebody else entered it',
      `update law_entry set author_id = (select id from person where email like 'oh@%') where ${DAY}`,
      LOG,
    ],
    ['it was entered earlier', `update law_entry set at = at - interval '1 day' where ${DAY}`, LOG],
    [
      'what ended stands',
      `update law_entry set ended_at = null, ended_by = null where about = 'XBE' and kind = 'holiday' and ended_at is not null and key = '2026-07-01'
       and not exists (select 1 from law_entry e where e.key = '2026-07-02')`,
      'its end is not what the access log has of it',
    ],
    [
      'what stands ended',
      `update law_entry set ended_at = clock_now(), ended_by = author_id where ${DAY} and ended_at is null`,
      'its end is not what',
    ],
    [
      'somebody else ended it',
      `update law_entry set ended_by = (select id from person where email like 'oh@%') where ${DAY} and ended_at is not null`,
      'its end is not',
    ],
    ['a line is gone', `delete from law_entry where ${DAY} and ended_at is null`, 'is gone'],
    [
      'a line has another shape',
      `update law_entry set body = '{"named": "x"}' where ${DAY} and ended_at is null`,
      'is not of the shape of its kind',
    ],
    [
      'a key has another form',
      `update law_entry set key = 'tomorrow' where ${DAY} and ended_at is null`,
      'is not of the shape of its kind',
    ],
    [
      'decisions read other facts of us',
      `update org set facts = jsonb_set(facts, '{isComplete}', 'false')`,
      `"facts" ${READ}`,
    ],
    ['or another name of us', `update org set state_names = '{"en": "x"}'`, `"state_names" ${READ}`],
    ['or other days off', `update org set calendar = jsonb_set(calendar, '{weekend}', '[7]')`, `"calendar" ${READ}`],
    ['or another law', `update org set law = jsonb_set(law, '{switchedOn}', '[]')`, `"law" ${READ}`],
    [
      'or other facts of a partner',
      `update authority set facts = jsonb_set(facts, '{names,en}', '"x"') where state = 'XQA'`,
      `read of XQA ${READ}`,
    ],
    [
      'the log has another hash of it',
      `update access set body = replace(body, '"hash": "', '"hash": "0') where body like '%"law"%'`,
      LOG,
    ],
  ])('%s: found', async (_what, change, expected) => {
    const prepared = change.includes('2026-07-02')
      ? [`update law_entry set key = '2026-07-03' where ${DAY} and ended_at is null`, change]
      : [change];

    expect((await verified(...prepared)).join('\n')).toContain(expected);
    expect(await law.violations()).toEqual([]);
  });
});
