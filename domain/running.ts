import { isHouseClock, pausesWhile, ruleOf } from './clocks.ts';
import { houseSum, type Sum, stopped, sumOfTheRest } from './counting.ts';
import { type Calendar, compare, dateIn, startOfDay, type Unit } from './dates.ts';
import {
  type CountedFrom,
  type Deadline,
  datesIn,
  type Explained,
  nextOf,
  type Pause,
  type Paused,
  type Recounted,
  type Resumed,
  remindersIn,
} from './deadlines.ts';
import { citeRule, type HouseRule, type HouseRules } from './house-rules.ts';
import { lawKind, lawSum, periodOf } from './law-clocks.ts';
import type { PeriodRule } from './periods.ts';
import { fromNowOn } from './reminders.ts';
import type { Urgency } from './request.ts';
import type { Instruments } from './treaties/instruments.ts';
import { cite, quote } from './treaties/type.ts';

/** What deadlines are counted with. */
export type CountingHouse = { calendar: Calendar; rules: HouseRules; instruments: Instruments };

type Opened = {
  cycle: number;
  /** Sequence number of the event that starts it. */
  trigger: number;
  /** Instant of that event. */
  start: string;
  calendar: Calendar;
};

export type Opening = Opened & {
  kind: Parameters<typeof ruleOf>[0];
  urgency: Urgency;
  rules: HouseRules;
  /** In place of the rule's own. */
  amount?: number;
  /** The date the partner stated, for a clock that has no amount of its own. */
  stated?: string;
  /** Which step of a ladder; the same start and a later step give a later date. A ladder's cycle unless told. */
  stage?: number;
};

/** Starts a clock of the house and says how its date comes about. */
export function openDeadline(opening: Opening): Deadline {
  const { kind, cycle, start, urgency, rules, calendar, stated } = opening;
  const rule = ruleOf(kind, urgency, rules);
  const amount = opening.amount ?? rule.amount;
  const stage = opening.stage ?? (rule.steps === undefined ? 1 : cycle);
  if (amount === undefined && stated === undefined)
    throw new Error(`Cannot open deadline "${kind}": it needs a stated date`);
  const counted: CountedFrom = {
    ...(amount === undefined ? {} : { amount }),
    ...(stage === 1 ? {} : { stage }),
    ...(amount !== undefined || stated === undefined ? {} : { stated }),
  };
  const sum = houseSum(rule, { kind, startedAt: start, counted }, calendar);
  return opened(opening, { kind, source: citeRule(rule.id), counted, sum }, houseRuleText(rule));
}

export const houseRuleText = ({ id, text }: HouseRule): string => `${citeRule(id)}: ${text}`;

export type LawOpening = Opened & {
  rule: PeriodRule;
  /** Of which clock it is a cycle; its own unless told. */
  kind?: string;
  why?: string;
  /** The date stated that the period is read with. */
  stated?: string;
  /** Of the place of the duty, where it is not the usual one of whose duty it is. */
  zone?: string;
  /** When it is opened: reminders that are past by then are given once, as the strictest. */
  now: string;
};

/** Starts a clock of law and says how its date comes about. */
export function openLawDeadline(opening: LawOpening): Deadline {
  const { rule, start, calendar, why, zone, kind = lawKind(rule), now, stated } = opening;
  const { instrument, line } = rule;
  const counted: CountedFrom = {
    ...(line.amount === null ? {} : { amount: line.amount }),
    ...(stated === undefined ? {} : { stated }),
    ...(zone ? { zone } : {}),
  };
  const { reminders, ...dates } = lawSum(rule, { startedAt: start, counted }, calendar);
  const sum = { ...dates, reminders: fromNowOn(reminders, now) };
  const source = cite(instrument, line.article);
  return opened(opening, { kind, source, counted, sum }, quote(instrument, line), ...(why === undefined ? [] : [why]));
}

function opened(
  { cycle, trigger, start, calendar: { zone } }: Opened,
  { sum, ...what }: Pick<Deadline, 'kind' | 'source'> & { counted: CountedFrom; sum: Sum },
  ...texts: string[]
): Deadline {
  const { reminders, runs } = sum;
  const date = dateIn(start, zone);
  return {
    ...what,
    cycle,
    startedAt: start,
    ...datesIn(sum),
    ...nextOf(reminders),
    zone,
    trigger,
    status: 'open',
    reminded: false,
    explanation: [...texts.map((text) => ({ date, text })), ...runs.flat()],
  };
}

/** Stops a clock. Of one whose counting was not kept, its pauses are not kept either. */
export function pauseDeadline(deadline: Deadline, now: string, { calendar, rules }: CountingHouse): Paused {
  mustBePausable(deadline);
  const { kind, cycle, dueAt, counted } = deadline;
  const { left, step } = stopped(mustBeCited(deadline, rules), kind, { at: now, dueAt }, calendar);
  return { op: 'pause', kind, cycle, left, ...(counted === undefined ? {} : { at: now }), explanation: [step] };
}

/** Lets a paused clock run on with what was left of it; what a changed day off has made of that is told. */
export function resumeDeadline(deadline: Deadline, now: string, house: CountingHouse): Resumed {
  mustBePausable(deadline);
  const { kind, cycle, left = 0, counted } = deadline;
  const op = { op: 'resume', kind, cycle } as const;
  const pauses = counted?.pauses ?? [];
  const standing = sumOf(deadline, house);
  const resumed = sumOf({ ...deadline, counted: { ...counted, pauses: endedAt(pauses, now) } }, house);
  if (pauses.length === 0 || !standing || !resumed) {
    const rest = sumOfTheRest(mustBeCited(deadline, house.rules), now, left, house.calendar);
    return { ...op, ...datesOf(rest, deadline, now), explanation: rest.runs.flat() };
  }
  const { runs } = resumed;
  const sum = standing.left === left ? (runs.at(-1) ?? []) : [anew(now, house, DAY_OFF), ...runs.flat()];
  return { ...op, at: now, ...datesOf(resumed, deadline, now), explanation: sum };
}

/** Nobody is reminded twice; of reminders that are past now the last is given. */
const datesOf = ({ reminders, ...sum }: Sum, { reminded, given }: Deadline, now: string): Dates => ({
  ...datesIn(sum),
  ...(reminded ? {} : nextOf(fromNowOn(reminders.slice(given), now))),
});
type Dates = Pick<Deadline, 'dueAt' | 'safeAt' | 'remindAt' | 'later'>;

const endedAt = (pauses: readonly Pause[], now: string): Pause[] =>
  pauses.map((pause, index) => (index === pauses.length - 1 ? { ...pause, to: now } : pause));

export const DAY_OFF = 'because a day off changed';
export const anew = (at: string, { calendar }: Pick<CountingHouse, 'calendar'>, why: string): Explained => ({
  date: dateIn(at, calendar.zone),
  text: `counted anew ${why}`,
});

/**
 * A running deadline counted again: by its calendar as it is now, or from another day or instant. Undefined where nothing
 * changes by it, or where it is not known what it was counted from.
 */
export function recountDeadline(
  deadline: Deadline,
  house: CountingHouse,
  { now, start }: { now: string; start?: string },
): Recounted | undefined {
  const { zone } = house.calendar;
  const startedAt = start === undefined ? deadline.startedAt : beginning(start, zone);
  const sum = sumOf({ ...deadline, startedAt }, house);
  if (!sum) return undefined;
  const { left, runs } = sum;
  const isOver = deadline.reminded || left !== undefined;
  const dates: Dates = isOver ? { ...remindersIn(deadline), ...datesIn(sum) } : datesOf(sum, deadline, now);
  const isSame = isAt(dates.dueAt, deadline.dueAt) && isAt(dates.remindAt, deadline.remindAt) && left === deadline.left;
  if (start === undefined && isSame && zone === deadline.zone) return undefined;
  const from = start?.includes('T') ? deadline.startedAt : dateIn(deadline.startedAt, deadline.zone);
  const why = start === undefined ? DAY_OFF : `because the start was corrected from ${from} to ${start}`;
  return {
    op: 'recount',
    kind: deadline.kind,
    cycle: deadline.cycle,
    ...(start === undefined ? {} : { startedAt }),
    ...(zone === deadline.zone ? {} : { zone }),
    ...dates,
    ...(left === undefined ? {} : { left }),
    explanation: [anew(now, house, why), ...runs.flat()],
  };
}

const isAt = (a: string | undefined, b: string | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && compare(a, b) === 0);

/** The instant from which a deadline runs that counts from a day, or from an instant. */
export const beginning = (start: string, zone: string): string =>
  start.includes('T') ? start : startOfDay(start, zone);

/** The amount that a deadline was started with, and its unit; no amount where its date was stated. */
export function spanOf(
  deadline: Deadline,
  { rules, instruments }: Pick<CountingHouse, 'rules' | 'instruments'>,
): { amount?: number; unit: Unit } | undefined {
  const { kind, counted } = deadline;
  const line = isHouseClock(kind) ? ruleCited(deadline, rules) : periodOf(deadline, instruments)?.line;
  const amount = counted?.stated === undefined ? (counted?.amount ?? line?.amount ?? undefined) : undefined;
  return line?.unit && { unit: line.unit, ...(amount === undefined ? {} : { amount }) };
}

/** A deadline counted from what it says that it was counted from. Undefined where that is not known. */
export function sumOf(deadline: Deadline, { calendar, rules, instruments }: CountingHouse): Sum | undefined {
  const { kind, startedAt, counted } = deadline;
  if (!isHouseClock(kind)) {
    const period = periodOf(deadline, instruments);
    return period && lawSum(period, { startedAt, counted: counted ?? {} }, calendar);
  }
  const rule = ruleCited(deadline, rules);
  if (!rule || !isKnown(deadline, rule)) return undefined;
  const present = rule.amount === undefined ? {} : { amount: rule.amount };
  const from = counted?.stated === undefined ? { ...present, ...counted } : counted;
  return houseSum(rule, { kind, startedAt, counted: from }, calendar);
}

/** Of what was opened before its counting was kept, neither a stated date nor a pause is known. */
const isKnown = ({ counted, explanation }: Deadline, { amount }: HouseRule): boolean =>
  (counted?.stated ?? counted?.amount ?? amount) !== undefined &&
  (counted !== undefined || !explanation.some(({ text }) => /^(paused|resumed) /.test(text)));

/** The rule of the house that a deadline was opened by; amounts may have changed since, units never do. */
const ruleCited = ({ source }: Deadline, rules: HouseRules): HouseRule | undefined =>
  Object.values(rules).find(({ id }) => citeRule(id) === source);

function mustBeCited(deadline: Deadline, rules: HouseRules): HouseRule {
  const rule = ruleCited(deadline, rules);
  if (!rule) throw new Error(`Cannot find the rule of a deadline: its source is "${deadline.source}"`);
  return rule;
}

function mustBePausable({ kind }: Deadline): void {
  if (pausesWhile(kind) === undefined) throw new Error(`Cannot pause deadline "${kind}": its clock runs through`);
}
