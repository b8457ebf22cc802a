import { allowedActions } from '../../domain/decide.ts';
import type { RequestKind } from '../../domain/kinds.ts';
import { MOVES } from '../../domain/moves.ts';
import type { Request as Aggregate, Label, Status, Urgency } from '../../domain/request.ts';
import { builder } from '../builder.ts';
import { factsFor } from '../facts.ts';
import { ActionEnum, LabelEnum, RequestKindEnum, StatusEnum, UrgencyEnum } from './enums.ts';

/** The fold of the request's events, as the record keeps it. */
export const stateOf = ({ state }: { state: unknown }): Aggregate => state as Aggregate; // a jsonb of that type
const whole = (request: { readers: string[]; id: string }) => ({
  wholeFile: { readers: request.readers, id: request.id },
});
/** What passes between us and the partner: for both, and not for those who translate. */
const shared = (request: { readers: string[]; id: string }) => ({ $any: { ...whole(request), partner: true } });

export const AllowedAction = builder.objectRef<ReturnType<typeof allowedActions>[number]>('AllowedAction').implement({
  description: 'A step, whether it is open to the viewer now, and if not, why.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    action: t.field({ type: ActionEnum, resolve: ({ action }) => action }),
    allowed: t.boolean({
      description: 'Whether the viewer may take it now.',
      resolve: ({ refusal }) => refusal === undefined,
    }),
    reason: t.string({ nullable: true, resolve: ({ refusal }) => refusal?.because ?? null }),
    rule: t.string({
      description: 'Code of the rule that closes it.',
      nullable: true,
      resolve: ({ refusal }) => refusal?.rule ?? null,
    }),
    source: t.string({ resolve: ({ action, refusal }) => refusal?.source ?? MOVES[action].source }),
  }),
});

export const Request = builder.prismaNode('Request', {
  nullable: true, // asked for by the id of what is not there, a node is null
  id: { field: 'id' },
  findUnique: (id) => ({ id, kind: { not: 'hold' } }),
  description:
    'A request for mutual legal assistance, or for the preservation of data until it is asked. Its partner sees status, references, items, dates, questions, conditions and what was sent; those who translate it, which request it is and the translation; nothing else.',
  authScopes: { signedIn: true },
  select: { id: true, readers: true, translators: true },
  fields: (t) => ({
    reference: t.exposeString('reference'),
    status: t.field({ type: StatusEnum, select: { status: true }, resolve: ({ status }) => status as Status }), // written through the same list
    kind: t.field({
      type: RequestKindEnum,
      description: 'What it is for.',
      select: { kind: true },
      resolve: ({ kind }) => kind as RequestKind, // written through the same list
    }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion` with the next step.' }),
    urgency: t.field({ type: UrgencyEnum, select: { urgency: true }, resolve: ({ urgency }) => urgency as Urgency }), // likewise
    partner: t.relation('partner'),
    sentAt: t.expose('sentAt', { type: 'DateTime', nullable: true, authScopes: shared }),
    partnerReference: t.string({
      description: 'The partner’s own reference.',
      nullable: true,
      authScopes: shared,
      select: { state: true },
      resolve: (request) => stateOf(request).partnerReference ?? null,
    }),
    receivedOn: t.field({
      description: 'The day on which the partner received it.',
      type: 'Date',
      nullable: true,
      authScopes: shared,
      select: { state: true },
      resolve: (request) => stateOf(request).receivedOn ?? null,
    }),
    servedOn: t.field({
      description: 'The day on which the partner served the order on whom it is addressed to.',
      type: 'Date',
      nullable: true,
      authScopes: shared,
      select: { state: true },
      resolve: (request) => stateOf(request).servedOn ?? null,
    }),
    allowedActions: t.field({
      type: [AllowedAction],
      description: 'Every step with whether the viewer may take it now.',
      complexity: 20,
      select: { state: true, orgId: true },
      resolve: async (request, _args, context) =>
        allowedActions(stateOf(request), await factsFor(context, stateOf(request))),
    }),

    title: t.exposeString('title', { authScopes: whole }),
    label: t.field({
      type: LabelEnum,
      authScopes: whole,
      select: { label: true },
      resolve: ({ label }) => label as Label,
    }), // written through the same list
    createdAt: t.expose('createdAt', { type: 'DateTime', authScopes: whole }),
    changedAt: t.expose('changedAt', { type: 'DateTime', authScopes: whole }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      nullable: true,
      authScopes: whole,
      description: 'The earliest open deadline.',
    }),
    drafter: t.relation('drafter', { authScopes: whole }),
    officer: t.relation('officer', { nullable: true, authScopes: whole }),
    office: t.string({
      authScopes: whole,
      select: { office: { select: { name: true } } },
      resolve: ({ office }) => office?.name ?? '', // what a partner asks of us alone has none
    }),
    parent: t.relation('parent', { nullable: true, authScopes: whole }),
    supplements: t.relation('supplements', { authScopes: whole }),
    origin: t.relation('origin', {
      nullable: true,
      description: 'The request that it was drafted from; null where that is not the viewer’s to see.',
      authScopes: whole,
    }),
    drafts: t.relation('drafts', { description: 'The requests that were drafted from it.', authScopes: whole }),
    edition: t.int({
      description: 'Counts the letters that were rendered for it.',
      authScopes: whole,
      select: { state: true },
      resolve: (request) => stateOf(request).edition,
    }),
    retentionUntil: t.field({
      description: 'The day until which the closed file is kept.',
      type: 'Date',
      nullable: true,
      authScopes: whole,
      select: { state: true },
      resolve: (request) => stateOf(request).retentionUntil ?? null,
    }),
  }),
});
export { shared, whole };
