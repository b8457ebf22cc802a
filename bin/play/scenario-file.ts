import { z } from 'zod';
import { calendarDate, line } from '../../domain/fields.ts';
import { ENTRY_BODIES, ENTRY_KINDS } from '../../domain/law-entries.ts';
import { CONFIDENCES } from '../../domain/treaties/type.ts';
import { BEHAVIOUR_NAMES, type Behaviour } from '../simulate/behaviours.ts';
import { requestShape, schemaText, stageShape } from './case-file.ts';
import { personName } from './case-input.ts';
import { type Claim, claimSchema, requestName } from './claims.ts';
import type { Told } from './content-faults.ts';
import { type Fault, fieldsAt, valueAt } from './faults.ts';
import type { FileKind } from './read-case.ts';
import type { Play } from './stage.ts';
import { instant, stepSchemaOf } from './steps.ts';

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

const stepSchema = stepSchemaOf({ request: requestName });

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
      .refine((all) => Object.keys(all).length > 0, { error: 'names none' })
      .describe('The requests by a short name, and what each says.'),
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
  },
  more: scenarioFaults,
};

/** What only a scenario can have wrong: names of requests and people, and an end before the last step. */
function scenarioFaults(raw: unknown): Fault[] {
  const [people, requests] = ['people', 'requests'].map((key) => new Set(Object.keys(fieldsAt(raw, [key]))));
  const nobody = (path: Fault['path']): Fault[] => strange(path, people, 'is nobody of people');
  const strange = (path: Fault['path'], known: ReadonlySet<string> | undefined, reason: string): Fault[] => {
    const name = valueAt(raw, path);
    return typeof name === 'string' && !known?.has(name) ? [{ path, reason: `"${name}" ${reason}` }] : [];
  };
  const entries = (key: string): number => {
    const list = valueAt(raw, [key]);
    return Array.isArray(list) ? list.length : 0;
  };
  const each = (key: string, faults: (path: Fault['path']) => Fault[]): Fault[] =>
    Array.from({ length: entries(key) }, (_, index) => faults([key, index])).flat();
  const isSet = ['law', 'house'].some((key) => valueAt(raw, [key]) !== undefined);
  const [until, last] = [valueAt(raw, ['until']), valueAt(raw, ['steps', entries('steps') - 1, 'at'])];
  return [
    ...nobody(['administrator']),
    ...Object.keys(fieldsAt(raw, ['partners']))
      .filter((name) => !people?.has(name))
      .map((name) => ({ path: ['partners', name], reason: `"${name}" is nobody of people` })),
    ...(isSet && valueAt(raw, ['administrator']) === undefined
      ? [{ path: ['administrator'], reason: 'is missing: law and house need somebody who sets them' }]
      : []),
    ...each('steps', (path) => strange([...path, 'request'], requests, 'is none of requests')),
    ...each('expect', (path) => [
      ...strange([...path, 'request'], requests, 'is none of requests'),
      ...nobody([...path, 'to']).filter(() => String(valueAt(raw, [...path, 'what'])).endsWith('notice')),
      ...nobody([...path, 'by']).filter(() => valueAt(raw, [...path, 'by']) !== 'engine'),
    ]),
    ...(typeof until === 'string' && typeof last === 'string' && Date.parse(until) < Date.parse(last)
      ? [{ path: ['until'], reason: `is before the last step (${last})` }]
      : []),
  ];
}
