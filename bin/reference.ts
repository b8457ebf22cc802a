import type { Calendar } from '../domain/dates.ts';
import type { PartnerFacts } from '../domain/partners.ts';
import type { StateFacts } from '../domain/states.ts';
import { ARVANIA } from '../prisma/demonstration/arvania.ts';
import { PARTNERS } from '../prisma/demonstration/partners.ts';
import { publicHolidays } from '../prisma/reference/holidays.ts';
import { REAL_STATES, realLanguages, realState, weekendOf } from '../prisma/reference/states.ts';
import { nearest } from './nearest.ts';
import { Problem } from './problem.ts';

/** The demonstration States, by code, with their calendars. */
const DEMONSTRATION: Readonly<Record<string, { facts: StateFacts; calendar: Calendar }>> = Object.fromEntries([
  [
    ARVANIA.state,
    {
      facts: ARVANIA.facts,
      calendar: ARVANIA.calendar,
    },
  ],
  ...PARTNERS.map(({ state, facts }) => [state, { facts, calendar: facts.calendar }]),
]);

const unknownState = (option: string, code: string): Problem => {
  const near = nearest(code, [...Object.keys(DEMONSTRATION), ...REAL_STATES]);
  return new Problem(
    `Cannot find State "${code}" of ${option}: it is no code of a State${near ? `, did you mean ${near}` : ''}`,
    {
      exitCode: 2,
    },
  );
};

/** What is shipped of a State. Throws a Problem for a code that is none. */
export function stateOf(option: string, code: string): StateFacts {
  const facts = DEMONSTRATION[code]?.facts ?? realState(code);
  if (!facts) throw unknownState(option, code);
  return facts;
}

/** The days off of a State in the years from and to. Throws a Problem for a code that is none. */
export function calendarOf(
  option: string,
  code: string,
  { zone, from, to }: { zone: string; from: number; to: number },
): Calendar {
  const known = DEMONSTRATION[code];
  if (known) return known.calendar;
  if (!REAL_STATES.includes(code)) throw unknownState(option, code);
  return { zone, weekend: weekendOf(code), holidays: publicHolidays(code, from, to) };
}

/** The languages that a State is known to accept; none where nothing is on record. */
export const languagesOf = (code: string): PartnerFacts['languages'] =>
  PARTNERS.find(({ state }) => state === code)?.facts.languages ?? realLanguages(code);
