import { z } from 'zod';
import { calendarDate, line } from '../../domain/fields.ts';
import { ENTRY_BODIES, ENTRY_KINDS } from '../../domain/law-entries.ts';
import { CONFIDENCES } from '../../domain/treaties/type.ts';
import { BEHAVIOUR_NAMES, type Behaviour } from '../simulate/behaviours.ts';
import { requestShape, schemaText, stageShape } from './case-file.ts';
import { holdName, personName, requestName } from './case-input.ts';
import { type Claim, claimSchema } from './claims.ts';
import type { Told } from './content-faults.ts';
import { fieldsAt } from './faults.ts';
import { instant } from './looks.ts';
import type { FileKind } from './read-case.ts';
import { BEGINS, scenarioFaults } from './scenario-faults.ts';
import type { Play } from './stage.ts';
import { stepSchemaOf } from './steps.ts';

const lawLine = z.discriminatedUnion(
  'kind',
  ENTRY_KINDS.map((kind) =>
    z.strictObject({
      kind: z.literal(kind),
      about: line.describe('Code of the State, or of the instrument.'),
      key: line.default('').describe('Which fact of it; nothing where its kind has none.'),
      body: ENTRY_BODIES[kind],
      source: line.min(1, { error: 'is empty' }),
      confidence: z.enum(CONFIDENCES).default('confirmed'),
      checkedBy: line.optional(),
      checkedOn: calendarDate.optional(),
    }),
  ) as never, // one for each kind, and there are some
  { error: 'is no kind of line: docs/law.md lists them' },
);
export type LawLine = {
  kind: string;
  about: string;
  key: string;
  body: object;
  source: string;
  confidence: string;
  checkedBy?: string;
  checkedOn?: string;
};

const stepSchema = stepSchemaOf({ isNamed: true });

const scenarioSchema = z
  .strictObject({
    title: line.describe('The scenario in a few words.'),
    ...stageShape,
    administrator: personName.optional().describe('Who sets the lines of the law and the house rules.'),
    law: z.array(lawLine).optional().describe('Lines of the law that are set before it begins, in this order.'),
    house: z
      .record(line, z.int())
      .optional()
      .describe('House rules by their number, each with the amount that is set before it begins.'),
    seed: z.int().default(1).describe('By which simulated partners choose their instants.'),
    partners: z
      .record(
        personName,
        z.strictObject({
          answers: z
            .array(z.enum(BEHAVIOUR_NAMES))
            .min(1, { error: 'is empty' })
            .describe('How the requests that reach it are answered: the first by the first word, in turn.'),
        }),
      )
      .optional()
      .describe('Partners that answer by themselves, by the officer of `people` who acts for them.'),
    requests: z
      .record(requestName, z.strictObject(requestShape))
      .default({})
      .describe(
        'The requests by a short name, and what each says; of what is carried over from another, what it says otherwise.',
      ),
    holds: z
      .record(
        holdName,
        z.strictObject({
          askedBy: z
            .strictObject({ request: requestName, item: line })
            .optional()
            .describe('The request for preservation and the item that open it; `openHold` does where it is absent.'),
        }),
      )
      .optional()
      .describe('The holds by a short name.'),
    steps: z.array(stepSchema).min(1, { error: 'has no step' }).describe('What happens, in the order of time.'),
    until: instant.optional().describe('How far the time passes after the last step.'),
    expect: z.array(claimSchema).optional().describe('What must be on record at the end.'),
  })
  .describe('A scenario that a practice installation plays.');

export type Scenario = Play & {
  administrator?: string;
  law?: LawLine[];
  house?: Record<string, number>;
  seed: number;
  partners?: Record<string, { answers: readonly Behaviour[] }>;
  until?: string;
  expect?: Claim[];
};

/** The JSON Schema of a scenario file, kept in `cases/scenario.schema.json`. */
export const scenarioSchemaText = (): string => schemaText(scenarioSchema, 'Rogatory scenario file');

export const SCENARIO: FileKind = {
  what: 'scenario',
  schema: scenarioSchema,
  layout: {
    stepSchema,
    requestsOf: (raw, steps) =>
      Object.keys(fieldsAt(raw, ['requests'])).map(
        (name): Told => ({
          name,
          base: ['requests', name],
          steps: steps.filter(({ step }) => step.request === name),
        }),
      ),
    begins: BEGINS.request,
  },
  more: scenarioFaults,
};
