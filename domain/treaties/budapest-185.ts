import { type Instrument, NO_ASSISTANCE } from './type.ts';

const PRESERVATION = ['preservation', 'preservation-extension'] as const;
const FAST = [...PRESERVATION, 'traffic-partial-disclosure'] as const;
const URGENT = ['urgent', 'emergency'] as const;
const POLITICAL = 'an offence considered political or connected with a political one';
const INTERESTS = 'prejudice to sovereignty, security, ordre public or other essential interests';

/** Read against the text of the treaty, articles 23 to 35. */
export const BUDAPEST = {
  id: 'budapest-185',
  name: 'Convention on Cybercrime',
  short: 'Budapest Convention',
  citation: 'ETS No. 185, Budapest, 23 November 2001, in force 1 July 2004',
  kind: 'multilateral-treaty',
  carries: 'request',
  hasParties: true,
  lastArticle: 48,
  confidence: 'confirmed',
  inForce: { status: 'in-force', since: '2004-07-01', note: '75 Parties on 20 June 2024' },
  residual: [
    {
      of: 27,
      from: 2,
      to: 9,
      text: 'article 27(2) to (9) applies where no treaty of mutual assistance is in force between the two, or where they agree',
      article: '27(1)',
    },
    {
      of: 28,
      from: 2,
      to: 4,
      text: 'article 28 applies where no treaty of mutual assistance is in force between the two, or where they agree',
      article: '28(1)',
    },
  ],
  covers: [
    {
      text: 'assistance to the widest extent for offences related to computer systems and data, or for evidence in electronic form of any offence',
      article: '25(1)',
      except: NO_ASSISTANCE,
    },
    {
      text: 'stored data, also preserved data',
      article: '31',
      only: ['data-subscriber', 'data-traffic', 'data-content', 'search-seizure'],
    },
    { text: 'collection of traffic data in real time', article: '33', only: ['data-realtime-traffic'] },
    { text: 'interception, as far as treaties and domestic laws permit', article: '34', only: ['interception'] },
    { text: 'preservation of stored data', article: '29', only: PRESERVATION },
    {
      text: 'disclosure of enough preserved traffic data to find another provider and the path',
      article: '30',
      only: ['traffic-partial-disclosure'],
    },
    {
      text: 'extradition for offences of articles 2 to 11, punishable by at least one year in both States',
      article: '24',
      only: ['extradition', 'provisional-arrest'],
    },
  ],
  routes: [
    { route: 'central-authority', text: 'central authorities communicate directly with each other', article: '27(2)' },
    {
      route: 'direct-judicial',
      text: 'urgent requests, with a copy at the same time from central authority to central authority; a Party may declare that they go to its central authority (27(9)(e))',
      urgencies: URGENT,
      isCopied: true,
      article: '27(9)(a)',
    },
    { route: 'direct-judicial', text: 'requests without coercive action', isNonCoercive: true, article: '27(9)(d)' },
    { route: 'interpol', text: 'urgent requests', urgencies: URGENT, article: '27(9)(b)' },
    {
      route: 'contact-point-24-7',
      text: 'immediate assistance: preservation, traffic data, advice, legal information, locating suspects',
      only: FAST,
      article: '35',
    },
  ],
  languages: { text: 'Not fixed by the treaty: the partner’s declaration or practice decides' },
  form: {
    text: 'Urgent: fax, e-mail or other fast means with security and authentication, encrypted where necessary; formal confirmation where the requested Party asks for it',
    article: '25(3)',
  },
  contents: [
    {
      id: 'authority',
      label: 'the authority seeking it',
      fields: ['office.name'],
      only: ['preservation'],
      article: '29(2)(a)',
    },
    {
      id: 'offence-and-facts',
      label: 'the offence and the facts in brief',
      fields: ['offences', 'facts'],
      only: ['preservation'],
      article: '29(2)(b)',
    },
    {
      id: 'data-and-link',
      label: 'the data to be preserved and their relation to the offence',
      fields: ['item.dataFields', 'nexus'],
      only: ['preservation'],
      article: '29(2)(c)',
    },
    {
      id: 'custodian-or-location',
      label: 'what is known of the custodian or the location of the system',
      fields: ['item.provider'],
      isWherePossible: true,
      only: ['preservation'],
      article: '29(2)(d)',
    },
    {
      id: 'necessity',
      label: 'why it is necessary',
      fields: ['item.reason'],
      only: ['preservation'],
      article: '29(2)(e)',
    },
    {
      id: 'intent-to-request-mla',
      label: 'that a request will follow',
      fields: ['item.intendsRequest'],
      only: ['preservation'],
      article: '29(2)(f)',
    },
  ],
  contentsNote:
    'Article 29(2) is a list for preservation alone; for assistance under 25, 27 and 31 the treaty has none: what a letter says there is house rule',
  refusalGrounds: [
    { ground: 'political-offence', ownId: 'political-offence', label: POLITICAL, except: FAST, article: '27(4)(a)' },
    {
      ground: 'political-offence',
      ownId: 'political-offence',
      label: POLITICAL,
      only: PRESERVATION,
      article: '29(5)(a)',
    },
    {
      ground: 'political-offence',
      ownId: 'political-offence',
      label: POLITICAL,
      only: ['traffic-partial-disclosure'],
      article: '30(2)(a)',
    },
    {
      ground: 'essential-interests',
      ownId: 'essential-interests',
      label: INTERESTS,
      except: FAST,
      article: '27(4)(b)',
    },
    {
      ground: 'essential-interests',
      ownId: 'essential-interests',
      label: INTERESTS,
      only: PRESERVATION,
      article: '29(5)(b)',
    },
    {
      ground: 'essential-interests',
      ownId: 'essential-interests',
      label: INTERESTS,
      only: ['traffic-partial-disclosure'],
      article: '30(2)(b)',
    },
    {
      ground: 'no-dual-criminality',
      ownId: 'domestic-law-or-treaty',
      label: 'conduct that is no offence in the requested Party, where its law makes that a condition',
      condition: 'judged by the conduct, not by the name or category of the offence (25(5))',
      except: FAST,
      article: '25(4), 25(5)',
    },
    {
      ground: 'no-dual-criminality',
      ownId: 'dc-reservation',
      label: 'reservation on preservation',
      condition:
        'only a Party that made the reservation, only for offences outside articles 2 to 11, and only where it has reason to believe that dual criminality will be missing at disclosure',
      only: PRESERVATION,
      article: '29(4)',
    },
  ],
  otherGrounds: [
    {
      isClosed: true,
      text: 'preservation may be refused only as an offence considered political, for essential interests, or under the reservation of 29(4)',
      only: PRESERVATION,
      article: '29(5)',
    },
    {
      isClosed: true,
      text: 'disclosure of preserved traffic data may be withheld only as an offence considered political or for essential interests',
      only: ['traffic-partial-disclosure'],
      article: '30(2)',
    },
    {
      isClosed: false,
      text: 'a ground of the requested Party’s own law or of an applicable treaty: ask which provision',
      except: FAST,
      article: '25(4)',
    },
  ],
  forbiddenRefusals: [
    {
      ground: 'fiscal-offence',
      text: 'offences of articles 2 to 11 may not be refused solely because the offence is considered fiscal',
      article: '25(4)',
    },
  ],
  reasons: { article: '27(7)' },
  consultation: {
    text: 'before refusing or postponing: consider to grant it in part or under conditions',
    article: '27(6)',
  },
  postponement: {
    text: 'where action would prejudice investigations or proceedings of the requested Party',
    article: '27(5)',
  },
  dualCriminality: {
    text: 'judged by conduct, not by name or category; not required for preservation (29(3)) save for the reservation of 29(4)',
    article: '25(5)',
  },
  confidentiality: {
    text: 'the requesting Party may ask that fact and subject stay confidential; if that cannot be, it is told promptly and decides whether the request goes on',
    article: '27(8)',
  },
  useLimits: {
    text: 'conditions of confidentiality or of use only for the stated case; an accepted condition binds; an account of the use may be asked',
    article: '28(2) to (4)',
  },
  deadlines: [
    {
      id: 'art29-hold',
      text: 'preservation on a foreign request lasts at least',
      amount: 60,
      unit: 'day',
      startsOn: 'preservation effected by the requested Party',
      isRenewable: true,
      kind: 'minimum-hold',
      actor: 'requested-party',
      onExpiry: 'the hold ends unless a request was received; once received, data stay preserved until it is decided',
      stoppedBy: ['request-received'],
      article: '29(7)',
    },
    {
      id: 'art16-order',
      text: 'a domestic order to a person lasts at most',
      amount: 90,
      unit: 'day',
      startsOn: 'service of the domestic order',
      isRenewable: true,
      kind: 'maximum-order',
      actor: 'requested-party',
      article: '16(2)',
    },
  ],
  softDuties: [
    {
      id: 'ack-outcome',
      label: 'tell the outcome promptly, and reasons that make execution impossible or late',
      article: '27(7)',
    },
    {
      id: 'warn-preservation-useless',
      label: 'warn promptly if preservation will not keep the data or would harm the case',
      article: '29(6)',
    },
    {
      id: 'partial-traffic',
      label: 'disclose expeditiously enough traffic data to show another State’s provider and the path',
      article: '30(1)',
    },
    { id: 'expedite-31', label: 'answer fast where data are at risk of loss', article: '31(3)' },
  ],
  declarations: [
    {
      kind: 'urgent-to-central-authority',
      text: 'urgent requests are to go to the central authority',
      article: '27(9)(e)',
    },
    {
      kind: 'dual-criminality-for-preservation',
      text: 'preservation may be refused where dual criminality will be missing at disclosure, for offences outside articles 2 to 11',
      article: '29(4)',
    },
  ],
  extradition: { text: 'offences of articles 2 to 11, punishable in both States by at least one year', article: '24' },
  sources: [
    'text of the treaty, as published in the Netherlands (BWBV0001839)',
    'Council of Europe, news of 20 June 2024 (number of Parties)',
  ],
} as const satisfies Instrument;
