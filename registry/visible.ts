import type { Request } from '../domain/request.ts';
import { type Db, inTransaction, one, type Viewer } from './db.ts';

/** The kind and version of a file if the viewer sees it now; with `inbox`, only where something waits for the viewer or did before the last step. */
export async function visible(
  db: Db,
  viewer: Viewer,
  id: string,
  inbox: boolean,
): Promise<{ kind: Request['kind']; version: number } | undefined> {
  return await inTransaction(
    db,
    viewer,
    async (tx) =>
      one(
        await tx.query<{ kind: Request['kind']; version: number }>(
          inbox ? INBOX : 'select kind, version from request where id = $1',
          inbox ? [id, viewer.keys] : [id],
        ),
      ),
    'read only',
  );
}

const INBOX = `select kind, version from request r where id = $1
  and (exists (select 1 from task t where t.request_id = r.id and t.to_key = any ($2)) or readers && $2 or translators && $2 or partners && $2)`;
