import type { ItemContent } from '../../domain/item-content.ts';
import type { LetterInput } from '../../domain/letter.ts';
import type { FieldName } from '../languages/fields.ts';
import { ltr, own, type Sheet } from '../sheet.ts';
import { basisText } from './basis.ts';
import { blocksOf, hasText } from './blocks.ts';
import { itemBookmark } from './bookmarks.ts';
import { identifiersTable, printedIdentifiers } from './identifiers.ts';
import { cellText, minorHeading, paragraph, subheading } from './paragraphs.ts';
import { type Around, particulars } from './particulars.ts';
import { fill } from './runs.ts';
import { type Entry, entries, type FileChild } from './tables.ts';

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

const isNamed = <T extends object>(names: T, type: PropertyKey): type is keyof T => Object.hasOwn(names, type);

function itemBody(sheet: Sheet, item: Item, around: Around): FileChild[] {
  const { fields, itemTypes } = sheet.words;
  const { content, type, basis = [] } = item;
  const head: Entry[] = [
    [fields.type, isNamed(itemTypes, type) ? [{ text: itemTypes[type] }] : [own(type)]],
    [fields.legalBasis, basis.map((entry) => cellText(sheet, basisText(sheet, entry)))],
  ];
  const withText = (name: FieldName, blocks: ItemContent['reason'] | undefined) =>
    hasText(blocks) ? [minorHeading(sheet, fields[name]), ...blocksOf(sheet, blocks)] : [];
  return [
    ...blocksOf(sheet, content.description ?? []),
    ...entries(sheet, [...head, ...particulars(sheet, content, around)]),
    ...withText('emergencyFacts', content.emergencyFacts),
    ...withText('conditions', content.conditions),
    ...withText('questions', content.questions),
    ...withText('reason', content.reason),
  ];
}
