import type { Instrument } from './type.ts';

const PRESERVATION = ['preservation'] as const;

/** Read against a report of subsection (f). It binds providers; nothing is disclosed under it. */
export const US_2703F = {
  id: 'us-18usc-2703f',
  name: 'US preservation letter',
  short: '18 USC',
  citation: '18 U.S.C. 2703(f)',
  kind: 'domestic-statute',
  carries: 'order-to-provider',
  hasParties: false,
  statuteOf: 'US',
  confidence: 'confirmed',
  inForce: { status: 'in-force' },
  residual: [],
  covers: [
    {
      text: 'preservation of records that the provider already holds, not of future ones',
      article: '2703(f)',
      only: PRESERVATION,
    },
    { text: 'a further period on a renewed request', article: '2703(f)(2)', only: ['preservation-extension'] },
  ],
  routes: [
    {
      route: 'contact-point-24-7',
      text: 'authorities of other States go through the 24/7 point or a law-enforcement liaison',
      article: 'not confirmed',
      confidence: 'unverified',
    },
    {
      route: 'direct-provider',
      text: 'some providers also take the request of an authority of another State',
      article: 'not confirmed',
      confidence: 'unverified',
    },
  ],
  languages: { text: 'English' },
  form: { text: 'request of a governmental entity to the provider' },
  contents: [
    {
      id: 'authority',
      label: 'the governmental entity that asks, and how to reach it',
      fields: ['office.name', 'office.officer.name'],
      article: 'practice',
      confidence: 'unverified',
    },
    {
      id: 'account',
      label: 'the account or other identifiers',
      fields: ['item.identifiers'],
      only: PRESERVATION,
      article: 'practice',
      confidence: 'unverified',
    },
    {
      id: 'records',
      label: 'the records to preserve',
      fields: ['item.dataFields'],
      only: PRESERVATION,
      article: '2703(f)(1)',
    },
    {
      id: 'process-pending',
      label: 'that a court order or other process will follow',
      fields: ['item.intendsRequest'],
      only: PRESERVATION,
      article: '2703(f)(1)',
    },
  ],
  refusalGrounds: [],
  otherGrounds: [],
  forbiddenRefusals: [],
  dualCriminality: { text: 'not required' },
  useLimits: { text: 'none: nothing is disclosed' },
  deadlines: [
    {
      id: 'initial',
      text: 'the provider retains the records for',
      amount: 90,
      unit: 'day',
      startsOn: 'the provider’s receipt of the request',
      isRenewable: true,
      kind: 'hold',
      actor: 'provider',
      stoppedBy: ['process-served'],
      onExpiry: 'the records may be deleted',
      article: '2703(f)(2)',
    },
    {
      id: 'renewal',
      text: 'a renewed request extends the hold by',
      amount: 90,
      unit: 'day',
      startsOn: 'the end of the first period',
      isRenewable: false,
      kind: 'hold-extension',
      actor: 'requesting-authority',
      otherStart: 'the day of the renewal, where the provider counts so',
      prolongs: { id: 'initial', times: 1 },
      article: '2703(f)(2)',
    },
  ],
  softDuties: [],
  notes:
    'The text speaks of one additional period: 180 days are the ceiling unless the provider confirms more. Records already held are covered, future ones are not.',
  sources: [
    'extract of a policy that quotes 18 U.S.C. 2703(f)',
    'Cornell Legal Information Institute, 18 U.S. Code 2703',
  ],
} as const satisfies Instrument;
