import { expect, test } from 'vitest';
import type { Draft } from '../../domain/gaps/draft.ts';
import { findGaps } from '../../domain/gaps.ts';
import type { RequestType } from '../../domain/item-types.ts';
import { without } from './drafts.ts';
import { asking, SEARCH } from './item-drafts.ts';

const asks = (instrument: string, type: RequestType, to = 'XBE'): Draft => {
  const { request, partner, ...rest } = asking('search-seizure', instrument, SEARCH);
  return { ...rest, request: { ...request, items: [{ id: '1', type }] }, partner: { ...partner, code: to } };
};
const said = (draft: Draft): string[] =>
  findGaps(draft)
    .filter(({ field }) => field === 'dualCriminality')
    .map(
      ({ severity = 'error', source, message }) =>
        `${severity} ${source}${/ \(not confirmed\)$/.test(message) ? ' ?' : ''}`,
    );

/** V9: what the instrument itself says of dual criminality; the declarations of a partner are tried with the rules of 2.3. */
test.each<[instrument: string, type: RequestType, expected: string[], to?: string]>([
  ['asean-mlat-2004', 'search-seizure', ['warning ASEAN MLAT 3(1) ?']],
  ['asean-mlat-2004', 'data-content', ['warning ASEAN MLAT 3(1) ?']],
  ['asean-mlat-2004', 'witness-hearing', []],
  ['uk-cica-2003', 'search-seizure', ['warning UK CICA s 14, 16-18 ?']],
  ['uk-cica-2003', 'data-content', []],
  ['us-18usc-3512', 'search-seizure', ['error 18 USC 3512(e)']],
  ['us-18usc-3512', 'data-content', []],
  ['budapest-185', 'search-seizure', ['error 18 USC 3512(e)'], 'US'],
  ['budapest-185', 'search-seizure', []],
  ['untoc-18', 'search-seizure', []],
  ['eu-eio-2014-41', 'search-seizure', []],
  ['ets-24', 'extradition', ['error European Extradition Convention 2']],
  ['ets-24', 'provisional-arrest', []],
  ['kr-extradition-act', 'extradition', ['warning Korea Extradition Act ?']],
  ['bilateral-extradition-60', 'extradition', ['error US-India Extradition Treaty']],
])('%s, of %s: %s', (instrument, type, expected, to) => {
  const draft = asks(instrument, type, to);
  expect(said(without(draft, 'dualCriminality'))).toEqual(expected);
  expect(said(draft)).toEqual([]);
});
