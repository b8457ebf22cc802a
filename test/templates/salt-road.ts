import { type LetterInput, translated } from '../../domain/letter.ts';
import { ARABIC } from './arabic.ts';
import { BLUE_HERON } from './fixtures.ts';

const paragraph = (id: string, text: string) => ({ kind: 'paragraph' as const, id, text });

/** The case of Salt Road: Arvania asks Qasira under UNTOC, by courier, in Arabic. */
export const SALT_ROAD: LetterInput = {
  reference: 'MLA-2026-2',
  date: '2026-08-03',
  label: 'confidential',
  urgency: 'normal',
  marking: 'test',
  requesting: BLUE_HERON.requesting,
  requested: {
    state: { en: 'State of Qasira', ar: 'دولة قصيرة' },
    authority: {
      en: 'Ministry of Justice, Department of International Cooperation',
      ar: 'وزارة العدل، إدارة التعاون الدولي',
    },
    address: 'Al-Qasr Street, P.O. Box 1177\nMadinat al-Bahr\nQasira',
  },
  route: { id: 'central-authority', source: 'UNTOC 18(13)' },
  basis: [
    { instrument: 'untoc-18', articles: ['18(3)', '18(8)', '13'] },
    { instrument: 'reciprocity', articles: [] },
  ],
  items: [
    { id: '1', type: 'bank-records' },
    { id: '2', type: 'witness-hearing' },
    { id: '3', type: 'restraint', basis: [{ instrument: 'untoc-18', articles: ['13'] }] },
    { id: '4', type: 'service-of-documents' },
  ],
  content: {
    title: {
      case: 'Рашид Абдулович КЕРИМОВ and others (2026-SF-00182)',
      offence: 'Organised criminal group, usury by extortion, money laundering',
    },
    office: {
      name: 'Special Prosecution Office for Financial Crime',
      officer: {
        name: '정하윤 (JEONG Hayun)',
        function: 'Special prosecutor',
        telephone: '+82 2 555 7001',
        email: 'jeong@sf.arvania.example',
      },
      hours: 'Monday to Friday, 09:00-18:00',
      zone: 'Asia/Seoul',
      second: { name: 'OH Sang-u', function: 'Head of registry', telephone: '+82 2 555 7000' },
    },
    case: {
      number: '2026-SF-00182',
      authority: 'Special Prosecution Office for Financial Crime',
      court: 'Central Court, panel 12',
      stage: 'Trial set for 9 November 2026',
    },
    offences: [
      {
        id: 'o1',
        name: 'Participation in an organised criminal group',
        provision: 'Arvanian Criminal Code, section 114',
        penalty: 'Imprisonment for up to 15 years',
        deathPenalty: false,
      },
      {
        id: 'o2',
        name: 'Usury by extortion',
        provision: 'Arvanian Criminal Code, section 250',
        penalty: 'Imprisonment for up to 10 years',
        deathPenalty: true,
      },
      {
        id: 'o3',
        name: 'Money laundering',
        provision: 'Proceeds of Crime Act, section 3',
        penalty: 'Imprisonment for up to 10 years',
        limitation: '2031-08-01',
        deathPenalty: false,
      },
    ],
    persons: [
      {
        id: 'p1',
        role: 'accused',
        names: ['Рашид Абдулович КЕРИМОВ', 'Rashid KERIMOV', 'رشيد عبدالوفيتش كريموف'],
        aliases: [],
        born: '1979-08-17',
        birthplace: 'Almalyk',
        location: 'Villa 14, Al-Murjan compound, Madinat al-Bahr',
        papers: 'Passport of a third State no. CA 1122334',
      },
      { id: 'p2', role: 'other', names: ['Лола КЕРИМОВА'], aliases: [], note: 'Signed for the office lease' },
      {
        id: 'p3',
        role: 'witness',
        names: ['سالم الحربي', 'Salem AL-HARBI'],
        aliases: ['Abu Nasser'],
        note: 'Employee of Al-Nakheel',
      },
      { id: 'p4', role: 'witness', names: ['نورة الشمري', 'Noura AL-SHAMMARI'], aliases: [] },
    ],
    identifiers: [
      {
        id: 'i1',
        type: 'account',
        value: 'customer 0041-7789',
        provider: 'Al-Nakheel (النخيل للصرافة)',
        noneKnown: false,
        leftOut: false,
      },
      { id: 'i2', type: 'phone', value: '+966 55 501 7742', noneKnown: false, leftOut: false },
      {
        id: 'i3',
        type: 'other',
        value: 'stamp 88-41',
        noneKnown: false,
        leftOut: false,
        note: 'Exchange house known only by its stamp',
      },
    ],
    facts: [
      paragraph(
        'f1',
        'Between 1 March 2024 and 31 July 2025 the app “Милосердие Кредит / قرض الرحمة” lent small sums at up to 3,900 % a year, read the borrowers’ contact lists and threatened them. About 14,200 borrowers; 61 complaints are on file.',
      ),
      paragraph(
        'f2',
        'The takings went through three exchange houses in Qasira: Al-Nakheel (النخيل للصرافة), Desert Star (نجمة الصحراء) and one known only by its stamp number 88-41.',
      ),
    ],
    nexus: [paragraph('n1', 'The exchange houses are established in Qasira, and the organiser is said to live there.')],
    dualCriminality: [
      paragraph(
        'd1',
        'Threatening borrowers to make them pay is punishable in both States whatever the offence is called.',
      ),
    ],
    purpose: [paragraph('u1', 'The results will be used as evidence at the trial of 9 November 2026.')],
    confidentiality: {
      wished: true,
      reason: 'The exchange houses must not be told before item 3 has been carried out.',
      ifNotKept: 'Please tell us first.',
    },
    undertakings: {
      reciprocity: true,
      speciality: true,
      returnOfOriginals: true,
      deathPenalty: true,
      costs: true,
      dataProtection: false,
      further: [],
    },
    results: {
      address: 'Ministry of Justice, Division of International Criminal Affairs, 47 Gwanmun-ro, Harun 13809',
      means: 'By courier',
    },
    urgency: { reason: 'The trial is set for 9 November 2026.', desiredDate: '2026-10-15' },
    items: [
      {
        id: '1',
        title: 'Records of three exchange houses',
        description: [paragraph('p', 'Records of the customers listed in annex C, as originals or certified copies.')],
        reason: [paragraph('r', 'They show who received the money.')],
        identifiers: ['i1', 'i2', 'i3'],
        persons: ['p1', 'p2'],
        bank: 'Al-Nakheel (النخيل للصرافة); Desert Star (نجمة الصحراء)',
        period: { from: '2024-03-01', to: '2025-12-31', zone: 'Asia/Riyadh' },
        dataFields: 'Ledgers, customer cards, transfer slips',
        evidenceForm: 'Originals or certified copies',
        accountBelief: 'Transfer slips found in the office of the group.',
      },
      {
        id: '2',
        title: 'Hearing of two employees',
        description: [paragraph('p', 'Hearing on the questions of annex D, our prosecutor present if permitted.')],
        reason: [],
        identifiers: [],
        persons: ['p3', 'p4'],
        status: 'witness',
        oath: true,
        rights: 'Right not to incriminate oneself',
        questions: [paragraph('q', 'The questions of annex D.')],
      },
      {
        id: '3',
        title: 'Restraint of apartment 2203',
        description: [paragraph('p', 'Restraint until the court decides.')],
        reason: [],
        identifiers: [],
        persons: ['p1'],
        property: 'Apartment 2203, Sahil Tower 2',
        place: 'Madinat al-Bahr',
        valueUnknown: true,
        link: 'Paid in cash with takings of the app.',
      },
      {
        id: '4',
        title: 'Service of the summons',
        description: [paragraph('p', 'Service in person.')],
        reason: [],
        identifiers: [],
        persons: [],
        addressee: 'p1',
        address: 'Villa 14, Al-Murjan compound, Madinat al-Bahr',
        documents: 'Summons of 1 August 2026 (annex E)',
        hearingDate: '2026-11-09',
        proofWished: 'Dated receipt signed by the addressee',
        language: 'Russian',
      },
    ],
  },
  annexes: [
    {
      id: 'c',
      letter: 'C',
      title: 'Customers (27 names in three scripts)',
      hash: '0b5c7e1f9a3d2468ace013579bdf02468ace13579bdf02468ace13579bdf0246',
      size: 18_404,
    },
    {
      id: 'd',
      letter: 'D',
      title: 'Questions to the witnesses',
      hash: 'fe12dc34ba56987600112233445566778899aabbccddeeff0011223344556677',
      size: 9_120,
    },
  ],
  holds: [],
};

export const SALT_ROAD_AR: LetterInput = translated(SALT_ROAD, new Map(Object.entries(ARABIC)));
