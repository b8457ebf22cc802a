import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../api/server.ts';
import { withClient } from '../../bin/embedded/database.ts';
import { openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { ask, dawdle, type Heard, knock, send } from './support.ts';

const BODY_MS = 400;
let stack: TestStack;
let url: string;
let token: string;
let request: string;
let stop: () => Promise<void>;
const logged: string[] = [];

beforeAll(async () => {
  stack = await openStack();
  const office = await openOffice(stack);
  request = await office.create();
  await office.close();
  const api = await createApi({
    appUrl: stack.urls.app,
    filesFolder: stack.filesFolder,
    mailFrom: 'us@rogatory.example',
    publicUrl: 'http://127.0.0.1',
    graphiql: false,
    bodyMs: BODY_MS,
    log: (message) => logged.push(message),
  });
  const server = createServer(api.handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  token = JSON.parse(
    (await knock(url, '/sign-in', { email: 'seo@arvania.example', password: 'heron-blue-77' })).text,
  ).token;
  stop = async () => {
    server.closeAllConnections();
    server.close();
    await api.close();
  };
});
afterAll(async () => {
  await stop();
  await stack.close();
});

const LIST = '{ requests { edges { node { reference } } } }';
const SAVE = `mutation($request: ID!, $key: String!) {
  answer: savePart(request: $request, key: $key, value: {case: "a", offence: "b"}, expectedVersion: 0) { __typename ... on Error { message } } }`;
const codeOf = ({ errors }: Heard): string => errors[0]?.extensions?.code ?? '';
const idOf = (uuid: string): string => Buffer.from(`Request:${uuid}`).toString('base64');

/** Lets nobody touch requests while the work goes on. */
const withRequestsLocked = <T>(work: () => Promise<T>): Promise<T> =>
  withClient(stack.urls.owner, async (owner) => {
    await owner.query('begin; lock table request in access exclusive mode');
    try {
      return await work();
    } finally {
      await owner.query('rollback');
    }
  });

describe('when the database does not answer', () => {
  test('who asks is told so, in bounded time, and nobody is asked to wait for ever', async () => {
    const start = performance.now();
    const { lists, save, others } = await withRequestsLocked(async () => {
      const pending = Array.from({ length: 60 }, () => ask(url, token, LIST));
      const saving = ask(url, token, SAVE, { request: idOf(request), key: 'title' });
      const living = await send(`${url}/livez`, {});
      return { lists: await Promise.all(pending), save: await saving, others: living.status };
    });
    expect(performance.now() - start).toBeLessThan(15_000);
    expect(new Set(lists.map(codeOf))).toEqual(new Set(['BUSY']));
    expect(new Set(lists.map(({ status }) => status))).toEqual(new Set([200]));
    expect(save.data ? save.data['answer'] : save.errors[0]?.extensions?.code).toEqual(
      save.data ? { __typename: 'Busy', message: expect.stringContaining('try again') } : 'BUSY',
    );
    expect(others).toBe(200);
    expect(logged).toEqual([]);
  });

  test('a step that waited too long is answered with the type Busy, and has done nothing', async () => {
    const save = await withRequestsLocked(() => ask(url, token, SAVE, { request: idOf(request), key: 'title' }));
    expect(save.data?.['answer']).toEqual({ __typename: 'Busy', message: expect.stringContaining('try again') });
    expect(await parts()).toBe(0);
  });

  test('everything works again at once, and no connection stays in a transaction', async () => {
    const { data } = await ask(url, token, LIST);
    expect(data).toEqual({ requests: { edges: [{ node: { reference: 'MLA-2026-1' } }] } });
    const save = await ask(url, token, SAVE, { request: idOf(request), key: 'title' });
    expect(save.data?.['answer']).toEqual({ __typename: 'Part' });
    const { rows } = await withClient(stack.urls.owner, (owner) =>
      owner.query(
        `select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
      ),
    );
    expect(rows).toEqual([]);
  });
});

const parts = (): Promise<number> =>
  withClient(stack.urls.owner, async (owner) => (await owner.query('select count(*)::int as n from part')).rows[0].n);

describe('who brings a body too slowly', () => {
  const headers = (path: string, length: number): string =>
    `POST ${path} HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
  test.each(['/graphql', '/sign-in', '/prove', '/sign-out', '/nowhere'])('is not waited for at %s', async (path) => {
    const start = performance.now();
    const heard = await dawdle(url, `${headers(path, 1000)}{"query":`);
    expect(heard).toMatch(path === '/nowhere' ? /^HTTP\/1\.1 404/ : /^HTTP\/1\.1 408/);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('leaves nothing behind: neither a fault in the log nor somebody else waiting', async () => {
    await Promise.all(Array.from({ length: 50 }, () => dawdle(url, `${headers('/graphql', 1000)}{`)));
    expect((await ask(url, token, '{ me { name } }')).data).toEqual({ me: { name: 'Seo Minji' } });
    expect(logged).toEqual([]);
  });

  test('who goes away in the middle is not a fault either', async () => {
    const abort = new AbortController();
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"query":'));
        setTimeout(() => abort.abort(), 50);
      },
    });
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
      signal: abort.signal,
    };
    for (const path of ['/graphql', '/sign-in'])
      await fetch(`${url}${path}`, init as RequestInit).catch(() => undefined); // the type of fetch knows no duplex
    expect((await ask(url, token, '{ me { name } }')).status).toBe(200);
    expect(logged).toEqual([]);
  });
});
