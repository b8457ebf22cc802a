import type { FileRef, Status, TextRef } from './request.ts';

/** What the partner is owed word of once a request was sent: our answer, the news of a withdrawal, the lapse of a hold. */
export const OWED_PURPOSES = ['answer', 'withdrawal', 'lapse'] as const;
export type OwedPurpose = (typeof OWED_PURPOSES)[number];

/** What passes between us and the partner once a request is there: questions, conditions, results. */

/** Where the partner has the request and has not given its last word. */
export const UNDER_WAY: readonly Status[] = [
  'acknowledged',
  'info-asked',
  'conditions-offered',
  'secrecy-asked',
  'postponed',
  'not-to-disclose',
  'in-execution',
  'partial',
];

export type Question = {
  id: string;
  words: TextRef;
  askedOn: string;
  answer?: TextRef;
  files?: readonly FileRef[];
  answeredAt?: string;
  /** What the drafter would answer. */
  proposal?: { words: TextRef; files: readonly FileRef[] };
};

export type Condition = {
  id: string;
  kind: string;
  words: TextRef;
  status: 'offered' | 'accepted' | 'declined';
  items: readonly string[];
};

export type Delivery = {
  id: string;
  on: string;
  items: readonly string[];
  files: readonly FileRef[];
  /** A thing handed over: "USB stick, 3.1 GB". */
  object?: TextRef;
  verified: boolean;
};
