import { describe, expect, test } from 'vitest';
import { copyHasAddressee } from '../../../domain/copies.ts';
import { tasksOf } from '../../../domain/inbox.ts';
import type { Prepared } from '../../../domain/move.ts';
import type { Transmission } from '../../../domain/request.ts';
import { BUDAPEST } from '../../../domain/treaties/budapest-185.ts';
import { AUTHORITY, CAST, ENGINE, uuid } from './cast.ts';
import { COURIER, reach } from './way.ts';
import { factsFor, refusalOf, step, type World } from './world.ts';

/** V6: an urgent request from court to court, whose copy goes to the central authority in the same dispatch. */
const CENTRAL = uuid(913);
const COPY = { id: uuid(4001), messageId: uuid(4002), wire: { file: uuid(4003), hash: 'c'.repeat(64) } };

const direct = (more: object = {}): World => {
  const world = reach('ready');
  const basis = [{ instrument: 'budapest-185', articles: ['31'] }];
  return { ...world, request: { ...world.request, basis, urgency: 'urgent', route: 'direct-judicial', ...more } };
};
type Given = { central?: string; prepared?: Prepared };
const dispatch = (world: World, input: object = {}, { central = CENTRAL, prepared }: Given = {}): World =>
  step(
    world,
    CAST.registry,
    'dispatch',
    { channel: 'email', ...input },
    {
      central,
      prepared: prepared ?? { ...factsFor(world, 'dispatch', CAST.registry).prepared, copy: COPY },
    },
  );
const sentOf = ({ request }: World, purpose: Transmission['purpose']): Transmission[] =>
  request.transmissions.filter((sent) => sent.purpose === purpose);
const wired = (
  world: World,
  purpose: Transmission['purpose'],
  end: 'recordSent' | 'recordFailed' | 'recordUnknown',
) => {
  const { id: transmission = '', attempt = 0 } = sentOf(world, purpose).at(-1) ?? {};
  const words = { recordSent: { receipt: '250' }, recordFailed: { reason: '550' }, recordUnknown: {} }[end];
  return step(step(world, ENGINE, 'claimTransmission', { transmission, attempt }), ENGINE, end, {
    transmission,
    attempt,
    ...words,
  });
};

describe('a dispatch', () => {
  test('makes the request and its copy ready: one package, an id for each', () => {
    const [itself, copy, ...others] = dispatch(direct()).request.transmissions;
    expect(others).toEqual([]);
    expect(itself).toMatchObject({ purpose: 'request', status: 'prepared', attempt: 1 });
    expect(copy).toMatchObject({ purpose: 'copy', to: CENTRAL, status: 'prepared', attempt: 1, ...COPY });
    expect(copy?.package).toEqual(itself?.package);
    expect(copy?.messageId).not.toBe(itself?.messageId);
  });

  test.each<[string, World, string]>([
    ['no copy goes by the usual route', direct({ route: 'central-authority' }), CENTRAL],
    ['nor where none was chosen', direct({ route: undefined }), CENTRAL],
    ['nor where the addressee is the central authority', direct(), AUTHORITY],
  ])('%s', (_, world, central) => {
    expect(dispatch(world, {}, { central }).request.transmissions).toHaveLength(1);
  });

  test('is refused where no central authority is on record', () => {
    const world = direct();
    const { prepared } = factsFor(world, 'dispatch', CAST.registry);
    const refused = refusalOf(() =>
      step(world, CAST.registry, 'dispatch', { channel: 'email' }, { prepared: { ...prepared } }),
    );
    expect(refused).toMatchObject({ rule: 'copy', source: 'Budapest Convention 27(9)(a)' });
    expect(refused.message).toContain('no central authority of Belmora is on record');
  });

  test('goes alone where that a copy is due is not confirmed', () => {
    const world = direct();
    const facts = factsFor(world, 'dispatch', CAST.registry);
    const instruments = { [BUDAPEST.id]: { ...BUDAPEST, confidence: 'unverified' as const } };
    expect(copyHasAddressee(world.request, facts)).toMatchObject({ rule: 'copy' });
    expect(copyHasAddressee(world.request, { ...facts, instruments })).toBeUndefined();
  });

  test('by courier takes the tracking number of either bag', () => {
    const { wire: _, ...copy } = COPY;
    const prepared = { ...factsFor(direct(), 'dispatch', CAST.registry).prepared, copy };
    const byCourier = (input: object) => dispatch(direct(), { ...COURIER, ...input }, { prepared });
    expect(refusalOf(() => byCourier({}))).toMatchObject({ gaps: [{ field: 'copyTracking', rule: 'courier' }] });
    const [itself, second] = byCourier({ copyTracking: 'AE 2' }).request.transmissions;
    expect([itself?.tracking, second?.tracking]).toEqual([COURIER.tracking, 'AE 2']);
    expect(second?.wire).toEqual(itself?.wire);
  });
});

describe('a copy that did not go', () => {
  const failed = (): World => wired(wired(dispatch(direct()), 'request', 'recordSent'), 'copy', 'recordFailed');

  test('leaves the request sent, and waits for the registry', () => {
    expect(failed().request.status).toBe('sent');
    expect(tasksOf(failed().request)).toContainEqual({ action: 'dispatch', to: 'role:registry' });
  });

  test('goes again alone, as a new attempt with the same bytes and message id', () => {
    const [first] = sentOf(failed(), 'copy');
    const again = dispatch(failed());
    expect(sentOf(again, 'copy')).toMatchObject([
      { id: first?.id, attempt: 2, status: 'prepared', wire: first?.wire, messageId: first?.messageId },
    ]);
    expect(sentOf(again, 'request')).toEqual(sentOf(failed(), 'request'));
  });

  test('goes once: what has gone, or may have, is not sent again', () => {
    const gone = wired(dispatch(failed()), 'copy', 'recordSent');
    const unknown = wired(dispatch(failed()), 'copy', 'recordUnknown');
    for (const world of [gone, unknown])
      expect(refusalOf(() => dispatch(world))).toMatchObject({ rule: 'nothing-to-send' });
    expect(tasksOf(unknown.request)).toContainEqual({ action: 'settleTransmission', to: 'role:registry' });
  });

  test('goes with the request where neither went, and stays where it went', () => {
    const request = wired(dispatch(direct()), 'request', 'recordFailed');
    const neither = dispatch(wired(request, 'copy', 'recordFailed'));
    expect(neither.request.transmissions.map(({ attempt }) => attempt)).toEqual([2, 2]);
    const one = dispatch(wired(request, 'copy', 'recordSent'));
    expect(one.request.transmissions.map(({ purpose, attempt }) => `${purpose} ${attempt}`).sort()).toEqual([
      'copy 1',
      'request 2',
    ]);
  });
});
