import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEADLINE_KINDS, pausesWhile } from '../../domain/clocks.ts';
import { addDays, addHours, type Calendar } from '../../domain/dates.ts';
import type { Deadline } from '../../domain/deadlines.ts';
import { HOUSE_RULES, withOverrides } from '../../domain/house-rules.ts';
import type { Urgency } from '../../domain/request.ts';
import { pauseDeadline, recountDeadline, resumeDeadline } from '../../domain/running.ts';
import {
  folded,
  HOME,
  house,
  law,
  MONDAY,
  moved,
  opened,
  recounted,
  SAME,
  withDay,
  without,
} from './deadline-support.ts';

describe('a changed day off', () => {
  test.each<[string, Deadline, Calendar, string]>([
    // ten working days from Monday 9 March, the 12th off: 24 March
    ['inside the time moves it on', opened('drafting'), withDay('2026-03-18'), '2026-03-25T15:00:00Z'],
    ['on its last day moves it on', opened('drafting'), withDay('2026-03-24'), '2026-03-25T15:00:00Z'],
    ['before a weekend moves it over that', opened('ca-review'), withDay('2026-03-13'), '2026-03-18T15:00:00Z'],
    ['on a weekend changes nothing', opened('drafting'), withDay('2026-03-21'), SAME],
    ['the day after it changes nothing', opened('drafting'), withDay('2026-03-25'), SAME],
    ['on the day of its start changes nothing', opened('drafting'), withDay('2026-03-09'), SAME],
    ['before its start changes nothing', opened('drafting'), withDay('2026-03-06'), SAME],
    ['taken back moves it back', opened('drafting'), without, '2026-03-23T15:00:00Z'],
    [
      'under another name changes nothing',
      opened('drafting'),
      { ...HOME, holidays: [{ date: '2026-03-12', name: 'x' }] },
      SAME,
    ],
    ['leaves a clock of hours alone', opened('ca-review', { urgency: 'emergency' }), withDay('2026-03-09'), SAME],
    [
      'moves an urgent review, with its reminder in hours',
      opened('ca-review', { urgency: 'urgent' }),
      withDay('2026-03-10'),
      '2026-03-11T15:00:00Z',
    ],
    ['leaves plain days alone', opened('acknowledgement'), withDay('2026-03-19'), SAME],
    ['leaves the ladder of silence alone', opened('silence', { stage: 2 }), withDay('2026-05-08'), SAME],
    [
      'leaves the months of a postponement alone',
      opened('postponement-enquiry', { stage: 3 }),
      withDay('2026-06-09'),
      SAME,
    ],
    [
      'leaves a stated date alone',
      opened('postponement-review', { stated: '2026-06-05' }),
      withDay('2026-06-05'),
      SAME,
    ],
    // 30 days from 9 March: Wednesday 8 April
    ['rolls a duty of law on', law('decision'), withDay('2026-04-08'), '2026-04-09T15:00:00Z'],
    ['that lies within a duty of law changes nothing', law('decision'), withDay('2026-04-07'), SAME],
    ['leaves a duty alone that does not roll', law('ack'), withDay('2026-03-16'), SAME],
  ])('%s', (_, deadline, calendar, dueAt) => {
    expect(moved(deadline, calendar)).toBe(dueAt);
  });

  test('that is another weekend moves all that follows', () => {
    expect(moved(opened('ca-review'), { ...HOME, weekend: [6] })).toBe('2026-03-16T15:00:00Z');
  });

  test('another zone is that of the deadline from then on', () => {
    const abroad = recounted(opened('ca-review'), { ...HOME, zone: 'Europe/Brussels' });

    expect(abroad).toMatchObject({ zone: 'Europe/Brussels', dueAt: '2026-03-17T23:00:00Z' });
    expect(recounted(abroad, { ...HOME, zone: 'Europe/Brussels' })).toEqual(abroad);
  });

  test('the reminder moves with it, unless it was given', () => {
    const deadline = opened('drafting');

    expect(deadline.remindAt).toBe('2026-03-19T15:00:00Z');
    expect(recounted(deadline, withDay('2026-03-18')).remindAt).toBe('2026-03-22T15:00:00Z');
    expect(recounted({ ...deadline, reminded: true }, withDay('2026-03-18')).remindAt).toBe('2026-03-19T15:00:00Z');
  });

  test('the new sum stands after the old one, and says why', () => {
    const before = opened('ca-review', { start: '2026-03-13T00:00:00Z' });
    const { explanation } = recounted(before, withDay('2026-03-18'));

    expect(explanation.slice(0, before.explanation.length)).toEqual(before.explanation);
    expect(explanation.slice(before.explanation.length).map(({ text }) => text)).toEqual([
      'counted anew because a day off changed',
      'counted from 2026-03-13 in Asia/Seoul; this day is not counted',
      '2026-03-14 is not counted: Saturday',
      '2026-03-15 is not counted: Sunday',
      '2026-03-18 is not counted: Election Day',
      '2026-03-21 is not counted: Saturday',
      '2026-03-22 is not counted: Sunday',
      'due at the end of 2026-03-23 in Asia/Seoul, the instant 2026-03-23T15:00:00Z',
    ]);
  });

  test('counts with the amount that the clock was started with', () => {
    const rules = withOverrides(HOUSE_RULES, { 'HR-2': 3 });
    const change = recountDeadline(opened('ca-review'), { ...house(withDay('2026-03-13')), rules }, { now: MONDAY });

    expect(change?.dueAt).toBe('2026-03-18T15:00:00Z');
  });
});

describe('what was opened before its counting was kept', () => {
  const old = ({ counted: _, ...deadline }: Deadline): Deadline => deadline;

  test('is counted with the amount that its rule has now', () => {
    expect(moved(old(opened('drafting')), withDay('2026-03-18'))).toBe('2026-03-25T15:00:00Z');
    expect(moved(old(opened('drafting')), HOME)).toBe(SAME);
  });

  test.each([
    ['a stated date', old(opened('postponement-review', { stated: '2026-06-05' }))],
    [
      'a pause',
      { ...old(opened('ca-review')), explanation: [{ date: '2026-03-10', text: 'paused with 3 working days left' }] },
    ],
  ])('stays as it is where it rests on %s', (_, deadline) => {
    expect(moved(deadline, withDay('2026-03-11'))).toBe(SAME);
  });

  test('is paused and resumed with what was left', () => {
    const paused = folded(old(opened('ca-review')), pauseDeadline(old(opened('ca-review')), MONDAY, house(HOME)));
    const resumed = folded(paused, resumeDeadline(paused, '2026-03-16T00:00:00Z', house(HOME)));

    expect(paused).toMatchObject({ status: 'paused', left: 5 });
    expect(resumed).toMatchObject({ status: 'open', dueAt: '2026-03-23T15:00:00Z', remindAt: '2026-03-19T15:00:00Z' });
    expect(moved(resumed, withDay('2026-03-18'))).toBe(SAME);
  });
});

describe('counting again', () => {
  const hours = fc.integer({ min: 0, max: 24 * 800 }).map((count) => addHours('2026-01-01T00:00:00Z', count));
  const days = fc.array(
    fc.integer({ min: 0, max: 900 }).map((day) => addDays('2025-12-20', day)),
    { maxLength: 40 },
  );
  const calendars = fc
    .record({ zone: fc.constantFrom('Asia/Seoul', 'Europe/Brussels', 'America/St_Johns'), days })
    .map(({ zone, days: off }): Calendar => ({ ...HOME, zone, holidays: off.map((date) => ({ date, name: 'off' })) }));
  const deadlines = fc
    .record({
      kind: fc.constantFrom(...DEADLINE_KINDS),
      urgency: fc.constantFrom<Urgency>('normal', 'urgent', 'emergency'),
      start: hours,
      stage: fc.integer({ min: 1, max: 4 }),
      gaps: fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 4 }),
      calendar: calendars,
    })
    .map(({ gaps, calendar, ...of }) => {
      let deadline = opened(of.kind, { ...of, calendar, stated: '2029-06-01' });
      let now = of.start;
      for (const [index, gap] of pausesWhile(of.kind) ? gaps.entries() : []) {
        now = addHours(now, gap);
        const change = index % 2 === 0 ? pauseDeadline : resumeDeadline;
        deadline = folded(deadline, change(deadline, now, house(calendar)));
      }
      return { deadline, calendar };
    });

  test('with the same calendar changes nothing', () => {
    fc.assert(
      fc.property(deadlines, ({ deadline, calendar }) => {
        expect(recountDeadline(deadline, house(calendar), { now: MONDAY })).toBeUndefined();
      }),
    );
  });

  test('with another one and then again changes nothing the second time', () => {
    fc.assert(
      fc.property(deadlines, calendars, ({ deadline }, other) => {
        const once = recounted(deadline, other);
        expect(recountDeadline(once, house(other), { now: MONDAY })).toBeUndefined();
      }),
    );
  });

  test('gives what a new clock from that day would give', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DEADLINE_KINDS), hours, calendars, calendars, (kind, start, before, after) => {
        const more = { start, stated: '2029-06-01' };
        const { dueAt, remindAt } = opened(kind, { ...more, calendar: after });
        expect(recounted(opened(kind, { ...more, calendar: before }), after)).toMatchObject({
          dueAt,
          ...(remindAt ? { remindAt } : {}),
        });
      }),
    );
  });
});
