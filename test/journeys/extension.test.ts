import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../support/journey.ts';
import { carried, type Held, heldBy, onHold, readyPreservation } from './preserving.ts';
import { LAURENT, sees, tries } from './small-case.ts';

/** The request for the extension of a hold: the engine drafts it in good time, people send it, the hold follows. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.until('2026-02-27T03:00:00Z');
});
afterAll(() => house?.close());

type Drafted = Held & {
  until: string;
  extensionDraft: { askedUntil: string; isRight: boolean } | null;
  extensionRequests: { id: string; status: string; kind: string; urgency: string; drafter: { name: string } }[];
  requests: { id: string }[];
  askedBy: { id: string };
};
const FIELDS = `until extensionDraft { askedUntil isRight } requests { id } askedBy { id }
  extensionRequests { id status kind urgency drafter { name } }`;
const heldFor = async (preservation: string, fields = FIELDS): Promise<Drafted[]> =>
  (await heldBy(house, preservation, fields)) as Drafted[]; // as the fields say
const holdOf = async (preservation: string, fields = FIELDS): Promise<Drafted> => {
  const [hold] = await heldFor(preservation, fields);
  if (!hold) throw new Error('Cannot find the hold of this request');
  return hold;
};
const eventsOf = async (preservation: string): Promise<string[]> => {
  const { events } = (await holdOf(preservation, 'events { action }')) as unknown as { events: { action: string }[] };
  return events.map(({ action }) => action);
};

/** A preservation that Belmora has confirmed for a day: it runs out sixty days later. */
async function held(effectiveOn: string): Promise<string> {
  const preservation = await readyPreservation(house, 'Kite Cloud NV');
  await house.does('kwon', 'dispatchRequest', preservation, { channel: 'EMAIL' });
  await onHold(house, 'laurent', 'confirmHold', await holdOf(preservation), { effectiveOn });
  return preservation;
}
const extensionOf = async (preservation: string): Promise<string> =>
  (await holdOf(preservation)).extensionRequests.at(-1)?.id ?? '';
async function plan(request: string, plannedOn: string): Promise<void> {
  const { parts } = await sees<{ parts: { key: string; value: object; version: number }[] }>(
    house,
    'seo',
    request,
    'parts { key value version }',
  );
  const item = parts.find(({ key }) => key === 'item/1');
  const seo = await house.as('seo');
  await seo.savePart(request, 'item/1', { ...item?.value, plannedOn }, item?.version);
}

describe('the extension of a hold', () => {
  let preservation: string;
  let request: string;

  test('is drafted fourteen days before the end, with all that was said carried over', async () => {
    preservation = await held('2026-02-27');
    await house.until('2026-04-13T12:00:00Z');
    expect((await holdOf(preservation)).extensionRequests).toEqual([]);
    await house.until('2026-04-14T12:00:00Z');

    const hold = await holdOf(preservation);
    expect(hold).toMatchObject({
      now: 'ACTIVE',
      until: '2026-04-28',
      extensionDraft: { askedUntil: '2026-06-27', isRight: false },
      askedBy: { id: preservation },
      requests: [],
      extensionRequests: [{ status: 'DRAFT', kind: 'EXTENSION', urgency: 'URGENT', drafter: { name: 'Seo Minji' } }],
    });
    request = hold.extensionRequests[0]?.id ?? '';
    type Seen = {
      parts: { key: string; value: object }[];
      items: object[];
      holds: object[];
      deadlines: object[];
      origin: object;
    };
    const { parts, items, holds, deadlines, origin } = await sees<Seen>(
      house,
      'seo',
      request,
      'parts { key value } items { type } holds { id } deadlines { kind dueAt } origin { id }',
    );
    const said = Object.fromEntries(parts.map(({ key, value }) => [key, value]));
    expect([items, holds, origin]).toEqual([
      [{ type: 'preservation-extension' }],
      [{ id: hold.id }],
      { id: preservation },
    ]);
    expect(said['item/1']).toMatchObject({
      title: 'Logs at Kite Cloud NV',
      provider: 'Kite Cloud NV',
      askedUntil: '2026-06-27',
      asCourtesy: true,
    });
    expect(said['earlier']).toEqual([
      expect.objectContaining({ kind: 'preservation', preservedFrom: '2026-02-27', custodian: 'Kite Cloud NV' }),
    ]);
    expect((said['earlier'] as object[])[0]).not.toHaveProperty('statedEnd'); // the partner stated none
    expect(deadlines).toContainEqual({ kind: 'hold-action', dueAt: '2026-04-28T22:00:00.000Z' });
  });

  test('says of its draft only what a person must say', async () => {
    expect(await tries(house, 'seo', 'submitRequest', request)).toMatchObject({
      __typename: 'Incomplete',
      gaps: [{ field: 'items.0.plannedOn', source: 'house rule HR-77' }],
    });
  });

  test('is asked once its letter was sent, until the day that the letter says, and never by a second one', async () => {
    await plan(request, '2026-06-01');
    await carried(house, request);
    expect((await holdOf(preservation)).now).toBe('ACTIVE');
    await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
    expect(
      await holdOf(preservation, 'extensions { askedOn askedUntil isRight result } extensionRequests { id }'),
    ).toMatchObject({
      now: 'EXTENSION_ASKED',
      extensions: [{ askedOn: '2026-04-14', askedUntil: '2026-06-27', isRight: false, result: null }],
      extensionRequests: [{ id: request }],
    });
  });

  test('is given by the partner on the hold: the request for it is carried out', async () => {
    await house.does(LAURENT, 'acknowledgeRequest', request, { reference: 'POC/9', receivedOn: '2026-04-14' });
    expect(await holdOf(preservation, 'extensions { result receivedOn }')).toMatchObject({
      now: 'EXTENSION_ASKED',
      extensions: [{ result: null, receivedOn: '2026-04-14' }],
    });
    const refusal = await tries(house, LAURENT, 'deliverItems', request, {
      items: [{ item: '1', result: 'DONE' }],
      object: 'A letter',
    });
    expect(refusal).toMatchObject({ __typename: 'ActionNotAllowed', rule: 'by-hold' });
    await onHold(house, 'laurent', 'confirmExtension', await holdOf(preservation), { until: '2026-06-20' });

    expect(await holdOf(preservation)).toMatchObject({ now: 'ACTIVE', until: '2026-06-20' });
    expect(
      await sees(house, 'seo', request, 'status items { outcome { result on } } deadlines { kind status }'),
    ).toMatchObject({
      status: 'EXECUTED',
      items: [{ outcome: { result: 'DONE', on: '2026-04-14' } }],
      deadlines: expect.arrayContaining([{ kind: 'hold-action', status: 'met' }]),
    });
    expect(await eventsOf(preservation)).toEqual([
      'OPEN_ASKED_HOLD',
      'CONFIRM_HOLD',
      ...['REMIND', 'REMIND', 'DRAFT_EXTENSION', 'LINK_EXTENSION_REQUEST'],
      ...['NOTE_EXTENSION', 'NOTE_EXTENSION_RECEIPT', 'CONFIRM_EXTENSION'],
    ]);
  });

  test('is drafted anew before the new end', async () => {
    await house.until('2026-06-08T00:00:00Z');
    const { extensionRequests } = await holdOf(preservation);
    expect(extensionRequests).toHaveLength(2);
    expect(await extensionOf(preservation)).not.toBe(request);
  });
});

test('an extension that is refused leaves the hold to end when it would have', async () => {
  const preservation = await held('2026-06-08');
  await house.until('2026-07-25T00:00:00Z');
  const request = await extensionOf(preservation);
  await plan(request, '2026-09-01');
  await carried(house, request);
  await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
  await house.does(LAURENT, 'refuseRequest', request, { ground: 'NOT_STATED', reason: 'It cannot be done' });

  expect(await holdOf(preservation, 'until extensions { result }')).toMatchObject({
    now: 'ACTIVE',
    until: '2026-08-07',
    extensions: [{ result: 'declined' }],
  });
  await house.until('2026-08-08T00:00:00Z');
  expect((await holdOf(preservation)).now).toBe('LAPSED');
});

test('a request for an extension is drafted from its hold only', async () => {
  const preservation = await held('2026-08-07');
  await house.until('2026-09-24T12:00:00Z');
  const request = await extensionOf(preservation);
  const { ask } = await house.as('seo');
  const { answer } = await ask<{ answer: object }>(
    `mutation($input: CloneRequestInput!) { answer: cloneRequest(input: $input) { __typename ... on ActionNotAllowed { rule source } } }`,
    { input: { source: request, key: crypto.randomUUID() } },
  );
  expect(answer).toEqual({ __typename: 'ActionNotAllowed', rule: 'kind', source: 'procedure 3.3' });
});

test('what is sent once the hold has ended prolongs nothing', async () => {
  const preservation = await held('2026-09-24');
  await house.until('2026-11-10T00:00:00Z');
  const request = await extensionOf(preservation);
  await plan(request, '2026-12-01');
  await carried(house, request);
  await house.until('2026-11-24T12:00:00Z');
  await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
  expect(await holdOf(preservation, 'extensions { result }')).toMatchObject({ now: 'LAPSED', extensions: [] });
});

test('leaves a record in order', async () => {
  expect(await house.violations()).toEqual([]);
});
