import { queryFromInfo } from '@pothos/plugin-prisma';
import { type ResolveCursorConnectionArgs, resolveCursorConnection } from '@pothos/plugin-relay';
import { UNANSWERED } from '../../domain/inbox.ts';
import type { Action } from '../../domain/moves.ts';
import { Prisma } from '../../prisma/generated/client/client.ts';
import { builder } from '../builder.ts';
import { type Context, me } from '../context.ts';
import {
  type Columns,
  cursorOf,
  inPlace,
  PAGE_SIZES,
  type Placed,
  pageComplexity,
  pageSql,
  placeSql,
} from '../pages.ts';
import { ActionEnum } from './enums.ts';
import { OF_HOLD, OF_REQUEST } from './of-file.ts';
import { Request, whole } from './request.ts';

const who = (key: string): string => key.replace(/^role:/, 'the ').replace(/^(user|office|authority):.*$/, '$1');

const Task = builder.prismaObject('Task', {
  description: 'A step that waits for somebody.',
  authScopes: { signedIn: true },
  select: { requestId: true, action: true, toKey: true },
  fields: (t) => ({
    action: t.field({ type: ActionEnum, select: { action: true }, resolve: ({ action }) => action as Action }), // written through the same list
    nobodyLeft: t.boolean({
      description: 'Nobody is left who may take the step: the head decides what to do.',
      select: { kind: true },
      resolve: ({ kind }) => kind === 'nobody-left',
    }),
    isUnanswered: t.boolean({
      description: 'An alarm that everybody was called to and nobody has answered.',
      select: { kind: true },
      resolve: ({ kind }) => kind === UNANSWERED,
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
    request: t.field(OF_REQUEST),
    hold: t.field(OF_HOLD),
  }),
});

const Notice = builder.prismaObject('Notice', {
  description: 'Something the viewer was told: codes and dates only.',
  authScopes: { signedIn: true },
  select: { requestId: true, seq: true, toKey: true },
  fields: (t) => ({
    kind: t.exposeString('kind'),
    at: t.expose('at', { type: 'DateTime' }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the deadline that it is about is due; null where it is about none.',
    }),
    seq: t.exposeInt('seq', { description: 'The event of which the viewer was told.' }),
    request: t.field(OF_REQUEST),
    hold: t.field(OF_HOLD),
  }),
});

builder.prismaObjectField(Request, 'tasks', (t) =>
  t.relation('tasks', {
    authScopes: whole,
    query: { orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { action: 'asc' }] },
  }),
);

const mine = (context: Context): Prisma.Sql[] => {
  const { viewer, org } = me(context);
  return [Prisma.sql`org_id = ${org}::uuid`, Prisma.sql`to_key = any (${[...viewer.keys]}::text[])`];
};

/** Least time left first; what is not due stands last. */
const INBOX: Columns = [
  { by: `coalesce(due_at, '9999-12-31T00:00:00Z')`, type: 'timestamptz' },
  { by: 'since', type: 'timestamptz' },
  { by: 'request_id', type: 'uuid' },
  { by: 'action', type: 'text' },
  { by: 'to_key', type: 'text' },
];
type ListedTask = { requestId: string; action: string; toKey: string } & Placed;

async function tasksOn(page: Prisma.Sql, query: object, { tx }: Context): Promise<ListedTask[]> {
  const rows = await tx.$queryRaw<ListedTask[]>(
    Prisma.sql`select request_id::text as "requestId", action, to_key as "toKey", ${placeSql(INBOX)} as place from task ${page}`,
  );
  const found = await tx.task.findMany({
    ...query,
    where: { requestId: { in: rows.map(({ requestId }) => requestId) }, toKey: { in: rows.map(({ toKey }) => toKey) } },
  });
  return inPlace(rows, found, ({ requestId, action, toKey }) => [requestId, action, toKey].join(' '));
}

/** The newest first. */
const TOLD: Columns = [
  { by: 'at', type: 'timestamptz' },
  { by: 'request_id', type: 'uuid' },
  { by: 'seq', type: 'int' },
  { by: 'to_key', type: 'text' },
];
type ListedNotice = { requestId: string; seq: number; toKey: string } & Placed;

async function noticesOn(page: Prisma.Sql, query: object, { tx }: Context): Promise<ListedNotice[]> {
  const rows = await tx.$queryRaw<ListedNotice[]>(
    Prisma.sql`select request_id::text as "requestId", seq, to_key as "toKey", ${placeSql(TOLD)} as place from notice ${page}`,
  );
  const found = await tx.notice.findMany({
    ...query,
    where: { requestId: { in: rows.map(({ requestId }) => requestId) }, seq: { in: rows.map(({ seq }) => seq) } },
  });
  return inPlace(rows, found, ({ requestId, seq, toKey }) => [requestId, seq, toKey].join(' '));
}

builder.queryFields((t) => ({
  inbox: t.connection({
    type: Task,
    description: 'What waits for the viewer, least time left first.',
    complexity: pageComplexity,
    resolve: (_root, args, context, info) => {
      const select = { requestId: true, action: true, toKey: true } as const;
      const query = queryFromInfo({ context, info, typeName: 'Task', path: ['edges', 'node'], select });
      const page = (asked: ResolveCursorConnectionArgs): Promise<ListedTask[]> =>
        tasksOn(pageSql({ columns: INBOX, descending: false, where: mine(context) }, asked), query, context);
      return resolveCursorConnection(
        { args, ...PAGE_SIZES, toCursor: ({ place }: ListedTask) => cursorOf(place) },
        page,
      );
    },
  }),
  notices: t.connection({
    type: Notice,
    description: 'What the viewer was told, the newest first.',
    complexity: pageComplexity,
    resolve: (_root, args, context, info) => {
      const select = { requestId: true, seq: true, toKey: true } as const;
      const query = queryFromInfo({ context, info, typeName: 'Notice', path: ['edges', 'node'], select });
      const page = (asked: ResolveCursorConnectionArgs): Promise<ListedNotice[]> =>
        noticesOn(pageSql({ columns: TOLD, descending: true, where: mine(context) }, asked), query, context);
      return resolveCursorConnection(
        { args, ...PAGE_SIZES, toCursor: ({ place }: ListedNotice) => cursorOf(place) },
        page,
      );
    },
  }),
}));
