import { describe, expect, test } from 'vitest';
import type { Calendar } from '../../../domain/dates.ts';
import { HOUSE_RULES } from '../../../domain/house-rules.ts';
import { noticesOf } from '../../../domain/notices.ts';
import { STATUSES } from '../../../domain/request.ts';
import { CAST, ENGINE, HOME, PARTNER, uuid } from './cast.ts';
import { isLegal, isRecorded } from './invariants.ts';
import { clockOf, type Place, reach, take } from './way.ts';
import { at, DAY, lastEvent, later, refusalOf, step, type World } from './world.ts';

const { officer, head, drafter, supervisor, registry, partner } = CAST;
const LINES = [uuid(3020)];
const off = (calendar: Calendar, ...dates: string[]): Calendar => ({
  ...calendar,
  holidays: [...calendar.holidays, ...dates.map((date) => ({ date, name: 'Election Day' }))],
});
const dayOffHere = (world: World, ...dates: string[]): World => ({ ...world, calendar: off(HOME, ...dates) });
const dayOffThere = (world: World, ...dates: string[]): World => ({
  ...world,
  partner: { ...PARTNER, calendar: off(PARTNER.calendar, ...dates) },
});
const recount = (world: World): World => step(world, ENGINE, 'recountDeadlines', { lines: LINES });
const told = (world: World): string[] =>
  noticesOf(world.request, lastEvent(world), HOUSE_RULES).map(({ to, kind }) => `${to} ${kind}`);
const gapsOf = (attempt: () => unknown): string[] =>
  (refusalOf(attempt).gaps ?? []).map(({ field, rule, source }) => `${field}: ${rule}, ${source}`);

describe('a day off that is new', () => {
  // The file of every place lies there on Monday 9 March: ten working days end on the 23rd, five on the 16th.
  test.each<[Place, string, string, string]>([
    ['draft', 'drafting', '2026-03-24T15:00:00Z', `user:${drafter.id}`],
    ['with-ca', 'ca-review', '2026-03-17T15:00:00Z', 'role:ca-officer'],
    ['in-translation', 'translation', '2026-03-24T15:00:00Z', 'role:translator'],
    ['in-translation/taken', 'translation', '2026-03-24T15:00:00Z', `user:${CAST.translator.id}`],
    ['info-asked', 'answer', '2026-03-24T15:00:00Z', `user:${drafter.id}`],
    ['conditions-offered', 'reply-to-conditions', '2026-03-24T15:00:00Z', 'role:ca-head'],
    ['secrecy-asked', 'secrecy-decision', '2026-03-24T15:00:00Z', 'role:ca-officer'],
  ])('in %s moves %s and tells whose it is', (place, kind, dueAt, owner) => {
    const after = recount(dayOffHere(reach(place), '2026-03-11'));

    expect(clockOf(after, kind)).toMatchObject({ dueAt, cycle: clockOf(reach(place), kind).cycle });
    expect(after.request.status).toBe(reach(place).request.status);
    expect(told(after)).toEqual([`${owner} deadline-moved`]);
    expect(lastEvent(after)).toMatchObject({ said: { lines: LINES }, set: {}, actor: { kind: 'system' } });
  });

  test('moves each deadline once, and what is due goes by the new date', () => {
    const world = dayOffHere(reach('with-ca'), '2026-03-11');
    const before = clockOf(reach('with-ca'), 'ca-review');
    const after = recount(world);
    const fire = (so: World, now: string) =>
      step(at(so, now), ENGINE, 'fireDeadline', { kind: 'ca-review', cycle: before.cycle });

    expect(refusalOf(() => recount(after))).toMatchObject({ rule: 'deadline-moved', name: 'ActionNotAllowed' });
    expect(refusalOf(() => fire(after, before.dueAt))).toMatchObject({ rule: 'deadline-due' });
    expect(() => fire(after, clockOf(after, 'ca-review').dueAt)).not.toThrow();
    isLegal(after);
    isRecorded(after);
  });

  test('taken back moves it back, and both sums stay', () => {
    const moved = recount(dayOffHere(reach('with-ca'), '2026-03-11'));
    const back = recount({ ...moved, calendar: HOME });
    const { dueAt, explanation } = clockOf(back, 'ca-review');

    expect(dueAt).toBe(clockOf(reach('with-ca'), 'ca-review').dueAt);
    expect(explanation.filter(({ text }) => text === 'counted anew because a day off changed')).toHaveLength(2);
  });

  test.each(STATUSES)('at the partner moves nothing in %s: its clocks count plain days', (status) => {
    const world = dayOffThere(reach(status), '2026-03-11', '2026-03-19', '2026-04-08');
    expect(refusalOf(() => recount(world))).toMatchObject({ rule: 'deadline-moved', source: 'DC-11' });
  });

  test('leaves a review that is paused alone until it is resumed', () => {
    const returned = later(reach('ca-returned'), DAY);
    const after = recount(dayOffHere(returned, '2026-03-11'));
    const back = take(after, drafter, 'resubmit');

    expect(lastEvent(after).deadlines.map((change) => 'kind' in change && change.kind)).toEqual(['drafting']);
    expect(clockOf(back, 'ca-review').dueAt).toBe('2026-03-18T15:00:00Z');
  });
});

describe('the start of a deadline', () => {
  const world = at(reach('sent'), '2026-03-20T06:00:00Z');
  const correct = (more: object = {}, from = world, actor = officer): World =>
    step(from, actor, 'correctStart', {
      kind: 'acknowledgement',
      cycle: 1,
      startedOn: '2026-03-12',
      reason: 'the mail host held it back',
      ...more,
    });

  test.each([officer, head])('is put right by the central authority, and counted anew', (actor) => {
    const after = correct({}, world, actor);

    expect(clockOf(after, 'acknowledgement')).toMatchObject({
      startedAt: '2026-03-11T23:00:00Z',
      dueAt: '2026-03-22T23:00:00Z',
      remindAt: '2026-03-19T23:00:00Z',
    });
    expect(clockOf(after, 'acknowledgement').explanation.map(({ text }) => text)).toContain(
      'counted anew because the start was corrected from 2026-03-09 to 2026-03-12',
    );
    expect(lastEvent(after)).toMatchObject({
      action: 'correctStart',
      said: { reason: { text: expect.any(String), hash: expect.any(String) } },
    });
    expect(told(after)).toEqual(['role:ca-officer deadline-moved', `user:${drafter.id} deadline-moved`]);
    isRecorded(after);
  });

  test('goes back to what it was by another correction, and all of it stays in the sum', () => {
    const again = correct({ startedOn: '2026-03-09' }, correct());
    const { dueAt, explanation } = clockOf(again, 'acknowledgement');

    expect(dueAt).toBe(clockOf(world, 'acknowledgement').dueAt);
    expect(explanation.filter(({ text }) => text.startsWith('counted anew'))).toHaveLength(2);
  });

  test('that leads to the same day is on record all the same', () => {
    const lying = at(reach('with-ca'), '2026-03-20T06:00:00Z');
    const [saturday, friday] = ['2026-03-07', '2026-03-06'].map((startedOn) =>
      correct({ kind: 'ca-review', startedOn }, lying),
    );
    expect(clockOf(saturday ?? lying, 'ca-review').dueAt).toBe(clockOf(friday ?? lying, 'ca-review').dueAt);
    const again = correct({ kind: 'ca-review', startedOn: '2026-03-07' }, friday ?? lying);
    expect(clockOf(again, 'ca-review').startedAt).toBe('2026-03-06T15:00:00Z');
  });

  test('of a clock that has reminded moves no reminder: it is in the past', () => {
    const { remindAt = '' } = clockOf(world, 'acknowledgement');
    const reminded = step(at(world, remindAt), ENGINE, 'remind', { kind: 'acknowledgement', cycle: 1 });
    const after = correct({}, at(reminded, world.now));

    expect(clockOf(after, 'acknowledgement')).toMatchObject({ reminded: true, remindAt });
    expect(after.events.some(({ action }) => action === 'remind')).toBe(true);
  });

  test('of a step of silence is that of the steps that follow', () => {
    const after = correct({ kind: 'silence', startedOn: '2026-03-07' });
    const { dueAt, cycle } = clockOf(after, 'silence');
    const next = step(at(after, dueAt), ENGINE, 'fireDeadline', { kind: 'silence', cycle });

    expect([dueAt, clockOf(next, 'silence').dueAt]).toEqual(['2026-04-06T22:00:00Z', '2026-05-06T22:00:00Z']);
  });

  test('of a month of a postponement is that of the months that follow', () => {
    const postponed = at(reach('postponed'), '2026-03-20T06:00:00Z');
    const corrected = correct({ kind: 'postponement-enquiry', startedOn: '2026-03-05' }, postponed);
    const fire = (so: World): World => {
      const { dueAt, cycle } = clockOf(so, 'postponement-enquiry');
      return step(at(so, dueAt), ENGINE, 'fireDeadline', { kind: 'postponement-enquiry', cycle });
    };
    expect(clockOf(fire(fire(corrected)), 'postponement-enquiry').dueAt).toBe('2026-06-05T15:00:00Z');
  });

  test.each<[string, object, string[]]>([
    ['that is still to come', { startedOn: '2026-03-21' }, ['startedOn: not-in-future, DC-11']],
    ['that it has already', { startedOn: '2026-03-09' }, ['startedOn: unchanged, DC-11']],
    ['that is no date', { startedOn: '2026-02-30' }, ['startedOn: invalid_format, the shape of the input']],
    ['without a reason', { reason: '' }, ['reason: too_small, the shape of the input']],
    ['of a kind in words', { kind: 'the first one' }, ['kind: invalid_format, the shape of the input']],
  ])('is not put right to one %s', (_, input, gaps) => {
    expect(gapsOf(() => correct(input))).toEqual(gaps);
  });

  test('is no day where it counts hours, and nothing where the partner stated the date', () => {
    const urgent = take(
      take(take(reach('nothing'), drafter, 'create', { urgency: 'emergency' }), drafter, 'submit'),
      supervisor,
      'endorse',
    );

    expect(gapsOf(() => correct({ kind: 'ca-review', startedOn: '2026-03-08' }, urgent))).toEqual([
      'startedOn: unit, DC-11',
      'startedAt: unit, DC-11',
    ]);
    expect(gapsOf(() => correct({ kind: 'postponement-review', startedOn: '2026-03-08' }, reach('postponed')))).toEqual(
      ['kind: stated, DC-11'],
    );
  });

  test('of hours is an instant, and counted on hour by hour', () => {
    const urgent = take(
      take(take(reach('nothing'), drafter, 'create', { urgency: 'emergency' }), drafter, 'submit'),
      supervisor,
      'endorse',
    );
    const instant = (startedAt: string): object => ({ kind: 'ca-review', startedOn: undefined, startedAt });
    const { dueAt, explanation } = clockOf(correct(instant('2026-03-08T23:00:00Z'), urgent), 'ca-review');

    expect(dueAt).toBe('2026-03-09T03:00:00Z');
    expect(explanation.map(({ text }) => text)).toContain(
      'counted anew because the start was corrected from 2026-03-09T00:00:00Z to 2026-03-08T23:00:00Z',
    );
    expect(gapsOf(() => correct(instant('2026-03-09T00:00:01Z'), urgent))).toEqual(['startedAt: not-in-future, DC-11']);
    expect(gapsOf(() => correct({ ...instant('2026-03-08T23:00:00Z'), kind: 'acknowledgement' }))).toEqual([
      'startedAt: unit, DC-11',
      'startedOn: unit, DC-11',
    ]);
  });

  describe('of what has run out', () => {
    const { dueAt } = clockOf(world, 'acknowledgement');
    const over = step(at(world, dueAt), ENGINE, 'fireDeadline', { kind: 'acknowledgement', cycle: 1 });

    test('starts its next run, which reminds again', () => {
      const after = correct({}, over);

      expect(clockOf(after, 'acknowledgement')).toMatchObject({ cycle: 2, dueAt: '2026-03-22T23:00:00Z' });
      expect(clockOf(after, 'acknowledgement').reminded).toBe(false);
      expect(told(after)).toEqual(['role:ca-officer deadline-moved', `user:${drafter.id} deadline-moved`]);
      isRecorded(after);
    });

    test('is refused where it has run out by the other start, too', () => {
      expect(gapsOf(() => correct({ startedOn: '2026-03-08' }, over))).toEqual(['kind: deadline-open, DC-11']);
    });
  });

  test('of what is met, cancelled or was never opened stands', () => {
    const attempts = [
      () => correct({ kind: 'ca-review' }),
      () => correct({ cycle: 2 }),
      () => correct({ kind: 'silence' }, take(world, partner, 'askInformation')),
    ];
    for (const attempt of attempts)
      expect(refusalOf(attempt)).toMatchObject({ rule: 'deadline-open', source: 'DC-11' });
  });

  test('is said to be closed where no deadline runs', () => {
    const { request } = reach('acknowledged');
    const silent = { ...reach('acknowledged'), request: { ...request, deadlines: [] } };

    expect(refusalOf(() => correct({}, silent)).message).toBe(
      'Cannot correctStart this request: no deadline of it runs',
    );
  });

  test.each([drafter, supervisor, registry, partner])('is not put right by anybody else', (actor) => {
    expect(refusalOf(() => correct({}, world, actor))).toMatchObject({ rule: 'role' });
  });
});

test('each deadline that a step opens can be counted again: it says from what', () => {
  for (const status of STATUSES) {
    for (const deadline of reach(status).request.deadlines) expect(deadline.counted).toBeDefined();
  }
});
