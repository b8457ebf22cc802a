import { describe, expect, test } from 'vitest';
import { openAlarms } from '../../../domain/alarms.ts';
import { nextLimit, standing, standingOf } from '../../../domain/custody.ts';
import type { Deadline } from '../../../domain/deadlines.ts';
import { HOUSE_RULES } from '../../../domain/house-rules.ts';
import { noticesOf } from '../../../domain/notices.ts';
import type { Basis } from '../../../domain/request.ts';
import { CAST, ENGINE, uuid } from './cast.ts';
import { isLegal, isRecorded } from './invariants.ts';
import { FOLLOWING, following } from './source.ts';
import { byLetter, clockOf, fired, reach, take } from './way.ts';
import { at, lastEvent, refusalOf, step, type World } from './world.ts';

const { drafter, officer, head, partner } = CAST;
const [MAY, MUST] = ['ets-24/pa-may-end', 'ets-24/pa-must-end'] as const;

const ofLaw = ({ request }: World): string[] =>
  request.deadlines
    .filter(({ kind }) => kind.includes('/'))
    .map(({ kind, cycle, status }) => `${kind.split('/')[1]} ${cycle} ${status}`);
const how = ({ request }: World): string | undefined => {
  const arrest = request.custody?.arrests.at(-1);
  return arrest && standingOf(request, arrest);
};
const told = (world: World): string[] =>
  noticesOf(world.request, lastEvent(world), HOUSE_RULES).map(({ to, kind, dueAt }) => `${to} ${kind} ${dueAt}`);
const causes = ({ request }: World): string[] => openAlarms(request).map(({ cause }) => cause);
const gapsOf = (attempt: () => unknown): string[] =>
  (refusalOf(attempt).gaps ?? []).map(({ field, rule }) => `${field}: ${rule}`);

/** Sent to a partner in some zone on some basis, and told of an arrest later. */
function wanted(zone = 'Europe/Brussels', basis?: readonly Basis[]): World {
  const world = reach('sent/wanted');
  const { request, partner: there } = world;
  return {
    ...world,
    request: { ...request, ...(basis ? { basis } : {}) },
    partner: { ...there, calendar: { ...there.calendar, zone } },
  };
}
const on = (instrument: string): Basis[] => [{ instrument, articles: ['1'] }];
const arrested = (world: World, arrestedAt: string, more: object = {}): World =>
  take(at(world, arrestedAt), partner, 'recordArrest', { arrestedAt, ...more });
/** The papers have come to the requested State on a day, and the engine looks a little later. */
function papers(world: World, day: string, now = `${day}T12:00:00Z`): World {
  const linked = [following(world.request, day)];
  return step(at({ ...world, linked }, now), ENGINE, 'notePapers', { linked: FOLLOWING });
}
const reminded = (world: World, kind: string): World => {
  const { cycle, remindAt = '' } = clockOf(world, kind);
  return step(at(world, remindAt), ENGINE, 'remind', { kind, cycle });
};

describe('the limits of custody', () => {
  const held = arrested(wanted(), '2026-03-20T22:30:00Z'); // 23:30 in Brussels

  test('begin with the arrest, each with a safe and a latest date where the person is held', () => {
    const dates = ({ dueAt, safeAt, zone }: Deadline) => [safeAt, dueAt, zone];
    // summer time begins on 29 March
    expect(dates(clockOf(held, MAY))).toEqual(['2026-04-06T22:00:00Z', '2026-04-07T22:00:00Z', 'Europe/Brussels']);
    expect(dates(clockOf(held, MUST))).toEqual(['2026-04-28T22:00:00Z', '2026-04-29T22:00:00Z', 'Europe/Brussels']);
    expect(clockOf(held, MAY).explanation.map(({ text }) => text)).toEqual([
      'European Extradition Convention 16(4): provisional arrest may be ended if the papers have not come within',
      '18 calendar days from 2026-03-20, arrest; this day is not counted (DC-1); a protective period never rolls forward (DC-5)',
      'safe: 2026-04-06, where the day of arrest is counted as the first (DC-8)',
      'ends with 2026-04-07 in Europe/Brussels, at 2026-04-07T22:00:00Z',
    ]);
    isLegal(held);
    isRecorded(held);
  });

  test('are reminded of before the safe date: the drafter and the officer', () => {
    const first = reminded(held, MAY);
    expect(told(first)).toEqual([
      `user:${drafter.id} reminder-${MAY} 2026-04-06T22:00:00Z`,
      `role:ca-officer reminder-${MAY} 2026-04-06T22:00:00Z`,
    ]);
    expect([first.now, clockOf(first, MAY).remindAt]).toEqual(['2026-03-31T22:00:00Z', '2026-04-03T22:00:00Z']);
  });

  test('call whoever is on duty at the last reminder, and when they run out', () => {
    const last = reminded(reminded(held, MAY), MAY);
    const over = fired(last, MAY);

    expect([causes(held), causes(last), causes(over)]).toEqual([[], ['custody-ends'], ['release-expected']]);
    expect(told(over)).toEqual([
      `role:ca-head overdue-${MAY} 2026-04-07T22:00:00Z`,
      `user:${drafter.id} overdue-${MAY} 2026-04-07T22:00:00Z`,
      `role:ca-officer overdue-${MAY} 2026-04-07T22:00:00Z`,
    ]);
    expect([how(held), how(over)]).toEqual(['held', 'release-expected']);
    isRecorded(over);
  });

  test.each([
    ['the European Convention', 'ets-24', ['pa-may-end 1 open', 'pa-must-end 1 open'], '2026-04-06T22:00:00Z'],
    ['a treaty of sixty days', 'bilateral-extradition-60', ['pa-60 1 open'], '2026-05-18T22:00:00Z'],
    ['two months of Korea', 'kr-extradition-act', ['emergency-arrest 1 open'], '2026-05-19T22:00:00Z'],
    ['an instrument without one', 'untoc-18', [], undefined],
  ])('are those of the basis: %s', (_, basis, clocks, safeAt) => {
    const world = arrested(wanted('Europe/Brussels', on(basis)), '2026-03-20T22:30:00Z');
    const arrest = standing(world.request);
    expect(ofLaw(world)).toEqual(clocks);
    expect(arrest && nextLimit(world.request, arrest)?.safeAt).toBe(safeAt);
  });

  test('end where the person is held, though the partner is elsewhere, and stay there when days off change', () => {
    const west = arrested(wanted('America/New_York'), '2026-03-21T04:30:00Z', { zone: 'America/Los_Angeles' });
    const off = [{ date: '2026-04-07', name: 'a feast' }];
    const there = { ...west.partner, calendar: { ...west.partner.calendar, holidays: off } };
    const limit = clockOf(west, MAY);

    expect([limit.startedAt, limit.dueAt]).toEqual(['2026-03-20T07:00:00Z', '2026-04-08T07:00:00Z']);
    expect(
      refusalOf(() => step({ ...west, partner: there }, ENGINE, 'recountDeadlines', { lines: [uuid(3020)] })).rule,
    ).toBe('deadline-moved');
  });

  test('move with a start put right, the safe date with the latest', () => {
    const right = take(at(held, '2026-03-22T10:00:00Z'), officer, 'correctStart', {
      kind: MAY,
      cycle: 1,
      startedOn: '2026-03-19',
    });
    expect(clockOf(right, MAY)).toMatchObject({ safeAt: '2026-04-05T22:00:00Z', dueAt: '2026-04-06T22:00:00Z' });
  });

  test('run on when the request is answered, and end with it', () => {
    const done = take(held, partner, 'deliver');
    expect([done.request.status, ofLaw(done)]).toEqual(['executed', ['pa-may-end 1 open', 'pa-must-end 1 open']]);
    expect(causes(reminded(reminded(done, MAY), MAY))).toEqual(['custody-ends']);
    expect(refusalOf(() => take(done, officer, 'close')).rule).toBe('arrested');
    const gone = take(done, officer, 'withdraw');
    expect(ofLaw(gone)).toEqual(['pa-may-end 1 cancelled', 'pa-must-end 1 cancelled']);
  });
});

describe('what custody depends on', () => {
  const held = arrested(wanted(), '2026-03-20T22:30:00Z');

  test.each([
    ['on the last day', '2026-04-07', '2026-04-07T21:59:59Z', ['pa-may-end 1 met', 'pa-must-end 1 met'], 'executed'],
    [
      'in good time, learned of late',
      '2026-04-02',
      '2026-04-20T10:00:00Z',
      ['pa-may-end 1 fired', 'pa-must-end 1 met'],
      'executed',
    ],
    [
      'after it may end, before it must',
      '2026-04-20',
      '2026-04-20T10:00:00Z',
      ['pa-may-end 1 fired', 'pa-must-end 1 met'],
      'executed',
    ],
    [
      'the day after it must end',
      '2026-04-30',
      '2026-04-30T10:00:00Z',
      ['pa-may-end 1 fired', 'pa-must-end 1 fired'],
      'in-execution',
    ],
  ])('the papers have come %s', (_, day, now, clocks, status) => {
    const due = [MAY, MUST].filter((kind) => clockOf(held, kind).dueAt < now);
    const before = due.reduce((so, kind) => fired(so, kind), held);
    const after = papers(before, day, now);

    expect([ofLaw(after), after.request.status]).toEqual([clocks, status]);
    expect(how(after)).toBe(status === 'executed' ? 'held' : 'release-expected');
    expect(causes(after)).toEqual(status === 'executed' ? [] : ['release-expected']);
    isRecorded(after);
  });

  test('the papers that were there before the arrest end the limits at once', () => {
    const early = papers(wanted(), '2026-03-12');
    const world = arrested(early, '2026-03-20T22:30:00Z');
    expect([ofLaw(world), how(world), world.request.status]).toEqual([
      ['pa-may-end 1 met', 'pa-must-end 1 met'],
      'held',
      'executed',
    ]);
  });

  test('in Korea is the order of review, not the papers', () => {
    const korea = arrested(wanted('Asia/Seoul', on('kr-extradition-act')), '2026-03-20T10:00:00Z');
    const received = papers(korea, '2026-04-01');
    expect([ofLaw(received), received.request.status]).toEqual([['emergency-arrest 1 open'], 'in-execution']);
    const ordered = take(received, officer, 'confirmCustody', byLetter(received));
    expect([ofLaw(ordered), ordered.request.status]).toEqual([['emergency-arrest 1 met'], 'executed']);
  });

  test('is not noted twice, nor of a request that does not follow it', () => {
    const noted = papers(held, '2026-03-30');
    expect(refusalOf(() => papers(noted, '2026-03-30')).rule).toBe('received');
    const other = { ...held, linked: [{ ...following(held.request), origin: uuid(78) }] };
    expect(refusalOf(() => step(other, ENGINE, 'notePapers', { linked: FOLLOWING })).rule).toBe('received');
  });

  test('is put right with the day of receipt', () => {
    const noted = papers(held, '2026-03-30');
    const again = papers(noted, '2026-03-28', '2026-03-30T13:00:00Z');
    expect(again.request.custody).toMatchObject({
      papers: { on: '2026-03-28' },
      arrests: [{ goesOnSince: '2026-03-28' }],
    });
  });
});

describe('a release', () => {
  const over = fired(arrested(wanted(), '2026-03-20T22:30:00Z'), MAY);
  const released = take(over, officer, 'recordRelease', { ...byLetter(over), on: '2026-04-07' });

  test('ends the limits and the alarm', () => {
    expect(ofLaw(released)).toEqual(['pa-may-end 1 fired', 'pa-must-end 1 cancelled']);
    expect([how(released), causes(released)]).toEqual(['released', []]);
  });

  test('may be followed by another arrest, which runs against limits of its own', () => {
    const again = arrested(released, '2026-05-01T10:00:00Z');
    expect(ofLaw(again).slice(2)).toEqual(['pa-may-end 2 open', 'pa-must-end 2 open']);
    expect([how(again), again.request.custody?.arrests.length]).toEqual(['held', 2]);
    isLegal(again);
    isRecorded(again);
  });
});

describe('an arrest is refused', () => {
  const world = at(wanted(), '2026-03-20T10:00:00Z');
  const held = arrested(wanted(), '2026-03-20T09:00:00Z');
  const released = take(at(held, '2026-03-25T09:00:00Z'), partner, 'recordRelease');

  test.each<[string, () => unknown, string[]]>([
    [
      'that has not come yet',
      () => take(world, partner, 'recordArrest', { arrestedAt: '2026-03-20T10:00:01Z' }),
      ['arrestedAt: not-in-future'],
    ],
    [
      'from before the sending',
      () => take(world, partner, 'recordArrest', { arrestedAt: '2026-03-01T10:00:00Z' }),
      ['arrestedAt: not-before-sending'],
    ],
    [
      'from before the release',
      () => take(released, partner, 'recordArrest', { arrestedAt: '2026-03-24T10:00:00Z' }),
      ['arrestedAt: date-order'],
    ],
    [
      'in a zone that is none',
      () => take(world, partner, 'recordArrest', { zone: 'Europe/Atlantis' }),
      ['zone: custom'],
    ],
    [
      'and a release from before it',
      () => take(held, partner, 'recordRelease', { on: '2026-03-19' }),
      ['on: date-order'],
    ],
    [
      'and what goes on from before it',
      () => take(held, partner, 'confirmCustody', { on: '2026-03-19' }),
      ['on: date-order'],
    ],
  ])('%s', (_, attempt, gaps) => {
    expect(gapsOf(attempt)).toEqual(gaps);
  });

  test.each<[string, () => unknown, string]>([
    ['of a request that asks for none', () => take(reach('sent/extradition'), partner, 'recordArrest'), 'kind'],
    ['of somebody who is in custody', () => take(held, partner, 'recordArrest'), 'arrested'],
    ['and a release of nobody', () => take(reach('acknowledged/wanted'), partner, 'recordRelease'), 'arrested'],
    ['and custody of nobody', () => take(reach('acknowledged/wanted'), partner, 'confirmCustody'), 'arrested'],
    ['and custody that goes on already', () => take(reach('executed/held'), partner, 'confirmCustody'), 'goes-on'],
    ['by who is not the partner nor records for it', () => take(reach('sent/wanted'), head, 'recordArrest'), 'role'],
  ])('%s', (_, attempt, rule) => {
    expect(refusalOf(attempt).rule).toBe(rule);
  });
});
