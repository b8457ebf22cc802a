import { z } from 'zod';
import { block, line } from '../../domain/fields.ts';
import { basis, record } from '../../domain/move.ts';

const shortName = (id: string, description: string) =>
  z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,29}$/, { error: 'is not a short name of small letters, digits and hyphens' })
    .meta({ id, description });
/** What a case calls a person, an entry of `people`. */
export const personName = shortName('person', 'Somebody of `people`.');
/** What a scenario calls a request, an entry of `requests`, and a hold, one of `holds`. */
export const requestName = shortName('request-name', 'One of `requests`.');
export const holdName = shortName('hold-name', 'One of `holds`.');
const place = z.int().min(1).describe('Which one, counted from 1 in the order in which the record got them.');

/** How a case names what the record gives ids to. */
const REFERENCES: Record<string, z.ZodType> = {
  partner: line.describe(
    'Code of the partner State, such as XBE; of another than its central authority XBE/judicial-authority.',
  ),
  officer: personName,
  question: place,
  delivery: place,
  annex: place,
  source: requestName,
  linked: requestName,
  requests: requestName,
};
/** What the player reads from the record at the moment of the step: nobody could know it beforehand. */
const SUPPLIED: ReadonlySet<string> = new Set(['letter', 'transmission', 'attempt', 'parent']);

/** The public definition of a zod schema, as far as inputs and contents use it. */
type Def = {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  options?: z.ZodType[];
  format?: string;
};
const defOf = (schema: z.ZodType): Def => schema.def as Def; // zod's own public definition
const isFile = (schema: z.ZodType): boolean => schema.meta()?.['deposit'] === 'file';
const isId = (schema: z.ZodType): boolean => !isFile(schema) && defOf(schema).format === 'uuid';
const unwrapped = (schema: z.ZodType): z.ZodType => {
  const { innerType } = defOf(schema);
  return innerType ? unwrapped(innerType) : schema;
};

/** The same schema with other parts inside; its checks stay. */
const rebuilt = (schema: z.ZodType, parts: Partial<Def> & { catchall?: z.ZodType }): z.ZodType =>
  schema.clone({ ...schema.def, ...parts } as typeof schema.def); // the same definition with parts of the same kind

/** Shapes that many steps share, by their name in the JSON Schema. */
const SHARED = new Map<z.ZodType, string>([
  [block, 'block'],
  [basis, 'basis'],
  [record, 'record'],
]);
const written = new Map<z.ZodType, z.ZodType>();

/**
 * A schema as a case writes it: files and whatever else has an id by name, what only the record can know left out, and
 * no field that is not known.
 */
export function asWritten(schema: z.ZodType): z.ZodType {
  const name = SHARED.get(schema);
  const made = written.get(schema) ?? (name ? rewritten(schema).meta({ id: name }) : rewritten(schema));
  written.set(schema, made);
  return made;
}

function rewritten(schema: z.ZodType): z.ZodType {
  if (isFile(schema)) return line.describe('Name of an entry of `files`; it is uploaded before the step.');
  const { type, innerType, element, shape, options } = defOf(schema);
  if (innerType) return rebuilt(schema, { innerType: asWritten(innerType) });
  if (element) return rebuilt(schema, { element: asWritten(element) });
  if (options && type === 'union') return rebuilt(schema, { options: options.map(asWritten) });
  if (!shape) return schema;
  const fields = Object.entries(shape).filter(([key]) => !SUPPLIED.has(key));
  return rebuilt(schema, {
    shape: Object.fromEntries(fields.map(([key, field]) => [key, fieldAsWritten(key, field)])),
    catchall: z.never(),
  });
}

function fieldAsWritten(key: string, field: z.ZodType): z.ZodType {
  const reference = REFERENCES[key];
  return (reference && withNames(field, reference)) ?? asWritten(field);
}

/** The schema with a name in place of its id, or of each id that it lists; undefined where it has none. */
function withNames(schema: z.ZodType, reference: z.ZodType): z.ZodType | undefined {
  if (isId(schema)) return reference;
  const { innerType, element } = defOf(schema);
  const inside = innerType ?? element;
  const named = inside && withNames(inside, reference);
  return named && rebuilt(schema, innerType ? { innerType: named } : { element: named });
}

export type Named = { kind: 'file'; name: string } | { kind: 'reference'; field: string; name: string | number };
/** A word of a list in the domain, such as `in-person`. */
export type Word = { kind: 'word'; name: string };

/** The API writes the words of lists in capitals: IN_PERSON. */
export const enumOf = (word: string): string => word.toUpperCase().replaceAll('-', '_');

/** Copies an input along its step's own schema, passing through `visit` each file, id and listed word that it names. */
export function mapNamed(
  schema: z.ZodType,
  value: unknown,
  visit: (named: Named | Word, path: (string | number)[]) => unknown,
  path: (string | number)[] = [],
): unknown {
  const inner = unwrapped(schema);
  const field = path.findLast((step) => typeof step === 'string') ?? '';
  if (isFile(inner)) return typeof value === 'string' ? visit({ kind: 'file', name: value }, path) : value;
  if (isId(inner)) {
    const isNamed = typeof value === 'string' || typeof value === 'number';
    return isNamed ? visit({ kind: 'reference', field, name: value }, path) : value;
  }
  const { type, element, shape } = defOf(inner);
  if (type === 'enum' && typeof value === 'string') return visit({ kind: 'word', name: value }, path);
  if (element && Array.isArray(value)) {
    return value.map((entry, index) => mapNamed(element, entry, visit, [...path, index]));
  }
  if (!shape || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      const known = shape[key];
      return [key, known ? mapNamed(known, entry, visit, [...path, key]) : entry];
    }),
  );
}
