import type { Block } from '../../domain/fields.ts';
import { own, type Sheet } from '../sheet.ts';
import { BULLETS } from '../styles.ts';
import { prose } from './paragraphs.ts';
import { dataTable, type FileChild } from './tables.ts';

/** The blocks of a narrative part; a paragraph that is blank is left out. */
export const blocksOf = (sheet: Sheet, blocks: readonly Block[]): FileChild[] =>
  blocks.flatMap((block) => blockOf(sheet, block));

function blockOf(sheet: Sheet, block: Block): FileChild[] {
  switch (block.kind) {
    case 'paragraph':
      return isBlank(block.text) ? [] : [prose(sheet, block.text)];
    case 'list':
      return block.items
        .filter((item) => !isBlank(item.text))
        .map((item) => prose(sheet, item.text, { numbering: { reference: BULLETS, level: 0 } }));
    case 'table':
      return dataTable(sheet, {
        header: block.header.map((text) => [own(text)]),
        rows: block.rows.map((row) => row.map((text) => [own(text)])),
      });
    default:
      return block satisfies never;
  }
}

const isBlank = (text: string): boolean => text.trim() === '';
export const hasText = (blocks: readonly Block[] | undefined): blocks is readonly Block[] =>
  blocks?.some(
    (block) =>
      (block.kind === 'paragraph' && !isBlank(block.text)) ||
      (block.kind === 'list' && block.items.some((item) => !isBlank(item.text))) ||
      (block.kind === 'table' && block.header.length + block.rows.length > 0),
  ) ?? false;
