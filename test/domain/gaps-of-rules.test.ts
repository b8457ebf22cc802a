import { describe, expect, test } from 'vitest';
import type { Draft } from '../../domain/gaps/draft.ts';
import { findGaps } from '../../domain/gaps.ts';
import type { Basis } from '../../domain/request.ts';
import { BUDAPEST } from '../../domain/treaties/budapest-185.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { demand, heron, parties, without, withPart } from './drafts.ts';
import { asking, declares, evidence, MOVED, SEARCH, withDeclaration } from './item-drafts.ts';
import { COMPLETE, inFull, own } from './own-type-drafts.ts';

const on = (draft: Draft, basis: readonly Basis[]): Draft => ({ ...draft, request: { ...draft.request, basis } });
const at = (draft: Draft, urgency: Draft['request']['urgency'], route: NonNullable<Draft['route']>): Draft => ({
  ...draft,
  request: { ...draft.request, urgency },
  route,
});

const bindingToo = (draft: Draft, instrument: string): Draft => {
  const [one, ...rest] = [draft.ours, draft.partner].map(({ memberships }) => [...memberships, ...parties(instrument)]);
  return {
    ...draft,
    ours: { ...draft.ours, memberships: one ?? [] },
    partner: { ...draft.partner, memberships: rest[0] ?? [] },
  };
};

const STORED = {
  provider: 'Northgate Mail NV',
  identifiers: ['i1'],
  period: { from: '2026-09-01', to: '2026-10-31', zone: 'UTC' },
  dataFields: 'Name, address',
};

/** The copy is demanded by a line that is not confirmed. */
const NOT_SURE = {
  ...BUDAPEST,
  routes: BUDAPEST.routes.map((line) => ('isCopied' in line ? { ...line, confidence: 'unverified' as const } : line)),
};

type Row = [rule: string, draft: Draft, expected: string[]];

describe('the rules of 2.3', () => {
  test.each<Row>([
    ['V1: facts', without(evidence('Original'), 'facts'), ['error facts | missing-facts | UNTOC 18(15)(c)']],
    [
      'V2: Budapest',
      own('preservation', { ...COMPLETE.preservation.item, intendsRequest: false }),
      ['error items.0.intendsRequest | missing-items-intendsRequest | Budapest Convention 29(2)(f)'],
    ],
    [
      'V2: UN, where the paragraph is not confirmed the house asks',
      on(own('preservation', { ...COMPLETE.preservation.item, intendsRequest: false }), [
        { instrument: 'un-cybercrime-2024', articles: ['42'], override: { text: '', hash: '' } },
      ]),
      ['error items.0.intendsRequest | missing-items-intendsRequest | house rule HR-77'],
    ],
    [
      'V3: facts',
      own('emergency-disclosure', { ...COMPLETE['emergency-disclosure'].item, emergencyFacts: [] }),
      ['error items.0.emergencyFacts | missing-items-emergencyFacts | house rule HR-78'],
    ],
    [
      'V3: officer',
      withPart(own('emergency-mla'), 'office', ({ mobile: _, ...office }) => office),
      ['error office.mobile | missing-office-mobile | house rule HR-78'],
    ],
    [
      'V5: route',
      at(own('preservation'), 'normal', 'interpol'),
      ['error route | route-not-open | Budapest Convention 27(9)(b)'],
    ],
    [
      'V5: direct and coercive',
      at(heron(), 'normal', 'direct-judicial'),
      ['error route | route-not-open | Budapest Convention 27(9)(a)'],
    ],
    [
      'V5: closed by a declaration',
      at(
        withDeclaration(heron(), declares('budapest-185', 'urgent-to-central-authority')),
        'urgent',
        'direct-judicial',
      ),
      [
        'error route | route-declared | Budapest Convention 27(9)(e)',
        'warning route | route-copied | Budapest Convention 27(9)(a)',
      ],
    ],
    [
      'V5: another by declaration',
      withDeclaration(
        asking('prisoner-transfer', 'ets-30', { ...MOVED, documents: 'Consent' }, ['11']),
        declares('ets-30', 'channel', 'diplomatic'),
      ),
      ['error route | route-declared | European MLA Convention 15(8)'],
    ],
    [
      'V5: by the protocol that binds the two',
      at(bindingToo(asking('search-seizure', 'ets-30', SEARCH), 'ets-182'), 'normal', 'direct-judicial'),
      [],
    ],
    [
      'V5: and not without it',
      at(asking('search-seizure', 'ets-30', SEARCH), 'normal', 'direct-judicial'),
      ['error route | route-not-open | European MLA Convention (article not confirmed)'],
    ],
    [
      'V6: the copy',
      at(heron(), 'urgent', 'direct-judicial'),
      ['warning route | route-copied | Budapest Convention 27(9)(a)'],
    ],
    [
      'V6: nobody to send the copy to',
      { ...at(heron(), 'urgent', 'direct-judicial'), copyTo: 'nobody' },
      ['error route | route-copy-nowhere | Budapest Convention 27(9)(a)'],
    ],
    [
      'V6: nobody, by a line that is not confirmed',
      {
        ...at(heron(), 'urgent', 'direct-judicial'),
        copyTo: 'nobody',
        instrumentsById: { ...INSTRUMENTS, [BUDAPEST.id]: NOT_SURE },
      },
      ['warning route | route-copy-nowhere | Budapest Convention 27(9)(a)'],
    ],
    ['V6: the addressee itself', { ...at(heron(), 'urgent', 'direct-judicial'), copyTo: 'addressee' }, []],
    ['V6: no copy at the usual route', { ...at(heron(), 'urgent', 'central-authority'), copyTo: 'nobody' }, []],
    ['V6: through Interpol', { ...at(heron(), 'urgent', 'interpol'), copyTo: 'nobody' }, []],
    [
      'V6: without coercion no copy',
      {
        ...at(asking('data-subscriber', 'budapest-185', STORED, ['31']), 'normal', 'direct-judicial'),
        copyTo: 'nobody',
      },
      [],
    ],
    [
      'V7: translation',
      { ...heron(), letterLanguage: 'en' },
      ['warning letterLanguage | translation-due | Belmora: declaration of 2016'],
    ],
    ['V7: accepted', { ...heron(), letterLanguage: 'fr-BE' }, []],
    [
      'V7: notified',
      withDeclaration(
        { ...evidence('Original', 'uncac-46', ['46(3)']), letterLanguage: 'en' },
        declares('uncac-46', 'languages', 'en, fr'),
      ),
      [],
    ],
    ['V7: none asked for', { ...asking('search-seizure', 'ets-30', SEARCH), letterLanguage: 'en' }, []],
    [
      'V7: reserved',
      withDeclaration(
        { ...asking('search-seizure', 'ets-30', SEARCH), letterLanguage: 'en' },
        declares('ets-30', 'translation'),
      ),
      ['warning letterLanguage | translation-due | Belmora: declaration of 2016'],
    ],
    [
      'V7: not on record',
      { ...heron(), partner: { ...heron().partner, languages: [] } },
      ['error partner | language-unknown | house rule HR-73'],
    ],
    [
      'V7: of public sources',
      { ...heron(), partner: { ...heron().partner, languages: [] }, isByReference: true },
      ['warning partner | language-unknown | house rule HR-73'],
    ],
    [
      'V8: demanded',
      {
        ...heron(),
        isCapital: true,
        partner: { ...heron().partner, demands: [demand('death-penalty-assurance', 'an assurance')] },
      },
      ['error undertakings.deathPenalty | missing-undertakings-deathPenalty | Belmora: notice of 2019'],
    ],
    [
      'V8: extradition',
      { ...own('extradition'), isCapital: true },
      ['error undertakings.deathPenalty | missing-undertakings-deathPenalty | European Extradition Convention 11'],
    ],
    [
      'V8: arrest',
      { ...own('provisional-arrest'), isCapital: true },
      ['warning undertakings.deathPenalty | missing-undertakings-deathPenalty | European Extradition Convention 11'],
    ],
    [
      'speciality',
      withPart(own('extradition'), 'undertakings', (all) => ({ ...all, speciality: false })),
      ['error undertakings.speciality | missing-undertakings-speciality | house rule HR-80'],
    ],
    [
      'V9: search',
      withDeclaration(
        without(asking('search-seizure', 'ets-30', SEARCH), 'dualCriminality'),
        declares('ets-30', 'dual-criminality-for-search'),
      ),
      ['error dualCriminality | missing-dualCriminality | European MLA Convention 5'],
    ],
    [
      'V9: preservation',
      withDeclaration(
        without(own('preservation'), 'dualCriminality'),
        declares('budapest-185', 'dual-criminality-for-preservation'),
      ),
      ['warning dualCriminality | missing-dualCriminality | Budapest Convention 29(4)'],
    ],
    [
      'V10: not binding',
      { ...heron(), partner: { ...heron().partner, memberships: parties('untoc-18') } },
      [0, 3, 4].map(
        (place) =>
          `error ${place === 0 ? 'basis.0' : `items.${place}.basis.0`} | basis-not-in-force | house rule HR-74`,
      ),
    ],
    [
      'V10: by a record that is not confirmed',
      {
        ...heron(),
        partner: {
          ...heron().partner,
          memberships: heron().partner.memberships.map((one) => ({ ...one, confidence: 'unverified' as const })),
        },
      },
      [0, 1].map((place) => `warning basis.${place} | basis-unconfirmed | house rule HR-74`),
    ],
    [
      'V5: closed by a declaration that is not confirmed',
      at(
        withDeclaration(heron(), {
          ...declares('budapest-185', 'urgent-to-central-authority'),
          confidence: 'unverified',
        }),
        'urgent',
        'direct-judicial',
      ),
      [
        'warning route | route-declared | Budapest Convention 27(9)(e)',
        'warning route | route-copied | Budapest Convention 27(9)(a)',
      ],
    ],
    [
      'to a provider, and addressed to an authority',
      { ...own('provider-direct'), partner: { ...own('provider-direct').partner, provider: undefined } },
      ['error partner | addressee | house rule HR-87'],
    ],
    [
      'to a provider that does not say that it acts on orders',
      {
        ...own('provider-direct'),
        partner: { ...own('provider-direct').partner, provider: { accepts: ['preservation'], source: 'its guide' } },
      },
      ['warning partner | process-not-accepted | Belmora: its guide'],
    ],
    [
      'to an authority, and addressed to a provider',
      { ...heron(), partner: { ...heron().partner, provider: { accepts: [], source: 'its guide' } } },
      ['error partner | addressee | house rule HR-87'],
    ],
    [
      'V11: not confirmed',
      without(own('domain-registration'), 'urgency'),
      ['warning urgency.desiredDate | missing-urgency-desiredDate | CETS 224 6(3)(d)'],
    ],
    [
      'V11: where the house stands in',
      without(own('provider-direct'), 'offences'),
      ['error offences | missing-offences | house rule HR-43'],
    ],
    [
      'V11: where possible',
      without(on(own('provider-direct'), [{ instrument: 'cets-224', articles: ['7'] }]), 'earlier'),
      ['warning earlier | missing-earlier | CETS 224 7(4)(e)'],
    ],
    [
      'V12: UN',
      asking('prisoner-transfer', 'untoc-18', MOVED, ['18(10)']),
      ['error items.0.documents | missing-items-documents | UNTOC 18(10)'],
    ],
    [
      'V12: ETS 30',
      asking('prisoner-transfer', 'ets-30', MOVED, ['11']),
      ['error items.0.documents | missing-items-documents | European MLA Convention 11(1)'],
    ],
  ])('%s', (_, draft, expected) => expect(inFull(draft)).toEqual(expected));

  test('an emergency that is not shown is only urgent', () => {
    const [gap] = findGaps(own('emergency-mla', { ...COMPLETE['emergency-mla'].item, emergencyFacts: [] }));
    expect(gap?.message).toBe(
      'is missing: facts that show a significant and imminent risk to life or safety; without it the request is only urgent',
    );
  });
});
