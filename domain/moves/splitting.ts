import { z } from 'zod';
import { cloned } from '../carrying.ts';
import { ActionNotAllowed } from '../errors.ts';
import { ownDraft } from '../guards.ts';
import { bases, type Guard, id, move } from '../move.ts';
import { chosen, clonedFrame, frame, ofItsOwn, sourceOf } from './carrying.ts';
import { DRAFTING, drafted, isNew, unknownField, without } from './drafting.ts';
import { itemIds } from './partner-common.ts';

const isDrafted: Guard = (_request, { source }) =>
  source && DRAFTING.includes(source.request.status)
    ? undefined
    : { rule: 'status', source: 'procedure 3.1', because: 'what it is split off from is no draft any more' };

const ofTheirOwn: Guard = (_request, facts) => (facts.source ? ownDraft(facts.source.request, facts) : undefined);

/** What is asked of several partners is asked of each by a request of its own. */
export const splittingMoves = {
  split: move({
    doc: 'Opens a draft to another partner with some items of a draft, and takes them out of that one.',
    source: 'procedure 2.1 K2, K9',
    by: ['drafter'],
    from: ['draft'],
    input: z.object({
      source: id,
      partner: id,
      items: itemIds.min(1, { error: 'names no item' }),
      basis: bases.optional(),
      ...frame,
    }),
    guards: [isNew, ofItsOwn, isDrafted, ofTheirOwn],
    decide: (request, input, facts) => {
      const source = sourceOf(facts);
      const items = chosen(source, input.items).map((one) => one.id);
      if (request.partner === source.request.partner)
        throw unknownField('partner', 'is that of the draft: items are split off for another one');
      if (items.length === source.request.items.length)
        throw unknownField('items', 'are all that the draft asks: one at least stays');
      const splitFrom = { request: source.request.id, items };
      return drafted(request, { ...clonedFrame(request, input, facts), splitFrom }, facts);
    },
    carries: ({ items }, facts, draft) => cloned(sourceOf(facts), chosen(sourceOf(facts), items), draft),
  }),

  takeOut: move({
    doc: 'Takes out of a draft the items that were split off for another partner.',
    source: 'procedure 2.1 K9',
    by: 'system',
    from: DRAFTING,
    input: z.object({ items: itemIds, into: id }),
    decide: (request, { items, into }) => {
      const splitOff = request.splitOff ?? [];
      if (splitOff.includes(into))
        throw new ActionNotAllowed({
          action: 'take items out of',
          status: request.status,
          rule: 'split',
          source: 'procedure 2.1 K9',
          because: 'they were taken out before',
        });
      return {
        to: request.status,
        set: { splitOff: [...splitOff, into], ...without(request, items) },
      };
    },
  }),
} as const;
