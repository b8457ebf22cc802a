import type { Content, ItemContent } from '../content.ts';
import type { LetterInput } from '../letter.ts';
import type { Membership, PartnerFacts } from '../partners.ts';
import type { Request } from '../request.ts';
import type { Instruments } from '../treaties/instruments.ts';
import type { Route } from '../treaties/type.ts';

/** All that a submission is judged by. */
export type Draft = {
  request: Pick<Request, 'basis' | 'urgency' | 'items'>;
  content: Content;
  annexes: LetterInput['annexes'];
  partner: PartnerFacts;
  /** The instruments that bind us. */
  ours: readonly Membership[];
  instrumentsById: Instruments;
  /** Today at our central authority. */
  today: string;
  /** The legal route; central authority to central authority unless told. */
  route?: Route;
};

export type ItemOf = { id: string } & Partial<ItemContent>;

/** The type of an item, by the request; empty where the request does not know the item. */
export const typeOf = ({ request }: Pick<Draft, 'request'>, id: string): string =>
  request.items.find((item) => item.id === id)?.type ?? '';
export const typesOf = ({ request }: Pick<Draft, 'request'>): string[] => request.items.map(({ type }) => type);

/** Instruments that anything in the request rests on, each once, in order. */
export function instrumentsOf({ request, instrumentsById }: Draft) {
  const bases = [...request.basis, ...request.items.flatMap(({ basis = [] }) => basis)];
  return [...new Set(bases.map(({ instrument }) => instrument))].flatMap((id) => instrumentsById[id] ?? []);
}

/** Whether a field says something. A boolean says something when it is true. */
export function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return /[\p{L}\p{N}]/u.test(value);
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.some(isFilled);
  if (typeof value !== 'object' || value === null) return value !== undefined && value !== null;
  return Object.entries(value).some(([key, field]) => key !== 'id' && key !== 'kind' && isFilled(field));
}
