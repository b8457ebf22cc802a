import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, globalId } from '../support/client.ts';
import { type House, key, openHouse, QASIRA } from '../support/journey.ts';
import { preservationOf } from './preserving.ts';
import { acknowledged, approve, certify, FRAME, LAURENT, SMALL, sees, tries } from './small-case.ts';

/** Drafts that begin with what another request says: nothing is typed twice. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.until('2026-02-27T03:00:00Z');
});
afterAll(() => house?.close());

const REFUSED =
  '... on Error { message } ... on ActionNotAllowed { rule source } ... on InvalidInput { gaps { field rule source } }';
async function begins(login: string, step: string, input: object): Promise<Answer> {
  const { ask } = await house.as(login);
  const name = `${step[0]?.toUpperCase()}${step.slice(1)}Input`;
  const { answer } = await ask<{ answer: Answer }>(
    `mutation($input: ${name}!) { answer: ${step}(input: $input) { __typename ${REFUSED} ... on Request { id } } }`,
    { input: { key: key(), ...input } },
  );
  await house.quiet();
  return answer;
}
async function drafts(login: string, step: string, input: object): Promise<string> {
  const answer = await begins(login, step, input);
  if (answer.__typename !== 'Request') throw new Error(`"${login}" cannot ${step}: ${JSON.stringify(answer)}`);
  return String(answer['id']);
}
const says = async (request: string, login = 'seo'): Promise<Record<string, unknown>> => {
  const { parts } = await sees<{ parts: { key: string; value: unknown }[] }>(
    house,
    login,
    request,
    'parts { key value }',
  );
  return Object.fromEntries(parts.map(({ key: name, value }) => [name, value]));
};

describe('the request that follows a preservation', () => {
  let preservation: string;
  let request: string;
  beforeAll(async () => {
    const { frame, content } = preservationOf('Kite Cloud NV', 'Northgate Mail NV', 'Empty Box NV');
    preservation = await house.draft(frame, content);
    await house.does('seo', 'submitRequest', preservation);
    await house.does('baek', 'endorseRequest', preservation);
    await approve(house, 'oh', preservation);
    await certify(house, preservation);
  });

  test('is not drafted before the preservation was sent', async () => {
    expect(await begins('seo', 'draftFromPreservation', { source: preservation, type: 'DATA_CONTENT' })).toMatchObject({
      __typename: 'ActionNotAllowed',
      rule: 'sent',
      source: 'procedure 3.3',
    });
  });

  test('says in one step what the preservation said, and what the record knows of its holds', async () => {
    await house.does('kwon', 'dispatchRequest', preservation, { channel: 'EMAIL' });
    await house.until('2026-03-03T08:00:00Z');
    const { holds } = await sees<{ holds: { id: string; version: number; custodian: string }[] }>(
      house,
      'seo',
      preservation,
      'holds { id version custodian }',
    );
    const { ask } = await house.as('laurent');
    for (const { id, version, custodian } of holds) {
      const [step, input] =
        custodian === 'Empty Box NV'
          ? ['refuseHold', { ground: 'NOT_STATED', reason: 'No such box' }]
          : ['confirmHold', { effectiveOn: '2026-03-02', ticket: `T-${custodian[0]}` }];
      await ask(
        `mutation($input: ${step === 'refuseHold' ? 'RefuseHoldInput' : 'ConfirmHoldInput'}!) { answer: ${step}(input: $input) { __typename } }`,
        { input: { hold: id, expectedVersion: version, key: key(), ...(input as object) } },
      );
    }
    await house.quiet();
    request = await drafts('seo', 'draftFromPreservation', { source: preservation, type: 'DATA_CONTENT' });

    const { reference } = await sees<{ reference: string }>(house, 'seo', preservation, 'reference');
    const said = await says(request);
    const before = await says(preservation);
    for (const part of ['title', 'office', 'case', 'offences', 'persons', 'identifiers', 'facts', 'nexus'])
      expect([part, said[part]]).toEqual([part, before[part]]);
    expect(said['earlier']).toEqual([
      {
        id: 'e1',
        kind: 'preservation',
        reference: `${reference}, 1`,
        askedOn: '2026-02-27',
        preservedFrom: '2026-03-02',
        ticket: 'T-K',
        custodian: 'Kite Cloud NV',
      },
      expect.objectContaining({ id: 'e2', reference: `${reference}, 2`, custodian: 'Northgate Mail NV' }),
    ]);
    expect(said['item/1']).toMatchObject({
      provider: 'Kite Cloud NV',
      identifiers: ['i1'],
      dataFields: 'Log-ins with address and instant',
    });
    expect(said['item/1']).not.toHaveProperty('intendsRequest');
    expect([said['urgency'], said['item/3']]).toEqual([undefined, undefined]);
  });

  test('is of the type that was chosen, under the same instrument, and relies on the holds', async () => {
    expect(
      await sees(
        house,
        'seo',
        request,
        'kind title items { type } basis { instrument articles } holds { custodian } origin { id } deadlines { kind dueAt }',
      ),
    ).toMatchObject({
      kind: 'MLA',
      title: 'a diverted payment: Computer-related fraud',
      items: [{ type: 'data-content' }, { type: 'data-content' }],
      basis: [{ instrument: 'budapest-185', articles: ['25(1)', '31'] }],
      holds: expect.arrayContaining([{ custodian: 'Kite Cloud NV' }, { custodian: 'Northgate Mail NV' }]),
      origin: { id: preservation },
      deadlines: expect.arrayContaining([{ kind: 'hold-action', dueAt: '2026-04-30T22:00:00.000Z' }]),
    });
    expect(await sees(house, 'seo', preservation, 'drafts { id }')).toEqual({ drafts: [{ id: request }] });
  });

  test('is not drafted by who does not see the preservation: that does not exist', async () => {
    const answer = await begins('noh', 'draftFromPreservation', { source: preservation, type: 'DATA_CONTENT' });
    const missing = await begins('noh', 'draftFromPreservation', { source: QASIRA, type: 'DATA_CONTENT' });
    expect([answer.__typename, missing]).toEqual(['NotFound', answer]);
  });

  test('takes the items that are named, and no others', async () => {
    const named = await drafts('seo', 'draftFromPreservation', {
      source: preservation,
      type: 'DATA_TRAFFIC',
      items: ['2'],
    });
    expect(await says(named)).toMatchObject({ 'item/1': { provider: 'Northgate Mail NV' } });
    const { gaps } = (await tries(house, 'seo', 'submitRequest', named)) as unknown as { gaps: { field: string }[] };
    // what no preservation says
    expect(gaps.map(({ field }) => field)).toEqual(['purpose', 'results.address', 'results.means']);
    expect(
      await begins('seo', 'draftFromPreservation', { source: preservation, type: 'DATA_TRAFFIC', items: ['9'] }),
    ).toMatchObject({ __typename: 'InvalidInput', gaps: [{ field: 'items', rule: 'unknown', source: 'the record' }] });
  });
});

describe('a clone', () => {
  test('says the same to the same partner', async () => {
    const request = await house.draft(FRAME, SMALL);
    const clone = await drafts('seo', 'cloneRequest', { source: request, label: 'CONFIDENTIAL' });

    expect(await says(clone)).toEqual(await says(request));
    const [was, is] = await Promise.all(
      [request, clone].map((one) =>
        sees<{ label: string }>(
          house,
          'seo',
          one,
          'partner { id } label items { type } basis { instrument articles } urgency',
        ),
      ),
    );
    expect(is).toEqual({ ...was, label: 'CONFIDENTIAL' });
    expect(await sees(house, 'seo', clone, 'origin { id }')).toEqual({ origin: { id: request } });
  });

  test('to another State says nothing of what was asked of the first, and has no lower label', async () => {
    const request = await house.draft({ ...FRAME, label: 'CONFIDENTIAL' }, SMALL);
    const earlier = [{ id: 'a', kind: 'request', reference: 'MLA-2025-1', askedOn: '2025-05-01' }];
    await (await house.as('seo')).savePart(request, 'earlier', earlier, 0);
    const basis = [{ instrument: 'untoc-18', articles: ['18(3)'] }];
    const clone = await drafts('seo', 'cloneRequest', { source: request, partner: QASIRA, basis, label: 'PUBLIC' });

    const { earlier: told, ...rest } = await says(request);
    expect([told, await says(clone)]).toEqual([earlier, rest]);
    expect(await sees(house, 'seo', clone, 'label partner { state } basis { instrument }')).toMatchObject({
      label: 'CONFIDENTIAL',
      partner: { state: 'XQA' },
      basis: [{ instrument: 'untoc-18' }],
    });
  });
});

test('a clone of some items asks for those only, numbered anew', async () => {
  const two = { ...FRAME, items: [{ type: 'data-subscriber' }, { type: 'data-traffic' }] };
  const [item] = SMALL.items;
  const request = await house.draft(two, {
    ...SMALL,
    items: [
      { ...item, id: '1' },
      { ...item, id: '2', title: 'The second' },
    ],
  });
  const clone = await drafts('seo', 'cloneRequest', { source: request, items: ['2'] });

  expect(await sees(house, 'seo', clone, 'items { id type }')).toEqual({ items: [{ id: '1', type: 'data-traffic' }] });
  expect(await says(clone)).toMatchObject({ 'item/1': { title: 'The second' } });
  expect(await says(clone)).not.toHaveProperty('item/2');
  expect(await begins('seo', 'cloneRequest', { source: request, items: ['7'] })).toMatchObject({
    __typename: 'InvalidInput',
    gaps: [{ field: 'items', rule: 'unknown', source: 'the record' }],
  });
});

describe('a draft that asks two partners', () => {
  const ITEMS = [...SMALL.items, { ...(SMALL.items[0] ?? { id: '' }), id: '2', title: 'Subscriber' }];
  let draft: string;
  beforeAll(async () => {
    const items = [{ type: 'data-traffic' }, { type: 'data-subscriber' }];
    draft = await house.draft({ ...FRAME, items }, { ...SMALL, items: ITEMS });
  });

  test.each([
    ['items', { items: ['1', '2'], partner: QASIRA }],
    ['items', { items: ['7'], partner: QASIRA }],
    ['partner', { items: ['2'], partner: FRAME.partner }],
  ])('is not split where its %s are not right', async (field, input) => {
    const asked = { source: draft, ...input, partner: globalId('Authority', input.partner) };
    expect(await begins('seo', 'splitRequest', asked)).toMatchObject({
      __typename: 'InvalidInput',
      gaps: [{ field }],
    });
  });

  test('is split: the item goes into a draft of its own, and out of the one where it stood', async () => {
    const split = await drafts('seo', 'splitRequest', {
      source: draft,
      items: ['2'],
      partner: globalId('Authority', QASIRA),
      basis: [{ instrument: 'untoc', articles: ['18'] }],
    });
    const fields = 'status partner { state } items { id type } origin { id }';
    expect(await sees(house, 'seo', split, fields)).toEqual({
      status: 'DRAFT',
      partner: { state: 'XQA' },
      items: [{ id: '1', type: 'data-subscriber' }],
      origin: { id: draft },
    });
    expect(await says(split)).toMatchObject({ 'item/1': { title: 'Subscriber' }, facts: SMALL.facts });
    expect(await sees(house, 'seo', draft, 'items { id type }')).toEqual({
      items: [{ id: '1', type: 'data-traffic' }],
    });
    const last = (await house.events(draft)).at(-1);
    expect(last).toMatchObject({ action: 'takeOut', workflow: { step: 'takeOut' } });
  });

  test('is split as a draft only, and by its drafter', async () => {
    const input = { source: await acknowledged(house), items: ['1'], partner: globalId('Authority', QASIRA) };
    expect(await begins('seo', 'splitRequest', input)).toMatchObject({
      __typename: 'ActionNotAllowed',
      rule: 'status',
    });
  });
});

describe('a supplement', () => {
  test('goes on with what has ended: it names the request, and asks again what is chosen', async () => {
    const request = await acknowledged(house);
    expect(await begins('seo', 'supplementRequest', { source: request })).toMatchObject({
      __typename: 'ActionNotAllowed',
      rule: 'parent',
      source: 'procedure 3.1',
    });
    await house.does(LAURENT, 'refuseRequest', request, { ground: 'NOT_STATED', reason: 'It cannot be done' });
    const supplement = await drafts('seo', 'supplementRequest', { source: request, items: ['1'] });

    const { reference, sentAt } = await sees<{ reference: string; sentAt: string }>(
      house,
      'seo',
      request,
      'reference sentAt',
    );
    const { earlier, 'item/1': item, facts, results } = await says(supplement);
    expect(earlier).toEqual([{ id: 'e1', kind: 'request', reference, askedOn: sentAt.slice(0, 10) }]);
    expect(item).toMatchObject({ title: 'Log-ins', originalReference: reference });
    expect([facts, results]).toEqual([SMALL.facts, undefined]);
    expect(await sees(house, 'seo', supplement, 'parent { id } origin { id }')).toEqual({
      parent: { id: request },
      origin: { id: request },
    });
  });
});

test('leaves a record in order', async () => {
  expect(await house.violations()).toEqual([]);
});
