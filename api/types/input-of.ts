import type { z } from 'zod';
import { type Gap, InvalidInput } from '../../domain/errors.ts';
import { builder, type SchemaTypes } from '../builder.ts';
import { enumOf } from './enums.ts';
import { INPUT_WORDS } from './input-words.ts';

type InputBuilder = PothosSchemaTypes.InputFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>,
  'InputObject'
>;
type Fields = ReturnType<Parameters<typeof builder.inputType>[1]['fields']>;
/** The public definition of a zod schema, as far as inputs use it. */
type Def = {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  format?: string;
};
const defOf = (schema: z.ZodType): Def => schema.def as Def; // zod's own public definition

const SCALARS: Record<string, string> = { date: 'Date', datetime: 'DateTime', uuid: 'ID' };
const ids = new Map<z.ZodType, ReturnType<typeof builder.inputRef>>();

/** GraphQL fields of an input, made from the schema that checks it: one source for type, check and documentation. */
export function fieldsOf(name: string, schema: z.ZodObject): (t: InputBuilder) => Fields {
  return (t) =>
    Object.fromEntries(
      Object.entries(schema.shape).map(([key, field]) => [
        key,
        fieldOf(t, key, `${name}${key[0]?.toUpperCase()}${key.slice(1)}`, field as z.ZodType),
      ]),
    ); // a shape holds schemas
}

function fieldOf(t: InputBuilder, key: string, name: string, schema: z.ZodType): Fields[string] {
  const { inner, required } = unwrapped(schema);
  const description = INPUT_WORDS[key];
  if (!description)
    throw new Error(`Cannot describe the field "${key}" of "${name}": input-words.ts has no words for it`);
  const def = defOf(inner);
  if (def.type === 'array' && def.element)
    return t.field({ type: [typeOf(name, def.element)] as never, required: required as never, description }); // built from data: the types are checked by the schema itself
  return t.field({ type: typeOf(name, inner) as never, required: required as never, description }); // likewise
}

function unwrapped(schema: z.ZodType): { inner: z.ZodType; required: boolean } {
  const def = defOf(schema);
  if (def.type !== 'optional' && def.type !== 'default') return { inner: schema, required: true };
  return { inner: unwrapped(def.innerType ?? schema).inner, required: false };
}

function typeOf(name: string, schema: z.ZodType): unknown {
  const def = defOf(schema);
  if (schema.meta()?.['deposit'] === 'file') return 'ID';
  switch (def.type) {
    case 'string':
      return SCALARS[def.format ?? ''] ?? 'String';
    case 'number':
      return def.format === 'safeint' ? 'Int' : 'Float';
    case 'boolean':
      return 'Boolean';
    case 'enum':
      return enumOf(schema as z.ZodEnum, name); // its kind is "enum"
    case 'object': {
      const known = ids.get(schema);
      if (known) return known;
      const made = builder.inputType(`${name}Input`, { fields: fieldsOf(name, schema as z.ZodObject) as never }); // its kind is "object"; fields from data
      ids.set(schema, made as never); // the map only hands it back
      return made;
    }
    default:
      throw new Error(`Cannot make a GraphQL input of "${name}": its kind is "${def.type}"`);
  }
}

/** The input as its schema takes it; throws InvalidInput naming every field. Null is the same as absent. */
export function parseInput<S extends z.ZodObject>(schema: S, value: unknown, what: string): z.output<S> {
  const parsed = schema.safeParse(plain(schema, value));
  if (parsed.success) return parsed.data;
  throw new InvalidInput(
    what,
    parsed.error.issues.map(
      (issue): Gap => ({
        field: issue.path.map(String).join('.'),
        rule: issue.code,
        message: issue.message,
        source: 'the shape of the input',
      }),
    ),
  );
}

/** Nulls left out, and Relay's ids in place turned into those of the record. */
function plain(schema: z.ZodType, value: unknown): unknown {
  const { inner } = unwrapped(schema);
  const { type, element, shape, format } = defOf(inner);
  if (typeof value === 'string')
    return format === 'uuid' || inner.meta()?.['deposit'] === 'file' ? plainId(value) : value;
  if (type === 'array' && element && Array.isArray(value)) return value.map((entry) => plain(element, entry));
  if (type !== 'object' || !shape || typeof value !== 'object' || value === null) return value;
  const given = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(given.map(([key, field]) => [key, shape[key] ? plain(shape[key], field) : field]));
}

/** The id inside a Relay id; anything else stays as it is, and its schema refuses it. */
const plainId = (value: string): string =>
  /^[A-Z][A-Za-z]+:(.+)$/.exec(Buffer.from(value, 'base64').toString('utf8'))?.[1] ?? value;
