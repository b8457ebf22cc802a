import { randomUUID } from 'node:crypto';
import { ActionNotAllowed, InvalidInput, NotFound } from '../domain/errors.ts';
import type { Staff } from '../domain/roles.ts';
import { callOrder, type OnDuty, type Roster, spanFaults, type Turn, turnFaults } from '../domain/roster.ts';
import { logAccess } from './access.ts';
import type { Applier } from './apply.ts';
import { type Db, one, type Tx } from './db.ts';
import { changeOnce } from './idempotency.ts';

/** The duty roster of the house: turns, absences, and what each turn tells the next. */

const TURN = `id, person_id as person, place, starts_at as "startsAt", ends_at as "endsAt", taken_back_at as "takenBackAt"`;
/** What stands at an instant, or within a span of time. */
export const ROSTER = `
  select coalesce((select jsonb_agg(jsonb_build_object('id', id, 'person', person_id, 'place', place, 'startsAt', starts_at,
      'endsAt', ends_at, 'takenBackAt', taken_back_at)) from duty_turn where org_id = $1::uuid and starts_at <= $2::timestamptz and ends_at > $2::timestamptz), '[]') as turns,
    coalesce((select jsonb_agg(jsonb_build_object('person', person_id, 'startsAt', starts_at, 'endsAt', ends_at,
      'takenBackAt', taken_back_at)) from absence where org_id = $1::uuid and starts_at <= $2::timestamptz and ends_at > $2::timestamptz), '[]') as absences`;

/** Who is called now, in order. */
export async function rosterAt(
  tx: Pick<Tx, 'query'>,
  org: string,
  { now, staff }: { now: string; staff: readonly Staff[] },
): Promise<OnDuty[]> {
  const roster = one(await tx.query<Roster>({ name: 'roster', text: ROSTER, values: [org, now] }));
  return roster ? callOrder(withoutNull(roster), staff, now) : [];
}

type Read = Omit<Turn, 'takenBackAt'> & { takenBackAt: string | null };
/** As the domain has it: what was not taken back says nothing of it. */
export const withoutNull = ({ turns, absences }: Roster): Roster => ({
  turns: turns.map(present),
  absences: absences.map(present),
});
function present<T extends { takenBackAt?: string | null | undefined }>({ takenBackAt, ...span }: T) {
  return { ...span, ...(takenBackAt == null ? {} : { takenBackAt }) };
}

export type NewTurn = Omit<Turn, 'id' | 'takenBackAt'>;

/** Plans a turn; one at a time, so that no place is given twice. */
export async function planTurn(db: Db, by: Applier, given: NewTurn, key?: string): Promise<string> {
  mayKeep(by, 'plan the roster of');
  const { person, place, startsAt, endsAt } = given;
  const made = await changeOnce(db, by, { what: 'planTurn', input: given, key }, async (tx) => {
    await lockRoster(tx, by.org);
    const { now, staff } = await houseNow(tx, by.org);
    const { rows } = await tx.query<Read>(
      `select ${TURN} from duty_turn where org_id = $1 and taken_back_at is null and starts_at < $3 and ends_at > $2`,
      [by.org, startsAt, endsAt],
    );
    const faults = turnFaults(given, { turns: rows.map(present), staff, now });
    if (faults.length > 0) throw new InvalidInput('this turn', faults);
    const id = randomUUID();
    await tx.query(
      `insert into duty_turn (id, org_id, person_id, place, starts_at, ends_at, planned_by) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, by.org, person, place, startsAt, endsAt, by.actor.id],
    );
    await logAccess(tx, by.org, {
      what: 'turn-planned',
      who: by.actor.id,
      turn: id,
      person,
      place,
      from: startsAt,
      until: endsAt,
    });
    return { id };
  });
  return made.id;
}

/** Takes a turn back that has not ended: nobody is called by it from now on. */
export async function takeBackTurn(db: Db, by: Applier, id: string, key?: string): Promise<void> {
  mayKeep(by, 'plan the roster of');
  await changeOnce(db, by, { what: 'takeBackTurn', input: { id }, key }, async (tx) => {
    await takenBack(tx, by, 'duty_turn', id);
    await logAccess(tx, by.org, { what: 'turn-taken-back', who: by.actor.id, turn: id });
    return { id };
  });
}

export type NewAbsence = { person: string; startsAt: string; endsAt: string };

/** Says that somebody is away, and is called by nothing meanwhile: oneself, or whoever keeps the roster. */
export async function recordAbsence(db: Db, by: Applier, given: NewAbsence, key?: string): Promise<string> {
  const { person, startsAt, endsAt } = given;
  if (person !== by.actor.id) mayKeep(by, 'record the absence of another on');
  const made = await changeOnce(db, by, { what: 'recordAbsence', input: given, key }, async (tx) => {
    const { now, staff } = await houseNow(tx, by.org);
    if (!staff.some((one) => one.id === person))
      throw absenceFault('person', 'is nobody of this house who may sign in');
    const faults = spanFaults(given, now);
    if (faults.length > 0) throw new InvalidInput('this absence', faults);
    const id = randomUUID();
    await tx.query(
      'insert into absence (id, org_id, person_id, starts_at, ends_at, recorded_by) values ($1, $2, $3, $4, $5, $6)',
      [id, by.org, person, startsAt, endsAt, by.actor.id],
    );
    await logAccess(tx, by.org, {
      what: 'absence',
      who: by.actor.id,
      absence: id,
      person,
      from: startsAt,
      until: endsAt,
    });
    return { id };
  });
  return made.id;
}

/** Takes an absence back that has not ended: who came back earlier is called again. */
export async function takeBackAbsence(db: Db, by: Applier, id: string, key?: string): Promise<void> {
  await changeOnce(db, by, { what: 'takeBackAbsence', input: { id }, key }, async (tx) => {
    const known = one(
      await tx.query<{ person: string }>('select person_id as person from absence where id = $1', [id]),
    );
    if (!known) throw new NotFound('this absence');
    if (known.person !== by.actor.id) mayKeep(by, 'record the absence of another on');
    await takenBack(tx, by, 'absence', id);
    await logAccess(tx, by.org, { what: 'absence-taken-back', who: by.actor.id, absence: id });
    return { id };
  });
}

/** Writes what one's turn tells whoever comes next; what was written before stays as a version. */
export async function handOver(
  db: Db,
  by: Applier,
  given: { turn: string; words: string },
  key?: string,
): Promise<void> {
  const { turn, words } = given;
  await changeOnce(db, by, { what: 'handOver', input: given, key }, async (tx) => {
    await lockRoster(tx, by.org);
    const known = one(
      await tx.query<Read & { begun: boolean }>(
        `select ${TURN}, starts_at <= clock_now() as begun from duty_turn where id = $1`,
        [turn],
      ),
    );
    if (!known) throw new NotFound('this turn');
    const refused = (rule: string, because: string): ActionNotAllowed =>
      new ActionNotAllowed({ action: 'hand over', status: '', rule, source: SOURCE, because });
    if (known.person !== by.actor.id) throw refused('own-turn', 'it is another’s turn');
    if (!known.begun) throw refused('turn-begun', 'this turn has not begun');
    await tx.query(
      `insert into handover (turn_id, version, org_id, words, written_by)
       select $1, coalesce(max(version), 0) + 1, $2, $3, $4 from handover where turn_id = $1`,
      [turn, by.org, words, by.actor.id],
    );
    await logAccess(tx, by.org, { what: 'handover', who: by.actor.id, turn });
    return { turn };
  });
}

const SOURCE = 'house rule HR-26';

const absenceFault = (field: string, message: string): InvalidInput =>
  new InvalidInput('this absence', [{ field, rule: 'roster', message, source: SOURCE }]);

/** The roster is the administrator's to keep, and the head's. */
function mayKeep({ actor }: Applier, action: string): void {
  if (actor.roles.includes('administrator') || actor.roles.includes('ca-head')) return;
  throw new ActionNotAllowed({
    action,
    status: '',
    rule: 'roster',
    source: SOURCE,
    because: 'it is for the administrator or the head of the central authority',
  });
}

async function takenBack(tx: Tx, by: Applier, table: 'duty_turn' | 'absence', id: string): Promise<void> {
  const { rowCount } = await tx.query(
    `update ${table} set taken_back_by = $2, taken_back_at = clock_now() where id = $1 and taken_back_at is null and ends_at > clock_now()`,
    [id, by.actor.id],
  );
  if (!rowCount)
    throw new InvalidInput('this change', [
      { field: 'id', rule: 'roster', message: 'is none that stands and has not ended', source: SOURCE },
    ]);
}

const lockRoster = (tx: Tx, org: string): Promise<unknown> =>
  tx.query("select pg_advisory_xact_lock(hashtextextended('roster ' || $1, 0))", [org]);

/** The clock, and everybody of the house who may sign in. */
async function houseNow(tx: Tx, org: string): Promise<{ now: string; staff: Staff[] }> {
  const row = one(
    await tx.query<{ now: string; staff: Staff[] }>(
      `select clock_now() as now, (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'roles', roles, 'office', office_id)), '[]')
        from person where org_id = $1 and active and authority_id is null) as staff`,
      [org],
    ),
  );
  if (!row) throw new Error('Cannot read the house: no answer');
  return row;
}
