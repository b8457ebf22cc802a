import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Calendar, compare } from '../../domain/dates.ts';
import { type Earlier, earliestHold, holdDates } from '../../domain/holds.ts';

const BELMORA: Calendar = {
  zone: 'Europe/Brussels',
  weekend: [6, 7],
  holidays: [{ date: '2026-05-01', name: 'Labour Day' }],
};
const hold = (more: Partial<Earlier> = {}): Earlier => ({
  id: 'e1',
  kind: 'preservation',
  reference: 'BHR-PR-0098',
  askedOn: '2026-02-27',
  preservedFrom: '2026-03-02',
  ...more,
});

test('a hold lasts sixty days from preservation and the action date rolls back before a holiday', () => {
  expect(holdDates(hold(), BELMORA)).toEqual({
    reference: 'BHR-PR-0098',
    from: '2026-03-02',
    until: '2026-05-01',
    endsAt: '2026-05-01T22:00:00Z',
    actBy: '2026-04-30',
    source: 'Budapest Convention 29(7)',
    reminders: [
      { date: '2026-04-10', text: 'the draft of the request must exist' },
      { date: '2026-04-17', text: 'the review of the central authority must be open' },
      { date: '2026-04-24', text: 'send, or ask for an extension' },
      { date: '2026-04-29', text: 'tell the head of the central authority' },
      { date: '2026-05-01', text: 'the hold ends today' },
    ],
    explanation: [
      { date: '2026-03-02', text: 'preserved' },
      {
        date: '2026-05-01',
        text: 'last day: 60 calendar days, Budapest Convention 29(7); weekends and holidays do not move it',
      },
      { date: '2026-05-01', text: '2026-05-01 is no working day: Labour Day; the day before is taken' },
    ],
  });
});

describe('the last day of a hold', () => {
  test.each<[string, Partial<Earlier>, string, string]>([
    ['is the one that the partner stated', { statedEnd: '2026-06-30' }, '2026-06-30', 'as the partner stated'],
    [
      'is the stated one also where it is short of sixty days',
      { statedEnd: '2026-04-01' },
      '2026-04-01',
      'as the partner stated',
    ],
    ['counts a leap day', { preservedFrom: '2028-01-15' }, '2028-03-15', 'Budapest Convention 29(7)'],
    ['may be in the next year', { preservedFrom: '2026-11-15' }, '2027-01-14', 'Budapest Convention 29(7)'],
    ['may be a leap day', { preservedFrom: '2027-12-31' }, '2028-02-29', 'Budapest Convention 29(7)'],
    ['stays on a Saturday', { preservedFrom: '2026-09-01' }, '2026-10-31', 'Budapest Convention 29(7)'],
  ])('%s', (_, more, until, source) => {
    expect(holdDates(hold(more), BELMORA)).toMatchObject({ until, source });
  });

  test('counts from the day it was asked where the day of preservation is not known', () => {
    const { preservedFrom: _, ...asked } = hold();
    expect(holdDates(asked, BELMORA)).toMatchObject({ from: '2026-02-27', until: '2026-04-28' });
  });

  test('is never before the day to act by, and never moved', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), (days) => {
        const preservedFrom = addDays('2026-01-01', days);
        const dates = holdDates(hold({ preservedFrom }), BELMORA);
        expect(dates?.until).toBe(addDays(preservedFrom, 60));
        expect(compare(dates?.actBy ?? '', dates?.until ?? '')).toBeLessThanOrEqual(0);
      }),
    );
  });
});

test('an earlier request that is no preservation holds nothing', () => {
  expect(holdDates(hold({ kind: 'request' }), BELMORA)).toBeUndefined();
});

test('of several holds the first to act on decides', () => {
  const dates = [{ preservedFrom: '2026-03-20' }, {}, { statedEnd: '2026-12-31' }].flatMap(
    (more) => holdDates(hold(more), BELMORA) ?? [],
  );
  expect(earliestHold(dates)?.until).toBe('2026-05-01');
});
