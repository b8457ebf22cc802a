import type { Content } from '../../domain/content.ts';

/** Why a change cannot be made, in words that follow the path. */
export class ChangeRefused extends Error {
  override readonly name = 'ChangeRefused';
}

type Branch = Record<string, unknown> | unknown[];
const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;

/**
 * The content with a new value at a path: `identifiers.i3.noneKnown`, `items.3.reason`. An entry of a list is named by
 * its id; one that is not there yet is added. Null takes a field or an entry away.
 */
export function changed(content: Content, path: string, value: unknown): Content {
  const copy = structuredClone(content);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let here: unknown = copy;
  for (const [index, step] of steps.entries()) {
    here = isBranch(here) ? child(here, step) : undefined;
    if (!isBranch(here))
      throw new ChangeRefused(`leads nowhere: there is no "${[...steps.slice(0, index), step].join('.')}"`);
  }
  if (isBranch(here)) put(here, last, value);
  return copy;
}

const entryOf = (list: unknown[], id: string): number =>
  list.findIndex((entry) => isBranch(entry) && 'id' in entry && entry['id'] === id);

const child = (branch: Branch, step: string): unknown =>
  Array.isArray(branch) ? branch[entryOf(branch, step)] : branch[step];

function put(branch: Branch, key: string, value: unknown): void {
  if (!Array.isArray(branch)) {
    if (value === null) delete branch[key];
    else branch[key] = value;
    return;
  }
  const index = entryOf(branch, key);
  const entry = isBranch(value) && !Array.isArray(value) ? [{ id: key, ...value }] : [];
  if (value !== null && entry.length === 0) throw new ChangeRefused('is an entry of a list: give its fields');
  branch.splice(index < 0 ? branch.length : index, index < 0 ? 0 : 1, ...entry);
}

/** Every change of a step, in the order in which they are written. */
export const withChanges = (content: Content, change: Readonly<Record<string, unknown>> = {}): Content =>
  Object.entries(change).reduce((before, [path, value]) => changed(before, path, value), content);

/** The content part by part, as the record keeps it. */
export function partsOf({ items, ...parts }: Content): [key: string, value: unknown][] {
  return [...Object.entries(parts), ...items.map(({ id, ...item }): [string, unknown] => [`item/${id}`, item])];
}
