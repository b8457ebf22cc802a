import { Client, type QueryConfig } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { sha256 } from '../../registry/hash.ts';
import { globalId, type People, peopleAt, plain, signIn } from '../support/client.ts';
import { comesAbout } from '../support/faults.ts';
import { key } from '../support/journey.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { type Listener, listenTo } from './listener.ts';
import { ask, knock, rowsAsSuperuser } from './support.ts';

let stack: TestStack;
let office: Office;
/** Two APIs on one database: what happens at the one is heard at the other. */
let here: string;
let there: string;
let request: string;
let other: string;
/** Those who take steps; who listens has a session of its own. */
let people: People;
const listeners: Listener[] = [];

beforeAll(async () => {
  stack = await openStack();
  const [one, two] = await Promise.all([stack.startApi(), stack.startApi()]);
  [here, there] = [one.url, two.url];
  people = peopleAt(here);
  office = await openOffice(stack);
  [request, other] = [await office.create('seo'), await office.create('noh')];
  const listening = `select 1 from pg_stat_activity where datname = current_database() and query = 'listen rogatory_live'`;
  await comesAbout('both listen to the database', async () => (await rowsAsSuperuser(stack, listening)).length === 2);
});
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.stop();
});
afterAll(async () => {
  await office.close();
  await stack.close();
});

const requestId = (id: string): string => globalId('Request', id);
const UPDATED = 'subscription($request: ID!) { requestUpdated(request: $request) { request version } }';
const INBOX = 'subscription { inboxChanged { request version } }';
/** Of a new session, which a test may end. */
const tokenOf = async (login: string): Promise<string> => (await signIn(here, login)).token;
const sql = (text: string, values: unknown[] = []): Promise<unknown> =>
  withClient(stack.urls.owner, (owner) => owner.query(text, values));

async function listen(token: string, query: string, variables: object = {}): Promise<Listener> {
  const listener = await listenTo(there, token, query, variables);
  listeners.push(listener);
  return listener;
}
const updatesOf = (token: string, id: string): Promise<Listener> => listen(token, UPDATED, { request: requestId(id) });

/** Takes a step at the first API; gives the version that the request has then. */
async function change(by: string, id: string): Promise<number> {
  const { version } = await office.read(id);
  const input = { request: id, expectedVersion: version, key: key(), question: 'Which article?' };
  const query =
    'mutation($input: AskDeskInput!) { answer: askDesk(input: $input) { ... on Request { version } ... on Error { message } } }';
  const { data } = await ask(here, (await people.as(by)).token, query, { input });
  expect(data?.['answer']).toEqual({ version: version + 1 });
  return version + 1;
}

describe('a change', () => {
  test('is heard at another API, as an id and a version and nothing else', async () => {
    const listener = await updatesOf(await tokenOf('seo'), request);
    const version = await change('seo', request);
    await listener.atLeast(1);
    expect(listener.heard).toEqual([{ field: 'requestUpdated', change: { request: requestId(request), version } }]);
    expect(plain(listener.heard[0]?.change.request ?? '')).toBe(request);
  });

  test('of the parts is heard, too', async () => {
    const listener = await updatesOf(await tokenOf('seo'), request);
    const query =
      'mutation($request: ID!) { savePart(request: $request, key: "title", value: {case: "a", offence: "b"}, expectedVersion: 0) { __typename } }';
    await ask(here, (await people.as('seo')).token, query, { request: requestId(request) });
    await listener.atLeast(1);
  });

  test('reaches the inbox of those who have something to do, and of nobody else', async () => {
    const fresh = await office.create('seo');
    const [officer, translator] = [await listen(await tokenOf('oh'), INBOX), await listen(await tokenOf('lim'), INBOX)];
    await change('seo', fresh);
    await officer.atLeast(1);
    expect(officer.heard.map(({ change: { request: id } }) => id)).toContain(requestId(fresh));
    expect(translator.heard).toEqual([]);
  });
});

describe('nobody hears', () => {
  test('of a request that is another office’s, though naming its id', async () => {
    const [stranger, strangersInbox] = [
      await updatesOf(await tokenOf('noh'), request),
      await listen(await tokenOf('noh'), INBOX),
    ];
    const owner = await updatesOf(await tokenOf('seo'), request);
    await change('seo', request);
    await owner.atLeast(1);
    await change('noh', other); // what comes after it shows that nothing came before
    await strangersInbox.atLeast(1);
    expect(strangersInbox.heard.map(({ change: { request: id } }) => id)).toEqual([requestId(other)]);
    expect(stranger.heard).toEqual([]);
  });

  test('without being signed in, nor of what is no id', async () => {
    const nobody = await listen('', INBOX);
    await nobody.ended;
    expect(nobody.errors).toEqual([expect.objectContaining({ extensions: { code: 'NOT_FOUND' } })]);
    const garbage = await listen(await tokenOf('seo'), UPDATED, { request: 'garbage' });
    await garbage.ended;
    expect(garbage.errors).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
    ]);
    expect([...nobody.heard, ...garbage.heard]).toEqual([]);
  });

  test.each([
    ['has signed out', (token: string) => knock(here, '/sign-out', {}, token)],
    [
      'was idle for half an hour',
      (token: string) =>
        sql(`update session set seen_at = now() - interval '31 minutes' where token_hash = $1`, [sha256(token)]),
    ],
    ['was switched off', () => sql(`update person set active = false where email = 'seo@arvania.example'`)],
  ])('anything more who %s: the stream ends', async (_what, ending) => {
    const token = await tokenOf('seo');
    const [gone, witness] = [await updatesOf(token, request), await updatesOf(await tokenOf('jang'), request)];
    await office.step('seo', 'askDesk', request, { input: { question: 'a' } });
    await sql(`select pg_notify('rogatory_live', $1)`, [request]);
    await Promise.all([gone.atLeast(1), witness.atLeast(1)]);
    await ending(token);
    await sql(`select pg_notify('rogatory_live', $1)`, [request]);
    await Promise.all([gone.ended, witness.atLeast(2)]);
    expect(gone.heard).toHaveLength(1);
    await sql('update person set active = true');
  });

  test('of a request that it lost the right to: a stand-in that is over', async () => {
    const token = await tokenOf('han');
    const standIn = `insert into stand_in (id, org_id, stands_for, person_id, request_id, starts_at, ends_at, reason, appointed_by)
      select gen_random_uuid(), org_id, id, $2, null, clock_now(), clock_now() + interval '1 day', 'away', id from person where id = $1`;
    await sql(standIn, [personId('seo'), personId('han')]);
    const listener = await updatesOf(token, request);
    await change('seo', request);
    await listener.atLeast(1);
    await sql('update stand_in set ended_at = clock_now()');
    const own = await office.create('han');
    const inbox = await listen(token, INBOX);
    await change('seo', request);
    await change('han', own);
    await inbox.atLeast(1);
    expect(inbox.heard.map(({ change: { request: id } }) => id)).toEqual([requestId(own)]);
    expect(listener.heard).toHaveLength(1);
  });
});

describe('a stream', () => {
  test('does not keep a session alive: who is only told something does nothing', async () => {
    const token = await tokenOf('seo');
    const listener = await updatesOf(token, request);
    await sql(`update session set seen_at = now() - interval '20 minutes' where token_hash = $1`, [sha256(token)]);
    await change('seo', request);
    await listener.atLeast(1);
    const { rows } = await office.system.query(
      `select now() - seen_at > interval '19 minutes' as idle from session where token_hash = $1`,
      [sha256(token)],
    );
    expect(rows).toEqual([{ idle: true }]);
  });

  test('that the other side has left is let go of: nothing is asked for it any more', async () => {
    const left = await Promise.all(Array.from({ length: 20 }, () => tokenOf('seo')));
    const streams = await Promise.all(left.map((token) => updatesOf(token, request)));
    const witness = await updatesOf(await tokenOf('jang'), request);
    const asked = vi.spyOn(Client.prototype, 'query');
    const askedFor = (token: string): number =>
      asked.mock.calls.filter((call) =>
        JSON.stringify((call[0] as unknown as QueryConfig).values ?? []).includes(sha256(token)),
      ).length;
    await change('seo', request);
    await Promise.all([...streams, witness].map((stream) => stream.atLeast(1)));
    expect(left.map(askedFor)).toEqual(left.map(() => 1));
    for (const stream of streams) stream.stop();
    let round = 1;
    for (let before = -1; before !== 0 && round < 20; round += 1) {
      asked.mockClear();
      await change('seo', request);
      await witness.atLeast(1 + round);
      before = left.reduce((sum, token) => sum + askedFor(token), 0);
    }
    expect(round).toBeLessThan(20);
    expect(left.map(askedFor)).toEqual(left.map(() => 0));
    asked.mockRestore();
  });
});
