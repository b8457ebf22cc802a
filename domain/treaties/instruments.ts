import { ASEAN_MLAT } from './asean-mlat-2004.ts';
import { AU_MACMA } from './au-macma-1987.ts';
import { EXTRADITION_60 } from './bilateral-extradition-60.ts';
import { BUDAPEST } from './budapest-185.ts';
import { CETS_224 } from './cets-224.ts';
import { ETS_24 } from './ets-24.ts';
import { ETS_30 } from './ets-30.ts';
import { ETS_99 } from './ets-99.ts';
import { ETS_182 } from './ets-182.ts';
import { E_EVIDENCE } from './eu-e-evidence-2023-1543.ts';
import { EIO } from './eu-eio-2014-41.ts';
import { HARARE } from './harare-commonwealth.ts';
import { KR_EXTRADITION } from './kr-extradition-act.ts';
import { KR_MLA } from './kr-mla-act.ts';
import { RECIPROCITY } from './reciprocity.ts';
import { SAARC } from './saarc-2008.ts';
import type { Instrument } from './type.ts';
import { UK_CICA } from './uk-cica-2003.ts';
import { UN_CYBERCRIME } from './un-cybercrime-2024.ts';
import { UN_MODEL } from './un-model-treaty-mla.ts';
import { UNCAC } from './uncac-46.ts';
import { UNTOC } from './untoc-18.ts';
import { US_2703F } from './us-18usc-2703f.ts';
import { US_3512 } from './us-18usc-3512.ts';
import { US_CLOUD_ACT } from './us-cloud-act-agreements.ts';

export type Instruments = Readonly<Record<string, Instrument>>;

const CATALOGUE: readonly Instrument[] = [
  BUDAPEST,
  CETS_224,
  UN_CYBERCRIME,
  UNTOC,
  UNCAC,
  ASEAN_MLAT,
  SAARC,
  HARARE,
  UN_MODEL,
  ETS_30,
  ETS_99,
  ETS_182,
  E_EVIDENCE,
  EIO,
  US_CLOUD_ACT,
  US_2703F,
  US_3512,
  KR_MLA,
  UK_CICA,
  AU_MACMA,
  RECIPROCITY,
  ETS_24,
  KR_EXTRADITION,
  EXTRADITION_60,
];

/** Every legal basis that a request can name. To add one: its file, and a line here. */
export const INSTRUMENTS: Instruments = Object.fromEntries(CATALOGUE.map((one) => [one.id, one]));

/** The instrument of an id that somebody sent. */
export const instrumentOf = (instruments: Instruments, id: string): Instrument | undefined =>
  Object.hasOwn(instruments, id) ? instruments[id] : undefined;
