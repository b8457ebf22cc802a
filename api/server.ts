import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import { GraphQLError } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { createFolderStore } from '../files/store.ts';
import { createAnnouncer } from '../registry/announce.ts';
import { readCalendar } from '../registry/calendar.ts';
import { openPool } from '../registry/db.ts';
import { describeFault } from '../registry/fault.ts';
import { readInstallation } from '../registry/installation.ts';
import { requireLeastPrivilege } from '../registry/privileges.ts';
import { whoIs } from '../registry/sessions.ts';
import { finishUpload, takeDownload, takeUpload } from '../registry/tokens.ts';
import type { Context } from './context.ts';
import { handleCalendar } from './doors/calendar.ts';
import { handleDownload } from './doors/downloads.ts';
import { bounded, isWelcome } from './doors/entry.ts';
import { handleHealth } from './doors/health.ts';
import { bearerOf, handleSession } from './doors/sign-in.ts';
import { handleUpload } from './doors/uploads.ts';
import { answerTo, refusal } from './error-answers.ts';
import { snapshots } from './execute.ts';
import { lately, limits } from './limits.ts';
import { startLive } from './live.ts';
import { openPrisma } from './prisma.ts';
import { createSchema } from './schema.ts';
import { variables } from './variables.ts';

export type ApiSettings = {
  appUrl: string;
  filesFolder: string;
  mailFrom: string;
  /** The address that files are handed out under. */
  publicUrl: string;
  /** GraphiQL and introspection; off unless the operator switches them on. */
  graphiql: boolean;
  /** The most bytes that an uploaded file may have. */
  uploadLimit: number;
  /** How long a body may take to arrive, files apart. */
  bodyMs?: number;
  log?: (message: string, error?: unknown) => void;
};

const POOL = 10;
/** How long a caller may wait for a connection: whoever comes when all are held up must hear of it, not queue. */
const WAIT_MS = 5000;
const BODY_LIMIT = 4 * 1024 * 1024;
const BODY_MS = 15_000;

/** The API as a handler of Node's HTTP server. Throws when the application's role can do more than it must. */
export async function createApi(settings: ApiSettings): Promise<{ handler: RequestListener; close(): Promise<void> }> {
  const log = settings.log ?? ((message, error) => console.error(message, describeFault(error)));
  const lost = (error: Error): void => log('Lost a connection to the database', error);
  const db = openPool(settings.appUrl, { size: POOL, waitMs: WAIT_MS, onError: lost });
  await requireLeastPrivilege(db);
  const installation = await readInstallation(db);
  const prisma = openPrisma(settings.appUrl, { size: POOL, onError: lost });
  const store = createFolderStore(settings.filesFolder);
  const live = startLive(settings.appUrl);
  const deps = {
    db,
    store,
    mailFrom: settings.mailFrom,
    publicUrl: settings.publicUrl,
    uploadLimit: settings.uploadLimit,
    announce: createAnnouncer(db),
    live,
  };

  const yoga = createYoga<{ req: IncomingMessage; res: ServerResponse }, Context>({
    schema: createSchema(installation?.kind),
    context: async ({ request }) => {
      const token = bearerOf(request.headers.get('authorization'));
      return { ...deps, token, who: token ? await whoIs(db, token) : undefined } as Context; // `tx` and `reread` come with the execution
    },
    plugins: [
      useCSRFPrevention({ requestHeaders: ['authorization', 'x-graphql-yoga-csrf'] }),
      limits({ introspection: settings.graphiql }),
      variables(),
      snapshots(prisma, POOL * 4),
    ],
    graphiql: settings.graphiql,
    landingPage: false,
    multipart: false,
    batching: false,
    cors: false,
    maskedErrors: { maskError: (error) => answerTo(error) ?? masked(error, log) },
    parserAndValidationCache: { documentCache: lately(), errorCache: lately(), validationCache: true },
    maxRequestBodySize: BODY_LIMIT,
    logging: false,
  });

  const onFault = (error: unknown): void => log('A door failed', error);
  const handler: RequestListener = (req, res) => {
    const path = (req.url ?? '').split('?')[0] ?? '';
    if (req.method !== 'PUT') bounded(req, res, settings.bodyMs ?? BODY_MS); // uploads have a pace of their own
    if (path === '/graphql') return isWelcome(req, res, settings) ? void yoga(req, res) : undefined;
    if (path.startsWith('/files/')) {
      if (req.method === 'PUT')
        return void handleUpload(req, res, {
          store,
          takeUpload: (hash) => takeUpload(db, hash).then(asEvidence),
          finishUpload: (id, file) => finishUpload(db, id, file),
          onFault,
        });
      return void handleDownload(req, res, { store, takeDownload: (hash) => takeDownload(db, hash), onFault });
    }
    if (path.startsWith('/calendar/'))
      return void handleCalendar(req, res, { readCalendar: (token) => readCalendar(db, token), onFault });
    if (path === '/livez' || path === '/readyz') return void handleHealth(req, res, db);
    return void handleSession(req, res, { db, onFault });
  };
  return {
    handler,
    async close() {
      await live.stop();
      await yoga.dispose();
      await prisma.$disconnect();
      await db.end();
    },
  };
}

/** What is a bug is logged here; the caller is told that there was one. */
function masked(error: unknown, log: NonNullable<ApiSettings['log']>): GraphQLError {
  const { originalError = error, path = [] } = error instanceof GraphQLError ? error : {};
  log('An operation failed', originalError);
  const told = refusal('Something went wrong on our side', 'INTERNAL_SERVER_ERROR', { http: { status: 500 } });
  return path.length > 0 ? new GraphQLError(told.message, { path, extensions: told.extensions }) : told;
}

const asEvidence = <T extends object>(upload: T | undefined): (T & { purpose: 'evidence' }) | undefined =>
  upload && { ...upload, purpose: 'evidence' };
