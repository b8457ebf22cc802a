import { queryFromInfo } from '@pothos/plugin-prisma';
import { type ResolveCursorConnectionArgs, resolveCursorConnection } from '@pothos/plugin-relay';
import { z } from 'zod';
import { ENDED_HOLDS } from '../../domain/hold-status.ts';
import { Prisma } from '../../prisma/generated/client/client.ts';
import type { SignedIn } from '../../registry/sessions.ts';
import { builder } from '../builder.ts';
import { me } from '../context.ts';
import { type Columns, cursorOf, PAGE_SIZES, pageComplexity, pageSql, placeSql } from '../pages.ts';
import { DirectionEnum, StatusEnum } from './enums.ts';
import { Hold } from './hold.ts';
import { Request, whole } from './request.ts';
import { type Listed, listed } from './requests.ts';

builder.prismaObjectField(Hold, 'deadlines', (t) =>
  t.relation('deadlines', {
    authScopes: whole,
    query: { orderBy: [{ dueAt: 'asc' }, { kind: 'asc' }, { cycle: 'asc' }] },
  }),
);
builder.prismaObjectField(Hold, 'tasks', (t) =>
  t.relation('tasks', {
    authScopes: whole,
    query: { orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { action: 'asc' }] },
  }),
);
builder.prismaObjectField(Hold, 'events', (t) =>
  t.relation('events', {
    description: 'The first 500.',
    authScopes: whole,
    query: { orderBy: { seq: 'asc' }, take: 500 },
  }),
);
builder.prismaObjectField(Hold, 'files', (t) =>
  t.relation('files', { authScopes: whole, query: { orderBy: [{ at: 'asc' }, { id: 'asc' }] } }),
);

builder.prismaObjectFields(Request, (t) => ({
  holds: t.field({
    type: [Hold],
    description:
      'The holds that it relies on, that it has asked for, or whose extension it asks for, and that are the viewer’s to see.',
    authScopes: whole,
    select: (_args, _context, nested) => ({ holds: { select: { hold: nested() } } }),
    resolve: ({ holds }) => holds.map(({ hold }) => hold),
  }),
}));

const Filter = builder.inputType('HoldFilter', {
  description: 'Which holds; all conditions must hold.',
  fields: (t) => ({
    statuses: t.field({ type: [StatusEnum] }),
    open: t.boolean({ description: 'Only those that something is still held by.' }),
    mine: t.boolean({ description: 'Only those that the viewer drafts.' }),
    direction: t.field({
      type: DirectionEnum,
      description: 'Only those that we asked for, or that partners ask of us.',
    }),
  }),
});

/** Least time left first; what does not run out stands last. */
const LIST: Columns = [
  { by: `coalesce(due_at, '9999-12-31T00:00:00Z')`, type: 'timestamptz' },
  { by: 'id', type: 'uuid' },
];

/** The conditions of a filter, as SQL; the policies of the database add whose eyes may see. */
function conditions(
  { statuses, open, mine, direction }: typeof Filter.$inferInput,
  { org, actor: { id: user, authority } }: SignedIn,
): Prisma.Sql[] {
  const proposed = Prisma.sql`case when state #>> '{hold,incoming,answer,at}' is not null and state #>> '{hold,incoming,answer,told,at}' is null then 'triage'
    when status = 'release-proposed' then state -> 'hold' -> 'proposal' ->> 'from' else status end`;
  const status = authority === undefined ? Prisma.sql`status` : proposed; // as `statusSeenBy` has it
  return [
    Prisma.sql`org_id = ${org}::uuid and kind = 'hold'`,
    ...(statuses?.length ? [Prisma.sql`${status} in (${Prisma.join([...statuses])})`] : []),
    ...(open ? [Prisma.sql`status not in (${Prisma.join([...ENDED_HOLDS])})`] : []),
    ...(direction ? [Prisma.sql`direction = ${direction}`] : []),
    ...(mine ? [Prisma.sql`drafter_id = ${user}::uuid`] : []),
  ];
}

builder.queryFields((t) => ({
  holds: t.connection({
    type: Hold,
    description: 'The holds that the viewer may see, least time left first.',
    args: { filter: t.arg({ type: Filter }) },
    complexity: pageComplexity,
    resolve: (_root, { filter, ...args }, context, info) => {
      const select = { id: true, readers: true, translators: true } as const;
      const query = queryFromInfo({ context, info, typeName: 'Hold', path: ['edges', 'node'], select });
      const where = conditions(filter ?? {}, me(context));
      const page = (asked: ResolveCursorConnectionArgs): Promise<Listed[]> => {
        const end = pageSql({ columns: LIST, descending: false, where }, asked);
        return listed(context.tx, Prisma.sql`select id, ${placeSql(LIST)} as place from request ${end}`, query);
      };
      return resolveCursorConnection({ args, ...PAGE_SIZES, toCursor: ({ place }: Listed) => cursorOf(place) }, page);
    },
  }),
  hold: t.prismaField({
    type: Hold,
    nullable: true,
    description: 'One hold by its id or its reference; null where there is none for the viewer.',
    args: { id: t.arg.globalID({ for: Hold }), reference: t.arg.string({ validate: z.string().max(60) }) },
    resolve: (query, _root, { id, reference }, context) =>
      id || reference
        ? context.tx.request.findFirst({
            ...query,
            where: {
              kind: 'hold',
              ...(id ? { id: id.id } : {}),
              ...(reference ? { reference, orgId: me(context).org } : {}),
            },
          })
        : null,
  }),
}));
