import { describe, expect, test } from 'vitest';
import { openAlarms } from '../../../domain/alarms.ts';
import { readersOf } from '../../../domain/audience.ts';
import type { Calendar } from '../../../domain/dates.ts';
import { HOUSE_RULES } from '../../../domain/house-rules.ts';
import { tasksOf } from '../../../domain/inbox.ts';
import { dutiesWith } from '../../../domain/linked-duties.ts';
import { noticesOf } from '../../../domain/notices.ts';
import type { Actor } from '../../../domain/roles.ts';
import { BELMORA } from '../drafts.ts';
import { CAST, ENGINE, OFFICE, standingIn } from './cast.ts';
import { clockOf, fired, inputFor, type Place, reach, take } from './way.ts';
import { at, type Circumstances, DAY, HOUR, lastEvent, later, refusalOf, step, type World } from './world.ts';

const { drafter, supervisor, officer, second, head, watch, point } = CAST;
const alone = (actor: Actor = watch, world = reach('supervision/night'), input: object = {}): World =>
  take(world, actor, 'sendAlone', input);
const refusal = (actor: Actor, place: Place, input: object = {}, more: Circumstances = {}) => {
  const world = reach(place);
  return refusalOf(() => step(world, actor, 'sendAlone', { ...inputFor('sendAlone', world), ...input }, more));
};
const also = (actor: Actor, ...roles: Actor['roles']): Actor => ({ ...actor, roles: [...actor.roles, ...roles] });
const told = (world: World): string[] =>
  noticesOf(world.request, lastEvent(world), HOUSE_RULES).map(({ to, kind }) => `${kind} > ${to}`);
const statusOf = ({ request }: World, kind: string) => request.deadlines.findLast((one) => one.kind === kind)?.status;
const waits = ({ request }: World): string[] => tasksOf(request).map(({ action, to }) => `${action} > ${to}`);

describe('an emergency is sent by one person alone', () => {
  test.each(['supervision/night', 'with-ca/night'] as const)('from %s, in one step, with its transmission', (place) => {
    const world = alone(watch, reach(place));
    const { status, approval, transmissions, ...request } = world.request;

    expect([status, approval?.by, request.alone]).toEqual(['ready', watch.id, { by: watch.id, at: world.now }]);
    expect(transmissions).toMatchObject([{ purpose: 'request', channel: 'email', attempt: 1, status: 'prepared' }]);
    expect(dutiesWith(world.request, { linked: [], instruments: {}, now: world.now })).toMatchObject([
      { do: 'transmit', attempt: 1 },
    ]);
    expect(openAlarms(world.request)).toEqual([]);
    if (place === 'with-ca/night') expect(statusOf(world, 'ca-review')).toBe('met');
  });

  test('is then with the central authority and the registry, whoever had endorsed it', () => {
    expect(readersOf(alone().request)).toEqual(
      expect.arrayContaining(['role:ca-officer', 'role:ca-head', 'role:poc-officer', 'role:registry']),
    );
  });

  test.each<[string, Actor, Place, { rule?: string; gaps?: object[] }, object?, Circumstances?]>([
    ['nothing but an emergency', head, 'with-ca', { rule: 'urgency' }],
    ['nobody without duty', { ...point, id: second.id }, 'supervision/night', { rule: 'on-duty' }],
    ['no officer of the central authority', officer, 'with-ca/night', { rule: 'role' }],
    ['not the registry', CAST.registry, 'with-ca/night', { rule: 'role' }],
    ['not its drafter (S1)', also(drafter, 'ca-head'), 'with-ca/night', { rule: 'S1' }],
    ['not for its drafter by a stand-in (S1)', standingIn(drafter, head), 'with-ca/night', { rule: 'S1' }],
    ['not who endorsed it (S1)', also(supervisor, 'ca-head'), 'with-ca/night', { rule: 'S1' }],
    ['nothing that needs a translation (V7)', watch, 'supervision/emergency', { rule: 'language' }],
    ['no letter that is outdated', watch, 'with-ca/night', { rule: 'letter-outdated' }, {}, { contentHash: 'other' }],
    ['no other letter', watch, 'with-ca/night', { gaps: [{ field: 'letter' }] }, { letter: 'f'.repeat(64) }],
    [
      'nothing with a gap (V3)',
      watch,
      'with-ca/night',
      { gaps: [{ field: 'office.mobile' }] },
      {},
      { gaps: [{ field: 'office.mobile', rule: 'missing', message: 'is missing', source: 'house rule HR-78' }] },
    ],
    ['no courier without papers', watch, 'with-ca/night', { gaps: [{}, {}, {}] }, { channel: 'courier' }],
  ])('%s', (_what, actor, place, expected, input, more) => {
    expect(refusal(actor, place, input, more)).toMatchObject(expected);
  });

  test('needs a proof of identity', () => {
    const world = reach('supervision/night');
    const unproved = { ...watch, provedAt: '2026-03-08T00:00:00Z' };
    expect(refusalOf(() => take(world, unproved, 'sendAlone')).name).toBe('ProofNeeded');
  });

  test('goes by no channel that the partner does not take, or that may not carry its label', () => {
    const courierOnly = { ...BELMORA, channels: [{ channel: 'courier' as const, source: 'a test' }] };
    const world = reach('supervision/night');
    expect(refusalOf(() => alone(watch, { ...world, partner: { ...world.partner, ...courierOnly } }))).toMatchObject({
      gaps: [{ rule: 'channel-not-taken' }],
    });
    const secret: World = { ...world, request: { ...world.request, label: 'secret' } };
    expect(refusalOf(() => alone(watch, secret))).toMatchObject({ gaps: [{ rule: 'label-ceiling' }] });
  });

  test('gives no information whose conditions are not agreed', () => {
    const world = reach('supervision/night');
    const information: World = { ...world, request: { ...world.request, kind: 'spontaneous-information' } };
    expect(refusalOf(() => alone(watch, information)).rule).toBe('conditions-agreed');
  });

  test('is sent by a head without a turn, and by who stands in for somebody with one', () => {
    expect(alone(head).request.alone?.by).toBe(head.id);
    expect(alone(standingIn(second, watch)).request.alone?.by).toBe(watch.id);
    expect(refusal({ ...head, roles: ['poc-officer'] }, 'supervision/night').rule).toBe('on-duty'); // called, but without a turn
  });

  test('what failed is sent again by the same person, whatever it asks', () => {
    const failed = reach('delivery-failed/alone');
    const coercive = { ...failed.request, items: [{ id: '1', type: 'search-seizure' }] };
    const again = take({ ...failed, request: coercive }, watch, 'dispatch');
    expect(again.request.transmissions).toMatchObject([{ attempt: 2, status: 'prepared' }]);
  });
});

describe('a second person confirms it', () => {
  test('within 48 hours; those who may are told at once, and it waits for them', () => {
    const world = alone();
    expect(clockOf(world, 'second-confirmation')).toMatchObject({
      source: 'house rule HR-16',
      dueAt: later(world, 48 * HOUR).now,
      remindAt: later(world, 42 * HOUR).now,
    });
    expect(told(world)).toEqual(['confirm-emergency > role:ca-officer', `now-ready > user:${drafter.id}`]);
    expect(waits(world)).toEqual(['confirmEmergency > role:ca-officer', `draftFormalRequest > user:${drafter.id}`]);
  });

  test.each<[string, string, string]>([
    ['a night and a day off', '2026-05-04T18:00:00Z', '2026-05-06T18:00:00Z'],
    ['the end of summer time', '2026-10-24T01:00:00Z', '2026-10-26T01:00:00Z'],
    ['the beginning of summer time', '2026-03-28T02:00:00Z', '2026-03-30T02:00:00Z'],
  ])('through %s, counted in real hours', (_what, from, due) => {
    const calendar: Calendar = {
      zone: 'Europe/Brussels',
      weekend: [6, 7],
      holidays: [{ date: '2026-05-05', name: '' }],
    };
    const world = alone(watch, { ...at(reach('supervision/night'), from), calendar });
    expect(clockOf(world, 'second-confirmation').dueAt).toBe(due);
  });

  test('where an instrument sets the time, that article is its source', () => {
    const world = reach('supervision/night');
    const basis = [{ instrument: 'eu-e-evidence-2023-1543', articles: ['4(5)'] }];
    const sent = alone(watch, { ...world, request: { ...world.request, basis } });
    const clock = clockOf(sent, 'second-confirmation');
    expect([clock.source, clock.dueAt]).toEqual([expect.stringContaining('4(5)'), later(sent, 48 * HOUR).now]);
    expect(clock.explanation[1]?.text).toContain('48 hours from');
    expect(told(fired(sent, 'second-confirmation'))).toContain('overdue-second-confirmation > role:ca-head');
  });

  test.each<[string, Actor, string]>([
    ['who sent it', also(watch, 'ca-officer'), 'S6'],
    ['who stands in for who sent it', standingIn(CAST.translator, watch), 'S6'],
    ['its drafter', also(drafter, 'ca-officer'), 'S1'],
    ['the supervisor', supervisor, 'role'],
  ])('not %s', (_who, actor, rule) => {
    for (const action of ['confirmEmergency', 'withholdConfirmation'] as const) {
      expect(refusalOf(() => take(reach('sent/alone'), actor, action))).toMatchObject({ rule });
    }
  });

  test('once, with proof, and only of what was sent alone', () => {
    const confirmed = take(reach('sent/alone'), officer, 'confirmEmergency');
    expect(confirmed.request.alone?.confirmed).toEqual({ by: officer.id, at: confirmed.now });
    expect(statusOf(confirmed, 'second-confirmation')).toBe('met');
    expect(waits(confirmed)).not.toContain('confirmEmergency > role:ca-officer');
    for (const world of [confirmed, reach('sent')])
      expect(refusalOf(() => take(world, second, 'confirmEmergency')).rule).toBe('awaits-second');
    const unproved = { ...officer, provedAt: '2026-03-08T00:00:00Z' };
    expect(refusalOf(() => take(reach('sent/alone'), unproved, 'confirmEmergency')).name).toBe('ProofNeeded');
  });

  test('or not: then its withdrawal is asked for, by which the partner is told', () => {
    const withheld = take(reach('sent/alone'), officer, 'withholdConfirmation');
    expect(withheld.request.alone?.withheld).toMatchObject({
      by: officer.id,
      reason: withheld.request.withdrawalAsked,
    });
    expect(statusOf(withheld, 'second-confirmation')).toBe('met');
    expect(waits(withheld)).toContain('withdraw > role:ca-officer');
    const withdrawn = take(withheld, officer, 'withdraw');
    expect(withdrawn.request.owed).toEqual([{ purpose: 'withdrawal', n: 1 }]);
    expect(statusOf(withdrawn, 'formal-request')).toBe('cancelled');
  });

  test('too late is an incident, once, which calls whoever has duty and goes by no later confirmation', () => {
    const overdue = fired(reach('sent/alone'), 'second-confirmation');
    expect(overdue.request.incidents).toEqual([{ cause: 'unconfirmed-emergency', at: overdue.now }]);
    expect(openAlarms(overdue.request).map(({ cause }) => cause)).toEqual(['unconfirmed-emergency']);
    expect(told(overdue)).toEqual(['overdue-second-confirmation > role:ca-head']);
    expect(waits(overdue)).toContain('explainIncident > role:ca-head');
    expect(fired(overdue, 'alarm').request.alarms?.at(-1)?.calls).toMatchObject([{ to: watch.id }]);

    const confirmed = take(overdue, second, 'confirmEmergency');
    expect(openAlarms(confirmed.request)).toEqual([]);
    expect(confirmed.request.incidents).toEqual(overdue.request.incidents);
    const explained = take(confirmed, head, 'explainIncident');
    expect(explained.request.incidents).toMatchObject([{ finding: { by: head.id, at: explained.now } }]);
    expect(waits(explained)).not.toContain('explainIncident > role:ca-head');
    expect(refusalOf(() => take(explained, head, 'explainIncident')).rule).toBe('incident');
    const other = { cause: 'no-formal-request' };
    expect(refusalOf(() => take(confirmed, head, 'explainIncident', other))).toMatchObject({
      gaps: [{ field: 'cause' }],
    });
  });

  test('although the partner has answered; only a withdrawal ends it', () => {
    for (const place of ['executed/alone', 'refused/alone'] as const)
      expect([statusOf(reach(place), 'second-confirmation'), statusOf(reach(place), 'formal-request')]).toEqual([
        'open',
        'open',
      ]);
    const withdrawn = take(reach('sent/alone'), officer, 'withdraw');
    expect(withdrawn.request.deadlines.filter(({ status }) => status === 'open')).toEqual([]);
  });
});

describe('a formal request follows', () => {
  const unsettled = (world: World) =>
    refusalOf(() => take(world, officer, 'close', { reason: 'all is there', feedback: { score: 4 } }));

  test('within ten working days of the house', () => {
    expect(clockOf(reach('sent/alone'), 'formal-request')).toMatchObject({ source: 'house rule HR-17' });
    const preservation = reach('supervision/night');
    const kept = alone(watch, { ...preservation, request: { ...preservation.request, kind: 'preservation' } });
    expect(statusOf(kept, 'formal-request')).toBeUndefined(); // the request that relies on its holds minds these
  });

  test('drafted from it, with what it says, and its engine notes that it was sent', () => {
    const draft = take(reach('nothing/alone'), CAST.colleague, 'draftFormalRequest').request;
    expect(draft).toMatchObject({ kind: 'mla', formalises: true, urgency: 'normal', drafter: CAST.colleague.id });
    expect(draft.items.map(({ type }) => type)).toEqual(reach('sent/alone').request.items.map(({ type }) => type));

    const sent = reach('sent/formalised');
    const around = { linked: sent.linked ?? [], instruments: {}, now: sent.now };
    expect(dutiesWith(sent.request, around)).toEqual([{ do: 'take', action: 'noteFormalRequest' }]);
    const noted = take(sent, ENGINE, 'noteFormalRequest');
    expect([noted.request.formal, statusOf(noted, 'formal-request')]).toMatchObject([
      { request: sent.linked?.[0]?.id },
      'met',
    ]);
    expect(dutiesWith(noted.request, around)).toEqual([]);
    expect(refusalOf(() => take(noted, ENGINE, 'noteFormalRequest')).rule).toBe('formal-request');
    expect(refusalOf(() => take(reach('sent/alone'), ENGINE, 'noteFormalRequest')).rule).toBe('formal-request');
  });

  test.each(['emergency-disclosure', 'emergency-mla'] as const)(
    'of the kind %s it says which data it asks for',
    (kind) => {
      const world = reach('nothing/alone');
      const source = world.source ?? { request: world.request, content: { items: [] } };
      const basis = [{ instrument: 'budapest-185', articles: ['25'] }];
      const own = {
        ...world,
        source: { ...source, request: { ...source.request, kind, basis, items: [{ id: '1', type: kind }] } },
      };
      const { request } = take(own, drafter, 'draftFormalRequest', { type: 'data-content' });
      expect(request).toMatchObject({ kind: 'mla', items: [{ id: '1', type: 'data-content' }] });
      expect(request.basis.map(({ instrument }) => instrument)).toEqual(['budapest-185']);
      expect(refusalOf(() => take(own, drafter, 'draftFormalRequest'))).toMatchObject({ gaps: [{ field: 'type' }] });
    },
  );

  test('only an emergency that was sent alone owes one', () => {
    const drafted = (world: World) => refusalOf(() => take(world, drafter, 'draftFormalRequest')).rule;
    expect(drafted(reach('nothing/executed'))).toBe('formal-request');
    const unsent = reach('nothing/alone');
    const { sentOn: _, ...request } = unsent.source?.request ?? reach('ready/alone').request;
    expect(drafted({ ...unsent, source: { request, content: { items: [] } } })).toBe('sent');
    expect(refusalOf(() => take(reach('sent'), officer, 'waiveFormalRequest')).rule).toBe('formal-request');
  });

  test('unless its drafter or the central authority says why none is needed', () => {
    const waived = take(reach('sent/alone'), drafter, 'waiveFormalRequest');
    expect([waived.request.formal, statusOf(waived, 'formal-request')]).toMatchObject([{ by: drafter.id }, 'met']);
    const other = { ...drafter, id: CAST.colleague.id, office: OFFICE };
    expect(refusalOf(() => take(reach('sent/alone'), other, 'waiveFormalRequest')).rule).toBe('own-draft');
  });

  test('too late is an incident, once', () => {
    const confirmed = take(reach('sent/alone'), officer, 'confirmEmergency');
    const overdue = fired(later(confirmed, 20 * DAY), 'formal-request');
    expect(overdue.request.incidents).toEqual([{ cause: 'no-formal-request', at: overdue.now }]);
    expect(told(overdue)).toEqual(['overdue-formal-request > role:ca-head']);
    expect(openAlarms(overdue.request)).toEqual([]);
  });

  test('nothing is closed before it is confirmed and followed', () => {
    const answered = take(reach('refused/alone'), officer, 'confirmEmergency');
    expect(unsettled(reach('refused/alone'))).toMatchObject({ rule: 'emergency-open' });
    expect(unsettled(answered)).toMatchObject({ rule: 'emergency-open' });
    expect(take(take(answered, drafter, 'waiveFormalRequest'), officer, 'close').request.status).toBe('closed');
  });
});
