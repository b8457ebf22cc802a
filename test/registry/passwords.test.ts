import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../registry/hash.ts';
import { hashPassword, isPassword } from '../../registry/passwords.ts';
import { prove, signIn, signOut, whoIs } from '../../registry/sessions.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { asSuperuser } from './support.ts';

let stack: TestStack;
let office: Office;

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

const PASSWORD = 'heron-blue-77';
const EMAIL = 'seo@arvania.example';

describe('a password', () => {
  test('is stored as argon2id with its cost, its own salt and a hash', async () => {
    const [first, second] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
    const [kind, memory, passes, lanes, salt, tag] = first?.split('$') ?? [];

    expect([kind, memory, passes, lanes]).toEqual(['argon2id', '19456', '2', '1']);
    expect(Buffer.from(salt ?? '', 'base64')).toHaveLength(16);
    expect(Buffer.from(tag ?? '', 'base64')).toHaveLength(32);
    expect(second).not.toBe(first);
  });

  test.each<[string, string | undefined, boolean]>([
    ['the right one', undefined, true],
    ['another case', PASSWORD.toUpperCase(), false],
    ['one letter more', `${PASSWORD}8`, false],
    ['nothing', '', false],
  ])('%s is told from others', async (_what, given, expected) => {
    expect(await isPassword(given ?? PASSWORD, await hashPassword(PASSWORD))).toBe(expected);
  });

  test.each([undefined, '', 'heron-blue-77', 'argon2id$19456$2$1$$'])(
    'is never right against a stored form of %j',
    async (stored) => {
      expect(await isPassword('', stored)).toBe(false);
      expect(await isPassword(PASSWORD, stored)).toBe(false);
    },
  );

  test('is in no table, and no token is', async () => {
    const session = await signIn(office.app, EMAIL, PASSWORD);
    const { rows } = await asSuperuser(stack, (client) =>
      client.query(
        `select count(*)::int as found from (select t::text from person t union all select t::text from session t union all select t::text from access t) all_rows (text)
         where text like '%' || $1 || '%' or text like '%' || $2 || '%'`,
        [PASSWORD, session?.token],
      ),
    );

    expect(rows).toEqual([{ found: 0 }]);
  });
});

describe('after wrong passwords', () => {
  const failuresOf = async () =>
    (
      await office.system.query(
        'select failures, extract(epoch from locked_until - now())::float8 as seconds from person where id = $1',
        [personId('seo')],
      )
    ).rows[0];
  const unlock = () => asSuperuser(stack, (client) => client.query('update person set locked_until = now()'));
  const reset = () =>
    asSuperuser(stack, (client) => client.query('update person set failures = 0, locked_until = null'));

  test('five are free, then the delay doubles, up to 1,024 seconds', async () => {
    await reset();
    const delays: number[] = [];
    for (let tries = 1; tries <= 18; tries += 1) {
      expect(await signIn(office.app, EMAIL, 'wrong')).toBeUndefined();
      delays.push(Math.round((await failuresOf()).seconds ?? 0));
      await unlock();
    }

    expect(delays.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    const expected = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1024, 1024];
    const off = delays.slice(5).map((delay, index) => Math.abs(delay - (expected[index] ?? 0)));
    expect(Math.max(...off)).toBeLessThanOrEqual(1);
    await reset();
  });

  test('the right one does not help while the delay runs, and does after it', async () => {
    await asSuperuser(stack, (client) =>
      client.query("update person set failures = 9, locked_until = now() + interval '1 minute' where id = $1", [
        personId('seo'),
      ]),
    );
    expect(await signIn(office.app, EMAIL, PASSWORD)).toBeUndefined();
    expect((await failuresOf()).failures).toBe(9); // what is not tried is not counted

    await unlock();
    expect(await signIn(office.app, EMAIL, PASSWORD)).toBeDefined();
    expect(await failuresOf()).toEqual({ failures: 0, seconds: null });
  });

  test('a proof of identity counts among them', async () => {
    await reset();
    const seo = await office.as('seo');
    expect(await prove(office.app, seo, 'wrong')).toBe(false);
    expect((await failuresOf()).failures).toBe(1);
    expect(await prove(office.app, seo, PASSWORD)).toBe(true);
    expect((await failuresOf()).failures).toBe(0);
  });

  test('fifty at once are not all tried', async () => {
    await reset();
    await Promise.all(Array.from({ length: 50 }, () => signIn(office.app, EMAIL, 'wrong')));

    const { failures } = await failuresOf();
    expect(failures).toBeLessThan(15);
    await reset();
  });

  test('an unknown address is answered the same and counted nowhere', async () => {
    expect(await signIn(office.app, 'nobody@arvania.example', PASSWORD)).toBeUndefined();
  });
});

describe('a session', () => {
  const open = async (): Promise<string> => (await signIn(office.app, EMAIL, PASSWORD))?.token ?? '';

  test.each<[string, (token: string) => Promise<unknown>]>([
    [
      'it was ended',
      async (token) => signOut(office.app, (await whoIs(office.app, token)) ?? (await office.as('seo'))),
    ],
    ['it was idle for half an hour', () => change("seen_at = now() - interval '31 minutes'")],
    ['it is twelve hours old', () => change("created_at = now() - interval '12 hours 1 minute'")],
    [
      'its person may not come in any more',
      () =>
        asSuperuser(stack, (client) =>
          client.query('update person set active = false where id = $1', [personId('seo')]),
        ),
    ],
  ])('is over when %s', async (_why, end) => {
    const token = await open();
    expect((await whoIs(office.app, token))?.actor.id).toBe(personId('seo'));

    await end(token);

    expect(await whoIs(office.app, token)).toBeUndefined();
    await asSuperuser(stack, (client) => client.query('update person set active = true'));
  });

  test('is seen when its person acts, and written anew no more often than every ten seconds', async () => {
    const token = await open();
    const seen = (): Promise<unknown> =>
      asSuperuser(stack, async (client) => {
        const { rows } = await client.query(
          `select xmin::text, seen_at > now() - interval '1 minute' as lately from session where token_hash = $1`,
          [sha256(token)],
        );
        return rows[0];
      });

    const [first] = [await seen(), await whoIs(office.app, token)];
    expect(await seen()).toEqual(first);
    await change("seen_at = now() - interval '20 minutes'");
    await whoIs(office.app, token, 'listens');
    expect(await seen()).toMatchObject({ lately: false });
    await whoIs(office.app, token);
    expect(await seen()).toMatchObject({ lately: true });
  });

  test.each(['', 'x', 'A'.repeat(43)])('is nobody’s by the token %j', async (token) => {
    expect(await whoIs(office.app, token)).toBeUndefined();
  });

  const change = (what: string) => asSuperuser(stack, (client) => client.query(`update session set ${what}`));
});
