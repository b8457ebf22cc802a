import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import { ownDraft } from '../guards.ts';
import { DRAFTED_KINDS } from '../kinds.ts';
import { bases, code, type Decision, type Facts, file, type Guard, id, move, words } from '../move.ts';
import { NOTHING_YET } from '../new-file.ts';
import { type Changes, isAbove, LABELS, type Request, type Status, URGENCIES } from '../request.ts';
import { ROUTES } from '../treaties/type.ts';
import { started } from './clocks-of.ts';

export const DRAFTING: readonly Status[] = ['draft', 'ca-returned'];
const itemInput = z.object({ type: code, basis: bases.optional() });

export const isNew: Guard = (request) =>
  request.version === 0 ? undefined : { rule: 'status', source: 'procedure 3.1', because: 'it exists already' };
export const parentHasEnded: Guard = (_request, { parent }) =>
  parent === undefined || ['executed', 'partial', 'refused', 'closed'].includes(parent.status)
    ? undefined
    : { rule: 'parent', source: 'procedure 3.1', because: 'the request that it supplements is still under way' };
/** It inherits conditions and shows them to its partner: another State's would tell of that State's case. */
const parentIsThere: Guard = (request, { parent }) =>
  parent === undefined || parent.partner === request.partner
    ? undefined
    : { rule: 'parent', source: 'separation of duties S8', because: 'the request that it supplements lies elsewhere' };

/** What was accepted there binds here, too. */
export const accepted = (request: Request | undefined): Request['conditions'] =>
  request?.conditions.filter(({ status }) => status === 'accepted') ?? [];

export type Frame = Pick<
  Changes,
  'route' | 'parent' | 'origin' | 'formalises' | 'reliesOn' | 'prolongs' | 'splitFrom'
> &
  Partial<Pick<Request, 'drafter' | 'office'>> &
  Pick<Request, 'kind' | 'requested' | 'partner' | 'basis' | 'urgency' | 'label' | 'items' | 'conditions'>;

/** A draft as it begins. */
export const drafted = (request: Request, frame: Frame, facts: Facts): Decision => ({
  to: 'draft',
  set: {
    id: request.id,
    org: request.org,
    reference: facts.reference ?? request.reference,
    direction: 'outgoing',
    createdAt: facts.now,
    drafter: facts.actor.standsInFor ?? facts.actor.id,
    office: facts.actor.office ?? '',
    ...NOTHING_YET,
    ...frame,
  },
  deadlines: [started({ ...request, urgency: frame.urgency }, facts, 'drafting')],
});

const highestNumber = ({ items, numbered = 0 }: Request): number =>
  Math.max(numbered, ...items.map(({ id: number }) => Number(number)));

/** The request without some items. Their numbers are not given again: what was said of them stays on record by these. */
export const without = (request: Request, taken: readonly string[]): Pick<Changes, 'items' | 'numbered'> => ({
  items: request.items.filter(({ id: number }) => !taken.includes(number)),
  numbered: highestNumber(request),
});

export const draftingMoves = {
  create: move({
    doc: 'Opens a draft to a partner authority on a legal basis: of a request for assistance, or for the preservation of data. A supplementary request names its parent and inherits the conditions accepted there.',
    source: 'procedure 3.1',
    by: ['drafter'],
    from: ['draft'],
    input: z.object({
      requested: z.string().regex(/^[A-Z]{2,3}$/, { error: 'is not the code of a State, such as BE' }),
      partner: id,
      basis: bases,
      route: z.enum(ROUTES).optional(),
      kind: z.enum(DRAFTED_KINDS).optional(),
      urgency: z.enum(URGENCIES).default('normal'),
      label: z.enum(LABELS).default('restricted'),
      items: z.array(itemInput).max(200).default([]),
      parent: id.optional(),
    }),
    guards: [isNew, parentHasEnded, parentIsThere],
    decide: (request, { items, parent, route, kind = 'mla', ...frame }, facts) =>
      drafted(
        request,
        {
          ...frame,
          kind,
          ...(route ? { route } : {}),
          ...(parent ? { parent } : {}),
          label: facts.parent && isAbove(facts.parent.label, frame.label) ? facts.parent.label : frame.label, // 5.2: a child inherits the highest
          items: items.map(({ type, basis }, index) => ({ id: String(index + 1), type, ...(basis ? { basis } : {}) })),
          conditions: accepted(facts.parent),
        },
        facts,
      ),
  }),

  changeFrame: move({
    doc: 'Changes the legal basis, the route, the urgency or the handling label of a draft. A drafter may only raise the label.',
    source: 'procedure 2.1 K4, K12, K19; labels 5.2',
    by: ['drafter'],
    from: DRAFTING,
    input: z.object({
      basis: bases.optional(),
      route: z.enum(ROUTES).optional(),
      urgency: z.enum(URGENCIES).optional(),
      label: z.enum(LABELS).optional(),
    }),
    guards: [ownDraft],
    decide: (request, { basis, route, urgency, label }) => {
      if (label && LABELS.indexOf(label) < LABELS.indexOf(request.label)) {
        throw new InvalidInput('this label', [
          {
            field: 'label',
            rule: 'label-only-raised',
            message: 'is lower than before: only the head may lower it',
            source: 'labels 5.2',
          },
        ]);
      }
      return {
        to: request.status,
        set: {
          ...(basis ? { basis } : {}),
          ...(route ? { route } : {}),
          ...(urgency ? { urgency } : {}),
          ...(label ? { label } : {}),
        },
      };
    },
  }),

  lowerLabel: move({
    doc: 'Lowers the handling label, with a reason.',
    source: 'labels 5.2',
    by: ['ca-head'],
    from: ['with-ca'],
    input: z.object({ label: z.enum(LABELS), reason: words }),
    said: ['reason'],
    decide: (request, { label }, facts) => {
      if (!isAbove(request.label, label)) {
        throw new InvalidInput('this label', [
          {
            field: 'label',
            rule: 'label-only-lowered',
            message: `is not lower than "${request.label}": only the drafter raises it, in a draft`,
            source: 'labels 5.2',
          },
        ]);
      }
      return { to: request.status, set: { label, amendedBy: facts.actor.id } };
    },
  }),

  addItem: move({
    doc: 'Adds one thing asked. Its content is the part `item/<id>`.',
    source: 'procedure 2.1 K9',
    by: ['drafter'],
    from: DRAFTING,
    input: itemInput,
    guards: [ownDraft],
    decide: (request, { type, basis }) => {
      const next = 1 + highestNumber(request);
      return {
        to: request.status,
        set: { items: [...request.items, { id: String(next), type, ...(basis ? { basis } : {}) }] },
      };
    },
  }),

  removeItem: move({
    doc: 'Takes one thing asked out of the draft. Its number is not given again.',
    source: 'procedure 2.1 K9',
    by: ['drafter'],
    from: DRAFTING,
    input: z.object({ item: z.string().max(4) }),
    guards: [ownDraft],
    decide: (request, { item }) => {
      if (!request.items.some(({ id }) => id === item)) throw unknownField('item', 'names no item of this request');
      return { to: request.status, set: without(request, [item]) };
    },
  }),

  attachAnnex: move({
    doc: 'Attaches an uploaded file as an annex of the letter.',
    source: 'procedure 2.1 K15',
    by: ['drafter'],
    from: DRAFTING,
    input: z.object({ file, title: words }),
    guards: [ownDraft],
    decide: (request, input, facts) => ({
      to: request.status,
      set: { annexes: [...request.annexes, { id: facts.id, title: input.title, file: input.file }] },
    }),
  }),

  removeAnnex: move({
    doc: 'Takes an annex out of the draft.',
    source: 'procedure 2.1 K15',
    by: ['drafter'],
    from: DRAFTING,
    input: z.object({ annex: id }),
    guards: [ownDraft],
    decide: (request, { annex }) => {
      if (!request.annexes.some(({ id }) => id === annex))
        throw unknownField('annex', 'names no annex of this request');
      return { to: request.status, set: { annexes: request.annexes.filter(({ id }) => id !== annex) } };
    },
  }),

  askDesk: move({
    doc: 'Asks the central authority’s desk a question before submission.',
    source: 'house rule HR-22',
    by: ['drafter'],
    from: DRAFTING,
    input: z.object({ question: words }),
    guards: [ownDraft],
    decide: (request, { question }, facts) => ({
      to: request.status,
      set: { deskQuestions: [...request.deskQuestions, { id: facts.id, words: question, askedOn: facts.now }] },
    }),
  }),
} as const;

export const unknownField = (field: string, message: string): InvalidInput =>
  new InvalidInput('this step', [{ field, rule: 'unknown', message, source: 'the record' }]);
