import { describe, expect, test } from 'vitest';
import { type Request, STATUSES, type Status } from '../../../domain/request.ts';
import { CAST, ENGINE, IN_ROLE } from './cast.ts';
import { byOf, type Doer, fromOf, ROWS, type Row } from './procedure.ts';
import { byLetter, reach, take } from './way.ts';
import { lastEvent, moveOf, STEPS_OF_REQUESTS, type World } from './world.ts';

/** Inputs that lead elsewhere than the usual one. */
const VARIANTS: Record<string, object> = {
  'settleTransmission:lost': { arrived: false },
  'deliver:part': { items: [{ item: '2', result: 'part' }] },
  'settleItems:one': { items: [{ item: '1', result: 'impossible', reason: 'the log was never kept' }] },
  'decideSecrecy:withdraw': { goOn: false },
};

function play({ place, action, variant, by }: Row): World {
  const before = reach(place);
  const recorded = moveOf(action).partnerStep && by !== 'partner' ? byLetter(before) : {};
  return take(before, by === 'system' ? ENGINE : IN_ROLE[by], action, {
    ...recorded,
    ...VARIANTS[`${action}:${variant}`],
  });
}

describe('the table of the procedure', () => {
  test.each(STEPS_OF_REQUESTS)('opens %s where, and to whom, the code does', (action) => {
    const { from, by } = moveOf(action);
    const doers: readonly Doer[] = by === 'system' ? ['system'] : by;

    expect({ from: STATUSES.filter((status) => from.includes(status)).sort(), by: [...doers].sort() }).toEqual({
      from: fromOf(action).sort(),
      by: byOf(action).sort(),
    });
  });

  test('has no state that nothing leads to, and none that nothing leads out of but the last two', () => {
    const reached = new Set<Status>(
      ROWS.filter(({ place, to }) => reach(place).request.status !== to || place.startsWith('nothing')).map(
        ({ to }) => to,
      ),
    );
    const left = new Set(
      ROWS.filter(({ place, to }) => reach(place).request.status !== to).map(
        ({ place }) => reach(place).request.status,
      ),
    );

    expect(STATUSES.filter((status) => !reached.has(status))).toEqual([]);
    expect(STATUSES.filter((status) => !left.has(status))).toEqual(['withdrawn', 'closed']);
  });

  const named = ROWS.map(
    (row) => [row.place, `${row.action}${row.variant && `:${row.variant}`}`, row.by, row.to, row] as const,
  );
  test.each(named)('from %s, %s by %s leads to %s', (place, _step, _by, to, row) => {
    const before = reach(place);
    const after = play(row);
    const { from, seq } = lastEvent(after);

    expect(after.request.status).toBe(to);
    expect({ from, seq }).toEqual({
      from: place.startsWith('nothing') ? null : before.request.status,
      seq: before.request.version + 1,
    });
    expect(after.request.version).toBe(seq);
  });
});

describe('the holes of the table', () => {
  const fields = ({ request }: World, ...names: (keyof Request)[]): unknown[] => names.map((name) => request[name]);

  test('a later step of the partner is the acknowledgement that it never sent, from the day of that step', () => {
    const executed = take(reach('sent'), CAST.partner, 'startExecution', { on: '2026-03-08' });

    expect(fields(executed, 'status', 'receivedOn')).toEqual(['in-execution', '2026-03-08']);
    expect(executed.request.deadlines.find(({ kind }) => kind === 'acknowledgement')?.status).toBe('met');
  });

  test('an acknowledgement keeps its own date of receipt when the partner goes on', () => {
    const acknowledged = take(reach('sent'), CAST.partner, 'acknowledge', { receivedOn: '2026-03-08' });
    const asked = take(acknowledged, CAST.partner, 'askInformation');

    expect(asked.request.receivedOn).toBe('2026-03-08');
    expect(asked.request.partnerReference).toBe('MJ/EIP/2026/2204');
  });

  test('a failed delivery goes again only by a person: the same bytes and message id, as a new attempt', () => {
    const failed = reach('delivery-failed');
    const [first] = failed.request.transmissions;
    const [second, ...more] = take(failed, CAST.registry, 'dispatch').request.transmissions;

    expect(moveOf('dispatch').by).toEqual(['registry', 'poc-officer']);
    expect(more).toEqual([]);
    expect(second).toEqual({ ...first, attempt: 2, status: 'prepared', at: failed.now });
    expect(second?.wire).toEqual(first?.wire);
  });

  test('by another channel it is another transmission of the same package', () => {
    const { request } = take(reach('delivery-failed'), CAST.registry, 'dispatch', {
      channel: 'courier',
      ...COURIER_PAPERS,
    });

    expect(request.transmissions.map(({ channel, attempt, status }) => [channel, attempt, status])).toEqual([
      ['email', 1, 'failed'],
      ['courier', 1, 'prepared'],
    ]);
    expect(new Set(request.transmissions.map((sent) => sent.package?.hash)).size).toBe(1);
  });

  test.each(['refused', 'partial'] as const)('a %s file is closed with a reason, and not without', (place) => {
    expect(() => take(reach(place), CAST.officer, 'close', { reason: undefined })).toThrow('reason is missing');
    expect(take(reach(place), CAST.officer, 'close').request.closing?.reason).toEqual({
      text: expect.any(String),
      hash: expect.any(String),
    });
  });

  test('a declined request comes back as a new version that nobody has passed', () => {
    const declined = reach('ca-declined');
    const { request } = take(declined, CAST.drafter, 'reopen');

    expect(request.edition).toBe(declined.request.edition + 1);
    expect([request.letter, request.endorsedBy, request.approval, request.closing]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each(['approved', 'in-translation/certified', 'ready'] as const)(
    'an edit in %s voids the approval and the certificate',
    (place) => {
      const before = reach(place);
      const { request } = take(before, CAST.officer, 'amend');

      expect(request.approval).toBeUndefined();
      expect(request.translation?.status).toBe(before.request.translation ? 'open' : undefined);
      expect(request.translation?.certifiedBy).toBeUndefined();
      expect(request.amendedBy).toBe(CAST.officer.id);
    },
  );

  test('that secrecy cannot be kept waits for us, and our word is kept', () => {
    const asked = reach('secrecy-asked');

    expect(take(asked, CAST.head, 'decideSecrecy', { goOn: true }).request.secrecy?.decision).toBe('go-on');
    expect(take(asked, CAST.head, 'decideSecrecy', { goOn: false }).request.secrecy?.decision).toBe('withdraw');
  });
});

const COURIER_PAPERS = {
  signatory: { name: 'Yang Gyuri', office: 'Head of the central authority', on: '2026-03-09' },
  scan: '00000000-0000-4000-8000-000000003002',
  tracking: 'PX 4410 2281',
};
