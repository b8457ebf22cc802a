import type { Content } from '../../domain/content.ts';
import { COMPLETE } from '../domain/own-type-drafts.ts';
import { DRAFT, wholeItem } from './whole-request.ts';

const capitals = (word: string): string => word.replaceAll('-', '_').toUpperCase();
type OfPersons = 'provisional-arrest' | 'extradition' | 'prisoner-transfer';
const BASES = {
  ...COMPLETE,
  'prisoner-transfer': {
    basis: 'untoc-18',
    articles: ['18(3)'], // of the rest nothing holds beside a treaty of mutual legal assistance
    item: { ...wholeItem('prisoner-transfer'), safeConduct: 'For the stay and after it', noTransit: true },
  },
};

/** A request for an arrest, an extradition or a prisoner who is lent, as its drafter asks for it. */
export function ofPerson(type: OfPersons): { frame: Record<string, unknown>; content: Content } {
  const { basis, articles, route, item } = { route: undefined, ...BASES[type] };
  return {
    frame: {
      ...(type === 'prisoner-transfer' ? {} : { kind: type }),
      basis: [{ instrument: basis, articles }],
      urgency: 'urgent',
      items: [{ type }],
      ...(route ? { route } : {}),
    },
    content: {
      ...DRAFT,
      urgency: { reason: 'The trial is near.', desiredDate: '2027-01-15' },
      items: [{ id: '1', identifiers: [], persons: [], ...item }],
    } as Content,
  };
}

/** The same as the API takes it. */
export function askedOverApi(type: OfPersons): { frame: Record<string, unknown>; content: Content } {
  const { frame, content } = ofPerson(type);
  const words = Object.entries(frame).map(([field, value]) => [
    field,
    typeof value === 'string' ? capitals(value) : value,
  ]);
  return { frame: Object.fromEntries(words), content };
}
