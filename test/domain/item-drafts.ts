import type { Draft } from '../../domain/gaps/draft.ts';
import type { ItemContent } from '../../domain/item-content.ts';
import type { ItemType } from '../../domain/item-types.ts';
import type { Declaration } from '../../domain/states.ts';
import type { DeclarationKind } from '../../domain/treaties/type.ts';
import { parties } from './drafts.ts';
import { own } from './own-type-drafts.ts';

const said = (text: string) => [{ kind: 'paragraph' as const, id: 'p', text }];

/** One ordinary item under one treaty that binds the two, and all that such a request says beside it. */
export function asking(type: ItemType, instrument: string, item: Partial<ItemContent>, articles = ['1']): Draft {
  const { request: _, content, type: __, partner, ...rest } = own('emergency-mla');
  const asked = { id: '1', title: 'What is asked', description: said('What is asked, in full.') };
  return {
    ...rest,
    request: { urgency: 'normal', basis: [{ instrument, articles }], items: [{ id: '1', type }] },
    content: { ...content, items: [{ ...asked, ...item }] },
    partner: { ...partner, memberships: parties(instrument) },
    route: instrument === 'ets-30' ? 'ministry-of-justice' : 'central-authority',
  };
}

export const SEARCH = {
  place: 'A flat',
  things: 'A ledger',
  grounds: 'It was seen there',
  persons: ['p2'],
  order: 'Section 106',
};
export const SERVED = {
  addressee: 'p2',
  address: '14 quai des Tanneurs',
  documents: 'Summons',
  proofWished: 'Receipt',
  language: 'French',
  hearingDate: '2026-11-30',
  noAllowances: true,
};
export const MOVED = {
  persons: ['p2'],
  place: 'A prison',
  period: { from: '2026-12-01', to: '2026-12-20', zone: 'UTC' },
  safeConduct: 'For the whole stay and fifteen days after it',
  noTransit: true,
};
export const hearing = (status: 'witness' | 'suspect', oath?: boolean): Partial<ItemContent> => ({
  persons: ['p3'],
  rights: 'Silence',
  questions: said('Who?'),
  status,
  noAttendees: true,
  ...(oath === undefined ? {} : { oath }),
});
export const evidence = (evidenceForm: string, instrument = 'untoc-18', articles = ['18(3)']): Draft =>
  asking('mla-evidence', instrument, { evidenceForm }, articles);

export const declares = (instrument: string, kind: DeclarationKind, value?: string): Declaration => ({
  instrument,
  kind,
  text: 'as notified',
  source: 'treaty office',
  value,
});
export const withDeclaration = (draft: Draft, ...declarations: Declaration[]): Draft => ({
  ...draft,
  partner: { ...draft.partner, declarations },
});
