import {
  type GraphQLField,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { globalId } from '../support/client.ts';

/** One hostile call: the good variables with one value exchanged. */
export type Try = { what: string; field: string; variables: Record<string, unknown> };
/** Ids that exist and are not for here. */
export type Aliens = { request: string; file: string; person: string; partner: string };

type Path = readonly (string | number)[];
const LEFT_OUT = Symbol('left out');
const MEGABYTE = 'x'.repeat(1_000_000);
export const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Never taken, whatever the field. */
const NO_TEXT = [
  7,
  true,
  {},
  ['a', 'b'],
  MEGABYTE,
  '\u0007a',
  'a\u202Eb',
  'a\u2066b',
  'a\u0000b',
  'a\ud800',
  '\udc00a',
];
const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  String: NO_TEXT,
  ID: [
    ...NO_TEXT.filter((one) => one !== 7), // a number is an id in GraphQL
    ...['', 'garbage', '__proto__', 'constructor', "'; drop table request; --", '../../etc/passwd', '1'],
    ...[globalId('Request', 'garbage'), globalId('constructor', NOBODY), globalId('__proto__', NOBODY), globalId('Request', '')],
  ],
  Int: ['1', 1.5, 2 ** 31, -(2 ** 31) - 1, true, {}, []],
  Float: ['1', true, {}],
  Boolean: ['true', 1, {}],
  Date: ['2026-02-30', '2026-13-01', '2025-02-29', 'yesterday', '', '2026-3-2', '20260302', '2026-03-02T00:00:00Z', 20_260_302, {}, MEGABYTE],
  DateTime: ['2026-02-30T00:00:00Z', '2026-03-02', '2026-03-02T00:00:00', '2026-03-02T25:00:00Z', '2026-03-02T00:00:00+25:00',
    '2026-03-02T00:00:00Mars/Olympus', '+275760-09-13T00:00:00Z', 'now', '', 1, {}],
}; // biome-ignore format: a table
/** Of the part `title`, which is `{ case, offence }`: what no text of the record can hold, and what is not its shape. */
const UNSTORABLE: readonly unknown[] = [
  ...['a\u0000b', 'a\ud800', '\udc00a'].map((words) => ({ case: words, offence: 'b' })),
  { 'canary\u0000': 'a' },
  deep(),
];
const NO_PART: readonly unknown[] = [
  ...[
    7,
    true,
    'canary',
    [],
    ['a'],
    [{ case: 'a', offence: 'b' }],
    { canary: 1 },
    { case: 'a', offence: 'b', canary: 1 },
  ],
  ...NO_TEXT.slice(0, 8).map((words) => ({ case: words, offence: 'b' })),
  JSON.parse('{"__proto__":{"a":1},"case":"a","offence":"b"}'),
];

/** Taken by some fields: sent only where the version is stale, so that nothing can come of it. */
const ODD = [
  '',
  ' ',
  '__proto__',
  'constructor',
  "'; drop table request; --",
  '\u{10FFFF}',
  'ﷺ'.repeat(100),
  '-1',
  'a'.repeat(499),
];

/** Fields that many mutations share, made from one schema: each mutation takes its share of the tries, all of them together take all. */
const SHARED = ['request', 'expectedVersion', 'key', 'record', 'on'];
const SHARES = 4;

/** Every hostile call of one root field: each argument that it has, at any depth, against each value that is none. */
export function hostileTries(
  root: GraphQLField<unknown, unknown>,
  good: Record<string, unknown>,
  aliens: Aliens,
  share: number,
): Try[] {
  const tries = root.args.flatMap(({ name, type }) => triesAt([name], type, good, aliens));
  return tries.filter(({ field }, index) => {
    const isShared = field.split('.').some((name) => SHARED.includes(name));
    return !isShared || index % SHARES === share % SHARES;
  });
}

function triesAt(path: Path, type: GraphQLInputType, good: Record<string, unknown>, aliens: Aliens): Try[] {
  const inner = getNullableType(type);
  const put = (value: unknown): Record<string, unknown> => withAt(good, path, value);
  const field = path.join('.');
  const tries = (values: readonly unknown[]): Try[] =>
    values.map((value) => ({ what: shown(value), field, variables: put(value) }));
  const absent = isNonNullType(type) ? tries([null, LEFT_OUT]) : [];
  if (isListType(inner)) {
    const one = at(good, [...path, 0]) ?? sampleOf(inner.ofType);
    const within = triesAt([...path, 0], inner.ofType, put([one]), aliens);
    return [
      ...absent,
      ...tries([
        ...(isInputObjectType(getNullableType(inner.ofType)) ? [7, 'a'] : []),
        {},
        [null],
        [[one]],
        Array.from({ length: 2000 }, () => one),
      ]),
      ...within,
    ];
  }
  if (isInputObjectType(inner)) {
    const held = at(good, path) ?? sampleOf(inner);
    const wrong = [
      7,
      'a',
      [],
      { ...held, canary: 1 },
      JSON.parse(JSON.stringify({ proto: { a: 1 }, ...held }).replace('"proto"', '"__proto__"')),
      deep(),
    ];
    const fields = Object.values(inner.getFields());
    return [
      ...absent,
      ...tries(wrong),
      ...fields.flatMap((one) => triesAt([...path, one.name], one.type, put(held), aliens)),
    ];
  }
  if (inner.name === 'Json')
    return [
      ...absent,
      ...tries(UNSTORABLE),
      ...tries(NO_PART).map((one) => ({ ...one, field: ofPart(good) ?? field })),
    ];
  if (isEnumType(inner))
    return [...absent, ...tries(['NO_SUCH_WORD', '__proto__', '', 1, {}, inner.getValues()[0]?.name.toLowerCase()])];
  return [
    ...absent,
    ...tries(WRONG[inner.name] ?? []),
    ...tries(aliensFor(String(path.at(-1)), inner.name, aliens)),
    ...odd(inner.name, tries),
  ];
}

/** A part of a request has a version, and is named by its key. */
const ofPart = (good: Record<string, unknown>): string | undefined =>
  'expectedVersion' in good ? String(good['key']) : undefined;

function odd(type: string, tries: (values: readonly unknown[]) => Try[]): Try[] {
  const values = {
    String: ODD,
    Int: [-1, 0, 2 ** 31 - 1],
    Date: ['0001-01-01', '9999-12-31'],
    DateTime: ['0001-01-01T00:00:00Z'],
  }[type];
  return tries(values ?? []).flatMap((one) => {
    if (one.field.endsWith('expectedVersion')) return one.what === '0' ? [] : [one]; // 0 is a first version
    const stale = staleOf(one.variables);
    return stale ? [{ ...one, what: `${one.what}, stale`, variables: stale }] : [];
  });
}

/** The same call for a version that is not the one there is; undefined where the mutation names none. */
export function staleOf(variables: Record<string, unknown>): Record<string, unknown> | undefined {
  for (const path of [['expectedVersion'], ['input', 'expectedVersion']]) {
    const version = at(variables, path);
    if (typeof version === 'number') return withAt(variables, path, version + 7);
  }
  return undefined;
}

/** Ids of the right form, of things that are elsewhere or nowhere. */
function aliensFor(name: string, type: string, { request, file, person, partner }: Aliens): unknown[] {
  if (type !== 'ID') return [];
  const foreign: Readonly<Record<string, string>> = {
    request,
    file,
    files: file,
    paper: file,
    scan: file,
    officer: person,
    person,
    standsFor: person,
  };
  const elsewhere = foreign[name] ?? (Number.isNaN(Number(name)) ? partner : file);
  return [
    NOBODY,
    globalId('Request', NOBODY),
    globalId('File', NOBODY),
    globalId('Person', NOBODY),
    elsewhere,
    globalId('Request', elsewhere),
    globalId('File', elsewhere),
  ];
}

function sampleOf(type: GraphQLInputType): Record<string, unknown> {
  return sample(type) as Record<string, unknown>; // asked for objects and the elements of lists only
}

function sample(type: GraphQLInputType): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [sample(inner.ofType)];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (!isInputObjectType(inner))
    return { ID: NOBODY, Int: 1, Float: 1, Boolean: true, Date: '2026-03-16' }[inner.name] ?? 'a';
  const required = Object.values(inner.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(required.map((field) => [field.name, sample(field.type)]));
}

/** An object in an object ... a thousand levels down. */
function deep(): object {
  let held: object = {};
  for (let level = 0; level < 1000; level += 1) held = { canary: held };
  return held;
}

const at = (value: unknown, path: Path): Record<string, unknown> | undefined =>
  path.reduce<unknown>((held, step) => (held as Record<string | number, unknown> | undefined)?.[step], value) as
    | Record<string, unknown>
    | undefined; // walked along its own type

/** A copy with the value put at the place. */
function withAt(value: Record<string, unknown>, [step = '', ...rest]: Path, given: unknown): Record<string, unknown> {
  const copy: Record<string, unknown> = Array.isArray(value) ? (value.slice() as never) : { ...value }; // a list is an object, too
  if (rest.length > 0)
    copy[step] = withAt(
      (value[step] ?? (typeof rest[0] === 'number' ? [] : {})) as Record<string, unknown>,
      rest,
      given,
    );
  else if (given === LEFT_OUT) delete copy[step];
  else copy[step] = given;
  return copy;
}

const shown = (value: unknown): string =>
  value === LEFT_OUT ? 'left out' : (JSON.stringify(value) ?? String(value)).slice(0, 40);
