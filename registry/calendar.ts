import type { Due } from '../domain/deadlines.ts';
import type { Installation } from '../domain/installation.ts';
import { logAccess } from './access.ts';
import type { Applier } from './apply.ts';
import { clockNow } from './clock.ts';
import { type Db, inTransaction, one } from './db.ts';
import { newToken } from './hash.ts';
import { changeOnce } from './idempotency.ts';
import { readInstallation } from './installation.ts';
import { whoseCalendar } from './sessions.ts';

/** Opens the calendar of a person under a new address; an older one leads nowhere from then on. The token is told once. */
export async function openCalendar(db: Db, by: Applier, key: string): Promise<{ token?: string }> {
  const { token, hash } = newToken();
  let isNew = false;
  await changeOnce(db, by, { what: 'openCalendar', input: {}, key }, async (tx) => {
    await tx.query(
      `insert into calendar_feed (person_id, org_id, token_hash) values ($1, $2, $3)
       on conflict (person_id) do update set token_hash = excluded.token_hash, opened_at = excluded.opened_at`,
      [by.actor.id, by.org, hash],
    );
    await logAccess(tx, by.org, { what: 'calendar-opened', who: by.actor.id });
    isNew = true;
    return {};
  });
  return isNew ? { token } : {};
}

/** From then on the address leads nowhere; one that leads nowhere already stays so. */
export const closeCalendar = (db: Db, by: Applier, key: string): Promise<object> =>
  changeOnce(db, by, { what: 'closeCalendar', input: {}, key }, async (tx) => {
    const closed = await tx.query('delete from calendar_feed where person_id = $1', [by.actor.id]);
    if (closed.rowCount) await logAccess(tx, by.org, { what: 'calendar-closed', who: by.actor.id });
    return {};
  });

export type Dues = { entries: Due[]; language: string; installation: Installation; now: string };

/** What is due on requests that somebody drafts or is officer of, or of which something waits for them. */
const DUES = `
  select r.id as request, r.reference, d.kind, d.cycle, d.seq, d.due_at as "dueAt", d.remind_at as "remindAt",
    d.body ->> 'zone' as zone, d.body ->> 'source' as source
  from deadline d join request r on r.id = d.request_id
  where d.status = 'open' and r.org_id = $1 and r.status not in ('closed', 'withdrawn')
    and (r.drafter_id = $2 or r.officer_id = $2 or exists (select 1 from task t where t.request_id = r.id and t.to_key = any ($3)))
  order by d.due_at, r.reference, d.kind, d.cycle limit 2000`;

/** What the calendar under an address shows now, least time left first; undefined for an address that leads nowhere. */
export async function readCalendar(db: Db, token: string): Promise<Dues | undefined> {
  const who = await whoseCalendar(db, token);
  if (!who) return undefined;
  const { viewer, org } = who;
  return await inTransaction(
    db,
    viewer,
    async (tx) => {
      const entries = (await tx.query<Due>(DUES, [org, viewer.user, viewer.keys])).rows;
      const language = one(
        await tx.query<{ language: string }>('select letter_language as language from org where id = $1', [org]),
      );
      const installation = await readInstallation(tx);
      if (!language || !installation) throw new Error('Cannot read a calendar: this installation is not set up');
      return { entries, ...language, installation, now: await clockNow(tx) };
    },
    'isolation level repeatable read read only',
  );
}
