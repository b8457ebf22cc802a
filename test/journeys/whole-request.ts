import type { Content } from '../../domain/content.ts';
import type { Draft } from '../../domain/gaps/draft.ts';
import type { ItemContent } from '../../domain/item-content.ts';
import type { ItemType } from '../../domain/item-types.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { reaches } from '../../domain/treaties/type.ts';
import { SMALL } from './small-case.ts';

const said = (text: string) => [{ kind: 'paragraph' as const, id: 'p', text }];

/** Everything that a letter can say beside its items. */
export const DRAFT: Omit<Content, 'items'> = {
  ...SMALL,
  office: {
    ...SMALL.office,
    name: 'Prosecution Office of Harun District',
    officer: { name: 'Seo Minji', function: 'Prosecutor', telephone: '+82 31 555 0142', email: 'seo@arvania.example' },
    mobile: '+82 10 5550 0142',
    hours: '09:00-18:00',
    zone: 'Asia/Seoul',
  },
  offences: [
    {
      id: 'o1',
      name: 'Fraud',
      provision: 'Section 347-2',
      text: 'Whoever obtains a benefit by false data is punished.',
      penalty: '10 years',
      maximumYears: 10,
      limitation: '2036-01-14',
      deathPenalty: false,
    },
  ],
  dualCriminality: said('The conduct is punishable in both States.'),
  procedure: said('Certified as business records.'),
  urgency: { reason: 'The trial is near.', desiredDate: '2026-09-01' },
  confidentiality: { wished: true, reason: 'The suspect does not know.', ifNotKept: 'Tell us first.' },
  undertakings: {
    reciprocity: true,
    speciality: true,
    returnOfOriginals: true,
    deathPenalty: true,
    costs: true,
    dataProtection: true,
    further: said('As the treaty says.'),
  },
};

/** One item with every field that any type may have. */
export const wholeItem = (type: ItemType): ItemContent => ({
  title: `What is asked: ${type}`,
  description: said('All that is needed.'),
  reason: said('Nothing less would do.'),
  identifiers: ['i1'],
  persons: ['p1'],
  provider: 'Northgate Mail NV',
  period: { from: '2025-12-01', to: '2026-01-20', zone: 'Europe/Brussels' },
  dataFields: 'Records of that time',
  evidenceForm: 'Certified copies',
  bank: 'Banque du Littoral',
  account: 'BE71 0961 2345 6769',
  accountBelief: 'The payment went there.',
  questions: said('Who used the account?'),
  status: 'witness',
  oath: true,
  rights: 'Not to answer; third parties were heard',
  whyNotInPerson: 'The witness is ill.',
  technical: 'H.323, contact +82 31 555 0142',
  property: 'Apartment 2203',
  value: 'EUR 100,000',
  link: 'Bought with the proceeds',
  addressee: 'p1',
  address: '14 quai des Tanneurs',
  documents: 'Summons; order; consent in writing',
  hearingDate: '2026-11-30',
  proofWished: 'Signed receipt',
  language: 'English',
  place: 'Port-Clair',
  things: 'Computers',
  grounds: 'The log-ins came from there.',
  warrant: 'Warrant of 1 March 2026',
  order: 'Order of the District Court',
  searchTerms: 'invoice',
  privilege: 'A court officer takes them out.',
  branch: 'Port-Clair',
  attendees: 'The lawyer',
  conductedBy: 'The District Court',
  interpreter: 'English and French',
  protection: 'Behind a screen',
  session: { at: '2026-11-30T10:00:00', zone: 'Asia/Seoul', theirZone: 'Europe/Paris' },
  thirdParties: 'The lender was heard.',
  extent: 'In full',
  allowances: 'Travel is paid.',
  dataUse: 'Destroyed at the end of the trial',
});

const PARTIES = Object.values(INSTRUMENTS).map(({ id }) => ({ instrument: id, since: '2015-01-01', source: 'list' }));
const state = { memberships: PARTIES, declarations: [], isComplete: true };

/** A complete request under these instruments, or one without a field: `item.reason`, `office.name`. */
export function wholeRequest(ids: readonly string[], type: ItemType, without?: string): Draft {
  const content: Content = structuredClone({ ...DRAFT, items: [{ id: '1', ...wholeItem(type) }] });
  if (without) cut(content, without.replace(/^item\./, 'items.0.').split('.'));
  const basis = ids.map((instrument) => ({
    instrument,
    articles: INSTRUMENTS[instrument]?.hasParties ? [firstArticle(instrument, type)] : [],
  }));
  return {
    request: { basis, urgency: 'normal', items: [{ id: '1', type }] },
    content,
    annexes: [],
    partner: {
      code: INSTRUMENTS[ids[0] ?? '']?.statuteOf ?? 'XCA',
      names: { en: 'Castreya' },
      ...state,
      languages: [{ tag: 'en', source: 'list' }],
      demands: [],
      otherTreaties: [],
      routes: [],
      channels: [],
      calendar: { zone: 'Europe/Paris', weekend: [6, 7], holidays: [] },
    },
    ours: { code: 'XAR', names: { en: 'Arvania' }, ...state },
    instrumentsById: INSTRUMENTS,
    switchedOn: ids.filter((id) => INSTRUMENTS[id]?.isOff !== undefined),
    today: '2026-03-16',
  };
}

const firstArticle = (instrument: string, type: string): string =>
  INSTRUMENTS[instrument]?.covers
    .find((line) => reaches(line, type) && /^\d/.test(line.article))
    ?.article.split(', ')[0] ?? '1';

function cut(value: unknown, [head = '', ...rest]: readonly string[]): void {
  if (typeof value !== 'object' || value === null) return;
  const fields = value as Record<string, unknown>; // an object, just checked
  if (rest.length > 0) cut(fields[head], rest);
  else if (head === 'items') fields[head] = [];
  else delete fields[head];
}
