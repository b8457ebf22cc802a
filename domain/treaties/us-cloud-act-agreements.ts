import type { Instrument } from './type.ts';

const ORDER = '2523(b)(4)(D)';
const AGREEMENT = 'agreement';
const ESSENTIAL = 'material that touches it may be used only with permission';

/** Orders to providers under an executive agreement with the United States. The texts of the agreements are not confirmed. */
export const US_CLOUD_ACT = {
  id: 'us-cloud-act-agreements',
  name: 'US CLOUD Act executive agreements',
  short: 'US CLOUD Act',
  citation: '18 U.S.C. 2523, 2713, 2511(2)(j), 2703(h), and the agreement with the State concerned',
  kind: 'executive-agreement',
  carries: 'order-to-provider',
  hasParties: true,
  hub: 'US',
  confidence: 'unverified',
  inForce: {
    status: 'in-force',
    since: '2022-10-03',
    note: 'with the United Kingdom since 3 October 2022; with Australia signed on 15 December 2021, in force on 31 January 2024 not confirmed',
  },
  residual: [],
  applicability: {
    text: 'Between the United States and the one State that the agreement is with; not between two such States',
  },
  covers: [
    {
      text: 'orders of one State to a provider in the other, certified by the designated authority',
      article: '2523',
      only: ['provider-direct', 'interception'],
    },
  ],
  routes: [
    {
      route: 'direct-provider',
      text: 'through the designated authority: the Office of International Affairs of the US Department of Justice, the Investigatory Powers Unit of the UK Home Office',
      article: AGREEMENT,
    },
  ],
  languages: { text: 'Not fixed' },
  form: {
    text: 'an order under the law of the issuing State; its designated authority certifies that the agreement covers it',
  },
  contents: [
    {
      id: 'serious-crime',
      label: 'a serious crime; with the United Kingdom, one with a maximum of at least three years',
      fields: ['offences'],
      article: ORDER,
    },
    {
      id: 'specific-identifier',
      label: 'a specific person, account, address, device or other identifier',
      fields: ['item.identifiers'],
      article: ORDER,
    },
    {
      id: 'domestic-basis',
      label: 'the basis of the order in the law of the issuing State',
      fields: ['item.order'],
      article: ORDER,
    },
    {
      id: 'justification',
      label: 'a reasonable justification, by facts that can be stated and believed',
      fields: ['facts'],
      article: ORDER,
    },
    {
      id: 'independent-review',
      label: 'review by a court, a judge or another independent authority',
      fields: ['item.order'],
      article: ORDER,
    },
    {
      id: 'duration',
      label: 'a fixed and limited time, and why less intrusive means do not suffice',
      fields: ['item.period', 'item.reason'],
      only: ['interception'],
      article: ORDER,
    },
    {
      id: 'targeting',
      label:
        'that nobody protected is targeted: by UK orders no US person and nobody in the United States, by US orders nobody in the United Kingdom',
      fields: ['undertakings.further'],
      article: '2523(b)(4)',
    },
    {
      id: 'points-of-contact',
      label: 'whom the provider can turn to with objections',
      fields: ['office.officer.name', 'office.officer.email'],
      article: AGREEMENT,
    },
  ],
  refusalGrounds: [
    {
      ground: 'not-covered-by-treaty',
      ownId: 'provider-objection',
      label: 'the provider objects that the agreement is not properly invoked',
      article: AGREEMENT,
    },
    {
      ground: 'domestic-prohibition',
      ownId: 'motion',
      label: 'the provider moves to modify or quash the order',
      condition: 'US process only; the court decides',
      article: '2703(h)',
    },
    {
      ground: 'essential-interests',
      ownId: 'essential-interest',
      label: 'an interest that the agreement declares essential',
      condition: ESSENTIAL,
      article: AGREEMENT,
    },
    {
      ground: 'death-penalty',
      ownId: 'essential-interest',
      label: 'essential interest of the United Kingdom: the death penalty',
      condition: ESSENTIAL,
      article: AGREEMENT,
    },
    {
      ground: 'fundamental-rights',
      ownId: 'essential-interest',
      label: 'essential interest of the United States: freedom of speech',
      condition: ESSENTIAL,
      article: AGREEMENT,
    },
  ],
  otherGrounds: [],
  forbiddenRefusals: [],
  dualCriminality: { text: 'not required' },
  confidentiality: { text: 'as the order says' },
  useLimits: {
    text: 'permission before use as evidence where an essential interest is declared; rules on targeting and on keeping no more than needed',
  },
  deadlines: [
    {
      id: 'comity-motion',
      text: 'the provider may move to quash or modify US process within',
      amount: 14,
      unit: 'day',
      startsOn: 'service on the provider',
      isRenewable: false,
      kind: 'maximum',
      actor: 'provider',
      article: '2703(h)(2)',
    },
    {
      id: 'agreement-review',
      text: 'the determination on a partner is renewed within',
      amount: 5,
      unit: 'year',
      startsOn: 'determination',
      isRenewable: true,
      kind: 'maximum',
      actor: 'government',
      article: '2523(e)',
    },
  ],
  softDuties: [],
  sources: [
    'National Law Review (agreement with the United Kingdom: entry into force, conditions, authorities)',
    'Inside Privacy (agreement with Australia: signature)',
  ],
} as const satisfies Instrument;
