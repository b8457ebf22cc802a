import { lastDay } from './counting.ts';
import { dateIn, daysBetween } from './dates.ts';
import { awaited, type Deadline } from './deadlines.ts';
import type { HoldStatus, HoldStop } from './hold-status.ts';
import type { Incoming, Telling } from './incoming.ts';
import { type PeriodRule, periodRules } from './periods.ts';
import { isHold } from './reminders.ts';
import type { FileRef, Request, TextRef } from './request.ts';
import type { Instruments } from './treaties/instruments.ts';

/** Why a hold ran out. */
export const LAPSE_CAUSES = [
  'never-confirmed',
  'no-request',
  'request-not-sent',
  'request-not-received',
  'extension-unanswered',
  'release-proposed',
] as const;
export type LapseCause = (typeof LAPSE_CAUSES)[number];

/** Whether data that are held no longer are still there. */
export const EXISTENCES = ['yes', 'no', 'unknown'] as const;

export type Extension = {
  /** The day on which it was asked, and the one on which it is known to have been received. */
  askedOn: string;
  receivedOn?: string;
  /** Until when it was asked, where that was said. */
  askedUntil?: string;
  /** The instrument gives it; else it is asked as a courtesy. */
  isRight: boolean;
  /** Where the instrument gives it. */
  source?: string;
  /** The request by which it was asked. */
  request?: string;
  answer?: { result: 'given' | 'declined'; on: string; until?: string; ground?: string; words?: TextRef };
  /** Of one that a partner asked of us: that the answer was told. */
  told?: Telling;
};

/** Data kept by a custodian on request, from the day it was asked to its end. Words are kept apart, as everywhere. */
export type Hold = {
  /** The period that it is held by, `budapest-185/art29-hold`; absent where no instrument sets one. */
  rule?: string;
  custodian: TextRef;
  /** The exact identifiers and the data. */
  data: TextRef;
  /** IANA zone of the custodian: its days end there. */
  zone: string;
  /** The day on which it was asked, and the one on which the partner received that. */
  askedOn: string;
  receivedOn?: string;
  /** The day from which the data are held. */
  effectiveOn?: string;
  /** The last day as the partner stated it. */
  statedEnd?: string;
  /** Reference of the custodian. */
  ticket?: string;
  /** The last day as it is counted now; absent once nothing runs out any more. */
  until?: string;
  /** The last day that is a working day with us and with the partner. */
  actBy?: string;
  extensions: readonly Extension[];
  /** The extension that is drafted and not yet asked: until when it asks, and whether the instrument gives it. */
  draft?: { on: string; askedUntil?: string; isRight: boolean; source?: string; request?: string };
  /** The request for preservation that asked for it, with the item; the requests that rely on it. */
  askedBy?: { request: string; item: string };
  requests: readonly string[];
  stopped?: { by: HoldStop; on: string; request?: string };
  proposal?: { by: string; words?: TextRef; from: HoldStatus };
  refusal?: { ground: string; words?: TextRef; on: string };
  /** What became of the data after it had lapsed, once a person has found out. */
  incident?: { cause: LapseCause; finding?: { words: TextRef; exists: (typeof EXISTENCES)[number] } };
  produced?: { on: string; paper?: FileRef };
  /** Where a partner asks us to preserve: how that came, and what passed between us. */
  incoming?: Incoming;
};

/** The kind of its one deadline; each extension is a new cycle. */
export const HOLD = 'hold';
/** The kind of the clock by which a request minds its holds (H6). */
export const HOLD_ACTION = 'hold-action';

export const holdOf = ({ id, hold }: Request): Hold => {
  if (!hold) throw new Error(`Cannot take "${id}" for a hold: it is none`);
  return hold;
};

/** The requests that a hold is linked to: the one that asked for it, those that rely on it, and those for its extension. */
export const requestsOf = ({ askedBy, requests, draft, extensions }: Hold): string[] => [
  ...(askedBy ? [askedBy.request] : []),
  ...requests,
  ...[...extensions, ...(draft ? [draft] : [])].flatMap(({ request }) => request ?? []),
];

/** The periods that a hold can be held by. */
export const holdRules = (instruments: Instruments): PeriodRule[] =>
  periodRules(instruments).filter(({ line }) => isHold(line) && line.kind !== 'hold-extension');

export const ruleOfHold = ({ rule }: Pick<Hold, 'rule'>, instruments: Instruments): PeriodRule | undefined =>
  rule === undefined ? undefined : holdRules(instruments).find(({ id }) => id === rule);

/** The line by which its instrument prolongs it, and whether that is used up. */
export function extensionRule(
  { rule, extensions }: Pick<Hold, 'rule' | 'extensions'>,
  instruments: Instruments,
): { rule: PeriodRule; isSpent: boolean } | undefined {
  const [instrument, line] = rule?.split('/') ?? [];
  const found = periodRules(instruments).find(
    (one) => one.instrument.id === instrument && one.line.prolongs?.id === line,
  );
  if (!found) return undefined;
  const given = extensions.filter(({ isRight, answer }) => isRight && answer?.result === 'given').length;
  return { rule: found, isSpent: given >= (found.line.prolongs?.times ?? 0) };
}

/** What stops it by its instrument. */
export const stopsOf = (hold: Pick<Hold, 'rule'>, instruments: Instruments): readonly HoldStop[] =>
  ruleOfHold(hold, instruments)?.line.stoppedBy ?? [];

/** The demands of the lifeline, by the days that are left (DC-12). */
export const DEMANDS = { 21: 'draft', 14: 'review', 7: 'send', 2: 'head' } as const;
export type LifelineDemand = (typeof DEMANDS)[keyof typeof DEMANDS];

/** What a reminder of a hold demands; undefined of one at another number of days. */
export function demandAt(at: string, { dueAt, zone }: Pick<Deadline, 'dueAt' | 'zone'>): LifelineDemand | undefined {
  const days = String(daysBetween(dateIn(at, zone), lastDay(dueAt, { zone })));
  return Object.entries(DEMANDS).find(([before]) => before === days)?.[1];
}

/** The clock of a hold that runs, once its first reminder was given. */
export const warnedOf = ({ deadlines }: Pick<Request, 'deadlines'>): Deadline | undefined =>
  deadlines.findLast(
    ({ kind, status, reminded, given = 0 }) => kind === HOLD && status === 'open' && (reminded || given > 0),
  );

/** The reminders that may still be to come when an extension is drafted: the one to ask for it, and the one that tells the head. */
const AFTER_DRAFT = 2;

/** Whether it is time that the extension of a hold is drafted: fourteen days before its end, where none was asked or declined in this run. */
export function isExtensionDue(request: Request): boolean {
  const { draft, extensions } = holdOf(request);
  const clock = warnedOf(request);
  return (
    draft === undefined &&
    clock !== undefined &&
    awaited(clock).length <= AFTER_DRAFT &&
    extensions.at(-1)?.answer?.result !== 'declined'
  );
}
