import { z } from 'zod';
import { ACTIONS } from '../../domain/decide.ts';
import { line, prose } from '../../domain/fields.ts';
import type { Move } from '../../domain/move.ts';
import { type Action, FIRST_STEPS, MOVES } from '../../domain/moves.ts';
import { asWritten, personName } from './case-input.ts';

/** The steps that a person can take on the one request of a file; the engine takes its own by itself. */
export const STEP_NAMES: readonly Action[] = ACTIONS.filter(
  (action) =>
    MOVES[action].by !== 'system' &&
    MOVES[action].of === undefined &&
    (action === 'create' || !FIRST_STEPS.has(action)),
);

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

export const instant = z.iso
  .datetime({ offset: true, error: 'is not an instant with its offset, such as 2026-03-03T10:00:00+09:00' })
  .meta({ id: 'instant', description: 'When, in the local time of who acts, with its offset.' });

/** What every step has; `say` is what its line says, in place of the usual words. */
const common = { at: instant, by: personName, say: line.optional() };

const writing = {
  do: z.literal('write'),
  with: z
    .strictObject({
      change: z
        .record(line, z.unknown())
        .optional()
        .describe('New values by path: `identifiers.i3.noneKnown`, `items.3.reason`. Null takes a field away.'),
    })
    .optional(),
};
const translating = {
  do: z.literal('translate'),
  with: z
    .strictObject({ texts: z.record(line, prose).optional().describe('Segments that are put otherwise this time.') })
    .optional(),
};

/** What a person must be shown who looks at the gaps and warnings of a request. */
const looking = {
  do: z.literal('look'),
  expect: z.strictObject({
    shows: z
      .array(
        z.strictObject({
          field: line,
          rule: line.optional(),
          source: line.optional(),
          says: line.optional().describe('Words of its message: the day that it names.'),
        }),
      )
      .min(1, { error: 'is empty' })
      .describe('Gaps and warnings that are among those that are shown.'),
  }),
};
export type Look = z.infer<typeof looking.expect>;

/**
 * The schema of a step: one for each that a person can take, two that save what is written, and for a scenario one that
 * only looks. `named` says of what it is one.
 */
export function stepSchemaOf(named?: z.ZodRawShape) {
  const taking = STEP_NAMES.map((action) => {
    const move: Move = MOVES[action];
    const input = asWritten(move.input);
    return z
      .strictObject({
        ...common,
        ...named,
        expect: expectation.optional(),
        do: z.literal(action),
        with: input.safeParse({}).success ? input.optional() : input,
      })
      .describe(`${move.doc} (${move.source})`);
  });
  return z.discriminatedUnion(
    'do',
    [
      z
        .strictObject({ ...common, ...named, ...writing })
        .describe('Saves the parts of the content that are new or changed.'),
      z
        .strictObject({ ...common, ...named, ...translating })
        .describe('Saves the translation of every segment that has none or another one.'),
      ...taking,
      ...(named
        ? [z.strictObject({ ...common, ...named, ...looking }).describe('Looks at the gaps and warnings.')]
        : []),
    ],
    { error: 'names no step that there is: docs/cases.md lists them' },
  );
}

export type Expectation = z.infer<typeof expectation>;
/** `request` is the name that a scenario gives the request; a case has one, and no name for it. */
type Common = { at: string; by: string; request?: string | undefined; say?: string | undefined };
type WriteStep = Common & { do: 'write'; with?: { change?: Record<string, unknown> | undefined } | undefined };
type TranslateStep = Common & {
  do: 'translate';
  with?: { texts?: Record<string, string> | undefined } | undefined;
};
export type TakeStep = Common & {
  do: Action;
  with?: Record<string, unknown> | undefined;
  expect?: Expectation | undefined;
};
type LookStep = Common & { do: 'look'; with?: undefined; expect: Look };
export type CaseStep = WriteStep | TranslateStep | LookStep | TakeStep;

export const isWriting = (step: CaseStep): step is WriteStep => step.do === 'write';
export const isTranslating = (step: CaseStep): step is TranslateStep => step.do === 'translate';

export const isLooking = (step: CaseStep): step is LookStep => step.do === 'look';
export const isTaking = (step: CaseStep): step is TakeStep =>
  !isWriting(step) && !isTranslating(step) && !isLooking(step);

/** How a step is to be refused; undefined where it is to be taken. */
export const expectationOf = (step: CaseStep): Expectation | undefined => (isTaking(step) ? step.expect : undefined);
