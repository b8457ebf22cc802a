import { type Instruments, instrumentOf } from './treaties/instruments.ts';
import { cite, type Instrument, type Reach, reaches } from './treaties/type.ts';

/** The one vocabulary of grounds for refusal. `bank-secrecy` is in it because treaties forbid it. */
export const GROUNDS = [
  'political-offence',
  'military-offence',
  'fiscal-offence',
  'bank-secrecy',
  'essential-interests',
  'discrimination',
  'ne-bis-in-idem',
  'no-dual-criminality',
  'death-penalty',
  'torture-or-fair-trial',
  'form-defect',
  'domestic-prohibition',
  'legal-system',
  'immunity-privilege-press',
  'fundamental-rights',
  'national-security-sources',
  'territorial',
  'threshold',
  'no-reciprocity',
  'no-assurance',
  'data-protection',
  'burden-or-de-minimis',
  'not-covered-by-treaty',
  'impossible',
] as const;
export type Ground = (typeof GROUNDS)[number];

/** Whether the instrument lets a partner refuse on a ground, and where it says so. */
export type Judgement = { allowed: boolean; article?: string; note: string };

/** Judges a refusal of these types of item; what holds for each of them must allow it. */
export function judgeRefusal(
  instruments: Instruments,
  instrumentId: string,
  itemTypes: readonly string[],
  ground: Ground | 'not-stated',
): Judgement {
  const instrument = instrumentOf(instruments, instrumentId);
  if (!instrument) return { allowed: true, note: `not judged: "${instrumentId}" is not in the catalogue` };
  if (ground === 'not-stated') return unstated(instrument);
  if (ground === 'impossible') return { allowed: true, note: 'no refusal: record the items as impossible' };
  const judgements = (itemTypes.length === 0 ? ['mla-evidence'] : itemTypes).map((type) =>
    judge(instrument, type, ground),
  );
  return judgements.find(({ allowed }) => !allowed) ?? judgements[0] ?? { allowed: true, note: 'nothing was refused' };
}

function unstated({ reasons, ...instrument }: Instrument): Judgement {
  if (!reasons) return { allowed: true, note: 'no ground was stated, and nothing obliges the partner to state one' };
  return {
    allowed: false,
    article: cite(instrument, reasons.article),
    note: 'reasons are due for any refusal: ask for them',
  };
}

function judge(instrument: Instrument, type: string, ground: Ground): Judgement {
  const about = (line: Reach & { ground: Ground }) => line.ground === ground && reaches(line, type);
  const forbidden = instrument.forbiddenRefusals.find(about);
  if (forbidden) return { allowed: false, article: cite(instrument, forbidden.article), note: forbidden.text };
  const listed = instrument.refusalGrounds.find(about);
  if (listed)
    return { allowed: true, article: cite(instrument, listed.article), note: listed.condition ?? listed.label };
  const other = instrument.otherGrounds.find((line) => reaches(line, type));
  if (!other) return { allowed: true, note: 'the instrument says nothing of this ground' };
  return {
    allowed: !other.isClosed,
    ...(other.article === undefined ? {} : { article: cite(instrument, other.article) }),
    note: other.text,
  };
}
