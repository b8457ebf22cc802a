import { describe, expect, test } from 'vitest';
import {
  ask,
  basis,
  bilateral,
  CORRUPTION,
  declares,
  FRAUD,
  GANG,
  PETTY_FRAUD,
  partly,
  party,
  type Question,
  state,
  T98,
  TAX,
  why,
} from './legal-bases-cases.ts';

const UN_CYBER = 'un-cybercrime-2024';
const SAARC = 'saarc-2008';
const MODEL = 'un-model-treaty-mla';
const CLOUD = 'us-cloud-act-agreements';
const EVIDENCE = 'eu-e-evidence-2023-1543';
const CERTAIN = true;
const ARVANIA = /Arvania|XAR/;
const BELMORA = /Belmora|XBE/;

/** True, or a word of why not, or what it depends on at least. */
type Verdict = true | RegExp | string[];
type Row = [string, Question, string, Verdict];

function check(_: string, question: Question, id: string, expected: Verdict) {
  const found = basis(question, id);
  if (expected instanceof RegExp) {
    expect(found).toMatchObject({ applies: false, rank: null, dependsOn: [] });
    expect(why(found)).toMatch(expected);
  } else if (expected === true) {
    expect(found).toMatchObject({ applies: true, dependsOn: [] });
  } else {
    expect(found.applies).toBe('unknown');
    expect(found.dependsOn).toEqual(expect.arrayContaining(expected));
  }
}

describe('who is bound', () => {
  test.each<Row>([
    ['the requested State is no Party', ask({ ours: ['budapest-185'] }), 'budapest-185', BELMORA],
    ['nor is the requesting State', ask({ theirs: ['budapest-185'] }), 'budapest-185', ARVANIA],
    [
      'that it is none is on record',
      ask({ ours: ['budapest-185'], requested: partly(party('budapest-185', { isNot: true })) }),
      'budapest-185',
      BELMORA,
    ],
    [
      'no record of a State that is not complete',
      ask({ ours: ['ets-30'], requested: partly() }),
      'ets-30',
      ['party:XBE'],
    ],
    [
      'no record of either',
      ask({ requesting: state('XAR', [], { isComplete: false }), requested: partly() }),
      'budapest-185',
      ['party:XAR', 'party:XBE'],
    ],
    ['that we are none settles it, whatever they are', ask({ requested: partly() }), 'budapest-185', ARVANIA],
    ['a membership without a day binds', ask({ both: [party('ets-30')] }), 'ets-30', CERTAIN],
    [
      'bound from tomorrow is not bound today',
      ask({ ours: ['ets-30'], requested: partly(party('ets-30', { since: '2026-11-03' })) }),
      'ets-30',
      BELMORA,
    ],
    [
      'bound from today is',
      ask({ ours: ['ets-30'], theirs: [party('ets-30', { since: '2026-11-02' })] }),
      'ets-30',
      CERTAIN,
    ],
    [
      'the day of the end is no longer bound',
      ask({ ours: ['ets-30'], requested: partly(party('ets-30', { until: '2026-11-02' })) }),
      'ets-30',
      BELMORA,
    ],
    [
      'the day before is',
      ask({ ours: ['ets-30'], theirs: [party('ets-30', { until: '2026-11-03' })] }),
      'ets-30',
      CERTAIN,
    ],
    [
      'one that left and came back is bound',
      ask({
        ours: ['ets-30'],
        theirs: [party('ets-30', { until: '2020-01-01' }), party('ets-30', { since: '2024-01-01' })],
      }),
      'ets-30',
      CERTAIN,
    ],
    ['a bilateral treaty binds its own two', ask({ both: [T98] }), T98, CERTAIN],
    ['and no third State', ask({ to: 'XCA', ours: [T98] }), T98, /Castreya|XCA/],
    [
      'a protocol does not bind without its treaty',
      ask({ both: ['ets-182'], type: 'restraint' }),
      'ets-182',
      /ets-30|European MLA/i,
    ],
    [
      'nor does the protocol on electronic evidence',
      ask({ both: ['cets-224'], type: 'data-subscriber', switchedOn: ['cets-224'] }),
      'cets-224',
      /Budapest/i,
    ],
    [
      'a protocol may bind where its treaty may',
      ask({ both: [], ours: ['ets-30', 'ets-182'], requested: partly('ets-182'), type: 'restraint' }),
      'ets-182',
      ['party:XBE'],
    ],
  ])('%s', check);
});

describe('when', () => {
  const NEW = bilateral({ inForce: { status: 'in-force', since: '2026-01-01' } });
  const ONLY_SINCE = bilateral({
    inForce: NEW.inForce,
    onlyOffencesSince: { text: 'offences committed after its entry into force', article: '19' },
  });
  const between = (date: string | undefined, instead = ONLY_SINCE, since = '2026-01-01') =>
    ask({
      both: [party(T98, { since })],
      instead: [instead],
      offence: { ...FRAUD, ...(date === undefined ? {} : { date }) },
    });

  test.each<Row>([
    ['a treaty that comes into force tomorrow', ask({ both: [T98], instead: [NEW], date: '2025-12-31' }), T98, /force/],
    ['a treaty that comes into force today', ask({ both: [T98], instead: [NEW], date: '2026-01-01' }), T98, CERTAIN],
    ['the day of the offence does not matter', between('2019-05-05', NEW), T98, CERTAIN],
    ['unless the treaty says so', between('2025-12-31'), T98, /offence/],
    ['the offence of the day itself is reached', between('2026-01-01'), T98, CERTAIN],
    ['an offence since then is reached', between('2026-06-01'), T98, CERTAIN],
    ['the day of the offence is not known', between(undefined), T98, ['offence-date']],
    ['it counts from the day that both are bound', between('2026-03-01', ONLY_SINCE, '2026-04-01'), T98, /offence/],
    [
      'a treaty that has ended does not live on for old offences',
      ask({ both: [party('ets-30', { until: '2026-01-01' })], offence: { ...FRAUD, date: '2025-05-05' } }),
      'ets-30',
      ARVANIA,
    ],
    [
      'an instrument of the EU not yet applied',
      ask({ both: [EVIDENCE], type: 'provider-direct', date: '2026-08-17' }),
      EVIDENCE,
      /2026-08-18|force|appl/,
    ],
  ])('%s', check);
});

describe('for what offence', () => {
  const un = (offence?: Question['offence']) =>
    ask({
      both: [UN_CYBER, 'untoc-18', 'uncac-46', 'budapest-185'],
      switchedOn: [UN_CYBER],
      ...(offence ? { offence } : {}),
    });

  test.each<Row>([
    ['Budapest reaches electronic evidence of any offence', un(), 'budapest-185', CERTAIN],
    [
      'UNTOC reaches organised crime whatever the penalty',
      un({ class: 'organised-crime', maximumYears: 1 }),
      'untoc-18',
      CERTAIN,
    ],
    ['and laundering without a penalty given', un({ class: 'money-laundering' }), 'untoc-18', CERTAIN],
    ['and corruption', un({ class: 'corruption', maximumYears: 2 }), 'untoc-18', CERTAIN],
    ['less than serious crime is not reached', un(PETTY_FRAUD), 'untoc-18', /four|4/],
    [
      'four years are serious crime, with a group',
      un({ class: 'violence', maximumYears: 4 }),
      'untoc-18',
      ['organised-group'],
    ],
    ['of a group for serious fraud nothing is known', un(FRAUD), 'untoc-18', ['organised-group']],
    ['a penalty that is not given', un({ class: 'fraud' }), 'untoc-18', ['max-penalty']],
    ['a class that is not given, below the threshold', un({ maximumYears: 3 }), 'untoc-18', ['offence-class']],
    ['an offence of which nothing is given', un(), 'untoc-18', ['offence-class']],
    ['UNCAC reaches corruption', un(CORRUPTION), 'uncac-46', CERTAIN],
    ['and laundering (taken as laundering of its proceeds)', un({ class: 'money-laundering' }), 'uncac-46', CERTAIN],
    ['it does not reach fraud', un(FRAUD), 'uncac-46', /offence|corruption/i],
    ['nor tax', un(TAX), 'uncac-46', /offence|corruption/i],
    ['UNCAC, with a class that is not given', un({ maximumYears: 10 }), 'uncac-46', ['offence-class']],
    [
      'the UN Convention reaches cybercrime whatever the penalty',
      un({ class: 'cybercrime', maximumYears: 2 }),
      UN_CYBER,
      CERTAIN,
    ],
    ['and serious crime of any class', un({ class: 'violence', maximumYears: 4 }), UN_CYBER, CERTAIN],
    ['even where the class is not given: it does not matter', un({ maximumYears: 5 }), UN_CYBER, CERTAIN],
    ['no lesser crime', un({ class: 'violence', maximumYears: 3 }), UN_CYBER, /four|4/],
    ['the UN Convention, without the penalty', un({ class: 'violence' }), UN_CYBER, ['max-penalty']],
    ['the UN Convention, without the class, below the threshold', un({ maximumYears: 3 }), UN_CYBER, ['offence-class']],
    [
      'what is unknown adds up',
      ask({ ours: ['untoc-18'], requested: partly(), offence: FRAUD }),
      'untoc-18',
      ['organised-group', 'party:XBE'],
    ],
    ['no Party: the class need not be asked', ask({ ours: ['uncac-46'] }), 'uncac-46', BELMORA],
  ])('%s', check);
});

describe('what carries what', () => {
  const EXTRADITION = { both: ['ets-24', 'ets-30', 'asean-mlat-2004'], offence: GANG, type: 'extradition' } as const;
  const orders = { type: 'provider-direct', both: ['budapest-185', 'cets-224'], switchedOn: ['cets-224'] } as const;
  const reserved = state('XBE', orders.both, { declarations: [declares('cets-224', 'no-direct-orders')] });
  const any = /./;

  test.each<Row>([
    ['a model is no basis', ask(), MODEL, any],
    ['even where somebody recorded Parties to it', ask({ both: [MODEL], switchedOn: [MODEL] }), MODEL, any],
    ['an empty profile is none', ask({ both: [SAARC] }), SAARC, any],
    [
      'even where it is switched on (it must be filled in, too)',
      ask({ both: [SAARC], switchedOn: [SAARC] }),
      SAARC,
      any,
    ],
    [
      'the protocol on electronic evidence ships switched off',
      ask({ ...orders, switchedOn: [] }),
      'cets-224',
      /switched off|in force/,
    ],
    ['so does the UN Convention', ask({ both: [UN_CYBER], offence: FRAUD }), UN_CYBER, /switched off|in force/],
    [
      'switched on for one is not switched on for all',
      ask({ ...orders, switchedOn: [UN_CYBER] }),
      'cets-224',
      /switched off|in force/,
    ],
    ['extradition rests on a treaty of extradition', ask(EXTRADITION), 'ets-24', CERTAIN],
    ['and so does provisional arrest', ask({ ...EXTRADITION, type: 'provisional-arrest' }), 'ets-24', CERTAIN],
    ['not on one of assistance', ask(EXTRADITION), 'ets-30', any],
    ['nor on a regional one', ask(EXTRADITION), 'asean-mlat-2004', any],
    ['a treaty of extradition carries no search', ask({ both: ['ets-24'], offence: GANG }), 'ets-24', any],
    ['Korean extradition has an act of its own', ask({ to: 'KR', type: 'extradition' }), 'kr-extradition-act', CERTAIN],
    ['the act on assistance does not serve for it', ask({ to: 'KR', type: 'extradition' }), 'kr-mla-act', any],
    ['nor the act on extradition for a search', ask({ to: 'KR' }), 'kr-extradition-act', any],
    ['nor for the extradition of a third State', ask({ type: 'extradition' }), 'kr-extradition-act', any],
    ['the own statute of the requesting State', ask({ from: 'KR' }), 'kr-mla-act', /requested|Korea|KR/],
    ['the US statute does not speak of service', ask({ to: 'US', type: 'service-of-documents' }), 'us-18usc-3512', any],
    ['the letter to a US provider is for preservation', ask({ to: 'US', type: 'data-content' }), 'us-18usc-2703f', any],
    ['and for providers in the United States', ask({ type: 'preservation' }), 'us-18usc-2703f', any],
    ['an order to a provider goes under the protocol', ask(orders), 'cets-224', CERTAIN],
    [
      'not where the requested State reserved article 7',
      ask({ ...orders, requested: reserved }),
      'cets-224',
      /direct|reserv|declar/i,
    ],
    [
      'whose other articles stay',
      ask({ ...orders, requested: reserved, type: 'data-subscriber' }),
      'cets-224',
      CERTAIN,
    ],
    [
      'it goes by certificate between EU members',
      ask({ type: 'provider-direct', both: [EVIDENCE] }),
      EVIDENCE,
      CERTAIN,
    ],
    [
      'and under an agreement with the United States',
      ask({ type: 'provider-direct', from: 'GB', to: 'US', both: [CLOUD] }),
      CLOUD,
      CERTAIN,
    ],
    ['no convention on requests carries it (the careful reading)', ask(orders), 'budapest-185', any],
    ['nor does reciprocity, which is for requests', ask({ type: 'provider-direct' }), 'reciprocity', any],
    ['reciprocity carries any request for assistance', ask({ both: [T98], type: 'jit' }), 'reciprocity', CERTAIN],
    ['what the treaty does not cover', ask({ both: [T98], type: 'jit' }), T98, any],
  ])('%s', check);
});
