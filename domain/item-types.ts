import { DATA, type ItemTypeRules, type Need } from './needs.ts';
import { OWN_TYPES } from './own-types.ts';

const HEARING = [
  { oneOf: ['persons'], what: 'the person to be heard', rule: 'HR-62' },
  { oneOf: ['status'], what: 'whether the person is heard as a witness, an expert or a suspect', rule: 'HR-62' },
  { oneOf: ['questions'], what: 'the questions', rule: 'HR-62' },
  { oneOf: ['rights'], what: 'the rights to be told', rule: 'HR-62' },
  { oneOf: ['oath'], what: 'whether an oath is wished', rule: 'HR-62', status: ['witness', 'expert'] },
] as const satisfies readonly Need[];

const PROPERTY = [
  { oneOf: ['property'], what: 'the property', rule: 'HR-65' },
  { oneOf: ['place'], what: 'where the property is', rule: 'HR-65' },
  { oneOf: ['persons'], what: 'the owner', rule: 'HR-65' },
  { oneOf: ['value', 'valueUnknown'], what: 'the value, or the statement that it is unknown', rule: 'HR-65' },
  { oneOf: ['link'], what: 'the link of the property to the offence', rule: 'HR-65' },
] as const satisfies readonly Need[];

const REAL_TIME = [
  { oneOf: ['identifiers'], what: 'the communication, by at least one identifier', rule: 'HR-69' },
  { oneOf: ['period'], what: 'the time that the measure runs, with its time zone', rule: 'HR-69' },
  { oneOf: ['technical'], what: 'the technical contact', rule: 'HR-69' },
  { oneOf: ['documents'], what: 'the authorisation', rule: 'HR-69' },
  { oneOf: ['dataUse'], what: 'when what was recorded is destroyed', rule: 'HR-69', isWished: true },
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
    needs: [...DATA, { oneOf: ['reason'], what: 'why the content is needed beside the traffic data', rule: 'HR-58' }],
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
      { oneOf: ['persons'], what: 'the occupant', rule: 'HR-64', isWished: true },
      { oneOf: ['order'], what: 'the power for such a search at home', rule: 'HR-64', isWished: true },
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
      { oneOf: ['hearingDate'], what: 'the date of the hearing, where one is set', rule: 'HR-68', isWished: true },
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
      { oneOf: ['conditions'], what: 'the safe conduct and the States of transit', rule: 'HR-71', isWished: true },
    ],
  },
  restraint: { label: 'Restraint of property', isCoercive: true, needs: PROPERTY },
  confiscation: {
    label: 'Confiscation',
    isCoercive: true,
    needs: [
      ...PROPERTY,
      { oneOf: ['documents'], what: 'the final order', rule: 'HR-66' },
      { oneOf: ['rights'], what: 'what was done to hear third parties', rule: 'HR-66' },
    ],
  },
  'bank-records': {
    label: 'Bank records',
    isCoercive: true,
    needs: [
      { oneOf: ['bank'], what: 'the bank', rule: 'HR-61' },
      { oneOf: ['account', 'identifiers', 'persons'], what: 'the account or its holder', rule: 'HR-61' },
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
      { oneOf: ['technical'], what: 'the method and the contacts', rule: 'HR-70' },
    ],
  },
} as const satisfies Record<string, ItemTypeRules>;

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
