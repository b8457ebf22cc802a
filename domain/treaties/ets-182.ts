import type { Instrument } from './type.ts';

const NO_PRINCIPLES = 'contrary to fundamental principles of the law of the requested Party';

/** Read against the text of the protocol. */
export const ETS_182 = {
  id: 'ets-182',
  name: 'Second Additional Protocol to the European Convention on Mutual Assistance in Criminal Matters',
  short: 'Second Additional Protocol (ETS 182)',
  citation: 'ETS No. 182, Strasbourg, 8 November 2001',
  kind: 'regional-treaty',
  carries: 'request',
  hasParties: true,
  protocolTo: 'ets-30',
  lastArticle: 35,
  confidence: 'confirmed',
  inForce: { status: 'in-force' },
  residual: [],
  covers: [
    { text: 'hearing of a witness or expert by video link', article: '9', only: ['video-hearing'] },
    {
      text: 'hearing of a witness or expert by telephone, who is willing',
      article: '10',
      only: ['witness-hearing'],
    },
    { text: 'information that nobody asked for', article: '11', only: ['spontaneous-information'] },
    { text: 'service by post, straight to the person', article: '16', only: ['service-of-documents'] },
    { text: 'controlled delivery for extraditable offences', article: '18', only: ['controlled-delivery'] },
    { text: 'joint investigation team', article: '20', only: ['jit'] },
    { text: 'provisional measures, which may be limited in time', article: '24', only: ['restraint'] },
  ],
  routes: [
    {
      route: 'direct-judicial',
      text: 'between judicial authorities, subject to declarations (15(1) and (8) of the treaty, as amended)',
      except: ['prisoner-transfer'],
      article: '4',
    },
    {
      route: 'ministry-of-justice',
      text: 'Ministry of Justice to Ministry of Justice (15(1) of the treaty, as amended)',
      except: ['prisoner-transfer'],
      article: '4',
    },
    {
      route: 'ministry-of-justice',
      text: 'always for the transfer of a person in custody (15(2) of the treaty, as amended)',
      only: ['prisoner-transfer'],
      article: '4',
    },
    {
      route: 'interpol',
      text: 'urgent, where direct transmission is allowed (15(7) of the treaty, as amended)',
      urgencies: ['urgent', 'emergency'],
      except: ['prisoner-transfer'],
      article: '4',
    },
    {
      route: 'post-to-person',
      text: 'procedural documents and decisions by post to the person',
      only: ['service-of-documents'],
      article: '16',
    },
  ],
  languages: {
    text: 'what is served goes in the language of issue; the essential parts are translated if the addressee is known not to understand it; a short summary in a language of the requested Party',
    only: ['service-of-documents'],
    article: '15',
  },
  form: {
    text: 'also by electronic means, if a written record and the original can be produced on demand (15(9) of the treaty, as amended)',
    article: '4',
  },
  contents: [
    {
      id: 'video-reason',
      label: 'why it is not desirable or possible for the person to come',
      fields: ['item.whyNotInPerson'],
      only: ['video-hearing'],
      article: '9(3)',
    },
    {
      id: 'video-names',
      label: 'the judicial authority and the persons who will conduct the hearing',
      fields: ['case.authority', 'item.conductedBy'],
      only: ['video-hearing'],
      article: '9(3)',
    },
    {
      id: 'phone-consent',
      label: 'by telephone: the authority, the persons who conduct the hearing, and that the witness is willing',
      fields: ['case.authority', 'item.description'],
      isWherePossible: true,
      only: ['witness-hearing'],
      article: '10(4)',
    },
    {
      id: 'jit-composition',
      label: 'a proposal for the composition of the team',
      fields: ['item.composition'],
      only: ['jit'],
      article: '20(2)',
    },
    {
      id: 'service-report',
      label: 'by post: a report on who tells the addressee its rights and obligations',
      fields: ['item.documents'],
      isWherePossible: true,
      only: ['service-of-documents'],
      article: '16(2)',
    },
  ],
  contentsNote: 'It adds to the contents of the treaty; the lines on telephone and post hold for these ways alone',
  refusalGrounds: [
    {
      ground: 'legal-system',
      ownId: 'fundamental-principles',
      label: `a video hearing ${NO_PRINCIPLES}`,
      only: ['video-hearing'],
      article: '9(2)',
    },
    {
      ground: 'legal-system',
      ownId: 'fundamental-principles',
      label: `a formality or procedure ${NO_PRINCIPLES}`,
      article: '8',
    },
    {
      ground: 'data-protection',
      ownId: 'data-protection',
      label: 'personal data for a Party without equivalent protection',
      article: '26(3)',
    },
  ],
  otherGrounds: [],
  forbiddenRefusals: [],
  consultation: {
    text: 'before refusing or postponing: consider to grant it in part or under conditions',
    article: '7',
  },
  postponement: {
    text: 'where action would prejudice investigations, prosecutions or related proceedings of the requested Party; with reasons',
    article: '7',
  },
  dualCriminality: {
    text: 'as the treaty that it adds to; controlled delivery: extraditable offences',
    article: '18',
  },
  suspectConsent: { text: 'a suspect or accused is heard by video link only with its consent', article: '9(8)' },
  extraditable: { text: 'controlled delivery: extraditable offences', article: '18(1)' },
  confidentiality: {
    text: 'the requesting Party may require that fact and substance stay confidential; if that cannot be, it is told promptly',
    article: '25',
  },
  useLimits: {
    text: 'personal data: for these or directly related proceedings and against an immediate, serious threat to public security; else with the prior consent of the sending Party or the data subject',
    article: '26',
  },
  deadlines: [],
  softDuties: [
    {
      id: 'video-minutes',
      label: 'draw up minutes of the video hearing and send them',
      article: '9(6)',
    },
  ],
  notes:
    'A suspect is heard by video link only with its consent and where both Parties agree (9(8)). Covert investigations, too, by agreement (19)',
  sources: ['text of the protocol, as published in the Netherlands (BWBV0003125)'],
} as const satisfies Instrument;
