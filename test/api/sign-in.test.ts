import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { BEAT_MS } from '../../api/doors/sign-in.ts';
import { withClient } from '../../bin/embedded/database.ts';
import { until } from '../../bin/embedded/process.ts';
import { sha256 } from '../../registry/hash.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { ask, type Heard, knock } from './support.ts';

/** The one thing that is slow on purpose: it runs as ever, and is watched. */
const { argon2 } = crypto;
const looks = vi.spyOn(crypto, 'argon2');
syncBuiltinESMExports();

let stack: TestStack;
let office: Office;
let url: string;
beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
});
afterAll(async () => {
  looks.mockRestore();
  syncBuiltinESMExports();
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
  test('hears the same, after the same work and on the same beat, for an address that somebody has or nobody', async () => {
    const cases: [email: string, before: string][] = [
      ['han', 'update person set failures = 0'],
      ['nobody', 'update person set failures = 0'],
      ['han', `update person set locked_until = now() + interval '1 hour'`],
      ['han', 'update person set locked_until = null, active = false'],
    ];
    const heard: object[] = [];
    for (const [login, before] of cases) {
      await sql(before);
      looks.mockClear();
      const start = performance.now();
      const { status, text, headers } = await signIn(login, 'a wrong password');
      const isOnTheBeat = performance.now() - start > BEAT_MS - 5; // clocks differ by little
      const work = looks.mock.calls.map(([kind, { message, nonce, ...cost }]) => [
        kind,
        message,
        Buffer.isBuffer(nonce) && nonce.length,
        cost,
      ]);
      heard.push({ status, text, headers: [...headers.keys()], isOnTheBeat, work });
    }
    await sql('update person set active = true');
    const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
    expect(heard[0]).toMatchObject({
      status: 401,
      text: expect.stringContaining('Cannot sign in'),
      isOnTheBeat: true,
      work: [['argon2id', 'a wrong password', 16, cost]],
    });
    expect(heard).toEqual(heard.map(() => heard[0]));
  });

  test('waits longer after each wrong password from the sixth on, and then not even the right one helps', async () => {
    for (let tries = 0; tries < 5; tries += 1) await signIn('seo', 'wrong');
    expect(await failuresOf('seo')).toEqual({ failures: 5, delay: 0 });
    for (const delay of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1024]) {
      const [start] = await sql<{ at: string }>('update person set locked_until = null returning now() as at');
      expect((await signIn('seo', 'wrong')).status).toBe(401);
      const within = `select locked_until between $1::timestamptz + $2 and now() + $2 as right from person where email like 'seo@%'`;
      expect(await sql(within, [start?.at, `${delay} seconds`])).toEqual([{ right: true }]);
    }
    const { failures } = await failuresOf('seo');
    expect((await signIn('seo')).status).toBe(401);
    expect(await failuresOf('seo')).toMatchObject({ failures }); // nothing was tried
    await sql('update person set locked_until = now()');
    expect((await signIn('seo')).status).toBe(200);
    expect(await failuresOf('seo')).toEqual({ failures: 0, delay: 0 });
  });

  test('gains nothing by guessing sixty times at once: six are looked at, one more after each delay, and nobody else waits for long', async () => {
    const start = performance.now();
    const guesses = Array.from({ length: 60 }, (_, index) => signIn('oh', `guess ${index}`));
    const other = signIn('yang');
    expect(new Set((await Promise.all(guesses)).map(({ status }) => status))).toEqual(new Set([401]));
    const delaysRunOut = Math.floor(Math.log2((performance.now() - start) / 1000 + 1)); // 1, 2, 4 ... seconds
    const { failures } = await failuresOf('oh');
    expect(failures).toBeGreaterThanOrEqual(6);
    expect(failures).toBeLessThanOrEqual(6 + delaysRunOut);
    expect((await other).status).toBe(200);
    const [{ logged } = { logged: -1 }] = await sql<{ logged: number }>(
      `select count(*)::int as logged from access a, person p where p.email = 'oh@arvania.example' and a.body::jsonb ->> 'who' = p.id::text and a.body::jsonb ->> 'what' = 'sign-in-failed'`,
    );
    expect(logged).toBe(failures);
  });

  test('is told to come again when too many come at once, and the rest goes on', async () => {
    const held: (() => void)[] = [];
    looks.mockImplementation((...look) => void held.push(() => argon2(...look)));
    const statuses: number[] = [];
    const crowd = Array.from({ length: 130 }, async (_, index) => {
      const { status } = await signIn(`crowd-${index}`, 'wrong');
      statuses.push(status);
    });
    expect(await until(() => statuses.length === 28, 30)).toBe(true); // two are looked at, a hundred wait
    expect(new Set(statuses)).toEqual(new Set([503]));
    looks.mockImplementation(argon2);
    for (const look of held) look();
    await Promise.all(crowd);
    expect(statuses.slice(28)).toEqual(Array.from({ length: 102 }, () => 401));
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
    await proved('4 minutes 30 seconds');
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
