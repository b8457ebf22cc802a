import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import { calendarDate } from '../fields.ts';
import { GROUNDS, type Ground, judgeRefusal } from '../grounds.ts';
import { ownAuthority } from '../guards.ts';
import { file, type Guard, mark, move, partnerStep, words } from '../move.ts';
import type { Item, Request, Status, TextRef } from '../request.ts';
import { cancelled, started } from './clocks-of.ts';
import { isBeforeSending } from './partner-record.ts';

const BY = ['partner', 'ca-officer', 'registry'] as const;
const WITH_PARTNER: readonly Status[] = ['sent', 'delivery-failed', 'acknowledged', 'in-execution', 'partial'];
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
const itemIds = z.array(z.string().max(4)).max(200);

/** Where the file goes on after a question, an offer or a notice. */
const resumeTo = (request: Request): Status =>
  request.status === 'in-execution' || request.status === 'partial' ? request.status : 'acknowledged';

function checkItems(request: Request, ids: readonly string[], field: string): void {
  const unknown = ids.filter((wanted) => !request.items.some((item) => item.id === wanted));
  if (unknown.length > 0)
    throw new InvalidInput('these items', [
      { field, rule: 'unknown', message: `name no item of this request: ${unknown.join(', ')}`, source: 'the record' },
    ]);
}

const isSettled = ({ outcome }: Item): boolean => outcome !== undefined && outcome.result !== 'part';

/** Where outcomes of items lead: all settled is executed, some is partial. */
const after = (request: Request, items: readonly Item[]): Status =>
  items.every(isSettled)
    ? 'executed'
    : items.some(({ outcome }) => outcome)
      ? 'partial'
      : request.status === 'sent'
        ? 'in-execution'
        : request.status;

const noOffersOpen: Guard = (request) =>
  request.conditions.some(({ status }) => status === 'offered') && request.status !== 'conditions-offered'
    ? { rule: 'conditions', source: 'procedure 3.1', because: 'conditions are open' }
    : undefined;
const common = { by: BY, guards: [ownAuthority], partnerStep: true } as const;

export const partnerMoves = {
  acknowledge: move({
    ...common,
    doc: 'The partner acknowledges receipt, with its reference and the date on which it received the request.',
    source: 'procedure 3.1',
    from: ['sent', 'delivery-failed'],
    input: z.object({ ...partnerStep, reference: mark, receivedOn: calendarDate }),
    decide: (request, { reference, receivedOn, on }) => {
      const isLate = on !== undefined && receivedOn > on;
      if (isLate || isBeforeSending(request, receivedOn)) {
        const message = isLate ? `is after the day it was acknowledged (${on})` : 'is before the request was sent';
        throw new InvalidInput('this acknowledgement', [
          { field: 'receivedOn', rule: 'date-order', message, source: 'house rule HR-21' },
        ]);
      }
      return { to: 'acknowledged', set: { partnerReference: reference, receivedOn } };
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

  askInformation: move({
    ...common,
    doc: 'The partner asks for more information.',
    source: 'procedure 3.1',
    from: [...WITH_PARTNER, 'info-asked'],
    input: z.object({ ...partnerStep, question: words }),
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
    doc: 'The partner takes a postponed request up again.',
    source: 'procedure 3.1',
    from: ['postponed'],
    input: z.object(partnerStep),
    decide: (request) => ({
      to: request.items.some(({ outcome }) => outcome) ? 'partial' : 'in-execution',
      set: { postponement: null },
      deadlines: cancelled(request, 'postponement-review', 'postponement-enquiry'),
    }),
  }),

  deliver: move({
    ...common,
    doc: 'The partner delivers, item by item: files, or a thing handed over (USB stick, paper).',
    source: 'procedure 3.1',
    from: [...WITH_PARTNER],
    guards: [ownAuthority, noOffersOpen],
    input: z.object({
      ...partnerStep,
      items: z
        .array(z.object({ item: z.string().max(4), result: z.enum(['done', 'part']) }))
        .min(1)
        .max(200),
      files: z.array(file).max(200).default([]),
      object: words.optional(),
    }),
    decide: (request, { items, files, object, on = '' }, facts) => {
      checkItems(
        request,
        items.map(({ item }) => item),
        'items',
      );
      if (files.length === 0 && !object) {
        throw new InvalidInput('this delivery', [
          {
            field: 'files',
            rule: 'something-delivered',
            message: 'is empty and no object is named: a delivery is files or a thing',
            source: 'procedure 5.4',
          },
        ]);
      }
      const settled = request.items.map((item) => {
        const given = items.find((one) => one.item === item.id);
        return given ? { ...item, outcome: { result: given.result, on } } : item;
      });
      const delivery = {
        id: facts.id,
        on,
        items: items.map(({ item }) => item),
        files,
        ...(object ? { object } : {}),
        verified: false,
      };
      return { to: after(request, settled), set: { items: settled, deliveries: [...request.deliveries, delivery] } };
    },
  }),

  settleItems: move({
    ...common,
    doc: 'The partner says of items that they are impossible or refused, in its own words.',
    source: 'procedure 3.1',
    from: WITH_PARTNER,
    input: z.object({
      ...partnerStep,
      items: z
        .array(
          z.object({
            item: z.string().max(4),
            result: z.enum(['impossible', 'refused']),
            reason: words,
            ground: z.enum(GROUNDS).optional(),
          }),
        )
        .min(1)
        .max(200),
    }),
    decide: (request, { items, on = '' }) => {
      checkItems(
        request,
        items.map(({ item }) => item),
        'items',
      );
      const settled = request.items.map((item): Item => {
        const given = items.find((one) => one.item === item.id);
        if (!given) return item;
        if (given.result === 'refused') return refused(request, item, { ...given, on });
        return { ...item, outcome: { result: given.result, on, reason: given.reason } };
      });
      return { to: after(request, settled), set: { items: settled } };
    },
  }),

  refuse: move({
    ...common,
    doc: 'The partner refuses the request: its words, a ground of the one vocabulary, or "not-stated". A ground that the instrument does not allow is marked for a reply.',
    source: 'Budapest Convention 27(4), 27(7); UNTOC 18(21), 18(23)',
    from: [...WITH_PARTNER, 'info-asked', 'conditions-offered', 'secrecy-asked', 'postponed'],
    input: z.object({ ...partnerStep, ground: z.enum([...GROUNDS, 'not-stated']), reason: words }),
    decide: (request, { ground, reason, on = '' }) => {
      const judged = judgeRefusal(
        request.basis[0]?.instrument ?? '',
        request.items.map(({ type }) => type),
        ground,
      );
      return {
        to: 'refused',
        set: {
          refusal: {
            ground,
            words: reason,
            on,
            allowed: judged.allowed,
            ...(judged.article ? { article: judged.article } : {}),
          },
          items: request.items.map((item) => (isSettled(item) ? item : refused(request, item, { ground, reason, on }))),
        },
      };
    },
  }),
} as const;

/** An item as the partner refused it: its words and ground, judged by the item's own primary basis. */
function refused(
  request: Request,
  item: Item,
  { ground, reason, on }: { ground?: Ground | 'not-stated' | undefined; reason: TextRef; on: string },
): Item {
  const [primary] = item.basis ?? request.basis;
  const { allowed, article } = judgeRefusal(primary?.instrument ?? '', [item.type], ground ?? 'not-stated');
  return {
    ...item,
    outcome: {
      result: 'refused',
      on,
      reason,
      ground: ground ?? 'not-stated',
      allowed,
      ...(article ? { article } : {}),
    },
  };
}
