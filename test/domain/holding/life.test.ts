import { describe, expect, test } from 'vitest';
import { ACTIONS } from '../../../domain/decide.ts';
import { HOLD_STATUSES, type HoldStatus, INCOMING } from '../../../domain/hold-status.ts';
import type { Action } from '../../../domain/moves.ts';
import type { Actor } from '../../../domain/roles.ts';
import { CAST, ENGINE } from '../lifecycle/cast.ts';
import { lastEvent, moveOf, STEPS_OF_HOLDS, type World } from '../lifecycle/world.ts';
import { active, confirm, lapsed, on, opened, request, take, until } from './way.ts';

const { drafter, officer, head, partner } = CAST;
/** Those of what we ask for. */
const STEPS = STEPS_OF_HOLDS.filter((action) => moveOf(action).direction !== 'incoming');
const asked = (): World => take(on(active(), '2026-04-20'), drafter, 'askExtension', { askedUntil: '2026-06-30' });
const proposed = (): World => take(active(), drafter, 'proposeRelease', { reason: 'the case has ended' });

/** The life of a hold as procedure 3.3 has it: where, which step, by whom, to which status. */
const ROWS: readonly [() => World, Actor, Action, object, HoldStatus][] = [
  [opened, partner, 'confirmHold', {}, 'confirmed'],
  [opened, partner, 'confirmHold', { effectiveOn: '2026-02-27' }, 'active'],
  [opened, partner, 'refuseHold', { ground: 'not-stated', reason: 'nothing is there' }, 'not-held'],
  [() => confirm(opened(), {}), partner, 'confirmHold', { effectiveOn: '2026-02-27' }, 'active'],
  [
    () => confirm(opened(), {}),
    officer,
    'correctHold',
    { effectiveOn: '2026-02-27', reason: 'by telephone' },
    'active',
  ],
  [active, drafter, 'askExtension', { askedUntil: '2026-06-30' }, 'extension-asked'],
  [asked, partner, 'confirmExtension', { until: '2026-06-30' }, 'active'],
  [asked, partner, 'declineExtension', {}, 'active'],
  [active, officer, 'secureHold', { stop: 'request-received', on: '2026-03-03' }, 'pending-decision'],
  [active, drafter, 'recordProduction', { on: '2026-03-03' }, 'produced'],
  [active, drafter, 'proposeRelease', { reason: 'the case has ended' }, 'release-proposed'],
  [proposed, officer, 'confirmRelease', {}, 'released'],
  [proposed, head, 'keepHold', { reason: 'another case needs it' }, 'active'],
  [() => lapsed(active()), head, 'settleIncident', { exists: 'yes', finding: 'they are there still' }, 'lapsed'],
  [active, officer, 'correctHold', { statedEnd: '2026-05-15', reason: 'their letter' }, 'active'],
  [() => lapsed(active()), head, 'answerHoldAlarm', { words: 'the custodian is asked' }, 'lapsed'],
];

describe('the life of a hold', () => {
  test('begins as asked', () => {
    const { request: born, events } = opened();
    expect([born.status, born.kind, events[0]?.from]).toEqual(['requested', 'hold', null]);
  });

  const named = ROWS.map((row) => [row[2], row[4], row] as const);
  test.each(named)('%s leads to %s', (_action, to, [from, actor, action, input]) => {
    const before = from();
    const after = take(before, actor, action, input);

    expect(after.request.status).toBe(to);
    expect(lastEvent(after).from).toBe(before.request.status);
  });

  test('knows no step that nothing here takes', () => {
    const byEngine = STEPS.filter((action) => moveOf(action).by === 'system');
    const taken = new Set<Action>([...ROWS.map(([, , action]) => action), 'openHold', 'linkRequest', ...byEngine]);
    expect(STEPS.filter((action) => !taken.has(action))).toEqual([]);
  });

  test('is over where it was produced, released, refused or has lapsed: a lapsed hold is never reopened (H3)', () => {
    const left = (status: HoldStatus): Action[] => STEPS.filter((action) => moveOf(action).from.includes(status));
    const over = HOLD_STATUSES.filter((status) => left(status).length === 0 && !INCOMING.some((one) => one === status));

    expect(over).toEqual(['produced', 'released', 'not-held']);
    expect(left('lapsed')).toEqual(['settleIncident', 'answerHoldAlarm']);
  });

  test('shares no status with a request, so that no step of the one is open on the other', () => {
    const shared = ACTIONS.filter((action) => !STEPS_OF_HOLDS.includes(action)).filter((action) =>
      moveOf(action).from.some((status) => (HOLD_STATUSES as readonly string[]).includes(status)),
    );
    expect(shared.sort()).toEqual(['fireDeadline', 'recountDeadlines', 'remind']);
  });

  test('with a request that relies on it bears the higher label, and without an office of its own belongs to its drafter', () => {
    const { request: born } = opened({ label: 'official' }, [request('ready', { label: 'secret' })], officer);
    expect([born.label, born.drafter]).toEqual(['secret', drafter.id]);
  });

  test('links a request later', () => {
    const linked = [request('draft')];
    const world = take({ ...active(), linked }, drafter, 'linkRequest', { linked: linked[0]?.id });
    expect(world.request.hold?.requests).toEqual([linked[0]?.id]);
  });

  test('keeps its draft of an extension only until that is asked', () => {
    const drafted = take(until(active(), '2026-04-17'), ENGINE, 'draftExtension');
    expect(drafted.request.hold?.draft).toEqual({ on: '2026-04-17', isRight: false, askedUntil: '2026-06-30' });
    expect(take(drafted, drafter, 'askExtension').request.hold?.draft).toBeUndefined();
  });
});
