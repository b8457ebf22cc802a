import type { Content } from '../../domain/content.ts';
import { QASIRA } from '../support/journey.ts';
import { ARABIC } from '../templates/arabic.ts';
import { SALT_ROAD } from '../templates/salt-road.ts';

/** What the draft is opened with. */
export const FRAME = {
  requested: 'XQA',
  partner: QASIRA,
  basis: SALT_ROAD.basis,
  label: 'CONFIDENTIAL',
  items: SALT_ROAD.items.map(({ type, basis }) => ({ type, ...(basis ? { basis } : {}) })),
};

const TEXTS = [
  'Whoever forms or takes part in a group for the purpose of committing offences is punished with imprisonment.',
  'Whoever by violence or threat exacts interest beyond that allowed by law is punished with imprisonment; in the gravest cases with death.',
  'Whoever conceals or disguises the origin of proceeds of crime is punished with imprisonment.',
];
const MAXIMUM_YEARS = [15, 10, 10];

/** The case as it is sent, with what Qasira asks of every letter. */
export const CONTENT: Content = {
  ...SALT_ROAD.content,
  offences: (SALT_ROAD.content.offences ?? []).map((offence, index) => ({
    ...offence,
    text: TEXTS[index],
    maximumYears: MAXIMUM_YEARS[index],
  })),
};

const { purpose: _purpose, ...WITHOUT_PURPOSE } = SALT_ROAD.content;
/** The case as it first lies on the table: nothing is said of the flat's value or the purpose, and nobody asked what Qasira wants. */
export const FIRST_DRAFT: Content = {
  ...WITHOUT_PURPOSE,
  undertakings: {
    reciprocity: true,
    speciality: true,
    returnOfOriginals: true,
    deathPenalty: false,
    costs: true,
    dataProtection: false,
    further: [],
  },
  items: SALT_ROAD.content.items.map(({ bank: _bank, valueUnknown: _unknown, ...item }) => item),
};

export const TRANSLATED: Record<string, string> = {
  ...ARABIC,
  'offences/o1/text': 'يعاقب بالسجن كل من كوّن جماعة أو اشترك فيها بقصد ارتكاب جرائم.',
  'offences/o2/text':
    'يعاقب بالسجن كل من استوفى بالعنف أو التهديد فائدة تزيد على ما يسمح به القانون، وفي أشد الحالات بالإعدام.',
  'offences/o3/text': 'يعاقب بالسجن كل من أخفى مصدر عائدات الجريمة أو موّهه.',
};

/** A page of paper as a scanner gives it; the words tell one page from another. */
export const scan = (words: string): string =>
  `%PDF-1.7\n% ${words}\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n`;
