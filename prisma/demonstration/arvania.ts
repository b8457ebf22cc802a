import type { Calendar } from '../../domain/dates.ts';
import type { Role } from '../../domain/roles.ts';
import type { StateFacts } from '../../domain/states.ts';
import { idOf } from './ids.ts';

/** The demonstration State: its central authority, offices and people. */
export const ARVANIA = {
  id: idOf('org/arvania'),
  state: 'XAR',
  state_names: { en: 'Arvania', fr: 'Arvanie', ar: 'أرفانيا' },
  authority_names: {
    en: 'Ministry of Justice of Arvania, International Criminal Affairs Division (Central Authority)',
    fr: 'Ministère de la Justice d’Arvanie, Division des affaires pénales internationales (autorité centrale)',
    ar: 'وزارة العدل في أرفانيا، شعبة الشؤون الجنائية الدولية (السلطة المركزية)',
  },
  address: '47 Gwanmun Avenue, Harun 13809, Arvania',
  telephone: '+82 2 5550 3500',
  email: 'central.authority@justice.arvania.example',
  hours: 'Monday to Friday, 09:00 to 18:00',
  zone: 'Asia/Seoul',
  letter_language: 'en',
  calendar: {
    zone: 'Asia/Seoul',
    weekend: [6, 7],
    holidays: [
      { date: '2026-01-01', name: 'New Year' },
      { date: '2026-02-16', name: 'Harvest Moon' },
      { date: '2026-02-17', name: 'Harvest Moon' },
      { date: '2026-05-05', name: 'Children’s Day' },
      { date: '2026-06-03', name: 'Founders’ Day' },
      { date: '2026-08-17', name: 'Liberation Day' },
      { date: '2026-10-09', name: 'Script Day' },
      { date: '2026-12-25', name: 'Christmas Day' },
    ],
  } satisfies Calendar,
  facts: {
    code: 'XAR',
    names: { en: 'Arvania', fr: 'Arvanie', ar: 'أرفانيا' },
    memberships: [
      { instrument: 'budapest-185', since: '2026-01-01', source: 'demonstration' },
      { instrument: 'untoc-18', since: '2015-12-05', source: 'demonstration' },
    ],
    declarations: [],
    isComplete: true,
  } satisfies StateFacts,
} as const;

const HARUN = idOf('office/harun');
const FINANCE = idOf('office/finance');
export const OFFICES = [
  { id: HARUN, name: 'Prosecution Office of Harun District, Cybercrime Division' },
  { id: FINANCE, name: 'Special Prosecution Office for Financial Crime' },
];

/** Who has duty first and second, from before anything happens until long after. */
export const ROSTER = ['oh', 'moon'].map((login, index) => ({
  id: idOf(`turn/${login}`),
  person_id: idOf(`person/${login}`),
  place: index + 1,
  starts_at: '2026-01-01T00:00:00Z',
  ends_at: '2036-01-01T00:00:00Z',
  planned_by: idOf('person/yang'),
}));

export type DemoPerson = {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  office?: string;
  authority?: string;
  what: string;
};
const person = (
  login: string,
  name: string,
  roles: Role[],
  what: string,
  where: { office?: string; authority?: string } = {},
): DemoPerson => ({
  id: idOf(`person/${login}`),
  email: `${login}@arvania.example`,
  name,
  roles,
  what,
  ...where,
});

export const PEOPLE: DemoPerson[] = [
  person('seo', 'Seo Minji', ['drafter'], 'prosecutor, Harun', { office: HARUN }),
  person('han', 'Han Dowon', ['drafter'], 'prosecutor, Harun', { office: HARUN }),
  person('baek', 'Baek Jiho', ['supervisor'], 'head of the Harun office', { office: HARUN }),
  person('noh', 'Noh Eunji', ['drafter'], 'prosecutor, financial crime', { office: FINANCE }),
  person('ryu', 'Ryu Taemin', ['supervisor'], 'head of the financial crime office', { office: FINANCE }),
  person('oh', 'Oh Sejin', ['ca-officer'], 'officer of the central authority'),
  person('moon', 'Moon Harin', ['ca-officer'], 'officer of the central authority'),
  person('yang', 'Yang Gyuri', ['ca-head'], 'head of the central authority'),
  person('ahn', 'Ahn Bora', ['poc-officer'], 'officer of the 24/7 point'),
  person('lim', 'Lim Chaewon', ['translator'], 'translator'),
  person('petit', 'Anne Petit', ['translator', 'reviser'], 'translator and reviser'),
  person('cho', 'Cho Woojin', ['reviser'], 'reviser'),
  person('kwon', 'Kwon Nari', ['registry'], 'registry'),
  person('jang', 'Jang Byeol', ['auditor'], 'auditor'),
  person('admin', 'An Siwoo', ['administrator'], 'administrator'),
];
