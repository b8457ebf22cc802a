import { describe, expect, test } from 'vitest';
import { ALARM_CAUSES, ALARMS, openAlarms } from '../../domain/alarms.ts';
import { addMilliseconds } from '../../domain/dates.ts';
import { HOLD_ACTION } from '../../domain/hold.ts';
import { HOUSE_RULES, withOverrides } from '../../domain/house-rules.ts';
import { tasksOf } from '../../domain/inbox.ts';
import { noticesOf } from '../../domain/notices.ts';
import { active, clock, lapsed, alarm as reminded, until } from './holding/way.ts';
import { CAST, ENGINE, standingIn } from './lifecycle/cast.ts';
import { attemptOf, clockOf, fired, inputFor, reach, take } from './lifecycle/way.ts';
import { at, lastEvent, refusalOf, step, type World } from './lifecycle/world.ts';

const { drafter, supervisor, officer, second, head, registry } = CAST;
const ROSTER = [officer, second, head].map(({ id }) => ({ person: id }));

/** An emergency that has just come to the central authority. */
const raised = (roster = ROSTER): World => {
  let world: World = { ...reach('nothing'), roster };
  world = step(world, drafter, 'create', { ...inputFor('create', world), urgency: 'emergency' });
  return take(take(world, drafter, 'submit'), supervisor, 'endorse');
};
const calls = ({ request }: World): string[] => (request.alarms ?? []).flatMap((one) => one.calls.map(({ to }) => to));
const cause = ({ request }: World): string[] => (request.alarms ?? []).map((one) => one.cause);
const opened = ({ request }: World): string[] => openAlarms(request).map((one) => one.cause);
const called = (world: World): World => fired(world, 'alarm');
const tell = (world: World): string[] =>
  noticesOf(world.request, lastEvent(world), HOUSE_RULES).map(({ to, kind, dueAt }) => `${kind} > ${to} by ${dueAt}`);
/** A request whose delivery fails while a hold that it minds runs out, or another has run out. */
const failing = (status: 'open' | 'fired' | 'cancelled'): World => {
  const world = reach('ready/sending');
  const [first] = world.request.deadlines;
  if (!first) throw new Error('Cannot make a hold minded: the request has no deadline');
  const minding = { ...first, kind: HOLD_ACTION, cycle: 1, status };
  const request = { ...world.request, deadlines: [...world.request.deadlines, minding] };
  return step({ ...world, request }, ENGINE, 'recordFailed', { ...attemptOf(world), reason: '550' });
};

describe('an emergency at the central authority', () => {
  test('raises one alarm, whose clock is due at once', () => {
    const world = raised();
    expect([cause(world), calls(world)]).toEqual([['emergency'], []]);
    expect(clockOf(world, 'alarm')).toMatchObject({ dueAt: world.now, source: 'house rule HR-15', cycle: 1 });
    expect(tasksOf(world.request).map(({ action }) => action)).toEqual(['approve']);
    expect(tell(world)).toEqual([`now-with-ca > user:${drafter.id} by undefined`]);
  });

  test('calls the first of the roster, ten minutes later the next, then the head, and then stays open', () => {
    const first = called(raised());
    const due = addMilliseconds(first.now, 600_000);
    expect(calls(first)).toEqual([officer.id]);
    expect(clockOf(first, 'alarm').dueAt).toBe(due);
    expect(tell(first)).toEqual([`alarm-emergency > user:${officer.id} by ${due}`]);

    const third = called(called(first));
    expect(calls(third)).toEqual([officer.id, second.id, head.id]);
    expect(third.now).toBe(addMilliseconds(first.now, 1_200_000));

    const last = called(third);
    expect([calls(last), tell(last)]).toEqual([[officer.id, second.id, head.id], []]);
    expect(last.request.deadlines.filter(({ kind, status }) => kind === 'alarm' && status === 'open')).toEqual([]);
    const waiting = tasksOf(last.request).filter(({ action }) => action === 'answerAlarm');
    expect(waiting.map(({ to, kind }) => `${kind} > ${to}`)).toEqual(
      [`user:${officer.id}`, `user:${second.id}`, `user:${head.id}`, 'role:ca-head'].map(
        (to) => `alarm-unanswered > ${to}`,
      ),
    );
  });

  test('is called late by as much as the engine was, and each has the whole time to answer', () => {
    const late = at(raised(), addMilliseconds(raised().now, 3_600_000));
    const world = step(late, ENGINE, 'fireDeadline', { kind: 'alarm', cycle: 1 });
    expect(clockOf(world, 'alarm').dueAt).toBe(addMilliseconds(late.now, 600_000));
  });

  test('goes to whoever is on the roster then, and to nobody twice', () => {
    const first = called(raised());
    const changed = called({ ...first, roster: [{ person: officer.id }, { person: CAST.everybody.id }] });
    expect(calls(changed)).toEqual([officer.id, CAST.everybody.id]);
    expect(calls(called(changed))).toEqual([officer.id, CAST.everybody.id]);
  });

  test.each([
    ['nobody', []],
    ['somebody who is no officer any more', [{ person: drafter.id }]],
  ])('waits for the heads at once where %s is on the roster', (_who, roster) => {
    const world = called(raised(roster));
    expect(calls(world)).toEqual([]);
    expect(tasksOf(world.request).map(({ to, kind }) => `${kind} > ${to}`)).toContain(
      'alarm-unanswered > role:ca-head',
    );
  });

  test('waits as long as the administrator has set', () => {
    const rules = withOverrides(HOUSE_RULES, { 'HR-15': 3 });
    const world = step(raised(), ENGINE, 'fireDeadline', { kind: 'alarm', cycle: 1 }, { rules });
    expect(clockOf(world, 'alarm').dueAt).toBe(addMilliseconds(world.now, 180_000));
  });

  test('is answered with words or without, once, and calls nobody any more', () => {
    const world = take(called(raised()), officer, 'answerAlarm', { words: 'I am at it' });
    expect(world.request.alarms?.[0]?.answer).toMatchObject({ by: officer.id, at: world.now, words: {} });
    expect(world.request.deadlines.findLast(({ kind }) => kind === 'alarm')?.status).toBe('met');
    expect(tasksOf(world.request).filter(({ action }) => action === 'answerAlarm')).toEqual([]);
    expect(refusalOf(() => take(world, officer, 'answerAlarm')).rule).toBe('alarm-open');
  });

  test.each([
    ['who was called', officer, []],
    ['who is on the roster now', second, ROSTER],
    ['a head', head, []],
    ['who stands in for whoever was called', standingIn(drafter, officer), []],
  ])('is answered by %s', (_who, actor, roster) => {
    const world = take({ ...called(raised()), roster }, actor, 'answerAlarm');
    expect(opened(world)).toEqual([]);
  });

  test('is refused to an officer who was neither called nor is on the roster', () => {
    const refusal = refusalOf(() => take({ ...called(raised()), roster: [] }, second, 'answerAlarm'));
    expect([refusal.rule, refusal.source]).toEqual(['alarm-called', 'house rule HR-15']);
  });

  test.each([
    ['approve', officer],
    ['returnForCorrection', officer],
    ['decline', head],
    ['withdraw', head],
  ] as const)('ends with the step that settles it: %s', (action, actor) => {
    const world = take(called(raised()), actor, action);
    expect([opened(world), world.request.alarms?.[0]?.endedAt]).toEqual([[], world.now]);
    expect(world.request.deadlines.findLast(({ kind }) => kind === 'alarm')?.status).toBe('cancelled');
  });

  test('is raised again when it comes again', () => {
    const back = take(take(called(raised()), officer, 'returnForCorrection'), drafter, 'resubmit');
    expect([cause(back), opened(back)]).toEqual([['emergency', 'emergency'], ['emergency']]);
    expect(calls(called(back))).toEqual([officer.id, officer.id]);
  });
});

test('what is no emergency calls nobody', () => {
  expect(reach('with-ca').request.alarms).toBeUndefined();
});

describe('a delivery that fails', () => {
  test.each([
    ['open', ['delivery-failed']],
    ['fired', ['delivery-failed']],
    ['cancelled', []],
  ] as const)('calls somebody where the clock by which it minds a hold is %s', (status, causes) => {
    expect(cause(failing(status))).toEqual(causes);
  });

  test('calls nobody where it minds no hold', () => {
    expect(cause(reach('delivery-failed'))).toEqual([]);
  });

  test('is settled when it has gone out', () => {
    const dispatched = take(failing('open'), registry, 'dispatch');
    const sending = step(dispatched, ENGINE, 'claimTransmission', attemptOf(dispatched));
    expect(opened(sending)).toEqual(['delivery-failed']);
    expect(opened(step(sending, ENGINE, 'recordSent', { ...attemptOf(sending), receipt: '250' }))).toEqual([]);
  });
});

describe('a hold that nobody decides on', () => {
  const atLast = (): World => {
    let world: World = active();
    while (!clock(world)?.reminded) world = reminded(world);
    return { ...world, roster: ROSTER };
  };

  test('calls somebody at its last reminder, and not before', () => {
    expect(cause(until(active(), '2026-04-28'))).toEqual([]);
    expect(cause(atLast())).toEqual(['hold-ends']);
    expect(tell(called(atLast()))).toEqual([expect.stringContaining(`alarm-hold-ends > user:${officer.id}`)]);
  });

  test.each([
    ['askExtension', drafter, { askedUntil: '2026-06-30' }],
    ['proposeRelease', drafter, { reason: 'the case has ended' }],
    ['secureHold', officer, { stop: 'request-received', on: '2026-04-29' }],
  ] as const)('calls nobody any more once something is decided: %s', (action, actor, input) => {
    expect(opened(step(called(atLast()), actor, action, input))).toEqual([]);
  });

  test('calls again when it has lapsed, until an answer or a finding', () => {
    const over = { ...lapsed(active()), roster: ROSTER };
    expect([cause(over), opened(over)]).toEqual([['hold-ends', 'hold-lapsed'], ['hold-lapsed']]);
    expect(opened(step(called(over), officer, 'answerHoldAlarm'))).toEqual([]);
    expect(opened(step(called(over), head, 'settleIncident', { exists: 'no', finding: 'deleted' }))).toEqual([]);
  });
});

test('every cause says what it is, where that stands, and whom it calls', () => {
  for (const name of ALARM_CAUSES) {
    const { what, source, where, calls: roles } = ALARMS[name];
    expect([what, source].map((text) => text.length > 3)).toEqual([true, true]);
    expect([where.length > 0, roles.length > 0]).toEqual([true, true]);
  }
});
