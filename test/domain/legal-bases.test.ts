import { describe, expect, test } from 'vitest';
import { REQUEST_TYPES } from '../../domain/item-types.ts';
import { legalBases } from '../../domain/legal-bases.ts';
import type { StateFacts } from '../../domain/states.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import {
  ASSISTANCE,
  ask,
  CORRUPTION,
  FRAUD,
  GANG,
  ladder,
  partly,
  party,
  type Question,
  shipped,
  state,
  T98,
  TAX,
} from './legal-bases-cases.ts';

const ASEAN = 'asean-mlat-2004';
const EIO = 'eu-eio-2014-41';
const EVIDENCE = 'eu-e-evidence-2023-1543';
const UN_CYBER = 'un-cybercrime-2024';
const HARARE = 'harare-commonwealth';
const SAARC = 'saarc-2008';
const SAARC_FILLED = { ...shipped(SAARC), carries: 'request', covers: ASSISTANCE } as const;
const CONVENTIONS = ['budapest-185', 'untoc-18', 'uncac-46'];
const NO_TREATY = ['reciprocity'];

describe('the order in which the bases are to be tried', () => {
  test.each<[string, Question, string[]]>([
    ['without a treaty, reciprocity is the first', ask(), NO_TREATY],
    ['a convention is before reciprocity', ask({ both: ['budapest-185'] }), ['budapest-185', ...NO_TREATY]],
    [
      'every class in its turn',
      ask({
        to: 'KR',
        both: [HARARE, 'uncac-46', 'untoc-18', UN_CYBER, 'budapest-185', EIO, ASEAN, T98],
        offence: CORRUPTION,
        switchedOn: [UN_CYBER],
      }),
      [T98, ASEAN, EIO, 'budapest-185', UN_CYBER, 'untoc-18', 'uncac-46', HARARE, 'kr-mla-act', ...NO_TREATY],
    ],
    [
      'the bilateral treaty is before the conventions',
      ask({ both: [...CONVENTIONS, T98], offence: CORRUPTION }),
      [T98, ...CONVENTIONS, ...NO_TREATY],
    ],
    ['the bilateral treaty is before the regional one', ask({ both: ['ets-30', T98] }), [T98, 'ets-30', ...NO_TREATY]],
    [
      'the regional treaty is before the conventions',
      ask({ both: ['budapest-185', ASEAN] }),
      [ASEAN, 'budapest-185', ...NO_TREATY],
    ],
    [
      'the Council of Europe treaty counts as regional',
      ask({ both: ['budapest-185', 'ets-30'] }),
      ['ets-30', 'budapest-185', ...NO_TREATY],
    ],
    [
      'the EU instrument is before the conventions',
      ask({ both: ['budapest-185', EIO] }),
      [EIO, 'budapest-185', ...NO_TREATY],
    ],
    [
      'both protocols stand right behind their treaty, the older first',
      ask({
        both: ['ets-182', 'untoc-18', 'ets-99', 'ets-30'],
        type: 'service-of-documents',
        offence: GANG,
      }),
      ['ets-30', 'ets-99', 'ets-182', 'untoc-18', ...NO_TREATY],
    ],
    [
      'a treaty reaches what its protocol adds (the two read as one)',
      ask({ both: ['ets-30', 'ets-182', 'budapest-185'], type: 'video-hearing' }),
      ['ets-30', 'ets-182', 'budapest-185', ...NO_TREATY],
    ],
    [
      'the fiscal protocol stands beside its treaty for fiscal offences',
      ask({ both: ['ets-30', 'ets-99'], offence: TAX }),
      ['ets-30', 'ets-99', ...NO_TREATY],
    ],
    [
      'the fiscal protocol says nothing on a search for fraud',
      ask({ both: ['ets-30', 'ets-99'], offence: FRAUD }),
      ['ets-30', ...NO_TREATY],
    ],
    [
      'the protocol on electronic evidence stands right behind its convention',
      ask({
        both: ['uncac-46', 'untoc-18', UN_CYBER, 'cets-224', 'budapest-185'],
        type: 'data-subscriber',
        offence: CORRUPTION,
        switchedOn: ['cets-224', UN_CYBER],
      }),
      ['budapest-185', 'cets-224', UN_CYBER, 'untoc-18', 'uncac-46', ...NO_TREATY],
    ],
    [
      'within a class, what applies is before what may apply',
      ask({ ours: ['budapest-185', 'untoc-18'], requested: partly('untoc-18'), offence: GANG }),
      ['untoc-18', 'budapest-185? party:XBE', ...NO_TREATY],
    ],
    [
      'the class goes before the certainty',
      ask({ ours: [T98, ASEAN], requested: partly(ASEAN) }),
      [`${T98}? party:XBE`, ASEAN, ...NO_TREATY],
    ],
    [
      'a protocol that may apply stays right behind its treaty',
      ask({
        ours: ['ets-30', 'ets-182', 'budapest-185'],
        requested: partly('ets-30', 'budapest-185'),
        type: 'witness-hearing',
      }),
      ['ets-30', 'ets-182? party:XBE', 'budapest-185', ...NO_TREATY],
    ],
    [
      'an empty profile that an administrator has filled in and switched on counts as regional',
      ask({ both: ['budapest-185', SAARC], instead: [SAARC_FILLED], switchedOn: [SAARC] }),
      [SAARC, 'budapest-185', ...NO_TREATY],
    ],
  ])('%s', (_, question, expected) => {
    expect(ladder(question)).toEqual(expected);
  });
});

describe('the statute of the requested State', () => {
  test.each<[string, Question, string[]]>([
    ['Korea, without a treaty', ask({ to: 'KR' }), ['kr-mla-act', ...NO_TREATY]],
    ['the United States', ask({ to: 'US' }), ['us-18usc-3512', ...NO_TREATY]],
    ['the United Kingdom', ask({ to: 'GB' }), ['uk-cica-2003', ...NO_TREATY]],
    ['Australia', ask({ to: 'AU' }), ['au-macma-1987', ...NO_TREATY]],
    ['is behind a treaty', ask({ to: 'US', both: ['budapest-185'] }), ['budapest-185', 'us-18usc-3512', ...NO_TREATY]],
    [
      'is behind the Commonwealth scheme',
      ask({ from: 'GB', to: 'AU', both: [HARARE] }),
      [HARARE, 'au-macma-1987', ...NO_TREATY],
    ],
    ['that of the requesting State is no basis', ask({ from: 'KR', to: 'US' }), ['us-18usc-3512', ...NO_TREATY]],
    ['that of a third State neither', ask({ from: 'US', to: 'XBE' }), NO_TREATY],
    [
      'applies also where all treaties are unknown',
      ask({ ours: ['budapest-185'], requested: state('KR', [], { isComplete: false }) }),
      ['budapest-185? party:KR', 'kr-mla-act', ...NO_TREATY],
    ],
  ])('%s', (_, question, expected) => {
    expect(ladder(question)).toEqual(expected);
  });
});

describe('preservation', () => {
  const preservation = (asked: Parameters<typeof ask>[0]) => ask({ type: 'preservation', ...asked });

  test.each<[string, Question, string[]]>([
    [
      'rests on Budapest 29, not on treaties that have no preservation',
      preservation({ both: [T98, ASEAN, 'ets-30', 'budapest-185'] }),
      ['budapest-185', ...NO_TREATY],
    ],
    [
      'Budapest 29 is before UNTOC, which has it only as other assistance',
      preservation({ both: ['untoc-18', 'budapest-185'], offence: GANG }),
      ['budapest-185', 'untoc-18', ...NO_TREATY],
    ],
    [
      'Budapest 29 is before article 42 of the UN Convention',
      preservation({ both: [UN_CYBER, 'budapest-185'], offence: FRAUD, switchedOn: [UN_CYBER] }),
      ['budapest-185', UN_CYBER, ...NO_TREATY],
    ],
    [
      'to the United States may also go as a letter to the provider',
      preservation({ to: 'US', both: ['budapest-185'] }),
      ['budapest-185', 'us-18usc-2703f', ...NO_TREATY],
    ],
    [
      'the letter to the provider needs no treaty',
      preservation({ to: 'US', from: 'KR' }),
      ['us-18usc-2703f', ...NO_TREATY],
    ],
    [
      'and can be renewed',
      preservation({ to: 'US', type: 'preservation-extension' }),
      ['us-18usc-2703f', ...NO_TREATY],
    ],
    [
      'between EU members goes by certificate first',
      preservation({ both: ['budapest-185', EVIDENCE] }),
      [EVIDENCE, 'budapest-185', ...NO_TREATY],
    ],
    [
      'the certificate exists since 18 August 2026',
      preservation({ both: ['budapest-185', EVIDENCE], date: '2026-08-17' }),
      ['budapest-185', ...NO_TREATY],
    ],
    [
      'from that day on',
      preservation({ both: ['budapest-185', EVIDENCE], date: '2026-08-18' }),
      [EVIDENCE, 'budapest-185', ...NO_TREATY],
    ],
    [
      'an EU member that is not bound gets none',
      preservation({ both: ['budapest-185'], ours: [EVIDENCE], theirs: [party(EVIDENCE, { isNot: true })] }),
      ['budapest-185', ...NO_TREATY],
    ],
    [
      'the Commonwealth scheme has computer data, behind the convention',
      preservation({ both: [HARARE, 'budapest-185'] }),
      ['budapest-185', HARARE, ...NO_TREATY],
    ],
    ['the Commonwealth scheme is for its members only', preservation({ ours: [HARARE] }), NO_TREATY],
    [
      'partial disclosure of traffic data rests on Budapest 30',
      preservation({ both: ['budapest-185', EVIDENCE, HARARE], type: 'traffic-partial-disclosure' }),
      ['budapest-185', ...NO_TREATY],
    ],
  ])('%s', (_, question, expected) => {
    expect(ladder(question)).toEqual(expected);
  });
});

describe('for every type of request and every pair of States', () => {
  const EVERYTHING = [...Object.keys(INSTRUMENTS), T98];
  const STATES: StateFacts[] = [
    state('XAR', EVERYTHING),
    state('XBE'),
    state('XCA', ['budapest-185', 'ets-30'], { isComplete: false }),
    state(
      'XDO',
      EVERYTHING.map((id) => party(id, { isNot: true })),
    ),
    state('KR', [...CONVENTIONS, ASEAN]),
    state('US', EVERYTHING, { isComplete: false }),
    state('GB', [], { isComplete: false }),
    state('AU', ['budapest-185', 'cets-224', HARARE]),
  ];
  const pairs = STATES.flatMap((requesting) =>
    STATES.filter((requested) => requested !== requesting).map((requested) => ({ requesting, requested })),
  );

  test.each(REQUEST_TYPES)('%s: ranks run from 1 without gaps, and only what may apply has one', (type) => {
    const asked = pairs.flatMap((pair) => [
      ask({ ...pair, type }),
      ask({ ...pair, type, switchedOn: ['cets-224', UN_CYBER, SAARC] }),
    ]);
    expect(asked.flatMap(faults)).toEqual([]);
  });
});

function faults(question: Question): string[] {
  const bases = legalBases(question);
  const catalogue = Object.keys(question.instruments);
  const missing = catalogue.filter((id) => !bases.some((one) => one.id === id));
  const ranked = bases.filter(({ applies }) => applies !== false).length;
  const wrong = bases.filter(
    ({ applies, rank, reasons, dependsOn }, index) =>
      rank !== (index < ranked ? index + 1 : null) ||
      (applies === false) !== (rank === null) ||
      (applies === 'unknown') !== dependsOn.length > 0 ||
      reasons.length === 0,
  );
  const between = `${question.requesting.code} to ${question.requested.code}`;
  return [
    ...missing.map((id) => `${between}: ${id} is missing`),
    ...wrong.map(({ id, applies, rank }) => `${between}: ${id} applies ${applies}, rank ${rank}`),
    ...(bases.length === catalogue.length ? [] : [`${between}: ${bases.length} entries`]),
  ];
}
