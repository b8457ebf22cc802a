import canonicalize from 'canonicalize';
import type { Content } from './content.ts';
import type { Block } from './fields.ts';
import type { ItemContent } from './item-content.ts';
import type { RequestKind } from './kinds.ts';
import type { Basis, Label, Request, Urgency } from './request.ts';
import type { Route } from './treaties/type.ts';

/** Everything a letter is made of; the same input gives the same letter. */
export type LetterInput = {
  /** What it asks, where that is no assistance. */
  kind?: OtherKind;
  reference: string;
  /** The day it was rendered, at the office of the central authority. */
  date: string;
  label: Label;
  urgency: Urgency;
  /** Set where the installation is not a real one; printed on every page. */
  marking?: 'demonstration' | 'practice' | 'test';
  /** ISO 3166 code or the code of a demonstration State, with its names by language. */
  requesting: {
    state: Names;
    authority: Names;
    address: string;
    telephone: string;
    email: string;
    hours: string;
    zone: string;
  };
  requested: { state: Names; authority: Names; address: string };
  /** The route by which it travels, and the article that opens it where that is confirmed. */
  route?: { id: Route; source?: string };
  /** A statute of the requested State obliges its providers to nothing that an authority of another State asks. */
  isVoluntary?: true;
  /** The central authority that gets a copy at the same time, where the route demands it. */
  copy?: { state: Names; authority: Names; address: string };
  basis: readonly Basis[];
  /** Titles of treaties of our own that it rests on, by id: no translation knows them. */
  treaties?: Readonly<Record<string, string>>;
  items: readonly { id: string; type: string; basis?: readonly Basis[] }[];
  content: Content;
  annexes: readonly { id: string; letter: string; title: string; hash: string; size: number }[];
  /** Linked preservation with the last day of the hold as the record knows it, and where that day comes from. */
  holds: readonly { reference: string; preservedFrom: string; until: string; source: string }[];
};

/** What the documents of a request call it. */
export const namedFor = ({ kind }: Pick<Request, 'kind'>): Pick<LetterInput, 'kind'> =>
  kind === 'mla' || kind === 'hold' ? {} : { kind };
/** What a request asks that asks no assistance. */
export type OtherKind = Exclude<RequestKind, 'mla'>;

/** A name by language tag; English is always there. */
export type Names = { readonly en: string } & { readonly [language: string]: string };
export const nameIn = (names: Names, language: string): string =>
  (Object.hasOwn(names, language) ? names[language] : undefined) ?? names.en;

/** To whom a letter is addressed: the central authority there, a court or prosecution office, or a provider. */
export const ADDRESSEES = ['central', 'direct', 'provider'] as const;
export function addresseeOf({ route }: Pick<LetterInput, 'route'>): (typeof ADDRESSEES)[number] {
  if (route?.id === 'direct-provider') return 'provider';
  return route?.id === 'direct-judicial' ? 'direct' : 'central';
}

/** The text that the content hash in the footer is the SHA-256 of. */
export function canonicalLetter(input: LetterInput, language: string, template: string): string {
  const text = canonicalize({ ...input, language, template });
  if (text === undefined) throw new Error(`Cannot put letter "${input.reference}" into canonical form: it is not JSON`);
  return text;
}

/** What leaves the house of a letter: without the identifiers that were left out of it. */
export function forPartner<L extends Pick<LetterInput, 'content'>>(input: L): L {
  const { identifiers = [], items } = input.content;
  const leftOut = new Set(identifiers.filter((one) => one.leftOut).map(({ id }) => id));
  if (leftOut.size === 0) return input;
  const content = {
    ...input.content,
    identifiers: identifiers.filter(({ id }) => !leftOut.has(id)),
    items: items.map((item) =>
      item.identifiers ? { ...item, identifiers: item.identifiers.filter((id) => !leftOut.has(id)) } : item,
    ),
  };
  return { ...input, content };
}

/** One piece of text that a translator translates: `facts/p1`, `offences/o1/name`, `item/2/title`. */
export type Segment = { id: string; text: string };

/** Which fields of a part hold words (not names, numbers or addresses). `*` stands for each entry of a list. */
const WORDS: Record<string, readonly string[]> = {
  title: ['case', 'offence'],
  office: ['hours', 'officer.function', 'second.function'],
  case: ['stage', 'decisions'],
  offences: ['*.name', '*.provision', '*.text', '*.penalty'],
  persons: ['*.location', '*.nationality', '*.papers', '*.note'],
  identifiers: ['*.note'],
  urgency: ['reason'],
  confidentiality: ['reason', 'ifNotKept'],
  results: ['means', 'media'],
};
const ITEM_WORDS = [
  'title',
  'consent',
  'dataFields',
  'searchTerms',
  'privilege',
  'dataUse',
  'evidenceForm',
  'accountBelief',
  'rights',
  'attendees',
  'whyNotInPerson',
  'conductedBy',
  'interpreter',
  'protection',
  'technical',
  'property',
  'link',
  'thirdParties',
  'extent',
  'sharing',
  'order',
  'agencies',
  'documents',
  'proofWished',
  'allowances',
  'safeConduct',
  'transit',
  'things',
  'grounds',
  'value',
  'notified',
  'warrant',
  'law',
  'assurances',
  'otherProvider',
] as const satisfies readonly (keyof ItemContent)[];
const BLOCK_PARTS = ['facts', 'nexus', 'dualCriminality', 'procedure', 'purpose'] as const;
const ITEM_BLOCKS = ['description', 'reason', 'questions', 'emergencyFacts', 'conditions'] as const;

/** What a translator has to translate, in the order of the letter; fixed wording is not among it. */
export function segmentsOf(input: Pick<LetterInput, 'content' | 'annexes'>): Segment[] {
  const segments: Segment[] = [];
  translate(input, (id, text) => {
    if (text.trim() !== '') segments.push({ id, text });
    return text;
  });
  return segments;
}

/** The same letter with each segment's text replaced; a segment without translation keeps its source. */
export function translated<L extends Pick<LetterInput, 'content' | 'annexes'>>(
  input: L,
  texts: ReadonlyMap<string, string>,
): L {
  return { ...input, ...translate(input, (id, text) => texts.get(id) ?? text) };
}

type Visit = (id: string, text: string) => string;

/** Copies content and annexes, passing each translatable text through `visit`. */
function translate(
  { content, annexes }: Pick<LetterInput, 'content' | 'annexes'>,
  visit: Visit,
): Pick<LetterInput, 'content' | 'annexes'> {
  const copy: Content = structuredClone(content);
  const parts: Record<string, unknown> = copy; // walked by name below
  for (const [part, paths] of Object.entries(WORDS)) {
    for (const path of paths) replaceAt(parts[part], path.split('.'), part, visit);
  }
  for (const part of BLOCK_PARTS) replaceBlocks(copy[part], part, visit);
  replaceBlocks(copy.undertakings?.further, 'undertakings', visit);
  for (const item of copy.items) {
    for (const field of ITEM_WORDS) replaceAt(item, [field], `item/${item.id}`, visit);
    for (const field of ITEM_BLOCKS) replaceBlocks(item[field], `item/${item.id}/${field}`, visit);
  }
  return {
    content: copy,
    annexes: annexes.map((annex) => ({ ...annex, title: visit(`annex/${annex.id}`, annex.title) })),
  };
}

function replaceAt(value: unknown, [head, ...rest]: string[], id: string, visit: Visit): void {
  if (head === '*' && Array.isArray(value)) {
    for (const entry of value) replaceAt(entry, rest, `${id}/${entry.id}`, visit);
    return;
  }
  if (head === undefined || typeof value !== 'object' || value === null || !(head in value)) return;
  const fields = value as Record<string, unknown>; // an object, just checked
  const field = fields[head];
  if (rest.length > 0) replaceAt(field, rest, `${id}/${head}`, visit);
  else if (typeof field === 'string') fields[head] = visit(`${id}/${head}`, field);
}

function replaceBlocks(blocks: Block[] | undefined, id: string, visit: Visit): void {
  for (const block of blocks ?? []) {
    const here = `${id}/${block.id}`;
    if (block.kind === 'paragraph') block.text = visit(here, block.text);
    else if (block.kind === 'list') for (const item of block.items) item.text = visit(`${here}/${item.id}`, item.text);
    else {
      block.header = block.header.map((cell, column) => visit(`${here}/0/${column}`, cell));
      block.rows = block.rows.map((row, index) =>
        row.map((cell, column) => visit(`${here}/${index + 1}/${column}`, cell)),
      );
    }
  }
}
