import type { Instrument } from './type.ts';

const OFFENCES = ['corruption', 'money-laundering'] as const;

/** Read against the text of the treaty, articles 46 and 55. */
export const UNCAC = {
  id: 'uncac-46',
  name: 'United Nations Convention against Corruption',
  short: 'UNCAC',
  citation: '2349 UNTS 41, New York, 31 October 2003',
  kind: 'multilateral-treaty',
  carries: 'request',
  hasParties: true,
  lastArticle: 71,
  confidence: 'confirmed',
  inForce: { status: 'in-force' },
  residual: [
    {
      of: 46,
      from: 9,
      to: 29,
      text: 'article 46(9) to (29) applies where no treaty of mutual legal assistance binds the two, or where they agree',
      article: '46(7)',
    },
  ],
  applicability: {
    text: 'Offences that the Convention covers: corruption and the laundering of its proceeds',
    article: '46',
  },
  covers: [
    {
      text: 'evidence or statements from persons',
      article: '46(3)(a)',
      only: ['witness-hearing', 'video-hearing'],
      offences: OFFENCES,
    },
    {
      text: 'hearing of a witness or expert by video link, where it is not possible or desirable to come',
      article: '46(18)',
      only: ['video-hearing'],
      offences: OFFENCES,
    },
    {
      text: 'searches, seizures and freezing',
      article: '46(3)(c)',
      only: ['search-seizure', 'restraint'],
      offences: OFFENCES,
    },
    {
      text: 'originals or certified copies of documents and records, bank and business records among them',
      article: '46(3)(f)',
      only: ['bank-records', 'mla-evidence'],
      offences: OFFENCES,
    },
    {
      text: 'transfer of a person in custody who consents',
      article: '46(10)',
      only: ['prisoner-transfer'],
      offences: OFFENCES,
    },
    {
      text: 'confiscation, and tracing and freezing for it',
      article: '55',
      only: ['confiscation', 'restraint'],
      offences: OFFENCES,
    },
    {
      text: 'the widest measure of assistance',
      article: '46',
      except: [
        'preservation',
        'preservation-extension',
        'traffic-partial-disclosure',
        'emergency-disclosure',
        'emergency-mla',
        'provider-direct',
        'domain-registration',
        'jit',
        'extradition',
        'provisional-arrest',
      ],
      offences: OFFENCES,
    },
    { text: 'extradition', article: '44', only: ['extradition', 'provisional-arrest'], offences: OFFENCES },
  ],
  routes: [
    {
      route: 'central-authority',
      text: 'requests go to the designated central authority; a special region may have its own',
      article: '46(13)',
    },
    { route: 'diplomatic', text: 'where the requested State requires it', article: '46(13)' },
    { route: 'interpol', text: 'urgent, agreed and possible', urgencies: ['urgent', 'emergency'], article: '46(13)' },
  ],
  languages: {
    text: 'a language acceptable to the requested State, as notified to the Secretary-General',
    article: '46(14)',
  },
  form: {
    text: 'in writing, or by means that leave a written record and allow authenticity to be established; urgent and agreed: orally, confirmed in writing forthwith',
    article: '46(14)',
  },
  contents: [
    { id: 'authority', label: 'the authority making the request', fields: ['office.name'], article: '46(15)(a)' },
    {
      id: 'subject',
      label: 'the subject matter and nature of the proceedings, and the name of the authority conducting them',
      fields: ['title.case', 'case.authority', 'case.stage'],
      article: '46(15)(b)',
    },
    {
      id: 'facts',
      label: 'the relevant facts',
      fields: ['facts'],
      except: ['service-of-documents'],
      article: '46(15)(c)',
    },
    {
      id: 'assistance',
      label: 'the assistance sought, and any procedure wished',
      fields: ['items', 'item.description'],
      article: '46(15)(d)',
    },
    {
      id: 'person',
      label: 'the identity, location and nationality of any person concerned',
      fields: ['persons'],
      isWherePossible: true,
      article: '46(15)(e)',
    },
    { id: 'purpose', label: 'the purpose of what is sought', fields: ['purpose'], article: '46(15)(f)' },
    {
      id: 'conf-property',
      label:
        'a description of the property to be confiscated, if possible its place and where relevant its value, and the facts relied upon',
      fields: ['item.property', 'facts'],
      only: ['confiscation'],
      alternative: 'confiscation',
      article: '55(3)(a)',
    },
    {
      id: 'conf-order',
      label:
        'an admissible copy of the order, that it is final, the facts, the extent of execution, and what was done to notify third parties and for due process',
      fields: ['item.documents', 'facts', 'item.extent', 'item.thirdParties'],
      only: ['confiscation'],
      alternative: 'confiscation',
      article: '55(3)(b)',
    },
    {
      id: 'restraint-facts',
      label:
        'the facts relied upon and a description of the actions requested, with a copy of the order if there is one',
      fields: ['facts', 'item.description'],
      only: ['restraint'],
      article: '55(3)(c)',
    },
  ],
  refusalGrounds: [
    {
      ground: 'form-defect',
      ownId: 'form',
      label: 'a request not made in conformity with the article',
      article: '46(21)(a)',
    },
    {
      ground: 'essential-interests',
      ownId: 'essential-interests',
      label: 'prejudice to sovereignty, security, ordre public or other essential interests',
      article: '46(21)(b)',
    },
    {
      ground: 'domestic-prohibition',
      ownId: 'domestic-prohibition',
      label: 'an action that its law forbids for a similar offence',
      article: '46(21)(c)',
    },
    {
      ground: 'legal-system',
      ownId: 'legal-system',
      label: 'contrary to its legal system on mutual legal assistance',
      article: '46(21)(d)',
    },
    {
      ground: 'no-dual-criminality',
      ownId: 'no-dual-criminality',
      label: 'no dual criminality',
      condition:
        'the purposes of the Convention are weighed; help without coercion is due all the same, where consistent with the basic concepts of its legal system',
      article: '46(9)',
    },
    {
      ground: 'burden-or-de-minimis',
      label: 'a matter of a de minimis nature',
      condition: 'only where dual criminality is missing',
      article: '46(9)',
    },
    { ground: 'not-covered-by-treaty', label: 'an offence that the Convention does not cover', article: '46' },
  ],
  otherGrounds: [
    {
      isClosed: true,
      text: 'the grounds are those of 46(9) and 46(21); a ground of domestic law must be one of 46(21)(c) or (d)',
      article: '46(21)',
    },
  ],
  forbiddenRefusals: [
    { ground: 'bank-secrecy', text: 'assistance may not be declined on the ground of bank secrecy', article: '46(8)' },
    {
      ground: 'fiscal-offence',
      text: 'assistance may not be refused on the sole ground that the offence is also considered to involve fiscal matters',
      article: '46(22)',
    },
  ],
  reasons: { article: '46(23)' },
  consultation: {
    text: 'before refusing under 46(21) or postponing under 46(25): consult on terms and conditions',
    article: '46(26)',
  },
  postponement: {
    text: 'where it interferes with an ongoing investigation, prosecution or judicial proceeding',
    article: '46(25)',
  },
  transferConsent: { text: 'the free, informed consent of the person', article: '46(10)' },
  dualCriminality: {
    text: 'assistance may be declined without it; what needs no coercion is due all the same, save for de minimis matters',
    article: '46(9)',
  },
  confidentiality: {
    text: 'the requesting State may require that fact and substance stay confidential; if that cannot be, it is told promptly',
    article: '46(20)',
  },
  useLimits: {
    text: 'no use in other proceedings without prior consent; exculpatory material may be disclosed after notice; limits on spontaneous information are honoured (46(5))',
    article: '46(19)',
  },
  deadlines: [
    {
      id: 'safe-conduct',
      text: 'safe conduct ends when the person stayed though free to leave for',
      amount: 15,
      unit: 'day',
      startsOn: 'official notice that the presence is no longer required',
      isRenewable: false,
      kind: 'consecutive-days',
      actor: 'person',
      opensOn: 'free-to-leave',
      article: '46(27)',
    },
    {
      id: 'suggested-deadline',
      text: 'a deadline suggested with reasons is taken into account as far as possible',
      amount: null,
      unit: 'day',
      startsOn: 'as stated in the request',
      isRenewable: false,
      kind: 'target',
      actor: 'requested-party',
      article: '46(24)',
    },
  ],
  softDuties: [
    { id: 'asap', label: 'execute as soon as possible', article: '46(24)' },
    { id: 'status', label: 'answer reasonable enquiries on progress', article: '46(24)' },
    {
      id: 'no-longer-needed',
      label: 'the requesting State tells promptly when help is no longer needed',
      article: '46(24)',
    },
    { id: 'reasons', label: 'give reasons for a refusal', article: '46(23)' },
    {
      id: 'costs',
      label: 'ordinary costs on the requested State; consult on substantial or extraordinary ones',
      article: '46(28)',
    },
    {
      id: 'lift-consult',
      label: 'before lifting a provisional measure: let the requesting State argue for it',
      article: '55(8)',
    },
  ],
  declarations: [
    { kind: 'languages', text: 'the languages that are acceptable, notified', article: '46(14)' },
    { kind: 'channel', text: 'requests are to come through diplomatic channels', article: '46(13)' },
  ],
  extradition: { text: 'offences of the Convention', article: '44' },
  notes:
    'Transfer of a prisoner needs free, informed consent and the agreement of both States (46(10) to (12)); chapter V is on asset recovery',
  sources: ['text of the treaty, as published in the Netherlands (BWBV0001830)'],
} as const satisfies Instrument;
