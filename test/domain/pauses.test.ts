import { describe, expect, test } from 'vitest';
import { addHours } from '../../domain/dates.ts';
import type { Deadline } from '../../domain/deadlines.ts';
import { pauseDeadline, resumeDeadline } from '../../domain/running.ts';
import { folded, HOME, house, MONDAY, moved, opened, recounted, SAME, withDay, without } from './deadline-support.ts';

describe('a clock that stood still', () => {
  const at = (day: string): string => `${day}T00:00:00Z`;
  const pausedOn = (day: string, deadline = opened('ca-review')): Deadline =>
    folded(deadline, pauseDeadline(deadline, at(day), house(HOME)));
  const resumedOn = (day: string, deadline: Deadline, calendar = HOME): Deadline =>
    folded(deadline, resumeDeadline(deadline, at(day), house(calendar)));
  // five working days from 9 March, the 12th off: due on the 17th; paused on the 11th with three left
  const back = resumedOn('2026-03-18', pausedOn('2026-03-11'));

  test('keeps its pauses, each with its reason in the sum', () => {
    expect(back).toMatchObject({
      dueAt: '2026-03-23T15:00:00Z',
      counted: { amount: 5, pauses: [{ from: at('2026-03-11'), to: at('2026-03-18') }] },
    });
    expect(back.explanation.map(({ text }) => text)).toContain(
      'paused on 2026-03-11 in Asia/Seoul while the draft is returned for correction: 3 working days left',
    );
  });

  test.each([
    ['before the pause leaves one day more', withDay('2026-03-10'), '2026-03-24T15:00:00Z'],
    ['during the pause changes nothing', withDay('2026-03-16'), SAME],
    ['after the return moves it on', withDay('2026-03-20'), '2026-03-24T15:00:00Z'],
    ['taken back within the pause changes nothing', without, SAME],
  ])('is counted through them: a day off %s', (_, calendar, dueAt) => {
    expect(moved(back, calendar)).toBe(dueAt);
  });

  test('while it stands still waits for its return to be counted anew', () => {
    const resumed = resumedOn('2026-03-18', pausedOn('2026-03-11'), withDay('2026-03-10'));

    expect(resumed.dueAt).toBe('2026-03-24T15:00:00Z');
    expect(resumed.explanation.map(({ text }) => text)).toContain('counted anew because a day off changed');
    expect(resumed).not.toHaveProperty('left');
  });

  test('twice is counted through both', () => {
    const twice = resumedOn('2026-03-25', pausedOn('2026-03-19', back));

    expect(twice.counted?.pauses).toHaveLength(2);
    expect(twice.dueAt).toBe('2026-03-27T15:00:00Z');
    expect(moved(twice, withDay('2026-03-26'))).toBe('2026-03-30T15:00:00Z');
    expect(moved(twice, HOME)).toBe(SAME);
  });

  test('by the hour keeps its milliseconds', () => {
    const emergency = opened('ca-review', { urgency: 'emergency' });
    const paused = folded(emergency, pauseDeadline(emergency, addHours(MONDAY, 1), house(HOME)));
    const resumed = folded(paused, resumeDeadline(paused, addHours(MONDAY, 30), house(HOME)));

    expect(resumed.dueAt).toBe(addHours(MONDAY, 33));
    expect(moved(resumed, withDay('2026-03-10'))).toBe(SAME);
  });

  test('counts from another day, and what is left with it', () => {
    const corrected = recounted(pausedOn('2026-03-11'), HOME, '2026-03-06');

    expect(corrected).toMatchObject({ status: 'paused', left: 2, startedAt: '2026-03-05T15:00:00Z' });
    expect(resumedOn('2026-03-18', corrected).dueAt).toBe('2026-03-20T15:00:00Z');
  });
});
