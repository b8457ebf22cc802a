import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { addDays, isWorkingDay } from '../../domain/dates.ts';
import { publicHolidays } from '../../prisma/reference/holidays.ts';
import { weekendOf } from '../../prisma/reference/states.ts';
import { DISAGREEMENTS, type Side } from './holidays-disagreements.ts';

const YEARS = { from: 2024, to: 2028 };
const words = z.string().transform((text) => text.split(' '));
const FIXTURE = z
  .object({
    source: z.string().regex(/^Python package holidays \d+\.\d+, .*licence MIT$/),
    states: z.record(z.string().length(2), z.object({ weekend: words }).catchall(words)),
  })
  .parse(JSON.parse(readFileSync(new URL('holidays.fixture.json', import.meta.url), 'utf8')));
const STATES = Object.keys(FIXTURE.states);

const calendarOf = (state: string) => ({
  zone: 'UTC',
  weekend: weekendOf(state),
  holidays: publicHolidays(state, YEARS.from, YEARS.to),
});
const named = (state: string, date: string): string | undefined =>
  calendarOf(state).holidays.find((day) => day.date === date)?.name;

/** The same State as the Python package has it. */
function pythonOf(state: string) {
  const { weekend = [], ...years } = FIXTURE.states[state] ?? {};
  return {
    zone: 'UTC',
    weekend: weekend.map(Number),
    holidays: Object.entries(years).flatMap(([year, days]) =>
      days.map((day) => ({ date: `${year}-${day}`, name: 'holiday' })),
    ),
  };
}

/** `2024-02-09 ours`: each day that is off for one side only. */
function differences(state: string): string[] {
  const [ours, python] = [calendarOf(state), pythonOf(state)];
  const found: string[] = [];
  for (let day = `${YEARS.from}-01-01`; day <= `${YEARS.to}-12-31`; day = addDays(day, 1)) {
    const works = isWorkingDay(day, python);
    const side: Side = works ? 'ours' : 'python';
    if (isWorkingDay(day, ours) !== works) found.push(`${day} ${side}`);
  }
  return found;
}

describe('working days of 2024 to 2028, held against another library', () => {
  test('ten States over five years', () => {
    expect(STATES).toEqual(['AU', 'BE', 'DE', 'FR', 'GB', 'JP', 'KR', 'NL', 'SA', 'US']);
    for (const { weekend, ...years } of Object.values(FIXTURE.states)) {
      expect(weekend).toHaveLength(2);
      expect(Object.keys(years)).toEqual(['2024', '2025', '2026', '2027', '2028']);
    }
  });

  test.each(STATES)('%s differs only on the days that are listed, and on each of them', (state) => {
    const listed = DISAGREEMENTS.filter((one) => one.state === state).flatMap(({ off, days }) =>
      days.split(' ').map((day) => `${day} ${off}`),
    );
    expect(differences(state)).toEqual(listed.sort());
  });

  test('each disagreement is of a State of the list and says why', () => {
    expect(DISAGREEMENTS.filter(({ state, why }) => !STATES.includes(state) || why.length < 20)).toEqual([]);
  });

  test('the weekend is the same', () => {
    expect(STATES.filter((state) => String(weekendOf(state)) !== String(pythonOf(state).weekend))).toEqual([]);
  });
});

describe('what our tables say', () => {
  test.each<[string, string, string, string | undefined]>([
    ['Seollal is the day before', 'KR', '2026-02-16', '설날'],
    ['the day', 'KR', '2026-02-17', '설날'],
    ['and the day after', 'KR', '2026-02-18', '설날'],
    ['and no longer', 'KR', '2026-02-19', undefined],
    ['but for the day in lieu where one of the three is a Sunday', 'KR', '2027-02-09', '설날 (대체공휴일)'],
    ['Chuseok, too, has three days', 'KR', '2026-09-24', '추석'],
    ['a day in lieu counts that a table calls a bank holiday', 'US', '2028-11-10', 'Veterans Day (substitute day)'],
    ['a bank holiday that is in lieu of none does not', 'DE', '2028-12-24', undefined],
    ['a day in lieu may lie in the year before', 'US', '2027-12-31', "New Year's Day (substitute day)"],
    ['Eid begins at sunset and counts from the day after', 'SA', '2026-03-19', 'عيد الفطر'],
    ['not from the evening itself', 'SA', '2026-03-18', undefined],
    ['a State that the tables do not know has none', 'AQ', '2026-01-01', undefined],
  ])('%s (%s, %s)', (_, state, date, name) => {
    expect(named(state, date)).toBe(name);
  });

  test.each([
    ['Bavaria has Epiphany, Germany has not', 'DE', '2026-01-06'],
    ['Scotland has 2 January, the United Kingdom has not', 'GB', '2026-01-02'],
    ['Northern Ireland has 17 March, the United Kingdom has not', 'GB', '2026-03-17'],
    ['Victoria has Melbourne Cup Day, Australia has not', 'AU', '2026-11-03'],
  ])('holidays of parts of a State are not in them: %s', (_, state, date) => {
    expect(named(state, date)).toBeUndefined();
  });
});
