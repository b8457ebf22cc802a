import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { globalId, signIn } from '../support/client.ts';
import { BELMORA, type Office, openOffice, QASIRA } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
import { ask, type Heard } from './support.ts';

const HOW_MANY = 53;
let stack: TestStack;
let office: Office;
let url: string;
let auditor: string;
let seo: string;
/** Ids by the order in which they were made. */
const made: string[] = [];

beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  for (let n = 0; n < HOW_MANY; n += 1) {
    const by = n % 3 === 2 ? 'noh' : 'seo';
    made.push(
      await office.create(by, {
        partner: n % 2 ? QASIRA : BELMORA,
        requested: n % 2 ? 'XQA' : 'XBE',
        urgency: n % 5 ? 'normal' : 'urgent',
      }),
    );
  }
  [auditor, seo] = (await Promise.all(['jang', 'seo'].map(tokenOf))) as [string, string]; // two in, two out
});
afterAll(async () => {
  await office.close();
  await stack.close();
});

const tokenOf = async (login: string): Promise<string> => (await signIn(url, login)).token;
const sql = (text: string, values: unknown[] = []): Promise<unknown> =>
  withClient(stack.urls.owner, (owner) => owner.query(text, values));

type Page = {
  edges: { cursor: string; node: { id: string; reference: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
};
const LIST = `query($filter: RequestFilter, $sort: RequestSort, $first: Int, $after: String, $last: Int, $before: String) {
  requests(filter: $filter, sort: $sort, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { id reference } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
async function list(variables: object = {}, token = auditor): Promise<Page> {
  const heard = await ask(url, token, LIST, variables);
  expect(heard.errors).toEqual([]);
  return pageOf(heard);
}
const pageOf = ({ data }: Heard): Page => data?.['requests'] as unknown as Page; // selected so
const references = ({ edges }: Page): string[] => edges.map(({ node }) => node.reference);
const numbers = (page: Page): number[] => references(page).map((reference) => Number(reference.split('-')[2]));
const every = (keep: (n: number) => boolean): number[] =>
  made
    .map((_, index) => index + 1)
    .filter((n) => keep(n - 1))
    .reverse();

describe('the list', () => {
  test('shows each viewer what is theirs, the newest first, fifty at a time', async () => {
    expect(numbers(await list())).toEqual(every(() => true).slice(0, 50));
    expect(numbers(await list({}, seo))).toEqual(every((n) => n % 3 !== 2));
    expect(references(await list({}, await tokenOf('oh')))).toEqual([]);
  });

  test.each([
    ['urgency', { urgency: 'URGENT' }, (n: number) => n % 5 === 0],
    ['partner', { partner: globalId('Authority', QASIRA) }, (n: number) => n % 2 === 1],
    ['statuses', { statuses: ['DRAFT', 'SENT'] }, () => true],
    ['another status', { statuses: ['SENT'] }, () => false],
    ['no status', { statuses: [] }, () => true],
    ['open', { open: true }, () => true],
    ['mine, of one who drafts none', { mine: true }, () => false],
    [
      'all of them',
      { urgency: 'URGENT', partner: globalId('Authority', BELMORA), open: true, statuses: ['DRAFT'] },
      (n: number) => n % 10 === 0,
    ],
  ] as const)('by %s', async (_what, filter, keep) => {
    expect(numbers(await list({ filter, first: 100 }))).toEqual(every(keep));
  });

  test('by whose they are', async () => {
    expect(numbers(await list({ filter: { mine: true }, first: 100 }, await tokenOf('noh')))).toEqual(
      every((n) => n % 3 === 2),
    );
  });

  test('sorts by what is due and by what changed', async () => {
    await sql(
      `update request set due_at = '2026-04-01T00:00:00Z'::timestamptz + (($1::uuid[] @> array[id])::int - 1) * interval '1 day'`,
      [made.slice(0, 20)],
    );
    await sql('update request set due_at = null where id = $1', [made[4]]);
    await sql(`update request set changed_at = changed_at + interval '1 hour' where id = any ($1)`, [
      [made[7], made[8]],
    ]);
    const due = numbers(await list({ sort: 'DUE', first: 100 }));
    expect(due).toHaveLength(HOW_MANY - 1);
    expect(due.slice(-19).every((n) => n <= 20)).toBe(true);
    expect(
      numbers(await list({ sort: 'CHANGED', first: 3 }))
        .toSorted()
        .slice(-1),
    ).toEqual([9]);
    expect(numbers(await list({ sort: 'CHANGED', first: 2 })).toSorted()).toEqual([8, 9]);
  });
});

describe('a page', () => {
  const walk = async (
    sort: string,
    size: number,
    forwards: boolean,
    between: () => Promise<void> = async () => {},
  ): Promise<string[]> => {
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await list(forwards ? { sort, first: size, after: cursor } : { sort, last: size, before: cursor });
      const { edges, pageInfo } = page;
      seen.push(...(forwards ? references(page) : references(page).reverse()));
      expect(edges.length).toBeLessThanOrEqual(size);
      [more, cursor] = forwards
        ? [pageInfo.hasNextPage, pageInfo.endCursor]
        : [pageInfo.hasPreviousPage, pageInfo.startCursor];
      await between();
    }
    return seen;
  };

  test.each(['NEWEST', 'CHANGED', 'DUE'])('follows the one before, both ways, sorted by %s', async (sort) => {
    const whole = references(await list({ sort, first: 100 }));
    expect(await walk(sort, 7, true)).toEqual(whole);
    expect(await walk(sort, 7, false)).toEqual(whole.toReversed());
    expect(new Set(whole).size).toBe(whole.length);
  });

  test('leaves out nothing and shows nothing twice while requests are added', async () => {
    const before = references(await list({ first: 100 }));
    const seen = await walk('NEWEST', 9, true, async () => void (await office.create('seo')));
    expect(seen).toEqual(before);
    const backwards = await walk('NEWEST', 9, false, async () => void (await office.create('seo')));
    expect(backwards.slice(0, before.length)).toEqual(before.toReversed());
    expect(new Set(backwards).size).toBe(backwards.length);
  });

  test('holds a hundred at the most, and none where none is asked', async () => {
    const [one] = (await list({ first: 1 })).edges;
    expect(one?.node.reference).toMatch(/^MLA-2026-\d+$/);
    expect((await list({ first: 100_000 })).edges.length).toBeLessThanOrEqual(100);
    expect((await list({ first: 0 })).edges).toEqual([]);
  });

  test.each([
    ['first', { first: -1 }],
    ['last', { last: -1 }],
    ['a cursor that is none', { after: 'abc' }],
    ['a cursor of another list', { before: Buffer.from("2026-03-16T00:00:00Z' or true --").toString('base64url') }],
    [
      'a cursor of a day that does not exist',
      { after: Buffer.from('2026-99-99T00:00:00.000000Z 00000000-0000-4000-8000-000000000000').toString('base64url') },
    ],
    [
      'a cursor with dashes for an id',
      { after: Buffer.from(`2026-03-16T00:00:00.000000Z ${'-'.repeat(36)}`).toString('base64url') },
    ],
    ['a partner that is none', { filter: { partner: globalId('Person', BELMORA) } }],
    ['an endless search', { filter: { search: 'a'.repeat(201) } }],
  ])('is refused with a typed error for %s', async (_what, variables) => {
    const heard = await ask(url, auditor, LIST, variables);
    expect(heard.errors.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the search', () => {
  const found = async (search: string, token = auditor): Promise<number[]> =>
    numbers(await list({ filter: { search }, first: 100 }, token));
  beforeAll(async () => {
    await office.fill(made[0] ?? '', BLUE_HERON, 'seo');
    await office.fill(made[2] ?? '', BLUE_HERON, 'noh');
  });

  test.each([
    ['reference', 'MLA-2026-3', [3]],
    ['reference in small letters', 'mla-2026-1', [1]],
    ['person', 'PARK Haneul', [3, 1]],
    ['person in Hangul', '김윤서', [3, 1]],
    ['person with an accent', 'NDIAYE-ØSTERGÅRD', [3, 1]],
    ['text of the facts', 'forwarding rule', [3, 1]],
    ['account', 'BE71 0961 2345 6769', [3, 1]],
    ['partner and text', 'Belmora invoice', [3, 1]],
    ['words that are nowhere', 'cormorant', []],
    ['signs that mean something to a search engine', "invoice & ! | ( : * ' \\", [3, 1]],
    ['nothing but signs', "&|!'(", []],
  ])('finds by %s', async (_what, search, wanted) => {
    expect(await found(search)).toEqual(wanted);
  });

  test('finds by the names of the partner and its State, from the first moment on', async () => {
    const fresh = await office.create('noh', { partner: QASIRA, requested: 'XQA' });
    const { reference } = await office.read(fresh);
    expect(references(await list({ filter: { search: reference } }))).toEqual([reference]);
    expect(references(await list({ filter: { search: 'Qasira' }, first: 1 }))).toEqual([reference]);
    expect((await found('Qasira')).length).toBeGreaterThan(20);
  });

  test('finds nothing that is another’s', async () => {
    expect(await found('forwarding rule', seo)).toEqual([1]);
    expect(await found('MLA-2026-3', seo)).toEqual([]);
  });
});

describe('the counts', () => {
  const counts = async (filter: object, token = auditor): Promise<unknown> =>
    (
      await ask(url, token, 'query($filter: RequestFilter) { requestCounts(filter: $filter) { status count } }', {
        filter,
      })
    ).data?.['requestCounts'];
  test('are of what the viewer sees and the filter lets through', async () => {
    const all = (await list({ first: 100, filter: { urgency: 'URGENT' } })).edges.length;
    expect(await counts({ urgency: 'URGENT' })).toEqual([{ status: 'DRAFT', count: all }]);
    await sql(`update request set status = 'with-ca' where id = $1`, [made[0]]);
    expect(await counts({ search: 'MLA-2026-1' })).toEqual([{ status: 'WITH_CA', count: 1 }]);
    expect(await counts({}, await tokenOf('lim'))).toEqual([]);
  });
});
