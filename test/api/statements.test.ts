import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { globalId, signIn } from '../support/client.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { ask, type Heard } from './support.ts';

/** The list again, with everything that hangs on a request: it is read by a fixed number of statements. */
const HOW_MANY = 50;
let stack: TestStack;
let office: Office;
let url: string;
let auditor: string;
let fullId: string;

beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  const full = await fullRequest();
  fullId = globalId('Request', full);
  for (let n = 1; n < HOW_MANY; n += 1) await office.create('seo');
  // What they say of themselves is what the one says that went all the way: only that is wanted here.
  await withClient(stack.urls.owner, async (owner) => {
    await owner.query(
      `update request r set sent_at = f.sent_at, officer_id = $2,
         state = f.state || jsonb_build_object('id', r.id, 'reference', r.reference, 'version', r.version)
       from request f where f.id = $1 and r.id <> f.id`,
      [full, personId('oh')],
    );
    await owner.query(
      `insert into deadline (request_id, kind, cycle, org_id, seq, due_at, status, body)
       select r.id, d.kind, 1, d.org_id, d.seq, d.due_at, 'open', d.body from deadline d, request r where d.request_id = $1 on conflict do nothing`,
      [full],
    );
  });
  auditor = (await signIn(url, 'jang')).token;
});
afterAll(async () => {
  await office.close();
  await stack.close();
});

/** A request with questions, conditions, files, deliveries and a package. */
async function fullRequest(): Promise<string> {
  const id = await office.upTo('acknowledged');
  await office.step('laurent', 'askInformation', id, { input: { question: 'Which account?' } });
  const { questions } = await office.read(id);
  const { file } = await office.upload('oh', id, 'an answer');
  await office.step('oh', 'answerInformation', id, {
    input: { answers: [{ question: questions[0]?.id, answer: 'The first', files: [file] }] },
  });
  await office.step('laurent', 'offerConditions', id, {
    input: { conditions: [{ kind: 'speciality', words: 'This case only', items: ['1'] }] },
  });
  await office.step('yang', 'acceptConditions', id);
  const delivered = await office.upload('laurent', id, 'what was asked');
  await office.step('laurent', 'deliver', id, {
    input: { items: [{ item: '1', result: 'done' }], files: [delivered.file], object: 'A USB stick' },
  });
  return id;
}

const QUERIES = {
  columns: `id reference status urgency title label version sentAt dueAt createdAt changedAt office edition partnerReference receivedOn retentionUntil
    partner { name state } drafter { name } officer { name } parent { reference } approval { by { name } }`,
  'letter and package': 'letter { hash name } package { hash size } translation { language letter { name } }',
  'tasks, items and conditions':
    'tasks { action person { name } dueAt } items { label outcome { reason } } conditions { kind words }',
  questions: 'questions { words answer files { name } }',
  'deliveries and annexes': 'deliveries { object files { name } } annexes { title file { name } }',
  transmissions: 'transmissions { status receipt package { name } wire { name } proof { name } }',
  events:
    'events(first: 10) { seq action hash actor { name } standsInFor { name } onBehalfOf { name } record { channel paper { name } } }',
  'deadlines, parts and files':
    'deadlines { kind dueAt explanation { text } } parts { key savedBy { name } } files { name } supplements { reference }',
  'what the viewer may do': 'allowedActions { action allowed reason }',
  'review and end': 'deskQuestions { words answer } returnPoints { words } endReason approval { by { name } edition }',
  'what the partner says': 'refusal { words } postponement { words } secrecy { words }',
};

/** Asks as the auditor, who sees everything; gives the answer, and how many statements it took. */
async function counted(query: string, variables: object = {}): Promise<{ heard: Heard; count: number }> {
  const spy = vi.spyOn(Client.prototype, 'query');
  const heard = await ask(url, auditor, query, variables);
  const count = spy.mock.calls.length;
  spy.mockRestore();
  return { heard, count };
}

async function statements(query: string, first: number): Promise<number> {
  const { heard, count } = await counted(query, { first });
  expect(heard.errors).toEqual([]);
  expect(heard.text.split('"__typename":"').length - 1).toBe(first);
  return count;
}

describe('the number of statements does not grow with the list', () => {
  test.each(Object.entries(QUERIES))('%s', async (_what, fields) => {
    const query = `query($first: Int) { requests(first: $first) { edges { node { __typename ${fields} } } } }`;
    await statements(query, 2); // whatever is done once
    const [few, many] = [await statements(query, 5), await statements(query, HOW_MANY)];
    expect(few).toBeGreaterThan(2); // the spy sees them
    expect(many).toBeLessThanOrEqual(few + 1);
    expect(many).toBeLessThan(30);
  });

  test('deadlines with their requests', async () => {
    const query = `query($first: Int) { deadlines(first: $first) { __typename kind dueAt explanation { text }
      request { reference partner { name } drafter { name } conditions { words } letter { name } } } }`;
    const [few, many] = [await statements(query, 2), await statements(query, HOW_MANY)];
    expect(many).toBeLessThanOrEqual(few + 1);
  });

  test('files by their ids', async () => {
    const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { ... on File { name } } }';
    const { rows } = await office.system.query<{ id: string }>('select id from file');
    const ids = rows.map(({ id }) => globalId('File', id));
    const [few, many] = [await counted(query, { ids: ids.slice(0, 2) }), await counted(query, { ids })];
    expect(ids.length).toBeGreaterThan(5);
    expect(many.heard.text.split('"name":"').length - 1).toBe(ids.length);
    expect(many.count).toBeLessThanOrEqual(few.count + 1);
  });

  test('what is read for each request on its own is not to be had for a list', async () => {
    const fields = 'gaps { field } translation { segments { id } }';
    const { heard } = await counted(`query($id: ID!) { request(id: $id) { ${fields} } }`, { id: fullId });
    expect(heard.errors).toEqual([]);
    for (const field of ['gaps { field }', 'translation { segments { id } }']) {
      const { heard: list } = await counted(`{ requests(first: 1) { edges { node { ${field} } } } }`);
      expect([list.status, list.errors[0]?.extensions?.code]).toEqual([400, 'OPERATION_TOO_LARGE']);
    }
  });
});
