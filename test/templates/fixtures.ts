import { type LetterInput, translated } from '../../domain/letter.ts';
import { CONTENT } from './blue-heron.ts';
import { FRENCH } from './french.ts';

const ARVANIA: LetterInput['requesting'] = {
  state: { en: 'Republic of Arvania', fr: 'République d’Arvanie', ar: 'جمهورية أرفانيا' },
  authority: {
    en: 'Ministry of Justice, Division of International Criminal Affairs',
    fr: 'Ministère de la Justice, Division des affaires pénales internationales',
    ar: 'وزارة العدل، إدارة الشؤون الجنائية الدولية',
  },
  address: '47 Gwanmun-ro\nHarun 13809\nArvania',
  telephone: '+82 2 2110 3000',
  email: 'mla@justice.arvania.example',
  hours: 'Monday to Friday, 09:00-18:00',
  zone: 'Asia/Seoul',
};

/** The case of Blue Heron: Arvania asks Belmora under the Convention on Cybercrime, by e-mail, in French. */
export const BLUE_HERON: LetterInput = {
  reference: 'MLA-2026-1',
  date: '2026-03-17',
  label: 'restricted',
  urgency: 'urgent',
  marking: 'demonstration',
  requesting: ARVANIA,
  requested: {
    state: { en: 'Kingdom of Belmora', fr: 'Royaume de Belmora' },
    authority: {
      en: 'Ministry of Justice, International Mutual Assistance Service',
      fr: 'Ministère de la Justice, Service de l’entraide internationale pénale',
    },
    address: '3 place du Palais\n1000 Port-Clair\nBelmora',
  },
  route: { id: 'central-authority', source: 'Budapest Convention 27(2)' },
  basis: [
    { instrument: 'budapest-185', articles: ['25(1)', '31'] },
    { instrument: 'untoc-18', articles: ['18(3)', '18(18)'] },
  ],
  items: [
    { id: '1', type: 'data-subscriber' },
    { id: '2', type: 'data-traffic' },
    { id: '3', type: 'data-content' },
    {
      id: '4',
      type: 'bank-records',
      basis: [
        { instrument: 'budapest-185', articles: ['25(1)'] },
        { instrument: 'untoc-18', articles: ['18(3)'] },
      ],
    },
    {
      id: '5',
      type: 'video-hearing',
      basis: [
        { instrument: 'budapest-185', articles: ['25(1)'] },
        { instrument: 'untoc-18', articles: ['18(18)'] },
      ],
    },
  ],
  content: CONTENT,
  annexes: [
    {
      id: 'a',
      letter: 'A',
      title: 'Text of the provisions',
      hash: '3f1c2a7be0d94c55b6f80a1d7c2e9f4410ab6c3de58f7791b2a4c6e8d0f1a3b5',
      size: 48_213,
    },
    {
      id: 'b',
      letter: 'B',
      title: 'Search warrant of 20 January 2026 (copy)',
      hash: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3f2d1c0b4e5a6978812345678',
      size: 1_204_551,
    },
  ],
  holds: [
    {
      reference: 'BHR-PR-0098',
      preservedFrom: '2026-03-02',
      until: '2026-05-01',
      source: 'Budapest Convention 29(7), at least sixty days',
    },
  ],
};

/** The same letter as its translator gave it back; one segment was left untranslated on purpose. */
export const BLUE_HERON_FR: LetterInput = translated(BLUE_HERON, new Map(Object.entries(FRENCH)));
