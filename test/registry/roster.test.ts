import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ActionNotAllowed, InvalidInput, KeyReused, NotFound } from '../../domain/errors.ts';
import { one } from '../../registry/db.ts';
import { fireDue } from '../../registry/due.ts';
import {
  handOver,
  type NewTurn,
  planTurn,
  recordAbsence,
  rosterAt,
  takeBackAbsence,
  takeBackTurn,
} from '../../registry/roster.ts';
import { verify } from '../../registry/verify.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { asSuperuser, asViewer } from './support.ts';

/** The roster as the registry keeps it. The clock stands at 2026-03-16T00:00:00Z, or a little later. */
let stack: TestStack;
let office: Office;
beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});
beforeEach(() =>
  asSuperuser(stack, (client) => client.query('delete from handover; delete from absence; delete from duty_turn')),
);

const [FROM, UNTIL] = ['2026-03-20T00:00:00Z', '2026-03-21T00:00:00Z'];
const turn = (login: string, place: number, more: Partial<NewTurn> = {}): NewTurn => ({
  person: personId(login),
  place,
  startsAt: FROM,
  endsAt: UNTIL,
  ...more,
});
const plan = async (login: string, place: number, more: Partial<NewTurn> = {}, by = 'yang'): Promise<string> =>
  planTurn(office.app, await office.as(by), turn(login, place, more));
/** A turn that runs now. */
const running = async (login: string, place = 1): Promise<string> => {
  const id = randomUUID();
  await asSuperuser(stack, (client) =>
    client.query(
      `insert into duty_turn (id, org_id, person_id, place, starts_at, ends_at, planned_by)
       select $1, org_id, id, $2, clock_now() - interval '1 hour', clock_now() + interval '1 day', id from person where id = $3`,
      [id, place, personId(login)],
    ),
  );
  return id;
};
const onDuty = async (now: string): Promise<string[]> => {
  const org = (await office.as('oh')).org;
  const { rows } = await office.system.query('select id, roles from person where active and authority_id is null');
  return (await rosterAt(office.system, org, { now, staff: rows })).map(({ person }) => person);
};
const clock = async (): Promise<string> => one(await office.system.query('select clock_now() as now'))?.now;
const people = (...logins: string[]): string[] => logins.map(personId);

describe('a turn', () => {
  test.each(['yang', 'admin'])('is planned by %s, and calls from its start to its end', async (by) => {
    await plan('moon', 2, {}, by);
    await plan('oh', 1, {}, by);
    expect(await onDuty('2026-03-20T12:00:00Z')).toEqual(people('oh', 'moon', 'yang'));
    expect(await onDuty('2026-03-21T00:00:00Z')).toEqual(people('yang'));
  });

  test.each(['oh', 'seo', 'kwon', 'jang'])('is not planned by %s', async (by) => {
    await expect(plan('oh', 1, {}, by)).rejects.toMatchObject({
      name: 'ActionNotAllowed',
      rule: 'roster',
      source: 'house rule HR-26',
    });
  });

  test('is refused with every fault, each with field, rule and source', async () => {
    await plan('oh', 1);
    const refused = plan('seo', 1, { startsAt: '2026-03-10T00:00:00Z' });
    await expect(refused).rejects.toBeInstanceOf(InvalidInput);
    await expect(refused).rejects.toMatchObject({
      gaps: [
        { field: 'person', rule: 'roster', source: 'house rule HR-26' },
        { field: 'startsAt', rule: 'roster', source: 'house rule HR-26' },
        { field: 'place', rule: 'roster', source: 'house rule HR-26' },
      ],
    });
  });

  test('is given to one of two who ask for its place at once', async () => {
    const asked = await Promise.allSettled([plan('oh', 1), plan('moon', 1)]);
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('under the same key is one turn, and no other', async () => {
    const yang = await office.as('yang');
    const first = await planTurn(office.app, yang, turn('oh', 1), 'one turn');
    expect(await planTurn(office.app, yang, turn('oh', 1), 'one turn')).toBe(first);
    await expect(planTurn(office.app, yang, turn('oh', 2), 'one turn')).rejects.toBeInstanceOf(KeyReused);
  });

  test('is taken back as long as it has not ended, once, and was in force until then', async () => {
    const id = await running('oh');
    const before = await clock();
    await takeBackTurn(office.app, await office.as('yang'), id);
    expect(await onDuty(before)).toEqual(people('oh', 'yang'));
    expect(await onDuty(await clock())).toEqual(people('yang'));
    await expect(takeBackTurn(office.app, await office.as('yang'), id)).rejects.toBeInstanceOf(InvalidInput);
    await expect(takeBackTurn(office.app, await office.as('oh'), id)).rejects.toBeInstanceOf(ActionNotAllowed);
  });

  test('that was taken back leaves its place to another', async () => {
    await takeBackTurn(office.app, await office.as('yang'), await plan('oh', 1));
    await plan('moon', 1);
    expect(await onDuty('2026-03-20T12:00:00Z')).toEqual(people('moon', 'yang'));
  });

  test('is in the access log, with who planned it', async () => {
    const id = await plan('oh', 1);
    const { rows } = await asSuperuser(stack, (client) =>
      client.query(`select body from access where body like '%' || $1 || '%'`, [id]),
    );
    expect(rows.map(({ body }) => JSON.parse(body))).toMatchObject([
      { what: 'turn-planned', who: personId('yang'), person: personId('oh') },
    ]);
  });
});

describe('an absence', () => {
  const away = async (login: string, by = login, endsAt = UNTIL): Promise<string> =>
    recordAbsence(office.app, await office.as(by), { person: personId(login), startsAt: FROM, endsAt });

  test.each([
    ['oh', 'oh'],
    ['oh', 'yang'],
    ['oh', 'admin'],
  ])('of %s is recorded by %s, and the next is called', async (login, by) => {
    await plan('oh', 1);
    await plan('moon', 2);
    const id = await away(login, by);
    expect(await onDuty('2026-03-20T12:00:00Z')).toEqual(people('moon', 'yang'));
    await takeBackAbsence(office.app, await office.as(by), id);
    expect(await onDuty('2026-03-20T12:00:00Z')).toEqual(people('oh', 'moon', 'yang'));
  });

  test('of another is for whoever keeps the roster', async () => {
    await expect(away('oh', 'moon')).rejects.toBeInstanceOf(ActionNotAllowed);
    const id = await away('oh');
    await expect(takeBackAbsence(office.app, await office.as('moon'), id)).rejects.toBeInstanceOf(ActionNotAllowed);
    await expect(takeBackAbsence(office.app, await office.as('moon'), randomUUID())).rejects.toBeInstanceOf(NotFound);
  });

  test.each([
    [
      'a time that is past',
      { person: personId('oh'), startsAt: '2026-03-01T00:00:00Z', endsAt: '2026-03-02T00:00:00Z' },
      'endsAt',
    ],
    ['an end before its start', { person: personId('oh'), startsAt: UNTIL, endsAt: FROM }, 'endsAt'],
    ['nobody of the house', { person: personId('laurent'), startsAt: FROM, endsAt: UNTIL }, 'person'],
  ])('is refused for %s', async (_what, given, field) => {
    await expect(recordAbsence(office.app, await office.as('yang'), given)).rejects.toMatchObject({
      gaps: [{ field, rule: 'roster', source: 'house rule HR-26' }],
    });
  });
});

describe('a handover note', () => {
  const say = async (by: string, id: string, words: string): Promise<void> =>
    handOver(office.app, await office.as(by), { turn: id, words });
  const read = async (login: string): Promise<string[]> => {
    const { viewer } = await office.as(login);
    const sql = 'select words from handover order by version';
    return (await asViewer(office.app, viewer, sql)).rows.map(({ words }) => words);
  };

  test('is kept in all its versions, for the central authority and the auditor', async () => {
    const id = await running('oh');
    await say('oh', id, 'Nothing waits');
    await say('oh', id, 'One emergency waits');
    for (const login of ['oh', 'moon', 'yang', 'ahn', 'jang'])
      expect(await read(login)).toEqual(['Nothing waits', 'One emergency waits']);
    for (const login of ['seo', 'admin', 'kwon', 'laurent']) expect([login, await read(login)]).toEqual([login, []]);
  });

  test('is written by whoever has the turn, once it has begun', async () => {
    await expect(say('moon', await running('oh'), 'Not mine')).rejects.toMatchObject({
      name: 'ActionNotAllowed',
      rule: 'own-turn',
    });
    await expect(say('oh', await plan('oh', 2), 'Too soon')).rejects.toMatchObject({
      name: 'ActionNotAllowed',
      rule: 'turn-begun',
    });
    await expect(say('oh', randomUUID(), 'Nowhere')).rejects.toBeInstanceOf(NotFound);
  });
});

describe('the roster in the database', () => {
  test('is out of sight of a partner, and nobody’s to change behind the registry', async () => {
    await running('oh');
    const { viewer } = await office.as('laurent');
    expect((await asViewer(office.app, viewer, 'select * from duty_turn')).rows).toEqual([]);
  });

  test.each([
    ['oh', `insert into duty_turn (id, org_id, person_id, place, starts_at, ends_at, planned_by) select gen_random_uuid(), org_id, id, 1, now(), now() + interval '1 day', id from person where email like 'oh@%'`],
    ['oh', `insert into absence (id, org_id, person_id, starts_at, ends_at, recorded_by) select gen_random_uuid(), o.org_id, m.id, now(), now() + interval '1 day', o.id from person o, person m where o.email like 'oh@%' and m.email like 'moon@%'`],
    ['moon', `insert into handover (turn_id, version, org_id, words, written_by) select t.id, 1, t.org_id, 'x', p.id from duty_turn t, person p where p.email like 'moon@%'`],
    ['yang', 'update duty_turn set place = 2'],
    ['yang', 'delete from duty_turn'],
    ['oh', `update handover set words = 'x'`],
    ['oh', 'delete from absence'],
  ])('%s may not: %s', async (login, sql) => {
    await running('oh');
    const { viewer } = await office.as(login);
    await expect(asViewer(office.app, viewer, sql)).rejects.toMatchObject({ code: '42501' });
  }); // biome-ignore format: a table

  test('is checked: no place is given twice, and no alarm waits longer than it may', async () => {
    const found = async (): Promise<string[]> =>
      (await verify({ systemUrl: stack.urls.system, store: office.store })).violations.map(({ what }) => what);
    expect(await found()).toEqual([]);
    await running('oh');
    await running('moon');
    expect(await found()).toEqual(['two have duty on one place at the same time']);
    await asSuperuser(stack, (client) => client.query('delete from duty_turn'));

    const request = await office.create('seo', { urgency: 'emergency' });
    await office.fill(request);
    await office.onTo('with-ca', request);
    expect(await found()).toEqual([]);
    await office.setClock('2026-03-16T00:30:00Z');
    expect(await found()).toEqual(['an alarm was not answered, and not passed on although its time is over']);
    while ((await fireDue(office.system, { limit: 10, request })) > 0);
    expect(await found()).toEqual([]);
    await office.setClock('2026-03-16T00:35:00Z');
    expect(await found()).toEqual(['somebody was called, and was mailed of nothing']);
  });
});
