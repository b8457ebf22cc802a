import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { sha256 } from '../../registry/hash.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { ask, type Heard, knock, median } from './support.ts';

let stack: TestStack;
let office: Office;
let url: string;
beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
});
afterAll(async () => {
  await office.close();
  await stack.close();
});
afterEach(() => sql('update person set failures = 0, locked_until = null'));

const RIGHT = 'heron-blue-77';
const sql = <R extends object>(text: string, values: unknown[] = []): Promise<R[]> =>
  withClient(stack.urls.owner, async (owner) => (await owner.query<R>(text, values)).rows);
const signIn = (login: string, password = RIGHT): Promise<Heard> =>
  knock(url, '/sign-in', { email: `${login}@arvania.example`, password });
const tokenOf = async (login: string): Promise<string> => JSON.parse((await signIn(login)).text).token;
const nameBy = async (token: string): Promise<unknown> =>
  (await ask(url, token, '{ me { name } }')).data?.['me'] ?? null;
const failuresOf = async (login: string): Promise<{ failures: number; delay: number }> => {
  const [row] = await sql<{ failures: number; delay: number }>(
    `select failures, coalesce(ceil(extract(epoch from locked_until - now())), 0)::int as delay from person where email = $1`,
    [`${login}@arvania.example`],
  );
  return row ?? { failures: -1, delay: -1 };
};

describe('who is not who they say', () => {
  test('hears the same for a wrong password as for an address that nobody has, and as late', async () => {
    const known = ['han', 'baek', 'noh', 'ryu', 'moon', 'lim', 'petit', 'cho', 'jang', 'admin'];
    const took = { known: [] as number[], unknown: [] as number[] };
    const answers = new Set<string>();
    for (const login of [...known, ...known]) {
      for (const kind of ['known', 'unknown'] as const) {
        const start = performance.now();
        const { status, text, headers } = await signIn(
          kind === 'known' ? login : `nobody-${login}`,
          'a wrong password',
        );
        took[kind].push(performance.now() - start);
        answers.add(`${status} ${text} ${[...headers.keys()]}`);
      }
    }
    expect([...answers]).toEqual([expect.stringMatching(/^401 .*Cannot sign in/)]);
    const gap = Math.abs(median(took.known) - median(took.unknown));
    expect(gap).toBeLessThan(Math.max(10, 0.35 * median(took.unknown))); // a password takes tens of milliseconds to look at; skipping that would show
  });

  test('waits longer after each wrong password from the sixth on, and then not even the right one helps', async () => {
    for (let tries = 0; tries < 5; tries += 1) await signIn('seo', 'wrong');
    expect(await failuresOf('seo')).toEqual({ failures: 5, delay: 0 });
    for (const delay of [1, 2, 4, 8]) {
      await sql('update person set locked_until = null');
      expect((await signIn('seo', 'wrong')).status).toBe(401);
      expect((await failuresOf('seo')).delay).toBe(delay);
    }
    const { failures } = await failuresOf('seo');
    expect((await signIn('seo')).status).toBe(401);
    expect(await failuresOf('seo')).toMatchObject({ failures }); // nothing was tried
    await sql('update person set locked_until = now()');
    expect((await signIn('seo')).status).toBe(200);
    expect(await failuresOf('seo')).toEqual({ failures: 0, delay: 0 });
  });

  test('gains nothing by guessing sixty times at once: six are looked at, one more after each delay, and nobody else waits for long', async () => {
    const guesses = Array.from({ length: 60 }, (_, index) => signIn('oh', `guess ${index}`));
    const other = signIn('yang');
    expect(new Set((await Promise.all(guesses)).map(({ status }) => status))).toEqual(new Set([401]));
    const { failures } = await failuresOf('oh');
    expect(failures).toBeGreaterThanOrEqual(6);
    expect(failures).toBeLessThanOrEqual(10); // the delays of 1, 2, 4 and 8 seconds, on the slowest machine
    expect((await other).status).toBe(200);
    const [{ logged } = { logged: -1 }] = await sql<{ logged: number }>(
      `select count(*)::int as logged from access a, person p where p.email = 'oh@arvania.example' and a.body::jsonb ->> 'who' = p.id::text and a.body::jsonb ->> 'what' = 'sign-in-failed'`,
    );
    expect(logged).toBe(failures);
  });

  test('is told to come again when too many come at once, and the rest goes on', async () => {
    const crowd = await Promise.all(Array.from({ length: 130 }, (_, index) => signIn(`crowd-${index}`, 'wrong')));
    const statuses = crowd.map(({ status }) => status);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(0);
    expect(statuses.every((status) => status === 401 || status === 503)).toBe(true);
    expect((await signIn('yang')).status).toBe(200);
  });
});

describe('a session', () => {
  test('has a token that says nothing, new each time, of which only the hash is kept', async () => {
    const [first, second] = [await tokenOf('seo'), await tokenOf('seo')];
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(second).not.toBe(first);
    const rows = await sql<{ token_hash: string; all: string }>('select token_hash, s::text as all from session s');
    expect(rows.map(({ token_hash }) => token_hash)).toContain(sha256(first));
    expect(rows.some(({ all }) => all.includes(first) || all.includes(second))).toBe(false);
    for (const broken of [
      first.slice(1),
      `${first}A`,
      first.toLowerCase(),
      sha256(first),
      '',
      'null',
      `${first} ${second}`,
    ])
      expect(await nameBy(broken)).toBeNull();
  });

  test.each([
    ['half an hour without a sign of life', `update session set seen_at = now() - interval '31 minutes'`],
    ['twelve hours', `update session set created_at = now() - interval '12 hours 1 second'`],
    ['the person being switched off', `update person set active = false where email = 'moon@arvania.example'`],
  ])('ends after %s', async (_what, ending) => {
    const token = await tokenOf('moon');
    expect(await nameBy(token)).toEqual({ name: 'Moon Harin' });
    await sql(ending);
    expect(await nameBy(token)).toBeNull();
    expect((await knock(url, '/prove', { password: RIGHT }, token)).status).toBe(401);
    await sql('update person set active = true');
  });

  test('ends with the sign-out, for good, and no other one with it', async () => {
    const [here, there] = [await tokenOf('moon'), await tokenOf('moon')];
    expect((await knock(url, '/sign-out', {}, here)).status).toBe(200);
    expect(await nameBy(here)).toBeNull();
    expect((await knock(url, '/sign-out', {}, here)).status).toBe(401);
    expect(await nameBy(there)).toEqual({ name: 'Moon Harin' });
  });
});

describe('a proof of identity', () => {
  const approve = async (token: string, request: string): Promise<string> => {
    const { version, letter } = await office.read(request);
    const heard = await ask(
      url,
      token,
      'mutation($input: ApproveRequestInput!) { answer: approveRequest(input: $input) { __typename } }',
      {
        input: { request, expectedVersion: version, key: crypto.randomUUID(), letter: letter?.hash },
      },
    );
    return heard.data?.['answer']?.['__typename'] ?? heard.text;
  };
  const proved = (ago: string): Promise<unknown> =>
    sql(`update session set proved_at = clock_now() - $1::interval`, [ago]);

  test('holds for five minutes, and not for one second more', async () => {
    const request = await office.upTo('with-ca');
    const token = await tokenOf('oh');
    await proved('5 minutes 1 second');
    expect(await approve(token, request)).toBe('ProofNeeded');
    expect((await knock(url, '/prove', { password: 'wrong' }, token)).status).toBe(401);
    expect(await approve(token, request)).toBe('ProofNeeded');
    expect((await knock(url, '/prove', { password: RIGHT }, token)).status).toBe(200);
    await proved('4 minutes 50 seconds');
    expect(await approve(token, request)).toBe('Request');
  });

  test('is of one session only, and none from the future counts', async () => {
    const request = await office.upTo('with-ca');
    const [here, there] = [await tokenOf('oh'), await tokenOf('oh')];
    await proved('1 hour');
    await knock(url, '/prove', { password: RIGHT }, here);
    expect(await approve(there, request)).toBe('ProofNeeded');
    await proved('-1 minute');
    expect(await approve(there, request)).toBe('ProofNeeded');
  });
});

describe('a door', () => {
  test.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['an address that is none', '{"email":1,"password":"x"}'],
    ['no password', '{"email":"seo@arvania.example"}'],
    ['a character that is none', '{"email":"seo\\u0000@arvania.example","password":"x"}'],
    ['half a character', '{"email":"\\ud800","password":"x"}'],
    ['an endless address', JSON.stringify({ email: 'a'.repeat(400), password: 'x' })],
    ['a body without end', JSON.stringify({ email: 'a'.repeat(500_000), password: 'x' })],
    ['names of the language', '{"__proto__":{"email":"seo@arvania.example","password":"x"}}'],
  ])('refuses %s without a fault', async (_what, body) => {
    for (const door of ['/sign-in', '/prove']) {
      const response = await fetch(`${url}${door}`, { method: 'POST', body });
      expect([400, 401]).toContain(response.status);
      expect(await response.json()).toEqual({
        error: { name: expect.any(String), message: expect.stringMatching(/^Cannot /) },
      });
    }
  });

  test('is opened by POST at its own address only', async () => {
    const body = { email: 'seo@arvania.example', password: RIGHT };
    for (const address of ['/sign-in/', '/sign-in?x=1', '/SIGN-IN', '/constructor', '/__proto__', '/'])
      expect((await knock(url, address, body)).status).toBe(404);
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await fetch(`${url}/sign-in`, { method })).status).toBe(404);
  });
});
