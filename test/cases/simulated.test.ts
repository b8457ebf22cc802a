import { expect, test } from 'vitest';
import type { Client } from '../../bin/play/client.ts';
import { BEHAVIOUR_NAMES, type Behaviour, nextOf, type Seen } from '../../bin/simulate/behaviours.ts';
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

const partnerOf = (seed: number, requests: readonly Seen[]) => {
  const edges = requests.map((node) => ({ node }));
  const client = { ask: async () => ({ requests: { edges } }) } as unknown as Client; // it only looks
  const calendar = { zone: 'Europe/Brussels', weekend: [6, 7], holidays: [] };
  return simulatePartner({ client, name: 'laurent', calendar, answers: ['prompt'], seed });
};
const MONDAY = '2026-03-02T09:00:00.000Z';

test('the instant comes from the seed alone, in office hours of a working day there', async () => {
  const instants: (string | undefined)[] = [];
  for (let seed = 1; seed <= 40; seed += 1) {
    const first = await partnerOf(seed, [SENT]).next(MONDAY);
    expect(await partnerOf(seed, [SENT]).next(MONDAY)).toBe(first);
    instants.push(first);
  }
  const local = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', timeZone: 'Europe/Brussels' });
  for (const instant of instants) expect(local.format(new Date(instant ?? ''))).toMatch(/^(Tue|Wed).* (09|1[0-6])$/);
  expect(new Set(instants).size).toBeGreaterThan(20);
});

test('a plan stays as long as the request stands as it did', async () => {
  const partner = partnerOf(3, [SENT]);
  const first = await partner.next(MONDAY);
  expect(await partner.next('2026-03-02T12:00:00.000Z')).toBe(first);
});
