import { z } from 'zod';
import { ACTIONS } from '../../domain/decide.ts';
import { line, prose } from '../../domain/fields.ts';
import type { Move } from '../../domain/move.ts';
import { type Action, FIRST_STEPS, MOVES } from '../../domain/moves.ts';
import { asWritten, holdName, personName, requestName } from './case-input.ts';
import { instant, type Look, type LookAtHold, looking, lookingAtHold } from './looks.ts';

/** The steps that a person can take; the engine takes its own by itself. */
export const SCENARIO_STEPS: readonly Action[] = ACTIONS.filter((action) => MOVES[action].by !== 'system');
/** Those on the one request of a case. */
export const STEP_NAMES: readonly Action[] = SCENARIO_STEPS.filter(
  (action) => MOVES[action].of === undefined && (action === 'create' || !FIRST_STEPS.has(action)),
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

/** What a scenario's step names: the file that it is taken on. */
const NAMED = { request: { request: requestName }, hold: { hold: holdName } };

/**
 * The schema of a step: one for each that a person can take, and two that save what is written. A scenario, whose files have
 * names, has steps on holds besides, and two that only look.
 */
export function stepSchemaOf({ isNamed }: { isNamed: boolean }) {
  const on = isNamed ? NAMED : { request: {}, hold: {} };
  const taking = (isNamed ? SCENARIO_STEPS : STEP_NAMES).map((action) => {
    const move: Move = MOVES[action];
    const input = asWritten(move.input);
    return z
      .strictObject({
        ...common,
        ...on[move.of ?? 'request'],
        expect: expectation.optional(),
        do: z.literal(action),
        with: input.safeParse({}).success ? input.optional() : input,
      })
      .describe(`${move.doc} (${move.source})`);
  });
  const looks = [
    z.strictObject({ ...common, ...on.request, ...looking }).describe('Looks at the gaps and warnings.'),
    z.strictObject({ ...common, ...on.hold, ...lookingAtHold }).describe('Looks at the days of a hold.'),
  ];
  return z.discriminatedUnion(
    'do',
    [
      z
        .strictObject({ ...common, ...on.request, ...writing })
        .describe('Saves the parts of the content that are new or changed.'),
      z
        .strictObject({ ...common, ...on.request, ...translating })
        .describe('Saves the translation of every segment that has none or another one.'),
      ...taking,
      ...(isNamed ? looks : []),
    ],
    { error: 'names no step that there is: docs/cases.md lists them' },
  );
}

export type Expectation = z.infer<typeof expectation>;
/** `request` or `hold` is the name that a scenario gives the file; a case has one request, and no name for it. */
type Common = { at: string; by: string; request?: string; hold?: string; say?: string | undefined };
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
type LookAtHoldStep = Common & { do: 'lookAtHold'; with?: undefined; expect: LookAtHold };
export type CaseStep = WriteStep | TranslateStep | LookStep | LookAtHoldStep | TakeStep;

export const isWriting = (step: CaseStep): step is WriteStep => step.do === 'write';
export const isTranslating = (step: CaseStep): step is TranslateStep => step.do === 'translate';

export const isLooking = (step: CaseStep): step is LookStep => step.do === 'look';
export const isLookingAtHold = (step: CaseStep): step is LookAtHoldStep => step.do === 'lookAtHold';
export const isTaking = (step: CaseStep): step is TakeStep =>
  ![isWriting, isTranslating, isLooking, isLookingAtHold].some((is) => is(step));

/** Whether it begins a request with what another says. */
export const isCarrying = (step: CaseStep): boolean => isTaking(step) && 'carries' in MOVES[step.do];

/** How a step is to be refused; undefined where it is to be taken. */
export const expectationOf = (step: CaseStep): Expectation | undefined => (isTaking(step) ? step.expect : undefined);
