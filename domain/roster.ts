import { compare } from './dates.ts';
import type { Gap } from './errors.ts';
import type { Role, Staff } from './roles.ts';

/** Who may have duty at the desk. */
export const DUTY_ROLES = ['poc-officer', 'ca-officer', 'ca-head'] as const satisfies readonly Role[];
/** Who is called first, and who next. */
export const PLACES = [1, 2] as const;

/** A time from one instant until another; one that was taken back ended then. */
type Span = { startsAt: string; endsAt: string; takenBackAt?: string | undefined };
/** Somebody has duty, on a place of the roster. */
export type Turn = Span & { id: string; person: string; place: number };
/** Somebody is not called, whatever the roster says. */
export type Absence = Span & { person: string };
export type Roster = { turns: readonly Turn[]; absences: readonly Absence[] };

/** Somebody who is called, with the turn that says so; a head of the central authority is called without one. */
export type OnDuty = { person: string; turn?: Turn };

const isIn = ({ startsAt, endsAt, takenBackAt = endsAt }: Span, at: string): boolean =>
  compare(startsAt, at) <= 0 && compare(at, endsAt) < 0 && compare(at, takenBackAt) < 0;

const mayHaveDuty = ({ roles }: Staff): boolean => DUTY_ROLES.some((role) => roles.includes(role));

/** In which order people are called at an instant: by the roster, then the heads. Nobody twice, and nobody who is absent. */
export function callOrder({ turns, absences }: Roster, staff: readonly Staff[], at: string): OnDuty[] {
  const away = new Set(absences.filter((absence) => isIn(absence, at)).map(({ person }) => person));
  const able = new Set(staff.filter(mayHaveDuty).map(({ id }) => id));
  const onTurn = turns
    .filter((turn) => isIn(turn, at))
    .sort((a, b) => a.place - b.place)
    .map((turn): OnDuty => ({ person: turn.person, turn }));
  const heads = staff.filter(({ roles }) => roles.includes('ca-head')).map(({ id }): OnDuty => ({ person: id }));
  return [...onTurn, ...heads].filter(
    ({ person }, index, all) =>
      able.has(person) && !away.has(person) && all.findIndex((other) => other.person === person) === index,
  );
}

const fault = (field: string, message: string): Gap => ({
  field,
  rule: 'roster',
  message,
  source: 'house rule HR-26',
});

const overlap = (a: Span, b: Span): boolean => compare(a.startsAt, b.endsAt) < 0 && compare(b.startsAt, a.endsAt) < 0;

/** What is wrong with a span that is planned: it ends after it starts, and not in the past. */
export function spanFaults({ startsAt, endsAt }: Span, now: string): Gap[] {
  if (compare(endsAt, startsAt) <= 0) return [fault('endsAt', 'is not after the start')];
  return compare(endsAt, now) <= 0 ? [fault('endsAt', 'is past')] : [];
}

/** What is wrong with a turn beside those that are planned: `staff` are the active people of the house. */
export function turnFaults(
  turn: Omit<Turn, 'id'>,
  { turns, staff, now }: { turns: readonly Turn[]; staff: readonly Staff[]; now: string },
): Gap[] {
  const person = staff.find(({ id }) => id === turn.person);
  const beside = turns.filter((other) => other.takenBackAt === undefined && overlap(turn, other));
  const span = spanFaults(turn, now);
  return [
    ...(person ? [] : [fault('person', 'is nobody of this house who may sign in')]),
    ...(person && !mayHaveDuty(person)
      ? [fault('person', 'is no officer or head of the central authority, nor of its 24/7 point')]
      : []),
    ...(PLACES.some((place) => place === turn.place) ? [] : [fault('place', `is none of ${PLACES.join(' and ')}`)]),
    ...span,
    ...(span.length === 0 && compare(turn.startsAt, now) < 0 ? [fault('startsAt', 'is past')] : []),
    ...(beside.some(({ place }) => place === turn.place) ? [fault('place', 'is taken in this time')] : []),
    ...(beside.some((other) => other.person === turn.person && other.place !== turn.place)
      ? [fault('person', 'has duty on the other place in this time')]
      : []),
  ];
}
