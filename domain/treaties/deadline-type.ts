import type { Unit } from '../dates.ts';
import type { HoldStop } from '../hold-status.ts';
import type { Line, Reach } from './type.ts';

/** What happens to a request and lets a period begin. */
export const OPENINGS = [
  'received',
  'served',
  'execution-started',
  'arrested',
  'granted',
  'surrender-agreed',
  'free-to-leave',
] as const;
/** What ends a period: of custody the receipt of what it waits for, or the order of review alone. */
export const MEETINGS = [
  'acknowledged',
  'served',
  'decided',
  'executed',
  'papers-received',
  'review-ordered',
  'surrendered',
] as const;

/** A period of an instrument: how long, from what, and what ends it. */
export type TreatyDeadline = Line &
  Reach & {
    readonly id: string;
    readonly text: string;
    /** Null where the figure is stated in the case. */
    readonly amount: number | null;
    readonly unit: Unit;
    readonly startsOn: string;
    readonly isRenewable: boolean;
    readonly kind:
      | 'minimum-hold'
      | 'hold'
      | 'hold-extension'
      | 'maximum'
      | 'maximum-order'
      | 'target'
      | 'waiting-period'
      | 'request-window'
      | 'consecutive-days'
      | 'lead-time-maximum';
    readonly actor: string;
    readonly onExpiry?: string;
    /** A duty of an authority that ends on a day off ends on the next working day (DC-6). */
    readonly rollsForward?: true;
    /** A reading by which it would roll forward, on which nobody relies: whose. */
    readonly rollsForwardBy?: string;
    /** A limit of custody: the safe date counts the day of arrest as the first (DC-8). */
    readonly isCustody?: true;
    /** What has two readings: the other start, from which the earlier date is counted. */
    readonly otherStart?: string;
    /** The deadline that it prolongs, and how often it may: a new cycle each time. */
    readonly prolongs?: { readonly id: string; readonly times: number };
    /** Of a hold: what ends its running out once it has arrived where it must. */
    readonly stoppedBy?: readonly HoldStop[];
    /** Starts anew with the last of the information that was missing (DC-10). */
    readonly restartsOnCompletion?: true;
    /** It runs on the partner's side for each request that rests on it: from what, and until what. */
    readonly opensOn?: (typeof OPENINGS)[number];
    readonly metBy?: (typeof MEETINGS)[number];
  };
