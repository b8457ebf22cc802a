import { z } from 'zod';
import { compare, dateIn } from '../dates.ts';
import { InvalidInput } from '../errors.ts';
import { calendarDate, instant } from '../fields.ts';
import { ownAuthority } from '../guards.ts';
import { type Facts, type Guard, mark, move, partnerStep, path, words } from '../move.ts';
import type { Request, Status } from '../request.ts';
import { cancelled, started } from './clocks-of.ts';
import { receivedAgain } from './law-clocks-of.ts';
import { checkItems, common, itemIds, WITH_PARTNER } from './partner-common.ts';
import { isBeforeSending } from './partner-record.ts';

const CONDITION_KINDS = [
  'speciality',
  'confidentiality',
  'return',
  'deletion',
  'onward-transfer',
  'death-penalty',
  'costs',
  'other',
] as const;
/** Where the file goes on after a question, an offer or a notice. */
const resumeTo = (request: Request): Status =>
  request.status === 'in-execution' || request.status === 'partial' ? request.status : 'acknowledged';

/** The partner has said something later than that it received the request. */
const IMPLIED: readonly Status[] = [
  'in-execution',
  'partial',
  'info-asked',
  'conditions-offered',
  'secrecy-asked',
  'postponed',
];

const notAcknowledged: Guard = ({ partnerReference }) =>
  partnerReference === undefined
    ? undefined
    : { rule: 'acknowledged', source: 'procedure 3.1', because: 'it was acknowledged before' };

const repliedTo: Guard = ({ status, refusal, questions }) =>
  status !== 'refused' || questions.some(({ words, answer }) => answer && words.text === refusal?.words.text)
    ? undefined
    : { rule: 'refused', source: 'procedure 3.1', because: 'it was refused, and we have not replied' };

const notServed: Guard = ({ servedOn }) =>
  servedOn === undefined
    ? undefined
    : { rule: 'served', source: 'Second Additional Protocol 8(6)', because: `it was served on ${servedOn}` };

/** Hours run from an instant: it lies on the day of receipt, there, and not in the future. */
function checkInstant(receivedOn: string, receivedAt: string | undefined, { partner, now }: Facts): void {
  if (receivedAt === undefined) return;
  const { zone } = partner.calendar;
  const fault = (message: string): InvalidInput =>
    new InvalidInput('this acknowledgement', [
      { field: 'receivedAt', rule: 'date-order', message, source: 'house rule HR-21' },
    ]);
  if (dateIn(receivedAt, zone) !== receivedOn) throw fault(`is not on ${receivedOn} in ${zone}`);
  if (compare(receivedAt, now) > 0) throw fault('lies in the future');
}

export const partnerMoves = {
  acknowledge: move({
    ...common,
    doc: 'The partner acknowledges receipt, with its reference and the date on which it received the request; after a later step that implied it, once.',
    source: 'procedure 3.1',
    from: ['sent', 'delivery-failed', ...IMPLIED],
    guards: [ownAuthority, notAcknowledged],
    input: z.object({ ...partnerStep, reference: mark, receivedOn: calendarDate, receivedAt: instant.optional() }),
    decide: (request, { reference, receivedOn, receivedAt, on }, facts) => {
      const isLate = on !== undefined && receivedOn > on;
      if (isLate || isBeforeSending(request, receivedOn)) {
        const message = isLate ? `is after the day it was acknowledged (${on})` : 'is before the request was sent';
        throw new InvalidInput('this acknowledgement', [
          { field: 'receivedOn', rule: 'date-order', message, source: 'house rule HR-21' },
        ]);
      }
      checkInstant(receivedOn, receivedAt, facts);
      const isImplied = IMPLIED.includes(request.status);
      return {
        to: isImplied ? request.status : 'acknowledged',
        set: { partnerReference: reference, receivedOn, ...(receivedAt ? { receivedAt } : {}) },
        deadlines: isImplied ? receivedAgain(request, receivedOn, facts) : [],
      };
    },
  }),

  startExecution: move({
    ...common,
    doc: 'The partner says that it executes the request.',
    source: 'procedure 3.1',
    from: ['sent', 'delivery-failed', 'acknowledged'],
    input: z.object(partnerStep),
    decide: () => ({ to: 'in-execution', set: {} }),
  }),

  reportService: move({
    ...common,
    doc: 'The partner says on which day it served the order on whom it is addressed to.',
    source: 'Second Additional Protocol 8(6)',
    from: ['acknowledged', 'in-execution', 'partial'],
    input: z.object(partnerStep),
    guards: [ownAuthority, notServed],
    decide: (request, { on = '' }) => ({
      to: request.status === 'acknowledged' ? 'in-execution' : request.status,
      set: { servedOn: on },
    }),
  }),

  askInformation: move({
    ...common,
    doc: 'The partner asks for more information.',
    source: 'procedure 3.1',
    from: [...WITH_PARTNER, 'info-asked'],
    input: z.object({ ...partnerStep, question: words, about: z.array(path).max(20).default([]) }),
    said: ['about'],
    decide: (request, { question, on = '' }, facts) => ({
      to: 'info-asked',
      set: {
        ...(request.status === 'info-asked' ? {} : { resumeTo: resumeTo(request) }),
        questions: [...request.questions, { id: facts.id, words: question, askedOn: on }],
      },
      deadlines: [...cancelled(request, 'answer'), started(request, facts, 'answer')],
    }),
  }),

  offerConditions: move({
    ...common,
    doc: 'The partner offers to execute under conditions, or asks for an undertaking.',
    source: 'Budapest Convention 28(2); UNTOC 18(26)',
    from: WITH_PARTNER,
    input: z.object({
      ...partnerStep,
      conditions: z
        .array(z.object({ kind: z.enum(CONDITION_KINDS), words, items: itemIds.default([]) }))
        .min(1)
        .max(50),
    }),
    decide: (request, { conditions }, facts) => {
      for (const [index, { items }] of conditions.entries()) checkItems(request, items, `conditions.${index}.items`);
      const offered = conditions.map((condition, index) => ({
        ...condition,
        id: `${facts.id}-${index + 1}`,
        status: 'offered' as const,
      }));
      return {
        to: 'conditions-offered',
        set: { resumeTo: resumeTo(request), conditions: [...request.conditions, ...offered] },
        deadlines: [started(request, facts, 'reply-to-conditions')],
      };
    },
  }),

  reportSecrecy: move({
    ...common,
    doc: 'The partner says that it cannot keep the request confidential; we decide whether it goes on.',
    source: 'Budapest Convention 27(8); UNTOC 18(20)',
    from: WITH_PARTNER,
    input: z.object({ ...partnerStep, words }),
    decide: (request, input, facts) => ({
      to: 'secrecy-asked',
      set: { resumeTo: resumeTo(request), secrecy: { words: input.words } },
      deadlines: [started(request, facts, 'secrecy-decision')],
    }),
  }),

  postpone: move({
    ...common,
    doc: 'The partner postpones execution, with a reason and a date to look again.',
    source: 'Budapest Convention 27(5); UNTOC 18(25)',
    from: ['acknowledged', 'in-execution', 'sent', 'delivery-failed', 'partial'],
    input: z.object({ ...partnerStep, reason: words, reviewOn: calendarDate }),
    decide: (request, { reason, reviewOn, on = '' }, facts) => {
      if (reviewOn <= on)
        throw new InvalidInput('this postponement', [
          {
            field: 'reviewOn',
            rule: 'date-order',
            message: `is not after the day of the step (${on})`,
            source: 'house rule HR-11',
          },
        ]);
      return {
        to: 'postponed',
        set: { postponement: { reviewOn, words: reason } },
        deadlines: [
          started(request, facts, 'postponement-review', { stated: reviewOn }),
          started(request, facts, 'postponement-enquiry'),
        ],
      };
    },
  }),

  resumeExecution: move({
    ...common,
    doc: 'The partner takes up again what it had postponed, or refused before our reply; or the instruction not to disclose is taken back.',
    source: 'procedure 3.1',
    from: ['postponed', 'refused', 'not-to-disclose'],
    input: z.object(partnerStep),
    guards: [ownAuthority, repliedTo],
    decide: (request) => ({
      to: request.items.some(({ outcome }) => outcome && outcome.result !== 'refused') ? 'partial' : 'in-execution',
      set: { postponement: null, refusal: null },
      deadlines: cancelled(request, 'postponement-review', 'postponement-enquiry'),
    }),
  }),
} as const;
