import type { Content, PartKey } from './content.ts';
import { lastDay } from './counting.ts';
import { nextLimit, standing } from './custody.ts';
import type { Hold } from './hold.ts';
import type { ItemContent } from './item-content.ts';
import type { RequestType } from './item-types.ts';
import type { Basis, Item, Request } from './request.ts';
import type { Instruments } from './treaties/instruments.ts';
import { reaches } from './treaties/type.ts';

/** A request that another is drafted from, as it says now. */
export type Source = { request: Request; content: Content };
type ItemOf = Content['items'][number];
type Earlier = NonNullable<Content['earlier']>[number];

/** What is true of a case whatever is asked in it. */
const CASE = [
  'title',
  'office',
  'case',
  'offences',
  'persons',
  'identifiers',
  'facts',
  'nexus',
  'dualCriminality',
  'confidentiality',
  'undertakings',
  'earlier',
] as const satisfies readonly PartKey[];

/** Those of the fields that are there. */
const only = <T extends object>(from: T, fields: readonly (keyof T)[]): Partial<T> =>
  Object.fromEntries(
    fields.flatMap((field) => (from[field] === undefined ? [] : [[field, from[field]]])),
  ) as Partial<T>; // its own fields

const caseOf = (content: Content): Omit<Content, 'items'> => only<Omit<Content, 'items'>>(content, CASE);

/** A basis as another file may rely on it: why it was relied on although it is not on record stays where it was said. */
export const bare = ({ instrument, articles }: Basis): Basis => ({ instrument, articles });

/** The items that are carried, numbered anew. */
export const numbered = (items: readonly Pick<Item, 'type' | 'basis'>[]): Item[] =>
  items.map(({ type, basis }, index) => ({
    id: String(index + 1),
    type,
    ...(basis ? { basis: basis.map(bare) } : {}),
  }));

/** What items say, in their new numbers. */
const saidOf = ({ content }: Source, items: readonly Pick<Item, 'id'>[], keep: (item: ItemOf) => object): ItemOf[] =>
  items.map(({ id }, index) => ({
    ...keep(content.items.find((one) => one.id === id) ?? { id }),
    id: String(index + 1),
  }));

/** The same again. What was asked of one partner before is nothing to another. */
export function cloned(source: Source, items: readonly Item[], { partner }: Pick<Request, 'partner'>): Content {
  const { earlier, ...content } = source.content;
  const isThere = earlier !== undefined && partner === source.request.partner;
  return {
    ...content,
    ...(isThere ? { earlier } : {}),
    items: saidOf(source, items, (item) => item),
  };
}

/** An entry that no other has the name of. */
const added = (earlier: readonly Earlier[] = [], entries: readonly Omit<Earlier, 'id'>[]): Earlier[] => {
  const taken = new Set(earlier.map(({ id }) => id));
  const free = Array.from({ length: taken.size + entries.length }, (_, index) => `e${index + 1}`);
  const names = free.filter((name) => !taken.has(name));
  return [...earlier, ...entries.map((entry, index) => ({ ...entry, id: names[index] ?? '' }))];
};

/** The case as what follows a request that was sent tells it, with that request among what was asked before. */
function afterIt({ request: { reference, sentOn = '' }, content }: Source): Omit<Content, 'items'> {
  const entry = { kind: 'request' as const, reference, askedOn: sentOn.slice(0, 10) };
  return { ...caseOf(content), earlier: added(content.earlier, [entry]) };
}

/** What goes on with a request that was sent: of the items those that are asked again, with what is kept of each and what it goes back to. */
export function supplemented(
  source: Source,
  items: readonly Item[],
  keep: (item: ItemOf) => object = (item) => item,
): Content {
  const { reference } = source.request;
  return {
    ...afterIt(source),
    items: saidOf(source, items, (item) => ({ ...keep(item), originalReference: reference })),
  };
}

/** What an item that asked for preservation says of the data, for an item that asks for them. */
const OF_DATA = [
  'title',
  'description',
  'reason',
  'identifiers',
  'persons',
  'provider',
  'place',
  'period',
  'dataFields',
] as const satisfies readonly (keyof ItemContent)[];

/** What it says of the order. */
const OF_ORDER = [
  'order',
  'issuedBy',
  'dataCategory',
  'address',
  'noNotice',
] as const satisfies readonly (keyof ItemContent)[];

const ofData = (item: ItemOf): object => only(item, OF_DATA);

/** The preservation that an item asked for, as the record has it. */
function preserved({ request, content }: Source, id: string, hold: Hold | undefined): Omit<Earlier, 'id'> {
  const { provider, place } = content.items.find((one) => one.id === id) ?? {};
  const custodian = provider ?? place;
  const given = hold?.extensions.findLast(({ answer }) => answer?.result === 'given')?.answer;
  const statedEnd = given ? (given.until ?? hold?.until) : hold?.statedEnd;
  return {
    kind: 'preservation',
    // one letter may have asked for several
    reference: request.items.length > 1 ? `${request.reference}, ${id}` : request.reference,
    askedOn: hold?.askedOn ?? request.sentOn?.slice(0, 10) ?? '',
    ...(hold?.effectiveOn ? { preservedFrom: hold.effectiveOn } : {}),
    ...(statedEnd ? { statedEnd } : {}),
    ...(hold?.ticket ? { ticket: hold.ticket } : {}),
    ...(custodian ? { custodian } : {}),
  };
}

/** The request for what was preserved: the case, each item's custodian and data, and the preservation as the record has it. */
export function followed(source: Source, items: readonly Item[], holds: readonly Request[]): Content {
  const holdOf = (item: string) => holds.find((one) => one.hold?.askedBy?.item === item)?.hold;
  return {
    ...caseOf(source.content),
    earlier: added(
      source.content.earlier,
      items.map(({ id }) => preserved(source, id, holdOf(id))),
    ),
    items: saidOf(source, items, ofData),
  };
}

/** What another provider is asked to keep of a communication: the case and the data, and not who kept them before. */
export function elsewhere(source: Source, items: readonly Item[]): Content {
  return {
    ...afterIt(source),
    items: saidOf(source, items, ({ otherProvider, ...item }) => {
      const { provider: _, place: __, ...rest } = only(item, OF_DATA);
      return { ...rest, ...(otherProvider ? { place: otherProvider } : {}) };
    }),
  };
}

/** What a State is asked to compel a provider to give: the case, the data, and the order that it did not answer. */
export function compelled(source: Source, items: readonly Item[]): Content {
  return {
    ...afterIt(source),
    ...only<Omit<Content, 'items'>>(source.content, ['purpose', 'results']),
    items: saidOf(source, items, (item) => ({ ...ofData(item), ...only(item, OF_ORDER) })),
  };
}

/** The formal request after an emergency: all that it said but its urgency; of items of another type what they say of the data. */
export function formalised(source: Source, items: readonly Item[], isOfOtherType: boolean): Content {
  const { urgency: _, ...content } = source.content;
  return { ...content, ...supplemented(source, items, isOfOtherType ? ofData : undefined) };
}

/** The request for the extension of a hold: the case, its item's custodian and data, and what it goes back to. */
export function prolonging(source: Source, item: Item, hold: Hold): Content {
  const entry = preserved(source, item.id, hold);
  const { askedUntil, isRight = false } = hold.draft ?? {};
  return {
    ...caseOf(source.content),
    earlier: added(source.content.earlier, [entry]),
    urgency: { ...source.content.urgency, ...(hold.until ? { desiredDate: hold.until } : {}) },
    items: saidOf(source, [item], (said) => ({
      ...ofData(said),
      originalReference: entry.reference,
      ...(askedUntil ? { askedUntil } : {}),
      ...(isRight ? {} : { asCourtesy: true as const }),
    })),
  };
}

/** What an item that asked for an arrest says of the person, for one that asks for the extradition. */
const OF_PERSON = [
  'title',
  'description',
  'persons',
  'warrant',
  'documents',
  'law',
] as const satisfies readonly (keyof ItemContent)[];

/** What is asked now is the person, no longer the arrest: the title names whom the item names. */
function named({ persons = [] }: ItemOf, content: Content): { title?: string } {
  const names = (content.persons ?? [])
    .filter(({ id }) => persons.includes(id))
    .flatMap(({ names: [first] }) => first ?? []);
  return names.length > 0 ? { title: names.join(', ') } : {};
}

/** The request for extradition that follows an arrest: the case, the person and the warrant; it is needed by the safe date of custody. */
export function extraditing(source: Source, items: readonly Item[]): Content {
  const { request, content } = source;
  const arrest = standing(request);
  const limit = arrest && nextLimit(request, arrest);
  return {
    ...afterIt(source),
    ...(limit?.safeAt ? { urgency: { ...content.urgency, desiredDate: lastDay(limit.safeAt, limit) } } : {}),
    items: saidOf(source, items, (item) => ({ ...only(item, OF_PERSON), ...named(item, content) })),
  };
}

/** The instruments of a request as far as they carry what is asked now, with the articles that do. */
export const carrying = (bases: readonly Basis[], type: RequestType, instruments: Instruments): Basis[] =>
  bases.flatMap(({ instrument }) => {
    const lines = instruments[instrument]?.covers.filter((line) => reaches(line, type)) ?? [];
    const articles = lines.map(({ article }) => article).filter((article) => /^\d/.test(article));
    return lines.length > 0 ? [{ instrument, articles }] : [];
  });
