import { randomUUID } from 'node:crypto';
import { ActionNotAllowed } from '../domain/errors.ts';
import { mayUpload } from '../domain/roles.ts';
import { logAccess } from './access.ts';
import type { Applier } from './apply.ts';
import { type Db, inTransaction, one } from './db.ts';
import { newToken } from './hash.ts';

export type MadeToken = { token: string; id: string; expiresAt: string };

/** An address to upload one file to, for an hour, used once; undefined where the viewer does not see the request. Throws where it is only seen. */
export async function createUpload(
  db: Db,
  by: Applier,
  { request, name, limit, expectedHash }: { request: string; name: string; limit: number; expectedHash?: string },
): Promise<MadeToken | undefined> {
  const { token, hash } = newToken();
  const id = randomUUID();
  return await inTransaction(db, by.viewer, async (tx) => {
    const row = one(
      await tx.query<{ expires: string }>(
        `insert into upload (token_hash, id, request_id, org_id, person_id, name, size_limit, expected_hash, expires_at)
         select $1, $2, r.id, r.org_id, $3, $4, $5, $6, now() + interval '1 hour' from request r where r.id = $7 returning expires_at as expires`,
        [hash, id, by.actor.id, name, limit, expectedHash ?? null, request],
      ),
    );
    if (row && !mayUpload(by.actor)) {
      throw new ActionNotAllowed({
        action: 'upload to',
        status: '',
        rule: 'S7',
        source: 'separation of duties S7',
        because: 'it is for those whose steps rest on files',
      });
    }
    return row && { token, id, expiresAt: row.expires };
  });
}

/** An address to download a file from, for five minutes; undefined where the viewer does not see the file. */
export async function createDownload(db: Db, by: Applier, file: string): Promise<MadeToken | undefined> {
  const { token, hash } = newToken();
  return await inTransaction(db, by.viewer, async (tx) => {
    const row = one(
      await tx.query<{ expires: string }>(
        `insert into download (token_hash, file_id, org_id, person_id, expires_at)
         select $1, f.id, f.org_id, $2, now() + interval '5 minutes' from file f where f.id = $3 returning expires_at as expires`,
        [hash, by.actor.id, file],
      ),
    );
    return row && { token, id: file, expiresAt: row.expires };
  });
}

export type TakenUpload = { id: string; name: string; limit: number; expectedHash?: string };

/** Takes the token of an upload: it works once. */
export async function takeUpload(db: Db, tokenHash: string): Promise<TakenUpload | undefined> {
  const row = one(
    await db.query<{ id: string; name: string; size_limit: number; expected_hash: string | null }>(
      'select * from take_upload($1)',
      [tokenHash],
    ),
  );
  return (
    row && {
      id: row.id,
      name: row.name,
      limit: row.size_limit,
      ...(row.expected_hash ? { expectedHash: row.expected_hash } : {}),
    }
  );
}

/** The bytes are stored: from now on the file can be named in a step. */
export async function finishUpload(
  db: Db,
  id: string,
  { hash, size, type }: { hash: string; size: number; type: string },
): Promise<void> {
  await db.query('select finish_upload($1, $2, $3, $4)', [id, hash, size, type]);
}

export type TakenDownload = { hash: string; name: string; type: string; size: number; conditions: number };

/** Takes the token of a download, and has it logged and committed before the first byte goes out. */
export async function takeDownload(db: Db, tokenHash: string): Promise<TakenDownload | undefined> {
  const row = one(
    await db.query<{
      file_id: string;
      request_id: string;
      org_id: string;
      person_id: string;
      file_hash: string;
      size: number;
      type: string;
      name: string;
      conditions: number;
    }>('select * from take_download($1)', [tokenHash]),
  );
  if (!row) return undefined;
  await logAccess(db, row.org_id, { what: 'download', who: row.person_id, file: row.file_id, request: row.request_id });
  return { hash: row.file_hash, name: row.name, type: row.type, size: row.size, conditions: row.conditions };
}
