import { z } from 'zod';
import { ActionNotAllowed, InvalidInput } from '../errors.ts';
import { ownDraft } from '../guards.ts';
import type { Facts } from '../move.ts';
import { bases, code, file, type Guard, id, move, NO_INPUT, words } from '../move.ts';
import { type Changes, isAbove, LABELS, type Letter, type Request, type Status, URGENCIES } from '../request.ts';
import { cancelled, met, resumed, started } from './clocks-of.ts';

const DRAFTING: readonly Status[] = ['draft', 'ca-returned'];
const REVISED: readonly Status[] = ['approved', 'in-translation', 'ready'];
const itemInput = z.object({ type: code, basis: bases.optional() });

const isNew: Guard = (request) =>
  request.version === 0 ? undefined : { rule: 'status', source: 'procedure 3.1', because: 'it exists already' };
const parentHasEnded: Guard = (_request, { parent }) =>
  parent === undefined || ['executed', 'partial', 'refused', 'closed'].includes(parent.status)
    ? undefined
    : { rule: 'parent', source: 'procedure 3.1', because: 'the request that it supplements is still under way' };

/** The letter that a submission binds: rendered and stored before the decision, checked against the content in it. */
export function boundLetter(request: Request, facts: Facts): Changes {
  const letter = facts.prepared?.letter;
  if (!letter || letter.contentHash !== facts.contentHash) {
    throw new ActionNotAllowed({
      action: 'bind',
      status: request.status,
      rule: 'letter-outdated',
      source: 'house rule HR-20',
      because: 'its contents changed while the letter was rendered',
    });
  }
  const editors = [...facts.editors, ...(request.amendedBy ? [request.amendedBy] : [])]; // a lowered label is no part that somebody saved
  const bound: Letter = {
    ...letter,
    annexes: request.annexes.map((annex) => annex.file),
    editors: [...new Set(editors)],
  };
  return { letter: bound, edition: request.edition + 1, defects: [], amendedBy: null };
}

export const draftingMoves = {
  create: move({
    doc: 'Opens a draft to a partner authority on a legal basis. A supplementary request names its parent and inherits the conditions accepted there.',
    source: 'procedure 3.1',
    by: ['drafter'],
    from: ['draft'],
    input: z.object({
      requested: z.string().min(2).max(3),
      partner: id,
      basis: bases,
      urgency: z.enum(URGENCIES).default('normal'),
      label: z.enum(LABELS).default('restricted'),
      items: z.array(itemInput).max(200).default([]),
      parent: id.optional(),
    }),
    guards: [isNew, parentHasEnded],
    decide: (request, { items, parent, ...frame }, facts) => ({
      to: 'draft',
      set: {
        id: request.id,
        org: request.org,
        reference: facts.reference ?? request.reference,
        direction: 'outgoing',
        kind: 'mla',
        createdAt: facts.now,
        drafter: facts.actor.standsInFor ?? facts.actor.id,
        office: facts.actor.office ?? '',
        ...frame,
        ...(parent ? { parent } : {}),
        label: facts.parent && isAbove(facts.parent.label, frame.label) ? facts.parent.label : frame.label, // 5.2: a child inherits the highest
        items: items.map(({ type, basis }, index) => ({ id: String(index + 1), type, ...(basis ? { basis } : {}) })),
        annexes: [],
        edition: 0,
        defects: [],
        transmissions: [],
        questions: [],
        conditions: facts.parent?.conditions.filter(({ status }) => status === 'accepted') ?? [],
        deliveries: [],
        deskQuestions: [],
        chases: 0,
      },
      deadlines: [started(request, facts, 'drafting')],
    }),
  }),

  changeFrame: move({
    doc: 'Changes the legal basis, the urgency or the handling label of a draft. A drafter may only raise the label.',
    source: 'procedure 2.1 K4, K12, K19; labels 5.2',
    by: ['drafter'],
    from: DRAFTING,
    input: z.object({
      basis: bases.optional(),
      urgency: z.enum(URGENCIES).optional(),
      label: z.enum(LABELS).optional(),
    }),
    guards: [ownDraft],
    decide: (request, { basis, urgency, label }) => {
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
        set: { ...(basis ? { basis } : {}), ...(urgency ? { urgency } : {}), ...(label ? { label } : {}) },
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
      const next = 1 + Math.max(0, ...request.items.map((item) => Number(item.id)));
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
      return { to: request.status, set: { items: request.items.filter(({ id }) => id !== item) } };
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

  submit: move({
    doc: 'Submits the draft to the head of the office. Names every gap at once; renders and binds the letter.',
    source: 'procedure 3.1, V1-V11',
    by: ['drafter'],
    from: ['draft'],
    input: NO_INPUT,
    needs: ['content'],
    guards: [ownDraft],
    decide: (request, _input, facts) => ({
      to: 'supervision',
      set: boundLetter(request, facts),
      deadlines: met(request, 'drafting'),
    }),
  }),

  resubmit: move({
    doc: 'Gives the corrected draft back to the central authority as a new version.',
    source: 'procedure 3.1',
    by: ['drafter'],
    from: ['ca-returned'],
    input: NO_INPUT,
    needs: ['content'],
    guards: [ownDraft],
    decide: (request, _input, facts) => ({
      to: 'with-ca',
      set: boundLetter(request, facts),
      deadlines: [...met(request, 'drafting'), ...resumed(request, facts, 'ca-review')],
    }),
  }),

  amend: move({
    doc: 'Opens an approved request for an edit: the approval is void and the file goes back to the central authority.',
    source: 'procedure 3.1: an edit after approval goes back to the central authority',
    by: ['drafter', 'ca-officer'],
    from: REVISED,
    input: NO_INPUT,
    guards: [
      (request, facts) => (facts.actor.roles.includes('ca-officer') ? undefined : ownDraft(request, facts)),
      (request) =>
        request.transmissions.some(({ status }) => status !== 'failed')
          ? { rule: 'transmission-under-way', source: 'procedure 3.1', because: 'it has been dispatched' }
          : undefined,
    ],
    decide: (request, _input, facts) => ({
      to: 'with-ca',
      set: { approval: null, amendedBy: facts.actor.id, ...reopened(request) },
      deadlines: [...cancelled(request, 'translation'), started(request, facts, 'ca-review')],
    }),
  }),
} as const;

/** A translation of what is being edited is no longer certified; its segments stay, and those unchanged stay good. */
const reopened = ({ translation }: Request): Changes =>
  translation
    ? {
        translation: {
          language: translation.language,
          status: 'open',
          ...(translation.translator ? { translator: translation.translator } : {}),
        },
      }
    : {};

export const unknownField = (field: string, message: string): InvalidInput =>
  new InvalidInput('this step', [{ field, rule: 'unknown', message, source: 'the record' }]);
