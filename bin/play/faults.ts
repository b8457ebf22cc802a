import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

export type Path = readonly (string | number)[];
/** What is wrong with a case file, and where. */
export type Fault = { path: Path; reason: string };
/** A fault at its line. */
export type Located = { line: number; reason: string };

export type Yaml = { value: unknown; faults: Located[]; lineOf(path: Path): number };

/** Reads YAML so that each place in it can be found again. */
export function readYaml(text: string): Yaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  return {
    value: document.errors.length > 0 ? undefined : document.toJS(),
    faults: document.errors.map(({ pos, message }) => ({ line: lineAt(pos[0]), reason: message })),
    lineOf: (path) => lineAt(offsetOf(document.contents, path)),
  };
}

/** Where the last part of a path that is there begins. */
function offsetOf(root: unknown, path: Path): number {
  let [node, offset] = [root, 0];
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) return offset;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const entry = node.items[Number(step)];
      if (!entry) return offset;
      offset = rangeOf(entry) ?? offset;
      node = entry;
    } else return offset;
  }
  return offset;
}

const rangeOf = (node: unknown): number | undefined =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? node.range[0] : undefined;

/** What a schema finds wrong, each as words that follow the path. */
export const faultsOf = (error: z.ZodError | undefined, value: unknown, at: Path = []): Fault[] =>
  (error?.issues ?? []).flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...at, ...path, key], reason: 'is not known here' }));
    }
    return [{ path: [...at, ...path], reason: reasonOf(issue, valueAt(value, path)) }];
  });

function reasonOf(issue: z.core.$ZodIssue, found: unknown): string {
  const isOurs = !/^(Invalid|Too|Unrecognized)/.test(issue.message);
  if (isOurs && issue.code !== 'invalid_type') return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return found === undefined ? 'is missing' : `is not ${NOUNS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return found === undefined ? 'is missing' : `is none of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return found === undefined ? 'is missing' : 'has no form that is known here';
    case 'too_small':
      return `is less than ${issue.minimum}`;
    case 'too_big':
      return `is more than ${issue.maximum}`;
    default:
      return 'has not the right form';
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
};

/** What stands at a path; undefined where it leads nowhere. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (here, step) => (typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined),
    value,
  );

/** The fields that stand at a path; none where it leads to something else. */
export function fieldsAt(value: unknown, path: Path): Record<string, unknown> {
  const found = valueAt(value, path);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : {};
}
