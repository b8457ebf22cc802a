import { DATA, type ItemTypeRules, type Need } from './needs.ts';
import { OWN_TYPES } from './own-types.ts';

const HEARING = [
  { oneOf: ['persons'], what: 'the person to be heard', rule: 'HR-62' },
  { oneOf: ['status'], what: 'whether the person is heard as a witness, an expert or a suspect', rule: 'HR-62' },
  { oneOf: ['questions'], what: 'the questions', rule: 'HR-62' },
  { oneOf: ['rights'], what: 'the rights to be told', rule: 'HR-62' },
  { oneOf: ['oath'], what: 'whether an oath is wished', rule: 'HR-62', status: ['witness', 'expert'] },
  { oneOf: ['attendees'], what: 'who attends, or that nobody else does', rule: 'HR-62' },
] as const satisfies readonly Need[];

const PROPERTY = [
  { oneOf: ['property'], what: 'the property', rule: 'HR-65' },
  { oneOf: ['place'], what: 'where the property is', rule: 'HR-65' },
  { oneOf: ['persons'], what: 'the owner', rule: 'HR-65' },
  { oneOf: ['value'], what: 'the value, or the statement that it is unknown', rule: 'HR-65' },
  { oneOf: ['link'], what: 'the link of the property to the offence', rule: 'HR-65' },
  { oneOf: ['thirdParties'], what: 'who else has rights in it and was heard, or that nobody has', rule: 'HR-65' },
] as const satisfies readonly Need[];

const REAL_TIME = [
  { oneOf: ['identifiers'], what: 'the communication, by at least one identifier', rule: 'HR-69' },
  { oneOf: ['period'], what: 'the time that the measure runs, with its time zone', rule: 'HR-69' },
  { oneOf: ['technical'], what: 'the technical contact', rule: 'HR-69' },
  { oneOf: ['documents'], what: 'the authorisation', rule: 'HR-69' },
  { oneOf: ['dataUse'], what: 'when what was recorded is destroyed', rule: 'HR-69' },
] as const satisfies readonly Need[];

/** What can be asked in one item of a request, and what each must say beside its title and description. */
export const ITEM_TYPES = {
  'mla-evidence': {
    label: 'Evidence',
    isCoercive: false,
    needs: [{ oneOf: ['evidenceForm'], what: 'the form: original, certified copy, statement on oath', rule: 'HR-72' }],
  },
  'data-subscriber': { label: 'Subscriber data', isCoercive: false, needs: DATA },
  'data-traffic': {
    label: 'Traffic data',
    isCoercive: true,
    needs: [...DATA, { oneOf: ['reason'], what: 'why the data of this period are needed', rule: 'HR-59' }],
  },
  'data-content': {
    label: 'Content data',
    isCoercive: true,
    needs: [
      ...DATA,
      { oneOf: ['reason'], what: 'why the content is needed beside the traffic data', rule: 'HR-58' },
      { oneOf: ['searchTerms'], what: 'the search terms, or that none narrow it', rule: 'HR-58' },
      { oneOf: ['privilege'], what: 'how privileged communications are kept out', rule: 'HR-58' },
    ],
  },
  'data-realtime-traffic': { label: 'Traffic data in real time', isCoercive: true, needs: REAL_TIME },
  interception: {
    label: 'Interception',
    isCoercive: true,
    needs: [...REAL_TIME, { oneOf: ['reason'], what: 'why no less than the content would do', rule: 'HR-69' }],
  },
  'search-seizure': {
    label: 'Search and seizure',
    isCoercive: true,
    needs: [
      { oneOf: ['place'], what: 'the place', rule: 'HR-64' },
      { oneOf: ['things'], what: 'the things sought', rule: 'HR-64' },
      { oneOf: ['grounds'], what: 'the grounds to believe that they are there', rule: 'HR-64' },
      { oneOf: ['persons', 'occupantUnknown'], what: 'the occupant, or that none is known', rule: 'HR-64' },
      { oneOf: ['order'], what: 'the power for such a search at home', rule: 'HR-64' },
    ],
  },
  'witness-hearing': { label: 'Hearing', isCoercive: false, needs: HEARING },
  'video-hearing': {
    label: 'Hearing by video link',
    isCoercive: false,
    needs: [
      ...HEARING,
      { oneOf: ['whyNotInPerson'], what: 'why the person cannot come or should not', rule: 'HR-63' },
      { oneOf: ['technical'], what: 'how the link is made, and the technical contact', rule: 'HR-63' },
      { oneOf: ['conductedBy'], what: 'the judicial authority and the persons who conduct it', rule: 'HR-63' },
      { oneOf: ['interpreter'], what: 'the interpreter, or that none is needed', rule: 'HR-63' },
      { oneOf: ['protection'], what: 'the protection of the person, or that none is needed', rule: 'HR-63' },
      { oneOf: ['session'], what: 'the time in both zones, or that it is to be agreed', rule: 'HR-63' },
      { oneOf: ['consent'], what: 'that the suspect consents', rule: 'HR-63', status: ['suspect'] },
    ],
  },
  'service-of-documents': {
    label: 'Service of documents',
    isCoercive: false,
    mayLackFacts: true,
    needs: [
      { oneOf: ['addressee'], what: 'the addressee', rule: 'HR-67' },
      { oneOf: ['address'], what: 'the address', rule: 'HR-67' },
      { oneOf: ['documents'], what: 'the list of the documents', rule: 'HR-67' },
      { oneOf: ['proofWished'], what: 'the proof of service wished', rule: 'HR-67' },
      { oneOf: ['language'], what: 'the language that the addressee knows', rule: 'HR-67' },
      { oneOf: ['hearingDate'], what: 'the date of the hearing, or that none is set', rule: 'HR-68' },
      {
        oneOf: ['allowances'],
        what: 'the allowances for travel and time, or that there are none',
        rule: 'HR-67',
        roles: ['witness', 'expert'],
      },
    ],
  },
  'prisoner-transfer': {
    label: 'Transfer of a prisoner',
    isCoercive: true,
    needs: [
      { oneOf: ['persons'], what: 'the prisoner', rule: 'HR-71' },
      { oneOf: ['documents'], what: 'the written consent', rule: 'HR-71' },
      { oneOf: ['place'], what: 'the place of custody', rule: 'HR-71' },
      { oneOf: ['period'], what: 'the dates of transfer and return', rule: 'HR-71' },
      { oneOf: ['safeConduct'], what: 'the safe conduct', rule: 'HR-71' },
      { oneOf: ['transit'], what: 'the States of transit, or that there are none', rule: 'HR-71' },
    ],
  },
  restraint: {
    label: 'Restraint of property',
    isCoercive: true,
    needs: [...PROPERTY, { oneOf: ['order', 'grounds'], what: 'the order, or the facts in its place', rule: 'HR-65' }],
  },
  confiscation: {
    label: 'Confiscation',
    isCoercive: true,
    needs: [
      ...PROPERTY,
      { oneOf: ['documents'], what: 'the final order', rule: 'HR-66' },
      { oneOf: ['extent'], what: 'to what extent the order is to be executed', rule: 'HR-66' },
      { oneOf: ['sharing'], what: 'the wish to share what is confiscated, or that there is none', rule: 'HR-66' },
    ],
  },
  'bank-records': {
    label: 'Bank records',
    isCoercive: true,
    needs: [
      { oneOf: ['bank'], what: 'the bank', rule: 'HR-61' },
      { oneOf: ['branch'], what: 'the branch, or that it is not known', rule: 'HR-61' },
      { oneOf: ['account'], what: 'the account, or that its number is not known', rule: 'HR-61' },
      { oneOf: ['persons', 'holderUnknown'], what: 'the holder, or that none is known', rule: 'HR-61' },
      { oneOf: ['period'], what: 'the period, with its time zone', rule: 'HR-61' },
      { oneOf: ['dataFields'], what: 'the kind of records wanted', rule: 'HR-61' },
      { oneOf: ['accountBelief'], what: 'why the account is believed to exist', rule: 'HR-61' },
    ],
  },
  'controlled-delivery': {
    label: 'Controlled delivery',
    isCoercive: true,
    needs: [
      { oneOf: ['things'], what: 'the goods', rule: 'HR-70' },
      { oneOf: ['place'], what: 'the route', rule: 'HR-70' },
      { oneOf: ['period'], what: 'the dates', rule: 'HR-70' },
      { oneOf: ['agencies'], what: 'the agencies that take part', rule: 'HR-70' },
      { oneOf: ['method'], what: 'the method: the goods intact, removed or replaced', rule: 'HR-70' },
      { oneOf: ['technical'], what: 'the contacts', rule: 'HR-70' },
    ],
  },
} as const satisfies Record<string, ItemTypeRules>;

/** Data that somebody keeps, and that may have been preserved. */
export const DATA_TYPES = [
  'data-subscriber',
  'data-traffic',
  'data-content',
] as const satisfies readonly (keyof typeof ITEM_TYPES)[];

export type ItemType = keyof typeof ITEM_TYPES;
export type OwnType = keyof typeof OWN_TYPES;
export type RequestType = ItemType | OwnType;
// keys of a const are its type
export const ITEM_TYPE_IDS = Object.keys(ITEM_TYPES) as ItemType[];
export const OWN_TYPE_IDS = Object.keys(OWN_TYPES) as OwnType[];
/** Every type of request (procedure 2.2). */
export const REQUEST_TYPES: readonly RequestType[] = [...ITEM_TYPE_IDS, ...OWN_TYPE_IDS];

export const isOwnType = (type: string): type is OwnType => Object.hasOwn(OWN_TYPES, type);
export const isItemType = (type: string): type is ItemType => Object.hasOwn(ITEM_TYPES, type);
export const isRequestType = (type: string): type is RequestType => isItemType(type) || isOwnType(type);
export const rulesOf = (type: string): ItemTypeRules | undefined =>
  isRequestType(type) ? { ...ITEM_TYPES, ...OWN_TYPES }[type] : undefined;
/** A type that is not known is treated with the greater care. */
export const isCoercive = (type: string): boolean => rulesOf(type)?.isCoercive ?? true;
/** The parts that a request of this type may go without. */
export const mayLack = (type: string): readonly string[] => {
  const { mayLackFacts, mayLack: parts = [] } = rulesOf(type) ?? {};
  return mayLackFacts ? ['facts', 'nexus', ...parts] : parts;
};
