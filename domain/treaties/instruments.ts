import { BUDAPEST } from './budapest-185.ts';
import { RECIPROCITY } from './reciprocity.ts';
import type { Instrument } from './type.ts';
import { UNTOC } from './untoc-18.ts';

export type Instruments = Readonly<Record<string, Instrument>>;

/** Every legal basis that a request can name. To add one: its file, and a line here. */
export const INSTRUMENTS: Instruments = { [BUDAPEST.id]: BUDAPEST, [UNTOC.id]: UNTOC, [RECIPROCITY.id]: RECIPROCITY };
