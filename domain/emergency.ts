import { UNDER_WAY } from './exchange.ts';
import type { Request, Status, TextRef } from './request.ts';

/** The clocks of what one person has sent alone: until a second has confirmed it, and until its formal request is sent. */
export const SECOND_CONFIRMATION = 'second-confirmation';
export const FORMAL_REQUEST = 'formal-request';

type Hand = { by: string; at: string };

/** What one person has sent alone in an emergency (S6): who and when, and what a second said of it. */
export type Alone = Hand & { confirmed?: Hand; withheld?: Hand & { reason: TextRef } };

/** The formal request that follows: which was sent, or who says why none is needed. */
export type Formal = { at: string; request: string } | (Hand & { reason: TextRef });

export const INCIDENT_CAUSES = ['unconfirmed-emergency', 'no-formal-request'] as const;
export type IncidentCause = (typeof INCIDENT_CAUSES)[number];
/** A time that was let pass: when, and once somebody has said it why. It is never taken off the record. */
export type Incident = { cause: IncidentCause; at: string; finding?: Hand & { words: TextRef } };

/** What a file says of that. */
export type AfterEmergency = {
  alone?: Alone;
  formal?: Formal;
  incidents?: readonly Incident[];
  /** It is the formal request that follows its origin. */
  formalises?: true;
};

/** Where one person may send alone. */
export const BEFORE_ALONE: readonly Status[] = ['supervision', 'with-ca'];
/** Where what was sent alone may stand until its file ends. */
export const AFTER_ALONE: readonly Status[] = ['ready', 'sent', 'delivery-failed', ...UNDER_WAY, 'executed', 'refused'];

/** Whether somebody on duty might send it alone, as far as the file says. */
export const mayGoAlone = ({ urgency, status }: Pick<Request, 'urgency' | 'status'>): boolean =>
  urgency === 'emergency' && BEFORE_ALONE.includes(status);

/** Whether a second person has still to say of it yes or no. */
export const awaitsSecond = ({ alone }: Pick<Request, 'alone'>): boolean =>
  alone !== undefined && alone.confirmed === undefined && alone.withheld === undefined;

/** What is followed by a request for assistance; a preservation is by the one that relies on its holds, which mind it. */
const FOLLOWED: ReadonlySet<Request['kind']> = new Set(['mla', 'emergency-disclosure', 'emergency-mla']);
export const owesFormal = ({ alone, formal, kind }: Pick<Request, 'alone' | 'formal' | 'kind'>): boolean =>
  alone !== undefined && formal === undefined && FOLLOWED.has(kind);

/** The formal request of an emergency, once it has been sent. */
export const formalSent = (linked: readonly Request[], { id }: Pick<Request, 'id'>): Request | undefined =>
  linked.find(({ origin, formalises, sentOn }) => origin === id && formalises && sentOn !== undefined);

export const hasIncident = ({ incidents = [] }: Pick<Request, 'incidents'>, cause: IncidentCause): boolean =>
  incidents.some((incident) => incident.cause === cause);
