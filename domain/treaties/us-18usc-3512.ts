import type { Instrument } from './type.ts';

const SEARCH = ['search-seizure'] as const;

/** Read against the text of the section. */
export const US_3512 = {
  id: 'us-18usc-3512',
  name: 'US execution of foreign requests',
  short: '18 USC',
  citation: '18 U.S.C. 3512 (Foreign Evidence Request Efficiency Act of 2009)',
  kind: 'domestic-statute',
  carries: 'request',
  hasParties: false,
  statuteOf: 'US',
  confidence: 'confirmed',
  inForce: { status: 'in-force' },
  residual: [],
  covers: [
    {
      text: 'a search warrant, where the conduct would be punishable in the United States by more than one year',
      article: '3512(e)',
      only: SEARCH,
    },
    {
      text: 'a warrant or order for stored content or for records about it',
      article: '3512(a)(2), 2703',
      only: ['data-content', 'data-traffic', 'data-subscriber'],
    },
    {
      text: 'an order for a pen register or trap and trace device',
      article: '3512(a)(2)',
      only: ['data-realtime-traffic'],
    },
    {
      text: 'an order to appear or to produce; a person may be appointed to take the evidence',
      article: '3512(a)(2)',
      only: ['mla-evidence', 'witness-hearing', 'video-hearing', 'bank-records'],
    },
  ],
  routes: [
    {
      route: 'central-authority',
      text: 'to the Office of International Affairs of the Department of Justice',
      article: 'not confirmed',
      confidence: 'unverified',
    },
  ],
  languages: { text: 'English' },
  form: { text: 'an attorney for the Government applies to a federal judge on the foreign request' },
  contents: [
    {
      id: 'request-from-foreign-authority',
      label: 'the court, investigator, prosecutor or central authority under a treaty that asks',
      fields: ['office.name'],
      article: '3512(h)',
    },
    {
      id: 'facts',
      label:
        'facts that suffice for the order asked: probable cause for content, specific and articulable facts for records',
      fields: ['facts'],
      except: ['service-of-documents'],
      article: '3512(a)(2), 2703',
    },
    {
      id: 'offence',
      label: 'the offence and its penalty',
      fields: ['offences'],
      only: SEARCH,
      article: '3512(e)',
    },
  ],
  refusalGrounds: [
    {
      ground: 'domestic-prohibition',
      ownId: 'standard-not-met',
      label: 'the legal standard of the order is not met',
      condition: 'further facts may meet it: ask which are missing',
      article: '3512(a)',
    },
    {
      ground: 'no-dual-criminality',
      label: 'a search for conduct that would be no offence in the United States',
      only: SEARCH,
      article: '3512(e)',
    },
    {
      ground: 'threshold',
      label: 'a search for conduct that would be punishable there by one year or less',
      only: SEARCH,
      article: '3512(e)',
    },
  ],
  otherGrounds: [],
  forbiddenRefusals: [],
  dualCriminality: {
    text: 'for search warrants only: the conduct would be punishable in the United States by more than one year',
    article: '3512(e)',
    requiredFor: SEARCH,
  },
  useLimits: { text: 'by treaty or assurance' },
  deadlines: [],
  softDuties: [],
  sources: ['Cornell Legal Information Institute, 18 U.S. Code 3512', 'policyrisk.com, title 18, section 3512'],
} as const satisfies Instrument;
