/** Which of the two says that no work is done: our tables, or the Python package that they are held against. */
export type Side = 'ours' | 'python';
export type Disagreement = { readonly state: string; readonly off: Side; readonly why: string; readonly days: string };

/** Every day on which the two differ, and why. Ours are a start that an administrator corrects. */
export const DISAGREEMENTS: readonly Disagreement[] = [
  {
    state: 'AU',
    off: 'ours',
    why: 'substitute day: each state and territory gives it by a law of its own, so Python has it only there',
    days: '2025-01-27 2026-12-28 2027-12-27 2027-12-28 2028-01-03',
  },
  {
    state: 'GB',
    off: 'ours',
    why: 'bank holiday of part of the State: Easter Monday, everywhere but in Scotland',
    days: '2024-04-01 2025-04-21 2026-04-06 2027-03-29 2028-04-17',
  },
  {
    state: 'KR',
    off: 'python',
    why: 'election day: set by the Public Official Election Act, and no holiday of the calendar that our tables hold',
    days: '2024-04-10 2025-06-03 2026-06-03 2028-04-12',
  },
  {
    state: 'KR',
    off: 'python',
    why: 'one-off by decree: Armed Forces Day 2024, and the day before Seollal 2025',
    days: '2024-10-01 2025-01-27',
  },
  {
    state: 'KR',
    off: 'python',
    why: 'new since 2026: Labour Day, with its substitute day, which our tables do not have yet',
    days: '2026-05-01 2027-05-03 2028-05-01',
  },
  {
    state: 'NL',
    off: 'python',
    why: 'Good Friday: the Act on time limits puts it on a level with the holidays; many work, so our tables call it a school holiday',
    days: '2024-03-29 2025-04-18 2026-04-03 2027-03-26 2028-04-14',
  },
  {
    state: 'NL',
    off: 'python',
    why: 'Liberation Day: for Python a day off every fifth year, by custom; our tables call it a school holiday',
    days: '2025-05-05',
  },
  {
    state: 'SA',
    off: 'python',
    why: 'substitute day: by Python a holiday that falls on the weekend is made up for right after it; our tables give none',
    days: '2024-04-14 2024-06-19 2025-02-23 2025-06-09 2025-06-10 2026-03-23 2026-03-24 2026-05-31 2027-03-14 2027-05-19 2028-03-01 2028-05-08 2028-05-09 2028-09-24',
  },
];
