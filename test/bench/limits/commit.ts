import { createSchema } from 'graphql-yoga';
import { Pool } from 'pg';
import { options, serve } from './serve.ts';
import { commitThreeRows } from './three-rows.ts';

/** The bare commit as a mutation. */
const pool = new Pool({ connectionString: options<{ databaseUrl: string }>().databaseUrl, max: 10 });
serve(
  createSchema({
    typeDefs: 'type Query { hello: String! } type Mutation { commit(id: Int!): Int! }',
    resolvers: { Mutation: { commit: (_root: unknown, { id }: { id: number }) => commitThreeRows(pool, id) } },
  }),
);
