import type { Content } from '../../domain/content.ts';
import type { Draft } from '../../domain/gaps/draft.ts';
import { findGaps } from '../../domain/gaps.ts';
import type { ItemContent } from '../../domain/item-content.ts';
import type { OwnType } from '../../domain/item-types.ts';
import { BELMORA, heron, OURS, parties } from './drafts.ts';

export const TODAY = '2026-11-02';
const said = (text: string) => [{ kind: 'paragraph' as const, id: 'p', text }];
const PERIOD = { from: '2026-09-01', to: '2026-10-31', zone: 'Europe/Brussels' };
const DATA = { provider: 'Northgate Mail NV', identifiers: ['i1'], period: PERIOD, dataFields: 'Log-ins' };
const ASKED = { title: 'What is asked', description: said('What is asked, in full.') };
const EMERGENCY = {
  emergencyFacts: said('A child is held.'),
  link: 'The log shows where.',
  callBack: '+82 10 5550 0142',
};
const FOLLOWING = { originalReference: 'BHR-PR-0098', reason: said('It is needed.') };

type Complete = { basis: string; articles: string[]; route?: Draft['route']; item: Partial<ItemContent> };
/** For each type an instrument that carries it, and an item that lacks nothing. */
export const COMPLETE: Record<OwnType, Complete> = {
  preservation: {
    basis: 'budapest-185',
    articles: ['29'],
    item: {
      ...ASKED,
      ...DATA,
      reason: said('The logs roll over.'),
      intendsRequest: true,
      noNotice: true,
      noTicket: true,
    },
  },
  'preservation-extension': {
    basis: 'budapest-185',
    articles: ['29'],
    item: { ...ASKED, ...FOLLOWING, plannedOn: '2026-12-10', askedUntil: '2027-01-15' },
  },
  'traffic-partial-disclosure': {
    basis: 'budapest-185',
    articles: ['30'],
    item: { ...ASKED, ...DATA, ...FOLLOWING, otherProvider: 'The provider before it' },
  },
  'emergency-disclosure': {
    basis: 'cets-224',
    articles: ['9'],
    route: 'contact-point-24-7',
    item: { ...ASKED, ...DATA, ...EMERGENCY },
  },
  'emergency-mla': {
    basis: 'budapest-185',
    articles: ['25'],
    item: { ...ASKED, ...EMERGENCY, reason: said('Hours.') },
  },
  'provider-direct': {
    basis: 'eu-e-evidence-2023-1543',
    articles: ['10(2)'],
    route: 'direct-provider',
    item: {
      ...ASKED,
      ...DATA,
      reason: said('Nothing less would do.'),
      dataCategory: 'content',
      order: 'Order of 2 November 2026',
      issuedBy: 'court',
      address: 'Portal of the provider',
      notified: 'The enforcing authority, at the same time',
      noNotice: true,
    },
  },
  'domain-registration': {
    basis: 'cets-224',
    articles: ['6'],
    route: 'direct-provider',
    item: { ...ASKED, ...DATA, link: 'The false sender wrote from it.' },
  },
  jit: {
    basis: 'ets-182',
    articles: ['20'],
    route: 'direct-judicial',
    item: {
      ...ASKED,
      period: PERIOD,
      composition: 'Two prosecutors of each State',
      leader: 'SEO Minji',
      law: 'That of the State where it works',
      dataUse: 'In this case alone',
      costs: 'Each State its own',
    },
  },
  extradition: {
    basis: 'ets-24',
    articles: ['12'],
    route: 'ministry-of-justice',
    item: {
      ...ASKED,
      persons: ['p1'],
      warrant: 'Warrant of 1 May',
      law: 'Section 347-2',
      documents: 'Warrant',
      noAssurances: true,
    },
  },
  'provisional-arrest': {
    basis: 'ets-24',
    articles: ['16'],
    route: 'interpol',
    item: { ...ASKED, persons: ['p1'], warrant: 'Warrant of 1 May', intendsRequest: true, place: 'Port-Clair' },
  },
  'spontaneous-information': {
    basis: 'untoc-18',
    articles: ['18(4)'],
    item: { ...ASKED, conditions: said('No conditions.') },
  },
  'status-enquiry': { basis: 'untoc-18', articles: ['18(3)'], item: { ...ASKED, ...FOLLOWING } },
  supplementary: { basis: 'untoc-18', articles: ['18(3)'], item: { ...ASKED, ...FOLLOWING } },
  withdrawal: { basis: 'untoc-18', articles: ['18(3)'], item: { ...ASKED, ...FOLLOWING } },
  'return-of-originals': {
    basis: 'ets-30',
    articles: ['6(2)'],
    route: 'ministry-of-justice',
    item: { ...ASKED, ...FOLLOWING, things: 'A ledger' },
  },
};

/** What a request says beside its item, on a day on which every instrument that is used here is in force. */
function contentOf(): Content {
  const content = structuredClone(heron().content);
  return {
    ...content,
    items: [],
    identifiers: (content.identifiers ?? []).filter(({ type }) => type !== 'ip'),
    urgency: { reason: 'It cannot wait.', desiredDate: '2026-12-01' },
    earlier: (content.earlier ?? []).map((one) => ({ ...one, askedOn: '2026-09-28', preservedFrom: '2026-10-01' })),
  };
}

/** A request of one type with the item given; the one that lacks nothing unless told. */
export function own(type: OwnType, item?: Partial<ItemContent>, more: Partial<Draft> = {}): Draft {
  const { basis, articles, route, item: complete } = COMPLETE[type];
  const used = [
    'budapest-185',
    'cets-224',
    'untoc-18',
    'uncac-46',
    'ets-24',
    'ets-30',
    'ets-182',
    'eu-e-evidence-2023-1543',
  ];
  const isEmergency = type.startsWith('emergency');
  return {
    ...heron(),
    request: {
      basis: [{ instrument: basis, articles }],
      urgency: isEmergency ? 'emergency' : 'normal',
      items: [{ id: '1', type }],
    },
    content: { ...contentOf(), items: [{ id: '1', ...(item ?? complete) }] },
    partner: {
      ...BELMORA,
      memberships: parties(...used),
      ...(route === 'direct-provider' ? { provider: { accepts: ['order', 'voluntary'], source: 'its guide' } } : {}),
    },
    ours: { ...OURS, memberships: parties(...used) },
    switchedOn: ['cets-224', 'un-cybercrime-2024'],
    today: TODAY,
    ...(route ? { route } : {}),
    type,
    ...more,
  };
}

export const inFull = (draft: Draft): string[] =>
  findGaps(draft).map(({ field, rule, source, severity }) => `${severity ?? 'error'} ${field} | ${rule} | ${source}`);
