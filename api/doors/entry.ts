import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson } from './downloads.ts';

/**
 * Whether a request may come in to GraphQL: JSON by POST only, so that no page elsewhere can make a browser send one
 * and no address holds what was asked. Where GraphiQL is on, its page may be fetched. Answers who may not.
 */
export function isWelcome(req: IncomingMessage, res: ServerResponse, { graphiql }: { graphiql: boolean }): boolean {
  if (graphiql && req.method === 'GET') return true;
  if (req.method !== 'POST') {
    res.setHeader('Allow', 'POST');
    void refuse(req, res, 405, 'Cannot take this: GraphQL is asked by POST');
    return false;
  }
  if (!/^application\/json\s*(;|$)/i.test(req.headers['content-type'] ?? '')) {
    void refuse(req, res, 415, 'Cannot take this: GraphQL is asked in JSON');
    return false;
  }
  return true;
}

const refuse = (req: IncomingMessage, res: ServerResponse, status: number, message: string): Promise<void> =>
  answerJson(req, res, status, { errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });

/** Gives up on a body that takes too long. */
export function bounded(req: IncomingMessage, res: ServerResponse, ms: number): void {
  const timer = setTimeout(() => {
    if (req.complete) return;
    if (!res.headersSent)
      res.writeHead(408, { Connection: 'close', 'Content-Length': 0 }).end(() => req.socket.destroy());
    else req.socket.destroy();
  }, ms);
  timer.unref();
  const stop = (): void => clearTimeout(timer);
  req.once('end', stop).once('close', stop).once('error', stop);
}
