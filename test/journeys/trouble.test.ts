import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../support/journey.ts';
import { acknowledged, atCentralAuthority, FRAME, inboxOf, LAURENT, SMALL, sees, tries } from './small-case.ts';

/** What the partner may answer beside yes, by its own officer; and what follows a request. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await house.until('2026-03-16T00:00:00Z');
});
afterAll(() => house.close());

test('a refusal is kept as the partner gave it, judged, and the file closed only with a reason', async () => {
  const request = await acknowledged(house);
  await house.does(LAURENT, 'refuseRequest', request, { ground: 'NOT_STATED', reason: 'We do not wish to' });

  expect(
    await sees(
      house,
      'oh',
      request,
      'now: status refusal { ground words allowed article } items { outcome { result ground } }',
    ),
  ).toEqual({
    now: 'REFUSED',
    refusal: { ground: 'not-stated', words: 'We do not wish to', allowed: false, article: 'Budapest Convention 27(7)' },
    items: [{ outcome: { result: 'REFUSED', ground: 'not-stated' } }],
  });
  expect(await inboxOf(house, 'oh', request)).toMatchObject([{ action: 'CLOSE' }]);
  const judged = await (await house.as(LAURENT)).raw(
    'query($id: ID!) { request(id: $id) { refusal { words allowed } } }',
    { id: request },
  );
  expect(judged.body.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]); // what we think of it stays here
  expect((await tries(house, 'oh', 'closeRequest', request)).gaps).toMatchObject([{ field: 'reason' }]);
  await house.does('oh', 'closeRequest', request, { reason: 'Asked again under the other convention' });
  expect(await sees(house, 'oh', request, 'now: status endReason')).toEqual({
    now: 'CLOSED',
    endReason: 'Asked again under the other convention',
  });
});

describe('where the partner cannot keep it secret', () => {
  test('the request waits for the head, and goes on where it stood when the head says so', async () => {
    const request = await acknowledged(house);
    await house.does(LAURENT, 'startExecution', request);
    await house.does(LAURENT, 'reportSecrecy', request, { words: 'Our law has the holder told within a month' });
    expect(await house.status(request)).toBe('secrecy-asked');
    expect(await inboxOf(house, 'yang', request)).toMatchObject([{ action: 'DECIDE_SECRECY' }]);
    expect(
      (await tries(house, LAURENT, 'deliverItems', request, { items: [{ item: '1', result: 'DONE' }], object: 'x' }))
        .__typename,
    ).toBe('ActionNotAllowed');
    expect((await tries(house, 'oh', 'decideSecrecy', request, { goOn: true, reason: 'x' })).__typename).toBe(
      'ActionNotAllowed',
    );

    await house.does('yang', 'decideSecrecy', request, { goOn: true, reason: 'The holder knows already' });
    expect(await sees(house, LAURENT, request, 'now: status secrecy { words goesOn }')).toEqual({
      now: 'IN_EXECUTION',
      secrecy: { words: 'Our law has the holder told within a month', goesOn: true },
    });
  });

  test('the head can withdraw it, and the partner is told by mail', async () => {
    const request = await acknowledged(house);
    const before = (await house.stack.mailbox.all()).length;
    await house.does(LAURENT, 'reportSecrecy', request, { words: 'We must tell the holder' });
    await house.does('yang', 'decideSecrecy', request, { goOn: false, reason: 'The money would be gone' });

    expect(await sees(house, 'oh', request, 'now: status endReason')).toEqual({
      now: 'WITHDRAWN',
      endReason: 'The money would be gone',
    });
    const [mail, ...others] = (await house.stack.mailbox.all()).slice(before);
    expect(others).toEqual([]);
    expect(mail?.parsed.text).not.toContain('The money would be gone');
  });
});

test('a withdrawal after sending is by the central authority, with a reason, and the partner is told', async () => {
  const request = await acknowledged(house);
  const before = (await house.stack.mailbox.all()).length;
  expect((await tries(house, 'seo', 'withdrawRequest', request, { reason: 'x' })).__typename).toBe('ActionNotAllowed');
  expect((await tries(house, LAURENT, 'withdrawRequest', request, { reason: 'x' })).__typename).toBe(
    'ActionNotAllowed',
  );
  expect((await tries(house, 'oh', 'withdrawRequest', request, { reason: '' })).gaps).toMatchObject([
    { field: 'reason' },
  ]);
  await house.does('oh', 'withdrawRequest', request, { reason: 'The case has ended at home' });
  expect(await house.status(request)).toBe('withdrawn');
  expect(await house.stack.mailbox.all()).toHaveLength(before + 1);
});

test('a supplementary request is a child: it inherits the conditions that were accepted and the label, and waits for its parent', async () => {
  const label = 'RESTRICTED';
  const parent = await acknowledged(house, { label });
  const child = { ...FRAME, parent, label: 'OFFICIAL' };
  expect(await (await house.as('seo')).step('createRequest', '', child)).toMatchObject({
    __typename: 'ActionNotAllowed',
    rule: 'parent',
  });
  await house.does(LAURENT, 'offerConditions', parent, {
    conditions: [
      { kind: 'SPECIALITY', words: 'For this case only', items: ['1'] },
      { kind: 'RETURN', words: 'The medium comes back' },
    ],
  });
  await house.does('yang', 'acceptConditions', parent);
  await house.does(LAURENT, 'deliverItems', parent, { items: [{ item: '1', result: 'DONE' }], object: 'USB, 2 GB' });

  const request = await house.draft(child, SMALL);
  expect(await sees(house, 'seo', request, 'label parent { id } conditions { kind status words }')).toEqual({
    label: 'RESTRICTED',
    parent: { id: parent },
    conditions: [
      { kind: 'speciality', status: 'accepted', words: 'For this case only' },
      { kind: 'return', status: 'accepted', words: 'The medium comes back' },
    ],
  });
  expect(await sees(house, 'seo', parent, 'supplements { id }')).toEqual({ supplements: [{ id: request }] });
  expect((await (await house.as('noh')).step('createRequest', '', child)).__typename).toBe('NotFound');
});

test('a question waits for us, and an answer that leaves one open is refused', async () => {
  const request = await acknowledged(house);
  for (const question of ['Which log?', 'Which zone?'])
    await house.does(LAURENT, 'askInformation', request, { question });
  const { questions } = await sees<{ questions: { id: string }[] }>(house, 'oh', request, 'questions { id }');
  const [first, second] = questions.map(({ id }) => ({ question: id, answer: 'The one of item 1' }));
  expect((await tries(house, 'oh', 'answerInformation', request, { answers: [first] })).gaps).toMatchObject([
    { field: 'answers' },
  ]);
  await house.does('oh', 'answerInformation', request, { answers: [first, second] });
  expect(await sees(house, LAURENT, request, 'now: status questions { answer }')).toEqual({
    now: 'ACKNOWLEDGED',
    questions: [{ answer: 'The one of item 1' }, { answer: 'The one of item 1' }],
  });
});

test('conditions that are declined leave the partner to go on or to refuse', async () => {
  const request = await acknowledged(house);
  await house.does(LAURENT, 'offerConditions', request, { conditions: [{ kind: 'COSTS', words: 'You pay' }] });
  await house.does('yang', 'declineConditions', request, { reason: 'Ordinary costs are yours' });
  expect(await sees(house, LAURENT, request, 'now: status conditions { status }')).toEqual({
    now: 'ACKNOWLEDGED',
    conditions: [{ status: 'declined' }],
  });
});

test('what never reached the partner is not shown to it', async () => {
  const request = await atCentralAuthority(house);
  expect(await sees(house, LAURENT, request, 'id')).toBeNull();
  await house.does('oh', 'withdrawRequest', request, { reason: 'x' });
  expect(await sees(house, LAURENT, request, 'id')).toBeNull();
});

test('leaves a record that verifies', async () => {
  expect(await house.violations()).toEqual([]);
});
