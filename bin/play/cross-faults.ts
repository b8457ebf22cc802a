import type { z } from 'zod';
import { MOVES } from '../../domain/moves.ts';
import { endingsFor } from '../../files/sniff.ts';
import { mapNamed, type Named, type Word } from './case-input.ts';
import { contentFaults, type Placed, type Told, takes, translationFaults } from './content-faults.ts';
import { type Fault, fieldsAt, type Path, valueAt } from './faults.ts';
import { type CaseStep, SCENARIO_STEPS } from './steps.ts';

/** How a file is laid out: the schema of its steps, and whose content stands where. */
export type Layout = {
  stepSchema: z.ZodType;
  /** Its requests, each with the steps that are taken on it. */
  requestsOf(raw: unknown, steps: readonly Placed[]): Told[];
  /** What a request can begin with. */
  begins: readonly string[];
};

/** What no schema can say: names that lead somewhere, steps in their order, changes that fit, whole translations. */
export function crossFaults(raw: unknown, { stepSchema, requestsOf, begins }: Layout): Fault[] {
  const steps = stepsOf(raw, stepSchema);
  const names = (key: string): ReadonlySet<string> => new Set(Object.keys(fieldsAt(raw, [key])));
  const known = { people: names('people'), requests: names('requests') };
  const reader = valueAt(raw, ['reader']);
  return [
    ...(typeof reader === 'string' && !known.people.has(reader) ? [nobody(['reader'], reader)] : []),
    ...steps.flatMap((placed) => nameFaults(placed, known)),
    ...fileFaults(raw, steps),
    ...orderFaults(steps),
    ...requestsOf(raw, steps).flatMap((told) => [
      ...beginFaults(raw, { of: 'request', name: told.name, begins }),
      ...requestFaults(raw, told),
    ]),
  ];
}

function requestFaults(raw: unknown, told: Told): Fault[] {
  const { faults, content } = contentFaults(raw, told);
  return [...faults, ...(content ? translationFaults(raw, told, content) : [])];
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

/** Where a step names what the file has by a name. */
const OF_FILE: Readonly<Record<string, 'people' | 'requests'>> = {
  officer: 'people',
  source: 'requests',
  linked: 'requests',
  requests: 'requests',
};

function nameFaults(placed: Placed, known: Record<'people' | 'requests', ReadonlySet<string>>): Fault[] {
  const faults = known.people.has(placed.step.by) ? [] : [nobody([...placed.path, 'by'], placed.step.by)];
  for (const { path, named } of namedIn(placed)) {
    const name = String(named.name);
    const kind = named.kind === 'reference' ? OF_FILE[named.field] : undefined;
    if (!kind || known[kind].has(name)) continue;
    faults.push(kind === 'people' ? nobody(path, name) : { path, reason: `"${name}" is none of requests` });
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

type Beginning = { of: 'request' | 'hold'; name?: string | undefined; begins: readonly string[] };

/** A file begins with one of its first steps, and has no second one, also where these steps have faults of their own. */
export function beginFaults(raw: unknown, { of, name, begins }: Beginning): Fault[] {
  const steps = valueAt(raw, ['steps']);
  const [first, ...rest] = (Array.isArray(steps) ? steps : [])
    .map((step: unknown, index) => ({ ...fieldsAt(step, []), path: ['steps', index, 'do'] }))
    .filter((step: Record<string, unknown>) => step[of] === name)
    .map((step): { path: Path; does: string } => ({ path: step.path, does: String(Reflect.get(step, 'do')) }));
  const isOther = ['write', 'translate', ...SCENARIO_STEPS].some((one) => one === first?.does && !begins.includes(one));
  return [
    ...(first && isOther
      ? [{ path: first.path, reason: `is not ${begins.join(' or ')}: a ${of} begins with it` }]
      : []),
    ...rest
      .filter(({ does }) => begins.includes(does))
      .map(({ path, does }) => ({ path, reason: `is ${does} again: it is one ${of}` })),
  ];
}

const orderFaults = (steps: readonly Placed[]): Fault[] =>
  steps.flatMap(({ step, path }, index) => {
    const before = steps[index - 1]?.step.at;
    const isLate = before !== undefined && Date.parse(before) > Date.parse(step.at);
    return isLate ? [{ path: [...path, 'at'], reason: `is before the step above it (${before})` }] : [];
  });
