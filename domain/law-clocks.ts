import type { Start, Sum } from './counting.ts';
import { type Calendar, dateIn, endOfDay } from './dates.ts';
import { countPeriod, type PeriodRule, periodsIn } from './periods.ts';
import type { Instruments } from './treaties/instruments.ts';
import { cite } from './treaties/type.ts';

/** A clock of law is called after its period: `eu-eio-2014-41/decision`. */
export const lawKind = ({ id }: Pick<PeriodRule, 'id'>): string => id;

/** The period that a deadline is counted by: the one of its name, or what prolongs it. Undefined where it is gone. */
export function periodOf(
  { kind, source }: { kind: string; source: string },
  instruments: Instruments,
): PeriodRule | undefined {
  const [id = '', name] = kind.split('/');
  return periodsOf(instruments, id).find(
    ({ instrument, line }) =>
      (line.id === name || line.prolongs?.id === name) && cite(instrument, line.article) === source,
  );
}

/** The period that prolongs a clock of law, if any does. */
export function prolonging(kind: string, instruments: Instruments): PeriodRule | undefined {
  const [id = '', name] = kind.split('/');
  return periodsOf(instruments, id).find(({ line }) => line.prolongs?.id === name);
}

function periodsOf(instruments: Instruments, id: string): PeriodRule[] {
  const instrument = instruments[id];
  return instrument ? periodsIn(instrument) : [];
}

/** Where nobody acts at home, no day of action is looked for. */
const everyDay = ({ zone }: Calendar): Calendar => ({ zone, weekend: [], holidays: [] });

/** Counts a period of an instrument where the duty is performed, with the amount that the clock was started with. */
export function lawSum(rule: PeriodRule, { startedAt, counted }: Omit<Start, 'kind'>, calendar: Calendar): Sum {
  const { zone } = calendar;
  const line = { ...rule.line, amount: counted.amount ?? rule.line.amount };
  const from = dateIn(startedAt, zone);
  const start = line.unit === 'hour' ? startedAt : from;
  const { dueAt, safe, reminders, steps } = countPeriod(
    { ...rule, line },
    { start, zone, calendar, actionCalendar: everyDay(calendar), statedEnd: counted.stated },
  );
  const [, ...sum] = steps; // the first says the rule
  return { dueAt, ...(safe === null ? {} : { safeAt: endOfDay(safe, zone) }), reminders, runs: [sum] };
}
