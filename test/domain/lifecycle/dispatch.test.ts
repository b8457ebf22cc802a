import { describe, expect, test } from 'vitest';
import { addMilliseconds } from '../../../domain/dates.ts';
import { ActionNotAllowed, InvalidInput, ProofNeeded } from '../../../domain/errors.ts';
import type { Action } from '../../../domain/moves.ts';
import type { Label, Transmission } from '../../../domain/request.ts';
import { CAST, ENGINE, uuid } from './cast.ts';
import { attemptOf, COURIER, inputFor, lastSent, type Place, reach, take } from './way.ts';
import { at, DAY, later, refusalOf, step, type World } from './world.ts';

const { registry, officer, head, drafter, partner } = CAST;
const MINUTE = 60_000;
const statuses = ({ request }: World): Transmission['status'][] => request.transmissions.map(({ status }) => status);

describe('a proof of identity', () => {
  const BINDING = [
    ['with-ca', 'approve', officer],
    ['ready', 'dispatch', registry],
    ['conditions-offered', 'acceptConditions', head],
  ] as const satisfies [Place, Action, object][];
  const taken = (
    place: Place,
    action: Action,
    actor: (typeof BINDING)[number][2],
    provedAt: string | undefined,
  ): (() => World) => {
    const world = reach(place);
    const { provedAt: _, ...unproved } = { ...actor, provedAt: '' };
    // `step` proves everybody at once unless told otherwise; an empty instant is no proof.
    return () => step(world, { ...unproved, provedAt: provedAt ?? '' }, action, inputFor(action, world));
  };

  test.each(BINDING)('in %s, %s needs one of the last five minutes', (place, action, actor) => {
    const { now } = reach(place);

    expect(taken(place, action, actor, addMilliseconds(now, -5 * MINUTE))).not.toThrow();
    expect(taken(place, action, actor, addMilliseconds(now, -5 * MINUTE - 1))).toThrow(ProofNeeded);
    expect(taken(place, action, actor, addMilliseconds(now, 1))).toThrow(ProofNeeded);
  });

  test('is asked for only of those who may take the step', () => {
    const world = reach('with-ca');
    const error = refusalOf(() =>
      step(world, { ...drafter, provedAt: '2026-01-01T00:00:00Z' }, 'approve', inputFor('approve', world)),
    );

    expect(error).toMatchObject({ name: 'ActionNotAllowed', rule: 'role' });
  });
});

describe('a channel', () => {
  const labelled = (label: Label): World => ({ ...reach('ready'), request: { ...reach('ready').request, label } });
  const goes = (label: Label, channel: string): Error | undefined => {
    try {
      take(labelled(label), registry, 'dispatch', channel === 'courier' ? COURIER : {});
      return undefined;
    } catch (error) {
      return error as Error; // whatever is thrown is looked at
    }
  };

  test.each<[Label, boolean, boolean]>([
    ['public', true, true],
    ['official', true, true],
    ['restricted', true, true],
    ['confidential', false, true],
    ['secret', false, true],
  ])('carries "%s" by e-mail: %s, by courier: %s', (label, byMail, byCourier) => {
    expect(goes(label, 'email') === undefined).toBe(byMail);
    expect(goes(label, 'courier') === undefined).toBe(byCourier);
  });

  test('above its ceiling is refused with the article', () => {
    const error = goes('secret', 'email');

    expect(error).toBeInstanceOf(InvalidInput);
    expect(error).toMatchObject({
      gaps: [{ field: 'channel', rule: 'label-ceiling', source: expect.stringContaining('Budapest Convention 25(3)') }],
    });
  });

  test('that the partner does not take is refused with where it says so', () => {
    const ready = reach('ready');
    const bySource = {
      ...ready,
      partner: { ...ready.partner, channels: [{ channel: 'courier' as const, source: 'letter of 2025' }] },
    };

    expect(refusalOf(() => take(bySource, registry, 'dispatch'))).toMatchObject({
      gaps: [{ rule: 'channel-not-taken', source: 'Belmora: letter of 2025' }],
    });
    expect(statuses(take(bySource, registry, 'dispatch', COURIER))).toEqual(['prepared']);
  });

  test.each(['signatory', 'scan', 'tracking'])('courier needs the %s', (field) => {
    const error = refusalOf(() => take(reach('ready'), registry, 'dispatch', { ...COURIER, [field]: undefined }));
    expect(error).toMatchObject({ gaps: [{ field, rule: 'courier', source: 'house rule HR-24' }] });
  });

  test('courier names everything that is missing at once', () => {
    const error = refusalOf(() => take(reach('ready'), registry, 'dispatch', { channel: 'courier' }));
    expect(error.gaps?.map(({ field }) => field)).toEqual(['signatory', 'scan', 'tracking']);
  });

  test('is kept for what follows, and the day of sending with it', () => {
    const { request, now } = reach('sent/courier');

    expect(request).toMatchObject({ channel: 'courier', sentOn: now, status: 'sent' });
    expect(lastSent(reach('sent/courier'))).toMatchObject({
      status: 'sent',
      wire: { file: uuid(3002) },
      tracking: COURIER.tracking,
    });
  });
});

describe('an attempt', () => {
  const ENDS: Action[] = ['recordSent', 'recordFailed', 'recordUnknown'];
  const fenced = (attempt: () => unknown): void => {
    expect(refusalOf(attempt)).toMatchObject({
      name: 'ActionNotAllowed',
      rule: 'attempt',
      source: 'reliability: one claim for each attempt',
    });
  };

  test('is claimed once', () => {
    fenced(() => take(reach('ready/sending'), ENGINE, 'claimTransmission'));
  });

  test.each(ENDS)('is not ended by %s before it was claimed', (action) => {
    fenced(() => take(reach('ready/prepared'), ENGINE, action));
  });

  test.each(ENDS)('that is over is not ended again by %s', (action) => {
    fenced(() => take(reach('sent'), ENGINE, action));
    fenced(() => take(reach('delivery-failed'), ENGINE, action));
  });

  test.each<Action>(['claimTransmission', ...ENDS])('of yesterday is fenced off from today’s: %s', (action) => {
    const second = reach(action === 'claimTransmission' ? 'delivery-failed/prepared' : 'delivery-failed/sending');
    const { transmission } = attemptOf(second);

    fenced(() => take(second, ENGINE, action, { transmission, attempt: 1 }));
    fenced(() => take(second, ENGINE, action, { transmission: uuid(997), attempt: 2 }));
    expect(() => take(second, ENGINE, action)).not.toThrow();
  });

  test('whose receipt comes late is known after all', () => {
    expect(take(reach('ready/unknown'), ENGINE, 'recordSent').request).toMatchObject({ status: 'sent' });
    expect(take(reach('ready/unknown'), ENGINE, 'recordFailed').request).toMatchObject({ status: 'delivery-failed' });
  });

  test('of which nobody knows is settled by a person, once, with the ground', () => {
    const unknown = reach('ready/unknown');
    const settled = take(unknown, registry, 'settleTransmission');

    expect(lastSent(settled)).toMatchObject({ status: 'sent', receipt: { text: expect.any(String) } });
    fenced(() => take(settled, registry, 'settleTransmission'));
    expect(refusalOf(() => take(unknown, registry, 'settleTransmission', { ground: '' }))).toBeInstanceOf(InvalidInput);
    expect(refusalOf(() => take(unknown, ENGINE, 'settleTransmission'))).toBeInstanceOf(ActionNotAllowed);
  });

  test('that bounces is a failed delivery: the watch ends and a person sends again', () => {
    const bounced = take(later(reach('sent'), DAY), registry, 'reportBounce');

    expect(bounced.request.status).toBe('delivery-failed');
    expect(bounced.request.deadlines.filter(({ status }) => status === 'open')).toEqual([]);
    fenced(() => take(reach('sent'), registry, 'reportBounce', { transmission: uuid(997) }));
  });

  test('still on the wire when the file comes to rest leaves its receipt there', () => {
    const asking = take(reach('in-execution/owed'), ENGINE, 'prepareEnquiry');
    const executed = take(take(asking, ENGINE, 'claimTransmission'), partner, 'deliver');
    const recorded = take(executed, ENGINE, 'recordSent');

    expect(recorded.request.status).toBe('executed');
    expect(statuses(recorded)).toEqual(['sent', 'sent']);
  });
});

describe('what is not sent', () => {
  test('an enquiry that the partner’s word has overtaken', () => {
    const asking = take(reach('in-execution/owed'), ENGINE, 'prepareEnquiry');
    const answered = take(asking, partner, 'deliver', { items: [{ item: '1', result: 'done' }] });

    expect(statuses(answered)).toEqual(['sent', 'failed']);
    expect(refusalOf(() => take(answered, ENGINE, 'claimTransmission'))).toMatchObject({ rule: 'attempt' });
  });

  test('an enquiry of a file that was closed meanwhile', () => {
    const asking = take(reach('partial/owed'), ENGINE, 'prepareEnquiry');
    expect(statuses(take(asking, officer, 'close'))).toEqual(['sent', 'failed']);
  });

  test('a new attempt of what the partner says that it has', () => {
    const again = reach('delivery-failed/prepared');
    const acknowledged = take(again, partner, 'acknowledge');

    expect(statuses(acknowledged)).toEqual(['failed']);
    expect(refusalOf(() => take(acknowledged, ENGINE, 'claimTransmission'))).toMatchObject({ rule: 'attempt' });
  });

  test('what was prepared when the request was withdrawn', () => {
    expect(statuses(take(reach('ready/prepared'), officer, 'withdraw'))).toEqual(['failed']);
  });

  test('what nobody can tell of is no more sent by the machine when the partner speaks', () => {
    const spoken = take(at(reach('delivery-failed/unknown'), '2026-03-20T00:00:00Z'), partner, 'acknowledge');
    expect(statuses(spoken)).toEqual(['sent']);
  });
});
