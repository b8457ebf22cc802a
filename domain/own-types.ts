import { DATA, type ItemTypeRules, type Need } from './needs.ts';

const PRESERVED = [
  { oneOf: ['identifiers'], what: 'the exact identifiers', rule: 'HR-77' },
  { oneOf: ['dataFields'], what: 'the data to be preserved', rule: 'HR-77' },
] as const satisfies readonly Need[];

const EMERGENCY = [
  {
    oneOf: ['emergencyFacts'],
    what: 'facts that show a significant and imminent risk to life or safety',
    rule: 'HR-78',
  },
  { oneOf: ['link'], what: 'how the data bear on that risk', rule: 'HR-78' },
  { oneOf: ['callBack'], what: 'the number under which the officer on duty is called back', rule: 'HR-78' },
] as const satisfies readonly Need[];

/** What goes back to a request leaves to it what it said. */
const FOLLOW_UP = {
  isUnlisted: true,
  mayLackFacts: true,
  mayLack: ['offences', 'persons', 'purpose', 'results'],
} as const satisfies Partial<ItemTypeRules>;

const FOLLOWING = [
  { oneOf: ['originalReference'], what: 'the reference that it goes back to', rule: 'HR-82' },
  { oneOf: ['reason'], what: 'the reason', rule: 'HR-82' },
] as const satisfies readonly Need[];

/** Kinds of request that are no item of a request for assistance: each has, or will have, a procedure of its own. */
export const OWN_TYPES = {
  preservation: {
    label: 'Preservation',
    isCoercive: false,
    mayLack: ['persons', 'purpose', 'results'],
    needs: [
      { oneOf: ['provider', 'place'], what: 'the custodian, or where the data are', rule: 'HR-77' },
      ...PRESERVED,
      { oneOf: ['period'], what: 'the period of the data, with its time zone', rule: 'HR-77' },
      { oneOf: ['reason'], what: 'why it is necessary', rule: 'HR-77' },
      { oneOf: ['intendsRequest'], what: 'the statement that a request will follow (V2)', rule: 'HR-77' },
      { oneOf: ['noNotice'], what: 'whether the user may be told', rule: 'HR-77' },
      { oneOf: ['ticket'], what: 'the ticket of the provider, or that there is none', rule: 'HR-77', isWished: true },
    ],
  },
  'preservation-extension': {
    label: 'Extension of a preservation',
    isCoercive: false,
    ...FOLLOW_UP,
    needs: [
      ...FOLLOWING,
      { oneOf: ['plannedOn'], what: 'the day on which the request is planned', rule: 'HR-77' },
      { oneOf: ['askedUntil'], what: 'the new period asked for', rule: 'HR-77' },
    ],
  },
  'traffic-partial-disclosure': {
    label: 'Disclosure of preserved traffic data',
    isCoercive: false,
    mayLackFacts: true,
    mayLack: ['offences', 'persons', 'purpose'],
    needs: [
      { oneOf: ['originalReference'], what: 'the preservation that it goes back to', rule: 'HR-77' },
      ...PRESERVED,
      { oneOf: ['otherProvider'], what: 'the other provider or the path that is looked for', rule: 'HR-77' },
    ],
  },
  'emergency-disclosure': {
    label: 'Disclosure in an emergency',
    isCoercive: false,
    isEmergency: true,
    mayLack: ['persons', 'nexus'],
    needs: [...EMERGENCY, ...DATA],
  },
  'emergency-mla': {
    label: 'Assistance in an emergency',
    isCoercive: true,
    isEmergency: true,
    needs: [...EMERGENCY, { oneOf: ['reason'], what: 'why it cannot wait', rule: 'HR-78' }],
  },
  'provider-direct': {
    label: 'Order to a provider abroad',
    isCoercive: true,
    mayLack: ['persons', 'nexus'],
    needs: [
      ...DATA,
      { oneOf: ['dataCategory'], what: 'the category of the data', rule: 'HR-79' },
      { oneOf: ['order'], what: 'the order and the power that it rests on', rule: 'HR-79' },
      { oneOf: ['issuedBy'], what: 'who issued or validated the order', rule: 'HR-79' },
      { oneOf: ['address', 'technical'], what: 'the portal or address of the provider', rule: 'HR-79' },
      { oneOf: ['notified'], what: 'whether the other State is told, and how', rule: 'HR-79' },
      { oneOf: ['noNotice'], what: 'whether the user may be told', rule: 'HR-79' },
    ],
  },
  'domain-registration': {
    label: 'Registration of a domain name',
    isCoercive: false,
    mayLack: ['persons', 'nexus'],
    needs: [
      { oneOf: ['provider'], what: 'the registrar', rule: 'HR-79' },
      { oneOf: ['identifiers'], what: 'the domain name', rule: 'HR-79' },
      { oneOf: ['dataFields'], what: 'the data elements', rule: 'HR-79' },
      { oneOf: ['link', 'reason'], what: 'how they bear on the case', rule: 'HR-79' },
    ],
  },
  jit: {
    label: 'Joint investigation team',
    isCoercive: false,
    mayLack: ['nexus', 'purpose', 'results'],
    needs: [
      { oneOf: ['description'], what: 'the purpose', rule: 'HR-81' },
      { oneOf: ['period'], what: 'the period, with its end', rule: 'HR-81' },
      { oneOf: ['composition'], what: 'the States and members', rule: 'HR-81' },
      { oneOf: ['leader'], what: 'the leader', rule: 'HR-81' },
      { oneOf: ['law'], what: 'the law that governs it', rule: 'HR-81' },
      { oneOf: ['dataUse'], what: 'how the data may be used', rule: 'HR-81' },
      { oneOf: ['costs'], what: 'who bears the costs', rule: 'HR-81' },
    ],
  },
  extradition: {
    label: 'Extradition',
    isCoercive: true,
    mayLack: ['nexus', 'purpose', 'results'],
    needs: [
      { oneOf: ['persons'], what: 'the person, with what identifies it', rule: 'HR-80' },
      { oneOf: ['warrant'], what: 'the warrant or judgment', rule: 'HR-80' },
      { oneOf: ['law'], what: 'the text of the law', rule: 'HR-80' },
      { oneOf: ['documents'], what: 'the papers that go with it', rule: 'HR-80' },
      {
        oneOf: ['assurances'],
        what: 'assurances beyond speciality and the death penalty, or that there are none',
        rule: 'HR-80',
      },
    ],
  },
  'provisional-arrest': {
    label: 'Provisional arrest',
    isCoercive: true,
    mayLack: ['nexus', 'purpose', 'results'],
    needs: [
      { oneOf: ['persons'], what: 'the description of the person', rule: 'HR-80' },
      { oneOf: ['warrant'], what: 'that a warrant or judgment exists', rule: 'HR-80' },
      { oneOf: ['intendsRequest'], what: 'that a request for extradition will follow', rule: 'HR-80' },
      { oneOf: ['place'], what: 'where the person is believed to be', rule: 'HR-80' },
    ],
  },
  'spontaneous-information': {
    label: 'Spontaneous information',
    isCoercive: false,
    isUnlisted: true,
    mayLackFacts: true,
    mayLack: ['offences', 'persons', 'purpose', 'results'],
    needs: [
      { oneOf: ['description'], what: 'the information', rule: 'HR-83' },
      { oneOf: ['conditions'], what: 'the conditions of its use, or that there are none', rule: 'HR-83' },
    ],
  },
  'status-enquiry': { label: 'Enquiry', isCoercive: false, ...FOLLOW_UP, needs: FOLLOWING },
  supplementary: { label: 'Supplement', isCoercive: false, ...FOLLOW_UP, needs: FOLLOWING },
  withdrawal: { label: 'Withdrawal', isCoercive: false, ...FOLLOW_UP, needs: FOLLOWING },
  'return-of-originals': {
    label: 'Return of originals',
    isCoercive: false,
    ...FOLLOW_UP,
    needs: [...FOLLOWING, { oneOf: ['documents', 'things'], what: 'what is returned', rule: 'HR-82' }],
  },
} as const satisfies Record<string, ItemTypeRules>;
