import type { z } from 'zod';
import { enumName } from '../../api/types/enums.ts';
import { BELMORA } from '../support/office.ts';

/** The public definition of a schema, as far as the inputs of steps use it. */
type Def = { type: string; innerType?: z.ZodType; element?: z.ZodType; shape?: Record<string, z.ZodType> };
const defOf = (schema: z.ZodType): Def => schema.def as Def; // zod's own public definition

/** Words that some schema of a text takes: an id, a date, a hash, a code, a line. */
const TEXTS = [BELMORA, '2026-03-16', 'a'.repeat(64), 'mla-evidence', 'UTC', 'XBE', '1', 'some words'];

/** Variables for a step that its schema takes, made from the schema: a new step needs no line here. */
export function sampleInput(schema: z.ZodObject): Record<string, unknown> {
  const fields = Object.entries(schema.shape).filter(([, field]) => isRequired(field as z.ZodType)); // a shape holds schemas
  return Object.fromEntries(fields.map(([key, field]) => [key, sampleOf(field as z.ZodType)])); // likewise
}

const isRequired = (schema: z.ZodType): boolean => !['optional', 'default'].includes(defOf(schema).type);

function sampleOf(schema: z.ZodType): unknown {
  const { type, element } = defOf(schema);
  switch (type) {
    case 'object':
      return sampleInput(schema as z.ZodObject); // its kind is "object"
    case 'array':
      return element ? [sampleOf(element)] : [];
    case 'enum':
      return enumName(String((schema as z.ZodEnum).options[0])); // its kind is "enum"
    case 'boolean':
      return true;
    case 'number':
      return 1;
    default:
      return sampleText(schema);
  }
}

function sampleText(schema: z.ZodType): string {
  const text = [...TEXTS].reverse().find((one) => schema.safeParse(one).success);
  if (text === undefined) throw new Error(`Cannot make a sample of a "${defOf(schema).type}": add a word to the list`);
  return text;
}
