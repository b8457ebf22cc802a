import type { Gap } from './errors.ts';
import { type Instruments, instrumentOf } from './treaties/instruments.ts';
import { INSTRUMENT_SHAPE } from './treaties/shape.ts';
import { type Confidence, type Instrument, isConfirmed } from './treaties/type.ts';

/** One value of an unverified line put right by an administrator: `deadlines.a8-serve.amount`. */
export type Correction = {
  readonly instrument: string;
  /** Fields by name; entries of a list by their id, or by their place counted from 0 where they have none. */
  readonly path: string;
  readonly value: string | number | boolean | null;
  readonly confidence: Confidence;
};

/** What an installation has made of the shipped catalogue. */
export type HouseLaw = {
  readonly corrections: readonly Correction[];
  readonly switchedOn: readonly string[];
  /** Treaties of its own, made from the model. */
  readonly instruments: readonly Instrument[];
};
export const SHIPPED_LAW: HouseLaw = { corrections: [], switchedOn: [], instruments: [] };

/** The catalogue as the installation has it. What a correction was made of may be confirmed by now, or gone: then the release counts. */
export function catalogueOf(shipped: Instruments, { corrections, instruments }: HouseLaw): Instruments {
  if (corrections.length === 0 && instruments.length === 0) return shipped;
  const uncorrected = withOwn(shipped, instruments);
  const all: Record<string, Instrument> = { ...uncorrected };
  for (const correction of corrections) {
    const [before, instrument] = [uncorrected[correction.instrument], all[correction.instrument]];
    if (before && instrument && !faultOfPath(before, correction.path))
      all[correction.instrument] = corrected(instrument, correction);
  }
  return all;
}

/** The shipped instruments and those of our own, as they were written: what a correction is judged by. */
export const withOwn = (shipped: Instruments, own: readonly Instrument[]): Instruments => ({
  ...shipped,
  ...Object.fromEntries(own.map((one) => [one.id, one])),
});

/** What is wrong with a correction of instruments as they were written; undefined where it can be made. */
export function correctionFault(
  instruments: Instruments,
  { instrument: id, path, value }: Pick<Correction, 'instrument' | 'path' | 'value'>,
): Gap | undefined {
  const instrument = instrumentOf(instruments, id);
  const gap = (field: string, message: string): Gap => ({
    field,
    rule: 'correction',
    message,
    source: 'only unverified facts are corrected here; the rest is law that was read',
  });
  if (!instrument) return gap('about', 'is no instrument of the catalogue');
  const fault = faultOfPath(instrument, path);
  if (fault) return gap('key', fault);
  const shaped = INSTRUMENT_SHAPE.safeParse(corrected(instrument, { path, value, confidence: 'unverified' }));
  const [issue] = shaped.error?.issues ?? [];
  return issue && gap('body.value', issue.message);
}

type Node = Readonly<Record<string, unknown>> | readonly unknown[];
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
/** A line or a statement has a confidence of its own; the instrument around it is none. */
const isLine = (node: Node): boolean => ['article', 'text', 'confidence'].some((field) => field in node);

/** Where a step of a path leads: the key or the place of an entry. */
function keyOf(node: Node, step: string): string | number | undefined {
  if (!Array.isArray(node)) return Object.hasOwn(node, step) ? step : undefined;
  const byId = node.findIndex((entry) => isNode(entry) && 'id' in entry && entry['id'] === step);
  if (byId >= 0) return byId;
  return /^\d{1,4}$/.test(step) && Number(step) < node.length ? Number(step) : undefined;
}

const childOf = (node: Node, key: string | number): unknown => (node as Record<string | number, unknown>)[key]; // lists and records alike

/** The nodes on the way that a path leads, each with the key that is taken there; undefined where it leads nowhere. */
type Way = readonly { readonly node: Node; readonly key: string | number }[];
function wayOf(instrument: Instrument, path: string): Way | undefined {
  const way: { node: Node; key: string | number }[] = [];
  let node: unknown = instrument;
  for (const step of path.split('.')) {
    if (!isNode(node)) return undefined;
    const isNew = step === 'confidence' && way.length > 0 && isLine(node);
    const key = keyOf(node, step) ?? (isNew ? step : undefined);
    if (key === undefined) return undefined;
    way.push({ node, key });
    node = childOf(node, key);
  }
  return way;
}

/** The place on the way of the innermost line; -1 where the path is of the instrument itself. */
const lineOn = (way: Way): number => way.findLastIndex(({ node }, depth) => depth > 0 && isLine(node));

function faultOfPath(instrument: Instrument, path: string): string | undefined {
  const way = wayOf(instrument, path);
  const last = way?.at(-1);
  if (!way || !last) return 'leads nowhere in this instrument';
  if (last.key === 'id' || last.key === 'ownId') return 'names an id, by which other records refer to it';
  if (isNode(childOf(last.node, last.key))) return 'names no single value';
  const line = way[lineOn(way)]?.node as { confidence?: Confidence } | undefined; // a line, just found
  return isConfirmed(instrument, line ?? {}) ? 'names what is confirmed' : undefined;
}

/** A copy with the value in its place; the line that holds it takes the confidence of who corrected it. */
function corrected(instrument: Instrument, correction: Omit<Correction, 'instrument'>): Instrument {
  const way = wayOf(instrument, correction.path) ?? [];
  return put(way, 0, correction) as Instrument; // the same shape with another value
}

function put(way: Way, depth: number, correction: Omit<Correction, 'instrument'>): unknown {
  const here = way[depth];
  if (!here) return correction.value;
  const { node, key } = here;
  const value = put(way, depth + 1, correction);
  if (Array.isArray(node)) return node.map((entry, index) => (index === key ? value : entry));
  const isOwn = depth === lineOn(way) && key !== 'confidence';
  return { ...node, [key]: value, ...(isOwn ? { confidence: correction.confidence } : {}) };
}

/** A line that is not confirmed, with the path at which its values are corrected. */
export type Unverified = { path: string; value: Readonly<Record<string, unknown>> };

/** Every line of an instrument that is not confirmed, in order. */
export function unverifiedLines(instrument: Instrument): Unverified[] {
  const found: Unverified[] = [];
  const walk = (node: unknown, path: readonly string[]): void => {
    if (Array.isArray(node))
      for (const [index, entry] of node.entries())
        walk(entry, [...path, isNode(entry) && 'id' in entry ? String(entry['id']) : String(index)]);
    else if (isNode(node)) {
      const value = node as Readonly<Record<string, unknown>>; // no list, just checked
      if (path.length > 0 && isLine(node) && !isConfirmed(instrument, value))
        found.push({ path: path.join('.'), value });
      for (const [key, child] of Object.entries(value)) walk(child, [...path, key]);
    }
  };
  walk(instrument, []);
  return found;
}
