import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addHours,
  addMonths,
  addWorkingDays,
  backWorkingDays,
  type Calendar,
  compare,
  dateIn,
  endOfDay,
  isWorkingDay,
  rollBack,
  startOfDay,
  workingDaysBetween,
} from '../../domain/dates.ts';

const SEOUL: Calendar = {
  zone: 'Asia/Seoul',
  weekend: [6, 7],
  holidays: [{ date: '2026-03-02', name: 'Substitute holiday' }],
};
const RIYADH: Calendar = { zone: 'Asia/Riyadh', weekend: [5, 6], holidays: [] };
const BRUSSELS: Calendar = {
  zone: 'Europe/Brussels',
  weekend: [6, 7],
  holidays: [{ date: '2026-05-01', name: 'Labour Day' }],
};

const somedate = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days));

describe('calendar days', () => {
  test.each([
    ['the sixtieth day after 2 March 2026 is 1 May', '2026-03-02', 60, '2026-05-01'],
    ['a leap day is a day', '2028-01-15', 60, '2028-03-15'],
    ['sixty days may cross the year', '2026-11-15', 60, '2027-01-14'],
    ['sixty days may end on a leap day', '2027-12-31', 60, '2028-02-29'],
    ['ninety days from 1 February 2026', '2026-02-01', 90, '2026-05-02'],
    ['the sixtieth day after 1 October 2026 is 30 November', '2026-10-01', 60, '2026-11-30'],
    ['forty-five days from 1 September 2026', '2026-09-01', 45, '2026-10-16'],
    ['fifty days before a hearing on 30 November 2026', '2026-11-30', -50, '2026-10-11'],
  ])('%s', (_, from, days, expected) => {
    expect(addDays(from, days)).toBe(expected);
  });

  test('no day is lost or counted twice between two dates', () => {
    fc.assert(
      fc.property(somedate, fc.nat(3000), fc.nat(3000), (date, a, b) => {
        expect(addDays(addDays(date, a), b)).toBe(addDays(date, a + b));
      }),
    );
  });

  test.each([
    ['a month ends on the day of the same number', '2026-03-15', 1, '2026-04-15'],
    ['two months from 31 December 2026 end on the last day of February', '2026-12-31', 2, '2027-02-28'],
    ['a month from 31 January of a leap year ends on 29 February', '2028-01-31', 1, '2028-02-29'],
    ['ten years from a leap day end on 28 February', '2028-02-29', 120, '2038-02-28'],
  ])('%s', (_, from, months, expected) => {
    expect(addMonths(from, months)).toBe(expected);
  });
});

describe('zones', () => {
  test.each([
    ['an instant has the date of the place', '2026-03-09T16:00:00Z', 'Asia/Seoul', '2026-03-10'],
    ['a day ahead in Kiribati', '2026-03-09T12:00:00Z', 'Pacific/Kiritimati', '2026-03-10'],
    ['an offset is a zone', '2026-03-09T23:30:00Z', '+01:00', '2026-03-10'],
  ])('%s', (_, instant, zone, expected) => {
    expect(dateIn(instant, zone)).toBe(expected);
  });

  test.each([
    [
      'a custodian’s 1 May in Los Angeles ends at 16:00 of 2 May in Seoul',
      '2026-05-01',
      'America/Los_Angeles',
      '2026-05-02T07:00:00Z',
    ],
    ['a day of 23 hours ends an hour earlier by UTC', '2026-03-29', 'Europe/Brussels', '2026-03-29T22:00:00Z'],
    ['a day of 25 hours ends an hour later by UTC', '2026-10-25', 'Europe/Brussels', '2026-10-25T23:00:00Z'],
  ])('%s', (_, date, zone, expected) => {
    expect(endOfDay(date, zone)).toBe(expected);
  });

  test('a day begins at its first instant where the clocks skip midnight', () => {
    expect(startOfDay('2024-04-26', 'Africa/Cairo')).toBe('2024-04-25T22:00:00Z');
  });

  test('a day ends when the next one begins', () => {
    fc.assert(
      fc.property(somedate, fc.constantFrom('Asia/Seoul', 'Europe/Brussels', 'America/St_Johns'), (date, zone) => {
        expect(endOfDay(date, zone)).toBe(startOfDay(addDays(date, 1), zone));
        expect(dateIn(startOfDay(date, zone), zone)).toBe(date);
      }),
    );
  });

  test('eight hours stay eight hours over the end of summer time', () => {
    expect(addHours('2026-10-24T22:30:00Z', 8)).toBe('2026-10-25T06:30:00Z');
  });
});

describe('working days', () => {
  test.each([
    ['the day of the event is not counted', '2026-03-09', 5, SEOUL, '2026-03-16'],
    ['a Friday and Saturday weekend is skipped', '2026-03-04', 2, RIYADH, '2026-03-08'],
    ['a holiday is skipped', '2026-02-27', 1, SEOUL, '2026-03-03'],
    ['none is the day itself', '2026-03-07', 0, SEOUL, '2026-03-07'],
  ])('%s', (_, from, days, calendar, expected) => {
    expect(addWorkingDays(from, days, calendar).date).toBe(expected);
  });

  test('each skipped day says why', () => {
    expect(addWorkingDays('2026-02-27', 1, SEOUL).steps).toEqual([
      { date: '2026-02-28', text: '2026-02-28 is not counted: Saturday' },
      { date: '2026-03-01', text: '2026-03-01 is not counted: Sunday' },
      { date: '2026-03-02', text: '2026-03-02 is not counted: Substitute holiday' },
    ]);
  });

  test.each([
    ['an action date rolls back before a holiday', '2026-05-01', BRUSSELS, '2026-04-30'],
    ['a Sunday rolls back to Friday', '2026-10-11', BRUSSELS, '2026-10-09'],
    ['a working day stays', '2026-10-09', BRUSSELS, '2026-10-09'],
  ])('%s', (_, date, calendar, expected) => {
    expect(rollBack(date, calendar).date).toBe(expected);
  });

  test('adding and counting agree, and the result is a working day', () => {
    fc.assert(
      fc.property(
        somedate,
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(SEOUL, RIYADH, BRUSSELS),
        (from, days, calendar) => {
          const { date } = addWorkingDays(from, days, calendar);
          expect(isWorkingDay(date, calendar)).toBe(true);
          expect(workingDaysBetween(from, date, calendar)).toBe(days);
          expect(compare(backWorkingDays(date, days, calendar), rollBack(from, calendar).date)).toBe(0);
        },
      ),
    );
  });

  test('a calendar of nothing but weekends is refused instead of counted for ever', () => {
    const never: Calendar = { zone: 'UTC', weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [] };
    expect(() => addWorkingDays('2026-01-01', 1, never)).toThrow('Cannot count working days');
    expect(() => rollBack('2026-01-01', never)).toThrow('Cannot count working days');
  });
});

test('instants are compared as instants, with or without fractions', () => {
  expect(compare('2026-03-02T00:00:00.500Z', '2026-03-02T00:00:00Z')).toBe(1);
  expect(compare('2026-03-02', '2026-03-10')).toBe(-1);
});
