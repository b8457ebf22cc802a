import { type Instrument, NO_ASSISTANCE } from './type.ts';

/** Read against the text of the Act in force from 2 October 2026. */
export const KR_MLA = {
  id: 'kr-mla-act',
  name: 'Korea: Act on International Judicial Mutual Assistance in Criminal Matters',
  short: 'Korea MLA Act',
  citation: 'Act No. 4343 (1991), as amended by Act No. 21490 of 24 March 2026',
  kind: 'domestic-statute',
  carries: 'request',
  hasParties: false,
  statuteOf: 'KR',
  lastArticle: 40,
  confidence: 'confirmed',
  inForce: { status: 'in-force', note: 'the text as last amended, in force on 2 October 2026' },
  residual: [],
  applicability: {
    text: 'Without a treaty, where the requesting State assures reciprocity; a treaty prevails over the Act (3)',
    article: '4',
  },
  covers: [
    { text: 'handing over of objects, with an assurance of their return', article: '8(2)', only: ['mla-evidence'] },
    {
      text: 'help of a prisoner in the requesting State, with an assurance of custody and return',
      article: '9(3)',
      only: ['prisoner-transfer'],
    },
    {
      text: 'what needs a warrant, on the claim of a prosecutor with a copy of the request',
      article: '17, 19',
      only: ['search-seizure'],
    },
    {
      text: 'whatever else the Act allows',
      article: 'not confirmed',
      confidence: 'unverified',
      except: NO_ASSISTANCE,
    },
  ],
  routes: [
    {
      route: 'diplomatic',
      text: 'the Minister of Foreign Affairs receives and sends, and passes to and from the Minister of Justice',
      article: '11, 14, 31',
    },
    {
      route: 'central-authority',
      text: 'urgent, or in special circumstances: directly with the Minister of Justice, with the consent of the Minister of Foreign Affairs',
      urgencies: ['urgent', 'emergency'],
      article: '11 proviso, 30 proviso',
    },
    {
      route: 'interpol',
      text: 'police information only; assistance proper follows the Act',
      only: ['spontaneous-information'],
      article: '38',
    },
  ],
  languages: {
    text: 'what Korea sends is translated into the official language of the requested State, or into English where that language cannot be known; for requests to Korea see the partner’s practice',
    article: '32',
  },
  form: { text: 'in writing', article: '12' },
  contents: [
    {
      id: 'authority',
      label: 'the authority in charge of the investigation or trial',
      fields: ['case.authority'],
      article: '12(1)1',
    },
    { id: 'summary', label: 'an outline of the case', fields: ['facts'], article: '12(1)2' },
    {
      id: 'purpose-content',
      label: 'the purpose and the content of the request',
      fields: ['purpose', 'items', 'item.description'],
      article: '12(1)3',
    },
    {
      id: 'other',
      label: 'what else is needed for execution',
      fields: ['procedure'],
      isWherePossible: true,
      article: '12(1)4',
    },
    {
      id: 'necessity-showing',
      label: 'why it is indispensable: examination of a witness, handing over of objects, testimony abroad',
      fields: ['item.reason'],
      only: ['witness-hearing', 'prisoner-transfer', 'mla-evidence'],
      article: '12(2)',
    },
  ],
  refusalGrounds: [
    {
      ground: 'essential-interests',
      ownId: 'sovereignty-order',
      label: 'harm to sovereignty, national security, public order or good morals',
      article: '6(1)',
    },
    {
      ground: 'discrimination',
      ownId: 'discrimination',
      label: 'risk of punishment for race, nationality, sex, religion, social status, group or political opinion',
      article: '6(2)',
    },
    {
      ground: 'political-offence',
      ownId: 'political',
      label: 'a political offence or a political aim',
      article: '6(3)',
    },
    {
      ground: 'no-dual-criminality',
      ownId: 'no-dual-criminality',
      label: 'conduct that is no offence in Korea or could not be prosecuted there',
      condition: 'at discretion',
      article: '6(4)',
    },
    {
      ground: 'no-assurance',
      ownId: 'no-assurance',
      label: 'an assurance that the Act requires of the requesting State is missing',
      article: '6(5)',
    },
  ],
  otherGrounds: [],
  forbiddenRefusals: [],
  consultation: {
    text: 'within Korea: before refusing or postponing the Minister of Justice consults the Minister of Foreign Affairs',
    article: '15(3)',
  },
  postponement: { text: 'while an investigation or trial of the offence is pending in Korea', article: '7' },
  transferConsent: { text: 'the consent of the person', article: '9(1)' },
  dualCriminality: { text: 'a ground at discretion', article: '6(4)' },
  confidentiality: { text: 'secrecy may be made a condition, with an assurance', article: '22(2)' },
  useLimits: {
    text: 'conditions on use, return and secrecy, with an assurance of the requesting State',
    article: '22(2)',
  },
  deadlines: [],
  softDuties: [
    { id: 'forward', label: 'what was collected is sent on without delay', article: '21' },
    {
      id: 'assurance-return',
      label: 'an assurance that objects handed over are returned, unless rights to them are waived',
      article: '8(2)',
    },
    {
      id: 'witness-consent',
      label: 'written consent of the person, and an assurance against prosecution for earlier acts',
      article: '9(1)-(2)',
    },
    {
      id: 'prisoner',
      label: 'for a prisoner an assurance of custody and return; custody abroad counts',
      article: '9(3)',
    },
    {
      id: 'costs',
      label: 'costs on the requesting State unless agreed; those on Korean soil may be borne by Korea',
      article: '36',
    },
  ],
  extradition: { text: 'by the Extradition Act' },
  notes:
    'No time limits in the Act. Since 2 October 2026 requests go to the heads of District Public Prosecution Offices or to the Corruption Investigation Office, orders through the Prosecutor General (15 to 17, 37); court matters go through the National Court Administration (23 to 27, 33).',
  sources: ['text of the Act, as collected in the public repository legalize-kr'],
} as const satisfies Instrument;
