import {
  BorderStyle,
  type ITableBordersOptions,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Sheet } from '../sheet.ts';
import { RULE, SHADE, TEXT_WIDTH } from '../styles.ts';
import { cellText } from './paragraphs.ts';
import { type Inline, textOf } from './runs.ts';

/** What stands in the body of a document. */
export type FileChild = Paragraph | Table;
/** A cell: a line of text, or paragraphs. */
export type Cell = readonly Inline[] | readonly FileChild[];

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const HAIRLINE = { style: BorderStyle.SINGLE, size: 4, color: RULE };
const NO_BORDERS: ITableBordersOptions = {
  top: NO_BORDER,
  bottom: NO_BORDER,
  left: NO_BORDER,
  right: NO_BORDER,
  insideHorizontal: NO_BORDER,
  insideVertical: NO_BORDER,
};
export const UNRULED = NO_BORDERS;
export const RULED = { ...NO_BORDERS, top: HAIRLINE, bottom: HAIRLINE, insideHorizontal: HAIRLINE };
export const HEADER_RULE = { ...NO_BORDERS, bottom: HAIRLINE };
export const BOXED = { ...RULED, left: HAIRLINE, right: HAIRLINE };
/** A row longer than this may break over pages: it could be longer than one. */
const MAY_SPLIT = 1_500;

type TableOptions = {
  /** Shares of the width of the text, one for each column. */
  widths: readonly number[];
  header?: readonly Cell[];
  rows: readonly (readonly Cell[])[];
  borders?: ITableBordersOptions;
  /** Space at the sides of each cell. */
  padding?: number;
  /** Keeps the whole table on one page, with what follows it. */
  keepTogether?: boolean;
};

/** A table as wide as the text, its first column on the side where the letter begins. */
export function table(
  sheet: Sheet,
  { widths, header, rows, borders = RULED, padding = 85, keepTogether = false }: TableOptions,
): Table {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => Math.round((width / total) * TEXT_WIDTH));
  const row = (cells: readonly Cell[], isHeader: boolean) =>
    new TableRow({
      ...(isHeader ? { tableHeader: true } : {}),
      ...(isHeader || lengthOf(cells) < MAY_SPLIT ? { cantSplit: true } : {}),
      ...(keepTogether || isHeader ? { keepNext: true } : {}),
      children: columns.map((width, index) => cell(sheet, cells[index] ?? [], { width, isHeader })),
    });
  return new Table({
    rows: [...(header === undefined ? [] : [row(header, true)]), ...rows.map((cells) => row(cells, false))],
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    borders,
    margins: { marginUnitType: WidthType.DXA, top: 20, bottom: 20, left: padding, right: padding },
    visuallyRightToLeft: sheet.words.direction === 'rtl',
  });
}

function cell(sheet: Sheet, content: Cell, { width, isHeader }: { width: number; isHeader: boolean }): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: isHeader ? VerticalAlignTable.BOTTOM : VerticalAlignTable.TOP,
    ...(isHeader ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: SHADE } } : {}),
    children: isInlines(content) ? [cellText(sheet, content, isHeader ? 'CellHead' : 'Cell')] : [...content],
  });
}

const isInlines = (content: Cell): content is readonly Inline[] => content.every((part) => 'text' in part);
const lengthOf = (cells: readonly Cell[]): number =>
  cells.reduce((sum, content) => sum + (isInlines(content) ? textOf(content).length : 0), 0);

/** Two tables that touch become one in Word: each is followed by a narrow empty line. */
export const spaced = (content: Table): FileChild[] => [content, new Paragraph({ style: 'Spacer' })];

/** A table from a narrative part: as many equal columns as its widest row. */
export function dataTable(
  sheet: Sheet,
  { header, rows }: { header: readonly Cell[]; rows: readonly (readonly Cell[])[] },
): FileChild[] {
  const columns = Math.max(header.length, ...rows.map((row) => row.length));
  if (columns === 0) return [];
  const widths = Array.from({ length: columns }, () => 1);
  return spaced(table(sheet, { widths, rows, ...(header.length > 0 ? { header } : {}) }));
}

export type Entry = readonly [caption: string, value: Cell | undefined];

/** Names and values side by side. Entries without a value are left out. */
export function entries(sheet: Sheet, list: readonly Entry[], look: { keepTogether?: boolean } = {}): FileChild[] {
  const rows = list.flatMap(([caption, value]) =>
    value === undefined || value.length === 0 ? [] : [[[cellText(sheet, [{ text: caption }], 'CellCaption')], value]],
  );
  return rows.length === 0 ? [] : spaced(table(sheet, { widths: [30, 70], rows, ...look }));
}
