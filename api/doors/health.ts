import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Db } from '../../registry/db.ts';
import { answerJson } from './downloads.ts';

/** `GET /livez`: the process runs. `GET /readyz`: the database answers, too. */
export async function handleHealth(req: IncomingMessage, res: ServerResponse, db: Db): Promise<void> {
  const ready =
    req.url?.startsWith('/livez') ||
    (await db.query('select 1').then(
      () => true,
      () => false,
    ));
  await answerJson(req, res, ready ? 200 : 503, { ready });
}
