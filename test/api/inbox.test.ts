import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { ACTIONS } from '../../domain/decide.ts';
import { peopleAt, type Session } from '../support/client.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { ask } from './support.ts';

const REQUESTS = 6;
let stack: TestStack;
let office: Office;
let url: string;
let seo: Session;
beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  seo = await peopleAt(url).as('seo');
  const requests = await Promise.all(Array.from({ length: REQUESTS }, () => office.create()));
  await withClient(stack.urls.owner, async (owner) => {
    await owner.query('delete from task; delete from notice');
    // many are due at the same instant, some at none
    await owner.query(
      `insert into task (request_id, action, to_key, org_id, due_at, since)
       select r.id, a.action, $1, r.org_id, nullif(now() + (a.n % 5) * interval '1 day', now()), now() from request r, unnest($2::text[]) with ordinality a(action, n) where r.id = any ($3)`,
      [`user:${personId('seo')}`, ACTIONS, requests],
    );
    await owner.query(
      `insert into notice (request_id, seq, to_key, org_id, kind, at)
       select r.id, s, $1, r.org_id, 'told', now() + (s % 7) * interval '1 hour' from request r, generate_series(1, 50) s where r.id = any ($2)`,
      [`user:${personId('seo')}`, requests],
    );
  });
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

type Node = { request: { id: string }; action?: string; dueAt?: string | null; seq?: number; at?: string };
type Page = {
  edges: { cursor: string; node: Node }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
};
const LISTS = {
  inbox: 'action dueAt request { id }',
  notices: 'kind seq at request { id }',
};
type List = keyof typeof LISTS;

async function page(list: List, variables: object): Promise<Page> {
  const query = `query($first: Int, $after: String, $last: Int, $before: String) { list: ${list}(first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { ${LISTS[list]} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  return (await seo.ask<{ list: Page }>(query, variables)).list;
}
async function walk(list: List, forwards: boolean): Promise<Node[]> {
  const seen: Node[] = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const { edges, pageInfo } = await page(
      list,
      forwards ? { first: 37, after: cursor } : { last: 37, before: cursor },
    );
    const nodes = edges.map(({ node }) => node);
    seen.push(...(forwards ? nodes : nodes.reverse()));
    [more, cursor] = forwards
      ? [pageInfo.hasNextPage, pageInfo.endCursor]
      : [pageInfo.hasPreviousPage, pageInfo.startCursor];
  }
  return seen;
}

test.each([
  ['inbox', REQUESTS * ACTIONS.length],
  ['notices', REQUESTS * 50],
] as const)('every entry of %s can be reached, each once, both ways', async (list, howMany) => {
  const forwards = await walk(list, true);
  expect([forwards.length, new Set(forwards.map((node) => JSON.stringify(node))).size]).toEqual([howMany, howMany]);
  expect(howMany).toBeGreaterThan(200);
  expect(await walk(list, false)).toEqual(forwards.toReversed());
});

test('what waits is sorted by the time left, and what is not due stands last', async () => {
  const due = (await walk('inbox', true)).map(({ dueAt }) => dueAt ?? '9999');
  expect(due).toEqual(due.toSorted());
  expect(due).toContain('9999');
  const told = (await walk('notices', true)).map(({ at }) => at ?? '');
  expect(told).toEqual(told.toSorted().reverse());
});

test.each(['inbox', 'notices'] as const)('a page of %s holds fifty, a hundred at the most', async (list) => {
  expect((await page(list, {})).edges).toHaveLength(50);
  expect((await page(list, { first: 5000 })).edges).toHaveLength(100);
});

const encoded = (text: string): string => Buffer.from(text).toString('base64url');
test.each([
  'garbage',
  encoded('2026-03-16T00:00:00.000000Z'),
  encoded("2026-03-16T00:00:00.000000Z 2026-03-16T00:00:00.000000Z x' y z"),
  encoded('2026-99-99T00:00:00.000000Z 00000000-0000-4000-8000-000000000000 1 user:x'),
])('a cursor that is none of the list is refused: %s', async (after) => {
  for (const list of ['inbox', 'notices']) {
    const { errors } = await ask(
      url,
      seo.token,
      `query($after: String) { ${list}(after: $after) { edges { cursor } } }`,
      { after },
    );
    expect(errors.map(({ extensions }) => extensions?.gaps?.[0]?.field)).toEqual(['after']);
  }
});
