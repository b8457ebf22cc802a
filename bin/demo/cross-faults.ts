import { MOVES } from '../../domain/moves.ts';
import { endingsFor } from '../../files/sniff.ts';
import { type CaseStep, STEP_NAMES, stepSchema } from './case-file.ts';
import { mapNamed, type Named, type Word } from './case-input.ts';
import { contentFaults, isTaking, type Placed, translationFaults } from './content-faults.ts';
import { type Fault, fieldsAt, type Path, valueAt } from './faults.ts';

/** What no schema can say: names that lead somewhere, steps in their order, changes that fit, a whole translation. */
export function crossFaults(raw: unknown): Fault[] {
  const steps = stepsOf(raw);
  const people = new Set(Object.keys(fieldsAt(raw, ['people'])));
  const reader = valueAt(raw, ['reader']);
  const { faults, content } = contentFaults(raw, steps);
  return [
    ...(typeof reader === 'string' && !people.has(reader) ? [nobody(['reader'], reader)] : []),
    ...steps.flatMap((placed) => peopleFaults(placed, people)),
    ...fileFaults(raw, steps),
    ...beginFaults(raw),
    ...orderFaults(steps),
    ...faults,
    ...(content ? translationFaults(raw, steps, content) : []),
  ];
}

/** The steps that are in order by themselves. */
function stepsOf(raw: unknown): Placed[] {
  const steps = valueAt(raw, ['steps']);
  return (Array.isArray(steps) ? steps : []).flatMap((value: unknown, index) => {
    const parsed = stepSchema.safeParse(value);
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
  if (!isTaking(placed)) return [];
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

function beginFaults(raw: unknown): Fault[] {
  const first = valueAt(raw, ['steps', 0, 'do']);
  const isOther = ['write', 'translate', ...STEP_NAMES].some((name) => name === first && name !== 'create');
  return isOther ? [{ path: ['steps', 0, 'do'], reason: 'is not create: a case begins with it' }] : [];
}

const orderFaults = (steps: readonly Placed[]): Fault[] =>
  steps.flatMap(({ step, path }, index) => {
    const before = steps[index - 1]?.step.at;
    const isLate = before !== undefined && Date.parse(before) > Date.parse(step.at);
    const isSecond = index > 0 && step.do === 'create';
    return [
      ...(isLate ? [{ path: [...path, 'at'], reason: `is before the step above it (${before})` }] : []),
      ...(isSecond ? [{ path: [...path, 'do'], reason: 'is create again: a case has one request' }] : []),
    ];
  });
