import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { asViewer } from './support.ts';

let stack: TestStack;
let office: Office;
let request: string;

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  request = await office.upTo('with-ca');
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

/** The application's own role, with the row locked as `apply` does it, and no rule of the domain in between. */
const bySql = async (set: string) => {
  const { viewer } = await office.as('oh');
  return await asViewer(office.app, viewer, `update request set ${set} where id = '${request}'`, request);
};
const id = (login: string): string => `'${personId(login)}'::uuid`;

describe('the two-person rule holds in the database', () => {
  test.each([
    ['the drafter approves', () => `approved_by = ${id('seo')}`, 'approver_is_a_third_person'],
    ['the endorser approves', () => `approved_by = ${id('baek')}`, 'approver_is_a_third_person'],
    [
      'an editor of the letter approves',
      () => `letter_editors = letter_editors || ${id('moon')}, approved_by = ${id('moon')}`,
      'approver_is_a_third_person',
    ],
    ['the drafter endorses', () => `endorsed_by = ${id('seo')}`, 'endorser_is_another_person'],
    [
      'the approver becomes the endorser',
      () => `endorsed_by = ${id('oh')}, approved_by = ${id('oh')}`,
      'approver_is_a_third_person',
    ],
  ])('where %s', async (_who, set, constraint) => {
    await expect(bySql(set())).rejects.toMatchObject({ code: '23514', constraint });
  });

  test('and lets a third person approve', async () => {
    expect((await bySql(`approved_by = ${id('oh')}`)).rowCount).toBe(1);
  });

  test('against 100 attempts at once', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) => bySql(`approved_by = ${id(index % 2 ? 'seo' : 'baek')}`)),
    );

    expect(attempts.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    expect((await office.read(request)).approval).toBeUndefined();
  });
});
