import type { PartnerFacts } from '../../domain/partners.ts';
import type { DemoPerson } from './arvania.ts';
import { idOf } from './ids.ts';

export type DemoPartner = {
  id: string;
  state: string;
  /** What it is, as its line of the law has it. */
  key: string;
  names: { en: string; fr: string; ar: string };
  address: string;
  email: string;
  facts: PartnerFacts;
};

const BELMORA: DemoPartner = {
  id: idOf('authority/belmora'),
  state: 'XBE',
  key: 'central-authority',
  names: {
    en: 'Ministry of Justice of Belmora, Directorate for International Criminal Cooperation',
    fr: 'Ministère de la Justice de Belmora, Direction de l’entraide pénale internationale',
    ar: 'وزارة العدل في بلمورا، مديرية التعاون الجنائي الدولي',
  },
  address: '3 rue des Tilleuls, 1000 Port-Clair, Belmora',
  email: 'entraide@justice.belmora.example',
  facts: {
    code: 'XBE',
    names: { en: 'Belmora', fr: 'Belmora', ar: 'بلمورا' },
    languages: [{ tag: 'fr', source: 'declaration on the language of requests' }],
    demands: [],
    memberships: [
      { instrument: 'budapest-185', since: '2013-07-01', source: 'demonstration' },
      { instrument: 'untoc-18', since: '2005-01-01', source: 'demonstration' },
    ],
    declarations: [],
    isComplete: true,
    otherTreaties: [],
    routes: [],
    channels: [
      { channel: 'email', source: 'letter of the Ministry of Justice of Belmora' },
      { channel: 'courier', source: 'letter of the Ministry of Justice of Belmora' },
    ],
    calendar: {
      zone: 'Europe/Brussels',
      weekend: [6, 7],
      holidays: [
        { date: '2026-01-01', name: 'Jour de l’An' },
        { date: '2026-04-06', name: 'Lundi de Pâques' },
        { date: '2026-05-01', name: 'Fête du Travail' },
        { date: '2026-05-14', name: 'Ascension' },
        { date: '2026-05-25', name: 'Lundi de Pentecôte' },
        { date: '2026-07-21', name: 'Fête nationale' },
        { date: '2026-12-25', name: 'Noël' },
      ],
    },
  },
};

const QASIRA: DemoPartner = {
  id: idOf('authority/qasira'),
  state: 'XQA',
  key: 'central-authority',
  names: {
    en: 'Ministry of Justice of Qasira, Department of International Cooperation',
    fr: 'Ministère de la Justice de Qasira, Département de la coopération internationale',
    ar: 'وزارة العدل في قصيرة، إدارة التعاون الدولي',
  },
  address: 'Justice Quarter, Building 2, Madinat al-Bahr, Qasira',
  email: 'cooperation@justice.qasira.example',
  facts: {
    code: 'XQA',
    names: { en: 'Qasira', fr: 'Qasira', ar: 'قصيرة' },
    languages: [{ tag: 'ar', source: 'notification to the Secretary-General on acceptable languages' }],
    demands: [
      {
        id: 'offence-text',
        text: 'the text of the offences in Arabic',
        source: 'practice of the central authority, letter of 2025',
        checkedOn: '2026-02-10',
      },
      {
        id: 'penalty-statement',
        text: 'a statement of the penalty',
        source: 'practice of the central authority, letter of 2025',
        checkedOn: '2026-02-10',
      },
      {
        id: 'death-penalty-assurance',
        text: 'an assurance where an offence carries the death penalty',
        source: 'practice of the central authority, letter of 2025',
        checkedOn: '2026-02-10',
      },
    ],
    memberships: [{ instrument: 'untoc-18', since: '2006-03-01', source: 'demonstration' }],
    declarations: [],
    isComplete: true,
    otherTreaties: [],
    routes: [],
    channels: [{ channel: 'courier', source: 'letter of the Ministry of Justice of Qasira' }],
    calendar: {
      zone: 'Asia/Riyadh',
      weekend: [5, 6],
      holidays: [
        { date: '2026-03-20', name: 'Eid al-Fitr' },
        { date: '2026-03-22', name: 'Eid al-Fitr' },
        { date: '2026-05-27', name: 'Eid al-Adha' },
        { date: '2026-05-28', name: 'Eid al-Adha' },
        { date: '2026-09-23', name: 'National Day' },
      ],
    },
  },
};

/** A court that takes urgent requests straight from a judicial authority; the ministry then gets a copy. */
const PORT_CLAIR: DemoPartner = {
  id: idOf('authority/port-clair'),
  state: 'XBE',
  key: 'judicial-authority',
  names: {
    en: 'Court of First Instance of Port-Clair, investigating judges',
    fr: 'Tribunal de première instance de Port-Clair, juges d’instruction',
    ar: 'المحكمة الابتدائية في بور كلير، قضاة التحقيق',
  },
  address: '1 place du Palais, 1000 Port-Clair, Belmora',
  email: 'instruction@tribunal.belmora.example',
  facts: BELMORA.facts,
};

export const PARTNERS: DemoPartner[] = [BELMORA, PORT_CLAIR, QASIRA];

/** The point of Belmora that answers at all hours; nobody has looked at it for long. */
export const CONTACT_POINT = {
  state: BELMORA.state,
  body: {
    names: {
      en: 'National Cybercrime Unit of Belmora, 24/7 desk',
      fr: 'Unité nationale de cybercriminalité de Belmora, permanence 24/7',
    },
    address: '3 rue des Tilleuls, 1000 Port-Clair, Belmora',
    email: 'permanence@cyber.belmora.example',
    telephone: '+32 2 555 01 24',
    hours: 'day and night',
    open: '24/7',
    zone: BELMORA.facts.calendar.zone,
  },
  checkedOn: '2025-01-15',
};

export const PARTNER_PEOPLE: DemoPerson[] = [
  {
    id: idOf('person/laurent'),
    email: 'c.laurent@justice.belmora.example',
    name: 'Claire Laurent',
    roles: ['partner'],
    authority: BELMORA.id,
    what: 'officer of Belmora’s central authority',
  },
  {
    id: idOf('person/salem'),
    email: 'm.salem@justice.qasira.example',
    name: 'Mariam Salem',
    roles: ['partner'],
    authority: QASIRA.id,
    what: 'officer of Qasira’s central authority',
  },
];
