import {
  addDays,
  addHours,
  addSpan,
  type Calendar,
  dateIn,
  endOfDay,
  rollBack,
  rollForward,
  spanText,
  wholeSecond,
} from './dates.ts';
import type { Explained } from './deadlines.ts';
import { type Gap, InvalidInput } from './errors.ts';
import { type DayPause, runsThrough, stoodStill } from './period-pauses.ts';
import { remindersOf } from './reminders.ts';
import type { TreatyDeadline } from './treaties/deadline-type.ts';
import type { Instruments } from './treaties/instruments.ts';
import { type Confidence, confidenceOf, type Instrument, quote } from './treaties/type.ts';

/** A period that an instrument sets: `budapest-185/art29-hold`. */
export type PeriodRule = { readonly id: string; readonly instrument: Instrument; readonly line: TreatyDeadline };

/** From what a period is counted, and by whose days. */
export type Counting = {
  /** The event: a calendar date, or an instant, which is taken to its date in `zone`. Hours need an instant. */
  start: string;
  /** IANA zone of the place where the duty is performed: its day ends there (DC-2). */
  zone: string;
  /** Whose working days count. */
  calendar: Calendar;
  /** Whose days off the day of action must avoid, where it is more than these. */
  actionCalendar?: Calendar;
  /** The last day as the partner stated it. */
  statedEnd?: string | undefined;
  /** The law counts the day of arrest as the first (DC-8). */
  arrestDayCounts?: boolean | undefined;
  /** Of a rule with two readings: the day of the other one. */
  otherStart?: string | undefined;
  /** While it stands still, in order of time. */
  pauses?: readonly DayPause[] | undefined;
};

/** A period that was counted, with the sum that it is. Dates are days in `zone`; `dueAt` is the first instant after. */
export type Period = {
  rule: string;
  article: string;
  confidence: Confidence;
  start: string;
  zone: string;
  /** The last day. Of what is counted back: the last day of arrival. */
  due: string;
  dueAt: string;
  /** The last working day on which something can still be done. */
  actionBy: string;
  /** Of a rule with two readings: the earlier one, to which we work. */
  safe: string | null;
  /** The last day before it was moved from a day off. */
  unrolled: string;
  /** The instants before its end at which somebody is told (DC-12), in order. */
  reminders: readonly string[];
  steps: readonly Explained[];
};

/** Every period of the instruments, by its id. */
export const periodRules = (instruments: Instruments): PeriodRule[] => Object.values(instruments).flatMap(periodsIn);

/** Every period of one instrument. */
export const periodsIn = (instrument: Instrument): PeriodRule[] =>
  instrument.deadlines.map((line) => ({ id: `${instrument.id}/${line.id}`, instrument, line }));

type Counted = Pick<Period, 'due' | 'dueAt' | 'unrolled'> & { safe?: string; steps: readonly Explained[] };

/** Counts a period and says how its dates come about (DC-1 to DC-9). Throws InvalidInput where it cannot be counted. */
export function countPeriod({ id, instrument, line }: PeriodRule, counting: Counting): Period {
  const faults = faultsOf(line, counting);
  if (faults.length > 0) throw new InvalidInput(`the period ${id}`, faults);
  const from = isInstant(counting.start) ? dateIn(counting.start, counting.zone) : counting.start;
  const { safe, steps, ...counted } = line.unit === 'hour' ? hours(line, counting) : days(line, from, counting);
  const action = rollBack(safe ?? counted.due, counting.actionCalendar ?? counting.calendar);
  const { zone } = counting;
  const last = safe ?? counted.due;
  const ends = { due: last, dueAt: line.unit === 'hour' ? counted.dueAt : endOfDay(last, zone), zone };
  return {
    rule: id,
    article: line.article,
    confidence: confidenceOf(instrument, line),
    start: counting.start,
    zone,
    ...counted,
    reminders: remindersOf(line, { start: line.unit === 'hour' ? counting.start : from, ...ends }),
    actionBy: line.unit === 'hour' ? counted.due : action.date,
    safe: safe ?? null,
    steps: [{ date: from, text: quote(instrument, line) }, ...steps, ...(line.unit === 'hour' ? [] : action.steps)],
  };
}

const isInstant = (start: string): boolean => start.includes('T');

function faultsOf(line: TreatyDeadline, { start, zone, statedEnd, pauses = [] }: Counting): Gap[] {
  const fault = (field: string, message: string): Gap => ({
    field,
    rule: 'period',
    message,
    source: 'the rules of counting, DC-1 to DC-9',
  });
  return [
    ...(line.unit === 'hour' && !isInstant(start) ? [fault('start', 'is no instant: this period counts hours')] : []),
    ...(line.unit === 'hour' && statedEnd !== undefined
      ? [fault('statedEnd', 'is a date: this period counts hours')]
      : []),
    ...(line.amount === null && statedEnd === undefined
      ? [fault('statedEnd', 'is missing: this period has no figure of its own')]
      : []),
    ...(pauses.length > 0 && runsThrough(line)
      ? [fault('pauses', 'are of a period that may stand still: this one runs through (DC-3, DC-5)')]
      : []),
    ...(statedEnd !== undefined && statedEnd < (isInstant(start) ? dateIn(start, zone) : start)
      ? [fault('statedEnd', 'is before the start')]
      : []),
  ];
}

/** DC-3: hour by hour from the instant, through nights, days off and changes of the clock. */
function hours({ amount, startsOn }: TreatyDeadline, { start, zone }: Counting): Counted {
  const dueAt = wholeSecond(addHours(start, amount ?? 0));
  const due = dateIn(dueAt, zone);
  const text = `${spanText({ amount: amount ?? 0, unit: 'hour' })} from ${start}, ${startsOn}, hour by hour: ${dueAt}, which is ${due} in ${zone}`;
  return { due, dueAt, unrolled: due, steps: [{ date: due, text }] };
}

function days(line: TreatyDeadline, from: string, counting: Counting): Counted {
  const { zone, statedEnd } = counting;
  const counted =
    line.kind === 'lead-time-maximum' ? countedBack(line, from, counting) : countedOn(line, from, counting);
  const stated = statedEnd === undefined ? counted : withStated(line, counted, statedEnd);
  const { due } = stated;
  const dueAt = endOfDay(due, zone);
  return {
    ...stated,
    dueAt,
    steps: [...stated.steps, { date: due, text: `ends with ${due} in ${zone}, at ${dueAt}` }],
  };
}

type Dated = Omit<Counted, 'dueAt'>;

/** DC-7: counted back from the event, and back again from a day off. */
function countedBack(
  { amount, startsOn }: TreatyDeadline,
  event: string,
  { calendar, actionCalendar = calendar }: Counting,
): Dated {
  const unrolled = addDays(event, -(amount ?? 0));
  const rolled = rollBack(unrolled, actionCalendar);
  const text = `${spanText({ amount: amount ?? 0, unit: 'day' })} back from ${event}, ${startsOn}: ${unrolled}`;
  return { due: rolled.date, unrolled, steps: [{ date: unrolled, text }, ...rolled.steps] };
}

function countedOn(line: TreatyDeadline, from: string, counting: Counting): Dated {
  const { amount, unit } = line;
  const { calendar, arrestDayCounts, otherStart } = counting;
  if (amount === null) return { due: from, unrolled: from, steps: [] }; // the stated end takes its place
  const plain = addSpan(from, { amount, unit }, calendar);
  const isShort = line.isCustody === true && arrestDayCounts === true;
  const stood = stoodStill(line, plain.date, counting);
  const unrolled = isShort ? addDays(stood.date, -1) : stood.date;
  const text = `${spanText({ amount, unit })} from ${from}, ${line.startsOn}; ${isShort ? 'this day is the first (DC-8)' : 'this day is not counted (DC-1)'}${manner(line)}`;
  const rolled = line.rollsForward ? rollForward(unrolled, calendar) : { date: unrolled, steps: [] };
  const reading = rollForward(unrolled, calendar).date;
  const notRelied =
    line.rollsForwardBy !== undefined && reading !== unrolled
      ? [{ date: unrolled, text: `by ${line.rollsForwardBy} it would end on ${reading}: nobody relies on that` }]
      : [];
  const other = otherReading(line, stood.date, otherStart, calendar);
  return {
    due: rolled.date,
    unrolled,
    ...(other?.safe === undefined ? {} : { safe: other.safe }),
    steps: [
      { date: stood.steps.length > 0 ? plain.date : unrolled, text },
      ...plain.steps,
      ...stood.steps,
      ...rolled.steps,
      ...notRelied,
      ...(other ? [other.step] : []),
    ],
  };
}

/** By which rules of counting it ends where it does. */
const manner = ({ unit, kind, isCustody }: TreatyDeadline): string =>
  [
    ...(unit === 'month' ? ['a month ends on the same-numbered day, else on its last (DC-4)'] : []),
    ...(isCustody || PROTECTIVE.has(kind) ? ['a protective period never rolls forward (DC-5)'] : []),
  ]
    .map((text) => `; ${text}`)
    .join('');
const PROTECTIVE: ReadonlySet<TreatyDeadline['kind']> = new Set(['minimum-hold', 'hold', 'hold-extension']);

/** The earlier of two readings, to which we work: not known without the other start. */
function otherReading(
  { amount, unit, isCustody, otherStart: what }: TreatyDeadline,
  latest: string,
  otherStart: string | undefined,
  calendar: Calendar,
): { safe?: string; step: Explained } | undefined {
  const read = (date: string, why: string) => ({ safe: date, step: { date, text: `safe: ${date}, ${why}` } });
  if (isCustody) return read(addDays(latest, -1), 'where the day of arrest is counted as the first (DC-8)');
  if (what === undefined || amount === null) return undefined;
  if (otherStart === undefined)
    return { step: { date: latest, text: `may also be counted from ${what}: name it to know that date` } };
  const { date } = addSpan(otherStart, { amount, unit }, calendar);
  return read(
    date < latest ? date : latest,
    `the earlier of two readings; the other counts from ${what}, ${otherStart}`,
  );
}

/** DC-9: a floor gives way to what the partner states; a wait is never shortened, a limit never prolonged by it. */
function withStated({ kind, article }: TreatyDeadline, counted: Dated, stated: string): Dated {
  const text = (what: string): Explained => ({ date: stated, text: `the partner states ${stated}: ${what}` });
  const taken = (...steps: Explained[]): Dated => {
    const { safe: _, ...rest } = counted;
    return { ...rest, due: stated, unrolled: stated, steps: [...counted.steps, ...steps] };
  };
  const kept = (step: Explained): Dated => ({ ...counted, steps: [...counted.steps, step] });
  switch (kind) {
    case 'minimum-hold':
    case 'hold':
    case 'hold-extension':
      return stated < counted.due
        ? taken(text(`it counts, though it is before ${counted.due}, the least of ${article}: ask why`))
        : taken(text(`it counts instead of ${counted.due}`));
    case 'request-window':
      return taken(text('the last day to ask'));
    case 'waiting-period':
      return stated > counted.due ? taken(text('the later date governs')) : kept(text('the later date governs'));
    case 'target':
    case 'maximum':
    case 'maximum-order':
    case 'consecutive-days':
    case 'lead-time-maximum':
      return counted.steps.length === 0 || stated < counted.due
        ? taken(text('it counts'))
        : kept(text(`it cannot prolong what ends on ${counted.due}`));
    default:
      return kind satisfies never;
  }
}
