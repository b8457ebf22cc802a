import { describe, expect, test } from 'vitest';
import { dutiesWith } from '../../../domain/linked-duties.ts';
import type { Request } from '../../../domain/request.ts';
import { CAST, ENGINE, standingIn, uuid } from '../lifecycle/cast.ts';
import { factsFor, type World } from '../lifecycle/world.ts';
import { active, alarm, BRUSSELS, clock, confirm, lapsed, on, opened, request, take, told, until } from './way.ts';

const { drafter, officer, head, partner } = CAST;
const MLA = uuid(1100);
const duties = (world: World): string[] =>
  dutiesWith(world.request, factsFor(world, undefined, ENGINE)).map((duty) =>
    'action' in duty ? duty.action : duty.do,
  );
const received = (day: string): Request => request('acknowledged', { receivedOn: day });

describe('the lifeline (A1)', () => {
  test('ends on the sixtieth day, is acted on before a day off, and warns 21, 14, 7 and 2 days before', () => {
    const world = active();
    const { until: end, actBy } = world.request.hold ?? {};
    const { dueAt, remindAt, later = [] } = clock(world) ?? {};

    expect([end, actBy, dueAt]).toEqual(['2026-05-01', '2026-04-30', '2026-05-01T22:00:00Z']);
    expect([remindAt, ...later]).toEqual(
      ['2026-04-10', '2026-04-17', '2026-04-24', '2026-04-29'].map((day) => {
        const eve = new Date(`${day}T00:00:00Z`);
        return new Date(eve.getTime() - 2 * 3_600_000).toISOString().replace('.000', '');
      }),
    );
  });

  test('demands at each warning another step of another person, once', () => {
    let world = active();
    const warnings = [1, 2, 3, 4].map(() => {
      world = alarm(world);
      return told(world);
    });

    expect(warnings).toEqual([
      ['hold-draft > drafter'],
      ['hold-review > drafter', 'hold-review > role:ca-officer'],
      ['hold-send > drafter', 'hold-send > role:ca-officer'],
      ['hold-head > role:ca-head', 'hold-head > role:ca-officer', 'hold-head > drafter'],
    ]);
    expect(told(alarm(world)).slice(0, 3)).toEqual([
      'hold-lapsed > role:ca-head',
      'hold-lapsed > drafter',
      'hold-lapsed > role:ca-officer',
    ]);
  });

  test('known only when warnings are past gives them as one, the strictest', () => {
    const late = confirm(on(opened(), '2026-04-27'), { effectiveOn: '2026-03-02' });
    const warned = alarm(late);

    expect(told(warned)).toEqual(['hold-send > drafter', 'hold-send > role:ca-officer']);
    expect(clock(warned)?.remindAt).toBe('2026-04-28T22:00:00Z');
  });

  test('counts from the safe day until a day of effect is known, and until the day that the partner states', () => {
    expect(opened().request.hold?.until).toBe('2026-04-28');
    expect(confirm(on(opened(), '2026-03-03'), { receivedOn: '2026-03-01' }).request.hold?.until).toBe('2026-04-30');
    const stated = confirm(on(opened(), '2026-03-03'), { effectiveOn: '2026-03-02', statedEnd: '2026-05-20' });
    expect(stated.request.hold?.until).toBe('2026-05-20');
  });
});

describe('what ends the running out', () => {
  test('is the receipt by the requested State, and never the sending (H1)', () => {
    const sent = { ...on(active({}, [request('sent')]), '2026-04-21'), linked: [request('sent')] };
    expect(duties(sent)).toEqual([]);

    const arrived = { ...on(sent, '2026-04-23'), linked: [received('2026-04-23')] };
    expect(duties(arrived)).toEqual(['recordReceipt']);
    const secured = take(arrived, ENGINE, 'recordReceipt');
    expect(secured.request).toMatchObject({
      status: 'pending-decision',
      hold: { stopped: { by: 'request-received', on: '2026-04-23', request: MLA } },
    });
    expect([secured.request.hold?.until, clock(secured)?.status, duties(secured)]).toEqual([undefined, 'met', []]);
  });

  test('comes too late after the last day: the hold has lapsed with an incident and its cause (H2)', () => {
    const world = active({}, [request('sent')]);
    const over = { ...lapsed({ ...world, linked: [received('2026-05-02')] }), linked: [received('2026-05-02')] };

    expect(over.request).toMatchObject({ status: 'lapsed', hold: { incident: { cause: 'request-not-received' } } });
    expect(duties(over)).toEqual([]);
  });

  test('counts where it had arrived in time and was heard of only at the end', () => {
    const world = active({}, [request('sent')]);
    expect(lapsed({ ...world, linked: [received('2026-05-01')] }).request.status).toBe('pending-decision');
  });

  test.each([
    ['never-confirmed', opened()],
    ['no-request', active()],
    ['request-not-sent', active({}, [request('draft')])],
    ['request-not-received', active({}, [request('sent')])],
    ['extension-unanswered', take(on(active(), '2026-04-20'), drafter, 'askExtension')],
    ['release-proposed', take(active(), drafter, 'proposeRelease', { reason: 'the case has ended' })],
  ])('that never came is told as %s', (cause, world) => {
    expect(lapsed(world).request.hold?.incident).toEqual({ cause });
  });
});

describe('a release', () => {
  const ended = [request('ca-declined')];

  test('is proposed when every request that relied on it has ended, and confirmed by another person (H4)', () => {
    const world = active({}, ended);
    expect(duties(world)).toEqual(['proposeReleaseAsEnded']);
    const proposed = take(world, ENGINE, 'proposeReleaseAsEnded');

    expect(proposed.request.status).toBe('release-proposed');
    expect(take(proposed, officer, 'confirmRelease').request).toMatchObject({ status: 'released' });
    expect(clock(take(proposed, officer, 'confirmRelease'))?.status).toBe('cancelled');
  });

  test('is not proposed while another case relies on it, nor a second time', () => {
    const two = [...ended, request('draft', { id: uuid(1101) })];
    const kept = take(take(active({}, ended), ENGINE, 'proposeReleaseAsEnded'), head, 'keepHold', { reason: 'needed' });

    expect(duties(active({}, two))).toEqual([]);
    expect([kept.request.status, duties(kept)]).toEqual(['active', []]);
  });

  test('is not confirmed by who proposed it, nor by who did so in another’s place', () => {
    const standIn = standingIn(CAST.reviser, drafter, head);
    const proposal = { reason: 'the case has ended' };
    expect(() => take(take(active(), officer, 'proposeRelease', proposal), officer, 'confirmRelease')).toThrow(
      'who proposed the release may not confirm it',
    );
    const byStandIn = take(active(), standIn, 'proposeRelease', proposal);
    expect(() => take(byStandIn, standIn, 'confirmRelease')).toThrow('who proposed the release may not confirm it');
  });

  test('that waits does not hide that the request has arrived', () => {
    const proposed = take(active({}, [request('sent')]), drafter, 'proposeRelease', { reason: 'perhaps' });
    const secured = take({ ...proposed, linked: [received('2026-03-05')] }, ENGINE, 'recordReceipt');

    expect([secured.request.status, secured.request.hold?.until]).toEqual(['release-proposed', undefined]);
    expect(take(secured, head, 'keepHold', { reason: 'needed' }).request.status).toBe('pending-decision');
  });
});

describe('an extension', () => {
  test('is drafted fourteen days before the end, as a courtesy where no instrument gives it, and waits for the drafter', () => {
    const early = until(active(), '2026-04-16');
    const world = until(active(), '2026-04-17');

    expect([duties(early), duties(world)]).toEqual([[], ['draftExtension']]);
    expect(duties(take(world, ENGINE, 'draftExtension'))).toEqual([]);
  });

  test('is not drafted again once the partner has declined it', () => {
    const world = until(active(), '2026-04-17');
    const declined = take(take(world, drafter, 'askExtension'), partner, 'declineExtension');
    expect([declined.request.status, duties(declined)]).toEqual(['active', []]);
  });

  test('that is given begins a new run with warnings of its own', () => {
    const asked = take(on(active(), '2026-04-20'), drafter, 'askExtension', { askedUntil: '2026-06-30' });
    const given = take(asked, partner, 'confirmExtension', { until: '2026-06-30' });

    expect([given.request.status, given.request.hold?.until]).toEqual(['active', '2026-06-30']);
    expect(given.request.deadlines.map(({ status, cycle }) => [cycle, status])).toEqual([
      [1, 'met'],
      [2, 'open'],
    ]);
    expect(clock(given)?.remindAt).toBe('2026-06-08T22:00:00Z');
  });

  test('of a 2703(f) hold is given once by the rule, further ones only by the provider (H7)', () => {
    const letter = { period: 'us-18usc-2703f/initial', zone: 'America/Los_Angeles', askedOn: '2026-02-01' };
    const held = confirm(on(opened(letter), '2026-02-27'), { effectiveOn: '2026-02-01' });
    expect(held.request.hold?.until).toBe('2026-05-02');

    const renewed = take(on(held, '2026-04-20'), drafter, 'askExtension', {
      on: '2026-04-20',
      receivedOn: '2026-04-20',
    });
    expect([renewed.request.status, renewed.request.hold?.extensions[0]?.isRight]).toEqual(['active', true]);
    const again = take(on(renewed, '2026-07-01'), drafter, 'askExtension', { askedUntil: '2026-09-30' });
    expect([again.request.status, again.request.hold?.extensions[1]?.isRight]).toEqual(['extension-asked', false]);
  });

  describe('of a preservation order (A6, H8)', () => {
    const order = { period: 'eu-e-evidence-2023-1543/epoc-pr-hold', zone: BRUSSELS, askedOn: '2026-08-31' };
    const held = (): World => confirm(on(opened(order), '2026-09-01'), { effectiveOn: '2026-09-01' });

    test('prolongs it by thirty days once Annex VI is there, and Annex V ends the running out', () => {
      expect(held().request.hold).toMatchObject({ until: '2026-10-31', actBy: '2026-10-30' });
      const prolonged = take(on(held(), '2026-10-30'), drafter, 'askExtension', { receivedOn: '2026-10-30' });
      expect(prolonged.request.hold?.until).toBe('2026-11-30');
      const stopped = take(on(prolonged, '2026-11-20'), drafter, 'secureHold', { stop: 'annex-v', on: '2026-11-20' });
      expect([stopped.request.status, stopped.request.hold?.until]).toEqual(['pending-decision', undefined]);
    });

    test('is refused as late after the last day, whatever rolls forward elsewhere', () => {
      expect(() => take(on(held(), '2026-11-02'), drafter, 'askExtension', { on: '2026-11-02' })).toThrow(
        'is after the last day of the hold (2026-10-31)',
      );
    });
  });
});

describe('a request minds its holds (H6)', () => {
  const hold = (reference: string, actBy: string, more: Partial<Request> = {}): Request => ({
    ...active().request,
    id: uuid(1200 + Number(actBy.slice(-2))),
    reference,
    ...more,
    hold: { ...active().request.hold, actBy } as NonNullable<Request['hold']>, // one field apart
  });
  const draft = (linked: readonly Request[], more: Partial<Request> = {}): World => {
    const world = active();
    return { ...world, request: request('draft', more), linked };
  };
  const dueAt = ({ request: { deadlines } }: World): (string | undefined)[] =>
    deadlines.filter(({ kind }) => kind === 'hold-action').map(({ status, dueAt: due }) => `${status} ${due}`);

  test('by the earliest action date of all, once', () => {
    const world = draft([hold('H-1', '2026-05-20'), hold('H-2', '2026-04-30')]);
    const minded = take(world, ENGINE, 'mindHolds');

    expect(duties(world)).toContain('mindHolds');
    expect([dueAt(minded), duties(minded)]).toEqual([['open 2026-04-30T22:00:00Z'], []]);
  });

  test('anew when a hold is prolonged, and no more once none runs out', () => {
    const minded = take(draft([hold('H-1', '2026-04-30')]), ENGINE, 'mindHolds');
    const moved = take({ ...minded, linked: [hold('H-1', '2026-06-30')] }, ENGINE, 'mindHolds');
    const free = take({ ...moved, linked: [hold('H-1', '2026-06-30', { status: 'released' })] }, ENGINE, 'mindHolds');

    expect(dueAt(moved)).toEqual(['cancelled 2026-04-30T22:00:00Z', 'open 2026-06-30T22:00:00Z']);
    expect(dueAt(free)).toEqual(['cancelled 2026-04-30T22:00:00Z', 'cancelled 2026-06-30T22:00:00Z']);
    expect(duties(free)).not.toContain('mindHolds');
  });

  test('until the requested State has received it', () => {
    const minded = take(draft([hold('H-1', '2026-04-30')]), ENGINE, 'mindHolds');
    const arrived = { ...minded, request: { ...minded.request, receivedOn: '2026-04-23' } };
    expect(dueAt(take(arrived, ENGINE, 'mindHolds'))).toEqual(['met 2026-04-30T22:00:00Z']);
  });

  test('is not told twice of a day that has passed', () => {
    const minded = take(draft([hold('H-1', '2026-04-30')]), ENGINE, 'mindHolds');
    const passed = take(on(minded, '2026-05-01'), ENGINE, 'fireDeadline', { kind: 'hold-action', cycle: 1 });
    expect(duties(passed)).not.toContain('mindHolds');
  });
});
