import { z } from 'zod';
import { bare, carrying, cloned, extraditing, numbered, type Source, supplemented } from '../carrying.ts';
import { InvalidInput } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import type { RequestType } from '../item-types.ts';
import { bases, type Facts, type Guard, id, move } from '../move.ts';
import {
  type Basis,
  type Item,
  isAbove,
  LABELS,
  type Label,
  type Request,
  URGENCIES,
  type Urgency,
} from '../request.ts';
import { accepted, drafted, type Frame, isNew, parentHasEnded, unknownField } from './drafting.ts';
import { itemIds } from './partner-common.ts';

export const sourceOf = ({ source }: Pick<Facts, 'source'>): Source => {
  if (!source) throw new Error('Cannot draft from another request: none was loaded');
  return source;
};

export const itsKind =
  (kind: Request['kind'], from: string, because: string): Guard =>
  (_request, { source }) =>
    source?.request.kind === kind ? undefined : { rule: 'kind', source: from, because };

export const ofItsOwn: Guard = (_request, { source }) =>
  source?.request.kind === 'extension'
    ? { rule: 'kind', source: 'procedure 3.3', because: 'a request for an extension is drafted from its hold' }
    : undefined;

export const wasSent: Guard = (_request, { source }) =>
  source?.request.sentOn === undefined
    ? { rule: 'sent', source: 'procedure 3.3', because: 'what it is drafted from has not been sent' }
    : undefined;

const isOfItsState: Guard = (_request, { source, partner }) =>
  source === undefined || partner.code === source.request.requested
    ? undefined
    : { rule: 'addressee', source: 'procedure 1.7', because: 'the addressee is an authority of another State' };

const hasEnded: Guard = (request, { source, ...facts }) =>
  parentHasEnded(request, { ...facts, ...(source ? { parent: source.request } : {}) });

/** 5.2: what is drafted from a file inherits its label, which may only be raised. */
export const highest = (label: Label | undefined, { request }: Source): Label =>
  label !== undefined && isAbove(label, request.label) ? label : request.label;

export const frame = {
  urgency: z.enum(URGENCIES).optional(),
  label: z.enum(LABELS).optional(),
};

/** What a draft from another request takes: of its items those that are named, on its basis unless another is given. */
export const fromAnother = {
  source: id,
  items: itemIds.min(1, { error: 'names no item' }).optional(),
  basis: bases.optional(),
  ...frame,
};

/** The items of the source that are named, or all of them. */
export function chosen({ request }: Source, wanted: readonly string[] | undefined): Item[] {
  const strange = (wanted ?? []).filter((one) => !request.items.some((item) => item.id === one));
  if (strange.length > 0) throw unknownField('items', `name no item of what it is drafted from: ${strange.join(', ')}`);
  return request.items.filter((item) => wanted === undefined || wanted.includes(item.id));
}

type Cloning = {
  items?: readonly string[] | undefined;
  basis?: readonly Basis[] | undefined;
  urgency?: Urgency | undefined;
  label?: Label | undefined;
};

/** A draft that asks the same, of this partner. */
export function clonedFrame(request: Request, { items, basis, urgency, label }: Cloning, facts: Facts): Frame {
  const source = sourceOf(facts);
  const { kind, id: origin, route, ...before } = source.request;
  const isThere = request.partner === before.partner;
  return {
    kind,
    origin,
    requested: facts.partner.code,
    partner: request.partner,
    basis: basis ?? before.basis.map(bare),
    ...(route && isThere && !basis ? { route } : {}),
    urgency: urgency ?? before.urgency,
    label: highest(label, source),
    items: numbered(
      chosen(source, items).map(({ basis: own, ...item }) => (own && !basis ? { ...item, basis: own } : item)),
    ),
    conditions: isThere ? accepted(source.request) : [],
  };
}

export function basisFor(source: Source, type: RequestType, { instruments }: Facts): Basis[] {
  const found = carrying(source.request.basis, type, instruments);
  if (found.length > 0) return found;
  throw new InvalidInput('this draft', [
    {
      field: 'basis',
      rule: 'basis-not-carrying',
      message: `is missing: what it is drafted from rests on nothing that carries "${type}"`,
      source: citeRule('HR-74'),
    },
  ]);
}

/** Drafts that begin with what another request says. */
export const carryingMoves = {
  clone: move({
    doc: 'Opens a draft that says the same as another request, to the same partner or to another, with all of its items or those that are named. What was said of a basis that is not on record is said anew, and annexes are attached anew.',
    source: 'procedure 2.1 K18; labels 5.2',
    by: ['drafter'],
    from: ['draft'],
    input: z.object({
      ...fromAnother,
      partner: id.optional(),
    }),
    guards: [isNew, ofItsOwn],
    decide: (request, input, facts) => drafted(request, clonedFrame(request, input, facts), facts),
    carries: ({ items }, facts, draft) => cloned(sourceOf(facts), chosen(sourceOf(facts), items), draft),
  }),

  supplement: move({
    doc: 'Opens a draft that goes on with a request which has ended: it names that request, inherits the conditions accepted there, and asks again what is chosen of its items.',
    source: 'procedure 3.1: supplementary request',
    by: ['drafter'],
    from: ['draft'],
    input: z.object({ source: id, items: itemIds.default([]), ...frame }),
    guards: [isNew, itsKind('mla', 'procedure 3.1', 'only a request for assistance is supplemented'), hasEnded],
    decide: (request, { items, urgency, label }, facts) => {
      const source = sourceOf(facts);
      const { id: parent, requested, partner, basis, route, urgency: before } = source.request;
      return drafted(
        request,
        {
          kind: 'mla',
          parent,
          origin: parent,
          requested,
          partner,
          basis: basis.map(bare),
          ...(route ? { route } : {}),
          urgency: urgency ?? before,
          label: highest(label, source),
          items: numbered(chosen(source, items)),
          conditions: accepted(source.request),
        },
        facts,
      );
    },
    carries: ({ items }, facts) => supplemented(sourceOf(facts), chosen(sourceOf(facts), items)),
  }),

  draftExtradition: move({
    doc: 'Drafts the request for extradition that follows a provisional arrest: case, person, warrant and facts carry over, and it is desired by the safe date of custody. The basis is that of the arrest, with the articles that carry extradition, unless it is given; the addressee may be another authority of the State.',
    source: 'European Extradition Convention 12, 16(4)',
    by: ['drafter'],
    from: ['draft'],
    input: z.object({ source: id, partner: id.optional(), basis: bases.optional(), ...frame }),
    guards: [
      isNew,
      itsKind('provisional-arrest', 'procedure 1.7', 'it asks for no provisional arrest'),
      wasSent,
      isOfItsState,
    ],
    decide: (request, { basis, urgency = 'urgent', label }, facts) => {
      const source = sourceOf(facts);
      const { id: origin, requested, items } = source.request;
      return drafted(
        request,
        {
          kind: 'extradition',
          origin,
          requested,
          partner: request.partner,
          basis: basis ?? basisFor(source, 'extradition', facts),
          urgency,
          label: highest(label, source),
          items: numbered(items.slice(0, 1).map(() => ({ type: 'extradition' }))),
          conditions: request.partner === source.request.partner ? accepted(source.request) : [],
        },
        facts,
      );
    },
    carries: (_input, facts) => extraditing(sourceOf(facts), sourceOf(facts).request.items.slice(0, 1)),
  }),
} as const;
