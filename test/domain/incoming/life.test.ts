import { describe, expect, test } from 'vitest';
import { partnersOf, readersOf } from '../../../domain/audience.ts';
import { ACTIONS, allowedActions } from '../../../domain/decide.ts';
import { ENDED_HOLDS, INCOMING } from '../../../domain/hold-status.ts';
import { tasksOf } from '../../../domain/inbox.ts';
import { statusSeenBy, toldOf } from '../../../domain/incoming.ts';
import type { Action } from '../../../domain/moves.ts';
import type { Status } from '../../../domain/request.ts';
import type { Actor } from '../../../domain/roles.ts';
import { OURS } from '../drafts.ts';
import { active, opened } from '../holding/way.ts';
import { AUTHORITY, CAST, ENGINE } from '../lifecycle/cast.ts';
import { at, factsFor, lastEvent, moveOf, refusalOf, type World } from '../lifecycle/world.ts';
import { CALL, calledBack, NIGHT, night, noticesIn, preserved, received, reserved, take, told, warned } from './way.ts';

const { drafter, officer, second, head, registry, partner, foreigner, supervisor } = CAST;

const warnedAndTold = (): World => told(warned());
const asked = (): World => take(told(), partner, 'receiveExtension', { askedUntil: '2026-09-30' });
const assisted = (): World => take(told(), registry, 'receiveRequest', { reference: 'MJ/2026/9', on: '2026-05-05' });
const over = (world = told()): World => {
  const clock = world.request.deadlines.findLast(({ kind }) => kind === 'hold');
  return take(at(world, clock?.dueAt ?? ''), ENGINE, 'fireDeadline', { kind: 'hold', cycle: clock?.cycle });
};
const refused = (): World =>
  take(calledBack(), head, 'refusePreservation', { ground: 'political-offence', reason: 'a rally' });
const END = { wasThey: false };

/** The life of what a partner asks us to preserve, as procedure 3.2 has it: where, which step, by whom, to which status. */
const ROWS: readonly [() => World, Actor, Action, object, Status][] = [
  [received, second, 'callBack', { wasThey: true }, 'triage'],
  [received, officer, 'preserve', {}, 'preserved'],
  [received, head, 'refusePreservation', { ground: 'political-offence', reason: 'a rally' }, 'not-held'],
  [
    () => reserved(received()),
    head,
    'refusePreservation',
    { ground: 'no-dual-criminality', reason: 'no offence here' },
    'not-held',
  ],
  [received, officer, 'warnPartner', { warning: 'the user is told' }, 'warned'],
  [received, partner, 'withdrawPreservation', {}, 'not-held'],
  [preserved, officer, 'tellPartner', { what: 'answer', channel: 'email' }, 'preserved'],
  [warnedAndTold, partner, 'answerWarning', { goOn: true }, 'triage'],
  [warnedAndTold, partner, 'answerWarning', { goOn: false }, 'not-held'],
  [warned, partner, 'withdrawPreservation', {}, 'not-held'],
  [refused, partner, 'withdrawPreservation', {}, 'not-held'],
  [assisted, partner, 'withdrawPreservation', {}, 'release-proposed'],
  [told, partner, 'withdrawPreservation', {}, 'release-proposed'],
  [told, partner, 'receiveExtension', { askedUntil: '2026-09-30' }, 'preserved'],
  [asked, officer, 'grantExtension', {}, 'preserved'],
  [asked, head, 'denyExtension', { ground: 'domestic-prohibition', reason: 'ninety days at most' }, 'preserved'],
  [told, head, 'keepLonger', { until: '2026-12-31', reason: 'a case of our own' }, 'preserved'],
  [told, registry, 'receiveRequest', { reference: 'MJ/2026/9', on: '2026-05-05' }, 'mla-received'],
  [told, officer, 'reportProvider', { provider: 'Kite Cloud NV, Belmora' }, 'preserved'],
  [assisted, officer, 'recordProduction', { on: '2026-05-05' }, 'produced'],
  [assisted, officer, 'proposeRelease', { reason: 'it was refused' }, 'release-proposed'],
  [over, officer, 'confirmRelease', {}, 'released'],
  [over, officer, 'keepLonger', { until: '2026-12-31', reason: 'their request is on its way' }, 'preserved'],
  [over, registry, 'receiveRequest', { reference: 'MJ/2026/9', on: '2026-07-03' }, 'mla-received'],
  [() => take(told(), partner, 'withdrawPreservation'), head, 'keepHold', { reason: 'we need them' }, 'preserved'],
  [() => calledBack(preserved(), false), officer, 'proposeRelease', { reason: 'it was not they' }, 'release-proposed'],
  [received, officer, 'answerHoldAlarm', {}, 'triage'],
];

describe('the life of what a partner asks us to preserve', () => {
  test('begins in triage, with its caller, and belongs to who has entered it', () => {
    const { request, events } = received();
    expect(events[0]).toMatchObject({ from: null, to: 'triage' });
    expect(request).toMatchObject({
      kind: 'hold',
      direction: 'incoming',
      drafter: officer.id,
      requested: OURS.code,
      partnerReference: CALL.reference,
      basis: [{ instrument: 'budapest-185', articles: ['29(7)'] }],
      hold: { zone: 'Asia/Seoul', askedOn: '2026-05-05', incoming: { receivedAt: NIGHT, point: 'contact-point-24-7' } },
    });
  });

  const named = ROWS.map((row) => [row[2], row[4], row] as const);
  test.each(named)('%s leads to %s', (_action, to, [from, actor, action, input]) => {
    const before = from();
    const after = take(
      action === 'answerHoldAlarm' ? { ...before, roster: [{ person: officer.id }] } : before,
      actor,
      action,
      input,
    );
    expect(after.request.status).toBe(to);
    expect(lastEvent(after).from).toBe(before.request.status);
  });

  test('has no step that nothing here takes', () => {
    const steps = ACTIONS.filter((action) => moveOf(action).direction && moveOf(action).by !== 'system');
    const taken = new Set<Action>([...ROWS.map(([, , action]) => action), 'receivePreservation']);
    expect(steps.filter((action) => !taken.has(action))).toEqual([]);
  });

  test('shares no status with what we ask, until it ends or its release is proposed', () => {
    const ours = ACTIONS.filter((action) => moveOf(action).direction === undefined);
    const shared = ours.filter((action) =>
      moveOf(action).from.some((status) => INCOMING.some((one) => one === status)),
    );
    expect(shared).toEqual([]);
    expect(ENDED_HOLDS).toEqual(['produced', 'released', 'lapsed', 'not-held']);
  });

  test.each<[() => World, Actor, Action, object]>([
    [over, drafter, 'secureHold', { stop: 'request-received', on: '2026-07-03' }],
    [over, officer, 'correctHold', { statedEnd: '2026-12-31', reason: 'later' }],
    [active, officer, 'keepLonger', { until: '2026-12-31', reason: 'a case of our own' }],
    [
      () => take(active(), drafter, 'proposeRelease', { reason: 'over' }),
      officer,
      'keepLonger',
      { until: '2026-12-31', reason: 'x' },
    ],
    [opened, officer, 'callBack', END],
  ])('takes no step of the other direction (%#)', (world, actor, action, input) => {
    expect(['direction', 'status']).toContain(refusalOf(() => take(world(), actor, action, input)).rule);
  });
});

describe('triage', () => {
  const clock = ({ request: { deadlines } }: World) => deadlines.findLast(({ kind }) => kind === 'triage');

  test('is due four hours after the call, through the night, and tells the officers, then the heads', () => {
    const world = received();
    expect(clock(world)).toMatchObject({
      startedAt: NIGHT,
      dueAt: '2026-05-04T21:30:00Z',
      remindAt: '2026-05-04T20:30:00Z',
    });
    const reminded = take(at(world, '2026-05-04T20:30:00Z'), ENGINE, 'remind', { kind: 'triage', cycle: 1 });
    expect(noticesIn(reminded)).toEqual(['reminder-triage > role:ca-officer']);
    const late = take(at(reminded, '2026-05-04T21:30:00Z'), ENGINE, 'fireDeadline', { kind: 'triage', cycle: 1 });
    expect(noticesIn(late)).toEqual(['overdue-triage > role:ca-head']);
  });

  test('calls whoever is on duty from its first minute, until it is decided, and again when the partner goes on', () => {
    const causes = ({ request: { alarms = [] } }: World) =>
      alarms.map(({ cause, endedAt }) => `${cause}${endedAt ? ' ended' : ''}`);
    expect(causes(received())).toEqual(['incoming-preservation']);
    expect(causes(preserved())).toEqual(['incoming-preservation ended']);
    const again = take(warnedAndTold(), partner, 'answerWarning', { goOn: true });
    expect(causes(again)).toEqual(['incoming-preservation ended', 'incoming-preservation']);
    expect(clock(again)).toMatchObject({ cycle: 2, status: 'open' });
  });

  test('counts how soon it was decided and told, by the first answer', () => {
    const again = preserved(
      {},
      take(at(warnedAndTold(), '2026-05-05T03:30:00Z'), partner, 'answerWarning', { goOn: true }),
    );
    expect(again.request.hold?.incoming).toMatchObject({
      decidedAt: NIGHT,
      toldAt: '2026-05-05T00:30:00Z',
      answer: { what: 'preserved' },
    });
    expect(again.request.hold?.incoming?.answer?.told).toBeUndefined();
  });
});

describe('a caller', () => {
  test.each([
    ['for an authority that the directory has not', { point: 'contact-point-24-7-2' }, 'point', 'unknown'],
    ['under a period of providers', { period: 'us-18usc-2703f/initial' }, 'period', 'unknown'],
    ['at an instant to come', { at: '2026-05-04T18:30:00Z' }, 'at', 'not-in-future'],
  ])('%s is not entered', (_, more, field, rule) => {
    expect(refusalOf(() => received(more))).toMatchObject({ gaps: [{ field, rule }] });
  });

  test.each([
    ['drafter', drafter],
    ['supervisor', supervisor],
    ['partner', partner],
  ])('is not entered by a %s', (_, actor) => {
    expect(refusalOf(() => received({}, night(), actor))).toMatchObject({ rule: 'role' });
  });

  test('is called back at the number of the directory: kept is the line that has it', () => {
    expect(calledBack().request.hold?.incoming?.callBacks).toEqual([
      { entry: expect.any(String), at: NIGHT, by: second.id, wasThey: true },
    ]);
  });

  test.each([
    ['the line has none', received({ point: 'central-authority' })],
    ['the line has ended', { ...received(), directory: [] }],
  ])('cannot be called back where there is no number: %s', (_, world) => {
    const refused = refusalOf(() => calledBack(world));
    expect(refused).toMatchObject({ rule: 'no-number', source: 'house rule HR-28' });
    expect(refused?.message).toContain('the directory has no telephone number');
  });

  test('who was not called back is told nothing and handed nothing, and sees nothing', () => {
    const hasty = preserved({}, received());
    const say = { what: 'answer', channel: 'telephone' };
    expect(refusalOf(() => take(hasty, officer, 'tellPartner', say))).toMatchObject({ rule: 'call-back' });
    const requested = take(hasty, registry, 'receiveRequest', { reference: 'MJ/2026/9', on: '2026-05-05' });
    expect(refusalOf(() => take(requested, officer, 'recordProduction', { on: '2026-05-05' }))).toMatchObject({
      rule: 'call-back',
    });
    expect([partnersOf(hasty.request), partnersOf(calledBack(hasty).request)]).toEqual([
      [],
      [`authority:${AUTHORITY}`],
    ]);
    expect(tasksOf(hasty.request).map(({ action }) => action)).toContain('callBack');
  });

  test('who says that it was not they is told nothing any more', () => {
    const doubted = calledBack(told(), false);
    expect(partnersOf(doubted.request)).toEqual([]);
    expect(tasksOf(doubted.request).map(({ action }) => action)).toEqual(['callBack']);
  });

  test('is a matter of the central authority, and of no office', () => {
    expect(readersOf(received().request)).toEqual([
      `user:${officer.id}`,
      'role:auditor',
      'role:ca-officer',
      'role:ca-head',
      'role:poc-officer',
      'role:registry',
    ]);
  });
});

describe('a refusal', () => {
  test.each([
    [
      'a ground that the instrument leaves for no preservation',
      'domestic-prohibition',
      'ground-not-open',
      'Budapest Convention 29(5)(a)',
    ],
    [
      'dual criminality that we have not reserved',
      'no-dual-criminality',
      'ground-reserved',
      'Budapest Convention 29(4)',
    ],
    ['fiscal nature', 'fiscal-offence', 'ground-forbidden', 'Budapest Convention 25(4)'],
  ])('on %s is refused with the article', (_, ground, rule, source) => {
    const attempt = () => take(received(), head, 'refusePreservation', { ground, reason: 'we may not' });
    expect(refusalOf(attempt)).toMatchObject({ gaps: [{ field: 'ground', rule, source }] });
  });

  test('is for the head (S5)', () => {
    const attempt = () =>
      take(received(), officer, 'refusePreservation', { ground: 'political-offence', reason: 'a rally' });
    expect(refusalOf(attempt)).toMatchObject({ rule: 'role' });
  });
});

describe('a warning', () => {
  test('is answered once it was told, and is given once', () => {
    expect(refusalOf(() => take(warned(), partner, 'answerWarning', { goOn: true }))).toMatchObject({ rule: 'status' });
    const heard = { goOn: true, on: '2026-05-04', record: { channel: 'telephone' } };
    expect(refusalOf(() => take(warned(), officer, 'answerWarning', heard))).toMatchObject({ rule: 'told' });
    const on = take(warnedAndTold(), partner, 'answerWarning', { goOn: true });
    expect(refusalOf(() => warned(on))).toMatchObject({ rule: 'warned' });
  });

  test('is answered by nobody of another authority', () => {
    expect(refusalOf(() => take(warnedAndTold(), foreigner, 'answerWarning', { goOn: true }))).toMatchObject({
      rule: 'own-authority',
    });
  });
});

describe('what its partner sees', () => {
  const seen = ({ request }: World): [Status, string | undefined] => [
    statusSeenBy(partner, request),
    request.hold && toldOf(request.hold).until,
  ];

  test('is triage until the answer was told, and nothing of a release that is proposed', () => {
    expect([preserved(), told(), take(told(), partner, 'withdrawPreservation')].map(seen)).toEqual([
      ['triage', undefined],
      ['preserved', '2026-07-04'],
      ['preserved', '2026-07-04'],
    ]);
  });

  test('is neither the warning nor the refusal before they were told', () => {
    const of = ({ request: { hold } }: World) => hold && { ...toldOf(hold).refusal, ...toldOf(hold).incoming?.warning };
    expect([of(refused()), of(warned())]).toEqual([{}, {}]);
    expect(of(told(refused()))).toMatchObject({ ground: 'political-offence' });
    expect(of(warnedAndTold())).toMatchObject({ words: expect.anything() });
  });

  test('is no answer to an extension, and no end, before that was told', () => {
    const granted = take(asked(), officer, 'grantExtension', {});
    const hold = granted.request.hold && toldOf(granted.request.hold);
    expect([hold?.until, hold?.extensions[0]?.answer]).toEqual([undefined, undefined]);
    expect(seen(told(granted, 'extension'))).toEqual(['preserved', '2026-09-30']);
  });

  test.each([preserved, warned, refused])(
    'is open to no other step than in triage before it was told (%#)',
    (world) => {
      const open = (of: World): string[] =>
        allowedActions(of.request, factsFor(of, undefined, partner)).flatMap(({ action, refusal }) =>
          refusal ? [] : [action],
        );
      expect(open(world())).toEqual(open(calledBack()));
      expect(open(calledBack())).toEqual(['withdrawPreservation']);
    },
  );

  test('is nothing to withdraw once it was told that nothing is held', () => {
    expect(refusalOf(() => take(told(refused()), partner, 'withdrawPreservation'))).toMatchObject({ rule: 'status' });
  });
});
