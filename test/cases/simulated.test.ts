import { expect, test } from 'vitest';
import type { Client } from '../../bin/play/client.ts';
import {
  BEHAVIOUR_NAMES,
  type Behaviour,
  nextOf,
  nextOnHold,
  type Seen,
  type SeenHold,
} from '../../bin/simulate/behaviours.ts';
import { simulatePartner } from '../../bin/simulate/partner.ts';

const SENT: Seen = {
  id: 'a',
  reference: 'MLA-2026-1',
  kind: 'MLA',
  status: 'SENT',
  version: 9,
  items: [
    { id: '1', outcome: null },
    { id: '2', outcome: null },
  ],
  questions: [],
  conditions: [],
};
const at = (status: string, more: Partial<Seen> = {}): Seen => ({ ...SENT, status, ...more });

test.each<[Behaviour, Seen, string | undefined]>([
  ['prompt', SENT, 'acknowledge'],
  ['prompt', at('ACKNOWLEDGED'), 'deliver'],
  ['prompt', at('ACKNOWLEDGED', { kind: 'PRESERVATION' }), undefined],
  ['silent', SENT, undefined],
  ['asking', at('ACKNOWLEDGED'), 'askInformation'],
  ['asking', at('INFO_ASKED', { questions: [{ id: 'q', answeredAt: null }] }), undefined],
  ['asking', at('ACKNOWLEDGED', { questions: [{ id: 'q', answeredAt: '2026-03-02T00:00:00Z' }] }), 'deliver'],
  ['offering', at('ACKNOWLEDGED'), 'offerConditions'],
  ['offering', at('CONDITIONS_OFFERED', { conditions: [{ status: 'offered' }] }), undefined],
  ['refusing', at('ACKNOWLEDGED'), 'refuse'],
  ['in-parts', at('ACKNOWLEDGED'), 'deliver'],
])('%s: of %o it does %s next', (kind, seen, action) => {
  expect(nextOf(kind, seen)?.rule.do).toBe(action);
});

test('nobody acts on a file that is closed', () => {
  expect(BEHAVIOUR_NAMES.filter((kind) => nextOf(kind, at('CLOSED')))).toEqual([]);
});

const HOLD: SeenHold = { id: 'h', reference: 'HOLD-2026-2', status: 'REQUESTED', version: 1, askedBy: { id: 'a' } };
const asking = (status: string, more: Partial<Seen> = {}): Seen => at(status, { kind: 'PRESERVATION', ...more });
const ANSWERED = { questions: [{ id: 'q', answeredAt: '2026-03-02T00:00:00Z' }] };

test.each<[Behaviour, Seen, isConfirmed: boolean]>([
  ['prompt', asking('SENT'), false],
  ['prompt', asking('ACKNOWLEDGED'), true],
  ['slow', asking('ACKNOWLEDGED'), true],
  ['silent', asking('ACKNOWLEDGED'), false],
  ['asking', asking('ACKNOWLEDGED'), false],
  ['asking', asking('INFO_ASKED', ANSWERED), false],
  ['asking', asking('ACKNOWLEDGED', ANSWERED), true],
  ['offering', asking('ACKNOWLEDGED'), false],
  ['offering', asking('ACKNOWLEDGED', { conditions: [{ status: 'accepted' }] }), true],
  ['refusing', asking('ACKNOWLEDGED'), false],
  ['in-parts', asking('ACKNOWLEDGED'), true],
  ['prompt', asking('REFUSED'), false],
])('%s: the hold of %o is confirmed: %s', (kind, request, isConfirmed) => {
  const day = nextOnHold(kind, HOLD, request)?.input(HOLD, '2026-03-05');
  expect(day).toEqual(isConfirmed ? { effectiveOn: '2026-03-05', ticket: 'P/HOLD-2026-2' } : undefined);
  expect(nextOnHold(kind, { ...HOLD, status: 'ACTIVE' }, request)).toBeUndefined();
});

test.each<[Behaviour, isProlonged: boolean]>([
  ['prompt', true],
  ['silent', false],
  ['refusing', false],
])('%s: an extension that is asked is given for sixty days: %s', (kind, isProlonged) => {
  const act = nextOnHold(kind, { ...HOLD, status: 'EXTENSION_ASKED' }, asking('EXECUTED'));
  expect(act?.input(HOLD, '2026-03-05')).toEqual(isProlonged ? { until: '2026-05-04' } : undefined);
});

const partnerOf = (seed: number, requests: readonly Seen[], holds: readonly SeenHold[] = []) => {
  const list = (nodes: readonly object[]) => ({ edges: nodes.map((node) => ({ node })) });
  const client = { ask: async () => ({ requests: list(requests), holds: list(holds) }) } as unknown as Client; // it only looks
  const calendar = { zone: 'Europe/Brussels', weekend: [6, 7], holidays: [] };
  return simulatePartner({ client, name: 'laurent', calendar, answers: ['prompt'], seed });
};
const there = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', timeZone: 'Europe/Brussels' });
const MONDAY = '2026-03-02T09:00:00.000Z';

test('the instant comes from the seed alone, in office hours of a working day there', async () => {
  const instants: (string | undefined)[] = [];
  for (let seed = 1; seed <= 40; seed += 1) {
    const first = await partnerOf(seed, [SENT]).next(MONDAY);
    expect(await partnerOf(seed, [SENT]).next(MONDAY)).toBe(first);
    instants.push(first);
  }
  for (const instant of instants) expect(there.format(new Date(instant ?? ''))).toMatch(/^(Tue|Wed).* (09|1[0-6])$/);
  expect(new Set(instants).size).toBeGreaterThan(20);
});

test('a hold is confirmed in office hours of a working day there, one that no request asked for never', async () => {
  const instants: (string | undefined)[] = [];
  for (let seed = 1; seed <= 40; seed += 1)
    instants.push(await partnerOf(seed, [asking('ACKNOWLEDGED')], [HOLD]).next(MONDAY));
  for (const instant of instants) expect(there.format(new Date(instant ?? ''))).toMatch(/^(Tue|Wed).* (09|1[0-6])$/);
  expect(new Set(instants).size).toBeGreaterThan(20);
  const strange = { ...HOLD, askedBy: null };
  expect(await partnerOf(1, [asking('ACKNOWLEDGED')], [strange]).next(MONDAY)).toBeUndefined();
});

test('a plan stays as long as the request stands as it did', async () => {
  const partner = partnerOf(3, [SENT]);
  const first = await partner.next(MONDAY);
  expect(await partner.next('2026-03-02T12:00:00.000Z')).toBe(first);
});
