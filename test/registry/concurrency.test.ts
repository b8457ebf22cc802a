import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StaleVersion } from '../../domain/errors.ts';
import { type ApplyCommand, apply } from '../../registry/apply.ts';
import { savePart } from '../../registry/parts.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';

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

const addItem = (request: string, key: string): ApplyCommand => ({
  action: 'addItem',
  request,
  key,
  expectedVersion: 1,
  input: { type: 'bank-records' },
});
const twenty = <T>(work: (index: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> =>
  Promise.allSettled(Array.from({ length: 20 }, (_, index) => work(index)));
const fulfilled = <T>(results: readonly PromiseSettledResult<T>[]): T[] =>
  results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
const rejected = (results: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
const eventsOf = async (request: string): Promise<number> =>
  (await office.system.query('select count(*) from event where request_id = $1', [request])).rows[0].count;

describe('of twenty commands at once on one version of a request', () => {
  test('exactly one wins, and the others are told that it has moved', async () => {
    const request = await office.create();
    const seo = await office.as('seo');

    const results = await twenty(() => apply(office.app, seo, addItem(request, randomUUID())));

    expect(fulfilled(results)).toHaveLength(1);
    const refusals = rejected(results);
    expect(refusals.filter((error) => error instanceof StaleVersion)).toHaveLength(19);
    expect(await eventsOf(request)).toBe(2);
  });

  test('under one key, one is done and all get its answer', async () => {
    const request = await office.create();
    const seo = await office.as('seo');
    const key = randomUUID();

    const results = await twenty(() => apply(office.app, seo, addItem(request, key)));

    const answers = fulfilled(results);
    expect(answers).toHaveLength(20);
    expect(new Set(answers.map(({ version, id }) => `${version} ${id}`)).size).toBe(1);
    expect(await eventsOf(request)).toBe(2);
  });

  test('by different people, the separation of duties is kept', async () => {
    const request = await office.upTo('with-ca');
    const { letter, version } = await office.read(request);
    const people = await Promise.all(['oh', 'moon', 'yang'].map((login) => office.as(login)));
    const approve: Omit<ApplyCommand, 'key'> = {
      action: 'approve',
      request,
      expectedVersion: version,
      input: { letter: letter?.hash },
    };

    const results = await twenty(async (index) => {
      const person = people[index % 3] ?? (await office.as('oh'));
      return await apply(office.app, person, { ...approve, key: randomUUID() });
    });

    expect(fulfilled(results)).toHaveLength(1);
    expect((await office.read(request)).status).toBe('approved');
  });
});

describe('of several saves at once on one version of a part', () => {
  test.each([
    ['of a new part', 0],
    ['of one that is there', 1],
  ])('%s, one wins and no revision is lost', async (_what, expectedVersion) => {
    const request = await office.create();
    const { viewer, actor } = await office.as('seo');
    const save = (text: string, version: number) =>
      savePart(office.app, viewer, actor, {
        request,
        key: 'title',
        value: { case: text, offence: 'theft' },
        expectedVersion: version,
      });
    if (expectedVersion === 1) await save('the first', 0);

    const results = await twenty((index) => save(`number ${index}`, expectedVersion));

    expect(fulfilled(results)).toEqual([{ request, key: 'title', version: expectedVersion + 1 }]);
    expect(rejected(results).filter((error) => error instanceof StaleVersion)).toHaveLength(19);
    const { rows } = await office.system.query('select version from part_revision where request_id = $1 order by 1', [
      request,
    ]);
    expect(rows.map(({ version }) => version)).toEqual(expectedVersion === 1 ? [1, 2] : [1]);
  });

  test('and a submission binds what was saved before it, never half of it', async () => {
    const request = await office.upTo('draft');
    const { viewer, actor } = await office.as('seo');
    const value = { case: 'the last word', offence: 'theft' };

    const [saved, submitted] = await Promise.allSettled([
      savePart(office.app, viewer, actor, { request, key: 'title', value, expectedVersion: 1 }),
      office.submit(request),
    ]);

    expect(submitted.status).toBe('fulfilled');
    const { letter } = await office.read(request);
    await office.step('baek', 'endorse', request);
    // the letter is current exactly where the save came first; where it came second it was refused
    await expect(office.step('oh', 'approve', request, { input: { letter: letter?.hash } })).resolves.toBeDefined();
    if (saved.status === 'rejected') expect(saved.reason).toMatchObject({ name: 'ActionNotAllowed' });
  });
});

describe('references', () => {
  test('are given out without a gap and never twice, whoever asks at once and whoever is refused', async () => {
    const before = await references('2026');
    const logins = ['seo', 'han', 'noh'];

    const results = await twenty((index) =>
      office.create(logins[index % 3], index % 5 === 4 ? { partner: randomUUID() } : {}),
    );

    expect(fulfilled(results)).toHaveLength(16);
    const given = await references('2026');
    expect(given).toHaveLength(before.length + 16);
    expect(given).toEqual(Array.from({ length: given.length }, (_, index) => `MLA-2026-${index + 1}`));
  });

  test('begin anew with the year of the central authority', async () => {
    await office.setClock('2026-12-31T15:30:00Z'); // half past midnight in its zone
    const request = await office.create();

    expect((await office.read(request)).reference).toBe('MLA-2027-1');
  });
});

async function references(year: string): Promise<string[]> {
  const { rows } = await office.system.query('select reference from request where reference like $1', [
    `MLA-${year}-%`,
  ]);
  return rows
    .map(({ reference }) => String(reference))
    .sort((a, b) => Number(a.split('-')[2]) - Number(b.split('-')[2]));
}
