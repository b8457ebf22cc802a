import { keysOf } from '../domain/audience.ts';
import { PasswordChangeNeeded } from '../domain/errors.ts';
import type { Actor, Role, Staff } from '../domain/roles.ts';
import { logAccess } from './access.ts';
import { type Db, one, type Tx, type Viewer } from './db.ts';
import { newToken, sha256 } from './hash.ts';
import { hashPassword, isPassword } from './passwords.ts';

/** Who a session belongs to, with the powers it has now. */
export type SignedIn = { viewer: Viewer; actor: Actor; name: string; org: string; session: string };

/** Idle for half an hour or twelve hours old: over. By the real clock, so that moving the clock signs nobody out. */
const IDLE = `interval '30 minutes'`;
const LONGEST = `interval '12 hours'`;
const FREE_TRIES = 5;

type PersonRow = { id: string; org_id: string; password: string; password_once: boolean };

/**
 * Signs a person in; undefined for a wrong address or password, or while the delay after wrong ones runs: no hint which.
 * Throws PasswordChangeNeeded for the right password where it was made for the person.
 */
export async function signIn(
  db: Db,
  email: string,
  password: string,
): Promise<{ token: string; expiresAt: string } | undefined> {
  const person = await checked(db, await findPerson(db, 'lower(email) = lower($1)', email), password, 'sign-in-failed');
  if (!person) return undefined;
  if (person.password_once) throw new PasswordChangeNeeded();
  const { token, hash } = newToken();
  const row = one(
    await db.query<{ expires: string }>(
      `insert into session (token_hash, person_id, created_at, seen_at, proved_at) values ($1, $2, now(), now(), clock_now()) returning now() + ${LONGEST} as expires`,
      [hash, person.id],
    ),
  );
  await logAccess(db, person.org_id, { what: 'signed-in', who: person.id });
  return { token, expiresAt: row?.expires ?? '' };
}

/** Takes another password for a person who knows the one that holds, and ends what is open under it; false for a wrong one. */
export async function changePassword(
  db: Db,
  { email, password, newPassword }: { email: string; password: string; newPassword: string },
): Promise<boolean> {
  const person = await checked(db, await findPerson(db, 'lower(email) = lower($1)', email), password, 'sign-in-failed');
  if (!person) return false;
  const values = [person.id, person.password, await hashPassword(newPassword)];
  if (!one(await db.query<{ done: boolean }>('select change_password($1, $2, $3) as done', values))?.done) return false;
  await endSessions(db, person.id);
  await logAccess(db, person.org_id, { what: 'password-changed', who: person.id });
  return true;
}

/** Proves again who somebody is; false for a wrong password. */
export async function prove(db: Db, { session, actor, org }: SignedIn, password: string): Promise<boolean> {
  const person = await checked(db, await findPerson(db, 'id = $1', actor.id), password, 'sign-in-failed');
  if (!person) return false;
  await db.query('update session set proved_at = clock_now() where token_hash = $1', [session]);
  await logAccess(db, org, { what: 'proved', who: person.id });
  return true;
}

/** Ends all that a person has open. */
export const endSessions = (tx: Pick<Tx, 'query'>, person: string): Promise<unknown> =>
  tx.query('update session set ended_at = now() where person_id = $1 and ended_at is null', [person]);

export async function signOut(db: Db, { session, actor, org }: SignedIn): Promise<void> {
  await db.query('update session set ended_at = now() where token_hash = $1', [session]);
  await logAccess(db, org, { what: 'signed-out', who: actor.id });
}

const findPerson = async (db: Db, where: string, value: string): Promise<PersonRow | undefined> =>
  one(
    await db.query<PersonRow>(`select id, org_id, password, password_once from person where ${where} and active`, [
      value,
    ]),
  );

/**
 * The growing delay: from the sixth wrong password on, 1, 2, 4 ... up to 1,024 seconds in which nothing is tried. Each
 * try is counted before it is looked at, so that a thousand at once are not looked at either.
 */
async function checked(
  db: Db,
  person: PersonRow | undefined,
  password: string,
  what: 'sign-in-failed',
): Promise<PersonRow | undefined> {
  const counted = person && one(await db.query(COUNT_TRY, [person.id]));
  const right = await isPassword(password, counted ? person.password : undefined);
  if (!person || !counted) return undefined;
  if (!right) {
    await logAccess(db, person.org_id, { what, who: person.id });
    return undefined;
  }
  await db.query('update person set failures = 0, locked_until = null where id = $1', [person.id]);
  return person;
}

const COUNT_TRY = `
  update person set failures = failures + 1,
    locked_until = case when failures >= ${FREE_TRIES} then now() + make_interval(secs => 2 ^ least(failures - ${FREE_TRIES}, 10)) end
  where id = $1 and coalesce(locked_until <= now(), true) returning 1 as counted`;

type SessionRow = {
  id: string;
  org_id: string;
  name: string;
  roles: Role[];
  office_id: string | null;
  authority_id: string | null;
  proved_at: string | null;
  stands_for: { id: string; roles: Role[]; office: string | null; request: string | null }[];
};

/**
 * The person behind a token and its keys now, its own and those of whom it stands in for; undefined when the session is
 * over. A person who is only told something does nothing: that leaves the session as idle as it is.
 */
export async function whoIs(db: Db, token: string, does: 'acts' | 'listens' = 'acts'): Promise<SignedIn | undefined> {
  const session = sha256(token);
  const row = one(await db.query<SessionRow>({ ...WHO[does], values: [session] }));
  return row && { ...asPerson(row), session };
}

/** The person whose calendar the address opens, as they are now; undefined where there is none. */
export async function whoseCalendar(db: Db, token: string): Promise<Omit<SignedIn, 'session'> | undefined> {
  const row = one(await db.query<SessionRow>({ ...OF_CALENDAR, values: [sha256(token)] }));
  return row && asPerson(row);
}

function asPerson(row: SessionRow): Omit<SignedIn, 'session'> {
  const self: Staff & { authority?: string } = {
    id: row.id,
    roles: row.roles,
    ...(row.office_id ? { office: row.office_id } : {}),
    ...(row.authority_id ? { authority: row.authority_id } : {}),
  };
  const standIns = row.stands_for.map(({ id, roles, office, request }) => ({
    id,
    roles,
    ...(office ? { office } : {}),
    ...(request ? { onlyFor: request } : {}),
  }));
  const keys = [...new Set([self, ...standIns.filter(({ onlyFor }) => onlyFor === undefined)].flatMap(keysOf))];
  return {
    viewer: { user: row.id, org: row.org_id, keys, requests: standIns.flatMap(({ onlyFor }) => onlyFor ?? []) },
    actor: { ...self, kind: 'person', standIns, ...(row.proved_at ? { provedAt: row.proved_at } : {}) },
    name: row.name,
    org: row.org_id,
  };
}

const OPEN = `token_hash = $1 and ended_at is null and seen_at > now() - ${IDLE} and created_at > now() - ${LONGEST}`;
const PERSON = 'p.id, p.org_id, p.name, p.roles, p.office_id, p.authority_id, stood_in_for(p.id) as stands_for';
const whose = (also = ''): string => `
  with s as (select token_hash, person_id, proved_at, seen_at from session where ${OPEN})${also}
  select ${PERSON}, s.proved_at from s join person p on p.id = s.person_id where p.active`;
/** Seen now; one who acts again within ten seconds costs no write. */
const SEEN = `, seen as (update session set seen_at = now() from s where session.token_hash = s.token_hash and s.seen_at < now() - interval '10 seconds')`;
const WHO = { acts: { name: 'acts', text: whose(SEEN) }, listens: { name: 'listens', text: whose() } };
/** A calendar proves nothing. */
const OF_CALENDAR = {
  name: 'calendar',
  text: `select ${PERSON}, null as proved_at from person p where p.id = whose_calendar($1) and p.active`,
};
