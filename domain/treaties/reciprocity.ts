import type { Instrument } from './type.ts';

const NO_ARTICLE = 'no article';

/** Help without a treaty. There is no article to cite: contents rest on house rules, grounds on the partner's discretion. */
export const RECIPROCITY = {
  id: 'reciprocity',
  name: 'Reciprocity or comity, without a treaty',
  short: 'Reciprocity',
  citation: 'national law of the requested State',
  kind: 'principle',
  carries: 'request',
  hasParties: false,
  confidence: 'unverified',
  inForce: { status: 'no treaty' },
  residual: [],
  covers: [
    {
      text: 'whatever the law of the requested State allows',
      except: ['provider-direct', 'domain-registration'],
      article: NO_ARTICLE,
    },
  ],
  routes: [
    { route: 'diplomatic', text: 'letter rogatory through the foreign ministries', article: NO_ARTICLE },
    { route: 'central-authority', text: 'where the requested State takes it directly', article: NO_ARTICLE },
  ],
  languages: { text: 'the official language of the requested State' },
  form: { text: 'signed by a court or competent authority, with a written assurance of reciprocity' },
  contents: [
    {
      id: 'authority',
      label: 'the authority making the request',
      fields: ['office.name'],
      article: NO_ARTICLE,
      house: 'HR-41',
      confidence: 'confirmed',
    },
    {
      id: 'subject',
      label: 'the case and the authority conducting it',
      fields: ['case.authority', 'case.stage'],
      article: NO_ARTICLE,
      house: 'HR-42',
      confidence: 'confirmed',
    },
    {
      id: 'facts',
      label: 'the facts',
      fields: ['facts'],
      except: ['service-of-documents'],
      article: NO_ARTICLE,
      house: 'HR-44',
      confidence: 'confirmed',
    },
    {
      id: 'assistance',
      label: 'a description of the assistance sought',
      fields: ['items', 'item.description'],
      article: NO_ARTICLE,
      house: 'HR-47',
      confidence: 'confirmed',
    },
    {
      id: 'person',
      label: 'the persons concerned',
      fields: ['persons'],
      isWherePossible: true,
      article: NO_ARTICLE,
      house: 'HR-46',
      confidence: 'confirmed',
    },
    {
      id: 'purpose',
      label: 'what the answer is for',
      fields: ['purpose'],
      article: NO_ARTICLE,
      house: 'HR-48',
      confidence: 'confirmed',
    },
    {
      id: 'reciprocity-assurance',
      label: 'the offer to do the same in a like case',
      fields: ['undertakings.reciprocity'],
      article: NO_ARTICLE,
      house: 'HR-51',
      confidence: 'confirmed',
    },
  ],
  contentsNote: 'The six items that UN treaties ask for serve here as a house rule',
  refusalGrounds: [],
  otherGrounds: [
    { isClosed: false, ownId: 'discretion', text: 'without a treaty the requested State is free to refuse' },
  ],
  forbiddenRefusals: [],
  dualCriminality: { text: 'usually required' },
  useLimits: { text: 'by assurance' },
  deadlines: [],
  softDuties: [],
  sources: [
    'practice; Korea, Act on International Judicial Mutual Assistance in Criminal Matters, article 4 (assurance)',
  ],
} as const satisfies Instrument;
