import type { Basis } from '../request.ts';
import type { StateFacts } from '../states.ts';
import { type Instruments, instrumentOf } from '../treaties/instruments.ts';
import { type Confidence, confidenceOf, type Instrument, NO_ASSISTANCE, reaches } from '../treaties/type.ts';
import { bindsBoth, isUsable } from './checks.ts';
import type { Of, Question } from './question.ts';

/** A line as it is told: with its instrument, and how sure it is. */
export const lineOf = <L extends { readonly confidence?: Confidence }>(instrument: Instrument, line: L): Of<L> => ({
  ...line,
  instrument: instrument.id,
  confidence: confidenceOf(instrument, line),
});

/** The two States on a day, whatever is asked. */
export type Between = Pick<
  Question,
  'requesting' | 'requested' | 'date' | 'instruments' | 'switchedOn' | 'otherTreaties'
>;

export const anything = (between: Between): Question => ({ ...between, type: 'mla-evidence', urgency: 'normal' });

/** Whether an instrument is known to bind the two on the day. */
export const bindsThem = (instrument: Instrument, between: Between): boolean =>
  [isUsable, bindsBoth].every((check) => check(instrument, anything(between)).every(({ answer }) => answer === 'yes'));

const isAssistance = (type: string): boolean => !NO_ASSISTANCE.some((one) => one === type);

type Asked = {
  instruments: Instruments;
  /** Instruments relied on, the primary one first. */
  bases: readonly string[];
  types: readonly string[];
  /** Where it is given, protocols that bind the two stand beside those relied on. */
  between?: Between;
};

/** The instruments that are read as one: the primary one, its treaty where it is a protocol, and the protocols to that. */
export function stackOf({ instruments, bases: [primary = '', ...others], types, between }: Asked): Instrument[] {
  const first = instrumentOf(instruments, primary);
  if (!first) return [];
  const treaty = first.protocolTo === undefined ? undefined : instrumentOf(instruments, first.protocolTo);
  if (treaty && !types.some(isAssistance)) return [first];
  const { id } = treaty ?? first;
  const beside = Object.values(instruments).filter(
    (one) =>
      one.protocolTo === id &&
      one.id !== primary &&
      (others.includes(one.id) || (between !== undefined && bindsThem(one, between))),
  );
  return [first, ...(treaty ? [treaty] : []), ...beside];
}

type Relied = {
  basis: readonly Pick<Basis, 'instrument'>[];
  types: readonly string[];
  /** Our State and the partner's, as they are on record. */
  ours: StateFacts;
  partner: StateFacts;
  instruments: Instruments;
  switchedOn?: readonly string[] | undefined;
};

/** What a request rests on, read as one: with the protocols that bind the two States on a day. */
export const stackOn = (
  date: string,
  { basis, types, ours: requesting, partner: requested, instruments, switchedOn = [] }: Relied,
): Instrument[] =>
  stackOf({
    instruments,
    bases: basis.map(({ instrument }) => instrument),
    types,
    between: { requesting, requested, date, instruments, switchedOn },
  });

/** Of instruments that are read as one, those whose ways are open: a protocol that has its own does not take those of its treaty. */
export const routed = (stack: readonly Instrument[]): readonly Instrument[] =>
  stack[0]?.protocolTo !== undefined && stack[0].routes.length > 0 ? stack.slice(0, 1) : stack;

/** What the requested State says by its own statute of what it is asked, beside the instruments that are relied on. */
export const statutesBeside = (
  stack: readonly Instrument[],
  { instruments, requested, type }: { instruments: Instruments; requested: { code: string }; type: string },
): Instrument[] =>
  stack.every(({ carries }) => carries !== 'request')
    ? []
    : Object.values(instruments).filter(
        (one) =>
          one.statuteOf === requested.code &&
          one.carries === 'request' &&
          one.covers.some((line) => reaches(line, type)) &&
          !stack.includes(one),
      );
