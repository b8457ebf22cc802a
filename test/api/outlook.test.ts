import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalId, type People, peopleAt } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let office: Office;
let people: People;
beforeAll(async () => {
  stack = await openStack();
  const [opened, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  office = opened;
  people = peopleAt(url);
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

const outlookOf = async (request: string): Promise<object | null> => {
  const { ask } = await people.as('seo');
  const query = 'query($id: ID!) { request(id: $id) { outlook { daysLeft likelyIn } } }';
  return (await ask<{ request: { outlook: object | null } }>(query, { id: globalId('Request', request) })).request
    .outlook;
};

test('a request is told how long its holds last against how long the partner takes, which is unknown below five', async () => {
  const sent = await Promise.all(Array.from({ length: 5 }, () => office.upTo('in-execution')));
  for (const [index, request] of sent.entries()) {
    await office.setClock(`2026-0${index + 4}-16T12:00:00Z`);
    if (index === 4) {
      const early = await office.create();
      await office.openHold('seo', { askedOn: '2026-08-15', requests: [early] });
      expect(await outlookOf(early)).toEqual({ daysLeft: 59, likelyIn: null });
    }
    await office.onTo('executed', request);
  }
  const [free, held] = [await office.create(), await office.create()];
  await office.openHold('seo', { askedOn: '2026-08-15', requests: [held] });
  await office.openHold('seo', { askedOn: '2026-08-16', requests: [held] });

  expect(await outlookOf(free)).toBeNull();
  expect(await outlookOf(held)).toEqual({ daysLeft: 59, likelyIn: 92 }); // sent on 16 March, the third on 16 June
});
