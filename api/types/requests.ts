import { queryFromInfo } from '@pothos/plugin-prisma';
import { type ResolveCursorConnectionArgs, resolveCursorConnection } from '@pothos/plugin-relay';
import { z } from 'zod';
import { STATUSES, type Status } from '../../domain/request.ts';
import { Prisma } from '../../prisma/generated/client/client.ts';
import { builder } from '../builder.ts';
import { me, type Tx } from '../context.ts';
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
import { Authority } from './authority.ts';
import { RequestKindEnum, StatusEnum, UrgencyEnum } from './enums.ts';
import { Request } from './request.ts';

const Filter = builder.inputType('RequestFilter', {
  description: 'Which requests; all conditions must hold.',
  fields: (t) => ({
    statuses: t.field({ type: [StatusEnum] }),
    kind: t.field({ type: RequestKindEnum }),
    urgency: t.field({ type: UrgencyEnum }),
    partner: t.globalID({ for: Authority }),
    open: t.boolean({ description: 'Only those that are not closed or withdrawn.' }),
    mine: t.boolean({ description: 'Only those that the viewer drafts or is officer of.' }),
    search: t.string({
      description: 'Words of the reference, the partner, the persons, the text.',
      validate: z.string().max(200),
    }),
  }),
});

/** How a list is sorted: the column, its direction, and where a request without a value stands. */
const SORTS = {
  SENT: { column: 'sent_at', descending: true },
  NEWEST: { column: 'created_at', descending: true },
  CHANGED: { column: 'changed_at', descending: true },
  DUE: { column: 'due_at', descending: false },
} as const;
type Sort = Exclude<keyof typeof SORTS, 'SENT'>;
const SortEnum = builder.enumType('RequestSort', {
  description: 'NEWEST and CHANGED: the latest first. DUE: least time left first; only requests with an open deadline.',
  values: ['NEWEST', 'CHANGED', 'DUE'] as const,
});

type FilterValues = typeof Filter.$inferInput;

/** The conditions of a filter, as SQL; the policies of the database add whose eyes may see. */
function conditions(filter: FilterValues, { org, user }: { org: string; user: string }): Prisma.Sql[] {
  const { statuses, kind, urgency, partner, open, mine, search } = filter;
  return [
    Prisma.sql`org_id = ${org}::uuid and kind <> 'hold'`,
    ...(statuses?.length ? [Prisma.sql`status in (${Prisma.join([...statuses])})`] : []),
    ...(kind ? [Prisma.sql`kind = ${kind}`] : []),
    ...(urgency ? [Prisma.sql`urgency = ${urgency}`] : []),
    ...(partner ? [Prisma.sql`partner_id = ${partner.id}::uuid`] : []),
    ...(open ? [Prisma.sql`status not in ('closed', 'withdrawn')`] : []),
    ...(mine ? [Prisma.sql`(drafter_id = ${user}::uuid or officer_id = ${user}::uuid)`] : []),
    ...(search ? [Prisma.sql`id in (select search_requests(${org}::uuid, ${search}))`] : []),
  ];
}

type Row = { id: string } & Placed;
/** A request as the list's query selected it, with its place in the list. */
export type Listed = { readers: string[]; translators: string[] } & Row;

/** The rows of a page in its order, with what the query asks of each. */
export async function listed(tx: Tx, page: Prisma.Sql, query: object): Promise<Listed[]> {
  const rows = await tx.$queryRaw<Row[]>(page);
  const found = await tx.request.findMany({ ...query, where: { id: { in: rows.map(({ id }) => id) } } });
  return inPlace(rows, found, ({ id }) => id);
}

builder.queryField('requests', (t) =>
  t.connection({
    type: Request,
    description: 'The requests that the viewer may see.',
    args: { filter: t.arg({ type: Filter }), sort: t.arg({ type: SortEnum, defaultValue: 'NEWEST' }) },
    complexity: pageComplexity,
    resolve: (_root, { filter, sort, ...args }, context, info) => {
      // A cursor holds what the list is sorted by: a partner gets no date of ours in it but that of sending.
      const { column, descending } = SORTS[me(context).actor.authority ? 'SENT' : ((sort ?? 'NEWEST') satisfies Sort)];
      const query = queryFromInfo({
        context,
        info,
        typeName: 'Request',
        path: ['edges', 'node'],
        select: { id: true, readers: true, translators: true },
      });
      const columns: Columns = [
        { by: column, type: 'timestamptz' },
        { by: 'id', type: 'uuid' },
      ];
      const page = (asked: ResolveCursorConnectionArgs): Promise<Listed[]> => {
        const where = conditions(filter ?? {}, { org: me(context).org, user: me(context).actor.id });
        if (column === 'due_at') where.push(Prisma.sql`due_at is not null`);
        const end = pageSql({ columns, descending, where }, asked);
        return listed(context.tx, Prisma.sql`select id, ${placeSql(columns)} as place from request ${end}`, query);
      };
      return resolveCursorConnection({ args, ...PAGE_SIZES, toCursor: ({ place }: Listed) => cursorOf(place) }, page);
    },
  }),
);

builder.queryField('request', (t) =>
  t.prismaField({
    type: Request,
    nullable: true,
    description: 'One request by its id or its reference; null where there is none for the viewer.',
    args: { id: t.arg.globalID({ for: Request }), reference: t.arg.string({ validate: z.string().max(60) }) },
    resolve: (query, _root, { id, reference }, context) =>
      id || reference
        ? context.tx.request.findFirst({
            ...query,
            where: {
              kind: { not: 'hold' },
              ...(id ? { id: id.id } : {}),
              ...(reference ? { reference, orgId: me(context).org } : {}),
            },
          })
        : null,
  }),
);

const StatusCount = builder.objectRef<{ status: Status; count: number }>('StatusCount').implement({
  description: 'How many requests stand at one status.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    status: t.field({ type: StatusEnum, resolve: ({ status }) => status }),
    count: t.exposeInt('count'),
  }),
});

builder.queryField('requestCounts', (t) =>
  t.field({
    type: [StatusCount],
    description: 'How many of the requests that the viewer may see stand where.',
    args: { filter: t.arg({ type: Filter }) },
    resolve: async (_root, { filter }, context) => {
      const where = conditions(filter ?? {}, { org: me(context).org, user: me(context).actor.id });
      const rows = await context.tx.$queryRaw<{ status: string; count: number }[]>`
        select status, count(*)::int as count from request where ${Prisma.join(where, ' and ')} group by status`;
      return STATUSES.flatMap((status) =>
        rows.filter((row) => row.status === status).map(({ count }) => ({ status, count })),
      );
    },
  }),
);
