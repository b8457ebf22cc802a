import { createSchema } from 'graphql-yoga';
import type { Pool } from 'pg';
import { openPool } from '../../../registry/db.ts';
import { options, serve } from './serve.ts';

type Options = { databaseUrl: string; viewer: { user: string; org: string; keys: string[] } };
type Args = { first: number; after?: string; sort: 'NEWEST' | 'DUE'; filter: { urgency: string } };
type Row = { key: string; id: string; [column: string]: unknown };

const { databaseUrl, viewer } = options<Options>();
const pool: Pool = openPool(databaseUrl);

const SORTS = {
  NEWEST: { column: 'created_at', direction: 'desc', sign: '<' },
  DUE: { column: 'due_at', direction: 'asc', sign: '>' },
} as const;

/** What the product selects, in one statement: the same rows, conditions, joins and order. */
function listOf(sort: Args['sort'], isFirst: boolean): string {
  const { column, direction, sign } = SORTS[sort];
  return `select r.id, r.reference, r.status, r.title, r.urgency, r.due_at, a.names, d.name as drafter, r.readers,
      to_char(r.${column}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key
    from request r join authority a on a.id = r.partner_id join person d on d.id = r.drafter_id
    where r.org_id = $1::uuid and r.urgency = $2 and r.status not in ('closed', 'withdrawn')
      ${sort === 'DUE' ? 'and r.due_at is not null' : ''}
      ${isFirst ? '' : `and (r.${column}, r.id) ${sign} ($4::timestamptz, $5::uuid)`}
    order by r.${column} ${direction}, r.id ${direction} limit $3`;
}

/** The same kind of transaction as the product's: what it sees is set at its start. */
async function rowsOf({ first, after, sort, filter }: Args): Promise<Row[]> {
  const cursor = after ? Buffer.from(after, 'base64url').toString().split(' ') : [];
  const client = await pool.connect();
  try {
    const values = [viewer.org, viewer.user, viewer.keys.join(','), '', ''];
    const settings = ['org', 'user', 'keys', 'requests', 'applying'].map(
      (name, index) => `set_config('app.${name}', ${client.escapeLiteral(values[index] ?? '')}, true)`,
    );
    await client.query(`begin isolation level repeatable read read only; select ${settings.join(', ')}`);
    const { rows } = await client.query<Row>(listOf(sort, cursor.length === 0), [
      viewer.org,
      filter.urgency.toLowerCase(),
      first + 1,
      ...cursor,
    ]);
    await client.query('commit');
    return rows;
  } finally {
    client.release();
  }
}

const named = (value: unknown): string => String(value).toUpperCase().replaceAll('-', '_');
const cursorOf = ({ key, id }: Row): string => Buffer.from(`${key} ${id}`).toString('base64url');

serve(
  createSchema({
    typeDefs: `
      enum RequestSort { NEWEST DUE }
      enum Urgency { NORMAL URGENT EMERGENCY }
      input RequestFilter { open: Boolean urgency: Urgency }
      type Authority { name: String! }
      type Person { name: String! }
      type Request { id: ID! reference: String! status: String! title: String! urgency: String! dueAt: String partner: Authority! drafter: Person! }
      type Edge { node: Request! }
      type PageInfo { hasNextPage: Boolean! endCursor: String }
      type Connection { edges: [Edge!]! pageInfo: PageInfo! }
      type Query { requests(first: Int!, after: String, sort: RequestSort!, filter: RequestFilter!): Connection! }`,
    resolvers: {
      Query: {
        requests: async (_root: unknown, args: Args) => {
          const rows = await rowsOf(args);
          const page = rows.slice(0, args.first);
          const last = page.at(-1);
          return {
            edges: page.map((node) => ({ node })),
            pageInfo: { hasNextPage: rows.length > args.first, endCursor: last ? cursorOf(last) : null },
          };
        },
      },
      Request: {
        id: ({ id }: Row) => Buffer.from(`Request:${id}`).toString('base64'),
        status: ({ status }: Row) => named(status),
        urgency: ({ urgency }: Row) => named(urgency),
        dueAt: (row: Row) => row['due_at'],
        partner: ({ names }: Row) => ({ name: (names as { en: string }).en }), // a jsonb of names
        drafter: ({ drafter }: Row) => ({ name: drafter }),
      },
    },
  }),
);
