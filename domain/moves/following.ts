import { z } from 'zod';
import { elsewhere, followed, numbered, type Source } from '../carrying.ts';
import { STILL_HELD } from '../hold-status.ts';
import { DATA_TYPES } from '../item-types.ts';
import { type Facts, id, move } from '../move.ts';
import { type Item, isAbove } from '../request.ts';
import { basisFor, chosen, clonedFrame, fromAnother, highest, itsKind, sourceOf, wasSent } from './carrying.ts';
import { accepted, drafted, isNew } from './drafting.ts';

/** What can follow a preservation: a request for the data, or for what of the traffic data shows the way of a communication. */
export const FOLLOWING_TYPES = [...DATA_TYPES, 'traffic-partial-disclosure'] as const;
export type FollowingType = (typeof FOLLOWING_TYPES)[number];
const isDisclosure = (type: FollowingType): type is 'traffic-partial-disclosure' =>
  type === 'traffic-partial-disclosure';

/** The items that are asked for now: those that are named, or all of which the partner has not said that it holds nothing. */
function heldItems(source: Source, wanted: readonly string[] | undefined, { linked }: Facts): Item[] {
  const isHeld = ({ id: item }: Item): boolean =>
    !linked.some(({ status, hold }) => hold?.askedBy?.item === item && status === 'not-held');
  return chosen(source, wanted).filter((item) => wanted !== undefined || isHeld(item));
}

/** Drafts that follow what was preserved, and the path that it has shown. */
export const followingMoves = {
  draftFromPreservation: move({
    doc: 'Drafts the request for assistance that follows a preservation: case, custodian and data carry over, the preservation is told with its days, and the holds are linked to it. The basis is that of the preservation, with the articles that carry what is asked, unless it is given.',
    source: 'procedure 3.3, H6',
    by: ['drafter'],
    from: ['draft'],
    needs: ['holds'],
    input: z.object({
      ...fromAnother,
      type: z.enum(FOLLOWING_TYPES),
    }),
    guards: [isNew, itsKind('preservation', 'procedure 3.3', 'it is no request for preservation'), wasSent],
    decide: (request, { type, items, basis, urgency = 'normal', label }, facts) => {
      const source = sourceOf(facts);
      const { id: origin, requested, partner } = source.request;
      const asked = heldItems(source, items, facts);
      const holds = facts.linked.filter(
        ({ status, hold }) =>
          STILL_HELD.some((one) => one === status) && asked.some((item) => item.id === hold?.askedBy?.item),
      );
      return drafted(
        request,
        {
          kind: isDisclosure(type) ? type : 'mla',
          origin,
          requested,
          partner,
          basis: basis ?? basisFor(source, type, facts),
          urgency,
          label: holds.reduce((so, one) => (isAbove(one.label, so) ? one.label : so), highest(label, source)),
          items: numbered(asked.map(() => ({ type }))),
          conditions: accepted(source.request),
          // 29(7): what keeps the data is a request for the data themselves
          ...(holds.length > 0 && !isDisclosure(type) ? { reliesOn: holds.map((one) => one.id) } : {}),
        },
        facts,
      );
    },
    carries: ({ items }, facts) => {
      const source = sourceOf(facts);
      return followed(source, heldItems(source, items, facts), facts.linked);
    },
  }),
  followPath: move({
    doc: 'Opens the request for the preservation of what another provider holds, in this State or in another, as the disclosure of traffic data has shown its part in a communication.',
    source: 'Budapest Convention 30(1)',
    by: ['drafter'],
    from: ['draft'],
    input: z.object({
      ...fromAnother,
      partner: id.optional(),
    }),
    guards: [
      isNew,
      itsKind('traffic-partial-disclosure', 'procedure 2.2', 'it is no request for the disclosure of traffic data'),
      wasSent,
    ],
    decide: (request, { items, ...input }, facts) => {
      const source = sourceOf(facts);
      const basis = input.basis ?? basisFor(source, 'preservation', facts);
      const like = clonedFrame(request, { urgency: 'urgent', ...input, basis }, facts);
      const asked = chosen(source, items).map(() => ({ type: 'preservation' }));
      return drafted(request, { ...like, kind: 'preservation', items: numbered(asked) }, facts);
    },
    carries: ({ items }, facts) => elsewhere(sourceOf(facts), chosen(sourceOf(facts), items)),
  }),
} as const;
