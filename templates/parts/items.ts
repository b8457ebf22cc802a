import type { ItemContent, Parts } from '../../domain/content.ts';
import { isItemType } from '../../domain/item-types.ts';
import type { LetterInput } from '../../domain/letter.ts';
import type { FieldName } from '../languages/fields.ts';
import { code, dateIn, ltr, own, type Sheet } from '../sheet.ts';
import { basisText } from './basis.ts';
import { blocksOf, hasText } from './blocks.ts';
import { itemBookmark } from './bookmarks.ts';
import { type Identifier, identifiersTable, printedIdentifiers, ranges } from './identifiers.ts';
import { cellText, minorHeading, paragraph, subheading } from './paragraphs.ts';
import { nameOf } from './persons.ts';
import { fill, type Inline } from './runs.ts';
import { type Cell, type Entry, entries, type FileChild } from './tables.ts';

/** More identifiers than these are named by their numbers in the list. */
const NAMED_HERE = 10;

type Around = { identifiers: readonly Identifier[]; persons: Parts['persons'] };
type Item = { type: string; basis?: LetterInput['basis']; content: Partial<ItemContent> };

/** [10] What is asked, item by item; then the list of the identifiers that the items refer to. */
export function itemsSection(sheet: Sheet, input: LetterInput): FileChild[] {
  const { words } = sheet;
  const around = { identifiers: printedIdentifiers(input.content.identifiers), persons: input.content.persons ?? [] };
  const items = input.items.flatMap(({ id, ...item }, index) => {
    const content: Partial<ItemContent> = input.content.items.find((candidate) => candidate.id === id) ?? {};
    const heading = fill(words.sentences.item, { number: ltr(String(index + 1)), title: own(content.title ?? id) });
    return [subheading(sheet, heading, itemBookmark(id)), ...itemBody(sheet, { ...item, content }, around)];
  });
  if (items.length === 0) return [];
  const list =
    around.identifiers.length === 0
      ? []
      : [subheading(sheet, words.headings.identifiers, 'identifiers'), ...identifiersTable(sheet, around.identifiers)];
  return [paragraph(sheet, words.sentences.itemsIntro, { keepNext: true }), ...items, ...list];
}

function itemBody(sheet: Sheet, item: Item, around: Around): FileChild[] {
  const { fields, itemTypes } = sheet.words;
  const { content, type, basis = [] } = item;
  const head: Entry[] = [
    [fields.type, isItemType(type) ? [{ text: itemTypes[type] }] : [own(type)]],
    [fields.legalBasis, basis.map((entry) => cellText(sheet, basisText(sheet, entry)))],
  ];
  const withText = (name: FieldName, blocks: ItemContent['reason'] | undefined) =>
    hasText(blocks) ? [minorHeading(sheet, fields[name]), ...blocksOf(sheet, blocks)] : [];
  return [
    ...blocksOf(sheet, content.description ?? []),
    ...entries(sheet, [...head, ...particulars(sheet, content, around)]),
    ...withText('questions', content.questions),
    ...withText('reason', content.reason),
  ];
}

/** What an item says beside its description, in this order. */
const PLAIN = [
  ['provider', 'provider'],
  ['bank', 'bank'],
] as const satisfies readonly (readonly [keyof ItemContent, FieldName])[];
const FURTHER = [
  ['accountBelief', 'accountBelief'],
  ['dataFields', 'dataFields'],
  ['evidenceForm', 'evidenceForm'],
  ['rights', 'rights'],
  ['whyNotInPerson', 'whyNotInPerson'],
  ['technical', 'technical'],
  ['property', 'property'],
  ['value', 'estimatedValue'],
  ['link', 'link'],
  ['place', 'place'],
  ['things', 'things'],
  ['grounds', 'grounds'],
  ['address', 'address'],
  ['documents', 'documents'],
  ['language', 'language'],
  ['proofWished', 'proofWished'],
] as const satisfies readonly (readonly [keyof ItemContent, FieldName])[];

function particulars(sheet: Sheet, content: Partial<ItemContent>, around: Around): Entry[] {
  const { words } = sheet;
  const { fields } = words;
  const plain = (list: readonly (readonly [keyof ItemContent, FieldName])[]): Entry[] =>
    list.map(([field, caption]) => [fields[caption], plainValue(content[field])]);
  const oath = content.oath === undefined ? undefined : [{ text: content.oath ? words.yes : words.no }];
  const hearing = content.hearingDate === undefined ? undefined : [own(dateIn(sheet.language, content.hearingDate))];
  return [
    ...plain(PLAIN),
    [fields.account, content.account === undefined ? undefined : [code(content.account)]],
    [fields.identifiers, identifierLines(sheet, content.identifiers ?? [], around.identifiers)],
    [fields.persons, personLines(sheet, content.persons ?? [], around.persons)],
    [fields.addressee, personLines(sheet, content.addressee === undefined ? [] : [content.addressee], around.persons)],
    [fields.status, content.status === undefined ? undefined : [{ text: words.hearingStatus[content.status] }]],
    [fields.oath, oath],
    [fields.period, period(sheet, content.period)],
    [fields.hearingDate, hearing],
    ...plain(FURTHER),
    [
      fields.estimatedValue,
      content.valueUnknown === true && content.value === undefined ? [{ text: words.unknown }] : undefined,
    ],
  ];
}

const plainValue = (value: unknown): Inline[] | undefined =>
  typeof value === 'string' && value.trim() !== '' ? [own(value)] : undefined;

function period(sheet: Sheet, value: ItemContent['period']): Inline[] | undefined {
  if (value === undefined) return undefined;
  const { language, words } = sheet;
  return fill(words.sentences.period, {
    from: own(dateIn(language, value.from)),
    to: own(dateIn(language, value.to)),
    zone: ltr(value.zone),
  });
}

function identifierLines(sheet: Sheet, ids: readonly string[], printed: readonly Identifier[]): Cell {
  const { words } = sheet;
  const chosen = printed.flatMap((identifier, index) =>
    ids.includes(identifier.id) ? [{ identifier, number: index + 1 }] : [],
  );
  if (chosen.length > NAMED_HERE) {
    const numbers = ltr(ranges(chosen.map(({ number }) => number)));
    return fill(words.sentences.identifierNumbers, { numbers });
  }
  return chosen.map(({ identifier, number }) =>
    cellText(sheet, [{ text: `${number}  `, style: 'Quiet' }, code(identifier.value)]),
  );
}

const personLines = (sheet: Sheet, ids: readonly string[], persons: Parts['persons']): Cell =>
  persons.flatMap((person, index) =>
    ids.includes(person.id) ? [cellText(sheet, [{ text: `${index + 1}  `, style: 'Quiet' }, nameOf(person)])] : [],
  );
