import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSuperuser } from '../../registry/support.ts';
import { type Office, openOffice } from '../../support/office.ts';
import { openStack, type TestStack } from '../../support/stack.ts';
import { MAIN, type Outcome, run } from '../support.ts';

let stack: TestStack;
let office: Office;
let request = '';
beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  request = await office.upTo('sent');
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

const rogatory = (...args: string[]): Promise<Outcome> =>
  run([MAIN, ...args, '--data', join(stack.filesFolder, '..')], { DATABASE_SYSTEM_URL: stack.urls.system });
const tampered = (sql: string): Promise<unknown> =>
  asSuperuser(stack, async (client) => {
    await client.query('set session_replication_role = replica');
    await client.query(sql, [request]);
  });

/** What `verify` says, and the code that it ends with. */
async function verified(): Promise<{ code: number | null; violations: number }> {
  const { code, stdout } = await rogatory('verify', '--json');
  return { code, violations: JSON.parse(stdout).violations.length };
}

test('a package that is made again ends with 0 where it is what was sent, else with 1', async () => {
  const { reference } = await office.read(request);
  const same = await rogatory('package', 'rebuild', reference, '--json');
  expect([same.code, JSON.parse(same.stdout).isSame]).toEqual([0, true]);

  const nowhere = await rogatory('package', 'rebuild', 'MLA-2026-999', '--json');
  expect([nowhere.code, nowhere.stdout]).toEqual([1, '']);
  expect(nowhere.stderr).toContain('Cannot find request "MLA-2026-999"');

  const full = await rogatory('package', 'rebuild', reference, '--out', '/dev/full');
  expect([full.code, full.stdout]).toEqual([1, '']);
  expect(full.stderr).toMatch(/^Cannot write.*: the disk is full, free some space and start again$/m);

  const { letter, translation } = await office.read(request);
  const withLetter = (hash: string | undefined): Promise<unknown> =>
    tampered(`update request set state = jsonb_set(state, '{letter,hash}', '"${hash}"') where id = $1`);
  await withLetter(translation?.letter?.hash);
  const other = await rogatory('package', 'rebuild', reference, '--json');
  await withLetter(letter?.hash);
  expect([other.code, JSON.parse(other.stdout).isSame]).toEqual([1, false]);
});

test('the code that verify ends with is the number of violations, at most 250', async () => {
  expect(await verified()).toEqual({ code: 0, violations: 0 });

  const notices = (howMany: number): string =>
    `insert into notice select $1, 1000 + g, 'user:nobody', (select org_id from request where id = $1), 'told', now() from generate_series(1, ${howMany}) g on conflict do nothing`;
  await tampered(notices(3));
  const some = await verified();
  expect(some).toEqual({ code: some.violations, violations: 3 });

  await tampered(notices(300));
  expect(await verified()).toEqual({ code: 250, violations: 300 });
});
