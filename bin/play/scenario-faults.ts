import type { Move } from '../../domain/move.ts';
import { FIRST_STEPS, MOVES } from '../../domain/moves.ts';
import { askedItems } from './content-faults.ts';
import { beginFaults } from './cross-faults.ts';
import { type Fault, fieldsAt, type Path, valueAt } from './faults.ts';
import { SCENARIO_STEPS } from './steps.ts';

const firstOf = (kind: Move['of']): string[] =>
  SCENARIO_STEPS.filter((action) => FIRST_STEPS.has(action) && (MOVES[action] as Move).of === kind);
/** What a file of a scenario can begin with. */
export const BEGINS = { request: firstOf(undefined), hold: firstOf('hold') };

/** What only a scenario can have wrong: names of files and people, how holds begin, and an end before the last step. */
export function scenarioFaults(raw: unknown): Fault[] {
  const names = (key: string): ReadonlySet<string> => new Set(Object.keys(fieldsAt(raw, [key])));
  const [people, requests, holds] = [names('people'), names('requests'), names('holds')];
  const strange = (path: Path, known: ReadonlySet<string>, reason: string): Fault[] => {
    const name = valueAt(raw, path);
    return typeof name === 'string' && !known.has(name) ? [{ path, reason: `"${name}" ${reason}` }] : [];
  };
  const nobody = (path: Path): Fault[] => strange(path, people, 'is nobody of people');
  const files = (path: Path): Fault[] => [
    ...strange([...path, 'request'], requests, 'is none of requests'),
    ...strange([...path, 'hold'], holds, 'is none of holds'),
  ];
  const entries = (key: string): number => {
    const list = valueAt(raw, [key]);
    return Array.isArray(list) ? list.length : 0;
  };
  const each = (key: string, faults: (path: Path) => Fault[]): Fault[] =>
    Array.from({ length: entries(key) }, (_, index) => faults([key, index])).flat();
  const isSet = ['law', 'house'].some((key) => valueAt(raw, [key]) !== undefined);
  const [until, last] = [valueAt(raw, ['until']), valueAt(raw, ['steps', entries('steps') - 1, 'at'])];
  return [
    ...nobody(['administrator']),
    ...[...names('partners')]
      .filter((name) => !people.has(name))
      .map((name) => ({ path: ['partners', name], reason: `"${name}" is nobody of people` })),
    ...(isSet && valueAt(raw, ['administrator']) === undefined
      ? [{ path: ['administrator'], reason: 'is missing: law and house need somebody who sets them' }]
      : []),
    ...[...holds].flatMap((name) => [
      ...(requests.has(name) ? [{ path: ['holds', name], reason: 'is the name of a request' }] : []),
      ...strange(['holds', name, 'askedBy', 'request'], requests, 'is none of requests'),
      ...openingFaults(raw, name),
    ]),
    ...each('steps', files),
    ...each('expect', (path) => [
      ...files(path),
      ...ofOneFile(raw, path),
      ...nobody([...path, 'to']).filter(() => String(valueAt(raw, [...path, 'what'])).endsWith('notice')),
      ...nobody([...path, 'by']).filter(() => valueAt(raw, [...path, 'by']) !== 'engine'),
    ]),
    ...(typeof until === 'string' && typeof last === 'string' && Date.parse(until) < Date.parse(last)
      ? [{ path: ['until'], reason: `is before the last step (${last})` }]
      : []),
  ];
}

/** A hold that no request asks for begins with a step of its own; the other is opened by the engine. */
function openingFaults(raw: unknown, name: string): Fault[] {
  const path = ['holds', name, 'askedBy'];
  if (valueAt(raw, path) === undefined) return beginFaults(raw, { of: 'hold', name, begins: BEGINS.hold });
  const { request, item } = fieldsAt(raw, path);
  const found = valueAt(raw, ['steps']);
  const steps: unknown[] = Array.isArray(found) ? found : [];
  const asked = askedItems(steps.filter((step) => valueAt(step, ['request']) === request));
  const isStray = typeof item === 'string' && asked > 0 && !(Number(item) >= 1 && Number(item) <= asked);
  return [
    ...(isStray
      ? [{ path: [...path, 'item'], reason: `"${item}" is no item of the request: it asks for 1 to ${asked}` }]
      : []),
    ...steps.flatMap((step, index) =>
      valueAt(step, ['hold']) === name && BEGINS.hold.includes(String(valueAt(step, ['do'])))
        ? [{ path: ['steps', index, 'do'], reason: 'is not for this hold: the request that asks for it opens it' }]
        : [],
    ),
  ];
}

/** All but a period is expected of one request or of one hold. */
function ofOneFile(raw: unknown, path: Path): Fault[] {
  const { what, request, hold } = fieldsAt(raw, path);
  if (what === 'period' || (request === undefined) !== (hold === undefined)) return [];
  return request === undefined
    ? [{ path: [...path, 'request'], reason: 'is missing: name a request or a hold' }]
    : [{ path: [...path, 'hold'], reason: 'is one name too many: the request is named' }];
}
