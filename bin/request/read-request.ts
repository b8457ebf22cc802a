import type { CaseFile } from '../play/case-file.ts';
import { type Fault, faultsOf, fieldsAt, type Located, readYaml, valueAt, type Yaml } from '../play/faults.ts';
import { nameOf, parseCase } from '../play/read-case.ts';
import { Problem } from '../problem.ts';
import { stateOf } from '../reference.ts';
import { type RequestFile, requestFileSchema } from './request-file.ts';

export type Read = { request: RequestFile } | { played: CaseFile } | { faults: Located[] };

/** A request file, or a case file, which has steps; or every fault in the order of the lines. */
export function readRequest(text: string): Read {
  const yaml = yamlOf(text);
  if (yaml.faults.length > 0) return { faults: yaml.faults };
  if (valueAt(yaml.value, ['steps']) !== undefined) {
    const { found, faults } = parseCase(text);
    return found ? { played: found } : { faults };
  }
  const parsed = requestFileSchema.safeParse(yaml.value);
  const faults = [...faultsOf(parsed.error, yaml.value), ...crossFaults(yaml.value)];
  if (parsed.success && faults.length === 0) return { request: parsed.data as RequestFile }; // bases and content were checked by schemas built from the record's own
  const located = faults.map(({ path, reason }) => ({ line: yaml.lineOf(path), reason: `${nameOf(path)} ${reason}` }));
  return { faults: located.sort((a, b) => a.line - b.line) };
}

/** Names that stand for other names without end are no YAML that anybody means. */
function yamlOf(text: string): Yaml {
  try {
    return readYaml(text);
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { value: undefined, faults: [{ line: 1, reason: error.message }], lineOf: () => 1 };
  }
}

/** What no schema can say: States that exist, either items or a type, content for what is asked. */
function crossFaults(raw: unknown): Fault[] {
  const { from, to, items, type, ...others } = fieldsAt(raw, []);
  if ([from, to, items, type].every((one) => one === undefined) && Object.keys(others).length === 0) return [];
  const asked = Array.isArray(items) ? items.length : 1;
  const isOne = (items === undefined) !== (type === undefined);
  return [
    ...stateFaults('from', from),
    ...stateFaults('to', to),
    ...(typeof from === 'string' && from === to ? [{ path: ['to'], reason: 'is the State that asks' }] : []),
    ...(isOne
      ? itemFaults(raw, asked, type !== undefined)
      : [{ path: ['items'], reason: 'or type: one of them, not both' }]),
  ];
}

function stateFaults(field: string, code: unknown): Fault[] {
  if (typeof code !== 'string') return [];
  try {
    stateOf(field, code);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const why = error.message.slice(error.message.indexOf(': it ') + ': it '.length);
    return [{ path: [field], reason: `"${code}" ${why}` }];
  }
}

function itemFaults(raw: unknown, asked: number, isTyped: boolean): Fault[] {
  const given = valueAt(raw, ['content', 'items']);
  return (Array.isArray(given) ? given : []).flatMap((_, index) => {
    const id = valueAt(raw, ['content', 'items', index, 'id']);
    const isAsked = isTyped ? index === 0 : typeof id !== 'string' || (Number(id) >= 1 && Number(id) <= asked);
    const reason = isTyped
      ? 'is one too many: a request with a type asks for one thing'
      : `"${id}" is nothing that is asked: items are 1 to ${asked}`;
    return isAsked ? [] : [{ path: ['content', 'items', index, ...(isTyped ? [] : ['id'])], reason }];
  });
}
