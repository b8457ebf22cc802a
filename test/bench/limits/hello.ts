import { createSchema } from 'graphql-yoga';
import { serve } from './serve.ts';

/** The least that the server can do. */
serve(createSchema({ typeDefs: 'type Query { hello: String! }', resolvers: { Query: { hello: () => 'world' } } }));
