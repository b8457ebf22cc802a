import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../api/server.ts';
import { withClient } from '../../bin/embedded/database.ts';
import { globalId, signIn } from '../support/client.ts';
import { openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { ask, dawdle, type Heard, rowsAsSuperuser, send } from './support.ts';

type Running = { url: string; server: Server; stop(): Promise<void> };
/** So little time for a body that a test can wait for its end. */
const BODY_MS = 400;
let stack: TestStack;
let patient: Running;
let hasty: Running;
let token: string;
let request: string;
const logged: string[] = [];

async function serve(bodyMs?: number): Promise<Running> {
  const api = await createApi({
    appUrl: stack.urls.app,
    filesFolder: stack.filesFolder,
    mailFrom: 'us@rogatory.example',
    publicUrl: 'http://127.0.0.1',
    graphiql: false,
    uploadLimit: 1024 ** 2,
    ...(bodyMs === undefined ? {} : { bodyMs }),
    log: (message) => logged.push(message),
  });
  const server = createServer(api.handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await api.close();
  };
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, server, stop };
}

beforeAll(async () => {
  stack = await openStack();
  const office = await openOffice(stack);
  request = globalId('Request', await office.create());
  await office.close();
  [patient, hasty] = [await serve(), await serve(BODY_MS)];
  token = (await signIn(patient.url, 'seo')).token;
});
afterAll(async () => {
  await Promise.all([patient?.stop(), hasty?.stop()]);
  await stack?.close();
});

const LIST = '{ requests { edges { node { reference parts { key } } } } }';
const list = (): Promise<Heard> => ask(patient.url, token, LIST);
const SAVE = `mutation($request: ID!) {
  answer: savePart(request: $request, key: "title", value: {case: "a", offence: "b"}, expectedVersion: 0) { __typename ... on Error { message } } }`;
const save = (): Promise<Heard> => ask(patient.url, token, SAVE, { request });
const codeOf = ({ errors }: Heard): string => errors[0]?.extensions?.code ?? '';
const BUSY = { message: expect.stringContaining('try again') };

/** Lets nobody touch these tables while the work goes on. */
const withLocked = <T>(tables: string, work: () => Promise<T>): Promise<T> =>
  withClient(stack.urls.owner, async (owner) => {
    await owner.query(`begin; lock table ${tables} in access exclusive mode`);
    try {
      return await work();
    } finally {
      await owner.query('rollback');
    }
  });

describe('when the database does not answer', () => {
  test.each([
    ['who asks', 'request'],
    ['what is asked for', 'part'],
  ])(
    '%s cannot be looked up: everybody is told so in bounded time, and nobody waits for ever',
    async (_what, table) => {
      const start = performance.now();
      const { lists, saved, alive } = await withLocked(table, async () => {
        const pending = Array.from({ length: 60 }, list);
        const saving = save();
        const { status } = await send(`${patient.url}/livez`, {});
        return { lists: await Promise.all(pending), saved: await saving, alive: status };
      });
      expect(performance.now() - start).toBeLessThan(28_000); // one after the other they would take a minute
      expect(new Set(lists.map(codeOf))).toEqual(new Set(['BUSY']));
      expect(new Set(lists.map(({ status }) => status))).toEqual(new Set([200]));
      expect(saved.data ? saved.data['answer'] : codeOf(saved)).toEqual(
        saved.data ? { __typename: 'Busy', ...BUSY } : 'BUSY',
      );
      expect(alive).toBe(200);
      expect(logged).toEqual([]);
    },
  );

  test('a step that waited too long is answered with the type Busy, a file with 503, and nothing was done', async () => {
    const file = `${patient.url}/files/${'a'.repeat(43)}`;
    const [saved, ...files] = await withLocked('part, upload, download', () =>
      Promise.all([save(), send(file, {}), send(file, { method: 'PUT', body: 'a' })]),
    );
    expect(saved.data?.['answer']).toEqual({ __typename: 'Busy', ...BUSY });
    for (const { status, text } of files)
      expect([status, JSON.parse(text)]).toEqual([503, { error: { name: 'Busy', ...BUSY } }]);
    expect(await rowsAsSuperuser(stack, 'select 1 from part')).toEqual([]);
    expect(logged).toEqual([]);
  });

  test('everything works again at once, and no connection stays in a transaction', async () => {
    expect((await list()).data).toEqual({ requests: { edges: [{ node: { reference: 'MLA-2026-1', parts: [] } }] } });
    expect((await save()).data?.['answer']).toEqual({ __typename: 'Part' });
    const open = `select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`;
    expect(await rowsAsSuperuser(stack, open)).toEqual([]);
  });
});

describe('who brings a body too slowly', () => {
  const headers = (path: string): string =>
    `POST ${path} HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`;
  const who = (): Promise<Heard> => ask(patient.url, token, '{ me { name } }');

  test.each(['/graphql', '/sign-in', '/prove', '/sign-out', '/nowhere'])('is not waited for at %s', async (path) => {
    const heard = await dawdle(hasty.url, `${headers(path)}{"query":`);
    expect(heard).toMatch(path === '/nowhere' ? /^HTTP\/1\.1 404/ : /^HTTP\/1\.1 408/);
  });

  test('leaves nothing behind: neither a fault in the log nor somebody else waiting', async () => {
    await Promise.all(Array.from({ length: 50 }, () => dawdle(hasty.url, `${headers('/graphql')}{`)));
    expect((await who()).data).toEqual({ me: { name: 'Seo Minji' } });
    expect(logged).toEqual([]);
  });

  test.each(['/graphql', '/sign-in'])('and goes away in the middle at %s is no fault either', async (path) => {
    const abort = new AbortController();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"query":')),
    });
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body, duplex: 'half', signal: abort.signal };
    const arrived = once(patient.server, 'request');
    const answer = fetch(`${patient.url}${path}`, init as RequestInit).catch(() => 'gone'); // the type of fetch knows no duplex
    const [, response] = await arrived;
    const closed = once(response, 'close');
    abort.abort();
    expect(await answer).toBe('gone');
    await closed;
    expect((await who()).status).toBe(200);
    expect(logged).toEqual([]);
  });
});
