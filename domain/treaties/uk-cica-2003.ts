import { type Instrument, NO_ASSISTANCE } from './type.ts';

const GUIDELINES = 'guidelines';
const DISCRETION = 'at the discretion of the territorial authority';
const SECURITY = 'national security';

/** Sections 7 to 9 say how the United Kingdom asks, sections 13 and 14 how it answers. */
export const UK_CICA = {
  id: 'uk-cica-2003',
  name: 'UK Crime (International Co-operation) Act 2003',
  short: 'UK CICA',
  citation: '2003 c. 32',
  kind: 'domestic-statute',
  carries: 'request',
  hasParties: false,
  statuteOf: 'GB',
  confidence: 'unverified',
  inForce: { status: 'in-force' },
  residual: [],
  covers: [
    {
      text: 'evidence of an offence, committed or reasonably suspected, in proceedings or an investigation',
      article: 's 14',
      confidence: 'confirmed',
      only: ['mla-evidence'],
    },
    { text: 'search', article: 's 16-18', only: ['search-seizure'] },
    { text: 'hearing by television link', article: 'ss 30-31', only: ['video-hearing'] },
    { text: 'banking information', article: 'ss 32-46', only: ['bank-records'] },
    {
      text: 'whatever else the law of the United Kingdom allows',
      article: 'not confirmed',
      except: NO_ASSISTANCE,
    },
  ],
  routes: [
    {
      route: 'central-authority',
      text: 'requests to the United Kingdom go to the territorial authority; its own go through the Secretary of State or the Lord Advocate',
      article: 's 8(2), 13',
      confidence: 'confirmed',
    },
  ],
  languages: { text: 'English for requests to the United Kingdom' },
  form: {
    text: 'its own requests: letter of a judicial authority on application, or of a designated prosecuting authority itself',
    article: 's 7',
    confidence: 'confirmed',
  },
  contents: [
    {
      id: 'offence',
      label: 'an offence that was committed or is reasonably suspected',
      fields: ['offences'],
      article: 's 7(1)(a)',
    },
    {
      id: 'stage',
      label: 'proceedings that were instituted or an investigation that is under way',
      fields: ['case.stage'],
      article: 's 7(1)(b)',
    },
    {
      id: 'evidence',
      label: 'the evidence, specified',
      fields: ['items', 'item.description'],
      article: 's 7(2)',
    },
    {
      id: 'guidelines',
      label: 'facts, law, penalties, the exact evidence, its link to the case, confidentiality, deadlines',
      fields: ['facts', 'offences', 'item.description', 'nexus'],
      article: 'MLA guidelines 2015',
    },
  ],
  contentsNote:
    'Section 7 speaks of what the United Kingdom itself sends; of those who write to it section 14 asks for the offence and the stage, and the guidelines for the rest',
  refusalGrounds: [
    {
      ground: 'legal-system',
      ownId: 's14-conditions',
      label: 'the conditions on the offence and the stage of the proceedings are not met',
      article: 's 14',
      confidence: 'confirmed',
    },
    {
      ground: 'fiscal-offence',
      ownId: 's14-conditions',
      label: 'a fiscal offence without treaty or dual criminality',
      article: 's 14',
      confidence: 'confirmed',
    },
    {
      ground: 'no-dual-criminality',
      ownId: 'search-dual-criminality',
      label: 'a search for conduct that would be no offence in the United Kingdom',
      only: ['search-seizure'],
      article: 's 16-18',
    },
    {
      ground: 'no-dual-criminality',
      ownId: 's14-conditions',
      label: 'a fiscal offence that would be none in the United Kingdom',
      condition: 'fiscal offences only, at the stage of investigation, where no treaty covers them',
      except: ['search-seizure'],
      article: 's 14',
      confidence: 'confirmed',
    },
    { ground: 'burden-or-de-minimis', ownId: 'policy', label: 'a trifle', condition: DISCRETION, article: GUIDELINES },
    { ground: 'ne-bis-in-idem', ownId: 'policy', label: 'tried before', condition: DISCRETION, article: GUIDELINES },
    {
      ground: 'death-penalty',
      ownId: 'policy',
      label: 'the death penalty',
      condition: DISCRETION,
      article: GUIDELINES,
    },
    { ground: 'essential-interests', ownId: 'policy', label: SECURITY, condition: DISCRETION, article: GUIDELINES },
    {
      ground: 'national-security-sources',
      ownId: 'policy',
      label: SECURITY,
      condition: DISCRETION,
      article: GUIDELINES,
    },
  ],
  otherGrounds: [{ isClosed: false, text: 'the territorial authority has a discretion', article: GUIDELINES }],
  forbiddenRefusals: [],
  dualCriminality: {
    text: 'for search and seizure, and for fiscal matters at the stage of investigation',
    article: 's 14, 16-18',
    requiredFor: ['search-seizure'],
  },
  confidentiality: {
    text: 'a request is neither confirmed nor denied, and kept confidential as far as possible',
    article: GUIDELINES,
  },
  useLimits: {
    text: 'evidence that the United Kingdom receives is used for the stated purpose only, unless the sender consents, and returned when no longer needed, unless that is waived',
    article: 's 9',
    confidence: 'confirmed',
  },
  deadlines: [],
  softDuties: [],
  extradition: { text: 'by the Extradition Act 2003' },
  notes:
    'Its own requests may also go directly to the court or authority abroad (s 8(1)) and, where urgent, through Interpol (s 8(3)). Title VIII of the EU-UK Trade and Cooperation Agreement adds a standard form (article 635); its times of 45 days to decide and 90 days to execute are not confirmed.',
  sources: [
    'explanatory notes on sections 7, 13 and 14 (legislation.gov.uk)',
    'text of the bill, sections 8, 9 and 13 (parliament.uk)',
    'COM(2023) 56 (form under article 635)',
    'Home Office guidelines on mutual legal assistance, 2015',
  ],
} as const satisfies Instrument;
