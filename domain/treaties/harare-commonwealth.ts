import type { Instrument } from './type.ts';

const CONTENTS = 'contents paragraph';
const REFUSAL = 'refusal paragraph';
const NOT_CONFIRMED = 'not confirmed';

/** A scheme, no treaty: it binds nobody. Confirmed are the kinds of help in paragraph 1(3); the rest is to be checked. */
export const HARARE = {
  id: 'harare-commonwealth',
  name: 'Commonwealth Scheme on Mutual Legal Assistance in Criminal Matters',
  short: 'Harare Scheme',
  citation: 'Harare, 1986, amended 1990, 2002 and 2005, revised 2011',
  kind: 'non-binding-scheme',
  carries: 'request',
  hasParties: true,
  confidence: 'unverified',
  inForce: { status: 'in-use', note: 'not a treaty' },
  residual: [],
  covers: [
    {
      text: 'the kinds of help that the scheme lists',
      article: '1(3)',
      except: [
        'preservation',
        'preservation-extension',
        'traffic-partial-disclosure',
        'emergency-disclosure',
        'emergency-mla',
        'provider-direct',
        'domain-registration',
        'jit',
        'extradition',
        'provisional-arrest',
      ],
      confidence: 'confirmed',
    },
    {
      text: 'preservation of computer data',
      article: '1(3)',
      only: ['preservation', 'preservation-extension'],
      confidence: 'confirmed',
    },
  ],
  routes: [
    { route: 'central-authority', text: 'between central authorities', article: NOT_CONFIRMED },
    {
      route: 'interpol',
      text: 'urgent requests',
      urgencies: ['urgent', 'emergency'],
      article: NOT_CONFIRMED,
    },
  ],
  languages: { text: 'English, it seems' },
  form: { text: 'in writing; urgent requests by fast means, then confirmed' },
  contents: [
    { id: 'authority', label: 'the authority making the request', fields: ['office.name'], article: CONTENTS },
    {
      id: 'ca-certificate',
      label: 'the certificate of the central authority that a criminal matter has arisen',
      fields: ['case.number', 'case.stage'],
      article: '3',
    },
    {
      id: 'nature-facts-law',
      label: 'the nature of the matter, the facts and the law',
      fields: ['title.case', 'facts', 'offences'],
      article: CONTENTS,
    },
    {
      id: 'purpose-assistance',
      label: 'the purpose and the assistance sought',
      fields: ['purpose', 'items', 'item.description'],
      article: CONTENTS,
    },
    {
      id: 'procedure',
      label: 'the procedure wished',
      fields: ['procedure'],
      isWherePossible: true,
      article: CONTENTS,
    },
    {
      id: 'time',
      label: 'the time within which it is wished',
      fields: ['urgency.desiredDate'],
      isWherePossible: true,
      article: CONTENTS,
    },
    {
      id: 'confidentiality',
      label: 'the need for confidentiality',
      fields: ['confidentiality.reason'],
      isWherePossible: true,
      article: CONTENTS,
    },
  ],
  refusalGrounds: [
    {
      ground: 'no-dual-criminality',
      ownId: 'no-dual-criminality',
      label: 'conduct that is no offence in the requested country',
      condition: 'at its discretion',
      article: REFUSAL,
    },
    { ground: 'political-offence', ownId: 'political', label: 'an offence of a political character', article: REFUSAL },
    { ground: 'military-offence', ownId: 'military', label: 'an offence only under military law', article: REFUSAL },
    {
      ground: 'ne-bis-in-idem',
      ownId: 'ne-bis-in-idem',
      label: 'a person who has already been acquitted or convicted there',
      article: REFUSAL,
    },
    {
      ground: 'legal-system',
      ownId: 'constitution-essential',
      label: 'contrary to its constitution',
      article: REFUSAL,
    },
    {
      ground: 'essential-interests',
      ownId: 'constitution-essential',
      label: 'prejudice to security, international relations or the public interest',
      article: REFUSAL,
    },
    {
      ground: 'discrimination',
      ownId: 'discrimination',
      label: 'proceedings for race, religion, nationality or political opinions',
      article: REFUSAL,
    },
    {
      ground: 'domestic-prohibition',
      ownId: 'beyond-powers',
      label: 'measures beyond the powers that it has in a case of its own',
      article: REFUSAL,
    },
  ],
  otherGrounds: [{ isClosed: false, text: 'the scheme does not bind: the law of the requested country decides' }],
  forbiddenRefusals: [],
  dualCriminality: { text: 'a ground for refusal, at discretion', article: REFUSAL },
  confidentiality: { text: 'kept where it is asked' },
  useLimits: { text: 'only for the stated matter, unless there is consent' },
  deadlines: [
    {
      id: 'computer-data-hold',
      text: 'computer data stay preserved until a request comes, for at least',
      amount: 120,
      unit: 'day',
      startsOn: 'preservation effected',
      isRenewable: true,
      kind: 'minimum-hold',
      actor: 'requested-party',
      article: 'computer data paragraph (15)',
    },
  ],
  softDuties: [],
  extradition: { text: 'the London Scheme: a provisional warrant, 60 days in many national laws' },
  sources: [
    'Commonwealth, page on its schemes (they do not bind)',
    'opening of the text of 2005 (kinds of help, preservation of computer data among them)',
  ],
} as const satisfies Instrument;
