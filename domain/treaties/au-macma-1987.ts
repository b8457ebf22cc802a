import { type Instrument, NO_ASSISTANCE } from './type.ts';

const MANDATORY = 'refusal is mandatory';
const AT_DISCRETION = 'at discretion';

/** Sections 8 to 11 are read against the text of the Act; the rest is not confirmed. */
export const AU_MACMA = {
  id: 'au-macma-1987',
  name: 'Australia: Mutual Assistance in Criminal Matters Act 1987',
  short: 'Australia MACMA',
  citation: 'Act No. 85 of 1987 (Cth)',
  kind: 'domestic-statute',
  carries: 'request',
  hasParties: false,
  statuteOf: 'AU',
  confidence: 'unverified',
  inForce: { status: 'in-force' },
  residual: [],
  covers: [
    {
      text: 'whatever the law of Australia allows',
      article: 'not confirmed',
      except: NO_ASSISTANCE,
    },
  ],
  routes: [
    {
      route: 'central-authority',
      text: 'to the Attorney-General or an authorised person; what reaches a court is referred',
      article: 's 11',
      confidence: 'confirmed',
    },
  ],
  languages: { text: 'English', article: 'checklist' },
  form: { text: 'in writing', article: 's 11', confidence: 'confirmed' },
  contents: [
    {
      id: 'authority',
      label: 'the authority concerned with the matter',
      fields: ['case.authority'],
      article: 's 11(2)(a)',
      confidence: 'confirmed',
    },
    {
      id: 'nature-facts-law',
      label: 'the nature of the matter, a summary of the facts and of the laws',
      fields: ['title.offence', 'facts', 'offences'],
      article: 's 11(2)(b)',
      confidence: 'confirmed',
    },
    {
      id: 'purpose-assistance',
      label: 'the purpose of the request and the nature of the help',
      fields: ['purpose', 'items', 'item.description'],
      article: 's 11(2)(c)',
      confidence: 'confirmed',
    },
    {
      id: 'other',
      label: 'anything that helps to give effect to it',
      fields: ['nexus'],
      isWherePossible: true,
      article: 's 11(2)(d)',
      confidence: 'confirmed',
    },
    {
      id: 'penalty',
      label: 'the text of the offence and its maximum penalty',
      fields: ['offences'],
      article: 'checklist',
      confidence: 'confirmed',
    },
  ],
  contentsNote:
    'What is missing is no ground for refusal (s 11(2)): the right answer is to ask for it, never to refuse',
  refusalGrounds: [
    {
      ground: 'political-offence',
      label: 'a political offence, or a political purpose',
      condition: MANDATORY,
      article: 's 8(1)(a)-(ba)',
      confidence: 'confirmed',
    },
    {
      ground: 'discrimination',
      label: 'a purpose of race, sex, sexual orientation, religion, nationality or political opinions',
      condition: MANDATORY,
      article: 's 8(1)(c)',
      confidence: 'confirmed',
    },
    {
      ground: 'torture-or-fair-trial',
      label: 'danger of torture',
      condition: MANDATORY,
      article: 's 8(1)(ca)',
      confidence: 'confirmed',
    },
    {
      ground: 'military-offence',
      label: 'an offence under military law only',
      condition: MANDATORY,
      article: 's 8(1)(d)',
      confidence: 'confirmed',
    },
    {
      ground: 'essential-interests',
      label: 'prejudice to sovereignty, security, the national interest or essential interests of a State or Territory',
      condition: MANDATORY,
      article: 's 8(1)(e)',
      confidence: 'confirmed',
    },
    {
      ground: 'death-penalty',
      label: 'an offence for which the death penalty may be imposed',
      condition:
        'once a person is charged or convicted mandatory, unless there are special circumstances such as an undertaking; before that at discretion',
      article: 's 8(1A)-(1B)',
      confidence: 'confirmed',
    },
    {
      ground: 'no-dual-criminality',
      label: 'conduct that would be no offence in Australia',
      condition: AT_DISCRETION,
      article: 's 8(2)',
      confidence: 'confirmed',
    },
    {
      ground: 'territorial',
      label: 'an extraterritorial offence',
      condition: AT_DISCRETION,
      article: 's 8(2)',
      confidence: 'confirmed',
    },
    {
      ground: 'ne-bis-in-idem',
      label: 'a person who was tried or punished for it before',
      condition: AT_DISCRETION,
      article: 's 8(2)',
      confidence: 'confirmed',
    },
    {
      ground: 'essential-interests',
      label: 'prejudice to a case of its own',
      condition: AT_DISCRETION,
      article: 's 8(2)',
      confidence: 'confirmed',
    },
    {
      ground: 'fundamental-rights',
      label: 'prejudice to the safety of a person',
      condition: AT_DISCRETION,
      article: 's 8(2)',
      confidence: 'confirmed',
    },
    {
      ground: 'burden-or-de-minimis',
      label: 'an excessive burden',
      condition: AT_DISCRETION,
      article: 's 8(2)',
      confidence: 'confirmed',
    },
  ],
  otherGrounds: [],
  forbiddenRefusals: [
    {
      ground: 'form-defect',
      text: 'a request may not be refused because something is missing from it: it is returned for information',
      article: 's 11(2)',
      confidence: 'confirmed',
    },
  ],
  dualCriminality: { text: 'a ground at discretion', article: 's 8(2)', confidence: 'confirmed' },
  confidentiality: { text: 'by request' },
  useLimits: { text: 'conditions may be attached', article: 's 9', confidence: 'confirmed' },
  deadlines: [
    {
      id: 'foreign-preservation-notice',
      text: 'a foreign preservation notice is revoked where no request for assistance was made within',
      amount: 180,
      unit: 'day',
      startsOn: 'notice given to the carrier',
      isRenewable: false,
      kind: 'hold',
      actor: 'requested-party',
      article: 'TIA Act 1979 s 107R',
    },
  ],
  softDuties: [],
  extradition: { text: 'by the Extradition Act 1988' },
  notes:
    'Its own requests are made by the Attorney-General only (s 10). That material it obtained serves only the matter, unless approved (s 43B), is not confirmed.',
  sources: [
    'text of section 8 (AustLII)',
    'text of section 11 (zoelaw.ai) and of sections 9 to 11 (CJAD, University of Nottingham)',
    'checklist of the Attorney-General’s Department',
  ],
} as const satisfies Instrument;
