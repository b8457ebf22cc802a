import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Db } from '../../registry/db.ts';
import { answerJson } from './downloads.ts';

const PATIENCE_MS = 2000;

/** `GET /livez`: the process runs. `GET /readyz`: the database answers, too, and soon. */
export async function handleHealth(req: IncomingMessage, res: ServerResponse, db: Db): Promise<void> {
  const ready = req.url?.startsWith('/livez') || (await isReady(db));
  await answerJson(req, res, ready ? 200 : 503, { ready });
}

async function isReady(db: Db): Promise<boolean> {
  const patience = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => patience.resolve(false), PATIENCE_MS);
  const answered = db.query('select 1').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, patience.promise]);
  } finally {
    clearTimeout(timer);
  }
}
