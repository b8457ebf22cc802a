import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import { GROUNDS, type Ground, judgeRefusal } from '../grounds.ts';
import { ownAuthority } from '../guards.ts';
import { isByHolds } from '../kinds.ts';
import { stackOn } from '../legal-bases/stack.ts';
import { type Facts, file, type Guard, move, partnerStep, words } from '../move.ts';
import type { Basis, Item, Request, Status, TextRef } from '../request.ts';
import type { Instrument } from '../treaties/type.ts';
import { checkItems, common, WITH_PARTNER } from './partner-common.ts';

/** What a request for preservation, or for its extension, asks is answered hold by hold. */
const answeredByHolds: Guard = (request) =>
  isByHolds(request)
    ? {
        rule: 'by-hold',
        source: 'procedure 3.3',
        because: 'its holds are confirmed or refused instead, each by its own step',
      }
    : undefined;

const isSettled = ({ outcome }: Item): boolean => outcome !== undefined && outcome.result !== 'part';

/** Where outcomes of items lead: all settled is executed, some is partial. */
const after = (items: readonly Item[]): Status => (items.every(isSettled) ? 'executed' : 'partial');
export const resultMoves = {
  deliver: move({
    ...common,
    guards: [ownAuthority, answeredByHolds],
    doc: 'The partner delivers, item by item: files, or a thing handed over (USB stick, paper).',
    source: 'procedure 3.1',
    from: [...WITH_PARTNER],
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
      return { to: after(settled), set: { items: settled, deliveries: [...request.deliveries, delivery] } };
    },
  }),

  settleItems: move({
    ...common,
    guards: [ownAuthority, answeredByHolds],
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
    decide: (request, { items, on = '' }, facts) => {
      checkItems(
        request,
        items.map(({ item }) => item),
        'items',
      );
      const settled = request.items.map((item): Item => {
        const given = items.find((one) => one.item === item.id);
        if (!given) return item;
        if (given.result === 'refused') return refused(facts, request, item, { ...given, on });
        return { ...item, outcome: { result: given.result, on, reason: given.reason } };
      });
      return { to: after(settled), set: { items: settled } };
    },
  }),

  refuse: move({
    ...common,
    doc: 'The partner refuses the request: its words, a ground of the one vocabulary, or "not-stated". A ground that the instrument does not allow is marked for a reply.',
    source: 'Budapest Convention 27(4), 27(7); UNTOC 18(21), 18(23)',
    from: [...WITH_PARTNER, 'info-asked', 'conditions-offered', 'secrecy-asked', 'postponed', 'not-to-disclose'],
    input: z.object({ ...partnerStep, ground: z.enum([...GROUNDS, 'not-stated']), reason: words }),
    decide: (request, { ground, reason, on = '' }, facts) => {
      return {
        to: 'refused',
        set: {
          refusal: { ground, words: reason, on, ...judged(facts, request, ground) },
          items: request.items.map((item) =>
            isSettled(item) ? item : refused(facts, request, item, { ground, reason, on }),
          ),
        },
      };
    },
  }),
} as const;

/** What a refusal is judged by: the primary basis with its treaty and the protocols that bound the two when the request went. */
const stackFor = (facts: Facts, { sentOn }: Request, basis: readonly Basis[], types: readonly string[]): Instrument[] =>
  stackOn(sentOn ?? facts.today, { ...facts, basis, types });

/** What the bases of a request say of a ground on which all of it is refused. */
export function judged(
  facts: Facts,
  request: Request,
  ground: Ground | 'not-stated',
): Pick<NonNullable<Request['refusal']>, 'allowed' | 'article'> {
  const types = request.items.map(({ type }) => type);
  const { allowed, article } = judgeRefusal(stackFor(facts, request, request.basis, types), types, ground);
  return { allowed, ...(article ? { article } : {}) };
}

/** An item as the partner refused it: its words and ground, judged by the item's own bases. */
function refused(
  facts: Facts,
  request: Request,
  item: Item,
  { ground = 'not-stated', reason, on }: { ground?: Ground | 'not-stated' | undefined; reason: TextRef; on: string },
): Item {
  const stack = stackFor(facts, request, item.basis ?? request.basis, [item.type]);
  const { allowed, article } = judgeRefusal(stack, [item.type], ground);
  return {
    ...item,
    outcome: { result: 'refused', on, reason, ground, allowed, ...(article ? { article } : {}) },
  };
}
