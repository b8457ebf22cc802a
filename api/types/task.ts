import type { Action } from '../../domain/moves.ts';
import { builder } from '../builder.ts';
import { me } from '../context.ts';
import { ActionEnum } from './enums.ts';
import { Request, whole } from './request.ts';

const who = (key: string): string => key.replace(/^role:/, 'the ').replace(/^(user|office|authority):.*$/, '$1');

const Task = builder.prismaObject('Task', {
  description: 'A step that waits for somebody.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    action: t.field({ type: ActionEnum, select: { action: true }, resolve: ({ action }) => action as Action }), // written through the same list
    nobodyLeft: t.boolean({
      description: 'Nobody is left who may take the step: the head decides what to do.',
      select: { kind: true },
      resolve: ({ kind }) => kind === 'nobody-left',
    }),
    waitsFor: t.string({
      description: 'Who has it: a role, or a kind of person.',
      select: { toKey: true },
      resolve: ({ toKey }) => who(toKey),
    }),
    person: t.prismaField({
      type: 'Person',
      nullable: true,
      description: 'The one person who has it, if it is one.',
      select: { toKey: true },
      resolve: (query, { toKey }, _args, { tx }) =>
        toKey.startsWith('user:') ? tx.person.findUnique({ ...query, where: { id: toKey.slice(5) } }) : null,
    }),
    dueAt: t.expose('dueAt', { type: 'DateTime', nullable: true }),
    since: t.expose('since', { type: 'DateTime' }),
    request: t.relation('request'),
  }),
});

const Notice = builder.prismaObject('Notice', {
  description: 'Something the viewer was told: codes and dates only.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    kind: t.exposeString('kind'),
    at: t.expose('at', { type: 'DateTime' }),
    seq: t.exposeInt('seq', { description: 'The event of which the viewer was told.' }),
    request: t.relation('request'),
  }),
});

builder.prismaObjectField(Request, 'tasks', (t) =>
  t.relation('tasks', {
    authScopes: whole,
    query: { orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { action: 'asc' }] },
  }),
);

const LIMIT = 200;

builder.queryFields((t) => ({
  inbox: t.prismaField({
    type: [Task],
    description: 'What waits for the viewer, least time left first.',
    resolve: (query, _root, _args, context) =>
      context.tx.task.findMany({
        ...query,
        where: { toKey: { in: [...me(context).viewer.keys] } },
        orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { since: 'asc' }, { requestId: 'asc' }, { action: 'asc' }],
        take: LIMIT,
      }),
  }),
  notices: t.prismaField({
    type: [Notice],
    description: 'What the viewer was told, the newest first.',
    resolve: (query, _root, _args, context) =>
      context.tx.notice.findMany({
        ...query,
        where: { toKey: { in: [...me(context).viewer.keys] } },
        orderBy: [{ at: 'desc' }, { requestId: 'asc' }, { seq: 'desc' }],
        take: LIMIT,
      }),
  }),
}));
