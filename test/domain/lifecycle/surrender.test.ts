import { describe, expect, test } from 'vitest';
import { CAST, ENGINE } from './cast.ts';
import { isLegal, isRecorded } from './invariants.ts';
import { byLetter, clockOf, fired, type Place, reach, take } from './way.ts';
import { at, refusalOf, type World } from './world.ts';

const { drafter, officer, registry, partner, head } = CAST;
const clocks = ({ request }: World, of: RegExp): string[] =>
  request.deadlines.flatMap(({ kind, cycle, status, dueAt }) =>
    of.test(kind) ? [`${kind.split('/').at(-1)} ${cycle} ${status} ${dueAt}`] : [],
  );
const gapsOf = (attempt: () => unknown): string[] =>
  (refusalOf(attempt).gaps ?? []).map(({ field, rule }) => `${field}: ${rule}`);
const SURRENDER = /surrender/;

describe('surrender', () => {
  const granted = at(reach('in-execution/granted'), '2026-05-04T10:00:00Z');
  const appointed = take(granted, partner, 'agreeSurrender', { appointedOn: '2026-05-20' });

  test('has periods from the appointed day on, where the person is', () => {
    expect(clocks(appointed, SURRENDER)).toEqual([
      'surrender-may-release 1 open 2026-06-04T22:00:00Z',
      'surrender-must-release 1 open 2026-06-19T22:00:00Z',
    ]);
    isLegal(appointed);
    isRecorded(appointed);
  });

  test('on another day has them anew', () => {
    const moved = take(at(appointed, '2026-05-18T10:00:00Z'), partner, 'agreeSurrender', { appointedOn: '2026-05-27' });
    expect(clocks(moved, SURRENDER)).toEqual([
      'surrender-may-release 1 cancelled 2026-06-04T22:00:00Z',
      'surrender-must-release 1 cancelled 2026-06-19T22:00:00Z',
      'surrender-may-release 2 open 2026-06-11T22:00:00Z',
      'surrender-must-release 2 open 2026-06-26T22:00:00Z',
    ]);
  });

  test('meets them, and is what the request asks', () => {
    const done = take(
      at(fired(appointed, 'ets-24/surrender-may-release'), '2026-06-10T10:00:00Z'),
      partner,
      'recordSurrender',
    );
    expect(clocks(done, SURRENDER)).toEqual([
      'surrender-may-release 1 fired 2026-06-04T22:00:00Z',
      'surrender-must-release 1 met 2026-06-19T22:00:00Z',
    ]);
    expect(done.request).toMatchObject({
      status: 'executed',
      items: [{ outcome: { result: 'done', on: '2026-06-10' } }],
      surrender: { grantedOn: '2026-03-09', appointedOn: '2026-05-20', on: '2026-06-10' },
      stays: [{ item: '1', arrivedOn: '2026-06-10' }],
    });
    isRecorded(done);
  });

  test('in Korea has thirty days from the order', () => {
    const { request, ...world } = reach('acknowledged/extradition');
    const basis = [{ instrument: 'kr-extradition-act', articles: ['13'] }];
    const korea = take({ ...world, request: { ...request, basis } }, partner, 'grantExtradition');
    expect(clocks(korea, SURRENDER)).toEqual(['surrender 1 open 2026-04-08T22:00:00Z']);
    expect(clocks(take(korea, partner, 'recordSurrender'), SURRENDER)).toEqual([
      'surrender 1 met 2026-04-08T22:00:00Z',
    ]);
  });

  test('leaves speciality to run from the day on which the person is free to leave, here', () => {
    const free = take(at(reach('executed/surrendered'), '2026-09-01T03:00:00Z'), officer, 'recordDischarge', {
      on: '2026-08-31',
    });
    expect(clocks(free, /speciality/)).toEqual(['speciality-lapse 1 open 2026-10-15T15:00:00Z']);
    expect(clockOf(free, 'ets-24/speciality-lapse').zone).toBe('Asia/Seoul');
  });

  test.each<[string, () => unknown, string]>([
    ['of what asks for no extradition', () => take(reach('sent/wanted'), partner, 'grantExtradition'), 'kind'],
    ['that was granted', () => take(granted, partner, 'grantExtradition'), 'granted'],
    [
      'on a day, before it is granted',
      () => take(reach('acknowledged/extradition'), partner, 'agreeSurrender'),
      'granted',
    ],
    [
      'done, before it is granted',
      () => take(reach('acknowledged/extradition'), partner, 'recordSurrender'),
      'granted',
    ],
    ['granted as the head says', () => take(reach('sent/extradition'), head, 'grantExtradition'), 'role'],
  ])('is refused: %s', (_, attempt, rule) => {
    expect(refusalOf(attempt).rule).toBe(rule);
  });

  test.each<[string, () => unknown, string[]]>([
    [
      'a day that is past',
      () => take(granted, partner, 'agreeSurrender', { appointedOn: '2026-05-03' }),
      ['appointedOn: date-order'],
    ],
    [
      'the same day',
      () => take(appointed, partner, 'agreeSurrender', { appointedOn: '2026-05-20' }),
      ['appointedOn: unchanged'],
    ],
    [
      'surrender before the grant',
      () =>
        take(
          { ...granted, request: { ...granted.request, surrender: { grantedOn: '2026-05-02' } } },
          officer,
          'recordSurrender',
          byLetter(granted, '2026-05-01'),
        ),
      ['on: date-order'],
    ],
  ])('refuses %s', (_, attempt, gaps) => {
    expect(gapsOf(attempt)).toEqual(gaps);
  });
});

/** A request of several items, of which some bring somebody here, under an instrument. */
function bringing(place: Place, instrument: string, ...types: string[]): World {
  const { request, ...world } = reach(place);
  const items = types.map((type, index) => ({ id: String(index + 1), type }));
  return { ...world, request: { ...request, basis: [{ instrument, articles: ['1'] }], items } };
}
const arrive = (world: World, on: string, more: object = {}): World =>
  take(at(world, `${on}T03:00:00Z`), officer, 'recordArrival', { on, returnBy: undefined, ...more });
const leave = (world: World, on: string, more: object = {}): World =>
  take(at(world, `${on}T03:00:00Z`), registry, 'recordDischarge', { on, ...more });

describe('somebody who is brought here', () => {
  test.each([
    ['untoc-18', 'UNTOC 18(27)'],
    ['uncac-46', 'UNCAC 46(27)'],
    ['ets-30', 'Mutual Assistance Convention 12(3)'],
  ])('is safe for fifteen days after the day on which they may leave, by %s', (instrument, article) => {
    const here = arrive(bringing('acknowledged', instrument, 'witness-hearing'), '2026-05-04');
    const free = leave(here, '2026-05-08');
    const [clock] = free.request.deadlines.filter(({ kind }) => kind.startsWith(instrument));

    // 23 May is a Saturday: what protects never rolls forward; the day ends here, in Seoul
    expect(clock).toMatchObject({
      status: 'open',
      dueAt: '2026-05-23T15:00:00Z',
      zone: 'Asia/Seoul',
    });
    expect(clock?.source).toContain(article.split(' ').at(-1));
    isLegal(free);
    isRecorded(leave(reach('acknowledged/lent'), '2026-05-08'));
  });

  test('is safe although the request was answered meanwhile, each for themselves', () => {
    const world = bringing('acknowledged', 'untoc-18', 'witness-hearing', 'service-of-documents');
    const both = arrive(arrive(world, '2026-05-04'), '2026-05-05', { item: '2' });
    const answered = take(both, partner, 'deliver');
    const one = leave(answered, '2026-05-08');
    const other = leave(one, '2026-05-11', { item: '2' });
    expect(clocks(other, /safe-conduct/)).toEqual([
      'safe-conduct 1 open 2026-05-23T15:00:00Z',
      'safe-conduct 2 open 2026-05-26T15:00:00Z',
    ]);
    expect(fired(leave(answered, '2026-05-08'), 'untoc-18/safe-conduct').request.status).toBe('executed');
  });

  test('as a prisoner goes back by the agreed day, of which we are reminded', () => {
    const lent = arrive(bringing('acknowledged', 'untoc-18', 'prisoner-transfer'), '2026-05-04', {
      returnBy: '2026-06-30',
    });
    expect(clockOf(lent, 'return-of-prisoner')).toMatchObject({
      source: 'house rule HR-88',
      dueAt: '2026-06-30T15:00:00Z',
      remindAt: '2026-06-22T15:00:00Z',
      zone: 'Asia/Seoul',
    });
    const back = leave(take(lent, partner, 'deliver'), '2026-06-25');
    expect(clocks(back, /prisoner|safe/)).toEqual(['return-of-prisoner 1 met 2026-06-30T15:00:00Z']);
    expect(clocks(fired(lent, 'return-of-prisoner'), /prisoner/)).toEqual([
      'return-of-prisoner 1 fired 2026-06-30T15:00:00Z',
    ]);
  });

  const lending = bringing('acknowledged', 'untoc-18', 'prisoner-transfer', 'bank-records', 'witness-hearing');
  const lent = arrive(lending, '2026-05-04', { returnBy: '2026-06-30' });
  test.each<[string, () => unknown, string[]]>([
    ['for an item that is none', () => arrive(lending, '2026-05-04', { item: '9' }), ['item: unknown']],
    ['for an item that brings nobody', () => arrive(lending, '2026-05-04', { item: '2' }), ['item: item-type']],
    ['twice', () => arrive(lent, '2026-05-05', { returnBy: '2026-06-30' }), ['item: stay']],
    ['tomorrow', () => take(lending, officer, 'recordArrival', { on: '2026-03-10' }), ['on: not-in-future']],
    ['as a prisoner without a day of return', () => arrive(lending, '2026-05-04'), ['returnBy: required']],
    [
      'as a prisoner who should be back already',
      () => arrive(lending, '2026-05-04', { returnBy: '2026-05-03' }),
      ['returnBy: date-order'],
    ],
    [
      'as a witness who must go back',
      () => arrive(lending, '2026-05-04', { item: '3', returnBy: '2026-06-30' }),
      ['returnBy: item-type'],
    ],
    ['and leaves before', () => leave(lent, '2026-05-03'), ['on: date-order']],
    ['and leaves tomorrow', () => take(lent, officer, 'recordDischarge', { on: '2026-05-05' }), ['on: not-in-future']],
    ['and leaves for another item', () => leave(lent, '2026-05-06', { item: '3' }), ['item: stay']],
  ])('is refused: %s', (_, attempt, gaps) => {
    expect(gapsOf(attempt)).toEqual(gaps);
  });

  test.each<[string, () => unknown, string]>([
    ['by a request that brings nobody', () => arrive(reach('acknowledged'), '2026-05-04'), 'item-type'],
    ['nobody, and leaves', () => leave(lending, '2026-05-04'), 'stay'],
    ['as the drafter says', () => take(lending, drafter, 'recordArrival'), 'role'],
    ['as a prisoner, and the file is closed', () => take(take(lent, partner, 'deliver'), officer, 'close'), 'stay'],
    ['as the engine says', () => take(lending, ENGINE, 'recordDischarge'), 'role'],
  ])('is refused: %s', (_, attempt, rule) => {
    expect(refusalOf(attempt).rule).toBe(rule);
  });
});
