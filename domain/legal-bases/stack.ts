import { type Confidence, confidenceOf, type Instrument } from '../treaties/type.ts';
import type { Of } from './question.ts';

/** A line as it is told: with its instrument, and how sure it is. */
export const lineOf = <L extends { readonly confidence?: Confidence }>(instrument: Instrument, line: L): Of<L> => ({
  ...line,
  instrument: instrument.id,
  confidence: confidenceOf(instrument, line),
});
