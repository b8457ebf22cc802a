import type { DeadlineChange } from '../../domain/deadlines.ts';
import type { Action } from '../../domain/moves.ts';
import type { Event as Happened, Status, TextRef } from '../../domain/request.ts';
import { builder, LIST_MULTIPLIER } from '../builder.ts';
import { wordsOf } from '../words.ts';
import { ActionEnum, StatusEnum } from './enums.ts';
import { RecordRef } from './item.ts';
import { Person } from './person.ts';
import { Request, whole } from './request.ts';

type Where = NonNullable<Happened['actor']['workflow']>;
const WorkflowStep = builder.objectRef<Where>('WorkflowStep').implement({
  description: 'Where the engine was when it took the step.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.exposeString('id'),
    run: t.exposeString('run', { description: 'Which run of the workflow.' }),
    step: t.exposeString('step', { description: 'The step within it.' }),
  }),
});

type Said = { field: string; value: string | TextRef };
const Saying = builder.objectRef<Said>('Saying').implement({
  description: 'One thing that was said with a step.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    field: t.exposeString('field', { description: 'The field of the step’s input.' }),
    words: t.string({
      nullable: true,
      description: 'Null where the viewer may not read it. Of a file its hash.',
      resolve: ({ value }, _args, { tx }) => (typeof value === 'string' ? value : wordsOf(tx, value)),
    }),
  }),
});

const ClockChange = builder.objectRef<DeadlineChange>('DeadlineChange').implement({
  description: 'What a step did to one deadline.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    change: t.exposeString('op', {
      description: 'open, met, cancelled, reminded, fired, pause, resume, recount',
    }),
    kind: t.string({ description: 'Of which deadline.', resolve: (change) => keyOf(change).kind }),
    cycle: t.int({ description: 'Which run of it.', resolve: (change) => keyOf(change).cycle }),
    dueAt: t.field({
      description: 'Of a deadline that opens, runs on or was counted anew: when it is due.',
      type: 'DateTime',
      nullable: true,
      resolve: (change) => (change.op === 'open' ? change.deadline.dueAt : 'dueAt' in change ? change.dueAt : null),
    }),
  }),
});
const keyOf = (change: DeadlineChange): { kind: string; cycle: number } =>
  change.op === 'open' ? change.deadline : change;

/** What an input says, field by field: `feedback.score`. */
function sayings(field: string, value: unknown): Said[] {
  if (typeof value !== 'object' || value === null) return [{ field, value: String(value) }];
  if ('text' in value && 'hash' in value) return [{ field, value: value as TextRef }]; // deposited so
  if ('file' in value && 'hash' in value) return [{ field, value: String(value.hash) }];
  return Object.entries(value).flatMap(([name, inner]) => sayings(`${field}.${name}`, inner));
}

const bodyOf = ({ body }: { body: unknown }): Happened => body as Happened; // a jsonb of that type

export const Event = builder.prismaObject('Event', {
  description: 'One step that was taken, with its place in the audit chain.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    seq: t.exposeInt('seq', { description: 'Its place among the events of the request, from 1 without a gap.' }),
    at: t.expose('at', { type: 'DateTime' }),
    action: t.field({ type: ActionEnum, select: { action: true }, resolve: ({ action }) => action as Action }), // written through the same list
    from: t.field({
      type: StatusEnum,
      nullable: true,
      select: { fromStatus: true },
      resolve: ({ fromStatus }) => fromStatus as Status | null,
    }), // likewise
    to: t.field({ type: StatusEnum, select: { toStatus: true }, resolve: ({ toStatus }) => toStatus as Status }), // likewise
    actor: t.prismaField({
      type: Person,
      nullable: true,
      description: 'The person; null where the engine took the step.',
      select: { actorId: true, actorKind: true },
      resolve: (query, { actorId, actorKind }, _args, { tx }) =>
        actorKind === 'person' ? tx.person.findUnique({ ...query, where: { id: actorId } }) : null,
    }),
    standsInFor: t.prismaField({
      description: 'The person whose power was used, where somebody stood in (S9).',
      type: Person,
      nullable: true,
      select: { standsFor: true },
      resolve: (query, { standsFor }, _args, { tx }) =>
        standsFor ? tx.person.findUnique({ ...query, where: { id: standsFor } }) : null,
    }),
    onBehalfOf: t.prismaField({
      type: 'Authority',
      nullable: true,
      description: 'The partner for whom our officer recorded the step.',
      select: { onBehalfOf: true },
      resolve: (query, { onBehalfOf }, _args, { tx }) =>
        onBehalfOf ? tx.authority.findUnique({ ...query, where: { id: onBehalfOf } }) : null,
    }),
    record: t.field({
      description: 'Of a step of the partner that one of us wrote down.',
      type: RecordRef,
      nullable: true,
      select: { body: true },
      resolve: (event) => bodyOf(event).record ?? null,
    }),
    said: t.field({
      description: 'What was said with the step and is in no field of the request: a reason, a comment, a statement.',
      type: [Saying],
      select: { body: true },
      resolve: (event) => Object.entries(bodyOf(event).said ?? {}).flatMap(([field, value]) => sayings(field, value)),
    }),
    deadlines: t.field({
      description: 'The deadlines that it opened, met, moved or fired.',
      type: [ClockChange],
      select: { body: true },
      resolve: (event) => [...bodyOf(event).deadlines],
    }),
    workflow: t.field({
      description: 'Of a step that the engine took.',
      type: WorkflowStep,
      nullable: true,
      select: { body: true },
      resolve: (event) => bodyOf(event).actor.workflow ?? null,
    }),
    hash: t.string({
      description: 'SHA-256 of the previous hash and this event (RFC 8785).',
      select: { audit: { select: { hash: true } } },
      resolve: ({ audit }) => audit?.hash ?? '',
    }),
    previousHash: t.string({
      description: 'The hash of the event before; empty for the first.',
      select: { audit: { select: { previous: true } } },
      resolve: ({ audit }) => audit?.previous ?? '',
    }),
  }),
});

/** Events of a request in one answer. */
const MOST = 500;

builder.prismaObjectField(Request, 'events', (t) =>
  t.relation('events', {
    authScopes: whole,
    complexity: ({ first }) => ({
      field: 1,
      multiplier: Math.max(LIST_MULTIPLIER, Math.min(first ?? MOST, MOST) / 10),
    }),
    args: { after: t.arg.int({ defaultValue: 0 }), first: t.arg.int({ defaultValue: MOST }) },
    query: ({ after, first }) => ({
      where: { seq: { gt: after ?? 0 } },
      orderBy: { seq: 'asc' },
      take: Math.min(Math.max(first ?? MOST, 1), MOST),
    }),
  }),
);
