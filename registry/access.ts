import type { Tx } from './db.ts';
import { canonical, sha256 } from './hash.ts';

/** An entry of the access log: codes and ids only. */
export type AccessEntry = {
  what:
    | 'refused'
    | 'signed-in'
    | 'sign-in-failed'
    | 'proved'
    | 'signed-out'
    | 'download'
    | 'read'
    | 'house-rule'
    | 'clock'
    | 'stand-in'
    | 'stand-in-ended'
    | 'office-added'
    | 'person-added'
    | 'person-changed'
    | 'password-changed'
    | 'calendar-opened'
    | 'calendar-closed'
    | 'turn-planned'
    | 'turn-taken-back'
    | 'absence'
    | 'absence-taken-back'
    | 'handover'
    | 'webhook-added'
    | 'webhook-ended';
  who: string;
} & { [key: string]: string | number | null };

const SHARDS = 16;

/** Adds an entry to one of the organisation's access streams; each stream is a hash chain. */
export async function logAccess(tx: Pick<Tx, 'query'>, org: string, entry: AccessEntry): Promise<void> {
  const shard = Number.parseInt(sha256(entry.who).slice(0, 4), 16) % SHARDS;
  await tx.query('select log_access($1, $2)', [`access:${org}:${shard}`, canonical(entry)]);
}
