import type { Instrument } from './type.ts';

const NOT_CONFIRMED = { article: 'not confirmed', confidence: 'unverified' } as const;
const IF_DECLARED = 'only a Party that declared it, and others against it by reciprocity';

/** Read against the text of the treaty; article 15 is numbered as ETS 182 amends it. */
export const ETS_30 = {
  id: 'ets-30',
  name: 'European Convention on Mutual Assistance in Criminal Matters',
  short: 'European MLA Convention',
  citation: 'ETS No. 30, Strasbourg, 20 April 1959',
  kind: 'regional-treaty',
  carries: 'request',
  hasParties: true,
  lastArticle: 30,
  confidence: 'confirmed',
  inForce: { status: 'in-force' },
  residual: [],
  applicability: { text: 'No arrests and no enforcement of verdicts', article: '1(2)' },
  covers: [
    {
      text: 'letters rogatory: evidence, hearings, articles, records and documents, copies or originals',
      article: '3',
      only: ['mla-evidence', 'witness-hearing', 'bank-records', 'data-subscriber', 'data-traffic', 'data-content'],
    },
    {
      text: 'letters rogatory for a real-time measure, as far as the law of the requested Party permits',
      ...NOT_CONFIRMED,
      only: ['data-realtime-traffic', 'interception'],
    },
    { text: 'letters rogatory for search or seizure of property', article: '5', only: ['search-seizure'] },
    { text: 'service of writs and records of judicial verdicts', article: '7', only: ['service-of-documents'] },
    {
      text: 'transfer of a person in custody as a witness or for confrontation',
      article: '11',
      only: ['prisoner-transfer'],
    },
    { text: 'return of property and originals', article: '6(2)', only: ['return-of-originals'] },
  ],
  routes: [
    {
      route: 'ministry-of-justice',
      text: 'Ministry of Justice to Ministry of Justice',
      except: ['prisoner-transfer'],
      article: '15(1)',
    },
    {
      route: 'ministry-of-justice',
      text: 'always for the transfer of a person in custody',
      only: ['prisoner-transfer'],
      article: '15(2)',
    },
    {
      route: 'direct-judicial',
      text: 'urgent letters rogatory; between Parties to ETS 182 others, too, under its article 4',
      urgencies: ['urgent', 'emergency'],
      except: ['prisoner-transfer'],
      ...NOT_CONFIRMED,
    },
    {
      route: 'interpol',
      text: 'urgent, where direct transmission is allowed',
      urgencies: ['urgent', 'emergency'],
      except: ['prisoner-transfer'],
      ...NOT_CONFIRMED,
    },
  ],
  languages: {
    text: 'no translation is required, save where the requested Party reserved it; others may apply reciprocity',
    article: '16',
  },
  form: { text: 'in writing; evidence and documents need no authentication', article: '17' },
  contents: [
    { id: 'authority', label: 'the authority making the request', fields: ['office.name'], article: '14(1)(a)' },
    {
      id: 'object-reason',
      label: 'the object of the request and the reason for it',
      fields: ['items', 'item.description', 'purpose'],
      article: '14(1)(b)',
    },
    {
      id: 'person',
      label: 'the identity and nationality of the person concerned',
      fields: ['persons'],
      isWherePossible: true,
      article: '14(1)(c)',
    },
    {
      id: 'service-address',
      label: 'the name and address of the person to be served',
      fields: ['item.addressee', 'item.address'],
      only: ['service-of-documents'],
      article: '14(1)(d)',
    },
    {
      id: 'offence-facts',
      label: 'the offence and a summary of the facts',
      fields: ['offences', 'facts'],
      except: ['service-of-documents', 'prisoner-transfer', 'return-of-originals'],
      article: '14(2)',
    },
  ],
  contentsNote: 'The offence and the facts are asked for in letters rogatory alone (14(2))',
  refusalGrounds: [
    {
      ground: 'political-offence',
      label: 'an offence considered political or connected with a political one',
      article: '2(a)',
    },
    {
      ground: 'fiscal-offence',
      label: 'an offence considered fiscal',
      condition: 'removed between Parties to ETS 99',
      article: '2(a)',
    },
    {
      ground: 'essential-interests',
      label: 'prejudice to sovereignty, security, ordre public or other essential interests',
      article: '2(b)',
    },
    {
      ground: 'no-dual-criminality',
      label: 'search or seizure: an offence that is not punishable in both Parties',
      condition: IF_DECLARED,
      only: ['search-seizure'],
      article: '5',
    },
    {
      ground: 'threshold',
      label: 'search or seizure: an offence that is not extraditable in the requested Party',
      condition: IF_DECLARED,
      only: ['search-seizure'],
      article: '5',
    },
    {
      ground: 'domestic-prohibition',
      label: 'search or seizure: not consistent with the law of the requested Party',
      condition: IF_DECLARED,
      only: ['search-seizure'],
      article: '5',
    },
    {
      ground: 'fundamental-rights',
      label: 'transfer: the person in custody does not consent',
      only: ['prisoner-transfer'],
      article: '11(1)',
    },
    {
      ground: 'legal-system',
      label: 'transfer: the person is needed in proceedings of the requested Party',
      only: ['prisoner-transfer'],
      article: '11(1)',
    },
    {
      ground: 'domestic-prohibition',
      label: 'transfer: the detention would become longer',
      only: ['prisoner-transfer'],
      article: '11(1)',
    },
    {
      ground: 'not-covered-by-treaty',
      label: 'an arrest or the enforcement of a verdict',
      only: ['extradition', 'provisional-arrest', 'confiscation'],
      article: '1(2)',
    },
  ],
  otherGrounds: [
    {
      isClosed: false,
      text: 'transfer: other overriding grounds against it',
      only: ['prisoner-transfer'],
      article: '11(1)',
    },
    {
      isClosed: false,
      text: 'a ground that is not listed needs a reservation of the requested Party: ask which one',
      except: ['prisoner-transfer'],
      confidence: 'unverified',
    },
  ],
  forbiddenRefusals: [],
  reasons: { article: '19' },
  postponement: {
    text: 'handing over may be delayed while the property or records are needed in pending proceedings of the requested Party; between Parties to ETS 182 its article 7 has more',
    article: '6(1)',
  },
  oath: { text: 'an oath is taken only where it is asked for expressly', article: '3(2)' },
  transferConsent: { text: 'the consent of the person in custody', article: '11(1)' },
  dualCriminality: {
    text: 'only for search and seizure, and only where the requested Party declared it; others may apply reciprocity',
    article: '5',
  },
  useLimits: { text: 'none in this treaty; for personal data, between Parties to ETS 182, its article 26' },
  deadlines: [
    {
      id: 'summons-lead',
      text: 'a Party may ask that the summons of an accused reach it before the hearing by up to',
      amount: 50,
      unit: 'day',
      startsOn: 'counted back from the date of appearance',
      isRenewable: false,
      kind: 'lead-time-maximum',
      actor: 'requesting-party',
      article: '7(3)',
    },
    {
      id: 'safe-conduct',
      text: 'the immunity of a witness, an expert or a summoned accused ends when the person stayed though free to leave for',
      amount: 15,
      unit: 'day',
      startsOn: 'date on which the presence is no longer required',
      isRenewable: false,
      kind: 'consecutive-days',
      actor: 'person',
      article: '12(3)',
    },
  ],
  softDuties: [
    {
      id: 'return-originals',
      label: 'return property and originals as soon as possible, unless that is waived',
      article: '6(2)',
    },
    { id: 'proof-of-service', label: 'send the proof of service at once', article: '7(2)' },
    {
      id: 'transfer-if-incompetent',
      label: 'pass on a misdirected request of its own motion, and say so',
      article: '18',
    },
    { id: 'reasons', label: 'give reasons for any refusal', article: '19' },
    {
      id: 'yearly-records',
      label: 'exchange notices of convictions at least once a year',
      article: '22',
    },
    {
      id: 'costs',
      label:
        'no costs are claimed, save for experts, transfers in custody, and substantial or extraordinary ones; the requesting Party refunds a video link',
      article: '20',
    },
  ],
  declarations: [
    {
      kind: 'translation',
      text: 'requests and annexes are to come with a translation',
      article: '16',
    },
    {
      kind: 'dual-criminality-for-search',
      text: 'search and seizure only for an offence in both Parties, for an extraditable offence, or in keeping with its own law',
      article: '5',
    },
    {
      kind: 'summons-lead-time',
      text: 'the summons of an accused is to reach it a stated time before the hearing, 50 days at most',
      article: '7(3)',
    },
    {
      kind: 'channel',
      text: 'some or all requests are to go by a channel that it names; numbered as ETS 182 amends it',
      article: '15(8)',
    },
  ],
  extradition: { text: 'not under this treaty: see ETS 24' },
  notes:
    'An oath is taken only where it is asked for expressly (3(2)). Direct and electronic ways of article 15, as ETS 182 amends it, stand with that Protocol: they bind its Parties alone',
  sources: ['text of the treaty, as published in the Netherlands (BWBV0001009)'],
} as const satisfies Instrument;
