import { z } from 'zod';
import { type Content, contentSchema, PART_KEYS } from '../../domain/content.ts';
import { line, prose } from '../../domain/fields.ts';
import { asWritten, personName } from './case-input.ts';
import { type CaseStep, stepSchemaOf } from './steps.ts';

export const described = z
  .strictObject({
    text: z.string().optional().describe('The file is this text.'),
    base64: z.base64({ error: 'is not base64' }).optional().describe('The file is these bytes.'),
    page: z
      .string()
      .optional()
      .describe('The file is a PDF of one page with this text in Latin letters: a scanned letter.'),
    size: z.int().min(1).max(64_000_000).optional().describe('The file has so many bytes without a meaning.'),
  })
  .refine((file) => Object.values(file).filter((way) => way !== undefined).length === 1, {
    error: 'is described by exactly one of text, base64, page and size',
  });

/** Who acts, and the files that are named. */
export const stageShape = {
  people: z
    .record(
      personName,
      z.strictObject({ email: line.describe('To sign in with.'), as: line.describe('Function, in the lines.') }),
    )
    .describe('Those who act, by a short name. Each must be able to sign in.'),
  reader: personName.describe('Who reads the record for the lines and the results: an auditor sees every request.'),
  files: z
    .record(line, described)
    .optional()
    .describe('Annexes, papers and deliveries by name; the ending says the type.'),
};
/** What a request says. */
export const requestShape = {
  content: asWritten(contentSchema).describe(`What the request says at first: ${PART_KEYS.join(', ')}, items.`),
  translation: z
    .record(line, prose)
    .optional()
    .describe('The translation of each segment of the letter by its id; annexes as `annex/A`, `annex/B`.'),
};

export const stepSchema = stepSchemaOf({ isNamed: false });
export const caseSchema = z
  .strictObject({
    title: line.describe('The case in a few words.'),
    ...stageShape,
    ...requestShape,
    steps: z.array(stepSchema).min(1, { error: 'has no step' }).describe('What happens, in the order of time.'),
  })
  .describe('A case that the demonstration plays: data and dated steps.');

export type CaseFile = Omit<z.infer<typeof caseSchema>, 'content' | 'steps'> & {
  content: Content;
  steps: CaseStep[];
};
export type Described = z.infer<typeof described>;

/** The JSON Schema of a case file, kept in `cases/case.schema.json`. */
export const caseSchemaText = (): string => schemaText(caseSchema, 'Rogatory case file');

/** The JSON Schema of a file that people write. */
export function schemaText(file: z.ZodType, title: string): string {
  const schema = z.toJSONSchema(file, {
    io: 'input',
    override: ({ jsonSchema }) => {
      delete jsonSchema['deposit']; // how the record keeps it is no concern of who writes a case
      if (jsonSchema.format?.startsWith('date')) delete jsonSchema.pattern; // the format says it, in fewer signs
    },
  });
  return `${JSON.stringify({ ...schema, title }, null, 2)}\n`;
}
