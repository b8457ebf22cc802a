import {
  addDays,
  addHours,
  addMilliseconds,
  addMonths,
  addWorkingDays,
  backWorkingDays,
  type Calendar,
  compare,
  dateIn,
  endOfDay,
  isWorkingDay,
  millisecondsBetween,
  startOfDay,
  workingDaysBetween,
} from './dates.ts';
import type { AlarmStep, Deadline, DeadlineChange, Explained } from './deadlines.ts';
import {
  citeRule,
  HOUSE_RULES,
  type HouseRule,
  type HouseRuleId,
  type HouseRules,
  type Span,
  spanText,
} from './house-rules.ts';
import type { Urgency } from './request.ts';
import type { Role } from './roles.ts';

type Clock = {
  readonly rules: Readonly<Record<Urgency, HouseRuleId>>;
  /** Whose duty it is: its day ends where the duty is performed. */
  readonly side: 'ours' | 'partner';
  readonly isPausable: boolean;
};

const always = (id: HouseRuleId): Clock['rules'] => ({ normal: id, urgent: id, emergency: id });

/** Every clock of a request: which house rule it follows at which urgency. To add one, add a line here. */
export const DEADLINES = {
  drafting: { rules: always('HR-1'), side: 'ours', isPausable: false },
  'ca-review': { rules: { normal: 'HR-2', urgent: 'HR-3', emergency: 'HR-4' }, side: 'ours', isPausable: true },
  translation: { rules: { normal: 'HR-5', urgent: 'HR-6', emergency: 'HR-6' }, side: 'ours', isPausable: false },
  acknowledgement: { rules: always('HR-7'), side: 'partner', isPausable: false },
  silence: { rules: always('HR-8'), side: 'partner', isPausable: false },
  answer: { rules: always('HR-9'), side: 'ours', isPausable: false },
  'reply-to-conditions': { rules: always('HR-10'), side: 'ours', isPausable: false },
  'postponement-review': { rules: always('HR-11'), side: 'ours', isPausable: false },
  'postponement-enquiry': { rules: always('HR-12'), side: 'ours', isPausable: false },
  'secrecy-decision': { rules: always('HR-14'), side: 'ours', isPausable: false },
} as const satisfies Record<string, Clock>;

export type DeadlineKind = keyof typeof DEADLINES;
export const DEADLINE_KINDS = Object.keys(DEADLINES) as DeadlineKind[]; // keys of a const are its type

export const ruleOf = (kind: DeadlineKind, urgency: Urgency, rules: HouseRules): HouseRule =>
  rules[DEADLINES[kind].rules[urgency]];

/** How many steps the ladder of a kind has; 1 where there is none. */
export const stagesOf = (kind: DeadlineKind, rules: HouseRules): number => ruleOf(kind, 'normal', rules).steps ?? 1;

/** Who is told at a step of a clock; at the last step of a ladder, and after it, its last role. */
export function toldAt(
  step: AlarmStep,
  at: { kind: DeadlineKind; urgency: Urgency; stage?: number; rules: HouseRules },
): Role | undefined {
  const rule = ruleOf(at.kind, at.urgency, at.rules);
  if (step === 'remind') return rule.tell;
  return (at.stage ?? 1) >= (rule.steps ?? 1) ? (rule.lastly ?? rule.escalate) : rule.escalate;
}

export type Opening = {
  kind: DeadlineKind;
  cycle: number;
  /** Sequence number of the event that starts it. */
  trigger: number;
  /** Instant of that event. */
  start: string;
  urgency: Urgency;
  rules: HouseRules;
  calendar: Calendar;
  /** The date the partner stated, for a clock that has no amount of its own. */
  stated?: string;
  /** Which step of a ladder; the same start and a later step give a later date. A ladder's cycle unless told. */
  stage?: number;
};

/** Starts a clock and says how its date comes about. */
export function openDeadline(opening: Opening): Deadline {
  const { kind, cycle, trigger, start, urgency, rules, calendar } = opening;
  const rule = ruleOf(kind, urgency, rules);
  const end = rule.unit === 'hour' ? hoursFrom(start, rule, calendar) : daysFrom(opening, rule);
  const remind = remindAt(end, rule, start, calendar);
  return {
    kind,
    cycle,
    startedAt: start,
    dueAt: end.dueAt,
    ...(remind === undefined ? {} : { remindAt: remind }),
    zone: calendar.zone,
    source: citeRule(rule.id),
    trigger,
    status: 'open',
    reminded: false,
    explanation: [{ date: dateIn(start, calendar.zone), text: `${citeRule(rule.id)}: ${rule.text}` }, ...end.steps],
  };
}

type End = { dueAt: string; date: string; steps: readonly Explained[] };

function hoursFrom(start: string, { amount = 0 }: HouseRule, { zone }: Calendar): End {
  const dueAt = addHours(start, amount);
  const date = dateIn(dueAt, zone);
  const text = `from ${start}, hour by hour: due at ${dueAt}, which is ${date} in ${zone}`;
  return { dueAt, date, steps: [{ date, text }] };
}

function daysFrom({ kind, cycle, start, calendar, stated, stage }: Opening, rule: HouseRule): End {
  const from = dateIn(start, calendar.zone);
  if (rule.amount === undefined) {
    if (stated === undefined) throw new Error(`Cannot open deadline "${kind}": it needs a stated date`);
    return ending(stated, [{ date: stated, text: 'the date as stated' }], calendar);
  }
  const step = rule.steps === undefined ? (stage ?? 1) : (stage ?? cycle);
  const amount = rule.amount * step;
  const counted = add(from, { amount, unit: rule.unit ?? 'day' }, calendar);
  const begins = { date: from, text: `counted from ${from} in ${calendar.zone}; this day is not counted` };
  const ladder =
    step > 1 ? [{ date: from, text: `step ${step}: ${spanText({ amount, unit: rule.unit ?? 'day' })}` }] : [];
  return ending(counted.date, [begins, ...ladder, ...counted.steps], calendar);
}

/** A day clock ends at 24:00 at the place of the duty. */
function ending(date: string, steps: readonly Explained[], { zone }: Calendar): End {
  const dueAt = endOfDay(date, zone);
  return {
    dueAt,
    date,
    steps: [...steps, { date, text: `due at the end of ${date} in ${zone}, the instant ${dueAt}` }],
  };
}

function add(from: string, { amount, unit }: Span, calendar: Calendar): { date: string; steps: readonly Explained[] } {
  switch (unit) {
    case 'working-day':
      return addWorkingDays(from, amount, calendar);
    case 'day':
      return { date: addDays(from, amount), steps: [] };
    case 'month':
      return { date: addMonths(from, amount), steps: [] };
    case 'year':
      return { date: addMonths(from, amount * 12), steps: [] };
    case 'hour':
      throw new Error(`Cannot count ${amount} hours in days`);
    default:
      return unit satisfies never;
  }
}

/** The instant of the reminder, unless it would lie before the clock runs. */
function remindAt({ dueAt, date }: End, { remind }: HouseRule, start: string, calendar: Calendar): string | undefined {
  if (!remind) return undefined;
  const at = before(dueAt, date, remind, calendar);
  return compare(at, start) > 0 ? at : undefined;
}

function before(dueAt: string, date: string, { amount, unit }: Span, calendar: Calendar): string {
  if (unit === 'hour') return addHours(dueAt, -amount);
  if (unit === 'working-day') return startOfDay(backWorkingDays(date, amount, calendar), calendar.zone);
  return startOfDay(addDays(date, -amount), calendar.zone);
}

/** Stops a clock: working days that were left stay left, an hour clock keeps its milliseconds. */
export function pauseDeadline(deadline: Deadline, now: string, calendar: Calendar): DeadlineChange {
  const { kind, cycle, dueAt } = deadline;
  mustBePausable(deadline);
  const left =
    pausedRule(deadline).unit === 'hour'
      ? Math.max(0, millisecondsBetween(now, dueAt))
      : workingDaysBetween(dateIn(now, calendar.zone), lastDay(dueAt, calendar), calendar);
  return { op: 'pause', kind, cycle, left };
}

/** Lets a paused clock run on with what was left of it. */
export function resumeDeadline(deadline: Deadline, now: string, calendar: Calendar): DeadlineChange {
  mustBePausable(deadline);
  const { kind, cycle, left = 0 } = deadline;
  const rule = pausedRule(deadline);
  const end = rule.unit === 'hour' ? millisecondsLeft(now, left, calendar) : daysLeft(now, left, calendar);
  const remind = deadline.reminded ? undefined : remindAt(end, rule, now, calendar);
  return {
    op: 'resume',
    kind,
    cycle,
    dueAt: end.dueAt,
    ...(remind === undefined ? {} : { remindAt: remind }),
    explanation: end.steps,
  };
}

function millisecondsLeft(now: string, left: number, { zone }: Calendar): End {
  const dueAt = addMilliseconds(now, left);
  const date = dateIn(dueAt, zone);
  const text = `paused with ${Math.floor(left / 60_000)} minutes left and resumed at ${now}: due at ${dueAt}`;
  return { dueAt, date, steps: [{ date: dateIn(now, zone), text }] };
}

function daysLeft(now: string, left: number, calendar: Calendar): End {
  const from = dateIn(now, calendar.zone);
  const counted = addWorkingDays(from, left === 0 && !isWorkingDay(from, calendar) ? 1 : left, calendar);
  const text = `paused with ${spanText({ amount: left, unit: 'working-day' })} left and resumed on ${from} in ${calendar.zone}`;
  return ending(counted.date, [{ date: from, text }, ...counted.steps], calendar);
}

/** The day whose end an instant is. */
const lastDay = (dueAt: string, { zone }: Calendar): string => dateIn(addMilliseconds(dueAt, -1), zone);

/** The rule that a deadline was opened by; amounts may have changed since, units never do. */
function pausedRule({ source }: Deadline): HouseRule {
  const rule = Object.values(HOUSE_RULES).find(({ id }) => citeRule(id) === source);
  if (!rule) throw new Error(`Cannot find the rule of a deadline: its source is "${source}"`);
  return rule;
}

function mustBePausable({ kind }: Deadline): void {
  const known = DEADLINE_KINDS.find((name) => name === kind);
  if (known === undefined || !DEADLINES[known].isPausable)
    throw new Error(`Cannot pause deadline "${kind}": its clock runs through`);
}

/** The last day that a closed file is kept. */
export function retentionUntil(closedAt: string, rules: HouseRules, calendar: Calendar): string {
  const { amount = 0, unit = 'year' } = rules['HR-13'];
  return add(dateIn(closedAt, calendar.zone), { amount, unit }, calendar).date;
}
