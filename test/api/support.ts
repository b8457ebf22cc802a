import { connect } from 'node:net';
import type { GraphQLArgument } from 'graphql';
import { inject } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { superuserUrl } from '../../bin/embedded/postgres.ts';
import { openPool } from '../../registry/db.ts';

export type Told = { message: string; extensions?: { code?: string; field?: string; gaps?: { field: string }[] } };
export type Heard = {
  status: number;
  headers: Headers;
  text: string;
  data: Record<string, never> | null | undefined;
  errors: Told[];
};

/** Sends one HTTP request and gives what came back, whatever it is. */
export async function send(url: string, init: RequestInit): Promise<Heard> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) });
  const text = await response.text();
  const body = readJson(text);
  return { status: response.status, headers: response.headers, text, data: body.data, errors: body.errors ?? [] };
}

function readJson(text: string): { data?: Record<string, never> | null; errors?: Told[] } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** Asks GraphQL as a client would. */
export const ask = (url: string, token: string, query: string, variables?: object): Promise<Heard> =>
  send(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });

/** An operation that asks one root field, named `answer`, with all of its arguments as variables of the same names; a field that is a value has no `fields`. */
export function operationOf(
  kind: 'query' | 'mutation',
  field: string,
  args: readonly GraphQLArgument[] = [],
  fields = '__typename',
): string {
  const declared = args.map(({ name, type }) => `$${name}: ${type}`);
  const given = args.map(({ name }) => `${name}: $${name}`);
  return `${kind}(${declared}) { answer: ${field}(${given}) ${fields && `{ ${fields} }`} }`;
}

/** Does the same with each of a list, so many at a time; gives what came of them in the order of the list. */
export async function someAtOnce<T, R>(list: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = list.entries();
  const worker = async (): Promise<void> => {
    for (const [index, one] of waiting) results[index] = await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** Comes to one of the doors with JSON. */
export const knock = (url: string, door: string, body: unknown, token = ''): Promise<Heard> =>
  send(`${url}${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });

/** Opens a connection, sends what is given and no more; resolves with what came back when the other side closes. */
export function dawdle(url: string, words: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(Number(port), hostname, () => socket.write(words));
    socket.on('data', (chunk) => {
      heard += chunk.toString();
    });
    socket.on('close', () => resolve(heard));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(heard) : reject(error),
    );
  });
}

/** Tables that change by being asked: who asked and when, and answers that were given. */
const OF_THE_EDGE = ['access', 'access_head', 'session', '_prisma_migrations'];

/** A hash of each table's rows, read past the policies by the owner. */
export async function wholeRecord(ownerUrl: string, apart: readonly string[] = []): Promise<Record<string, string>> {
  const key = [ownerUrl, ...apart].join(' ');
  const ask = readers.get(key) ?? readerOf(ownerUrl, apart);
  readers.set(key, ask);
  const { rows } = await (await ask)();
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}

type Hash = { name: string; hash: string };
/** By database, since it is read before and after everything that is tried: the connection stays, and the statement is prepared. */
const readers = new Map<string, Promise<() => Promise<{ rows: Hash[] }>>>();

async function readerOf(ownerUrl: string, apart: readonly string[]): Promise<() => Promise<{ rows: Hash[] }>> {
  const owner = openPool(ownerUrl, { size: 1 });
  const { rows } = await owner.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> all ($1) order by 1`,
    [[...OF_THE_EDGE, ...apart]],
  );
  const hashOf = ({ name }: { name: string }): string =>
    `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as hash from "${name}" t`;
  const statement = { name: 'whole record', text: rows.map(hashOf).join(' union all ') };
  return async () => await owner.query<Hash>(statement);
}

/** What only the superuser sees: what the sessions of the product are doing. */
export async function rowsAsSuperuser({ name }: { name: string }, query: string): Promise<object[]> {
  const { postgresPort, secrets } = inject('servers');
  const url = superuserUrl(postgresPort, secrets.postgres, name);
  return await withClient(url, async (client) => (await client.query(query)).rows);
}
