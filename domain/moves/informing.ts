import { z } from 'zod';
import { type Gap, InvalidInput } from '../errors.ts';
import { calendarDate } from '../fields.ts';
import { type Guard, move, record } from '../move.ts';
import type { Status } from '../request.ts';

const SOURCE = 'house rule HR-83';
/** The conditions stand in the letter that was approved, or is about to be; an edit of it asks for them anew. */
const BEFORE_SENDING: readonly Status[] = ['with-ca', 'approved', 'in-translation', 'ready', 'delivery-failed'];

const isInformation: Guard = ({ kind }) =>
  kind === 'spontaneous-information'
    ? undefined
    : { rule: 'kind', source: SOURCE, because: 'it is a request, and no information given without one' };

/** Information is out of our hands once it is sent: the other State agrees first to what binds its use. */
export const conditionsSettled: Guard = ({ kind, agreement, edition }) =>
  kind !== 'spontaneous-information' || agreement?.edition === edition
    ? undefined
    : { rule: 'conditions-agreed', source: SOURCE, because: 'its conditions are not agreed in this version' };

const fault = (field: string, message: string): Gap => ({ field, rule: 'agreement', message, source: SOURCE });

export const informingMoves = {
  settleConditions: move({
    doc: 'The other State has agreed to the conditions of the information that it is to get, or none are made. It holds for this version of the letter.',
    source: `${SOURCE}; UNTOC 18(5)`,
    by: ['ca-officer', 'ca-head', 'registry'],
    from: BEFORE_SENDING,
    guards: [isInformation],
    input: z.object({
      /** The day on which it agreed, and how we know. */
      on: calendarDate.optional(),
      record: record.optional(),
      none: z.boolean().default(false),
    }),
    said: ['record'],
    decide: (request, { on, record: how, none }, { today }) => {
      const faults = none
        ? [on, how].flatMap((given) => (given ? [fault('none', 'is said beside an agreement: say one of them')] : []))
        : [
            ...(on === undefined ? [fault('on', 'is missing: the day on which the other State agreed')] : []),
            ...(on !== undefined && on > today ? [fault('on', `is after today (${today})`)] : []),
            ...(how === undefined ? [fault('record', 'is missing: how we know')] : []),
          ];
      if (faults.length > 0) throw new InvalidInput('this agreement', faults.slice(0, 2));
      return { to: request.status, set: { agreement: { edition: request.edition, ...(on ? { on } : {}) } } };
    },
  }),
} as const;
