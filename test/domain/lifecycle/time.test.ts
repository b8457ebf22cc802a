import { describe, expect, test } from 'vitest';
import { addMilliseconds, compare } from '../../../domain/dates.ts';
import { HOUSE_RULES } from '../../../domain/house-rules.ts';
import { noticesOf } from '../../../domain/notices.ts';
import { STATUSES } from '../../../domain/request.ts';
import { AUTHORITY, CAST, ENGINE, OFFICE } from './cast.ts';
import { clockOf, fired, type Place, reach, take } from './way.ts';
import { at, DAY, lastEvent, later, refusalOf, step, type World } from './world.ts';

const { officer, registry, partner } = CAST;
type Shot = { at: string; step: 'remind' | 'fireDeadline'; kind: string; cycle: number };

/** What is due next: a reminder that was not given, or a clock. */
function nextShot({ request }: World): Shot | undefined {
  const open = request.deadlines.filter(({ status }) => status === 'open');
  const shots = open.flatMap(({ kind, cycle, dueAt, remindAt, reminded }): Shot[] => [
    ...(remindAt && !reminded ? [{ at: remindAt, step: 'remind' as const, kind, cycle }] : []),
    { at: dueAt, step: 'fireDeadline', kind, cycle },
  ]);
  return shots.sort((a, b) => compare(a.at, b.at))[0];
}

/** Lets time pass as the engine does: from one due instant to the next. */
function until(world: World, end: string): World {
  let so = world;
  for (let shot = nextShot(so); shot && compare(shot.at, end) <= 0; shot = nextShot(so)) {
    so = step(at(so, shot.at), ENGINE, shot.step, { kind: shot.kind, cycle: shot.cycle });
  }
  return at(so, end);
}
const happened = (world: World, before: World): string[] =>
  world.events
    .slice(before.events.length)
    .flatMap(({ at: when, action, deadlines }) =>
      deadlines.flatMap((change) =>
        change.op === 'fired' || change.op === 'reminded' ? [`${when} ${action} ${change.kind}`] : [],
      ),
    );
const told = (world: World): string[] =>
  noticesOf(world.request, lastEvent(world), HOUSE_RULES).map(({ to, kind }) => `${to} ${kind}`);

describe('a clock', () => {
  const running: [Place, string][] = STATUSES.flatMap((status) =>
    reach(status)
      .request.deadlines.filter((one) => one.status === 'open')
      .map(({ kind }): [Place, string] => [status, kind]),
  );

  test.each(running)('in %s, %s fires when it is due, not a millisecond before, and once', (place, kind) => {
    const world = reach(place);
    const { cycle, dueAt } = clockOf(world, kind);
    const shoot = (so: World, now: string) => step(at(so, now), ENGINE, 'fireDeadline', { kind, cycle });

    expect(refusalOf(() => shoot(world, addMilliseconds(dueAt, -1)))).toMatchObject({
      rule: 'deadline-due',
      source: 'no deadline fires early',
    });
    const after = shoot(world, dueAt);
    expect(after.request.status).toBe(world.request.status);
    expect(refusalOf(() => shoot(after, addMilliseconds(dueAt, DAY)))).toMatchObject({
      rule: 'deadline-open',
      source: 'each deadline fires once',
    });
  });

  test.each(running)('in %s, %s reminds when it should, and once', (place, kind) => {
    const world = reach(place);
    const { cycle, remindAt } = clockOf(world, kind);
    const shoot = (so: World, now: string) => step(at(so, now), ENGINE, 'remind', { kind, cycle });

    if (!remindAt)
      return expect(refusalOf(() => shoot(world, '2030-01-01T00:00:00Z'))).toMatchObject({ rule: 'deadline-due' });
    expect(refusalOf(() => shoot(world, addMilliseconds(remindAt, -1)))).toMatchObject({ rule: 'deadline-due' });
    const after = shoot(world, remindAt);
    expect(refusalOf(() => shoot(after, addMilliseconds(remindAt, DAY)))).toMatchObject({ rule: 'deadline-due' });
  });

  test('that is paused, met or was never opened fires nothing', () => {
    const shoot = (place: Place, kind: string, cycle = 1) =>
      refusalOf(() => step(at(reach(place), '2030-01-01T00:00:00Z'), ENGINE, 'fireDeadline', { kind, cycle }));

    for (const error of [
      shoot('ca-returned', 'ca-review'),
      shoot('approved', 'ca-review'),
      shoot('draft', 'silence'),
      shoot('draft', 'drafting', 2),
    ]) {
      expect(error).toMatchObject({ rule: 'deadline-open' });
    }
  });

  test.each<[Place, string, string, string]>([
    ['draft', 'drafting', `user:${CAST.drafter.id}`, `office:${OFFICE}/supervisor`],
    ['with-ca', 'ca-review', 'role:ca-officer', 'role:ca-head'],
    ['in-translation', 'translation', 'role:translator', 'role:ca-officer'],
    ['in-translation/taken', 'translation', `user:${CAST.translator.id}`, 'role:ca-officer'],
    ['sent', 'acknowledgement', 'role:ca-officer', 'role:ca-officer'],
    ['info-asked', 'answer', `user:${CAST.drafter.id}`, 'role:ca-officer'],
    ['conditions-offered', 'reply-to-conditions', 'role:ca-head', 'role:ca-head'],
    ['secrecy-asked', 'secrecy-decision', 'role:ca-officer', 'role:ca-head'],
    ['postponed', 'postponement-review', 'role:ca-officer', 'role:ca-officer'],
  ])('in %s, %s reminds %s and then tells %s', (place, kind, reminded, overdue) => {
    const world = reach(place);
    const { cycle, remindAt = '' } = clockOf(world, kind);

    expect(told(step(at(world, remindAt), ENGINE, 'remind', { kind, cycle }))).toEqual([
      `${reminded} reminder-${kind}`,
    ]);
    expect(told(fired(world, kind))).toEqual([`${overdue} overdue-${kind}`]);
  });

  test('tells the officer in charge where there is one', () => {
    const assigned = take(reach('with-ca'), CAST.head, 'assignOfficer');
    const { cycle, remindAt = '' } = clockOf(assigned, 'ca-review');

    expect(told(step(at(assigned, remindAt), ENGINE, 'remind', { kind: 'ca-review', cycle }))).toEqual([
      `user:${CAST.second.id} reminder-ca-review`,
    ]);
  });
});

describe('a partner that stays silent', () => {
  const sent = reach('sent');
  const year = until(sent, '2027-03-09T00:00:00Z');

  test('is watched for ten days, asked after 30, 60 and 90, and then there is peace for a year', () => {
    expect(happened(year, sent)).toEqual([
      '2026-03-16T23:00:00Z remind acknowledgement',
      '2026-03-19T23:00:00Z fireDeadline acknowledgement',
      '2026-04-02T22:00:00Z remind silence',
      '2026-04-08T22:00:00Z fireDeadline silence',
      '2026-05-02T22:00:00Z remind silence',
      '2026-05-08T22:00:00Z fireDeadline silence',
      '2026-06-01T22:00:00Z remind silence',
      '2026-06-07T22:00:00Z fireDeadline silence',
    ]);
    expect(year.request).toMatchObject({ status: 'sent', chases: 3, enquiry: { n: 4, owed: true } });
  });

  test('at the third chase the head is told, before it the officer', () => {
    const [first, second] = [fired(sent, 'silence'), fired(fired(sent, 'silence'), 'silence')];

    expect([first, second, fired(second, 'silence')].flatMap(told)).toEqual([
      'role:ca-officer overdue-silence',
      'role:ca-officer overdue-silence',
      'role:ca-head overdue-silence',
    ]);
  });

  test('is never taken for a failed delivery', () => {
    expect(new Set(year.events.slice(sent.events.length).map(({ to }) => to))).toEqual(new Set(['sent']));
  });

  test('that speaks is asked no more, and silence starts anew', () => {
    const twice = fired(fired(sent, 'silence'), 'silence');
    const spoken = take(later(twice, DAY), partner, 'acknowledge');

    expect(spoken.request).toMatchObject({ chases: 0, enquiry: { n: 2, owed: false } });
    expect(clockOf(spoken, 'silence').dueAt).toBe('2026-06-09T22:00:00Z');
    expect(told(fired(spoken, 'silence'))).toEqual(['role:ca-officer overdue-silence']);
    expect(clockOf(fired(spoken, 'silence'), 'silence').dueAt).toBe('2026-07-09T22:00:00Z');
  });

  test('after a bounce the ladder starts with the new sending', () => {
    const bounced = take(fired(sent, 'silence'), registry, 'reportBounce');
    const again = take(
      take(take(later(bounced, DAY), registry, 'dispatch'), ENGINE, 'claimTransmission'),
      ENGINE,
      'recordSent',
    );

    expect(again.request).toMatchObject({ chases: 0, enquiry: { owed: false } });
    expect(
      happened(until(again, '2027-03-09T00:00:00Z'), again).filter((line) => line.includes('fireDeadline silence')),
    ).toEqual([
      '2026-05-10T22:00:00Z fireDeadline silence',
      '2026-06-09T22:00:00Z fireDeadline silence',
      '2026-07-09T22:00:00Z fireDeadline silence',
    ]);
  });

  test('while it waits for us its silence is not counted', () => {
    const asked = reach('info-asked');
    const answered = take(at(asked, '2026-06-01T00:00:00Z'), officer, 'answerInformation');

    expect(happened(until(asked, '2026-06-01T00:00:00Z'), asked).filter((line) => line.includes('silence'))).toEqual(
      [],
    );
    expect(clockOf(answered, 'silence').dueAt).toBe('2026-07-01T22:00:00Z');
  });
});

describe('a postponement', () => {
  const postponed = reach('postponed');
  const year = until(postponed, '2027-03-01T00:00:00Z');

  test('is looked at again once, on the date that the partner stated', () => {
    expect(happened(year, postponed).filter((line) => line.includes('review'))).toEqual([
      '2027-01-09T15:00:00Z remind postponement-review',
      '2027-01-15T15:00:00Z fireDeadline postponement-review',
    ]);
  });

  test('has its status asked every month, on the same day of it', () => {
    const asked = happened(year, postponed).filter((line) => line.includes('enquiry'));
    expect(asked.map((line) => line.slice(0, 10))).toEqual(
      ['04', '05', '06', '07', '08', '09', '10', '11', '12']
        .map((month) => `2026-${month}-09`)
        .concat('2027-01-09', '2027-02-09'),
    );
  });

  test('of a month’s last day is asked on the last day of short months, and of long ones again', () => {
    const late = take(at(reach('in-execution'), '2026-12-31T03:00:00Z'), partner, 'postpone');
    const asked = happened(until(late, '2027-04-01T00:00:00Z'), late).filter((line) => line.includes('enquiry'));

    expect(asked.map((line) => line.slice(0, 10))).toEqual(['2027-01-31', '2027-02-28', '2027-03-31']);
  });

  test('that ends has no clock any more but that of silence', () => {
    const resumed = take(fired(postponed, 'postponement-enquiry'), partner, 'resumeExecution');

    expect(resumed.request.deadlines.filter(({ status }) => status === 'open').map(({ kind }) => kind)).toEqual([
      'silence',
    ]);
    expect(resumed.request.enquiry?.owed).toBe(false);
  });
});

test('a file at rest has no clock, however long one waits', () => {
  for (const place of ['executed', 'refused', 'withdrawn', 'closed', 'ca-declined'] as const) {
    expect(until(reach(place), '2046-01-01T00:00:00Z').events).toHaveLength(reach(place).events.length);
  }
});

test('the drafter is told of each move that others make of the file, and of no other', () => {
  const mine = `user:${CAST.drafter.id}`;

  expect(told(reach('supervision'))).toEqual([]);
  expect(told(reach('with-ca'))).toEqual([`${mine} now-with-ca`]);
  expect(told(reach('in-translation/taken'))).toEqual([]);
  expect(told(reach('acknowledged'))).toEqual([`${mine} now-acknowledged`]);
  expect(told(reach('draft'))).toEqual([]);
  expect(told(reach('in-execution')).join()).not.toContain(AUTHORITY);
});
