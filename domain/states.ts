import { addMonths } from './dates.ts';
import type { Names } from './letter.ts';
import type { Confidence, DeclarationKind } from './treaties/type.ts';

/** Where a fact was found, who looked, and when. A fact that nobody has looked at for a year is shown in amber. */
export type Checked = {
  readonly source: string;
  readonly checkedBy?: string;
  readonly checkedOn?: string;
  readonly confidence?: Confidence;
};

/** Whether nobody has looked at a fact for a year, or ever: it is amber. */
export const isStale = ({ checkedOn }: { checkedOn?: string | null | undefined }, today: string): boolean =>
  checkedOn == null || checkedOn < addMonths(today, -12);

/** That a State is bound by an instrument, or is known not to be. Without `since`, it is bound and the day is not on record. */
export type Membership = Checked & {
  readonly instrument: string;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** It is known to be no Party. */
  readonly isNot?: true | undefined;
};

/** What a Party has declared or reserved, as far as it changes what we do. */
export type Declaration = Checked & {
  readonly instrument: string;
  readonly kind: DeclarationKind;
  readonly text: string;
  /** The figure or code that counts: days of lead time, languages. */
  readonly value?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
};

/** What is on record of a State. */
export type StateFacts = {
  /** ISO 3166-1 alpha-2, or a user-assigned code of a demonstration State (XAR). */
  readonly code: string;
  readonly names: Names;
  readonly memberships: readonly Membership[];
  readonly declarations: readonly Declaration[];
  /** Everything is on record: what is not, is not so. Else it is unknown. */
  readonly isComplete: boolean;
};

export type Answer = 'yes' | 'no' | 'unknown';

const covers = ({ since, until }: { since?: string | undefined; until?: string | undefined }, on: string): boolean =>
  (since === undefined || since <= on) && (until === undefined || on < until);

/** How a State stands to an instrument, and the record that says so; none where nothing on record does. */
export type Standing = { answer: Answer; by?: Membership };

export function standing({ memberships, isComplete }: StateFacts, instrument: string, on: string): Standing {
  const records = memberships.filter((one) => one.instrument === instrument);
  const binding = records.find((one) => !one.isNot && covers(one, on));
  if (binding) return { answer: 'yes', by: binding };
  const [by] = records;
  return by ? { answer: 'no', by } : { answer: isComplete ? 'no' : 'unknown' };
}

/** Whether an instrument binds a State on a day. */
export const isBound = (...asked: Parameters<typeof standing>): Answer => standing(...asked).answer;

/** The words of a fact on record; one that is not confirmed says so. */
export const recorded = ({ text, confidence }: { text: string } & Pick<Checked, 'confidence'>): string =>
  confidence === 'unverified' ? `${text} (not confirmed)` : text;

/** What a State has declared under an instrument, as it stands on a day. */
export const declared = (
  { declarations }: StateFacts,
  { instrument, kind, on }: { instrument: string; kind: DeclarationKind; on: string },
): Declaration[] => declarations.filter((one) => one.instrument === instrument && one.kind === kind && covers(one, on));
