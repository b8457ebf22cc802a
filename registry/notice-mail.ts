import { type Key, keysOf } from '../domain/audience.ts';
import { compare } from '../domain/dates.ts';
import { type MailWish, retryAfter, sendAt, USUAL_WISH } from '../domain/notice-mail.ts';
import type { Staff } from '../domain/roles.ts';
import type { Applier } from './apply.ts';
import { type Db, one } from './db.ts';
import { changeOnce } from './idempotency.ts';
import { messageIdFor } from './message-id.ts';

/** Notices by e-mail: who is mailed of what, and what became of it. The postman of a worker sends them. */

type Unexpanded = {
  request_id: string;
  seq: number;
  to_key: Key;
  org_id: string;
  kind: string;
  due_at: string | null;
  audience: Key[];
  zone: string;
  now: string;
  installation: string;
};
type Reader = Staff & { org: string; standsFor: (Staff & { request: string | null })[]; wish: MailWish | null };

const AT_ONCE = 200;
const UNEXPANDED = `
  select n.request_id, n.seq, n.to_key, n.org_id, n.kind, n.due_at, r.readers || r.translators as audience, o.zone, clock_now() as now, i.id as installation
  from notice n join request r on r.id = n.request_id join org o on o.id = n.org_id, installation i
  where not n.expanded order by n.at limit ${AT_ONCE}`;
/** Whoever works in the house: a partner gets its mail from the office, and none of these. */
const READERS = `
  select p.id, p.org_id as org, p.roles, p.office_id as office, stood_in_for(p.id) as "standsFor", case when w.mode is not null then
    jsonb_build_object('mode', w.mode, 'quietFrom', w.quiet_from, 'quietTo', w.quiet_to, 'digestAt', w.digest_at) end as wish
  from person p left join mail_wish w on w.person_id = p.id
  where p.org_id = any ($1) and p.active and p.authority_id is null`;
const EXPAND = `
  with done as (
    update notice n set expanded = true from jsonb_to_recordset($1) as d(request_id uuid, seq int, to_key text)
    where n.request_id = d.request_id and n.seq = d.seq and n.to_key = d.to_key)
  insert into notice_mail (request_id, seq, person_id, to_key, org_id, message_id, send_at)
  select request_id, seq, person_id, to_key, org_id, message_id, send_at
  from jsonb_to_recordset($2) as m(request_id uuid, seq int, person_id uuid, to_key text, org_id uuid, message_id uuid, send_at timestamptz)
  order by send_at on conflict do nothing`;

/**
 * Settles for notices that wait for it who is mailed of them and when: everybody who holds the key and sees the file, by
 * their own wish. Gives whether more may wait.
 */
export async function expandNotices(db: Db): Promise<boolean> {
  const { rows: notices } = await db.query<Unexpanded>(UNEXPANDED);
  if (notices.length === 0) return false;
  const { rows: readers } = await db.query<Reader>(READERS, [[...new Set(notices.map(({ org_id }) => org_id))]]);
  const keyed = readers.map((reader) => ({ ...reader, keys: heldBy(reader) }));
  const mails = notices.flatMap((notice) =>
    keyed
      .filter(({ org, keys }) => org === notice.org_id && isTold(keys, notice))
      .map((reader) => mailTo(reader, notice)),
  );
  await db.query(EXPAND, [JSON.stringify(notices), JSON.stringify(mails)]);
  return notices.length === AT_ONCE;
}

/** One's own keys, and those of whom one stands in for in everything. */
const heldBy = ({ standsFor, ...self }: Reader): Key[] =>
  [self, ...standsFor.filter(({ request }) => request === null)].flatMap(keysOf);

const isTold = (keys: readonly Key[], { to_key, audience }: Unexpanded): boolean =>
  keys.includes(to_key) && audience.some((key) => keys.includes(key));

/** What is held for somebody until the same instant is one mail; anything else is a mail of its own. */
function mailTo({ id, wish }: Reader, { request_id, seq, to_key, org_id, kind, due_at, ...where }: Unexpanded): object {
  const at = sendAt({ kind, ...(due_at === null ? {} : { dueAt: due_at }) }, wish ?? USUAL_WISH, where);
  const isHeld = compare(at, where.now) > 0;
  const named = isHeld ? { request: 'held', version: at } : { request: request_id, version: `notice-${seq}` };
  const message_id = messageIdFor(where.installation, { ...named, recipient: id });
  return { request_id, seq, person_id: id, to_key, org_id, message_id, send_at: at };
}

const WORK = `
  select exists (select from notice where not expanded) or exists (
    select from notice_mail where status = 'sending' or (status = 'waiting' and send_at <= clock_now())) as "isThere"`;

/** Whether a postman has anything to do now, or may have to settle what another one left. */
export const hasWork = async (db: Db): Promise<boolean> =>
  one(await db.query<{ isThere: boolean }>(WORK))?.isThere ?? false;

/** What was being sent has lost its sender: nobody knows. Whoever has left the house is not written to. */
const STRAY = `
  update notice_mail m set status = case m.status when 'sending' then 'unknown' else 'failed' end
  from person p where p.id = m.person_id and (m.status = 'sending' or (m.status = 'waiting' and not p.active))`;

/** Settles what nobody will send any more. Only for the one postman there is, while it sends nothing. */
export const settleStray = (db: Db): Promise<unknown> => db.query(STRAY);

const DUE = `
  select message_id as id from notice_mail where status = 'waiting' and send_at <= clock_now()
  group by message_id order by min(send_at) limit ${AT_ONCE}`;

/** The ids of mails that are to be sent now, those that wait longest first. */
export const dueMails = async (db: Db): Promise<string[]> =>
  (await db.query<{ id: string }>(DUE)).rows.map(({ id }) => id);

/** A mail that was claimed: whom it goes to, and what it tells. */
export type ClaimedMail = {
  org: string;
  address: string;
  attempts: number;
  /** The instant of the claim. */
  now: string;
  tells: { reference: string; kind: string; dueAt: string | null }[];
};

const CLAIM = `
  with mine as (
    update notice_mail set status = 'sending', attempts = attempts + 1
    where message_id = $1 and status = 'waiting' and send_at <= clock_now() returning *)
  select mine.org_id as org, p.email as address, max(mine.attempts) as attempts, clock_now() as now,
    jsonb_agg(jsonb_build_object('reference', r.reference, 'kind', n.kind, 'dueAt', n.due_at) order by n.at, r.reference) as tells
  from mine join person p on p.id = mine.person_id join request r on r.id = mine.request_id
  join notice n on n.request_id = mine.request_id and n.seq = mine.seq and n.to_key = mine.to_key
  group by mine.org_id, p.email`;

/** Claims a mail, which is committed before the wire is touched; undefined where it does not wait. */
export const claimMail = async (db: Db, id: string): Promise<ClaimedMail | undefined> =>
  one(await db.query<ClaimedMail>(CLAIM, [id]));

const SETTLE = `
  update notice_mail set status = $2, sent_at = case when $2 = 'sent' then clock_now() end,
    send_at = case when $2 = 'waiting' then clock_now() + make_interval(mins => $3) else send_at end
  where message_id = $1 and status in ('sending', 'unknown')`;

export type Outcome = 'sent' | 'unknown' | 'failed' | 'not-taken';

/** Records what became of a claimed mail; one that was not taken is tried again later, for a day. */
export async function settleMail(
  db: Db,
  { id, attempts }: { id: string; attempts: number },
  outcome: Outcome,
): Promise<void> {
  const minutes = outcome === 'not-taken' ? retryAfter(attempts) : undefined;
  const status = outcome !== 'not-taken' ? outcome : minutes === undefined ? 'failed' : 'waiting';
  await db.query(SETTLE, [id, status, minutes ?? 0]);
}

/** Says how somebody wants to be told by mail, from now on. */
export async function setMailWish(db: Db, by: Applier, wish: MailWish, key?: string): Promise<void> {
  const { mode, quietFrom, quietTo, digestAt } = wish;
  await changeOnce(db, by, { what: 'setMailWish', input: wish, key }, async (tx) => {
    await tx.query(
      `insert into mail_wish (person_id, org_id, mode, quiet_from, quiet_to, digest_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (person_id) do update set mode = $3, quiet_from = $4, quiet_to = $5, digest_at = $6`,
      [by.actor.id, by.org, mode, quietFrom, quietTo, digestAt],
    );
    return wish;
  });
}
