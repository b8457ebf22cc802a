import { legalBases } from '../../domain/legal-bases.ts';
import type { Declaration, Membership, StateFacts } from '../../domain/states.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { RECIPROCITY } from '../../domain/treaties/reciprocity.ts';
import type { DeclarationKind, Instrument } from '../../domain/treaties/type.ts';

export type Question = Parameters<typeof legalBases>[0];
type LegalBasis = ReturnType<typeof legalBases>[number];
/** A bare id stands for a Party since 2015. */
type Party = string | Membership;
type Terms = Partial<Pick<Membership, 'since' | 'until' | 'isNot'>>;

const NAMES: Readonly<Record<string, string>> = {
  XAR: 'Arvania',
  XBE: 'Belmora',
  XCA: 'Castreya',
  XDO: 'Dorneva',
  AU: 'Australia',
  GB: 'United Kingdom',
  KR: 'Republic of Korea',
  US: 'United States',
};

export const party = (instrument: string, more: Terms = {}): Membership => ({
  instrument,
  source: 'treaty office',
  ...more,
});

export const declares = (instrument: string, kind: DeclarationKind, more: Partial<Declaration> = {}): Declaration => ({
  instrument,
  kind,
  text: 'as notified to the depositary',
  source: 'treaty office',
  ...more,
});

type Rest = { isComplete?: boolean; declarations?: readonly Declaration[] };
export const state = (code: string, memberships: readonly Party[] = [], rest: Rest = {}): StateFacts => ({
  code,
  names: { en: NAMES[code] ?? code },
  memberships: memberships.map((one) => (typeof one === 'string' ? party(one, { since: '2015-01-01' }) : one)),
  declarations: rest.declarations ?? [],
  isComplete: rest.isComplete ?? true,
});

/** Of Belmora, only this is on record. */
export const partly = (...memberships: Party[]): StateFacts => state('XBE', memberships, { isComplete: false });

/** The kinds of help that a treaty of assistance of the usual make covers: no preservation, no orders, no extradition. */
export const ASSISTANCE = [
  {
    text: 'mutual assistance',
    article: '1',
    only: ['mla-evidence', 'search-seizure', 'data-content', 'data-subscriber', 'service-of-documents', 'bank-records'],
  },
] as const satisfies Instrument['covers'];

export const T98 = 'bilateral-1998';
export const bilateral = (more: Partial<Instrument> = {}): Instrument => ({
  ...RECIPROCITY,
  id: T98,
  name: 'Treaty on Mutual Assistance in Criminal Matters of 1998',
  short: 'Treaty of 1998',
  citation: 'a treaty of 1998 between two States',
  kind: 'bilateral-treaty',
  hasParties: true,
  confidence: 'confirmed',
  inForce: { status: 'in-force', since: '1998-01-01' },
  covers: ASSISTANCE,
  ...more,
});

export function shipped(id: string): Instrument {
  const instrument = INSTRUMENTS[id];
  if (!instrument) throw new Error(`"${id}" is not in the catalogue`);
  return instrument;
}

type Ask = Partial<Omit<Question, 'instruments'>> & {
  from?: string;
  to?: string;
  /** What both are Parties to, what only one is. */
  both?: readonly Party[];
  ours?: readonly Party[];
  theirs?: readonly Party[];
  /** In place of the treaty of 1998 as it stands, or of what ships. */
  instead?: readonly Instrument[];
};

/** Arvania asks Belmora for a search, on 2 November 2026, and all is on record of both. */
export function ask(asked: Ask = {}): Question {
  const { from = 'XAR', to = 'XBE', both = [], ours = [], theirs = [], instead = [], ...rest } = asked;
  const instruments = Object.fromEntries([bilateral(), ...instead].map((one) => [one.id, one]));
  return {
    requesting: state(from, [...both, ...ours]),
    requested: state(to, [...both, ...theirs]),
    type: 'search-seizure',
    date: '2026-11-02',
    urgency: 'normal',
    ...rest,
    instruments: { ...INSTRUMENTS, ...instruments },
  };
}

/** What applies in order of rank, what may apply with what that depends on: `untoc-18? organised-group`. */
export const ladder = (question: Question): string[] =>
  legalBases(question)
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => Number(a.rank) - Number(b.rank))
    .map(({ id, applies, dependsOn }) => (applies === 'unknown' ? `${id}? ${[...dependsOn].sort().join(', ')}` : id));

export function basis(question: Question, id: string): LegalBasis {
  const found = legalBases(question).find((one) => one.id === id);
  if (!found) throw new Error(`"${id}" is missing from the answer`);
  return found;
}

export const why = ({ reasons }: LegalBasis): string => reasons.map(({ text }) => text).join('; ');
export const articles = ({ reasons }: LegalBasis): (string | undefined)[] => reasons.map(({ article }) => article);

export const CORRUPTION = { class: 'corruption', maximumYears: 10 } as const;
export const GANG = { class: 'organised-crime', maximumYears: 10 } as const;
export const FRAUD = { class: 'fraud', maximumYears: 5 } as const;
export const PETTY_FRAUD = { class: 'fraud', maximumYears: 3 } as const;
export const TAX = { class: 'tax', maximumYears: 3 } as const;
