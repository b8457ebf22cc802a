import type { Gap } from './errors.ts';
import type { Instruments } from './treaties/instruments.ts';
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

/** The catalogue as the installation has it. */
export function catalogueOf(shipped: Instruments, { corrections, instruments }: HouseLaw): Instruments {
  if (corrections.length === 0 && instruments.length === 0) return shipped;
  const own = Object.fromEntries(instruments.map((one) => [one.id, one]));
  const all: Record<string, Instrument> = { ...shipped, ...own };
  for (const correction of corrections) {
    const instrument = all[correction.instrument];
    if (instrument && !faultOf(instrument, correction.path, correction.value))
      all[correction.instrument] = corrected(instrument, correction);
  }
  return all;
}

/** What is wrong with a correction of the catalogue; undefined where it can be made. */
export function correctionFault(
  instruments: Instruments,
  { instrument: id, path, value }: Pick<Correction, 'instrument' | 'path' | 'value'>,
): Gap | undefined {
  const instrument = instruments[id];
  const gap = (field: string, message: string): Gap => ({
    field,
    rule: 'correction',
    message,
    source: 'only unverified facts are corrected here; the rest is law that was read',
  });
  if (!instrument) return gap('about', 'is no instrument of the catalogue');
  const fault = faultOf(instrument, path, value);
  return fault && gap(fault.field, fault.message);
}

type Node = Readonly<Record<string, unknown>> | readonly unknown[];
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Where a step of a path leads: the key or the place of an entry. */
function keyOf(node: Node, step: string): string | number | undefined {
  if (!Array.isArray(node)) return Object.hasOwn(node, step) ? step : undefined;
  const byId = node.findIndex((entry) => isNode(entry) && 'id' in entry && entry['id'] === step);
  if (byId >= 0) return byId;
  return /^\d+$/.test(step) && Number(step) < node.length ? Number(step) : undefined;
}

const childOf = (node: Node, key: string | number): unknown => (node as Record<string | number, unknown>)[key]; // lists and records alike

function faultOf(
  instrument: Instrument,
  path: string,
  value: Correction['value'],
): { field: string; message: string } | undefined {
  const steps = path.split('.');
  let node: unknown = instrument;
  let line: { confidence?: Confidence } | undefined;
  for (const step of steps) {
    const key = isNode(node) ? keyOf(node, step) : undefined;
    const isNew = step === 'confidence' && isNode(node) && 'article' in node;
    if (!isNode(node) || (key === undefined && !isNew)) return { field: 'key', message: `leads nowhere at "${step}"` };
    if ('article' in node) line = node as { confidence?: Confidence }; // a line of the instrument
    node = key === undefined ? instrument.confidence : childOf(node, key);
  }
  if (isNode(node)) return { field: 'key', message: 'names no single value' };
  if (isConfirmed(instrument, line ?? {})) return { field: 'key', message: 'names what is confirmed' };
  if (value !== null && node !== null && typeof value !== typeof node)
    return { field: 'body.value', message: `is not a ${typeof node}` };
  return undefined;
}

/** A copy with the value in its place; the line that holds it takes the confidence of who corrected it. */
function corrected(instrument: Instrument, { path, value, confidence }: Correction): Instrument {
  return put(instrument as unknown as Node, path.split('.'), value, confidence) as unknown as Instrument; // the same shape with another value
}

function put(node: Node, [step = '', ...rest]: readonly string[], value: unknown, confidence: Confidence): Node {
  const key = keyOf(node, step) ?? step;
  const child = childOf(node, key);
  const next = rest.length === 0 ? value : isNode(child) ? put(child, rest, value, confidence) : child;
  if (Array.isArray(node)) return node.map((entry, index) => (index === key ? next : entry));
  const isLine = rest.length === 0 && 'article' in node && step !== 'confidence';
  return { ...node, [key]: next, ...(isLine ? { confidence } : {}) };
}
