import type { Instrument } from './type.ts';

const NOT_CONFIRMED = 'not confirmed';

/** A profile to be filled in from the text. Nothing in it is confirmed beyond name, place and day. */
export const SAARC = {
  id: 'saarc-2008',
  name: 'SAARC Convention on Mutual Assistance in Criminal Matters',
  short: 'SAARC Convention',
  citation: 'Colombo, 3 August 2008',
  kind: 'regional-treaty',
  carries: 'nothing',
  hasParties: true,
  isOff: 'Its clauses are not confirmed: fill in the profile from the text first',
  confidence: 'unverified',
  inForce: { status: 'to be checked' },
  residual: [],
  covers: [],
  routes: [
    { route: 'central-authority', text: 'between central authorities', article: NOT_CONFIRMED },
    { route: 'diplomatic', text: 'through the foreign ministries', article: NOT_CONFIRMED },
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
    {
      id: 'authority',
      label: 'the authority making the request and the one conducting the matter',
      fields: ['office.name', 'case.authority'],
      article: NOT_CONFIRMED,
    },
    {
      id: 'nature-facts-law',
      label: 'the nature of the matter, the facts and the law',
      fields: ['title.case', 'facts', 'offences'],
      article: NOT_CONFIRMED,
    },
    {
      id: 'purpose-assistance',
      label: 'the purpose and the assistance sought',
      fields: ['purpose', 'items', 'item.description'],
      article: NOT_CONFIRMED,
    },
    {
      id: 'person',
      label: 'the persons concerned',
      fields: ['persons'],
      isWherePossible: true,
      article: NOT_CONFIRMED,
    },
    {
      id: 'procedure-time',
      label: 'the procedure and the time wished',
      fields: ['procedure', 'urgency.desiredDate'],
      isWherePossible: true,
      article: NOT_CONFIRMED,
    },
  ],
  refusalGrounds: [
    {
      ground: 'essential-interests',
      ownId: 'essential-interests',
      label: 'prejudice to sovereignty, security, public order or essential interests',
      article: NOT_CONFIRMED,
    },
    {
      ground: 'domestic-prohibition',
      ownId: 'domestic-law',
      label: 'an action contrary to its law',
      article: NOT_CONFIRMED,
    },
    { ground: 'legal-system', ownId: 'domestic-law', label: 'assistance contrary to its law', article: NOT_CONFIRMED },
  ],
  otherGrounds: [{ isClosed: false, text: 'whether other grounds are open is not confirmed: ask which provision' }],
  forbiddenRefusals: [],
  postponement: { text: 'prejudice to its own case', article: NOT_CONFIRMED },
  dualCriminality: { text: 'not confirmed' },
  confidentiality: { text: 'as the UN Model Treaty, it seems' },
  useLimits: { text: 'as the UN Model Treaty, it seems' },
  deadlines: [],
  softDuties: [],
  sources: ['press of July 2008 (purpose and scope before signature)'],
} as const satisfies Instrument;
