import { type Instrument, NO_ASSISTANCE } from './type.ts';

const AS_TREATY = 'as the treaty that it adds to';

/** Read against the text of the protocol. */
export const ETS_99 = {
  id: 'ets-99',
  name: 'Additional Protocol to the European Convention on Mutual Assistance in Criminal Matters',
  short: 'Additional Protocol (ETS 99)',
  citation: 'ETS No. 99, Strasbourg, 17 March 1978',
  kind: 'regional-treaty',
  carries: 'request',
  hasParties: true,
  protocolTo: 'ets-30',
  lastArticle: 12,
  confidence: 'confirmed',
  inForce: { status: 'in-force' },
  residual: [],
  covers: [
    {
      text: 'assistance for fiscal offences, too',
      article: '1',
      offences: ['tax'],
      except: NO_ASSISTANCE,
    },
    {
      text: 'service of documents on the enforcement of a sentence, a fine, costs, conditional release and the like',
      article: '3',
      only: ['service-of-documents'],
    },
  ],
  /** Those of the treaty. */
  routes: [],
  languages: { text: AS_TREATY },
  form: { text: AS_TREATY },
  contents: [],
  contentsNote: 'It adds nothing to what a request must say',
  refusalGrounds: [],
  otherGrounds: [],
  forbiddenRefusals: [
    {
      ground: 'fiscal-offence',
      text: 'assistance may not be refused solely because the offence is considered fiscal',
      article: '1',
    },
    {
      ground: 'fiscal-offence',
      text: 'that its own taxes, duties, customs or exchange rules are of another kind is no ground',
      article: '2(2)',
    },
  ],
  dualCriminality: { text: 'fiscal offences: an offence of the same nature is enough', article: '2(1)' },
  useLimits: { text: AS_TREATY },
  deadlines: [],
  softDuties: [],
  declarations: [
    { kind: 'excluded-parts', text: 'chapters of the protocol may be excluded, in whole or in part', article: '8(2)' },
  ],
  sources: ['text of the protocol, as published in the Netherlands (BWBV0001027)'],
} as const satisfies Instrument;
