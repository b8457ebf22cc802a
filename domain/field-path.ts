import type { z } from 'zod';
import { partSchema } from './content.ts';
import { itemContent } from './item-content.ts';
import type { Request } from './request.ts';

/** What a gap may be of that stands in no part of the content. */
const OF_THE_FRAME = [
  'basis',
  'label',
  'urgency',
  'partner',
  'requested',
  'route',
  'letterLanguage',
  'items',
  'annexes',
];
/** The public definition of a zod schema, as far as content uses it. */
type Def = {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  options?: readonly z.ZodType[];
  shape?: Record<string, z.ZodType>;
};
const isNumber = (step: string): boolean => /^(0|[1-9]\d{0,3})$/.test(step);

/** Whether the path leads to something that the schema has. */
function leads(schema: z.ZodType | undefined, [step, ...rest]: readonly string[]): boolean {
  if (schema === undefined) return false;
  const { type, innerType, element, options, shape } = schema.def as Def; // zod's own public definition
  if (innerType) return leads(innerType, step === undefined ? [] : [step, ...rest]);
  if (step === undefined) return true;
  if (options) return options.some((option) => leads(option, [step, ...rest]));
  if (type === 'array') return isNumber(step) && leads(element, rest);
  return shape !== undefined && Object.hasOwn(shape, step) && leads(shape[step], rest);
}

/**
 * Whether a field is one that the request has or may have: as gaps name it (`facts`, `items.2.reason`, `annexes.0`), or an
 * item by the key of its part (`item/3.reason`).
 */
export function isField({ items, annexes }: Pick<Request, 'items' | 'annexes'>, field: string): boolean {
  const [first = '', ...rest] = field.split('.');
  const [second] = rest;
  if (second === undefined && OF_THE_FRAME.includes(first)) return true;
  if (first.startsWith('item/')) return items.some(({ id }) => first === `item/${id}`) && isOfItem(rest);
  if (first === 'items') return isBelow(second, items.length) && isOfItem(rest.slice(1));
  if (first === 'annexes') return isBelow(second, annexes.length) && rest.length === 1;
  return leads(partSchema(first), rest) || (first === 'basis' && isBelow(second, 10) && rest.length === 1);
}

const isBelow = (step: string | undefined, count: number): boolean =>
  step !== undefined && isNumber(step) && Number(step) < count;
const isOfItem = (steps: readonly string[]): boolean =>
  (steps.length === 1 && ['basis', 'type'].includes(steps[0] ?? '')) || leads(itemContent, steps);
