import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMilliseconds,
  type Calendar,
  compare,
  dateIn,
  isWorkingDay,
  together,
} from '../../domain/dates.ts';
import { foldDeadlines } from '../../domain/deadlines.ts';
import { HOUSE_RULES } from '../../domain/house-rules.ts';
import { countPeriod, type PeriodRule } from '../../domain/periods.ts';
import { openDeadline, pauseDeadline, resumeDeadline } from '../../domain/running.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { RULES, ruleOf } from './periods-support.ts';

const DAY = 86_400_000;
const START = Date.UTC(2000, 0, 1);
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

const someday = fc.integer({ min: 0, max: 30_000 }).map((days) => iso(START + days * DAY));
const instant = fc
  .integer({ min: 0, max: 30_000 * 24 * 60 })
  .map((minutes) => `${new Date(START + minutes * 60_000).toISOString().slice(0, 19)}Z`);
const zone = fc.constantFrom(
  'UTC',
  'Asia/Seoul',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Cairo',
  'America/Havana',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Europe/Brussels',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  '+05:30',
);
/** Up to three weekdays off, and days off around a date. */
const calendarAround = (date: string): fc.Arbitrary<Calendar> =>
  fc.record({
    zone: fc.constant('UTC'),
    weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
    holidays: fc
      .uniqueArray(fc.integer({ min: -80, max: 200 }), { maxLength: 60 })
      .map((days) => days.map((day) => ({ date: addDays(date, day), name: `day off ${day}` }))),
  });
const COUNTED = RULES.filter(({ line }) => line.amount !== null && line.unit !== 'hour');
const of = (is: (line: PeriodRule['line']) => boolean) => fc.constantFrom(...COUNTED.filter(({ line }) => is(line)));
const any = of(() => true);

/** A rule, a start and two calendars whose days off lie around it. */
const counting = (rule: fc.Arbitrary<PeriodRule>) =>
  fc
    .tuple(rule, someday)
    .chain(([one, start]) =>
      fc.tuple(fc.constant(one), fc.constant(start), calendarAround(start), calendarAround(start)),
    );

/** The last day of a period, counted day by day and month by month without the code under test. */
function independently(
  { line: { amount, unit, kind, rollsForward } }: PeriodRule,
  start: string,
  { weekend, holidays }: Calendar,
) {
  const isOff = (time: number): boolean =>
    weekend.includes(new Date(time).getUTCDay() || 7) || holidays.some(({ date }) => date === iso(time));
  const [year = 0, month = 0, day = 0] = start.split('-').map(Number);
  const times = amount ?? 0;
  const months = { month: times, year: 12 * times }[unit === 'month' || unit === 'year' ? unit : 'month'];
  let time = Date.UTC(year, month - 1, day);
  if (kind === 'lead-time-maximum') {
    time -= times * DAY;
    while (isOff(time)) time -= DAY;
  } else if (unit === 'month' || unit === 'year') {
    const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
    time = Date.UTC(year, month - 1 + months, Math.min(day, last));
  } else if (unit === 'working-day') {
    for (let left = times; left > 0; left -= isOff(time) ? 0 : 1) time += DAY;
  } else time += times * (unit === 'week' ? 7 : 1) * DAY;
  while (rollsForward && isOff(time)) time += DAY;
  return iso(time);
}

describe('any period, from any day, by any calendar', () => {
  test('ends on the day that an independent count finds, and its steps say so', () => {
    fc.assert(
      fc.property(counting(any), zone, ([rule, start, calendar], place) => {
        const { due, dueAt, steps } = countPeriod(rule, { start, zone: place, calendar });
        expect(due).toBe(independently(rule, start, calendar));
        expect(steps[0]?.date).toBe(start);
        expect(steps).toContainEqual({ date: due, text: `ends with ${due} in ${place}, at ${dueAt}` });
      }),
      { numRuns: 500 },
    );
  });

  test('the steps after the end are the days off back to the day of action, each once', () => {
    fc.assert(
      fc.property(counting(any), ([rule, start, calendar]) => {
        const { due, safe, actionBy, steps } = countPeriod(rule, { start, zone: 'UTC', calendar });
        const ending = steps.findIndex(({ text }) => text.startsWith('ends with'));
        const off = steps.slice(ending + 1).map(({ date }) => date);
        expect(off).toEqual(off.map((_, index) => addDays(safe ?? due, -index)));
        expect(actionBy).toBe(addDays(safe ?? due, -off.length));
      }),
    );
  });

  test('is acted on by a working day of both States that is not after its end', () => {
    fc.assert(
      fc.property(counting(any), ([rule, start, calendar, other]) => {
        fc.pre(new Set([...calendar.weekend, ...other.weekend]).size < 7);
        const actionCalendar = together([calendar, other]);
        const { due, safe, actionBy } = countPeriod(rule, { start, zone: 'UTC', calendar, actionCalendar });
        expect([isWorkingDay(actionBy, calendar), isWorkingDay(actionBy, other)]).toEqual([true, true]);
        expect(compare(actionBy, safe ?? due)).toBeLessThanOrEqual(0);
        expect(compare(safe ?? due, due)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('ends at 24:00 of its last day where the duty is performed', () => {
    fc.assert(
      fc.property(counting(any), zone, ([rule, start, calendar], place) => {
        const { due, dueAt } = countPeriod(rule, { start, zone: place, calendar });
        expect(dateIn(addMilliseconds(dueAt, -1), place)).toBe(due);
        expect(dateIn(dueAt, place)).toBe(addDays(due, 1));
        expect(dueAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      }),
    );
  });

  test('from an instant is what it is from the date of that instant in the zone', () => {
    fc.assert(
      fc.property(any, instant, zone, (rule, start, place) => {
        const calendar = { zone: place, weekend: [6, 7], holidays: [] };
        const { start: _, ...counted } = countPeriod(rule, { start, zone: place, calendar });
        expect(countPeriod(rule, { start: dateIn(start, place), zone: place, calendar })).toMatchObject(counted);
      }),
    );
  });
});

describe('a period that protects', () => {
  const protects = of(({ kind }) => ['minimum-hold', 'hold', 'hold-extension'].includes(kind));

  test('never ends after its days, whatever the calendar', () => {
    fc.assert(
      fc.property(counting(protects), ([rule, start, calendar]) => {
        const { due, unrolled } = countPeriod(rule, { start, zone: 'UTC', calendar });
        expect([due, unrolled]).toEqual(Array(2).fill(addDays(start, rule.line.amount ?? 0)));
      }),
    );
  });

  test('nor does custody, whose safe day is the one before', () => {
    fc.assert(
      fc.property(counting(of((line) => line.isCustody === true)), fc.boolean(), ([rule, start, calendar], first) => {
        const { due, safe } = countPeriod(rule, { start, zone: 'UTC', calendar, arrestDayCounts: first });
        const latest = independently(rule, start, calendar);
        expect([due, safe]).toEqual([first ? addDays(latest, -1) : latest, addDays(latest, -1)]);
      }),
    );
  });
});

describe('a duty that rolls forward', () => {
  test('ends on a working day, over days off alone', () => {
    fc.assert(
      fc.property(counting(of((line) => line.rollsForward === true)), ([rule, start, calendar]) => {
        const { due, unrolled, actionBy } = countPeriod(rule, { start, zone: 'UTC', calendar });
        expect(unrolled).toBe(addDays(start, rule.line.amount ?? 0));
        expect(isWorkingDay(due, calendar)).toBe(true);
        expect(actionBy).toBe(due);
        for (let day = unrolled; day < due; day = addDays(day, 1)) expect(isWorkingDay(day, calendar)).toBe(false);
      }),
    );
  });
});

describe('months', () => {
  const MONTHS = ruleOf('kr-extradition-act/emergency-arrest');
  const calendar = { zone: 'UTC', weekend: [6, 7], holidays: [] };
  const monthOf = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  const lastDays = fc
    .record({ month: fc.integer({ min: 0, max: 1200 }), back: fc.integer({ min: 0, max: 3 }) })
    .map(({ month, back }) => iso(Date.UTC(2000, month + 1, 0) - back * DAY));

  test('never skip one, and end on the day of the same number or on the last of the month', () => {
    fc.assert(
      fc.property(fc.oneof(lastDays, someday), (start) => {
        const { due } = countPeriod(MONTHS, { start, zone: 'UTC', calendar });
        expect(monthOf(due)).toBe(monthOf(start) + 2);
        const isLast = addDays(due, 1).endsWith('-01');
        expect(due.slice(8) === start.slice(8) || (isLast && due.slice(8) < start.slice(8))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['29 December of the year before a leap year', '2027-12-29', '2028-02-29'],
    ['30 December of the year before a leap year', '2027-12-30', '2028-02-29'],
    ['31 December of the year before a leap year', '2027-12-31', '2028-02-29'],
    ['29 December before a year of 365 days', '2026-12-29', '2027-02-28'],
    ['31 December before 2100, which is no leap year', '2099-12-31', '2100-02-28'],
    ['31 December before 2000, which is one', '1999-12-31', '2000-02-29'],
    ['31 July', '2026-07-31', '2026-09-30'],
    ['a leap day', '2028-02-29', '2028-04-29'],
  ])('two of them from %s', (_, start, due) => {
    expect(countPeriod(MONTHS, { start, zone: 'UTC', calendar }).due).toBe(due);
  });
});

test('a pause never shortens a deadline of the house, however often it is paused', () => {
  const pauses = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 20_000 })), {
    minLength: 1,
    maxLength: 3,
  });
  const urgency = fc.constantFrom('normal' as const, 'urgent' as const, 'emergency' as const);
  const started = instant.chain((start) => fc.tuple(fc.constant(start), calendarAround(start.slice(0, 10)), zone));
  fc.assert(
    fc.property(started, urgency, pauses, ([start, days, place], at, minutes) => {
      const calendar = { ...days, zone: place };
      const house = { calendar, rules: HOUSE_RULES, instruments: INSTRUMENTS };
      const opening = { kind: 'ca-review', cycle: 1, trigger: 1, urgency: at, rules: HOUSE_RULES } as const;
      let deadline = openDeadline({ ...opening, start, calendar });
      let now = start;
      for (const [running, paused] of minutes) {
        const pausedAt = addMilliseconds(now, running * 60_000);
        if (compare(pausedAt, deadline.dueAt) >= 0) return;
        now = addMilliseconds(pausedAt, paused * 60_000);
        const [stopped = deadline] = foldDeadlines([deadline], [pauseDeadline(deadline, pausedAt, house)]);
        const [resumed = stopped] = foldDeadlines([stopped], [resumeDeadline(stopped, now, house)]);
        expect(resumed.status).toBe('open');
        expect(compare(resumed.dueAt, deadline.dueAt)).toBeGreaterThanOrEqual(0);
        expect(compare(resumed.dueAt, now)).toBeGreaterThanOrEqual(0);
        deadline = resumed;
      }
    }),
    { numRuns: 500 },
  );
});
