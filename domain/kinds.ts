import type { OwnType } from './item-types.ts';

type Kind = {
  /** The type of every item; absent where each item has one of its own. */
  readonly type?: OwnType;
  /** Its holds answer for it: each is confirmed or refused by its own step. */
  readonly isByHolds?: true;
  /** Nobody but the engine begins it. */
  readonly isDrafted?: true;
  /** No answer is due: nobody waits for one, and nothing chases it. */
  readonly isUnanswered?: true;
};

/** What a request is for. To add a kind, add a line here and its words in `templates/languages/kinds-*.ts`. */
export const KINDS = {
  mla: {},
  preservation: { type: 'preservation', isByHolds: true },
  extension: { type: 'preservation-extension', isByHolds: true, isDrafted: true },
  'traffic-partial-disclosure': { type: 'traffic-partial-disclosure' },
  'emergency-disclosure': { type: 'emergency-disclosure' },
  'emergency-mla': { type: 'emergency-mla' },
  'provider-direct': { type: 'provider-direct' },
  'domain-registration': { type: 'domain-registration' },
  'spontaneous-information': { type: 'spontaneous-information', isUnanswered: true },
  extradition: { type: 'extradition' },
  'provisional-arrest': { type: 'provisional-arrest' },
} as const satisfies Record<string, Kind>;
export type RequestKind = keyof typeof KINDS;
export const REQUEST_KINDS = Object.keys(KINDS) as RequestKind[]; // keys of a const are its type
/** The types that are kinds. */
export type KindType = Extract<(typeof KINDS)[RequestKind], { type: OwnType }>['type'];
/** The kinds that somebody drafts. */
export const DRAFTED_KINDS = REQUEST_KINDS.filter((kind) => !kindOf(kind).isDrafted);

/** What is true of a kind; nothing of a hold. */
function kindOf(kind: RequestKind | 'hold'): Kind {
  return kind === 'hold' ? {} : KINDS[kind];
}

type OfKind = { kind: RequestKind | 'hold' };
/** The type of all items of a request that has a procedure of its own; undefined of one for assistance, and of a hold. */
export const ownTypeOf = ({ kind }: OfKind): OwnType | undefined => kindOf(kind).type;
/** Whether its holds answer for what it asks. */
export const isByHolds = ({ kind }: OfKind): boolean => kindOf(kind).isByHolds === true;
/** Whether no answer to it is due. */
export const isUnanswered = ({ kind }: OfKind): boolean => kindOf(kind).isUnanswered === true;
