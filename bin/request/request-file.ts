import { z } from 'zod';
import { type Content, contentSchema } from '../../domain/content.ts';
import { calendarDate, line } from '../../domain/fields.ts';
import { REQUEST_TYPES, type RequestType } from '../../domain/item-types.ts';
import { bases } from '../../domain/move.ts';
import { OFFENCE_CLASSES } from '../../domain/offences.ts';
import { nearDate } from '../../domain/period-question.ts';
import { LABELS, URGENCIES } from '../../domain/request.ts';
import { ROUTES } from '../../domain/treaties/type.ts';
import { schemaText } from '../play/case-file.ts';
import { asWritten } from '../play/case-input.ts';

const state = line.meta({
  id: 'state',
  description: 'Code of a State: ISO 3166-1 alpha-2, or one of the demonstration: XAR, XBE, XQA.',
});
const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: 'is not a language tag such as en or pt-BR' });
const basis = asWritten(bases);
const type = z.enum(REQUEST_TYPES);

export const requestFileSchema = z
  .strictObject({
    from: state.describe('The State that asks.'),
    to: state.describe('The State that is asked.'),
    on: nearDate.optional().describe('The day of the request; today unless told.'),
    letterLanguage: language.default('en').describe('Language of the letter.'),
    urgency: z.enum(URGENCIES).optional().describe('normal unless told; emergency for the two types of an emergency.'),
    label: z.enum(LABELS).optional().describe('Handling label.'),
    route: z.enum(ROUTES).optional().describe('The legal route that it takes; the usual one of the basis unless told.'),
    basis: basis.optional().describe('Legal bases, the primary one first; the first that applies unless told.'),
    offence: z
      .strictObject({
        class: z.enum(OFFENCE_CLASSES).optional(),
        maximumYears: z.number().min(0).max(100).optional(),
        date: calendarDate.optional(),
      })
      .optional()
      .describe('What legal bases are chosen and judged by, where the offences of the content do not say it.'),
    items: z
      .array(z.strictObject({ type, basis: basis.optional() }))
      .min(1, { error: 'asks for nothing' })
      .max(200)
      .optional()
      .describe('What is asked, each with the type and legal bases of its own where they differ: items 1, 2, 3.'),
    type: type.optional().describe('In place of items: the type of a request that asks for one thing.'),
    content: asWritten(contentSchema).describe('What the request says, as in a case file.'),
    annexes: z.array(line).max(100).default([]).describe('Titles of the annexes.'),
    death: z.boolean().default(false).describe('That an offence is punishable by death under the law of who asks.'),
  })
  .describe('A request that is checked before it is made.');

type Bases = readonly { instrument: string; articles: string[]; override?: string | undefined }[];
/** A request file as it was read; bases and content were checked by schemas built from the record's own. */
export type RequestFile = Omit<z.output<typeof requestFileSchema>, 'basis' | 'items' | 'content'> & {
  basis?: Bases | undefined;
  items?: readonly { type: RequestType; basis?: Bases | undefined }[] | undefined;
  content: Content;
};

/** The JSON Schema of a request file, kept in `cases/request.schema.json`. */
export const requestFileSchemaText = (): string => schemaText(requestFileSchema, 'Rogatory request file');
