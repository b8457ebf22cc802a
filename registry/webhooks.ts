import { randomBytes, randomUUID } from 'node:crypto';
import { InvalidInput } from '../domain/errors.ts';
import type { InstallationKind } from '../domain/installation.ts';
import { type AttemptOutcome, addressFaults, MOST_WEBHOOKS, postAgainAfter, webhookFault } from '../domain/webhooks.ts';
import { logAccess } from './access.ts';
import type { Applier } from './apply.ts';
import { type Db, one } from './db.ts';
import { changeOnce } from './idempotency.ts';
import { readInstallation } from './installation.ts';
import { leadsNowhere } from './network-place.ts';

/** The calls of alarms on their way to other systems: where to, and what became of each attempt. */

/** Adds an address. The secret by which its posts are signed is told once. */
export async function addWebhook(
  db: Db,
  by: Applier,
  address: string,
  key?: string,
): Promise<{ id: string; secret?: string }> {
  const secret = randomBytes(32).toString('base64url');
  const id = randomUUID();
  const made = await changeOnce(db, by, { what: 'addWebhook', input: { address }, key }, async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('webhooks ' || $1, 0))", [by.org]);
    const kind = (await readInstallation(tx))?.kind ?? 'real';
    const { rows } = await tx.query<{ address: string }>(
      'select address from webhook where org_id = $1 and ended_at is null',
      [by.org],
    );
    const faults = [
      ...addressFaults(address, kind),
      ...(URL.canParse(address) && leadsNowhere(new URL(address), kind)
        ? [webhookFault('lies where calls are not posted to')]
        : []),
      ...(rows.length >= MOST_WEBHOOKS ? [webhookFault(`is one more than ${MOST_WEBHOOKS}: end another first`)] : []),
      ...(rows.some((one) => one.address === address) ? [webhookFault('is one that is there')] : []),
    ];
    if (faults.length > 0) throw new InvalidInput('this webhook', faults);
    await tx.query('insert into webhook (id, org_id, address, secret, added_by) values ($1, $2, $3, $4, $5)', [
      id,
      by.org,
      address,
      secret,
      by.actor.id,
    ]);
    await logAccess(tx, by.org, { what: 'webhook-added', who: by.actor.id, webhook: id });
    return { id };
  });
  return made.id === id ? { id, secret } : made;
}

/** Ends an address: nothing is posted to it any more. */
export async function endWebhook(db: Db, by: Applier, id: string, key?: string): Promise<void> {
  await changeOnce(db, by, { what: 'endWebhook', input: { id }, key }, async (tx) => {
    const { rowCount } = await tx.query(
      'update webhook set ended_by = $2, ended_at = clock_now() where id = $1 and ended_at is null',
      [id, by.actor.id],
    );
    if (!rowCount) throw new InvalidInput('this webhook', [{ ...webhookFault('is none that stands'), field: 'id' }]);
    await logAccess(tx, by.org, { what: 'webhook-ended', who: by.actor.id, webhook: id });
    return { id };
  });
}

const WORK = `select exists (select from webhook_post where status = 'sending' or (status = 'waiting' and due_at <= now())) as "isThere"`;
/** Whether a caller has anything to do now, or may have to settle what another one left. */
export const hasPosts = async (db: Db): Promise<boolean> =>
  one(await db.query<{ isThere: boolean }>(WORK))?.isThere ?? false;

/** What was being sent has lost its sender: it goes again, under the id by which the receiver drops doubles. */
const STRAY = `
  with lost as (update webhook_post set status = 'waiting', due_at = now() where status = 'sending' returning id, attempts),
    unknown as (
      update webhook_attempt a set outcome = 'unknown' from lost where a.post_id = lost.id and a.n = lost.attempts and a.outcome is null)
  update webhook_post p set status = 'failed' from webhook w
  where w.id = p.webhook_id and w.ended_at is not null and p.status = 'waiting'`;
/** Settles what nobody will send any more. Only for the one caller there is, while it sends nothing. */
export const settleLost = (db: Db): Promise<unknown> => db.query(STRAY);

const DUE = `select id from webhook_post where status = 'waiting' and due_at <= now() order by due_at, id limit 100`;
export const duePosts = async (db: Db): Promise<string[]> =>
  (await db.query<{ id: string }>(DUE)).rows.map(({ id }) => id);

/** A call that was claimed: where it goes, and what it says. */
export type ClaimedPost = {
  id: string;
  address: string;
  secret: string;
  attempts: number;
  kind: InstallationKind;
  /** The instant of the claim, in seconds: real time, by which a receiver knows that it is no old one. */
  seconds: number;
  alarm: string;
  call: number;
  at: string;
  reference: string;
  person: { id: string; name: string };
};

const CLAIM = `
  with mine as (
    update webhook_post set status = 'sending', attempts = attempts + 1 where id = $1 and status = 'waiting' and due_at <= now() returning *),
    tried as (insert into webhook_attempt (post_id, n, webhook_id, org_id) select id, attempts, webhook_id, org_id from mine)
  select mine.id, w.address, w.secret, mine.attempts, i.kind, floor(extract(epoch from now()))::bigint as seconds,
    mine.request_id || '/' || mine.alarm as alarm, mine.call, calls.call ->> 'at' as at, r.reference,
    jsonb_build_object('id', p.id, 'name', p.name) as person
  from mine join webhook w on w.id = mine.webhook_id join request r on r.id = mine.request_id
  join alarm a on a.request_id = mine.request_id and a.n = mine.alarm,
    installation i, lateral (select a.body -> 'calls' -> (mine.call - 1) as call) calls
  join person p on p.id = (calls.call ->> 'to')::uuid`;

/** Claims a post, which is committed before the wire is touched; undefined where it does not wait. */
export const claimPost = async (db: Db, id: string): Promise<ClaimedPost | undefined> =>
  one(await db.query<ClaimedPost>(CLAIM, [id]));

const SETTLE = `
  with tried as (
    update webhook_attempt set outcome = $3, http_status = $4 where post_id = $1 and n = $2 and outcome is null returning post_id)
  update webhook_post p set status = $5, due_at = now() + make_interval(secs => $6) from tried
  where p.id = tried.post_id and p.status = 'sending'`;

/** Records what became of an attempt; what was not taken is posted again later, for an hour. */
export async function settlePost(
  db: Db,
  { id, attempts }: Pick<ClaimedPost, 'id' | 'attempts'>,
  { outcome, httpStatus }: { outcome: AttemptOutcome; httpStatus?: number },
): Promise<void> {
  const seconds = outcome === 'taken' ? undefined : postAgainAfter(attempts);
  const status = outcome === 'taken' ? 'taken' : seconds === undefined ? 'failed' : 'waiting';
  await db.query(SETTLE, [id, attempts, outcome, httpStatus ?? null, status, seconds ?? 0]);
}
