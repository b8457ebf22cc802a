import Papa from 'papaparse';
import type { z } from 'zod';
import type { Gap } from '../domain/errors.ts';
import { InvalidInput } from '../domain/errors.ts';
import type { EntryInput } from '../domain/law-check.ts';
import { type AnyEntry, ENTRY_BODIES, ENTRY_KINDS, type EntryKind } from '../domain/law-entries.ts';
import { CONFIDENCES } from '../domain/treaties/type.ts';

/**
 * Lines of the law as a sheet: one row each, and a column for each field of their bodies. What a spreadsheet would take
 * for a formula has an apostrophe before it on the way out, which goes again on the way in.
 */

const HEAD = ['kind', 'about', 'key'] as const;
const TAIL = ['source', 'confidence', 'checkedBy', 'checkedOn'] as const;
const FORMULA = /^[=+\-@\t\r\n＝＋－＠']/u;
const LONGEST = 2_000_000;
const MOST_ROWS = 5000;

/** How a field of a body stands in its cell. */
type Cell = { write(value: unknown): string; read(text: string): unknown };
const spelled: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };
const asBoolean = (text: string): unknown => {
  const word = text.toLowerCase(); // a spreadsheet writes TRUE
  return Object.hasOwn(spelled, word) ? spelled[word] : text;
};
const asNumber = (text: string): unknown => (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text);
const asScalar = (text: string): unknown => {
  const value = asBoolean(text) === text ? asNumber(text) : asBoolean(text);
  return value === text && text.startsWith('"') ? asJson(text) : value;
};
function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // its schema says what is wrong
  }
}
const CELLS: Readonly<Record<string, Cell>> = {
  string: { write: String, read: (text) => text },
  number: { write: String, read: asNumber },
  boolean: { write: String, read: asBoolean },
  array: {
    write: (value) => (value as unknown[]).join(' ') || 'none', // a list, by its schema
    read: (text) => (text === 'none' ? [] : text.split(' ').map(asNumber)),
  },
  /** A word that would be read as something else is quoted. */
  union: {
    write: (value) => (typeof value === 'string' && asScalar(value) === value ? value : JSON.stringify(value)),
    read: asScalar,
  },
  record: { write: (value) => JSON.stringify(value), read: asJson },
};
const literal: Cell = { write: String, read: asBoolean };

type Def = { type: string; innerType?: z.ZodType; in?: z.ZodType; valueType?: z.ZodType };
const defOf = (schema: z.ZodType): Def => schema.def as Def; // zod's own public definition
/** The schema under what is optional, has a default, or is checked further. */
function bare(schema: z.ZodType): Def {
  const { innerType, in: inner, ...def } = defOf(schema);
  const within = innerType ?? inner;
  return within ? bare(within) : def;
}
const shapeOf = (kind: EntryKind): Readonly<Record<string, z.ZodType>> => ENTRY_BODIES[kind].shape;
const isNamed = ({ type, valueType }: Def): boolean =>
  type === 'record' && !!valueType && bare(valueType).type === 'string';
const cellOf = ({ type }: Def): Cell => CELLS[type] ?? literal;

/** The cells of a body, by column: `since`, and `names.fr` for each entry of a list by name. */
function flat(kind: EntryKind, body: Readonly<Record<string, unknown>>): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [field, schema] of Object.entries(shapeOf(kind))) {
    const [value, def] = [body[field], bare(schema)];
    if (value === undefined) continue;
    if (!isNamed(def)) cells.set(field, cellOf(def).write(value));
    else for (const [name, one] of Object.entries(value as object)) cells.set(`${field}.${name}`, String(one)); // a record, by its schema
  }
  return cells;
}

/** A sheet of these lines. Of kinds that have none yet it has the columns. */
export function writeLawCsv(entries: readonly AnyEntry[], kinds: readonly EntryKind[] = ENTRY_KINDS): string {
  const rows = entries.map((entry) => ({ entry, cells: flat(entry.kind, entry.body) }));
  const used = entries.length > 0 ? [...new Set(entries.map(({ kind }) => kind))] : kinds;
  const fields = [
    ...new Set(
      ENTRY_KINDS.filter((kind) => used.includes(kind)).flatMap((kind) =>
        Object.entries(shapeOf(kind)).map(([field, schema]) => (isNamed(bare(schema)) ? `${field}.en` : field)),
      ),
    ),
  ];
  const more = new Set(rows.flatMap(({ cells }) => [...cells.keys()]).filter((column) => !fields.includes(column)));
  const body = [...fields, ...[...more].sort()].sort((a, b) => rootOf(fields, a) - rootOf(fields, b));
  const data = rows.map(({ entry, cells }) => [
    ...HEAD.map((column) => entry[column]),
    ...body.map((column) => cells.get(column) ?? ''),
    ...TAIL.map((column) => entry[column] ?? ''),
  ]);
  return Papa.unparse([[...HEAD, ...body, ...TAIL], ...data], { escapeFormulae: FORMULA });
}

/** `names.fr` stands with `names.en`. */
const rootOf = (fields: readonly string[], column: string): number =>
  fields.findIndex((field) => field.split('.')[0] === column.split('.')[0]);

/** The rows of a sheet that could be read, each with its number from 0, and what is wrong with the others. */
export type Sheet = { inputs: EntryInput[]; rows: number[]; faults: Gap[] };

/** Reads a sheet of lines. Throws InvalidInput where it is none. */
export function readLawCsv(csv: string): Sheet {
  if (csv.length > LONGEST) throw refused(`is longer than ${LONGEST} characters`);
  const text = csv.replace(/^\uFEFF/, '');
  const delimiter = /^"?kind"?([,;\t])/.exec(text)?.[1] ?? ','; // a spreadsheet may take the semicolon
  const newline = (/\r\n|\n|\r/.exec(text)?.[0] ?? '\n') as '\n'; // that of the header: within a cell others may stand
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline });
  if (errors[0]) throw refused('is no sheet: a quote is open at its end, or closed within a cell');
  const [columns = [], ...rows] = data;
  requireColumns(columns);
  if (rows.filter((cells) => !isBlank(cells)).length > MOST_ROWS) throw refused(`has more than ${MOST_ROWS} rows`);
  const sheet: Sheet = { inputs: [], rows: [], faults: [] };
  for (const [index, cells] of rows.entries()) {
    if (isBlank(cells)) continue;
    const { input, faults } = readRow(columns, cells);
    sheet.faults.push(...faults.map((gap) => ({ ...gap, field: `rows.${index}.${gap.field}` })));
    if (!input) continue;
    sheet.inputs.push(input);
    sheet.rows.push(index);
  }
  return sheet;
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

const SOURCE = 'the columns of such a sheet';
const fault = (field: string, message: string): Gap => ({ field, rule: 'sheet', message, source: SOURCE });
const refused = (message: string): InvalidInput => new InvalidInput('this sheet', [fault('csv', message)]);

const ROOTS = new Set<string>([...HEAD, ...TAIL, ...ENTRY_KINDS.flatMap((kind) => Object.keys(shapeOf(kind)))]);

const isColumn = (name: string): boolean => {
  const [root = '', ...rest] = name.split('.');
  return ROOTS.has(root) && /^[A-Za-z0-9-]{0,35}$/.test(rest.join('.'));
};

function requireColumns(columns: readonly string[]): void {
  const missing = [...HEAD, 'source', 'confidence'].filter((column) => !columns.includes(column));
  const strange = columns.findIndex((column) => !isColumn(column));
  const twice = columns.findIndex((column, index) => columns.indexOf(column) !== index);
  if (missing.length > 0) throw refused(`has no column ${missing.join(', ')}`);
  if (strange >= 0) throw refused(`has a column ${strange + 1} that is none of ${[...ROOTS].join(', ')}`);
  if (twice >= 0) throw refused(`has the column ${twice + 1} twice`);
}

function readRow(columns: readonly string[], cells: readonly string[]): { input?: EntryInput; faults: Gap[] } {
  const row = new Map(columns.map((column, index) => [column, bared(cells[index] ?? '')]));
  const at = (column: string): string => row.get(column) ?? '';
  const kind = ENTRY_KINDS.find((one) => one === at('kind'));
  const confidence = CONFIDENCES.find((one) => one === at('confidence'));
  const faults = [
    ...(cells.slice(columns.length).some((cell) => cell !== '')
      ? [fault('cells', 'are more than there are columns')]
      : []),
    ...(kind ? [] : [fault('kind', `is none of ${ENTRY_KINDS.join(', ')}`)]),
    ...(confidence ? [] : [fault('confidence', `is none of ${CONFIDENCES.join(', ')}`)]),
  ];
  if (!kind || !confidence) return { faults };
  const { body, strange } = readBody(kind, row);
  const [checkedBy, checkedOn] = [at('checkedBy'), at('checkedOn')];
  return {
    input: {
      kind,
      about: at('about'),
      key: at('key'),
      body,
      source: at('source'),
      confidence,
      ...(checkedBy === '' ? {} : { checkedBy }),
      ...(checkedOn === '' ? {} : { checkedOn }),
    },
    faults: [...faults, ...strange.map((column) => fault(`body.${column}`, 'is no field of a line of this kind'))],
  };
}

const bared = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell);

function readBody(
  kind: EntryKind,
  row: ReadonlyMap<string, string>,
): { body: Record<string, unknown>; strange: string[] } {
  const body: Record<string, unknown> = {};
  const strange: string[] = [];
  for (const [column, cell] of row) {
    if (cell === '' || [...HEAD, ...TAIL].some((own) => own === column)) continue;
    const [field = '', ...rest] = column.split('.');
    const schema = shapeOf(kind)[field];
    const def = schema && bare(schema);
    if (!def || isNamed(def) !== rest.length > 0) strange.push(column);
    else if (isNamed(def))
      body[field] = { ...(body[field] as object | undefined), [rest.join('.')]: cell }; // what was made of it before
    else body[field] = cellOf(def).read(cell);
  }
  return { body, strange };
}
