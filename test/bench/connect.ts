import { Agent, request } from 'node:http';

/** A client of a GraphQL server that keeps its connections. It costs as little as it can: it shares the machine with what it measures. */
export type Connection = {
  /** Sends an operation; throws when the answer has errors. */
  ask<T>(query: string, variables?: object): Promise<T>;
  close(): void;
};

export function connect(url: string, { token = '', sockets = 1 } = {}): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const post = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = request(`${url}/graphql`, {
        agent,
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      });
      sent.on('error', reject);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      });
      sent.end(body);
    });
  return {
    async ask<T>(query: string, variables = {}): Promise<T> {
      const { data, errors } = JSON.parse(await post(JSON.stringify({ query, variables })));
      if (errors) throw new Error(`Cannot ask "${query.slice(0, 60)}": ${JSON.stringify(errors)}`);
      return data;
    },
    close: () => agent.destroy(),
  };
}
