import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Content } from '../../domain/content.ts';
import { DRAFTED_KINDS, isByHolds, type RequestKind } from '../../domain/kinds.ts';
import { COMPLETE } from '../domain/own-type-drafts.ts';
import { type House, openHouse } from '../support/journey.ts';
import { openTreaties } from './castreya.ts';
import { answered, approved } from './small-case.ts';
import { DRAFT } from './whole-request.ts';

/** Every kind of request that has a procedure of its own, once from draft to closing. */
let house: House;
let addressees: Map<string, string>;
beforeAll(async () => {
  house = await openHouse();
  addressees = await openTreaties(house);
  await house.until('2026-11-02T00:00:00Z');
});
afterAll(() => house?.close());

const AUTHORITY = 'XCA';
const PROVIDER = 'XCA/kite-cloud';
type Row = [kind: Exclude<RequestKind, 'mla' | 'extension' | 'preservation'>, to: string];
const ROWS: Row[] = [
  ['traffic-partial-disclosure', AUTHORITY],
  ['emergency-disclosure', AUTHORITY],
  ['emergency-mla', AUTHORITY],
  ['provider-direct', PROVIDER],
  ['domain-registration', PROVIDER],
  ['spontaneous-information', AUTHORITY],
  ['extradition', AUTHORITY],
  ['provisional-arrest', AUTHORITY],
];

test('no kind that somebody drafts is left out', () => {
  const drafted = DRAFTED_KINDS.filter((kind) => kind !== 'mla' && !isByHolds({ kind }));
  expect(ROWS.map(([kind]) => kind)).toEqual(drafted);
});

const capitals = (word: string): string => word.replaceAll('-', '_').toUpperCase();
const URGENCY = { reason: 'The trial is near.', desiredDate: '2026-12-17' };

/** A request of a kind that is ready to be sent. */
async function ready([kind, to]: Row): Promise<string> {
  const { basis, articles, route, item } = COMPLETE[kind];
  const frame = {
    kind: capitals(kind),
    requested: AUTHORITY,
    partner: addressees.get(to),
    basis: [{ instrument: basis, articles }],
    urgency: kind.startsWith('emergency') ? 'EMERGENCY' : 'NORMAL',
    items: [{ type: kind }],
    ...(route ? { route: capitals(route) } : {}),
  };
  const content = {
    ...DRAFT,
    urgency: URGENCY,
    items: [{ id: '1', identifiers: [], persons: [], ...item }],
  } as Content;
  const request = await house.draft(frame, content);
  return await approved(house, request);
}

test.each(ROWS)('%s to %s goes its way from draft to closing', async (...row) => {
  const request = await ready(row);
  expect(await house.status(request)).toBe('ready');
  if (row[0] === 'spontaneous-information') await house.does('oh', 'settleConditions', request, { none: true });
  await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
  expect(await house.status(request)).toBe('sent');
  await answered(house, request);
  expect(await house.status(request)).toBe('closed');
});

test('the record is in order after all of them', async () => {
  expect(await house.violations()).toEqual([]);
});
