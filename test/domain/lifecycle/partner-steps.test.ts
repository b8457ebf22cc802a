import { describe, expect, test } from 'vitest';
import type { Action } from '../../../domain/moves.ts';
import { OURS, parties } from '../drafts.ts';
import { CAST, OTHER_AUTHORITY, PARTNER, uuid } from './cast.ts';
import { byLetter, inputFor, type Place, reach, take } from './way.ts';
import { at, lastEvent, moveOf, newWorld, refusalOf, STEPS_OF_REQUESTS, step, type World } from './world.ts';

const { officer, registry, partner } = CAST;
const STEPS = STEPS_OF_REQUESTS.filter((action) => moveOf(action).partnerStep);
/** Where each of the partner's steps is open. */
const placeOf = (action: Action): Place => PLACES[action] ?? 'sent';
const PLACES: { [A in Action]?: Place } = {
  reportService: 'acknowledged',
  resumeExecution: 'postponed',
  prolongDeadline: 'acknowledged/eio',
  instructNotToDisclose: 'sent/order',
  noteUserNotice: 'sent/order',
  recordArrest: 'sent/wanted',
  confirmCustody: 'in-execution/held',
  recordRelease: 'in-execution/held',
  grantExtradition: 'sent/extradition',
  agreeSurrender: 'in-execution/granted',
  recordSurrender: 'in-execution/granted',
};
const gapsOf = (attempt: () => unknown): string[] =>
  (refusalOf(attempt).gaps ?? []).map(({ field, rule }) => `${field}: ${rule}`);
const paper = uuid(3001);
const record = (channel: string, more: object = {}): object => ({ on: '2026-03-09', record: { channel, ...more } });

test('the steps of the partner are those of the procedure', () => {
  expect([...STEPS].sort()).toEqual(
    [
      'acknowledge',
      'startExecution',
      'reportService',
      'askInformation',
      'offerConditions',
      'reportSecrecy',
      'postpone',
      'resumeExecution',
      'deliver',
      'settleItems',
      'refuse',
      'prolongDeadline',
      'instructNotToDisclose',
      'noteUserNotice',
      'recordArrest',
      'confirmCustody',
      'recordRelease',
      'grantExtradition',
      'agreeSurrender',
      'recordSurrender',
    ].sort(),
  );
});

describe.each(STEPS)('%s', (action) => {
  const world = reach(placeOf(action));

  test('by the partner’s officer needs no record, and is of today at the partner unless told', () => {
    const event = lastEvent(take(at(world, '2026-03-10T23:30:00Z'), partner, action));

    expect(event.actor).toEqual({ id: partner.id, kind: 'person' });
    expect([event.onBehalfOf, event.record]).toEqual([undefined, undefined]);
  });

  test.each([officer, registry])('by ours is recorded on the partner’s behalf, both persons named', (ours) => {
    const event = lastEvent(
      take(world, ours, action, {
        on: '2026-03-09',
        record: { channel: 'letter', officer: 'C. Laurent', reference: 'MJ/1', paper },
      }),
    );

    expect(event.actor.id).toBe(ours.id);
    expect(event.onBehalfOf).toBe(world.request.partner);
    expect(event.record).toEqual({
      channel: 'letter',
      officer: { text: expect.any(String), hash: expect.any(String) },
      reference: 'MJ/1',
      paper: { file: paper, hash: expect.any(String) },
    });
  });

  test('by ours needs a record, the partner’s own date, and its paper', () => {
    expect(gapsOf(() => take(world, officer, action))).toEqual(['record: record-needed']);
    expect(gapsOf(() => take(world, officer, action, { record: { channel: 'letter', paper } }))).toEqual([
      'on: partner-date',
    ]);
    expect(gapsOf(() => take(world, officer, action, { record: { channel: 'email' } }))).toEqual([
      'on: partner-date',
      'record.paper: paper-needed',
    ]);
  });

  test('is neither of the future nor of before the sending', () => {
    expect(gapsOf(() => take(world, partner, action, { on: '2026-03-10' }))).toContain('on: not-in-future');
    expect(gapsOf(() => take(world, officer, action, byLetter(world, '2026-03-10')))).toContain('on: not-in-future');
    expect(gapsOf(() => take(world, officer, action, byLetter(world, '2026-03-07')))).toContain(
      'on: not-before-sending',
    );
  });
});

describe('how it came to us', () => {
  test.each([
    ['letter', true],
    ['email', true],
    ['portal', true],
    ['telephone', false],
    ['in-person', false],
  ])('by %s: a paper is needed: %s', (channel, needed) => {
    const without = () => take(reach('sent'), officer, 'startExecution', record(channel));

    if (needed) expect(gapsOf(without)).toEqual(['record.paper: paper-needed']);
    else expect(without).not.toThrow();
    expect(() => take(reach('sent'), officer, 'startExecution', record(channel, { paper }))).not.toThrow();
  });

  test('each gap names its source', () => {
    const error = refusalOf(() => take(reach('sent'), officer, 'startExecution', record('letter', {})));
    expect(error.gaps?.every(({ source }) => source !== '')).toBe(true);
  });

  test.each([
    ['a day ahead of us, at the partner', 'Pacific/Auckland', '2026-03-09T23:00:00Z', '2026-03-10'],
    ['a day behind', 'America/Los_Angeles', '2026-03-10T03:00:00Z', '2026-03-09'],
  ])('today is today there: %s', (_, zone, now, today) => {
    const there = { ...reach('sent'), partner: { ...PARTNER, calendar: { ...PARTNER.calendar, zone } } };
    const started = take(at(there, now), partner, 'startExecution');

    expect(started.request.receivedOn).toBe(today);
    expect(() => take(at(there, now), partner, 'startExecution', { on: today })).not.toThrow();
  });
});

describe('an acknowledgement', () => {
  const sent = at(reach('sent'), '2026-03-20T10:00:00Z');

  test.each([
    ['after the day it was acknowledged', { on: '2026-03-12', receivedOn: '2026-03-13' }],
    ['before the sending', { on: '2026-03-12', receivedOn: '2026-03-01' }],
  ])('does not say that it was received %s', (_, dates) => {
    expect(gapsOf(() => take(sent, officer, 'acknowledge', { ...byLetter(sent), ...dates }))).toEqual([
      'receivedOn: date-order',
    ]);
  });

  test('of what we held for undelivered says when it went, and by what channel to go on', () => {
    const failed = at(reach('delivery-failed'), '2026-03-20T10:00:00Z');
    const { request } = take(failed, officer, 'acknowledge', {
      ...byLetter(failed),
      on: '2026-03-16',
      receivedOn: '2026-03-10',
    });

    expect(request).toMatchObject({
      status: 'acknowledged',
      receivedOn: '2026-03-10',
      channel: 'email',
      sentOn: reach('delivery-failed').now,
    });
  });
});

describe('items', () => {
  const world = reach('in-execution');
  const deliver = (items: object[], more: object = {}): World => take(world, partner, 'deliver', { items, ...more });

  test('each has its own outcome, on the partner’s date', () => {
    const { request } = deliver([{ item: '2', result: 'part' }]);
    expect(request.items.map(({ outcome }) => outcome)).toEqual([undefined, { result: 'part', on: '2026-03-09' }]);
  });

  test('what is done in part is still open', () => {
    const part = deliver([
      { item: '1', result: 'done' },
      { item: '2', result: 'part' },
    ]);

    expect(part.request.status).toBe('partial');
    expect(take(part, partner, 'deliver', { items: [{ item: '2', result: 'done' }] }).request.status).toBe('executed');
    expect(
      take(part, partner, 'settleItems', { items: [{ item: '2', result: 'impossible', reason: 'no more' }] }).request
        .status,
    ).toBe('executed');
  });

  test('that were never asked can’t be delivered, settled or bound', () => {
    const strange = [{ item: '9', result: 'done' }];

    expect(gapsOf(() => deliver(strange))).toEqual(['items: unknown']);
    expect(
      gapsOf(() => take(world, partner, 'settleItems', { items: [{ item: '9', result: 'refused', reason: 'no' }] })),
    ).toEqual(['items: unknown']);
    expect(
      gapsOf(() =>
        take(world, partner, 'offerConditions', { conditions: [{ kind: 'other', words: 'x', items: ['9'] }] }),
      ),
    ).toEqual(['conditions.0.items: unknown']);
  });

  test('a delivery is files or a thing', () => {
    expect(gapsOf(() => deliver([{ item: '1', result: 'done' }], { object: undefined }))).toEqual([
      'files: something-delivered',
    ]);
    expect(() => deliver([{ item: '1', result: 'done' }], { object: undefined, files: [paper] })).not.toThrow();
  });
});

describe('a refusal is judged', () => {
  const refusedFor = (ground: string, instrument = 'budapest-185', items = [{ type: 'data-traffic' }]): unknown => {
    const basis = [{ instrument, articles: ['25(1)'] }];
    const world = {
      ...reach('in-execution'),
      request: {
        ...reach('in-execution').request,
        basis,
        items: items.map((item, at) => ({ ...item, id: `${at + 1}` })),
      },
    };
    return take(world, partner, 'refuse', { ground }).request.refusal;
  };

  test.each([
    ['essential-interests', 'budapest-185', true, 'Budapest Convention 27(4)(b)'],
    ['fiscal-offence', 'budapest-185', false, 'Budapest Convention 25(4)'],
    ['not-stated', 'budapest-185', false, 'Budapest Convention 27(7)'],
    ['bank-secrecy', 'untoc-18', false, 'UNTOC 18(8)'],
  ])('%s under %s: allowed %s, by %s', (ground, instrument, allowed, article) => {
    expect(refusedFor(ground, instrument)).toMatchObject({ ground, allowed, article });
  });

  const FISCAL = { allowed: false, article: 'Additional Protocol (ETS 99) 1' };
  const UNBOUND = { allowed: true, article: 'European MLA Convention 2(a)' };
  test.each<[string, string[], object]>([
    ['the protocol that binds the two forbids what its treaty allows', ['ets-30', 'ets-99'], FISCAL],
    ['and not where it does not bind them', ['ets-30'], UNBOUND],
  ])('with its protocols, the request and each item of it: %s', (_, known, expected) => {
    const memberships = parties(...known);
    const basis = [{ instrument: 'ets-30', articles: ['3'] }];
    const start = reach('in-execution');
    const world: World = {
      ...start,
      ours: { ...OURS, memberships },
      partner: { ...start.partner, memberships },
      request: {
        ...start.request,
        items: [
          { id: '1', type: 'bank-records', basis },
          { id: '2', type: 'mla-evidence', basis },
        ],
      },
    };
    const settled = take(world, partner, 'settleItems', {
      items: [{ item: '1', result: 'refused', reason: 'a tax matter', ground: 'fiscal-offence' }],
    });
    expect(settled.request.items[0]?.outcome).toMatchObject(expected);
    const { request } = take({ ...world, request: { ...world.request, basis } }, partner, 'refuse', {
      ground: 'fiscal-offence',
    });
    expect(request.refusal).toMatchObject(expected);
    expect(request.items.map(({ outcome }) => outcome)).toMatchObject([expected, expected]);
  });

  test('and leaves what was settled before as it is', () => {
    const { request } = take(reach('partial'), partner, 'refuse');
    expect(request.items.map(({ outcome }) => outcome?.result)).toEqual(['done', 'refused']);
  });

  test('a ground outside the one vocabulary is none', () => {
    expect(refusalOf(() => refusedFor('we-do-not-like-it')).name).toBe('InvalidInput');
  });
});

describe('our replies', () => {
  const asked = take(reach('info-asked'), partner, 'askInformation', { question: 'and which account?' });
  const [first, second] = asked.request.questions.map(({ id }) => ({ question: id, answer: 'the first eleven' }));

  test('an answer covers every open question and no other', () => {
    const answer =
      (...answers: unknown[]) =>
      () =>
        step(asked, officer, 'answerInformation', { answers });

    expect(gapsOf(answer(first))).toEqual(['answers: unknown']);
    expect(gapsOf(answer(first, second, { question: uuid(997), answer: 'x' }))).toEqual(['answers: unknown']);
    expect(answer(first, second)().request.status).toBe('in-execution');
  });

  test('accepted conditions bind a supplementary request, declined ones do not; labels are inherited', () => {
    const accepted = take(reach('conditions-offered'), CAST.head, 'acceptConditions');
    const declined = take(
      take(accepted, partner, 'offerConditions', { conditions: [{ kind: 'deletion', words: 'after a year' }] }),
      CAST.head,
      'declineConditions',
    );
    const parent = { ...take(declined, partner, 'deliver').request, label: 'confidential' as const };
    const child = (label: string) =>
      step(newWorld({ parent }), CAST.drafter, 'create', {
        ...inputFor('create', newWorld()),
        parent: parent.id,
        label,
      }).request;

    expect(parent.conditions.map(({ status }) => status)).toEqual(['accepted', 'declined']);
    expect(child('public')).toMatchObject({ parent: parent.id, status: 'draft', label: 'confidential' });
    expect(child('secret').label).toBe('secret');
    expect(child('public').conditions).toEqual([parent.conditions[0]]);
  });

  test.each(['in-execution', 'sent', 'draft', 'withdrawn', 'ca-declined'] as const)(
    'a request in %s can’t be supplemented',
    (place) => {
      const parent = reach(place).request;
      const error = refusalOf(() =>
        step(newWorld({ parent }), CAST.drafter, 'create', { ...inputFor('create', newWorld()), parent: parent.id }),
      );

      expect(error).toMatchObject({ name: 'ActionNotAllowed', rule: 'parent', source: 'procedure 3.1' });
    },
  );

  test('a request is supplemented where it lies: conditions of one partner are nothing that another is shown', () => {
    const parent = { ...reach('executed').request, partner: OTHER_AUTHORITY };
    const error = refusalOf(() =>
      step(newWorld({ parent }), CAST.drafter, 'create', { ...inputFor('create', newWorld()), parent: parent.id }),
    );

    expect(error).toMatchObject({ name: 'ActionNotAllowed', rule: 'parent', source: 'separation of duties S8' });
  });
});
