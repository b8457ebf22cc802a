import { randomUUID } from 'node:crypto';
import { ActionNotAllowed, InvalidInput } from '../domain/errors.ts';
import { logAccess } from './access.ts';
import type { Applier } from './apply.ts';
import { type Db, one } from './db.ts';
import { changeOnce } from './idempotency.ts';

/** Sets the amount of a house rule for new clocks; the access log says who did. */
export async function setHouseRule(
  db: Db,
  by: Applier,
  rule: { id: string; amount: number },
  key?: string,
): Promise<void> {
  const { id, amount } = rule;
  await changeOnce(db, by, { what: 'setHouseRule', input: rule, key }, async (tx) => {
    await tx.query(
      `insert into house_rule (org_id, id, amount, changed_by, changed_at) values ($1, $2, $3, $4, clock_now())
       on conflict (org_id, id) do update set amount = $3, changed_by = $4, changed_at = clock_now()`,
      [by.org, id, amount, by.actor.id],
    );
    await logAccess(tx, by.org, { what: 'house-rule', who: by.actor.id, rule: id, amount });
    return rule;
  });
}

export type Appointment = {
  standsFor: string;
  person: string;
  request?: string;
  startsAt: string;
  endsAt: string;
  reason: string;
};

/** S9: lets a person stand in for another, from and until an instant, for everything or one request, with a reason. */
export async function appointStandIn(db: Db, by: Applier, given: Appointment, key?: string): Promise<string> {
  const { standsFor, person, request, startsAt, endsAt, reason } = given;
  const gap = (field: string, message: string): InvalidInput =>
    new InvalidInput('this stand-in', [{ field, rule: 'S9', message, source: 'separation of duties S9' }]);
  if (endsAt <= startsAt) throw gap('endsAt', 'is not after the start');
  if (reason.trim() === '') throw gap('reason', 'is missing');
  if (standsFor === person) throw gap('person', 'is the person stood in for');
  const made = await changeOnce(db, by, { what: 'appointStandIn', input: given, key }, async (tx) => {
    const { rows } = await tx.query<Named>(
      'select id, roles, office_id as office from person where org_id = $1 and id = any ($2) and active and authority_id is null',
      [by.org, [standsFor, person]],
    );
    mayAppoint(by, standsFor, rows);
    if (rows.length < 2) throw gap('person', 'is nobody of this house');
    if (rows.some(({ id, roles }) => id === person && roles.includes('auditor')))
      throw gap('person', 'is an auditor, who only reads (S7)');
    if (request && !one(await tx.query('select 1 from request where id = $1', [request])))
      throw gap('request', 'is unknown');
    const id = randomUUID();
    await tx.query(
      `insert into stand_in (id, org_id, stands_for, person_id, request_id, starts_at, ends_at, reason, appointed_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, by.org, standsFor, person, request ?? null, startsAt, endsAt, reason, by.actor.id],
    );
    await logAccess(tx, by.org, {
      what: 'stand-in',
      who: by.actor.id,
      for: standsFor,
      by: person,
      request: request ?? null,
      from: startsAt,
      until: endsAt,
    });
    return { id };
  });
  return made.id;
}

type Named = { id: string; roles: readonly string[]; office: string | null };

/** For oneself; the head of an office for its own people; the head of the central authority for everybody. */
function mayAppoint({ actor }: Applier, standsFor: string, people: readonly Named[]): void {
  const isOfOwnOffice = people.some(({ id, office }) => id === standsFor && office !== null && office === actor.office);
  if (actor.id === standsFor || actor.roles.includes('ca-head')) return;
  if (actor.roles.includes('supervisor') && isOfOwnOffice) return;
  throw new ActionNotAllowed({
    action: 'appoint a stand-in on',
    status: '',
    rule: 'S9',
    source: 'separation of duties S9',
    because: 'it is for the person, the head of the office or the head of the central authority',
  });
}

/** Ends a stand-in before its time. */
export async function endStandIn(db: Db, by: Applier, id: string, key?: string): Promise<void> {
  await changeOnce(db, by, { what: 'endStandIn', input: { id }, key }, async (tx) => {
    const { rowCount } = await tx.query(
      `update stand_in set ended_at = clock_now() where id = $1 and ended_at is null and ($2 = any (array[stands_for, appointed_by]) or $3)`,
      [id, by.actor.id, by.actor.roles.includes('ca-head')],
    );
    if (!rowCount)
      throw new InvalidInput('this stand-in', [
        { field: 'id', rule: 'S9', message: 'is none that is yours to end', source: 'separation of duties S9' },
      ]);
    await logAccess(tx, by.org, { what: 'stand-in-ended', who: by.actor.id, standIn: id });
    return { id };
  });
}
