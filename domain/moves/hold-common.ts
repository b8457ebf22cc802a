import { addDays, compare, dateIn } from '../dates.ts';
import { type DeadlineChange, type Recounted, remindersIn } from '../deadlines.ts';
import { ActionNotAllowed, type Gap, InvalidInput } from '../errors.ts';
import { type Extension, extensionRule, HOLD, type Hold, ruleOfHold } from '../hold.ts';
import { endOf, type HoldFacts, holdClock } from '../hold-end.ts';
import type { Facts } from '../move.ts';
import type { Request } from '../request.ts';
import { anew, DAY_OFF } from '../running.ts';
import { cite } from '../treaties/type.ts';
import { cancelled, nextCycle, running } from './clocks-of.ts';

export const PROCEDURE = 'procedure 3.3';
export const fault = (field: string, rule: string, message: string, source = PROCEDURE): Gap => ({
  field,
  rule,
  message,
  source,
});

/** Refuses an input with everything that is wrong with it. */
export function refuse(what: string, faults: readonly Gap[]): void {
  if (faults.length > 0) throw new InvalidInput(what, [...faults]);
}

/** A day that has not come yet, of what is said to have happened. */
export const inFuture = (field: string, day: string | undefined, today: string): Gap[] =>
  day !== undefined && day > today
    ? [fault(field, 'not-in-future', `is after today (${today})`, 'house rule HR-21')]
    : [];

/** The hold once nothing of it runs out any more. */
export const endless = ({ until: _, actBy: __, ...hold }: Hold): Hold => hold;

/** The hold with its days, and what becomes of its clock: it begins, is counted anew, or has no end any more. */
export function kept(request: Request, hold: Hold, facts: Facts): { hold: Hold; deadlines: DeadlineChange[] } {
  const rest = endless(hold);
  const end = hold.stopped ? undefined : endOf(hold, facts);
  const [clock] = running(request, HOLD);
  if (!end) return { hold: rest, deadlines: cancelled(request, HOLD) };
  const counted = { ...rest, until: end.until, actBy: end.actBy };
  const opened = holdClock(hold, end, facts);
  if (!clock) {
    const deadline = { ...opened, cycle: nextCycle(request, HOLD), trigger: request.version + 1 };
    return { hold: counted, deadlines: [{ op: 'open', deadline }] };
  }
  const { dueAt, startedAt, explanation } = opened;
  const isSame = compare(dueAt, clock.dueAt) === 0 && compare(startedAt, clock.startedAt) === 0;
  const recount = {
    op: 'recount' as const,
    kind: HOLD,
    cycle: clock.cycle,
    startedAt,
    dueAt,
    ...remindersIn(opened),
    isNewEnd: true as const,
    explanation,
  };
  return { hold: counted, deadlines: isSame ? [] : [recount] };
}

/**
 * A hold whose last working day is another one since a day off has changed, and the new sum of its clock; its end moves by
 * no day off (DC-2). Undefined where nothing changes.
 */
export function recountedHold(
  { hold, deadlines }: Pick<Request, 'hold' | 'deadlines'>,
  facts: HoldFacts & Pick<Facts, 'now'>,
): { hold: Hold; change: Recounted } | undefined {
  const clock = deadlines.findLast(({ kind, status }) => kind === HOLD && status === 'open');
  const end = hold && clock && endOf(hold, facts);
  if (!end || end.until !== hold.until || end.actBy === hold.actBy) return undefined;
  const { kind, cycle, dueAt } = clock;
  const explanation = [anew(facts.now, facts, DAY_OFF), ...end.steps];
  return {
    hold: { ...hold, actBy: end.actBy },
    change: { op: 'recount', kind, cycle, dueAt, ...remindersIn(clock), explanation },
  };
}

/** Whether a day is after the last one of the hold. */
export const isOver = (hold: Hold, day: string): boolean => hold.until !== undefined && day > hold.until;

export const lateBy = (hold: Hold, field: string, day: string, source: string): Gap[] =>
  isOver(hold, day) ? [fault(field, 'too-late', `is after the last day of the hold (${hold.until})`, source)] : [];

/** The extensions of a hold with what is new of the last one. */
export const withLast = ({ extensions }: Hold, change: Partial<Extension>): readonly Extension[] =>
  extensions.map((one, index) => (index === extensions.length - 1 ? { ...one, ...change } : one));

/** The hold once a request relies on it, too. */
export const reliedOnBy = (hold: Hold, request: string): Hold => ({ ...hold, requests: [...hold.requests, request] });

type Days = { [K in 'askedOn' | 'receivedOn' | 'effectiveOn' | 'statedEnd']?: string | undefined };

/** Days that are in an order in which things happen. */
export function orderFaults({ askedOn, receivedOn, effectiveOn, statedEnd }: Days, today: string): Gap[] {
  const early = (field: string, day: string | undefined): Gap[] =>
    day !== undefined && askedOn !== undefined && day < addDays(askedOn, -1)
      ? [fault(field, 'date-order', `is before it was asked (${askedOn})`, 'house rule HR-21')]
      : [];
  const from = effectiveOn ?? receivedOn ?? askedOn;
  return [
    ...inFuture('askedOn', askedOn, today),
    ...inFuture('receivedOn', receivedOn, today),
    ...inFuture('effectiveOn', effectiveOn, today),
    ...early('receivedOn', receivedOn),
    ...early('effectiveOn', effectiveOn),
    ...(statedEnd !== undefined && from !== undefined && statedEnd < from
      ? [fault('statedEnd', 'date-order', `is before the hold begins (${from})`, 'DC-9')]
      : []),
  ];
}

/** The day at the custodian. */
export const todayAt = ({ zone: place }: Pick<Hold, 'zone'>, { now }: Pick<Facts, 'now'>): string => dateIn(now, place);

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };
/** Only what was given. */
export const present = <T extends object>(given: T): Present<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<T>; // nothing else was left out

/** Where the instrument says how long a hold lasts, or that it is prolonged. */
export function sourceOf(hold: Hold, { instruments }: Pick<Facts, 'instruments'>): string {
  const rule = extensionRule(hold, instruments)?.rule ?? ruleOfHold(hold, instruments);
  return rule ? cite(rule.instrument, rule.line.article) : PROCEDURE;
}

export const notNow = (request: Request, rule: string, because: string, source = PROCEDURE): ActionNotAllowed =>
  new ActionNotAllowed({ action: 'move', status: request.status, rule, source, because });
