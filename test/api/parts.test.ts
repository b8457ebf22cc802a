import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { globalId, peopleAt, type Session } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
import { wholeRecord } from './support.ts';

let stack: TestStack;
let office: Office;
let seo: Session;
let request = '';
beforeAll(async () => {
  stack = await openStack();
  const [opened, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  office = opened;
  seo = await peopleAt(url).as('seo');
  request = globalId('Request', await office.create());
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

describe('a date that does not exist is refused where it stands', () => {
  const [person, ...persons] = BLUE_HERON.content.persons ?? [];
  const [offence] = BLUE_HERON.content.offences ?? [];
  const [earlier] = BLUE_HERON.content.earlier ?? [];
  const item = BLUE_HERON.content.items.find(({ period }) => period);

  test.each<[string, string, unknown, string]>([
    ['persons', 'born', [{ ...person, born: '1990-02-30' }, ...persons], 'persons.0.born'],
    ['persons', 'born', [...persons, { ...person, born: '03/05/1991' }], `persons.${persons.length}.born`],
    ['offences', 'limitation', [{ ...offence, limitation: '2031-13-01' }], 'offences.0.limitation'],
    ['earlier', 'preservedFrom', [{ ...earlier, preservedFrom: '2025-02-29' }], 'earlier.0.preservedFrom'],
    ['urgency', 'desiredDate', { desiredDate: '2026-04-31' }, 'urgency.desiredDate'],
    [`item/${item?.id}`, 'period.from', { ...item, period: { ...item?.period, from: '2026-06-31' } }, 'period.from'],
  ])('%s: %s', async (key, _field, value, named) => {
    const before = await wholeRecord(stack.urls.owner);
    const { __typename, gaps = [] } = await seo.savePart(request, key, value, 0);

    expect([__typename, gaps.map(({ field, message }) => [field.endsWith(named), message])]).toEqual([
      'InvalidInput',
      [[true, 'is not a date that exists, such as 2026-03-02']],
    ]);
    expect(await wholeRecord(stack.urls.owner)).toEqual(before);
  });
});

describe('the dates of a linked preservation are shown', () => {
  const ASKED = `query($id: ID!) { request(id: $id) { linkedPreservations { reference from until actBy endsAt source reminders { date text } explanation { date text } } } }`;
  const asked = async (): Promise<{ reference: string }[]> =>
    (await seo.ask<{ request: { linkedPreservations: { reference: string }[] } }>(ASKED, { id: request })).request
      .linkedPreservations;
  const [earlier] = BLUE_HERON.content.earlier ?? [];

  test('none while the content names none', async () => {
    expect(await asked()).toEqual([]);
  });

  test('counted in the partner’s days from the day of preservation, with the sum', async () => {
    const other = { ...earlier, id: 'e2', kind: 'request', reference: 'MLA-2025-9' };
    const stated = { ...earlier, id: 'e3', reference: 'BHR-PR-0099', statedEnd: '2026-05-31' };
    await seo.savePart(request, 'earlier', [earlier, other, stated], 0);

    expect(await asked()).toEqual([
      {
        reference: 'BHR-PR-0098',
        from: '2026-03-02',
        until: '2026-05-01',
        actBy: '2026-04-30',
        endsAt: '2026-05-01T22:00:00Z',
        source: 'Budapest Convention 29(7)',
        reminders: expect.arrayContaining([{ date: '2026-04-10', text: 'the draft of the request must exist' }]),
        explanation: expect.arrayContaining([{ date: '2026-03-02', text: 'preserved' }]),
      },
      expect.objectContaining({
        reference: 'BHR-PR-0099',
        until: '2026-05-31',
        actBy: '2026-05-29',
        source: 'as the partner stated',
      }),
    ]);
  });
});
