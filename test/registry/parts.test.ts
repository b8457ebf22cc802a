import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { savePart } from '../../registry/parts.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { contentsOf } from './support.ts';

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

const TITLE = { case: 'a case', offence: 'theft' };
const save = async (
  by: string,
  request: string,
  expectedVersion: number,
  part: { key?: string; value?: unknown } = {},
) => {
  const { viewer, actor } = await office.as(by);
  return await savePart(office.app, viewer, actor, { request, key: 'title', value: TITLE, expectedVersion, ...part });
};

test('every revision of a part is kept, with its author and the edition it was written for', async () => {
  const request = await office.upTo('draft');
  await save('seo', request, 1, { value: { ...TITLE, case: 'the second' } });
  await office.onTo('with-ca', request);
  const defects = [{ field: 'title', words: 'say which' }];
  await office.step('oh', 'returnForCorrection', request, { input: { defects } });
  await save('seo', request, 2, { value: { ...TITLE, case: 'the third' } });

  const { rows } = await office.system.query(
    `select version, value ->> 'case' as said, saved_by, edition from part_revision where request_id = $1 and key = 'title' order by version`,
    [request],
  );

  expect(rows).toMatchObject([
    { version: 1, saved_by: personId('seo'), edition: 0 },
    { version: 2, said: 'the second', edition: 0 },
    { version: 3, said: 'the third', edition: 1 },
  ]);
});

test('saving does not move the request, and its list shows the new title', async () => {
  const request = await office.create();
  await save('seo', request, 0);

  const { rows } = await office.system.query('select version, title from request where id = $1', [request]);

  expect(rows).toEqual([{ version: 1, title: 'a case: theft' }]);
});

type Refusal = [why: string, by: string, part: { key?: string; value?: unknown }, version: number, error: object];

describe('a save that is refused changes nothing', () => {
  test.each<Refusal>([
    ['an unknown part', 'seo', { key: 'secret' }, 0, { name: 'InvalidInput', gaps: [{ field: 'key' }] }],
    ['the key of a prototype', 'seo', { key: '__proto__' }, 0, { name: 'InvalidInput' }],
    [
      'an item that is not there',
      'seo',
      { key: 'item/99', value: { title: 'x', description: [] } },
      0,
      { name: 'NotFound' },
    ],
    [
      'a wrong shape',
      'seo',
      { value: { case: 7 } },
      0,
      { name: 'InvalidInput', gaps: [{ field: 'title.case' }, { field: 'title.offence' }] },
    ],
    ['control characters', 'seo', { value: { ...TITLE, case: 'a\u0007b' } }, 0, { name: 'InvalidInput' }],
    ['hidden direction marks', 'seo', { value: { ...TITLE, case: 'a\u202eb' } }, 0, { name: 'InvalidInput' }],
    ['a version that is not there yet', 'seo', {}, 3, { name: 'StaleVersion', expected: 3, actual: 0 }],
    ['another drafter of the office', 'han', {}, 0, { name: 'NotFound' }],
    ['the head of the office', 'baek', {}, 0, { name: 'ActionNotAllowed', rule: 'edit' }],
    ['an auditor', 'jang', {}, 0, { name: 'ActionNotAllowed', rule: 'edit' }],
  ])('for %s', async (_why, by, part, version, error) => {
    const request = await office.create();
    await office.as(by);
    const before = await contentsOf(stack);

    await expect(save(by, request, version, part)).rejects.toMatchObject(error);

    expect(await contentsOf(stack)).toEqual(before);
  });

  test.each(['supervision', 'approved', 'ready', 'sent', 'closed'] as const)(
    'by the drafter, once it is %s',
    async (status) => {
      const request = await office.upTo(status);

      await expect(save('seo', request, 1)).rejects.toMatchObject({ name: 'ActionNotAllowed', status });
    },
  );
});
