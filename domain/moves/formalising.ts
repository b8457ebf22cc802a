import { z } from 'zod';
import { bare, formalised, numbered } from '../carrying.ts';
import { AFTER_ALONE, FORMAL_REQUEST, formalSent, owesFormal } from '../emergency.ts';
import { ActionNotAllowed, InvalidInput } from '../errors.ts';
import { ownDraft } from '../guards.ts';
import { citeRule } from '../house-rules.ts';
import { DATA_TYPES } from '../item-types.ts';
import { ownTypeOf } from '../kinds.ts';
import { bases, type Guard, id, move, NO_INPUT, words } from '../move.ts';
import { basisFor, frame, highest, sourceOf, wasSent } from './carrying.ts';
import { met } from './clocks-of.ts';
import { accepted, drafted, isNew } from './drafting.ts';

const SOURCE = `${citeRule('HR-86')}; ${citeRule('HR-17')}`;

const isOwed: Guard = (request) =>
  owesFormal(request)
    ? undefined
    : { rule: 'formal-request', source: SOURCE, because: 'no formal request is owed after it' };
/** The same of what the draft is made from. */
const sourceOwes: Guard = (_request, facts) => isOwed(sourceOf(facts).request, facts);

/** An emergency that has a procedure of its own asks in no type that a request for assistance has. */
const typeMissing = (): InvalidInput =>
  new InvalidInput('this draft', [
    { field: 'type', rule: 'type', message: 'is missing: which data the formal request asks for', source: SOURCE },
  ]);

/** What follows an emergency that one person has sent alone. */
export const formalisingMoves = {
  draftFormalRequest: move({
    doc: 'Drafts the formal request that follows an emergency which was sent alone: case, persons, facts and items carry over, and the emergency is named.',
    source: SOURCE,
    by: ['drafter'],
    from: ['draft'],
    input: z.object({ source: id, type: z.enum(DATA_TYPES).optional(), basis: bases.optional(), ...frame }),
    guards: [isNew, sourceOwes, wasSent],
    decide: (request, { type, basis, urgency = 'normal', label }, facts) => {
      const source = sourceOf(facts);
      const { id: origin, requested, partner, route, ...before } = source.request;
      if (!type && ownTypeOf(before)) throw typeMissing();
      return drafted(
        request,
        {
          kind: 'mla',
          origin,
          formalises: true,
          requested,
          partner,
          basis: basis ?? (type ? basisFor(source, type, facts) : before.basis.map(bare)),
          ...(route && !basis && !type ? { route } : {}),
          urgency,
          label: highest(label, source),
          items: numbered(type ? before.items.map(() => ({ type })) : before.items),
          conditions: accepted(source.request),
        },
        facts,
      );
    },
    carries: ({ type }, facts) => formalised(sourceOf(facts), sourceOf(facts).request.items, type !== undefined),
  }),

  waiveFormalRequest: move({
    doc: 'Says why no formal request follows an emergency: the partner wants none.',
    source: SOURCE,
    by: ['drafter', 'ca-officer', 'ca-head'],
    from: AFTER_ALONE,
    input: z.object({ reason: words }),
    guards: [
      isOwed,
      (request, facts) =>
        facts.actor.roles.includes('ca-officer') || facts.actor.roles.includes('ca-head')
          ? undefined
          : ownDraft(request, facts),
    ],
    decide: (request, { reason }, { actor, now }) => ({
      to: request.status,
      set: { formal: { by: actor.id, at: now, reason } },
      deadlines: met(request, FORMAL_REQUEST),
    }),
  }),

  noteFormalRequest: move({
    doc: 'The formal request that follows the emergency has been sent.',
    source: SOURCE,
    by: 'system',
    from: AFTER_ALONE,
    needs: ['drafts'],
    input: NO_INPUT,
    decide: (request, _input, { linked, now }) => {
      const sent = formalSent(linked, request);
      if (!sent || !owesFormal(request))
        throw new ActionNotAllowed({
          action: 'note the formal request of',
          status: request.status,
          rule: 'formal-request',
          source: SOURCE,
          because: 'none has been sent that is still owed',
        });
      return {
        to: request.status,
        set: { formal: { request: sent.id, at: sent.sentOn ?? now } },
        deadlines: met(request, FORMAL_REQUEST),
      };
    },
  }),
} as const;
