import type { Content } from '../../domain/content.ts';
import { contentSchema } from '../../domain/content.ts';
import { segmentsOf } from '../../domain/letter.ts';
import { MOVES } from '../../domain/moves.ts';
import { endingsFor } from '../../files/sniff.ts';
import { type CaseStep, isTranslating, isWriting, stepSchema, type TakeStep } from './case-file.ts';
import { asWritten, mapNamed } from './case-input.ts';
import { ChangeRefused, changed } from './changes.ts';
import { type Fault, faultsOf, type Path } from './faults.ts';

type Placed<S extends CaseStep = CaseStep> = { step: S; path: Path };

const fieldsOf = (value: unknown, key: string): Record<string, unknown> => {
  const field = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof field === 'object' && field !== null && !Array.isArray(field) ? field : {};
};

/** What no schema can say: names that lead somewhere, steps in their order, changes that fit, a whole translation. */
export function crossFaults(raw: unknown): Fault[] {
  const steps = stepsOf(raw);
  const people = new Set(Object.keys(fieldsOf(raw, 'people')));
  const reader = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'reader') : undefined;
  const { faults, content } = contentFaults(raw, steps);
  return [
    ...(typeof reader === 'string' && !people.has(reader) ? [nobody(['reader'], reader)] : []),
    ...steps.flatMap((placed) => peopleFaults(placed, people)),
    ...fileFaults(raw, steps),
    ...orderFaults(steps),
    ...faults,
    ...(content ? translationFaults(raw, steps, content) : []),
  ];
}

/** The steps that are in order by themselves. */
function stepsOf(raw: unknown): Placed[] {
  const steps: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'steps') : undefined;
  return (Array.isArray(steps) ? steps : []).flatMap((value: unknown, index) => {
    const parsed = stepSchema.safeParse(value);
    return parsed.success ? [{ step: parsed.data as CaseStep, path: ['steps', index] }] : []; // built from the moves' own schemas
  });
}

const isTaking = (placed: Placed): placed is Placed<TakeStep> => !isWriting(placed.step) && !isTranslating(placed.step);
const nobody = (path: Path, name: string): Fault => ({ path, reason: `"${name}" is nobody of people` });

function peopleFaults(placed: Placed, people: ReadonlySet<string>): Fault[] {
  const faults = people.has(placed.step.by) ? [] : [nobody([...placed.path, 'by'], placed.step.by)];
  for (const { path, named } of namedIn(placed)) {
    const isStranger = named.kind === 'reference' && named.field === 'officer' && !people.has(String(named.name));
    if (isStranger) faults.push(nobody(path, String(named.name)));
  }
  return faults;
}

type NamedAt = { path: Path; named: Parameters<Parameters<typeof mapNamed>[2]>[0] };

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
  const names = Object.keys(fieldsOf(raw, 'files'));
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

function orderFaults(steps: readonly Placed[]): Fault[] {
  const faults: Fault[] = [];
  const [first] = steps;
  if (first && (first.path[1] !== 0 || first.step.do !== 'create')) {
    if (first.path[1] === 0)
      faults.push({ path: [...first.path, 'do'], reason: 'is not create: a case begins with it' });
  }
  for (const [index, { step, path }] of steps.entries()) {
    const before = steps[index - 1];
    if (before && Date.parse(before.step.at) > Date.parse(step.at)) {
      faults.push({ path: [...path, 'at'], reason: `is before the step above it (${before.step.at})` });
    }
    if (index > 0 && step.do === 'create')
      faults.push({ path: [...path, 'do'], reason: 'is create again: a case has one request' });
  }
  return faults;
}

const CONTENT = asWritten(contentSchema);

/** Each change leads somewhere and leaves a content of the right shape. */
function contentFaults(raw: unknown, steps: readonly Placed[]): { faults: Fault[]; content?: Content } {
  const parsed = CONTENT.safeParse(fieldsOf(raw, 'content'));
  if (!parsed.success) return { faults: [] }; // told by the schema of the file
  let content = parsed.data as Content; // the same schema, stricter
  const faults = strayItems(content, steps);
  for (const { step, path } of steps) {
    if (!isWriting(step)) continue;
    for (const [place, value] of Object.entries(step.with?.change ?? {})) {
      const at = [...path, 'with', 'change', place];
      try {
        const next = changed(content, place, value);
        const result = CONTENT.safeParse(next);
        if (result.success)
          content = result.data as Content; // likewise
        else
          faults.push(
            ...faultsOf(result.error, next).map(({ path: of, reason }) => ({
              path: at,
              reason: `makes ${of.join('.')}, which ${reason}`,
            })),
          );
      } catch (error) {
        if (!(error instanceof ChangeRefused)) throw error;
        faults.push({ path: at, reason: error.message });
      }
    }
  }
  return { faults, content };
}

/** Items get their numbers from the record: 1, 2, 3 in the order in which they are asked. */
function strayItems({ items }: Content, steps: readonly Placed[]): Fault[] {
  const asked = steps.filter(isTaking).reduce((count, { step }) => {
    const given = step.do === 'create' ? step.with?.['items'] : undefined;
    return count + (step.do === 'addItem' ? 1 : Array.isArray(given) ? given.length : 0);
  }, 0);
  if (asked === 0) return [];
  return items.flatMap(({ id }, index) =>
    Number(id) >= 1 && Number(id) <= asked
      ? []
      : [
          {
            path: ['content', 'items', index, 'id'],
            reason: `"${id}" is no item that the steps ask for: they ask for 1 to ${asked}`,
          },
        ],
  );
}

/** Every segment of the letter as it will be, and no other, has its translation. */
function translationFaults(raw: unknown, steps: readonly Placed[], content: Content): Fault[] {
  if (!steps.some(({ step }) => isTranslating(step))) return [];
  const given = new Set(Object.keys(fieldsOf(raw, 'translation')));
  const segments = segmentsOf({ content, annexes: annexesOf(steps) });
  const ids = new Set(segments.map(({ id }) => id));
  return [
    ...[...ids].filter((id) => !given.has(id)).map((id) => ({ path: ['translation', id], reason: 'is missing' })),
    ...[...given]
      .filter((id) => !ids.has(id))
      .map((id) => ({ path: ['translation', id], reason: 'is no segment of this letter' })),
  ];
}

function annexesOf(steps: readonly Placed[]) {
  const titles: string[] = [];
  for (const { step } of steps.filter(isTaking)) {
    if (step.do === 'attachAnnex') titles.push(String(step.with?.['title'] ?? ''));
  }
  return titles.map((title, index) => {
    const letter = String.fromCharCode(65 + index);
    return { id: letter, letter, title, hash: '', size: 0 };
  });
}
