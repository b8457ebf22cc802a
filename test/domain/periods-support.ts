import type { Calendar } from '../../domain/dates.ts';
import { type Counting, countPeriod, type Period, type PeriodRule, periodRules } from '../../domain/periods.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';

export const RULES: readonly PeriodRule[] = periodRules(INSTRUMENTS);

export function ruleOf(id: string): PeriodRule {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`Cannot find the period "${id}": the catalogue has none of that name`);
  return rule;
}

export const BELMORA: Calendar = {
  zone: 'Europe/Brussels',
  weekend: [6, 7],
  holidays: [
    { date: '2026-05-01', name: 'Labour Day' },
    { date: '2026-10-09', name: 'Script Day' },
  ],
};
export const QASIRA: Calendar = { zone: 'Asia/Riyadh', weekend: [5, 6], holidays: [] };

/** Counts from a date or an instant, in Belmora and by its days off unless told otherwise. */
export const count = (rule: string, start: string, more: Partial<Counting> = {}): Period =>
  countPeriod(ruleOf(rule), { start, zone: BELMORA.zone, calendar: BELMORA, ...more });
