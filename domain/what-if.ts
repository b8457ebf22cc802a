import { isHouseClock, pausesWhile, ruleOf } from './clocks.ts';
import { addWorkingDays, dateIn, exactly, startOfDay } from './dates.ts';
import { type Deadline, nextOf, type Pause } from './deadlines.ts';
import { type Gap, InvalidInput } from './errors.ts';
import { citeRule } from './house-rules.ts';
import type { Urgency } from './request.ts';
import { beginning, type CountingHouse, houseRuleText, spanOf, sumOf } from './running.ts';

/** What could be otherwise about a deadline. */
export type Supposed = {
  /** It counted from this day; where it counts hours, from this instant. */
  startedOn?: string;
  startedAt?: string;
  /** It stood still from now on for so many working days. */
  pausedWorkingDays?: number;
  /** The request were so urgent. */
  urgency?: Urgency;
};

/** The deadline as it would be, with its sum. Changes nothing. Throws InvalidInput where it cannot be supposed. */
export function whatIf(
  deadline: Deadline,
  supposed: Supposed,
  { now, ...house }: CountingHouse & { now: string },
): Deadline {
  const faults = faultsOf(deadline, supposed, house);
  if (faults.length > 0) throw new InvalidInput('this supposition', faults);
  const { zone } = house.calendar;
  const { startedOn, startedAt: instant, pausedWorkingDays } = supposed;
  const start = startedOn ?? instant;
  const ruled = byUrgency(deadline, supposed, house);
  const pauses = pausedWorkingDays === undefined ? {} : { pauses: pausedFor(deadline, pausedWorkingDays, now, house) };
  const startedAt = start === undefined ? deadline.startedAt : beginning(start, zone);
  const {
    left: _,
    remindAt: __,
    later: ___,
    ...rest
  } = { ...ruled, startedAt, zone, counted: { ...ruled.counted, ...pauses } };
  const sum = sumOf(rest, house);
  if (!sum) throw new InvalidInput('this supposition', [fault('kind', 'names a deadline whose rule is gone')]);
  const { runs, reminders, ...dates } = sum;
  return { ...rest, ...dates, ...nextOf(reminders), explanation: [...ruled.explanation.slice(0, 1), ...runs.flat()] };
}

const fault = (field: string, message: string): Gap => ({ field, rule: 'what-if', message, source: 'DC-1 to DC-11' });

function faultsOf(
  deadline: Deadline,
  { startedOn, startedAt, pausedWorkingDays, urgency }: Supposed,
  house: CountingHouse,
): Gap[] {
  const { kind, counted } = deadline;
  const isOfHours = exactly(spanOf(deadline, house)?.unit) !== undefined;
  return [
    ...(startedOn !== undefined && isOfHours ? [fault('startedOn', 'is a day, and this deadline counts hours')] : []),
    ...(startedAt !== undefined && !isOfHours
      ? [fault('startedAt', 'is an instant, and this deadline counts days')]
      : []),
    ...(startedOn !== undefined && counted?.stated !== undefined
      ? [fault('startedOn', 'changes nothing: the partner stated the date')]
      : []),
    ...(pausedWorkingDays !== undefined && pausesWhile(kind) === undefined
      ? [fault('pausedWorkingDays', `is for a clock that may stand still, and "${kind}" runs through`)]
      : []),
    ...(urgency !== undefined && !isHouseClock(kind)
      ? [fault('urgency', 'changes nothing: law sets this period')]
      : []),
  ];
}

/** By the rule that would hold at another urgency, with its amount of today. */
function byUrgency(deadline: Deadline, { urgency }: Supposed, { rules }: CountingHouse): Deadline {
  const { kind, counted, explanation } = deadline;
  if (urgency === undefined || !isHouseClock(kind)) return deadline;
  const rule = ruleOf(kind, urgency, rules);
  if (citeRule(rule.id) === deadline.source) return deadline;
  const amount = rule.amount === undefined ? {} : { amount: rule.amount };
  const date = explanation[0]?.date ?? deadline.startedAt;
  return {
    ...deadline,
    source: citeRule(rule.id),
    counted: { ...counted, ...amount },
    explanation: [{ date, text: houseRuleText(rule) }],
  };
}

/** Until the start of the working day so many after today; what stands still now stands still so much longer. */
function pausedFor({ counted }: Deadline, days: number, now: string, { calendar }: CountingHouse): Pause[] {
  const pauses = counted?.pauses ?? [];
  const last = pauses.at(-1);
  const to = startOfDay(addWorkingDays(dateIn(now, calendar.zone), days, calendar).date, calendar.zone);
  return last && last.to === undefined ? [...pauses.slice(0, -1), { ...last, to }] : [...pauses, { from: now, to }];
}
