import type { z } from 'zod';
import { MOVES } from '../../domain/moves.ts';
import { endingsFor } from '../../files/sniff.ts';
import { mapNamed, type Named, type Word } from './case-input.ts';
import { contentFaults, type Placed, type Told, takes, translationFaults } from './content-faults.ts';
import { type Fault, fieldsAt, type Path, valueAt } from './faults.ts';
import { type CaseStep, STEP_NAMES } from './steps.ts';

/** How a file is laid out: the schema of its steps, and whose content stands where. */
export type Layout = {
  stepSchema: z.ZodType;
  /** Its requests, each with the steps that are taken on it. */
  requestsOf(raw: unknown, steps: readonly Placed[]): Told[];
};

/** What no schema can say: names that lead somewhere, steps in their order, changes that fit, whole translations. */
export function crossFaults(raw: unknown, { stepSchema, requestsOf }: Layout): Fault[] {
  const steps = stepsOf(raw, stepSchema);
  const people = new Set(Object.keys(fieldsAt(raw, ['people'])));
  const reader = valueAt(raw, ['reader']);
  return [
    ...(typeof reader === 'string' && !people.has(reader) ? [nobody(['reader'], reader)] : []),
    ...steps.flatMap((placed) => peopleFaults(placed, people)),
    ...fileFaults(raw, steps),
    ...orderFaults(steps),
    ...requestsOf(raw, steps).flatMap((told) => requestFaults(raw, told)),
  ];
}

function requestFaults(raw: unknown, told: Told): Fault[] {
  const { faults, content } = contentFaults(raw, told);
  return [...beginFaults(raw, told), ...faults, ...(content ? translationFaults(raw, told, content) : [])];
}

/** The steps that are in order by themselves. */
function stepsOf(raw: unknown, schema: z.ZodType): Placed[] {
  const steps = valueAt(raw, ['steps']);
  return (Array.isArray(steps) ? steps : []).flatMap((value: unknown, index) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [{ step: parsed.data as CaseStep, path: ['steps', index] }] : []; // built from the moves' own schemas
  });
}

const nobody = (path: Path, name: string): Fault => ({ path, reason: `"${name}" is nobody of people` });

function peopleFaults(placed: Placed, people: ReadonlySet<string>): Fault[] {
  const faults = people.has(placed.step.by) ? [] : [nobody([...placed.path, 'by'], placed.step.by)];
  for (const { path, named } of namedIn(placed)) {
    const isStranger = named.kind === 'reference' && named.field === 'officer' && !people.has(String(named.name));
    if (isStranger) faults.push(nobody(path, String(named.name)));
  }
  return faults;
}

type NamedAt = { path: Path; named: Named | Word };

function namedIn(placed: Placed): NamedAt[] {
  if (!takes(placed)) return [];
  const found: NamedAt[] = [];
  const { step, path } = placed;
  mapNamed(MOVES[step.do].input, step.with ?? {}, (named, at) => {
    found.push({ path: [...path, 'with', ...at], named });
    return undefined;
  });
  return found;
}

function fileFaults(raw: unknown, steps: readonly Placed[]): Fault[] {
  const names = Object.keys(fieldsAt(raw, ['files']));
  const endings = endingsFor('evidence');
  const unusable = names.filter((name) => !endings.includes(name.split('.').at(-1)?.toLowerCase() ?? ''));
  return [
    ...unusable.map((name) => ({
      path: ['files', name],
      reason: `has no ending that can be stored: ${endings.join(', ')}`,
    })),
    ...steps
      .flatMap(namedIn)
      .filter(({ named }) => named.kind === 'file' && !names.includes(named.name))
      .map(({ path, named }) => ({ path, reason: `"${named.name}" is none of files` })),
  ];
}

/** A request begins with `create`, and has no second one, also where these steps have faults of their own. */
function beginFaults(raw: unknown, { name }: Told): Fault[] {
  const steps = valueAt(raw, ['steps']);
  const [first, ...rest] = (Array.isArray(steps) ? steps : [])
    .map((step: unknown, index) => ({ ...fieldsAt(step, []), path: ['steps', index, 'do'] }))
    .filter((step: Record<string, unknown>) => step['request'] === name)
    .map((step): { path: Path; does: unknown } => ({ path: step.path, does: Reflect.get(step, 'do') }));
  const isOther = ['write', 'translate', ...STEP_NAMES].some((one) => one === first?.does && one !== 'create');
  return [
    ...(first && isOther ? [{ path: first.path, reason: 'is not create: a request begins with it' }] : []),
    ...rest
      .filter(({ does }) => does === 'create')
      .map(({ path }) => ({ path, reason: 'is create again: it is one request' })),
  ];
}

const orderFaults = (steps: readonly Placed[]): Fault[] =>
  steps.flatMap(({ step, path }, index) => {
    const before = steps[index - 1]?.step.at;
    const isLate = before !== undefined && Date.parse(before) > Date.parse(step.at);
    return isLate ? [{ path: [...path, 'at'], reason: `is before the step above it (${before})` }] : [];
  });
