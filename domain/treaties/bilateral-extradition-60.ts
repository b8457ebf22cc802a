import type { Instrument } from './type.ts';

const ARREST = ['provisional-arrest'] as const;
const NOT_CONFIRMED = { article: 'not confirmed', confidence: 'unverified' } as const;

/** The profile of one treaty as an example of its kind: other pairs have other figures, each in its own profile. */
export const EXTRADITION_60 = {
  id: 'bilateral-extradition-60',
  name: 'Bilateral extradition treaty with provisional arrest of 60 days (example: United States and India, 1997)',
  short: 'US-India Extradition Treaty',
  citation: 'Extradition Treaty between the United States of America and India, signed 25 June 1997',
  kind: 'extradition',
  carries: 'extradition',
  hasParties: true,
  lastArticle: 24,
  confidence: 'confirmed',
  inForce: { status: 'in-force' },
  residual: [],
  covers: [
    { text: 'provisional arrest in urgent cases', article: '12', only: ARREST },
    { text: 'extradition', only: ['extradition'], ...NOT_CONFIRMED },
  ],
  routes: [
    { route: 'diplomatic', text: 'provisional arrest by the diplomatic channel', only: ARREST, article: '12' },
    { route: 'interpol', text: 'provisional arrest through Interpol', only: ARREST, article: '12' },
    { route: 'diplomatic', text: 'the diplomatic channel', only: ['extradition'], ...NOT_CONFIRMED },
  ],
  languages: { text: 'English', article: '11' },
  form: { text: 'provisional arrest: through the diplomatic channel or Interpol', article: '12' },
  contents: [
    {
      id: 'description',
      label: 'a description of the person',
      fields: ['persons'],
      only: ARREST,
      article: '12(2)(a)',
    },
    {
      id: 'location',
      label: 'where the person is',
      fields: ['item.place'],
      isWherePossible: true,
      only: ARREST,
      article: '12(2)(b)',
    },
    {
      id: 'facts',
      label: 'the facts, with time and place',
      fields: ['facts'],
      only: ARREST,
      article: '12(2)(c)',
    },
    { id: 'law', label: 'the laws violated', fields: ['offences'], only: ARREST, article: '12(2)(d)' },
    {
      id: 'warrant',
      label: 'that a warrant, a finding of guilt or a conviction exists',
      fields: ['item.warrant'],
      only: ARREST,
      article: '12(2)(e)',
    },
    {
      id: 'follow-up',
      label: 'that a request for extradition will follow',
      fields: ['item.intendsRequest'],
      only: ARREST,
      article: '12(2)(f)',
    },
  ],
  contentsNote: 'Contents are listed for provisional arrest alone',
  refusalGrounds: [],
  otherGrounds: [
    { isClosed: false, text: 'no grounds are on record here: ask which article', confidence: 'unverified' },
  ],
  forbiddenRefusals: [],
  dualCriminality: { text: 'required', requiredFor: ['extradition'] },
  useLimits: { text: 'speciality' },
  deadlines: [
    {
      id: 'pa-60',
      text: 'release is possible if the request and its papers have not come within',
      amount: 60,
      unit: 'day',
      startsOn: 'date of provisional arrest',
      isRenewable: false,
      kind: 'maximum',
      actor: 'requesting-party',
      isCustody: true,
      opensOn: 'arrested',
      metBy: 'papers-received',
      article: '12(4)',
    },
  ],
  softDuties: [],
  notes: 'Other pairs have other figures: 20 days between Indonesia and the Philippines, 40 in the UN model',
  sources: ['text of the treaty, as published on Wikisource (page 20)', 'provisional arrest clauses of other treaties'],
} as const satisfies Instrument;
