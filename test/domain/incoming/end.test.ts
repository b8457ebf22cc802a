import { describe, expect, test } from 'vitest';
import { HOLD } from '../../../domain/hold.ts';
import { owedWords } from '../../../domain/incoming.ts';
import { dutiesWith } from '../../../domain/linked-duties.ts';
import { CAST, ENGINE, HOME } from '../lifecycle/cast.ts';
import { at, factsFor, refusalOf, type World } from '../lifecycle/world.ts';
import { calledBack, noticesIn, preserved, received, take, told } from './way.ts';

const { officer, second, head, registry, partner } = CAST;
const clock = ({ request: { deadlines } }: World) => deadlines.findLast(({ kind }) => kind === HOLD);
const fires = (world: World, step: 'remind' | 'fireDeadline'): World => {
  const { cycle, dueAt = '', remindAt = '' } = clock(world) ?? {};
  return take(at(world, step === 'remind' ? remindAt : dueAt), ENGINE, step, { kind: HOLD, cycle });
};
const asked = (world = told()): World => take(world, partner, 'receiveExtension', { askedUntil: '2026-09-30' });

describe('the end of what we preserve', () => {
  test('is the sixtieth day of the instrument in our zone, to the second, and word of it is due fourteen days before', () => {
    const world = preserved();
    expect(world.request.hold).toMatchObject({ effectiveOn: '2026-05-05', until: '2026-07-04', actBy: '2026-07-03' });
    expect(clock(world)).toMatchObject({
      dueAt: '2026-07-04T15:00:00Z',
      remindAt: '2026-06-19T15:00:00Z',
      source: 'Budapest Convention 29(7)',
    });
    expect(clock(world)?.later).toBeUndefined();
  });

  test('is a later day of ours, and never an earlier one', () => {
    expect(clock(preserved({ until: '2026-08-31' }))).toMatchObject({
      dueAt: '2026-08-31T15:00:00Z',
      source: 'as we stated',
    });
    expect(refusalOf(() => preserved({ until: '2026-07-03' }))).toMatchObject({
      gaps: [{ field: 'until', rule: 'floor', source: 'Budapest Convention 29(7)' }],
    });
  });

  test('is ours to say where no instrument does', () => {
    const bare = calledBack(received({ period: undefined }));
    expect(refusalOf(() => preserved({}, bare))).toMatchObject({ gaps: [{ field: 'until', rule: 'missing' }] });
    expect(preserved({ until: '2026-06-30' }, bare).request.hold?.until).toBe('2026-06-30');
  });

  test.each([
    ['to come', '2026-05-05T00:00:00Z', 'not-in-future'],
    ['before the call', '2026-05-04T17:00:00Z', 'date-order'],
  ])('counts from no instant %s', (_, from, rule) => {
    expect(refusalOf(() => preserved({ at: from }))).toMatchObject({ gaps: [{ field: 'at', rule }] });
  });

  test('moves by no day off, its last working day does', () => {
    const off = { ...told(), calendar: { ...HOME, holidays: [{ date: '2026-07-03', name: 'Election Day' }] } };
    const recounted = take(off, ENGINE, 'recountDeadlines', { lines: [officer.id] });
    expect(recounted.request.hold).toMatchObject({ until: '2026-07-04', actBy: '2026-07-02' });
  });

  test('is told to the partner by a person, who is reminded', () => {
    const near = fires(told(), 'remind');
    expect(noticesIn(near)).toEqual(['reminder-hold > role:ca-officer']);
    expect(owedWords(near.request)).toEqual(['end']);
    expect(owedWords(take(near, officer, 'tellPartner', { what: 'end', channel: 'email' }).request)).toEqual([]);
  });

  test('proposes the release, which another day may put off and a person confirms: it lapses never', () => {
    const over = fires(fires(told(), 'remind'), 'fireDeadline');
    expect(over.request).toMatchObject({
      status: 'release-proposed',
      hold: { proposal: { by: 'system', from: 'preserved' } },
    });
    expect(over.request.hold?.incident).toBeUndefined();
    expect(noticesIn(over)).toContain('overdue-hold > role:ca-officer');
    expect(refusalOf(() => take(over, head, 'keepHold', { reason: 'x' }))).toMatchObject({ rule: 'ran-out' });
    const kept = take(over, head, 'keepLonger', { until: '2026-12-31', reason: 'their request is on its way' });
    expect(clock(kept)).toMatchObject({ cycle: 2, dueAt: '2026-12-31T15:00:00Z', status: 'open' });
    expect(owedWords(kept.request)).toEqual(['extension']);
  });

  test('while a release waits already leaves that to its answer', () => {
    const withdrawn = take(told(), partner, 'withdrawPreservation');
    const over = fires(withdrawn, 'fireDeadline');
    expect(over.request).toMatchObject({ status: 'release-proposed', hold: { proposal: { by: partner.id } } });
    expect(over.request.hold?.until).toBeUndefined();
  });

  test('comes no sooner by our own will', () => {
    expect(refusalOf(() => take(told(), officer, 'proposeRelease', { reason: 'space' }))).toMatchObject({
      rule: 'until-its-end',
    });
    const proposed = take(calledBack(told(), false), second, 'proposeRelease', { reason: 'it was not they' });
    expect(refusalOf(() => take(proposed, second, 'confirmRelease'))).toMatchObject({ rule: 'H4' });
  });

  test('leaves the engine no duty: nothing of what we do with holds that we ask for', () => {
    const near = fires(told(), 'remind');
    expect(
      [told(), near, fires(near, 'fireDeadline')].map((world) =>
        dutiesWith(world.request, factsFor(world, undefined, ENGINE)),
      ),
    ).toEqual([[], [], []]);
  });
});

describe('an extension that the partner asks', () => {
  test('is given until the day that it asked for, or another, and begins a new run', () => {
    const given = take(asked(), officer, 'grantExtension');
    expect(clock(given)).toMatchObject({ cycle: 2, dueAt: '2026-09-30T15:00:00Z', remindAt: '2026-09-15T15:00:00Z' });
    expect(take(asked(), officer, 'grantExtension', { until: '2026-08-15' }).request.hold?.until).toBe('2026-08-15');
  });

  test.each<[string, () => World, object]>([
    [
      'a day that is no later',
      () => take(asked(), officer, 'grantExtension', { until: '2026-07-04' }),
      { gaps: [{ field: 'until', rule: 'date-order' }] },
    ],
    [
      'no day',
      () => take(take(told(), partner, 'receiveExtension'), officer, 'grantExtension'),
      { gaps: [{ field: 'until', rule: 'missing' }] },
    ],
    ['what nobody asked', () => take(told(), officer, 'grantExtension'), { rule: 'extension' }],
    ['a second one meanwhile', () => asked(asked()), { rule: 'extension' }],
    [
      'a day that is no later, by the partner',
      () => take(told(), partner, 'receiveExtension', { askedUntil: '2026-07-04' }),
      { gaps: [{ field: 'askedUntil' }] },
    ],
    [
      'a longer time of our own meanwhile',
      () => take(asked(), head, 'keepLonger', { until: '2026-12-31', reason: 'x' }),
      { rule: 'extension' },
    ],
    [
      'a denial by an officer',
      () => take(asked(), officer, 'denyExtension', { ground: 'impossible', reason: 'x' }),
      { rule: 'role' },
    ],
  ])('is refused: %s', (_, attempt, refused) => {
    expect(refusalOf(attempt)).toMatchObject(refused);
  });

  test('that is denied leaves the end as it is, with its ground', () => {
    const denied = take(asked(), head, 'denyExtension', {
      ground: 'domestic-prohibition',
      reason: 'ninety days at most',
    });
    expect(denied.request.hold).toMatchObject({
      until: '2026-07-04',
      extensions: [{ answer: { result: 'declined', ground: 'domestic-prohibition' } }],
    });
    expect(owedWords(denied.request)).toEqual(['extension']);
  });
});

describe('the partner’s request for assistance', () => {
  const arrives = (world: World, on = '2026-05-05'): World =>
    take(world, registry, 'receiveRequest', { reference: 'MJ/2026/9', on });

  test('ends the running out where the instrument says so', () => {
    const world = arrives(told());
    expect(world.request.hold).toMatchObject({
      stopped: { by: 'request-received', on: '2026-05-05' },
      incoming: { request: { reference: 'MJ/2026/9' } },
    });
    expect([world.request.hold?.until, clock(world)?.status]).toEqual([undefined, 'met']);
  });

  test('is noted where no instrument does, and the end stays', () => {
    const world = arrives(told(preserved({ until: '2026-06-30' }, calledBack(received({ period: undefined })))));
    expect([world.request.status, world.request.hold?.until]).toEqual(['preserved', '2026-06-30']);
  });

  test.each<[string, () => World, object]>([
    ['to come', () => arrives(told(), '2026-05-06'), { gaps: [{ field: 'on', rule: 'not-in-future' }] }],
    [
      'that came before',
      () => arrives(arrives(told(preserved({ until: '2026-06-30' }, calledBack(received({ period: undefined })))))),
      { rule: 'received' },
    ],
  ])('is refused: one %s', (_, attempt, refused) => {
    expect(refusalOf(attempt)).toMatchObject(refused);
  });

  test('comes before anything is handed over', () => {
    const bare = told(preserved({ until: '2026-06-30' }, calledBack(received({ period: undefined }))));
    const released = take(bare, partner, 'withdrawPreservation');
    expect(refusalOf(() => take(released, officer, 'recordProduction', { on: '2026-05-05' }))).toMatchObject({
      rule: 'assistance-asked',
    });
  });
});

describe('another provider', () => {
  const found = (more: object = {}): World =>
    take(told(), officer, 'reportProvider', { provider: 'Kite Cloud NV, Belmora', ...more });

  test('is told with its path, unless one of the two grounds of article 30(2) withholds it', () => {
    expect(owedWords(found().request)).toEqual(['other-provider']);
    expect(owedWords(told(found(), 'other-provider').request)).toEqual([]);
    const withheld = found({ ground: 'essential-interests' });
    expect(owedWords(withheld.request)).toEqual([]);
    expect(withheld.request.hold?.incoming?.providers).toMatchObject([
      { ground: 'essential-interests', article: 'Budapest Convention 30(2)(b)' },
    ]);
  });

  test('is withheld on no other ground', () => {
    expect(refusalOf(() => found({ ground: 'data-protection' }))).toMatchObject({
      gaps: [{ field: 'ground', rule: 'ground-not-open' }],
    });
  });

  test('is told of nothing that is not owed', () => {
    expect(refusalOf(() => told(told(), 'other-provider'))).toMatchObject({ gaps: [{ field: 'what', rule: 'owed' }] });
  });
});
