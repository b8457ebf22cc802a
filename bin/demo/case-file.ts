import { z } from 'zod';
import { type Content, contentSchema, PART_KEYS } from '../../domain/content.ts';
import { ACTIONS } from '../../domain/decide.ts';
import { line, prose } from '../../domain/fields.ts';
import type { Move } from '../../domain/move.ts';
import { type Action, MOVES } from '../../domain/moves.ts';
import { asWritten, personName } from './case-input.ts';

/** The steps that a person can take; the engine takes its own by itself. */
export const STEP_NAMES: readonly Action[] = ACTIONS.filter((action) => MOVES[action].by !== 'system');

const REFUSALS = ['Incomplete', 'ActionNotAllowed', 'InvalidInput', 'ProofNeeded', 'NotFound'] as const;

const expectation = z
  .strictObject({
    refused: z.enum(REFUSALS),
    rule: line.optional().describe('The rule that forbids the step: S1, label-ceiling.'),
    gaps: z
      .array(z.strictObject({ field: line, source: line.optional() }))
      .optional()
      .describe('Every gap that is named, no more and no less, each with its source where it matters.'),
  })
  .meta({ id: 'expectation', description: 'The step is refused, so.' });

/** What every step has; `say` is what its line says, in place of the usual words. */
const common = {
  at: z.iso
    .datetime({ offset: true, error: 'is not an instant with its offset, such as 2026-03-03T10:00:00+09:00' })
    .meta({ id: 'instant', description: 'When, in the local time of who acts, with its offset.' }),
  by: personName,
  say: line.optional(),
};

const writing = z.strictObject({
  ...common,
  do: z.literal('write'),
  with: z
    .strictObject({
      change: z
        .record(line, z.unknown())
        .optional()
        .describe('New values by path: `identifiers.i3.noneKnown`, `items.3.reason`. Null takes a field away.'),
    })
    .optional(),
});
const translating = z.strictObject({
  ...common,
  do: z.literal('translate'),
  with: z
    .strictObject({ texts: z.record(line, prose).optional().describe('Segments that are put otherwise this time.') })
    .optional(),
});

const taking = STEP_NAMES.map((action) => {
  const move: Move = MOVES[action];
  const input = asWritten(move.input);
  return z
    .strictObject({
      ...common,
      expect: expectation.optional(),
      do: z.literal(action),
      with: input.safeParse({}).success ? input.optional() : input,
    })
    .describe(`${move.doc} (${move.source})`);
});

export const stepSchema = z.discriminatedUnion(
  'do',
  [
    writing.describe('Saves the parts of the content that are new or changed.'),
    translating.describe('Saves the translation of every segment that has none or another one.'),
    ...taking,
  ],
  { error: 'names no step that there is: docs/cases.md lists them' },
);

const described = z
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

export const caseSchema = z
  .strictObject({
    title: line.describe('The case in a few words.'),
    people: z
      .record(
        personName,
        z.strictObject({ email: line.describe('To sign in with.'), as: line.describe('Function, in the lines.') }),
      )
      .describe('Those who act, by a short name. Each must be able to sign in.'),
    reader: personName.describe('Who reads the record for the lines and the results: an auditor sees every request.'),
    content: asWritten(contentSchema).describe(`What the request says at first: ${PART_KEYS.join(', ')}, items.`),
    translation: z
      .record(line, prose)
      .optional()
      .describe('The translation of each segment of the letter by its id; annexes as `annex/A`, `annex/B`.'),
    files: z
      .record(line, described)
      .optional()
      .describe('Annexes, papers and deliveries by name; the ending says the type.'),
    steps: z.array(stepSchema).min(1, { error: 'has no step' }).describe('What happens, in the order of time.'),
  })
  .describe('A case that the demonstration plays: data and dated steps.');

export type CaseFile = Omit<z.infer<typeof caseSchema>, 'content' | 'steps'> & {
  content: Content;
  steps: CaseStep[];
};
export type Described = z.infer<typeof described>;
export type Expectation = z.infer<typeof expectation>;
type Common = { at: string; by: string; say?: string | undefined };
export type WriteStep = z.infer<typeof writing>;
export type TranslateStep = z.infer<typeof translating>;
export type TakeStep = Common & {
  do: Action;
  with?: Record<string, unknown> | undefined;
  expect?: Expectation | undefined;
};
export type CaseStep = WriteStep | TranslateStep | TakeStep;

export const isWriting = (step: CaseStep): step is WriteStep => step.do === 'write';
export const isTranslating = (step: CaseStep): step is TranslateStep => step.do === 'translate';

/** How a step is to be refused; undefined where it is to be taken. */
export const expectationOf = (step: CaseStep): Expectation | undefined => ('expect' in step ? step.expect : undefined);

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
