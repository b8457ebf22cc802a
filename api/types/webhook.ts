import type { AttemptOutcome, PostStatus } from '../../domain/webhooks.ts';
import { addWebhook, endWebhook } from '../../registry/webhooks.ts';
import { builder } from '../builder.ts';
import { applier, me } from '../context.ts';
import { AttemptOutcomeEnum, PostStatusEnum } from './enums.ts';
import { CHANGE_ERRORS } from './errors.ts';
import { KEY } from './key.ts';

const administrator = { role: 'administrator' } as const;

builder.prismaObject('WebhookPost', {
  description: 'A call that is posted to another system.',
  authScopes: { house: true },
  fields: (t) => ({
    call: t.exposeInt('call', { description: 'Which call of the alarm it is, from 1.' }),
    status: t.field({
      type: PostStatusEnum,
      select: { status: true },
      resolve: ({ status }) => status as PostStatus, // written through the same list
    }),
    attempts: t.exposeInt('attempts', { description: 'How often it was tried.' }),
  }),
});

builder.prismaObject('WebhookAttempt', {
  description: 'One attempt to post a call. It says nothing of the case.',
  authScopes: { house: true },
  fields: (t) => ({
    post: t.exposeString('postId', { description: 'The id that the receiver was told: the same in each attempt.' }),
    n: t.exposeInt('n', { description: 'Which attempt of that post it is, from 1.' }),
    at: t.expose('at', { type: 'DateTime' }),
    outcome: t.field({
      type: AttemptOutcomeEnum,
      nullable: true,
      description: 'Null while it is under way.',
      select: { outcome: true },
      resolve: ({ outcome }) => outcome as AttemptOutcome | null, // written through the same list
    }),
    httpStatus: t.exposeInt('httpStatus', { nullable: true, description: 'What the receiver answered.' }),
  }),
});

const Webhook = builder.prismaNode('Webhook', {
  nullable: true,
  description: 'An address of another system to which the calls of alarms are posted, signed.',
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, orgId: me(context).org }),
  authScopes: { house: true },
  fields: (t) => ({
    address: t.exposeString('address'),
    addedAt: t.expose('addedAt', { type: 'DateTime', description: 'From when on calls are posted to it.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'Until when.' }),
    attempts: t.relation('attempts', {
      description: 'The last 50 attempts, the newest first.',
      query: { orderBy: [{ at: 'desc' }, { postId: 'asc' }, { n: 'desc' }], take: 50 },
    }),
  }),
});

const NewWebhook = builder.objectRef<{ id: string; secret?: string }>('NewWebhook').implement({
  description: 'An address that was added.',
  authScopes: administrator,
  fields: (t) => ({
    webhook: t.prismaField({
      type: Webhook,
      description: 'The address.',
      resolve: (query, { id }, _args, { tx }) => tx.webhook.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    secret: t.string({
      nullable: true,
      description: 'By which its posts are signed: told this once, where the key was not used before.',
      resolve: ({ secret }) => secret ?? null,
    }),
  }),
});

builder.queryField('webhooks', (t) =>
  t.prismaField({
    type: [Webhook],
    authScopes: { house: true },
    description: 'The addresses to which calls are posted, or were: for the administrator and the auditor.',
    resolve: (query, _root, _args, context) =>
      context.tx.webhook.findMany({
        ...query,
        where: { orgId: me(context).org },
        orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
      }),
  }),
);

builder.mutationFields((t) => ({
  addWebhook: t.field({
    type: NewWebhook,
    authScopes: administrator,
    description: 'Adds an address to which the calls of alarms are posted: https, three at most.',
    errors: { types: CHANGE_ERRORS },
    args: { address: t.arg.string({ required: true }), idempotencyKey: t.arg.string(KEY) },
    resolve: async (_root, { address, idempotencyKey }, context) => {
      const made = await addWebhook(context.db, applier(context), address, idempotencyKey ?? undefined);
      await context.reread();
      return made;
    },
  }),
  endWebhook: t.prismaField({
    type: Webhook,
    authScopes: administrator,
    description: 'Ends an address: nothing is posted to it any more.',
    errors: { types: CHANGE_ERRORS },
    args: { id: t.arg.globalID({ required: true, for: Webhook }), idempotencyKey: t.arg.string(KEY) },
    resolve: async (query, _root, { id: { id }, idempotencyKey }, context) => {
      await endWebhook(context.db, applier(context), id, idempotencyKey ?? undefined);
      await context.reread();
      return await context.tx.webhook.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
}));
