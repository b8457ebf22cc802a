import type { PartKey, Parts } from './content.ts';
import type { HouseRuleId } from './house-rules.ts';
import type { ItemContent } from './item-content.ts';

/** A field that a type of item must have; where several are named, one of them is enough. */
export type Need = {
  readonly oneOf: readonly [keyof ItemContent, ...(keyof ItemContent)[]];
  /** What is missing, in plain words: "the provider that holds the data". */
  readonly what: string;
  readonly rule: HouseRuleId;
  /** Who is heard: the need exists for these only. */
  readonly status?: readonly NonNullable<ItemContent['status']>[];
  /** To whom it is addressed: the need exists for these only. */
  readonly roles?: readonly Parts['persons'][number]['role'][];
  /** It helps whoever executes it, and nothing fails without it. */
  readonly isWished?: true;
};

export type ItemTypeRules = {
  readonly label: string;
  /** S2: whoever approved may not send it alone; its translation has a reviser other than the translator. */
  readonly isCoercive: boolean;
  /** V1: a request of nothing but such items may go without facts. */
  readonly mayLackFacts?: true;
  /** The other parts that a request of nothing but such items may go without. */
  readonly mayLack?: readonly PartKey[];
  /** What an article asks of a request is not asked of it: it goes back to one, or tells unasked. */
  readonly isUnlisted?: true;
  /** V3: without facts that show the emergency, and an officer on duty, it is only urgent. */
  readonly isEmergency?: true;
  readonly needs: readonly Need[];
};

export const DATA = [
  { oneOf: ['provider'], what: 'the provider that holds the data', rule: 'HR-60' },
  { oneOf: ['identifiers'], what: 'at least one identifier that the letter prints', rule: 'HR-60' },
  { oneOf: ['period'], what: 'the period, with its time zone', rule: 'HR-60' },
  { oneOf: ['dataFields'], what: 'the data fields wanted', rule: 'HR-60' },
] as const satisfies readonly Need[];
