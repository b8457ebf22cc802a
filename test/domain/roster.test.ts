import { describe, expect, test } from 'vitest';
import { callOrder, type Roster, spanFaults, type Turn, turnFaults } from '../../domain/roster.ts';
import { CAST, uuid } from './lifecycle/cast.ts';

const { officer, second, head, drafter } = CAST;
const other = { ...head, id: uuid(20) };
const STAFF = [drafter, officer, second, head, other];
const [FROM, UNTIL, LATER] = ['2026-05-05T00:00:00Z', '2026-05-06T00:00:00Z', '2026-05-07T00:00:00Z'];
const NOON = '2026-05-05T12:00:00Z';

const turn = (person: { id: string }, place: number, more: Partial<Turn> = {}): Turn => ({
  id: uuid(500 + place),
  person: person.id,
  place,
  startsAt: FROM,
  endsAt: UNTIL,
  ...more,
});
const away = (person: { id: string }, startsAt = FROM, endsAt = UNTIL) => ({ person: person.id, startsAt, endsAt });

describe('who is called', () => {
  const called = (roster: Partial<Roster>, at = NOON, staff = STAFF): string[] =>
    callOrder({ turns: [], absences: [], ...roster }, staff, at).map(({ person }) => person);
  const both = [turn(second, 2), turn(officer, 1)];

  test.each<[what: string, roster: Partial<Roster>, at: string, order: readonly { id: string }[]]>([
    ['by place, then the heads', { turns: both }, NOON, [officer, second, head, other]],
    ['the heads alone where nobody has duty', {}, NOON, [head, other]],
    ['from the instant at which a turn starts', { turns: both }, FROM, [officer, second, head, other]],
    ['not at the instant at which it ends', { turns: both }, UNTIL, [head, other]],
    ['the next where the first is absent', { turns: both, absences: [away(officer)] }, NOON, [second, head, other]],
    ['again once the absence has ended', { turns: both, absences: [away(officer, FROM, NOON)] }, NOON, [officer, second, head, other]],
    ['no head who is absent', { absences: [away(head)] }, NOON, [other]],
    ['a head on the roster once', { turns: [turn(head, 1), turn(officer, 2)] }, NOON, [head, officer, other]],
    ['not by a turn that was taken back', { turns: [turn(officer, 1, { takenBackAt: FROM }), turn(second, 2)] }, NOON, [second, head, other]],
    ['by one as long as it was not taken back', { turns: [turn(officer, 1, { takenBackAt: UNTIL })] }, NOON, [officer, head, other]],
    ['nobody who lacks the role by now', { turns: [turn(drafter, 1), turn(second, 2)] }, NOON, [second, head, other]],
  ])('%s', (_what, roster, at, order) => {
    expect(called(roster, at)).toEqual(order.map(({ id }) => id));
  }); // biome-ignore format: a table

  test('nobody who may not sign in any more', () => {
    expect(called({ turns: both }, NOON, [second, head])).toEqual([second.id, head.id]);
  });
});

describe('a turn is refused', () => {
  const now = '2026-05-04T00:00:00Z';
  const faults = (given: Turn, turns: readonly Turn[] = [], at = now): string[] =>
    turnFaults(given, { turns, staff: STAFF, now: at }).map(({ field, message, rule, source }) => {
      expect([rule, source]).toEqual(['roster', 'house rule HR-26']);
      return `${field} ${message}`;
    });

  test.each<[given: Turn, beside: Turn[], faults: string[]]>([
    [turn(officer, 1), [], []],
    [turn(officer, 1), [turn(officer, 1, { startsAt: UNTIL, endsAt: LATER })], []],
    [turn(officer, 1), [turn(second, 1, { takenBackAt: now })], []],
    [turn(officer, 3), [], ['place is none of 1 and 2']],
    [turn({ id: uuid(999) }, 1), [], ['person is nobody of this house who may sign in']],
    [turn(drafter, 1), [], ['person is no officer or head of the central authority, nor of its 24/7 point']],
    [turn(officer, 1, { endsAt: FROM }), [], ['endsAt is not after the start']],
    [turn(officer, 1, { startsAt: '2026-05-03T23:59:59Z' }), [], ['startsAt is past']],
    [turn(officer, 1, { startsAt: '2026-05-01T00:00:00Z', endsAt: '2026-05-02T00:00:00Z' }), [], ['endsAt is past']],
    [turn(officer, 1), [turn(second, 1, { startsAt: NOON, endsAt: LATER })], ['place is taken in this time']],
    [turn(officer, 1), [turn(officer, 2)], ['person has duty on the other place in this time']],
  ])('%#: %j', (given, beside, expected) => {
    expect(faults(given, beside)).toEqual(expected);
  }); // biome-ignore format: a table

  test('and so is an absence that is past, but not one that has begun', () => {
    const found = (startsAt: string, endsAt: string) =>
      spanFaults({ startsAt, endsAt }, NOON).map(({ field }) => field);
    expect([found(FROM, UNTIL), found(FROM, NOON), found(UNTIL, FROM)]).toEqual([[], ['endsAt'], ['endsAt']]);
  });
});
