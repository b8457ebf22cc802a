import { createServer, type RequestListener, type Server } from 'node:http';
import type { Settings } from './config.ts';
import { filesFolder } from './data-folder.ts';
import { Problem } from './problem.ts';

export type ApiOptions = Pick<Settings, 'dataFolder' | 'http' | 'graphiql' | 'smtp' | 'uploadLimit'> & {
  databaseUrl: string;
};

/** Opens the API on its port; port 0 takes a free one. */
export async function openApi(options: ApiOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const { dataFolder, http, graphiql, smtp, uploadLimit, databaseUrl } = options;
  const api = Promise.withResolvers<Api>();
  // The port is taken first: the API must know its own address. Who calls meanwhile waits.
  const server = await listen(async (...exchange) => (await api.promise).handler(...exchange), http);
  const url = publicUrl(http, server);
  try {
    const { createApi } = await import('../api/server.ts');
    const settings = { appUrl: databaseUrl, filesFolder: filesFolder(dataFolder), mailFrom: smtp.from, publicUrl: url };
    api.resolve(await createApi({ ...settings, graphiql, uploadLimit }));
  } catch (error) {
    server.close();
    throw error;
  }
  return {
    url,
    async stop() {
      await closeServer(server);
      await (await api.promise).close();
    },
  };
}

type Api = { handler: RequestListener; close(): Promise<void> };

/** A server on all addresses of the machine is called by one of them. */
export function publicUrl({ host, port, publicUrl }: Settings['http'], server?: Server): string {
  const address = server?.address();
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return publicUrl ?? `http://${name}:${typeof address === 'object' && address ? address.port : port}`;
}

/** Headers come at once. A large file may take hours: how long a body takes, its door decides. */
const PATIENCE = { headersTimeout: 20_000, requestTimeout: 0 };

function listen(handler: RequestListener, { host, port }: Settings['http']): Promise<Server> {
  const server = createServer(PATIENCE, handler);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portTaken(host, port, error) : error);
    });
    server.listen(port, host, () => resolve(server));
  });
}

export const portTaken = (host: string, port: number, cause?: unknown): Problem =>
  new Problem(
    `Cannot listen on "${host}:${port}": the port is taken, set PORT to another one or end the program that holds it`,
    { cause },
  );

/** Lets answers that are under way end; streams of live updates have no end of their own. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const impatience = setTimeout(() => server.closeAllConnections(), 3000);
  await closed;
  clearTimeout(impatience);
}
