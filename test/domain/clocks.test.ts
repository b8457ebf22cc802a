import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEADLINE_KINDS, type DeadlineKind, retentionUntil, stagesOf, toldAt } from '../../domain/clocks.ts';
import { addHours, type Calendar, compare, dateIn } from '../../domain/dates.ts';
import { type Deadline, foldDeadlines } from '../../domain/deadlines.ts';
import { InvalidInput } from '../../domain/errors.ts';
import { HOUSE_RULES, withOverrides } from '../../domain/house-rules.ts';
import type { Urgency } from '../../domain/request.ts';
import type { Role } from '../../domain/roles.ts';
import { type CountingHouse, type Opening, openDeadline, pauseDeadline, resumeDeadline } from '../../domain/running.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';

const HOME: Calendar = {
  zone: 'Asia/Seoul',
  weekend: [6, 7],
  holidays: [{ date: '2026-03-02', name: 'Substitute holiday' }],
};
const HOUSE: CountingHouse = { calendar: HOME, rules: HOUSE_RULES, instruments: INSTRUMENTS };

const MONDAY = '2026-03-09T05:00:00Z';
const open = (kind: DeadlineKind, more: Partial<Opening> = {}): Deadline =>
  openDeadline({
    kind,
    cycle: 1,
    trigger: 7,
    start: MONDAY,
    urgency: 'normal',
    rules: HOUSE_RULES,
    calendar: HOME,
    ...more,
  });

describe('when a clock is due', () => {
  test.each<[string, DeadlineKind, Partial<Opening>, string]>([
    ['a draft has ten working days', 'drafting', {}, '2026-03-23T15:00:00Z'],
    ['a review has five working days', 'ca-review', {}, '2026-03-16T15:00:00Z'],
    ['an urgent review has one working day', 'ca-review', { urgency: 'urgent' }, '2026-03-10T15:00:00Z'],
    ['a review in an emergency has four hours', 'ca-review', { urgency: 'emergency' }, '2026-03-09T09:00:00Z'],
    [
      'four hours run through the night',
      'ca-review',
      { urgency: 'emergency', start: '2026-03-14T14:30:00Z' },
      '2026-03-14T18:30:00Z',
    ],
    ['a translation has ten working days', 'translation', {}, '2026-03-23T15:00:00Z'],
    ['an urgent translation has two', 'translation', { urgency: 'urgent' }, '2026-03-11T15:00:00Z'],
    ['so has one in an emergency', 'translation', { urgency: 'emergency' }, '2026-03-11T15:00:00Z'],
    ['an acknowledgement is watched for ten calendar days', 'acknowledgement', {}, '2026-03-19T15:00:00Z'],
    ['silence is broken after 30 days', 'silence', {}, '2026-04-08T15:00:00Z'],
    ['again after 60 from the same start', 'silence', { cycle: 2 }, '2026-05-08T15:00:00Z'],
    ['again after 90 from the same start', 'silence', { cycle: 3 }, '2026-06-07T15:00:00Z'],
    ['a ladder begun anew counts its own steps', 'silence', { cycle: 4, stage: 1 }, '2026-04-08T15:00:00Z'],
    ['a question is answered in ten working days', 'answer', {}, '2026-03-23T15:00:00Z'],
    ['conditions are answered in ten working days', 'reply-to-conditions', {}, '2026-03-23T15:00:00Z'],
    ['secrecy is decided in ten working days', 'secrecy-decision', {}, '2026-03-23T15:00:00Z'],
    [
      'a postponement is reviewed on the day stated',
      'postponement-review',
      { stated: '2026-06-06' },
      '2026-06-06T15:00:00Z',
    ],
    [
      'while postponed a month passes between enquiries',
      'postponement-enquiry',
      { start: '2026-01-31T00:00:00Z' },
      '2026-02-28T15:00:00Z',
    ],
    [
      'a second enquiry runs from its own start',
      'postponement-enquiry',
      { cycle: 2, start: '2026-02-28T16:00:00Z' },
      '2026-04-01T15:00:00Z',
    ],
  ])('%s', (_, kind, more, dueAt) => {
    expect(open(kind, more).dueAt).toBe(dueAt);
  });

  test('the day is the one at the place of the duty', () => {
    const lateEvening = '2026-03-09T15:30:00Z'; // 10 March in Seoul
    expect(open('acknowledgement', { start: lateEvening }).dueAt).toBe('2026-03-20T15:00:00Z');
    expect(open('acknowledgement', { start: lateEvening, calendar: { ...HOME, zone: 'Europe/Brussels' } }).dueAt).toBe(
      '2026-03-19T23:00:00Z',
    );
  });

  test('an amount that the administrator changed is the one that counts and is told', () => {
    const deadline = open('ca-review', { rules: withOverrides(HOUSE_RULES, { 'HR-2': 1 }) });
    expect(deadline.dueAt).toBe('2026-03-10T15:00:00Z');
    expect(deadline.explanation[0]?.text).toBe('house rule HR-2: The central authority decides within 1 working day');
  });

  test('a clock without amount needs a stated date', () => {
    expect(() => open('postponement-review')).toThrow('needs a stated date');
  });

  test('every deadline explains itself from its rule to its instant', () => {
    expect(open('ca-review', { start: '2026-02-26T05:00:00Z' }).explanation.map(({ text }) => text)).toEqual([
      'house rule HR-2: The central authority decides within 5 working days',
      'counted from 2026-02-26 in Asia/Seoul; this day is not counted',
      '2026-02-28 is not counted: Saturday',
      '2026-03-01 is not counted: Sunday',
      '2026-03-02 is not counted: Substitute holiday',
      'due at the end of 2026-03-06 in Asia/Seoul, the instant 2026-03-06T15:00:00Z',
    ]);
  });
});

describe('reminders', () => {
  test.each<[string, DeadlineKind, Partial<Opening>, string | undefined]>([
    ['two working days before ten are over', 'drafting', {}, '2026-03-18T15:00:00Z'],
    ['one working day before the review', 'ca-review', {}, '2026-03-12T15:00:00Z'],
    ['an hour before an emergency is due', 'ca-review', { urgency: 'emergency' }, '2026-03-09T08:00:00Z'],
    ['none where it would come before the start', 'postponement-review', { stated: '2026-03-11' }, undefined],
    ['none where the enquiry goes by itself', 'postponement-enquiry', {}, undefined],
  ])('%s', (_, kind, more, expected) => {
    expect(open(kind, more).remindAt).toBe(expected);
  });

  test('lie between start and end', () => {
    const hours = fc.integer({ min: 0, max: 24 * 800 }).map((count) => addHours('2026-01-01T00:00:00Z', count));
    const urgency = fc.constantFrom<Urgency>('normal', 'urgent', 'emergency');
    fc.assert(
      fc.property(fc.constantFrom(...DEADLINE_KINDS), hours, urgency, (kind, start, at) => {
        const deadline = open(kind, { start, urgency: at, stated: '2030-01-01' });
        expect(compare(deadline.dueAt, start)).toBe(1);
        if (deadline.remindAt === undefined) return;
        expect(compare(deadline.remindAt, start)).toBe(1);
        expect(compare(deadline.remindAt, deadline.dueAt)).toBe(-1);
      }),
    );
  });
});

describe('who is told', () => {
  test.each<[string, 'remind' | 'due', DeadlineKind, number, Role]>([
    ['the drafter is reminded of the draft', 'remind', 'drafting', 1, 'drafter'],
    ['the head of the office hears that it is late', 'due', 'drafting', 1, 'supervisor'],
    ['the head hears of a late review', 'due', 'ca-review', 1, 'ca-head'],
    ['the officer hears of silence', 'due', 'silence', 1, 'ca-officer'],
    ['the head hears of it after the third chase', 'due', 'silence', 3, 'ca-head'],
    ['the translator is reminded', 'remind', 'translation', 1, 'translator'],
  ])('%s', (_, step, kind, stage, role) => {
    expect(toldAt(step, { kind, urgency: 'normal', stage, rules: HOUSE_RULES })).toBe(role);
  });

  test('silence has three steps', () => {
    expect(stagesOf('silence', HOUSE_RULES)).toBe(3);
    expect(stagesOf('drafting', HOUSE_RULES)).toBe(1);
  });
});

describe('a pause', () => {
  const paused = (deadline: Deadline, at: string): Deadline => {
    const [after] = foldDeadlines([deadline], [pauseDeadline(deadline, at, HOUSE)]);
    if (!after) throw new Error('Cannot fold a pause: nothing is left');
    return after;
  };

  test('keeps the working days that were left', () => {
    const deadline = paused(open('ca-review'), '2026-03-11T02:00:00Z');
    expect(deadline).toMatchObject({ status: 'paused', left: 3 });
    expect(resumeDeadline(deadline, '2026-03-13T02:00:00Z', HOUSE)).toEqual({
      op: 'resume',
      kind: 'ca-review',
      cycle: 1,
      at: '2026-03-13T02:00:00Z',
      dueAt: '2026-03-18T15:00:00Z',
      remindAt: '2026-03-16T15:00:00Z',
      explanation: [
        { date: '2026-03-13', text: 'resumed on 2026-03-13 in Asia/Seoul with 3 working days left' },
        { date: '2026-03-14', text: '2026-03-14 is not counted: Saturday' },
        { date: '2026-03-15', text: '2026-03-15 is not counted: Sunday' },
        { date: '2026-03-18', text: 'due at the end of 2026-03-18 in Asia/Seoul, the instant 2026-03-18T15:00:00Z' },
      ],
    });
  });

  test('of an hour clock keeps its milliseconds', () => {
    const deadline = paused(open('ca-review', { urgency: 'emergency' }), '2026-03-09T06:30:00Z');
    expect(deadline.left).toBe(2.5 * 3_600_000);
    expect(resumeDeadline(deadline, '2026-03-10T00:00:00Z', HOUSE)).toMatchObject({
      dueAt: '2026-03-10T02:30:00Z',
      remindAt: '2026-03-10T01:30:00Z',
    });
  });

  test('does not remind a second time', () => {
    const deadline = paused({ ...open('ca-review'), reminded: true }, '2026-03-11T02:00:00Z');
    expect(resumeDeadline(deadline, '2026-03-13T02:00:00Z', HOUSE)).not.toHaveProperty('remindAt');
  });

  test.each([
    [
      'on the last day leaves the rest of the day of the return',
      '2026-03-16T02:00:00Z',
      '2026-03-18T02:00:00Z',
      '2026-03-18T15:00:00Z',
    ],
    [
      'that ends on a Saturday leaves the next working day',
      '2026-03-16T02:00:00Z',
      '2026-03-21T02:00:00Z',
      '2026-03-23T15:00:00Z',
    ],
  ])('%s', (_, from, to, dueAt) => {
    expect(resumeDeadline(paused(open('ca-review'), from), to, HOUSE)).toMatchObject({ dueAt });
  });

  test('that ends on its own day changes nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 150 }),
        fc.constantFrom<Urgency>('normal', 'emergency'),
        (hours, urgency) => {
          const deadline = open('ca-review', { urgency });
          const at = addHours(MONDAY, hours);
          fc.pre(compare(at, deadline.dueAt) < 0);
          expect(resumeDeadline(paused(deadline, at), at, HOUSE)).toMatchObject({ dueAt: deadline.dueAt });
        },
      ),
    );
  });

  test('is not for clocks that run through', () => {
    expect(() => pauseDeadline(open('silence'), MONDAY, HOUSE)).toThrow('Cannot pause deadline "silence"');
  });
});

describe('house rules', () => {
  test('every fault of a change is named at once', () => {
    const change = () => withOverrides(HOUSE_RULES, { 'HR-1': 0, 'HR-11': 5, 'HR-40': 2, 'HR-99': 1, 'HR-2': 1.5 });
    expect(change).toThrow(InvalidInput);
    try {
      change();
    } catch (error) {
      expect(error).toMatchObject({
        gaps: [{ field: 'HR-1' }, { field: 'HR-11' }, { field: 'HR-40' }, { field: 'HR-99' }, { field: 'HR-2' }],
      });
    }
  });

  test('a file is kept for ten years, or for as long as the rule was changed to', () => {
    expect(retentionUntil('2026-06-15T09:00:00Z', HOUSE_RULES, HOME)).toBe('2036-06-15');
    expect(retentionUntil('2028-02-29T09:00:00Z', withOverrides(HOUSE_RULES, { 'HR-13': 1 }), HOME)).toBe('2029-02-28');
    expect(dateIn('2026-06-15T15:00:00Z', HOME.zone)).toBe('2026-06-16');
  });
});
