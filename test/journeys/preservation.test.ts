import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../support/journey.ts';
import { type Held, heldBy, onHold, preservationOf, readyPreservation } from './preserving.ts';
import { LAURENT, sees, tries } from './small-case.ts';

/** A request for preservation by the life of any request, and the holds that it opens once it has been sent. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.until('2026-02-26T00:00:00Z');
});
afterAll(() => house?.close());

const readyFor = (...providers: readonly string[]): Promise<string> => readyPreservation(house, ...providers);
async function sent(...providers: readonly string[]): Promise<string> {
  const request = await readyFor(...providers);
  await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
  return request;
}
const holdsOf = (request: string, fields?: string): Promise<Held[]> => heldBy(house, request, fields);
const takes = (login: string, step: string, hold: Held, input: object): Promise<void> =>
  onHold(house, login, step, hold, input);

describe('a request for preservation', () => {
  let request: string;

  test('opens a hold for each custodian once it is sent, with nothing typed again', async () => {
    await house.until('2026-02-27T03:00:00Z');
    request = await readyFor('Kite Cloud NV', 'Northgate Mail NV');
    expect(await holdsOf(request)).toEqual([]);
    await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });

    const held = {
      now: 'REQUESTED',
      data: 'heron@northgatemail.example; Log-ins with address and instant; 2025-12-01 - 2026-01-20 (Europe/Brussels)',
      period: 'budapest-185/art29-hold',
      zone: 'Europe/Brussels',
      askedOn: '2026-02-27',
      until: '2026-04-28',
      urgency: 'URGENT',
      label: 'RESTRICTED',
      askedBy: { id: request },
      requests: [],
    };
    expect(
      await holdsOf(request, 'data period zone askedOn until urgency label askedBy { id } requests { id }'),
    ).toEqual([
      expect.objectContaining({ ...held, custodian: 'Kite Cloud NV' }),
      expect.objectContaining({ ...held, custodian: 'Northgate Mail NV' }),
    ]);
  });

  test('names the workflow that opened them, and minds none of them itself', async () => {
    const [hold] = await holdsOf(request, 'events { action workflow { step } }');
    expect(hold).toMatchObject({ events: [{ action: 'OPEN_ASKED_HOLD', workflow: { step: 'openAskedHold' } }] });
    const { deadlines, outlook } = await sees<{ deadlines: { kind: string }[]; outlook: null }>(
      house,
      'seo',
      request,
      'deadlines { kind } outlook { daysLeft }',
    );
    expect([deadlines.some(({ kind }) => kind === 'hold-action'), outlook]).toEqual([false, null]);
  });

  test('is named by each hold to its partner, with the item, and to nobody else abroad', async () => {
    const seenBy = async (login: string): Promise<object[]> => {
      const { holds } = await (await house.as(login)).ask<{ holds: { edges: { node: { askedItem: string } }[] } }>(
        '{ holds { edges { node { askedItem askedBy { id reference } } } } }',
      );
      const seen = holds.edges.map(({ node }) => node);
      return seen.sort((a, b) => a.askedItem.localeCompare(b.askedItem, 'en'));
    };
    const { reference } = await sees<{ reference: string }>(house, 'seo', request, 'reference');
    const askedBy = { id: request, reference };
    const both = ['1', '2'].map((askedItem) => ({ askedItem, askedBy }));
    expect(await seenBy('laurent')).toEqual(both);
    expect(await seenBy('seo')).toEqual(both);
    expect(await seenBy('salem')).toEqual([]);
  });

  test('tells its holds when the partner received it, and goes on running out', async () => {
    await house.until('2026-03-03T08:00:00Z');
    await house.does(LAURENT, 'acknowledgeRequest', request, { reference: 'POC/7', receivedOn: '2026-02-28' });
    const holds = await holdsOf(request, 'receivedOn until stoppedBy');
    expect(holds).toEqual([
      expect.objectContaining({ receivedOn: '2026-02-28', until: '2026-04-29', stoppedBy: null, now: 'REQUESTED' }),
      expect.objectContaining({ receivedOn: '2026-02-28', until: '2026-04-29', stoppedBy: null, now: 'REQUESTED' }),
    ]);
  });

  test('is answered hold by hold, and is carried out once the partner has answered for all', async () => {
    const refusal = await tries(house, LAURENT, 'deliverItems', request, {
      items: [{ item: '1', result: 'DONE' }],
      object: 'A letter',
    });
    expect(refusal).toMatchObject({ __typename: 'ActionNotAllowed', rule: 'by-hold', source: 'procedure 3.3' });
    const [first, second] = (await holdsOf(request)) as [Held, Held]; // two were opened
    await takes('laurent', 'confirmHold', first, { effectiveOn: '2026-03-02', ticket: 'POC-77' });
    expect(await house.status(request)).toBe('acknowledged');
    await takes('laurent', 'refuseHold', second, { ground: 'NOT_STATED', reason: 'It has no such mailbox' });

    expect(await house.status(request)).toBe('executed');
    const { items } = await sees<{ items: object[] }>(house, 'oh', request, 'items { outcome { result on } }');
    expect(items).toEqual([
      { outcome: { result: 'DONE', on: '2026-03-02' } },
      { outcome: { result: 'REFUSED', on: '2026-03-03' } },
    ]);
    expect(await holdsOf(request, 'until')).toEqual([
      expect.objectContaining({ now: 'ACTIVE', until: '2026-05-01' }),
      expect.objectContaining({ now: 'NOT_HELD', until: null }),
    ]);
  });

  test('asks the partner at once, and once, what became of the data when a hold that it asked for has lapsed', async () => {
    const before = (await house.stack.mailbox.all()).length;
    await house.until('2026-05-04T00:00:00Z');

    expect((await holdsOf(request))[0]).toMatchObject({ now: 'LAPSED' });
    const { reference, transmissions } = await sees<{ reference: string; transmissions: object[] }>(
      house,
      'oh',
      request,
      'reference transmissions { purpose status }',
    );
    expect(transmissions).toEqual([
      { purpose: 'request', status: 'sent' },
      { purpose: 'lapse', status: 'sent' },
    ]);
    const mails = (await house.stack.mailbox.all()).slice(before).map(({ parsed }) => parsed);
    expect(mails.map(({ subject }) => subject)).toEqual([reference]);
    const text = mails[0]?.text?.replace(/\s+/g, ' ');
    expect(text).toContain('Please tell us at once whether the data still exist');
    expect(text).not.toContain('Kite Cloud');
    const last = (await house.events(request)).filter(({ action }) => action === 'noteLapse');
    expect(last).toMatchObject([{ workflow: { step: 'takeStep' }, at: '2026-05-01T22:00:00.000Z' }]);
  });
});

test('what is withdrawn before it was sent opens nothing', async () => {
  const request = await readyFor('Kite Cloud NV');
  await house.does('oh', 'withdrawRequest', request, { reason: 'Not needed' });
  expect(await holdsOf(request)).toEqual([]);
});

test('what is withdrawn after it was sent has the release of its hold proposed to a person', async () => {
  const request = await sent('Kite Cloud NV');
  await house.does('oh', 'withdrawRequest', request, { reason: 'Not needed' });
  expect(await holdsOf(request)).toEqual([expect.objectContaining({ now: 'RELEASE_PROPOSED' })]);
});

test('what the partner refuses is held by nobody', async () => {
  const request = await sent('Kite Cloud NV');
  await house.does(LAURENT, 'refuseRequest', request, { ground: 'NOT_STATED', reason: 'It cannot be done' });
  expect(await holdsOf(request)).toEqual([expect.objectContaining({ now: 'NOT_HELD' })]);
});

test('asks for nothing but preservation', async () => {
  const { frame, content } = preservationOf('Kite Cloud NV');
  const request = await house.draft({ ...frame, items: [{ type: 'data-traffic' }] }, content);
  expect(await tries(house, 'seo', 'submitRequest', request)).toMatchObject({
    __typename: 'Incomplete',
    gaps: expect.arrayContaining([
      expect.objectContaining({ field: 'items.0', rule: 'item-type', source: 'house rule HR-75' }),
    ]),
  });
});

test('leaves a record in order', async () => {
  expect(await house.violations()).toEqual([]);
});
