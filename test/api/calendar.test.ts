import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type People, peopleAt } from '../support/client.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let office: Office;
let people: People;
let url: string;
beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  people = peopleAt(url);
});
afterAll(async () => {
  await office.close();
  await stack.close();
});

type Feed = { url: string | null; openedAt: string | null };
const change = async (
  login: string,
  name: 'openCalendar' | 'closeCalendar',
  key: string = randomUUID(),
): Promise<Feed> => {
  const query = `mutation($key: String!) { feed: ${name}(idempotencyKey: $key) { ... on Calendar { url openedAt } } }`;
  return (await (await people.as(login)).ask<{ feed: Feed }>(query, { key })).feed;
};
const opened = async (login: string): Promise<string> => (await change(login, 'openCalendar')).url ?? '';
async function read(address: string): Promise<{ status: number; type: string | null; text: string }> {
  const answer = await fetch(address);
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}
const valuesOf = (text: string, property: string): string[] =>
  text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .flatMap((line) => (line.startsWith(`${property}:`) ? [line.slice(property.length + 1)] : []));

test('somebody subscribes to what is due to them: a reference, a kind of period, a date, and nothing of the case', async () => {
  const request = await office.upTo('with-ca');
  const { reference } = await office.read(request);
  const [drafter, other] = [await opened('seo'), await opened('noh')];

  const { status, type, text } = await read(drafter);

  expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(valuesOf(text, 'SUMMARY')).toEqual([expect.stringContaining(`${reference}: Review by the central authority`)]);
  expect(text).not.toMatch(/Heron|Belmora|fraud|Seo/i);
  expect(valuesOf((await read(other)).text, 'SUMMARY')).toEqual([]); // of another office
});

test('an entry keeps its UID, and has a higher SEQUENCE once it has changed', async () => {
  const request = await office.upTo('with-ca');
  const calendar = await opened('seo');
  const entry = async (): Promise<{ uid: string | undefined; sequence: number; alarms: number }> => {
    const { text } = await read(calendar);
    const one = text.split('BEGIN:VEVENT').find((part) => part.includes(request)) ?? '';
    const alarms = one.split('BEGIN:VALARM').length - 1;
    return { uid: valuesOf(one, 'UID')[0], sequence: Number(valuesOf(one, 'SEQUENCE')[0]), alarms };
  };
  const before = await entry();
  expect(await entry()).toEqual(before);
  const [{ kind, cycle, remindAt = '' } = { kind: '', cycle: 0 }] = (await office.read(request)).deadlines.filter(
    ({ status }) => status === 'open',
  );

  await office.setClock(remindAt);
  await office.enginesStep('remind', request, { kind, cycle });

  const { version } = await office.read(request);
  expect([before.alarms, before.uid]).toEqual([1, `${request}/${kind}/${cycle}@${await installation()}`]);
  expect(await entry()).toEqual({ uid: before.uid, sequence: version, alarms: 0 });
  expect(before.sequence).toBeLessThan(version);
});
const installation = async (): Promise<string> =>
  (await office.system.query<{ id: string }>('select id from installation')).rows[0]?.id ?? '';

describe('an address', () => {
  test('is told once, and a new one closes the old', async () => {
    const key = 'a calendar of mine';
    const first = await change('han', 'openCalendar', key);
    expect(first.url).toMatch(new RegExp(`^${url}/calendar/[\\w-]{43}\\.ics$`));
    expect(await change('han', 'openCalendar', key)).toEqual({ ...first, url: null });
    const { calendar } = await (await people.as('han')).ask<{ calendar: Feed }>('{ calendar { url openedAt } }');
    expect(calendar).toEqual({ ...first, url: null });

    const second = await opened('han');

    expect([(await read(first.url ?? '')).status, (await read(second)).status]).toEqual([404, 200]);
  });

  test('leads nowhere once it is closed, or its owner may not sign in', async () => {
    const [moon, cho] = [await opened('moon'), await opened('cho')];
    expect(await change('moon', 'closeCalendar')).toEqual({ url: null, openedAt: null });
    await office.system.query(`update person set active = false where id = '${personId('cho')}'`);
    expect([(await read(moon)).status, (await read(cho)).status]).toEqual([404, 404]);
  });

  test('that was never there is answered with the same bytes', async () => {
    const closed = await opened('lim');
    await change('lim', 'closeCalendar');
    const unknown = `${url}/calendar/${'a'.repeat(43)}.ics`;
    const [one, other, malformed] = await Promise.all([closed, unknown, `${url}/calendar/x`].map(read));
    expect([one, malformed]).toEqual([other, other]);
  });

  test('is of people of the house alone, and opens nothing else', async () => {
    const { body } = await (await people.as('laurent')).raw(
      'mutation { openCalendar(idempotencyKey: "a key of mine") { __typename } }',
    );
    expect(body.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    const token = /calendar\/([\w-]+)\.ics/.exec(await opened('oh'))?.[1];
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"query":"{ me { id } }"}',
    });
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  test('is kept as a hash, each to its owner', async () => {
    const token = /calendar\/([\w-]+)\.ics/.exec(await opened('kwon'))?.[1] ?? '';
    const { rows } = await office.system.query('select * from calendar_feed');
    expect(JSON.stringify(rows)).not.toContain(token);
    const client = await office.app.connect();
    try {
      await client.query('begin');
      const { viewer } = await office.as('noh');
      await client.query(`select set_config('app.org', $1, true), set_config('app.user', $2, true)`, [
        viewer.org,
        viewer.user,
      ]);
      const seen = await client.query<{ person_id: string }>('select person_id from calendar_feed');
      expect(seen.rows.every(({ person_id: owner }) => owner === viewer.user)).toBe(true);
      await client.query('rollback');
    } finally {
      client.release();
    }
  });
});
