import { randomBytes, randomUUID } from 'node:crypto';
import { type Gap, InvalidInput, NotFound } from '../domain/errors.ts';
import { type Position, positionFaults } from '../domain/people.ts';
import type { Role } from '../domain/roles.ts';
import { logAccess } from './access.ts';
import type { Applier } from './apply.ts';
import { type Db, one, type Tx } from './db.ts';
import { changeOnce } from './idempotency.ts';
import { hashPassword } from './passwords.ts';
import { endSessions } from './sessions.ts';

/** Offices and people of the house and of its partners: the administrator's to add and to change. */

/** Somebody and, the one time that it was made, the password that opens nothing but its own change. */
export type Entered = { id: string; password?: string };
export type NewPerson = Position & { email: string; name: string };

const gap = (field: string, message: string): Gap => ({
  field,
  rule: 'people',
  message,
  source: 'the offices and people of the house',
});
const madeUp = (): string => randomBytes(18).toString('base64url');

export async function addOffice(db: Db, by: Applier, name: string, key?: string): Promise<string> {
  const made = await changeOnce(db, by, { what: 'addOffice', input: { name }, key }, async (tx) => {
    await lockPeople(tx, by.org);
    if (one(await tx.query('select 1 from office where org_id = $1 and name = $2', [by.org, name])))
      throw new InvalidInput('this office', [gap('name', 'is that of an office that is there')]);
    const id = randomUUID();
    await administered(tx, 'select add_office($1, $2) as done', [id, name]);
    await logAccess(tx, by.org, { what: 'office-added', who: by.actor.id, office: id });
    return { id };
  });
  return made.id;
}

/** Adds somebody. The password is told once: the record keeps its hash, and the same key gives no second sight of it. */
export async function addPerson(db: Db, by: Applier, given: NewPerson, key?: string): Promise<Entered> {
  const { email, name, roles, office, authority } = given;
  const password = madeUp();
  const hash = await hashPassword(password);
  const id = randomUUID();
  const made = await changeOnce(db, by, { what: 'addPerson', input: given, key }, async (tx) => {
    await lockPeople(tx, by.org);
    const isTaken = one(
      await tx.query('select 1 from person where org_id = $1 and lower(email) = lower($2)', [by.org, email]),
    );
    const faults = [
      ...positionFaults(given),
      ...(await strangers(tx, by, given)),
      ...(isTaken ? [gap('email', 'is the address of somebody who is there')] : []),
    ];
    if (faults.length > 0) throw new InvalidInput('this person', faults);
    const values = [id, email, name, [...roles], office ?? null, authority ?? null, hash];
    await administered(tx, 'select add_person($1, $2, $3, $4, $5, $6, $7) as done', values);
    await logAccess(tx, by.org, { what: 'person-added', who: by.actor.id, person: id, roles: roles.join(' ') });
    return { id };
  });
  return made.id === id ? { id, password } : made;
}

/** What changes of somebody; what is absent stays. A new password ends what is open under the old one. */
export type PersonChange = {
  person: string;
  roles?: readonly Role[];
  office?: string;
  active?: boolean;
  newPassword?: boolean;
};

export async function changePerson(db: Db, by: Applier, given: PersonChange, key?: string): Promise<Entered> {
  const { person, newPassword = false } = given;
  const password = madeUp();
  const hash = newPassword ? await hashPassword(password) : null;
  let isFresh = false;
  await changeOnce(db, by, { what: 'changePerson', input: given, key }, async (tx) => {
    await lockPeople(tx, by.org);
    const known = one(await tx.query<Known>(KNOWN, [person, by.org]));
    if (!known) throw new NotFound('this person');
    if (person === by.actor.id)
      throw new InvalidInput('this change', [gap('person', 'is yourself: another administrator changes you')]);
    const next = changed(known, given);
    const faults = [...positionFaults(next), ...(await strangers(tx, by, next))];
    if (faults.length > 0) throw new InvalidInput('this change', faults);
    const values = [person, [...next.roles], next.office ?? null, next.active, hash];
    await administered(tx, 'select change_person($1, $2, $3, $4, $5) as done', values);
    if (newPassword || !next.active) await endSessions(tx, person);
    await logAccess(tx, by.org, {
      what: 'person-changed',
      who: by.actor.id,
      person,
      roles: next.roles.join(' '),
      office: next.office ?? null,
      active: next.active ? 1 : 0,
      newPassword: newPassword ? 1 : 0,
    });
    isFresh = true;
    return { id: person };
  });
  return newPassword && isFresh ? { id: person, password } : { id: person };
}

type Known = { roles: Role[]; office: string | null; authority: string | null; active: boolean };
const KNOWN = `select roles, office_id as office, authority_id as authority, active from person where id = $1 and org_id = $2 for update`;

/** Whoever no longer works for an office is of none. */
function changed({ roles, office, authority, active }: Known, given: PersonChange): Position & { active: boolean } {
  const next = given.roles ?? roles;
  const worksForOne = next.some((role) => role === 'drafter' || role === 'supervisor');
  return {
    roles: next,
    office: given.office ?? (worksForOne ? (office ?? undefined) : undefined),
    authority: authority ?? undefined,
    active: given.active ?? active,
  };
}

/** Offices and authorities that are none of this house. */
async function strangers(tx: Tx, { org }: Applier, { office, authority }: Position): Promise<Gap[]> {
  const isThere = async (table: 'office' | 'authority', id: string | undefined): Promise<boolean> =>
    id === undefined ||
    one(await tx.query(`select 1 from ${table} where id = $1 and org_id = $2`, [id, org])) !== undefined;
  return [
    ...((await isThere('office', office)) ? [] : [gap('office', 'is none of this house')]),
    ...((await isThere('authority', authority)) ? [] : [gap('authority', 'is none that requests are sent to')]),
  ];
}

/** One change of the people at a time: two administrators can't dismiss each other. */
const lockPeople = (tx: Tx, org: string): Promise<unknown> =>
  tx.query("select pg_advisory_xact_lock(hashtextextended('people ' || $1, 0))", [org]);

/** The functions of the database do nothing for anybody but an administrator. */
async function administered(tx: Tx, sql: string, values: readonly unknown[]): Promise<void> {
  const done = one(await tx.query<{ done: boolean }>(sql, [...values]))?.done;
  if (!done) throw new NotFound('this');
}
