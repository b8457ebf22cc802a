import { type Content, contentSchema } from '../../domain/content.ts';
import { segmentsOf } from '../../domain/letter.ts';
import { asWritten } from './case-input.ts';
import { ChangeRefused, changed } from './changes.ts';
import { type Fault, faultsOf, fieldsAt, type Path, valueAt } from './faults.ts';
import { type CaseStep, isCarrying, isTaking, isTranslating, isWriting, type TakeStep } from './steps.ts';

/** A step with its place in the file. */
export type Placed<S extends CaseStep = CaseStep> = { step: S; path: Path };
export const takes = (placed: Placed): placed is Placed<TakeStep> => isTaking(placed.step);

const CONTENT = asWritten(contentSchema);

/** One request of a file: where its content stands, and its steps. */
export type Told = { name?: string; base: Path; steps: readonly Placed[] };

/** Whether the record has more of it than the file says: what was carried over. */
const isCarried = ({ steps }: Pick<Told, 'steps'>): boolean => steps.some(({ step }) => isCarrying(step));

/** How many items the steps on a request ask for. */
export const askedItems = (steps: readonly unknown[]): number =>
  steps.reduce<number>((count, step) => {
    const { do: does, with: input } = fieldsAt(step, []);
    const given = does === 'create' ? valueAt(input, ['items']) : undefined;
    return count + (does === 'addItem' ? 1 : Array.isArray(given) ? given.length : 0);
  }, 0);

/** Each change leads somewhere and leaves a content of the right shape; gives the content as it will be. */
export function contentFaults(raw: unknown, { base, steps }: Told): { faults: Fault[]; content?: Content } {
  const parsed = CONTENT.safeParse(fieldsAt(raw, [...base, 'content']));
  if (!parsed.success) return { faults: [] }; // told by the schema of the file
  let content = parsed.data as Content; // the same schema, stricter
  const faults = strayItems(content, { base, steps });
  for (const { step, path } of steps) {
    if (!isWriting(step)) continue;
    for (const [place, value] of Object.entries(step.with?.change ?? {})) {
      const tried = tryChange(content, place, value);
      if (tried.content) content = tried.content;
      faults.push(...tried.reasons.map((reason) => ({ path: [...path, 'with', 'change', place], reason })));
    }
  }
  return { faults, content };
}

function tryChange(before: Content, place: string, value: unknown): { reasons: string[]; content?: Content } {
  try {
    const after = changed(before, place, value);
    const { data, error } = CONTENT.safeParse(after);
    if (!error) return { reasons: [], content: data as Content }; // the same schema, stricter
    return { reasons: faultsOf(error, after).map(({ path, reason }) => `makes ${path.join('.')}, which ${reason}`) };
  } catch (error) {
    if (error instanceof ChangeRefused) return { reasons: [error.message] };
    throw error;
  }
}

/** Items get their numbers from the record: 1, 2, 3 in the order in which they are asked. */
function strayItems({ items }: Content, { base, steps }: Told): Fault[] {
  const asked = askedItems(steps.map(({ step }) => step));
  if (asked === 0 || isCarried({ steps })) return [];
  return items.flatMap(({ id }, index) =>
    Number(id) >= 1 && Number(id) <= asked
      ? []
      : [
          {
            path: [...base, 'content', 'items', index, 'id'],
            reason: `"${id}" is no item that the steps ask for: they ask for 1 to ${asked}`,
          },
        ],
  );
}

/** Every segment of the letter as it will be, and no other, has its translation. */
export function translationFaults(raw: unknown, { base, steps }: Told, content: Content): Fault[] {
  if (isCarried({ steps }) || !steps.some(({ step }) => isTranslating(step))) return [];
  const given = new Set(Object.keys(fieldsAt(raw, [...base, 'translation'])));
  const segments = segmentsOf({ content, annexes: annexesOf(steps) });
  const ids = new Set(segments.map(({ id }) => id));
  return [
    ...[...ids]
      .filter((id) => !given.has(id))
      .map((id) => ({ path: [...base, 'translation', id], reason: 'is missing' })),
    ...[...given]
      .filter((id) => !ids.has(id))
      .map((id) => ({ path: [...base, 'translation', id], reason: 'is no segment of this letter' })),
  ];
}

function annexesOf(steps: readonly Placed[]) {
  const titles: string[] = [];
  for (const { step } of steps.filter(takes)) {
    if (step.do === 'attachAnnex') titles.push(String(step.with?.['title'] ?? ''));
    if (step.do === 'removeAnnex') titles.splice(Number(step.with?.['annex']) - 1, 1);
  }
  return titles.map((title, index) => {
    const letter = String.fromCharCode(65 + index);
    return { id: letter, letter, title, hash: '', size: 0 };
  });
}
