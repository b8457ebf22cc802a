import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { type House, openHouse } from '../support/journey.ts';
import { ask, type Heard, send } from './support.ts';

let house: House;
let open: { url: string };
let token: string;
beforeAll(async () => {
  house = await openHouse({ worker: false });
  open = await house.stack.startApi({ graphiql: true });
  token = (await house.as('seo')).token;
});
afterAll(() => house.close());

const { error: written } = console;
let logged: string[];
beforeEach(() => {
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((...words) => {
    logged.push(words.map(String).join(' '));
  });
});
afterEach(() => {
  console.error = written;
});

const gql = (query: string, variables?: object): Promise<Heard> => ask(house.url, token, query, variables);
const codes = ({ errors }: Heard): (string | undefined)[] => [
  ...new Set(errors.map((error) => error.extensions?.code)),
];
const post = (type: string, body: BodyInit, headers: object = {}): Promise<Heard> =>
  send(`${house.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...(type ? { 'content-type': type } : {}), ...headers },
    body,
  });

const times = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

describe('an operation that asks for too much is refused before it runs', () => {
  const nested = (levels: number): string =>
    `{ requests { edges { node { ${times(levels, () => 'parent {')} id ${times(levels, () => '}')} } } } }`;
  test.each([
    ['aliases', `{ me { ${times(16, (index) => `a${index}: name`)} } }`],
    ['aliases of __typename', `{ me { ${times(101, (index) => `a${index}: __typename`)} } }`],
    ['fields at the root', `{ ${times(11, (index) => `a${index}: __typename`)} }`],
    ['directives', `{ me { ${times(30, () => 'name @include(if: true)')} } }`],
    ['tokens', `{ me { ${times(2100, () => 'name')} } }`],
    ['characters', `{ me { name } } # ${'x'.repeat(40_000)}`],
    ['depth', nested(14)],
    [
      'cost',
      '{ requests(first: 100) { edges { node { supplements { supplements { events { actor { name } } } } } } } }',
    ],
    [
      'cost through fragments',
      `{ requests { edges { node { ...a } } } }
      fragment a on Request { supplements { ...b } } fragment b on Request { supplements { events { record { channel } } supplements { id } } }`,
    ],
  ])('%s', async (_what, query) => {
    const heard = await gql(query);
    expect(heard.status).toBe(400);
    expect(heard.errors.some(({ extensions }) => extensions?.code === 'OPERATION_TOO_LARGE')).toBe(true);
    expect(heard.data ?? {}).toEqual({});
    expect(heard.text).not.toMatch(/\b(15|20|2000|12|200|5000|32768|\d{4,})\b.*max|max.*\d/i); // a limit that is told is a limit to stay under
  });

  test('fields repeated without end, and fragments in a circle, are refused by validation', async () => {
    const circle = await gql('{ me { ...a } } fragment a on Person { ...b } fragment b on Person { ...a }');
    expect([circle.status, codes(circle)]).toEqual([400, ['GRAPHQL_VALIDATION_FAILED']]);
  });

  test('what stays under the limits is answered', async () => {
    const heard = await gql(`{ me { ${times(15, (index) => `a${index}: name`)} } }`);
    expect([heard.status, Object.keys(heard.data?.['me'] ?? {}).length]).toEqual([200, 15]);
  });
});

describe('a mutation has one field', () => {
  test.each([
    [
      'two fields',
      'mutation { a: createDownload(file: "x") { __typename } b: createDownload(file: "x") { __typename } }',
    ],
    ['a fragment', 'mutation { ...F } fragment F on Mutation { createDownload(file: "x") { __typename } }'],
    ['an inline fragment', 'mutation { ... { createDownload(file: "x") { __typename } } }'],
    ['a second field beside', 'mutation { __typename createDownload(file: "x") { __typename } }'],
  ])('%s', async (_what, query) => {
    const heard = await gql(query);
    expect([heard.status, codes(heard)]).toEqual([400, ['ONE_CHANGE']]);
  });
});

describe('GraphQL is asked in JSON by POST, and in no other way', () => {
  const body = JSON.stringify({ query: '{ me { name } }' });
  test.each([
    ['text/plain', body],
    ['text/plain; application/json', body],
    ['application/x-www-form-urlencoded', `query=${encodeURIComponent('{ me { name } }')}`],
    ['application/graphql', '{ me { name } }'],
    ['application/jsonp', body],
  ])('%s is not taken', async (type, given) => {
    expect((await post(type, given)).status).toBe(415);
  });
  test('multipart is not taken', async () => {
    const form = new FormData();
    form.set('operations', body);
    form.set('map', '{}');
    expect((await post('', form)).status).toBe(415);
  });
  test.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'])('%s is not taken', async (method) => {
    for (const query of ['{ me { name } }', 'mutation { createDownload(file: "x") { __typename } }']) {
      const heard = await send(`${house.url}/graphql?query=${encodeURIComponent(query)}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
      });
      expect([heard.status, heard.headers.get('allow')]).toEqual([405, 'POST']);
      expect(heard.text).not.toContain('Seo');
    }
  });
  test('what stands in the address is not looked at', async () => {
    const heard = await send(`${house.url}/graphql?query=${encodeURIComponent('{ me { name } }')}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect([heard.status, heard.data]).toEqual([400, undefined]);
  });
  test.each([
    ['a batch', '[{"query":"{ me { name } }"}]'],
    ['no JSON', '{ "query": "the-canary'],
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '5'],
    ['a query that is none', '{"query":5}'],
    ['variables that are none', '{"query":"{ me { name } }","variables":"the-canary"}'],
    ['a parameter nobody knows', '{"query":"{ me { name } }","the-canary":1}'],
    ['a stored query', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}'],
    ['an operation that is not there', '{"query":"query a { me { name } }","operationName":"b"}'],
  ])('%s is refused, and not quoted', async (_what, given) => {
    const heard = await post('application/json', given);
    expect(heard.status).toBe(400);
    expect(heard.text).not.toContain('canary');
  });
  test('a body of more than 4 MB is not read to its end', async () => {
    expect(
      (await post('application/json', JSON.stringify({ query: '{ me { name } }', variables: { a: 'x'.repeat(5e6) } })))
        .status,
    ).toBe(413);
  });
});

describe('a page of another site gets nothing', () => {
  test('no header lets it read an answer, and no preflight succeeds', async () => {
    const asked = await post('application/json', '{"query":"{ me { name } }"}', {
      origin: 'https://elsewhere.example',
    });
    const preflight = await send(`${house.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    });
    for (const { headers } of [asked, preflight])
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(preflight.status).toBe(405);
  });
  test('nobody is signed in without the header that only a program of ours sends', async () => {
    const heard = await send(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `token=${token}` },
      body: '{"query":"{ me { name } }"}',
    });
    expect([heard.data, codes(heard)]).toEqual([null, ['NOT_FOUND']]);
  });
  test('no answer tells of the software behind it', async () => {
    const heard = await post('application/json', '{"query":"{ me { name } }"}', {
      'apollo-tracing': '1',
      'x-apollo-tracing': '1',
    });
    expect(JSON.parse(heard.text)).toEqual({ data: { me: { name: 'Seo Minji' } } });
    expect(
      [...heard.headers.keys()].filter((name) => /^(server|x-powered-by|.*trac.*|.*timing.*)$/.test(name)),
    ).toEqual([]);
  });
});

describe('the schema is told only where the operator says so', () => {
  const introspections = ['{ __schema { types { name } } }', '{ __type(name: "Person") { name } }'];
  test.each(introspections)('%s', async (query) => {
    const off = await gql(query);
    expect([off.status, codes(off)]).toEqual([400, ['INTROSPECTION_OFF']]);
    const on = await ask(open.url, token, query);
    expect([on.status, on.errors]).toEqual([200, []]);
  });
  test('GraphiQL is off, and on', async () => {
    const page = { headers: { accept: 'text/html' } };
    expect((await send(`${house.url}/graphql`, page)).status).toBe(405);
    const on = await send(`${open.url}/graphql`, page);
    expect([on.status, on.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  });
  test.each([
    ['a field', '{ me { nam } }', {}],
    ['an argument', '{ requests(filte: {}) { edges { cursor } } }', {}],
    ['a type', 'query($a: RequestFilte) { requests(filter: $a) { edges { cursor } } }', {}],
    ['a field of an input', '{ requests(filter: { urgenc: NORMAL }) { edges { cursor } } }', {}],
    ['a word of an enum', '{ requests(filter: { urgency: NORMA }) { edges { cursor } } }', {}],
    [
      'a field of a variable',
      'query($a: RequestFilter) { requests(filter: $a) { edges { cursor } } }',
      { a: { urgenc: 'NORMAL' } },
    ],
    [
      'a word of a variable',
      'query($a: RequestFilter) { requests(filter: $a) { edges { cursor } } }',
      { a: { urgency: 'NORMA' } },
    ],
  ])('no name is suggested for %s', async (_what, query, variables) => {
    const heard = await gql(query, variables);
    expect(heard.status).toBe(400);
    expect(heard.text).not.toMatch(/did you mean/i);
    expect(heard.text).not.toMatch(/\b(name|filter|RequestFilter|urgency|NORMAL)\b"?\?/);
  });
});

describe('an error tells nothing of the inside', () => {
  test('a bug is masked, and its log names the place but not the words', async () => {
    const rename = (from: string, to: string): Promise<unknown> =>
      withClient(house.stack.urls.owner, (owner) =>
        owner.query(`alter table house_rule rename column ${from} to ${to}`),
      );
    await rename('amount', 'the_canary');
    const heard = await gql('{ houseRules { id } }');
    await rename('the_canary', 'amount');
    expect([heard.status, heard.errors]).toEqual([
      500,
      [
        {
          message: 'Something went wrong on our side',
          path: ['houseRules'],
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
      ],
    ]);
    expect(logged.join('\n')).toMatch(/^An operation failed Prisma\w+ P2010\n {4}at /);
    expect(logged.join('\n')).not.toMatch(/canary|amount|select/);
  });
  test.each([
    ['a syntax error', '{ me { name } "the-canary" }', {}],
    ['a literal of another type', '{ requests(first: "the-canary") { edges { cursor } } }', {}],
    ['a literal of an enum', '{ requests(sort: the_canary) { edges { cursor } } }', {}],
    ['a literal date', '{ deadlines(before: "the-canary") { kind } }', {}],
    ['a variable of another type', 'query($a: Int) { requests(first: $a) { edges { cursor } } }', { a: 'the-canary' }],
    [
      'a variable of an enum',
      'query($a: RequestSort) { requests(sort: $a) { edges { cursor } } }',
      { a: 'the-canary' },
    ],
    ['a date as a variable', 'query($a: DateTime) { deadlines(before: $a) { kind } }', { a: 'the-canary' }],
    [
      'an unknown field of a variable',
      'query($a: RequestFilter) { requests(filter: $a) { edges { cursor } } }',
      { a: { 'the-canary': 1 } },
    ],
    ['an id', 'query($a: ID!) { node(id: $a) { id } }', { a: 'the-canary' }],
    ['a cursor', 'query($a: String) { requests(after: $a) { edges { cursor } } }', { a: 'the-canary' }],
    [
      'a part',
      'mutation($a: ID!) { savePart(request: $a, key: "the-canary", value: "the-canary", expectedVersion: 0) { ... on Error { message } } }',
      { a: 'UmVxdWVzdDowMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDA=' },
    ],
  ])('%s is not quoted', async (_what, query, variables) => {
    const heard = await gql(query, variables);
    expect(heard.text).toMatch(/"message":"Cannot /);
    expect(heard.text).not.toContain('canary');
    expect(logged).toEqual([]);
  });
});
