import { describe, expect, test } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import type { Deadline } from '../../domain/deadlines.ts';
import { InvalidInput } from '../../domain/errors.ts';
import { pauseDeadline } from '../../domain/running.ts';
import { type Supposed, whatIf } from '../../domain/what-if.ts';
import { folded, HOME, house, law, MONDAY, opened } from './deadline-support.ts';

const supposed = (deadline: Deadline, what: Supposed, now = MONDAY): Deadline =>
  whatIf(deadline, what, { ...house(HOME), now });
const faultsOf = (deadline: Deadline, what: Supposed): string[] => {
  try {
    supposed(deadline, what);
  } catch (error) {
    if (error instanceof InvalidInput) return error.gaps.map(({ field, message }) => `${field} ${message}`);
    throw error;
  }
  return [];
};

describe('what if', () => {
  test.each<[string, Deadline, Supposed, string]>([
    ['nothing were otherwise', opened('drafting'), {}, '2026-03-24T15:00:00Z'],
    ['it counted from a day before', opened('drafting'), { startedOn: '2026-03-06' }, '2026-03-23T15:00:00Z'],
    ['it counted from a day to come', opened('drafting'), { startedOn: '2026-03-23' }, '2026-04-06T15:00:00Z'],
    ['the request were urgent', opened('ca-review'), { urgency: 'urgent' }, '2026-03-10T15:00:00Z'],
    ['it were an emergency', opened('ca-review'), { urgency: 'emergency' }, '2026-03-09T04:00:00Z'],
    ['it were as urgent as it is', opened('ca-review'), { urgency: 'normal' }, '2026-03-17T15:00:00Z'],
    // back on the morning of the 11th with all five days left
    ['it stood still for two working days', opened('ca-review'), { pausedWorkingDays: 2 }, '2026-03-19T15:00:00Z'],
    ['a duty of law counted from another day', law('decision'), { startedOn: '2026-03-11' }, '2026-04-10T15:00:00Z'],
    [
      'all of it at once',
      opened('ca-review'),
      { startedOn: '2026-03-05', pausedWorkingDays: 1, urgency: 'normal' },
      '2026-03-16T15:00:00Z',
    ],
  ])('%s', (_, deadline, what, dueAt) => {
    expect(supposed(deadline, what).dueAt).toBe(dueAt);
  });

  test('the answer is the whole sum, and begins with the rule that would hold', () => {
    const { explanation, source } = supposed(opened('ca-review'), { urgency: 'urgent' });

    expect(source).toBe('house rule HR-3');
    expect(explanation.map(({ text }) => text)).toEqual([
      'house rule HR-3: The central authority decides on an urgent draft within 1 working day',
      'counted from 2026-03-09 in Asia/Seoul; this day is not counted',
      'due at the end of 2026-03-10 in Asia/Seoul, the instant 2026-03-10T15:00:00Z',
    ]);
  });

  test('what stands still now would stand still so much longer', () => {
    const deadline = opened('ca-review');
    const paused = folded(deadline, pauseDeadline(deadline, '2026-03-11T00:00:00Z', house(HOME)));
    const longer = supposed(paused, { pausedWorkingDays: 1 }, '2026-03-13T00:00:00Z');

    expect(longer).toMatchObject({
      dueAt: '2026-03-19T15:00:00Z',
      counted: { pauses: [{ from: '2026-03-11T00:00:00Z', to: '2026-03-15T15:00:00Z' }] },
    });
    expect(longer).not.toHaveProperty('left');
  });

  test('nothing is changed by asking', () => {
    const deadline = opened('ca-review');
    const before = JSON.stringify(deadline);
    supposed(deadline, { startedOn: addDays('2026-03-09', -3), pausedWorkingDays: 3, urgency: 'urgent' });
    expect(JSON.stringify(deadline)).toBe(before);
  });

  test.each<[string, Deadline, Supposed, string[]]>([
    [
      'a day for what counts hours',
      opened('ca-review', { urgency: 'emergency' }),
      { startedOn: '2026-03-08' },
      ['startedOn is a day, and this deadline counts hours'],
    ],
    [
      'a start for a date that the partner stated',
      opened('postponement-review', { stated: '2026-06-05' }),
      { startedOn: '2026-03-08' },
      ['startedOn changes nothing: the partner stated the date'],
    ],
    [
      'a pause of what runs through',
      opened('silence'),
      { pausedWorkingDays: 2 },
      ['pausedWorkingDays is for a clock that may stand still, and "silence" runs through'],
    ],
    ['an urgency of law', law('decision'), { urgency: 'urgent' }, ['urgency changes nothing: law sets this period']],
    [
      'a rule that is gone',
      { ...law('decision'), kind: 'our-treaty/decision' },
      { startedOn: '2026-03-08' },
      ['kind names a deadline whose rule is gone'],
    ],
  ])('cannot be supposed: %s', (_, deadline, what, faults) => {
    expect(faultsOf(deadline, what)).toEqual(faults);
  });
});
