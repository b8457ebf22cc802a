import { createServer } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';

/** Serves a schema with nothing else on a free port, says the port, and ends when its parent does. */
export function serve(schema: GraphQLSchema): void {
  const server = createServer(createYoga({ schema, logging: false, graphiql: false, landingPage: false }));
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    ready(typeof address === 'object' && address ? address.port : 0);
  });
}

export function ready(port: number): void {
  console.log(port);
  process.stdin.resume().on('end', () => process.exit());
}

/** What the parent told. */
export const options = <T>(): T => JSON.parse(process.argv[2] ?? '{}');
