import type { Parts } from './content.ts';
import { addDays, type Calendar, endOfDay, rollBack } from './dates.ts';
import type { Explained } from './deadlines.ts';
import { BUDAPEST } from './treaties/budapest-185.ts';
import { cite } from './treaties/type.ts';

export type Earlier = Parts['earlier'][number];

/** The dates of a linked preservation: how long the data are held, and by when we must have acted. */
export type HoldDates = {
  reference: string;
  /** The day from which it is counted. */
  from: string;
  /** The last day of the hold; it never moves for weekends or holidays. */
  until: string;
  /** The first instant after it, where the custodian is. */
  endsAt: string;
  /** The last working day on which something can still be done. */
  actBy: string;
  source: string;
  reminders: readonly Explained[];
  explanation: readonly Explained[];
};

const REMINDERS = [
  { before: 21, text: 'the draft of the request must exist' },
  { before: 14, text: 'the review of the central authority must be open' },
  { before: 7, text: 'send, or ask for an extension' },
  { before: 2, text: 'tell the head of the central authority' },
  { before: 0, text: 'the hold ends today' },
] as const;

const FLOOR = BUDAPEST.deadlines[0];

/**
 * The hold of an earlier preservation: until the end that the partner stated, else the floor of Budapest 29(7) from the
 * day of preservation. Without that day, from the day it was asked, which is the safe side. Undefined for an earlier
 * request that is no preservation.
 */
export function holdDates(earlier: Earlier, calendar: Calendar): HoldDates | undefined {
  if (earlier.kind !== 'preservation') return undefined;
  const from = earlier.preservedFrom ?? earlier.askedOn;
  const floor = addDays(from, FLOOR.amount);
  const until = earlier.statedEnd ?? floor;
  const action = rollBack(until, calendar);
  return {
    reference: earlier.reference,
    from,
    until,
    endsAt: endOfDay(until, calendar.zone),
    actBy: action.date,
    source: earlier.statedEnd === undefined ? cite(BUDAPEST, FLOOR.article) : 'as the partner stated',
    reminders: REMINDERS.map(({ before, text }) => ({ date: addDays(until, -before), text })),
    explanation: [
      {
        date: from,
        text:
          earlier.preservedFrom === undefined
            ? 'asked for; the day of preservation is not known, so this safe day counts'
            : 'preserved',
      },
      earlier.statedEnd === undefined
        ? {
            date: until,
            text: `last day: ${FLOOR.amount} calendar days, ${cite(BUDAPEST, FLOOR.article)}; weekends and holidays do not move it`,
          }
        : { date: until, text: `last day as the partner stated; ${FLOOR.amount} days would end on ${floor}` },
      ...action.steps,
    ],
  };
}

/** The hold to act on first: one request may rest on several. */
export const earliestHold = (holds: readonly HoldDates[]): HoldDates | undefined =>
  [...holds].sort((a, b) => a.actBy.localeCompare(b.actBy, 'en'))[0];
