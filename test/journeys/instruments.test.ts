import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogueOf } from '../../domain/catalogue.ts';
import type { Content } from '../../domain/content.ts';
import { findGaps } from '../../domain/gaps.ts';
import type { ItemType } from '../../domain/item-types.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { cite, isConfirmed, reaches } from '../../domain/treaties/type.ts';
import { plain } from '../support/client.ts';
import { type House, openHouse } from '../support/journey.ts';
import { openTreaties } from './castreya.ts';
import { answered, approved } from './small-case.ts';
import { DRAFT, wholeItem, wholeRequest } from './whole-request.ts';

/** Every instrument that can carry a request for assistance, once through the whole of the main job. */
let house: House;
let authorities: Map<string, string>;

/** Whom a request under it goes to: a State that every treaty binds, or the State whose statute it is. */
const ROWS: [instrument: string, to: string, type: ItemType, also?: string][] = [
  ['budapest-185', 'XCA', 'data-content'],
  ['cets-224', 'XCA', 'data-subscriber'],
  ['un-cybercrime-2024', 'XCA', 'data-traffic'],
  ['untoc-18', 'XCA', 'witness-hearing'],
  ['uncac-46', 'XCA', 'bank-records'],
  ['asean-mlat-2004', 'XCA', 'service-of-documents'],
  ['harare-commonwealth', 'XCA', 'mla-evidence'],
  ['ets-30', 'XCA', 'search-seizure'],
  ['ets-30', 'XCA', 'witness-hearing', 'ets-99'],
  ['ets-30', 'XCA', 'video-hearing', 'ets-182'],
  ['eu-eio-2014-41', 'XCA', 'mla-evidence'],
  ['us-18usc-3512', 'US', 'data-content'],
  ['kr-mla-act', 'KR', 'mla-evidence'],
  ['uk-cica-2003', 'GB', 'mla-evidence'],
  ['au-macma-1987', 'AU', 'mla-evidence'],
  ['reciprocity', 'XCA', 'restraint'],
];
beforeAll(async () => {
  house = await openHouse();
  authorities = await openTreaties(house, 'US', 'KR', 'GB', 'AU');
  await house.until('2026-03-16T00:00:00Z');
});
afterAll(() => house?.close());

const contentFor = (type: ItemType): Content => ({ ...DRAFT, items: [{ id: '1', ...wholeItem(type) }] });
const articlesOf = (id: string, type: string): string[] =>
  (INSTRUMENTS[id]?.covers ?? [])
    .filter((one) => reaches(one, type) && /^\d/.test(one.article))
    .flatMap(({ article }) => article.split(', '))
    .slice(0, 2);

describe.each(ROWS)('%s to %s', (instrument, to, type, also) => {
  test(`a complete request for ${type}${also ? ` with ${also}` : ''} is accepted and goes its way to the end`, async () => {
    const basis = [instrument, ...(also ? [also] : [])].map((id) => ({
      instrument: id,
      articles: INSTRUMENTS[id]?.hasParties ? [...articlesOf(id, type), '1'].slice(0, 1) : [],
    }));
    const frame = { requested: to, partner: authorities.get(to), basis, items: [{ type }] };
    const request = await house.draft(frame, contentFor(type));
    await approved(house, request);
    expect(await house.status(request)).toBe('ready');
    await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
    await answered(house, request);
    expect(await house.status(request)).toBe('closed');
    const { rows } = await house.db.query('select state -> $2 as basis from request where id = $1', [
      plain(request),
      'basis',
    ]);
    expect(rows[0].basis).toMatchObject(basis);
  });

  test('each content that it must have and has not is named with its article', () => {
    const catalogue = catalogueOf(INSTRUMENTS, { corrections: [], switchedOn: [], instruments: [] });
    const ids = [instrument, ...(also ? [also] : [])];
    const rules = ids.flatMap((id) => {
      const one = catalogue[id];
      return (one?.contents ?? [])
        .filter((rule) => one && reaches(rule, type) && !rule.isWherePossible && !rule.alternative)
        .filter((rule) => one && (rule.house === undefined ? isConfirmed(one, rule) : true))
        .map((rule) => ({
          rule,
          source: one && rule.house === undefined ? cite(one, rule.article) : `house rule ${rule.house}`,
        }));
    });
    const sourcesOf = (field: string) =>
      rules.flatMap(({ rule, source }) => (rule.fields.some((one) => one === field) ? [source] : []));
    for (const field of new Set(rules.flatMap(({ rule }) => rule.fields))) {
      const gaps = findGaps(wholeRequest(ids, type, field));
      const named = gaps.filter((gap) => gap.field === field.replace(/^item\./, 'items.0.')).map((gap) => gap.source);
      expect([field, named.some((one) => sourcesOf(field).includes(one)), named]).toEqual([field, true, named]);
    }
    expect(findGaps(wholeRequest(ids, type)).filter(({ severity }) => severity !== 'warning')).toEqual([]);
  });
});

test('no instrument that can carry a request is left out', () => {
  const tried = new Set(ROWS.flatMap(([instrument, , , also]) => [instrument, ...(also ? [also] : [])]));
  const all = Object.values(INSTRUMENTS)
    .filter(({ carries }) => carries === 'request')
    .map(({ id }) => id);
  expect(all.filter((id) => !tried.has(id))).toEqual([]);
});

test('the record is in order after all of them', async () => {
  expect(await house.violations()).toEqual([]);
});
