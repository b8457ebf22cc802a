import { type Calendar, endOfDay, rollBack, startOfDay, together } from './dates.ts';
import { type Deadline, nextOf } from './deadlines.ts';
import { extensionRule, HOLD, type Hold, ruleOfHold } from './hold.ts';
import type { Facts } from './move.ts';
import { countPeriod, type Period, type PeriodRule } from './periods.ts';
import { fromNowOn, remindersOf } from './reminders.ts';
import { cite } from './treaties/type.ts';

/** The day from which it is counted: that of the effect, else of the receipt, else of the asking, the safe side (DC-9). */
export const countedFrom = ({ effectiveOn, receivedOn, askedOn }: Hold): string => effectiveOn ?? receivedOn ?? askedOn;

/** A hold as it ends: `until` is the day to which we work. Undefined where neither an instrument nor the partner says when. */
export type Ending = Pick<Period, 'steps'> & { until: string; actBy: string; source: string; amount?: number };

/** What the end of a hold is counted with. */
export type HoldFacts = Pick<Facts, 'instruments' | 'calendar'> & { partner: Pick<Facts['partner'], 'calendar'> };

/** How long it is held at first: by its instrument, and by what the partner stated instead. */
function firstEnd(hold: Hold, facts: HoldFacts): Ending | undefined {
  const rule = ruleOfHold(hold, facts.instruments);
  if (rule && !(hold.incoming && hold.statedEnd !== undefined))
    return counted(rule, { start: countedFrom(hold), statedEnd: hold.statedEnd }, hold, facts);
  return hold.statedEnd === undefined ? undefined : statedEnding(hold.statedEnd, hold, facts);
}

/** How long it is held once it was prolonged: by its instrument from the end before, or until the day that the partner stated. */
export function prolongedEnd(
  hold: Hold,
  { on, until }: { on: string; until?: string | undefined },
  facts: HoldFacts,
): Ending | undefined {
  const right = extensionRule(hold, facts.instruments);
  if (right && !right.isSpent && right.rule.line.amount !== null && !(hold.incoming && until !== undefined))
    return counted(
      right.rule,
      { start: hold.until ?? countedFrom(hold), statedEnd: until, otherStart: on },
      hold,
      facts,
    );
  return until === undefined ? undefined : statedEnding(until, hold, facts);
}

/** Whose days off count where the data are held: the partner's, or ours. */
const daysThere = ({ incoming }: Hold, { partner, calendar }: Omit<HoldFacts, 'instruments'>): Calendar =>
  incoming ? calendar : partner.calendar;
const actionCalendar = (hold: Hold, facts: Omit<HoldFacts, 'instruments'>): Calendar => ({
  ...together([daysThere(hold, facts), facts.calendar]),
  zone: hold.zone,
});

function counted(
  rule: PeriodRule,
  given: { start: string; statedEnd?: string | undefined; otherStart?: string | undefined },
  hold: Hold,
  facts: Omit<HoldFacts, 'instruments'>,
): Ending {
  const { zone } = hold;
  const { due, safe, actionBy, steps } = countPeriod(rule, {
    ...given,
    otherStart: rule.line.otherStart === undefined ? undefined : given.otherStart,
    zone,
    calendar: { ...daysThere(hold, facts), zone },
    actionCalendar: actionCalendar(hold, facts),
  });
  const { amount } = rule.line;
  const source = cite(rule.instrument, rule.line.article);
  return { until: safe ?? due, actBy: actionBy, steps, source, ...(amount === null ? {} : { amount }) };
}

/** No instrument says how long: whoever holds the data does. */
function statedEnding(until: string, hold: Hold, facts: Omit<HoldFacts, 'instruments'>): Ending {
  const action = rollBack(until, actionCalendar(hold, facts));
  const who = hold.incoming ? 'we' : 'the partner';
  const steps = [{ date: until, text: `the last day as ${who} stated it` }, ...action.steps];
  return { until, actBy: action.date, steps, source: `as ${who} stated` };
}

/** How a hold ends now, through all that has prolonged it. Undefined where nobody has said when. */
export function endOf(hold: Hold, facts: HoldFacts): Ending | undefined {
  const { extensions } = hold;
  return extensions.reduce<Ending | undefined>(
    (end, { answer, askedOn }, index) => {
      if (answer?.result !== 'given') return end;
      const before = { ...hold, extensions: extensions.slice(0, index), ...(end ? { until: end.until } : {}) };
      return prolongedEnd(before, { on: askedOn, until: answer.until }, facts) ?? end;
    },
    firstEnd(hold, facts),
  );
}

/** The clock of a hold, now that its end is known. Of one that a partner asked of us, word of its end is due before. */
export function holdClock(
  hold: Hold,
  end: Ending,
  { now, rules }: Pick<Facts, 'now' | 'rules'>,
): Omit<Deadline, 'cycle' | 'trigger'> {
  const { zone } = hold;
  const start = countedFrom(hold);
  const dueAt = endOfDay(end.until, zone);
  const ladder = hold.incoming && [rules['HR-19'].amount ?? 0];
  const reminders = remindersOf({ kind: 'hold', unit: 'day' }, { start, due: end.until, dueAt, zone, ladder });
  return {
    kind: HOLD,
    startedAt: startOfDay(start, zone),
    dueAt,
    ...nextOf(fromNowOn(reminders, now)),
    zone,
    source: end.source,
    status: 'open',
    reminded: false,
    counted: { ...(end.amount === undefined ? {} : { amount: end.amount }), stated: end.until },
    explanation: end.steps,
  };
}
