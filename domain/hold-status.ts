/** Where a hold stands that we asked for (procedure 3.3), and one that a partner asks of us (3.2); both end alike. */
export const HOLD_STATUSES = [
  'requested',
  'confirmed',
  'active',
  'extension-asked',
  'pending-decision',
  'release-proposed',
  'produced',
  'released',
  'lapsed',
  'not-held',
  'triage',
  'warned',
  'preserved',
  'mla-received',
] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];
/** Nothing is held by it any more. */
export const ENDED_HOLDS = ['produced', 'released', 'lapsed', 'not-held'] as const satisfies readonly HoldStatus[];
/** Its clock runs: something must arrive before it ends. */
export const RUNNING_OUT = ['requested', 'confirmed', 'active', 'extension-asked', 'release-proposed'] as const;

/** Something is held by it, or may be: what relies on it can be linked. */
export const STILL_HELD = [...RUNNING_OUT, 'pending-decision'] as const satisfies readonly HoldStatus[];

/** Where one stands that a partner asks of us, until it ends or its release is proposed. */
export const INCOMING = ['triage', 'warned', 'preserved', 'mla-received'] as const satisfies readonly HoldStatus[];

/** What can end the running out of a hold: the request at the requested State, Annex V or process at the provider. */
export const HOLD_STOPS = ['request-received', 'annex-v', 'process-served'] as const;
export type HoldStop = (typeof HOLD_STOPS)[number];
