import { z } from 'zod';
import { correctionFault } from './catalogue.ts';
import type { Gap } from './errors.ts';
import { calendarDate, line } from './fields.ts';
import { type AnyEntry, ENTRY_BODIES, type EntryKind, isAddressed, keyFault, OF_INSTRUMENTS } from './law-entries.ts';
import { type Instruments, instrumentOf } from './treaties/instruments.ts';
import { INSTRUMENT_SHAPE } from './treaties/shape.ts';
import type { Confidence, Instrument } from './treaties/type.ts';

/** A line of the law as somebody enters it. */
export type EntryInput = {
  kind: EntryKind;
  about: string;
  key: string;
  body: unknown;
  source: string;
  confidence: Confidence;
  checkedBy?: string;
  checkedOn?: string;
};

/** What is known where lines are entered. */
export type Known = {
  /** The shipped instruments and our own, without corrections. */
  instruments: Instruments;
  /** Ids of those that are shipped: no treaty of our own takes their place. */
  shipped: Instruments;
  /** Codes of States, by ISO 3166 or by a line of their own. */
  states: ReadonlySet<string>;
  /** Those that have a line of their own, with zone and weekend. */
  described: ReadonlySet<string>;
  today: string;
};

/** Codes that ISO 3166 leaves to its users: States of a demonstration, and what it does not list. */
const USER_ASSIGNED = /^X[A-Z]{1,2}$/;
const FORM = 'the form of this kind of line';

const gap = (field: string, message: string): Gap => ({ field, rule: 'law', message, source: FORM });

const HEAD = z.object({
  about: line.max(100, { error: 'is longer than 100 characters' }),
  key: line.max(200, { error: 'is longer than 200 characters' }),
  source: line.refine((text) => text.trim() !== '', { error: 'is missing' }),
  checkedBy: line.min(1, { error: 'is empty' }).optional(),
  checkedOn: calendarDate.optional(),
});

/** The entry where its form is right; else every fault of it. */
export function parseEntry(input: EntryInput): { entry?: AnyEntry; faults: readonly Gap[] } {
  const parsed = ENTRY_BODIES[input.kind].safeParse(input.body);
  const keyed = keyFault(input.kind, input.key);
  const faults = [
    ...(HEAD.safeParse(input).error?.issues ?? []).map(({ path, message }) => gap(String(path[0]), message)),
    ...(keyed ? [gap('key', keyed)] : []),
    ...(parsed.error?.issues ?? []).map((issue) => gap(pathOf('body', issue), wordsOf(issue))),
  ];
  return faults.length > 0 ? { faults } : { faults, entry: { ...input, body: parsed.data } as AnyEntry }; // its body was parsed by the schema of its kind
}

/** The path of what is wrong, as far as its names are ours: whoever sends JSON may call fields as they like. */
function pathOf(root: string, { path }: Pick<z.core.$ZodIssue, 'path'>): string {
  const strange = path.findIndex((step) => !/^[A-Za-z0-9-]{1,40}$/.test(String(step)));
  return [root, ...(strange < 0 ? path : path.slice(0, strange)).map(String)].join('.');
}

const wordsOf = ({ code, message }: z.core.$ZodIssue): string =>
  code === 'unrecognized_keys' ? 'has a field that is unknown' : message;

/** What lines that are entered together add to what is known. */
export function withBatch(known: Known, entries: readonly AnyEntry[]): Known {
  const described = entries.flatMap(({ kind, about }) =>
    kind === 'state' && (known.states.has(about) || USER_ASSIGNED.test(about)) ? [about] : [],
  );
  const own = entries.flatMap((entry) =>
    entry.kind === 'instrument' ? (shaped(entry).data ?? []) : [],
  ) as Instrument[]; // what zod calls optional may be left out, and is never undefined
  return {
    ...known,
    instruments: { ...known.instruments, ...Object.fromEntries(own.map((one) => [one.id, one])) },
    states: new Set([...known.states, ...described]),
    described: new Set([...known.described, ...described]),
  };
}

const shaped = ({ about, body }: Extract<AnyEntry, { kind: 'instrument' }>) =>
  INSTRUMENT_SHAPE.safeParse({ ...body.data, id: about });

/** What is wrong with an entry in its place: whether there is what it is about. */
export function faultsInPlace(entry: AnyEntry, known: Known): Gap[] {
  const { kind, about, checkedOn } = entry;
  return [
    ...(OF_INSTRUMENTS.includes(kind) ? [] : stateFaults(entry, known)),
    ...(checkedOn !== undefined && checkedOn > known.today ? [gap('checkedOn', 'lies in the future')] : []),
    ...(KINDS[kind]?.(entry as never, known) ?? []), // of the same kind
    ...(isAddressed(entry) && known.states.has(about) && !known.described.has(about)
      ? [gap('about', 'is a State without a line of its own: enter its names, zone and weekend first')]
      : []),
  ];
}

function stateFaults({ about }: AnyEntry, { states }: Known): Gap[] {
  if (states.has(about)) return [];
  return [gap('about', 'is no State: a code of ISO 3166, or one that begins with X and has a line of its own')];
}

type KindCheck<K extends EntryKind> = (entry: Extract<AnyEntry, { kind: K }>, known: Known) => Gap[];
const KINDS: { readonly [K in EntryKind]?: KindCheck<K> } = {
  membership: ({ key, body }, { instruments }) => [
    ...(instrumentOf(instruments, key)?.hasParties ? [] : [gap('key', 'is no instrument that has Parties')]),
    ...spanFaults(body),
  ],
  declaration: ({ key, body }, { instruments }) => [
    ...(instrumentOf(instruments, key.split('/')[0] ?? '') ? [] : [gap('key', 'names no instrument of the catalogue')]),
    ...spanFaults(body),
  ],
  correction: ({ about, key, body }, { instruments }) => {
    const fault = correctionFault(instruments, { instrument: about, path: key, value: body.value });
    return fault ? [fault] : [];
  },
  switch: ({ about }, { instruments }) =>
    instrumentOf(instruments, about)?.isOff === undefined
      ? [gap('about', 'is no instrument that ships switched off')]
      : [],
  instrument: (entry, { shipped }) =>
    instrumentOf(shipped, entry.about)
      ? [gap('about', 'is an instrument of the catalogue: correct its lines instead')]
      : (shaped(entry).error?.issues ?? []).map((issue) =>
          gap(issue.path[0] === 'id' ? 'about' : pathOf('body.data', issue), wordsOf(issue)),
        ),
};

const spanFaults = ({ since, until }: { since?: string | undefined; until?: string | undefined }): Gap[] =>
  since !== undefined && until !== undefined && until <= since ? [gap('body.until', 'is not after the beginning')] : [];
