import type { Content } from '../content.ts';
import type { ItemContent } from '../item-content.ts';
import { type OwnType, rulesOf } from '../item-types.ts';
import type { Question } from '../legal-bases/question.ts';
import { stackOn, statutesBeside } from '../legal-bases/stack.ts';
import type { LetterInput } from '../letter.ts';
import type { PartnerFacts } from '../partners.ts';
import type { Basis, Request } from '../request.ts';
import type { StateFacts } from '../states.ts';
import type { Instruments } from '../treaties/instruments.ts';
import type { Instrument, Route } from '../treaties/type.ts';
import type { Met } from './experience.ts';

/** All that a submission is judged by. */
export type Draft = {
  request: Pick<Request, 'basis' | 'urgency' | 'items'>;
  content: Content;
  annexes: LetterInput['annexes'];
  partner: PartnerFacts;
  /** What is on record of our own State. */
  ours: StateFacts;
  instrumentsById: Instruments;
  /** Instruments that ship switched off and were switched on here. */
  switchedOn?: readonly string[];
  /** Today at our central authority. */
  today: string;
  /** The legal route; the usual one of the primary basis unless told. */
  route?: Route;
  /** Whom a copy to the central authority would go to: another than the addressee unless told. */
  copyTo?: 'central-authority' | 'addressee' | 'nobody';
  /** Of a request with a procedure of its own: its type, which is that of its one item. */
  type?: OwnType;
  /** Where it is given, a translation that is due is told, too. */
  letterLanguage?: string;
  /** Where it is given, what a legal basis leaves open is told, too. */
  offence?: NonNullable<Question['offence']>;
  /** That an offence is punishable by death, where the offences of the content do not say it. */
  isCapital?: true;
  /** Where it is given, what drafts to the partner have met with before is told, too. */
  experience?: readonly Met[];
  /** The partner is known from public sources alone: what is not on record there is unknown, not missing. */
  isByReference?: true;
};

export type ItemOf = { id: string } & Partial<ItemContent>;

/** The type of an item, by the request; empty where the request does not know the item. */
export const typeOf = ({ request }: Pick<Draft, 'request'>, id: string): string =>
  request.items.find((item) => item.id === id)?.type ?? '';
export const typesOf = ({ request }: Pick<Draft, 'request'>): string[] => request.items.map(({ type }) => type);

/** Instruments that anything in the request rests on, each once, in order. */
export const instrumentsOf = ({ request, instrumentsById }: Draft): Instrument[] =>
  listed([...request.basis, ...request.items.flatMap(({ basis = [] }) => basis)], instrumentsById);

/** Instruments that one item rests on: its own, or those of the request. */
export const instrumentsFor = ({ request, instrumentsById }: Draft, item: string): Instrument[] =>
  listed(request.items.find(({ id }) => id === item)?.basis ?? request.basis, instrumentsById);

/** Instruments, with the statute of the requested State that stands beside them. */
export const withStatutes = (
  { instrumentsById: instruments, partner: requested }: Draft,
  bases: readonly Instrument[],
  type: string,
): Instrument[] => [...bases, ...statutesBeside(bases, { instruments, requested, type })];

/** What an item is judged by. */
export const governingOf = (draft: Draft, item: string): Instrument[] =>
  withStatutes(draft, instrumentsFor(draft, item), typeOf(draft, item));

const listed = (bases: readonly Basis[], instrumentsById: Instruments): Instrument[] =>
  [...new Set(bases.map(({ instrument }) => instrument))].flatMap((id) => instrumentsById[id] ?? []);

/** The instrument that the request rests on first. */
export const primaryOf = ({ request, instrumentsById }: Draft): Instrument | undefined =>
  instrumentsById[request.basis[0]?.instrument ?? ''];

/** What the primary basis is read with: its treaty, and the protocols that are relied on or bind the two. */
export const primaryStack = (draft: Draft): Instrument[] =>
  stackOn(draft.today, {
    ...draft,
    basis: draft.request.basis,
    types: typesOf(draft),
    instruments: draft.instrumentsById,
  });

/** Whether what an article asks of a request is not asked of any of it. */
export function isUnlisted(draft: Pick<Draft, 'request'>): boolean {
  const types = typesOf(draft);
  return types.length > 0 && types.every((type) => rulesOf(type)?.isUnlisted === true);
}

/** Whether a field says something. A boolean says something when it is true. */
export function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return /[\p{L}\p{N}]/u.test(value);
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.some(isFilled);
  if (typeof value !== 'object' || value === null) return value !== undefined && value !== null;
  return Object.entries(value).some(([key, field]) => key !== 'id' && key !== 'kind' && isFilled(field));
}
