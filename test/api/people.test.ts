import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { PEOPLE } from '../../prisma/demonstration/arvania.ts';
import { verify } from '../../registry/verify.ts';
import { globalId, type People, peopleAt } from '../support/client.ts';
import { BELMORA, type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { ask, type Heard, knock, wholeRecord } from './support.ts';

let stack: TestStack;
let office: Office;
let url: string;
let people: People;
beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  people = peopleAt(url);
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

type Answer = {
  __typename: string;
  id: string;
  password: string | null;
  person: { id: string };
  gaps: { field: string; message: string }[];
};
const ERRORS = '__typename ... on Error { message } ... on InvalidInput { gaps { field message } }';
const ENTERED = `${ERRORS} ... on EnteredPerson { password person { id name roles email active office { name } authority { state } } }`;
const ADD_OFFICE = `mutation($name: String!, $idempotencyKey: String) { answer: addOffice(name: $name, idempotencyKey: $idempotencyKey) { ${ERRORS} ... on Office { id name } } }`;
const ADD = `mutation($email: String!, $name: String!, $roles: [Role!]!, $office: ID, $authority: ID, $idempotencyKey: String) {
  answer: addPerson(email: $email, name: $name, roles: $roles, office: $office, authority: $authority, idempotencyKey: $idempotencyKey) { ${ENTERED} } }`;
const CHANGE = `mutation($person: ID!, $roles: [Role!], $office: ID, $active: Boolean, $newPassword: Boolean) {
  answer: changePerson(person: $person, roles: $roles, office: $office, active: $active, newPassword: $newPassword) { ${ENTERED} } }`;
const told = async (query: string, variables: object, by = 'admin'): Promise<Answer> =>
  (await (await people.as(by)).ask<{ answer: Answer }>(query, variables)).answer;

const signIn = (email: string, password: string): Promise<Heard> => knock(url, '/sign-in', { email, password });
const change = (email: string, password: string, newPassword: string): Promise<Heard> =>
  knock(url, '/password', { email, password, newPassword });
const nameOf = ({ text }: Heard): unknown => JSON.parse(text).error?.name;
const tokenOf = ({ text }: Heard): string => JSON.parse(text).token;
const rolesBy = async (token: string): Promise<unknown> => (await ask(url, token, '{ me { roles } }')).data?.['me'];
const OWN = 'a password of my own';
let joiners = 0;
/** Somebody new, signed in with a password of their own. */
async function joined(variables: object): Promise<{ id: string; email: string; token: string }> {
  joiners += 1;
  const email = `new-${joiners}@arvania.example`;
  const { password, person } = await told(ADD, { email, name: 'Somebody New', ...variables });
  await change(email, password ?? '', OWN);
  return { id: person.id, email, token: tokenOf(await signIn(email, OWN)) };
}

describe('a house gets its people', () => {
  test('an office, and a drafter who chooses a password before anything else and then drafts', async () => {
    const made = await told(ADD_OFFICE, { name: 'Prosecution Office of the Coast' });
    const email = 'Coast.Drafter@arvania.example';
    const added = await told(ADD, { email, name: 'Coast Drafter', roles: ['DRAFTER'], office: made.id });
    expect(added).toMatchObject({
      person: {
        roles: ['DRAFTER'],
        email,
        active: true,
        office: { name: 'Prosecution Office of the Coast' },
        authority: null,
      },
      password: expect.stringMatching(/^[\w-]{24}$/),
    });
    const once = added.password ?? '';

    const first = await signIn(email, once);
    expect([first.status, nameOf(first)]).toEqual([403, 'PasswordChangeNeeded']);
    expect((await change(email.toLowerCase(), once, OWN)).status).toBe(200);
    expect([(await signIn(email, once)).status, (await change(email, once, `${OWN}!`)).status]).toEqual([401, 401]);
    const token = tokenOf(await signIn(email, OWN));
    const query = `mutation($input: CreateRequestInput!) { answer: createRequest(input: $input) { __typename ... on Request { office } } }`;
    const basis = [{ instrument: 'budapest-185', articles: ['31'] }];
    const input = { key: randomUUID(), requested: 'XBE', partner: BELMORA, basis, items: [{ type: 'data-traffic' }] };
    expect((await ask(url, token, query, { input })).data?.['answer']).toEqual({
      __typename: 'Request',
      office: 'Prosecution Office of the Coast',
    });
  });

  test('an officer of a partner, who sees what that partner sees', async () => {
    const authority = globalId('Authority', BELMORA);
    const { id, token } = await joined({ roles: ['PARTNER'], authority });
    const sent = await office.upTo('sent');

    const query = 'query($id: ID!) { request(id: $id) { reference } me { id } }';
    expect((await ask(url, token, query, { id: globalId('Request', sent) })).data).toMatchObject({
      request: { reference: expect.any(String) },
      me: { id },
    });
  });

  test('under a key once; the password is told the first time only, and is nowhere on record', async () => {
    const variables = {
      email: 'once@arvania.example',
      name: 'Once',
      roles: ['REGISTRY'],
      idempotencyKey: randomUUID(),
    };
    const first = await told(ADD, variables);
    const second = await told(ADD, variables);

    expect([first.password?.length, second.password, second.person]).toEqual([24, null, first.person]);
    const found = await withClient(stack.urls.owner, async (owner) => {
      const { rows } = await owner.query<{ name: string }>(
        `select tablename as name from pg_tables where schemaname = 'public'`,
      );
      const counts = [];
      for (const { name } of rows)
        counts.push(await owner.query(`select 1 from "${name}" t where position($1 in t::text) > 0`, [first.password]));
      return counts.flatMap(({ rows }) => rows);
    });
    expect(found).toEqual([]);
  });
});

describe('who cannot be', () => {
  const HARUN = async (): Promise<string> =>
    globalId('Office', (await office.system.query(`select id from office where name like '%Harun%'`)).rows[0].id);
  test.each<[string, object, string[]]>([
    ['without a role', { roles: [] }, ['roles']],
    ['with a role twice', { roles: ['REGISTRY', 'REGISTRY'] }, ['roles']],
    ['a drafter of no office', { roles: ['DRAFTER'] }, ['office']],
    ['an auditor who also drafts', { roles: ['AUDITOR', 'DRAFTER'] }, ['roles', 'office']],
    ['an officer of no partner', { roles: ['PARTNER'] }, ['authority']],
    [
      'an officer of a partner who also reviews',
      { roles: ['PARTNER', 'CA_OFFICER'], authority: globalId('Authority', BELMORA) },
      ['roles'],
    ],
    [
      'of a partner without being its officer',
      { roles: ['REGISTRY'], authority: globalId('Authority', BELMORA) },
      ['authority'],
    ],
    ['of an office that is none', { roles: ['DRAFTER'], office: globalId('Office', randomUUID()) }, ['office']],
    [
      'of a partner that is none',
      { roles: ['PARTNER'], authority: globalId('Authority', randomUUID()) },
      ['authority'],
    ],
    ['at the address of another', { email: 'SEO@arvania.example', roles: ['REGISTRY'] }, ['email']],
    ['at no address', { email: 'seo', roles: ['REGISTRY'] }, ['email']],
    ['without a name', { name: ' ', roles: ['REGISTRY'] }, ['name']],
  ])('somebody %s', async (_what, variables, fields) => {
    const before = await wholeRecord(stack.urls.owner);
    const answer = await told(ADD, { email: 'x@arvania.example', name: 'X', ...variables });

    expect([answer.__typename, answer.gaps.map(({ field }) => field)]).toEqual(['InvalidInput', fields]);
    expect(await wholeRecord(stack.urls.owner)).toEqual(before);
  });

  test('somebody of the registry with an office, and two offices of one name', async () => {
    const registry = { email: 'x@arvania.example', name: 'X', roles: ['REGISTRY'], office: await HARUN() };
    expect((await told(ADD, registry)).gaps).toMatchObject([{ field: 'office' }]);
    await told(ADD_OFFICE, { name: 'Twice' });
    expect((await told(ADD_OFFICE, { name: 'Twice' })).gaps).toMatchObject([{ field: 'name' }]);
  });
});

describe('somebody changes', () => {
  test('who leaves is out at once, and who comes back has the same password', async () => {
    const { id, email, token } = await joined({ roles: ['REGISTRY'] });
    expect(await rolesBy(token)).toEqual({ roles: ['REGISTRY'] });

    expect(await told(CHANGE, { person: id, active: false })).toMatchObject({
      password: null,
      person: { active: false },
    });
    expect([await rolesBy(token), (await signIn(email, OWN)).status]).toEqual([undefined, 401]);
    await told(CHANGE, { person: id, active: true });
    expect((await signIn(email, OWN)).status).toBe(200);
  });

  test('who gets another role has its powers and no others from then on', async () => {
    const { id, token } = await joined({ roles: ['REGISTRY'] });
    await told(CHANGE, { person: id, roles: ['TRANSLATOR', 'REVISER'] });
    expect(await rolesBy(token)).toEqual({ roles: ['TRANSLATOR', 'REVISER'] });
    expect((await told(CHANGE, { person: id, roles: ['SUPERVISOR'] })).gaps).toMatchObject([{ field: 'office' }]);
    const place = await told(ADD_OFFICE, { name: 'Prosecution Office of the Hills' });
    expect(await told(CHANGE, { person: id, roles: ['SUPERVISOR'], office: place.id })).toMatchObject({
      person: { office: { name: 'Prosecution Office of the Hills' } },
    });
    expect(await told(CHANGE, { person: id, roles: ['REGISTRY'] })).toMatchObject({ person: { office: null } });
  });

  test('who forgot the password gets another one to change, and what was open ends', async () => {
    const { id, email, token } = await joined({ roles: ['REGISTRY'] });
    const { password } = await told(CHANGE, { person: id, newPassword: true });

    expect([await rolesBy(token), (await signIn(email, OWN)).status]).toEqual([undefined, 401]);
    expect(nameOf(await signIn(email, password ?? ''))).toBe('PasswordChangeNeeded');
  });

  test('but never an administrator themselves, so that one is left', async () => {
    const before = await wholeRecord(stack.urls.owner);
    const own = { person: globalId('Person', personId('admin')) };
    for (const variables of [{ active: false }, { roles: ['REGISTRY'] }, { newPassword: true }])
      expect((await told(CHANGE, { ...own, ...variables })).gaps).toMatchObject([{ field: 'person' }]);
    expect((await told(CHANGE, { person: globalId('Person', randomUUID()), active: false })).__typename).toBe(
      'NotFound',
    );
    expect(await wholeRecord(stack.urls.owner)).toEqual(before);
  });

  test('two administrators cannot dismiss each other at the same moment', async () => {
    const [one, other] = [await joined({ roles: ['ADMINISTRATOR'] }), await joined({ roles: ['ADMINISTRATOR'] })];
    const dismiss = async (token: string, person: string): Promise<unknown> =>
      (await ask(url, token, CHANGE, { person, active: false })).data?.['answer'];
    const answers = await Promise.all([dismiss(one.token, other.id), dismiss(other.token, one.id)]);

    const ids = `select count(*)::int as left from person where active and email = any ($1)`;
    const { rows } = await office.system.query(ids, [[one.email, other.email]]);
    expect([rows[0].left, answers.length]).toEqual([1, 2]);
  });
});

describe('a password', () => {
  test.each([
    ['too short', OWN, 'short', 422],
    ['the same', OWN, OWN, 422],
    ['for a wrong one', 'wrong', 'another of my own', 401],
  ])('that is %s is refused', async (_what, password, newPassword, status) => {
    const { email, token } = await joined({ roles: ['REGISTRY'] });
    expect((await change(email, password, newPassword)).status).toBe(status);
    expect(await rolesBy(token)).toEqual({ roles: ['REGISTRY'] });
  });

  test('of one’s own can be changed later, which ends what is open', async () => {
    const { email, token } = await joined({ roles: ['REGISTRY'] });
    expect((await change(email, OWN, 'another of my own')).status).toBe(200);
    expect([await rolesBy(token), (await signIn(email, 'another of my own')).status]).toEqual([undefined, 200]);
  });

  test('is not guessed at this door either: wrong ones are delayed', async () => {
    const { email } = await joined({ roles: ['REGISTRY'] });
    for (let n = 0; n < 7; n += 1) await change(email, `wrong ${n}`, 'another of my own');
    expect((await signIn(email, OWN)).status).toBe(401);
  });
});

test('the administrator pages through everybody; nobody else learns who there is', async () => {
  const query =
    'query($after: String) { people(first: 7, after: $after) { edges { node { email name } } pageInfo { hasNextPage endCursor } } offices { name } }';
  type Page = {
    people: {
      edges: { node: { email: string; name: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
  const seen: { email: string; name: string }[] = [];
  for (let after: string | undefined, more = true; more; ) {
    const { people: page } = await (await people.as('admin')).ask<Page>(query, { after });
    seen.push(...page.edges.map(({ node }) => node));
    [more, after] = [page.pageInfo.hasNextPage, page.pageInfo.endCursor];
  }
  const { rows } = await office.system.query('select email from person');
  expect(seen.map(({ email }) => email).sort()).toEqual(rows.map(({ email }) => email).sort());

  for (const login of [...PEOPLE.map(({ email }) => email).filter((email) => !/^admin@/.test(email)), 'laurent']) {
    const { token } = await people.as(login);
    for (const asked of ['{ people { edges { node { name } } } }', '{ me { email } }', '{ me { active } }'])
      expect((await ask(url, token, asked)).errors[0]?.extensions?.code, `${login} ${asked}`).toBe('NOT_FOUND');
  }
  const { token } = await people.as('laurent');
  expect((await ask(url, token, '{ offices { name } }')).errors[0]?.extensions?.code).toBe('NOT_FOUND');
});

test('every change of the people is in the access log by ids and roles, and the record verifies', async () => {
  const { rows } = await office.system.query<{ body: string }>('select body from access');
  const entries = rows
    .map(({ body }) => JSON.parse(body))
    .filter(({ what }) => /^(office|person|password)-/.test(what));
  const kinds = Object.groupBy(entries, ({ what }) => what);
  expect(Object.keys(kinds).sort()).toEqual(['office-added', 'password-changed', 'person-added', 'person-changed']);
  expect(kinds['person-added']?.[0]).toEqual({
    what: 'person-added',
    who: personId('admin'),
    person: expect.any(String),
    roles: 'drafter',
  });
  expect(JSON.stringify(entries)).not.toMatch(/Somebody New|@|Prosecution/);
  expect((await verify({ systemUrl: stack.urls.system, store: office.store })).violations).toEqual([]);
});
