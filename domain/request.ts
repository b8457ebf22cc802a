import type { Alarm } from './alarms.ts';
import type { OfPersons } from './custody.ts';
import { type Deadline, type DeadlineChange, foldDeadlines } from './deadlines.ts';
import type { AfterEmergency } from './emergency.ts';
import type { Condition, Delivery, OwedPurpose, Question } from './exchange.ts';
import type { Hold } from './hold.ts';
import { HOLD_STATUSES, type HoldStatus } from './hold-status.ts';
import type { RequestKind } from './kinds.ts';
import type { Letter, Translation } from './papers.ts';
import type { Actor } from './roles.ts';
import type { Route } from './treaties/type.ts';

export const STATUSES = [
  'draft',
  'supervision',
  'with-ca',
  'ca-returned',
  'approved',
  'in-translation',
  'ready',
  'sent',
  'delivery-failed',
  'acknowledged',
  'info-asked',
  'conditions-offered',
  'secrecy-asked',
  'postponed',
  'not-to-disclose',
  'in-execution',
  'partial',
  'executed',
  'refused',
  'withdrawn',
  'closed',
  'ca-declined',
] as const;
/** Where a request stands, or a hold. */
export type Status = (typeof STATUSES)[number] | HoldStatus;
export const ALL_STATUSES: readonly Status[] = [...STATUSES, ...HOLD_STATUSES];

export const URGENCIES = ['normal', 'urgent', 'emergency'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Handling labels, lowest first. */
export const LABELS = ['public', 'official', 'restricted', 'confidential', 'secret'] as const;
export type Label = (typeof LABELS)[number];
export const isAbove = (label: Label, ceiling: Label): boolean => LABELS.indexOf(label) > LABELS.indexOf(ceiling);

export const CHANNELS = ['email', 'courier'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One legal basis: the id of an instrument and the articles relied on. The first of a list is the primary one. */
export type Basis = {
  instrument: string;
  articles: readonly string[];
  /** Why it is relied on although the record does not show that it binds both States (V10). */
  override?: TextRef | undefined;
};

/** A text kept apart from the events: its id and a hash salted with that id. Events never hold the text. */
export type TextRef = { text: string; hash: string };
/** A stored file: its id and the SHA-256 of its bytes. */
export type FileRef = { file: string; hash: string };

export const OUTCOMES = ['done', 'part', 'impossible', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Item = {
  id: string;
  type: string;
  /** Its own legal bases where they differ from the request's. */
  basis?: readonly Basis[];
  /** Of a refusal: whether the instrument allows its ground, and the article that says so. */
  outcome?: { result: Outcome; on: string; reason?: TextRef; ground?: string; allowed?: boolean; article?: string };
};

/** What a mail that follows a request is for. */
export type MailPurpose = 'enquiry' | OwedPurpose;

export type Transmission = {
  id: string;
  purpose: 'request' | 'copy' | MailPurpose;
  /** Of a copy, which goes to the central authority where the route demands one (V6): that authority. */
  to?: string;
  channel: Channel;
  /** What is sent: the package, and for e-mail the message that carries it, frozen. */
  package?: FileRef;
  wire?: FileRef;
  messageId: string;
  attempt: number;
  status: 'prepared' | 'sending' | 'sent' | 'failed' | 'unknown' | 'disputed';
  /** Instant of the last change. */
  at: string;
  /** Courier: who signed the letter in the bag, and the number under which it travels. */
  signatory?: { name: TextRef; office: TextRef; on: string };
  tracking?: string;
  /** The sheet that goes with it. */
  coverSheet?: FileRef;
  /** The channel's own receipt: the server's answer, the tracking number. */
  receipt?: TextRef;
  /** Proof of delivery filed later. */
  proof?: FileRef;
};

/** How our officer came to know a partner's step: the channel, the partner's own date and reference, and the paper it rests on. */
export type PartnerRecord = { channel: string; officer?: TextRef; reference?: string; paper?: FileRef };

/** A request, or a hold, as the fold of its events: ids, codes, dates and hashes; never text. */
export type Request = AfterEmergency &
  OfPersons & {
    id: string;
    org: string;
    reference: string;
    direction: 'outgoing' | 'incoming';
    kind: RequestKind | 'hold';
    status: Status;
    /** Sequence number of the last event. */
    version: number;
    createdAt: string;
    drafter: string;
    office: string;
    /** The central authority's officer in charge. */
    officer?: string;
    requested: string;
    partner: string;
    basis: readonly Basis[];
    /** The legal route that was chosen; the usual one of the primary basis where none was. */
    route?: Route;
    urgency: Urgency;
    label: Label;
    parent?: string;
    /** The request that it was drafted from, and the holds that it is to be linked to as it relies on them. */
    origin?: string;
    reliesOn?: readonly string[];
    /** The holds that it has asked for and that have lapsed, as far as the partner was asked what became of the data. */
    lapses?: readonly string[];
    /** The draft that its items were split off from, with the numbers that they have there; and the drafts that were split off from it. */
    splitFrom?: { request: string; items: readonly string[] };
    splitOff?: readonly string[];
    /** The hold whose extension it asks for. */
    prolongs?: string;
    items: readonly Item[];
    /** The highest number that an item of it has had, once one was taken out. */
    numbered?: number;
    annexes: readonly { id: string; title: TextRef; file: FileRef }[];
    /** Counts submissions: what a package version is. */
    edition: number;
    letter?: Letter;
    /** Who edited it after approval and may go on until the letter is rendered again. */
    amendedBy?: string;
    endorsedBy?: string;
    defects: readonly { field: string; words: TextRef }[];
    approval?: { by: string; at: string; edition: number };
    translation?: Translation;
    /** Of information given without a request: that its conditions were agreed, and when; none were made without a day. */
    agreement?: { edition: number; on?: string };
    transmissions: readonly Transmission[];
    /** The channel it went by, for what follows it. */
    channel?: Channel;
    sentOn?: string;
    partnerReference?: string;
    receivedOn?: string;
    /** The instant of that, where hours count from it. */
    receivedAt?: string;
    /** From which day a provider, or the end of secrecy, lets the user know. */
    userToldOn?: string;
    /** The day on which the partner served the order on whom it is addressed to. */
    servedOn?: string;
    /** Where a partner's question, offer or secrecy notice interrupted the way. */
    resumeTo?: Status;
    questions: readonly Question[];
    conditions: readonly Condition[];
    postponement?: { reviewOn: string; words: TextRef };
    refusal?: { ground: string; words: TextRef; on: string; allowed: boolean; article?: string };
    deliveries: readonly Delivery[];
    secrecy?: { words: TextRef; decision?: 'go-on' | 'withdraw' };
    deskQuestions: readonly Question[];
    /** Chases since the partner's last word. */
    chases: number;
    /** A status enquiry that is owed: its number, counted over the request's life. */
    enquiry?: { n: number; owed: boolean };
    /** What is owed to the partner in writing: its answer, the news of a withdrawal. */
    owed?: readonly { purpose: OwedPurpose; n: number }[];
    /** What a person has sent of that, by courier or another way. */
    written?: readonly { purpose: OwedPurpose; n: number; on: string; tracking?: string; paper?: FileRef }[];
    /** Why it is to be withdrawn: the wish of its drafter after submission, or of who has not confirmed what was sent alone. */
    withdrawalAsked?: TextRef;
    /** Nobody is left who may take a step that waits. */
    stuck?: true;
    closing?: { reason?: TextRef };
    /** Of a hold: what is held, and until when. */
    hold?: Hold;
    /** What has called for a person at once, numbered from 1. */
    alarms?: readonly Alarm[];
    retentionUntil?: string;
    deadlines: readonly Deadline[];
  };

/** What happened: one event for each accepted command; `seq` is the request's version after it. */
export type Event = {
  request: string;
  seq: number;
  at: string;
  action: string;
  from: Status | null;
  to: Status;
  actor: Pick<Actor, 'id' | 'kind' | 'standsInFor' | 'workflow'>;
  /** The partner's officer or authority for whom our officer recorded the step. */
  onBehalfOf?: string;
  record?: PartnerRecord;
  /** What was said with the step and is in no field of the request, by the field of its input. */
  said?: Readonly<Record<string, unknown>>;
  /** The fields that the event set; null clears a field. Folding is laying these over one another. */
  set: Changes;
  deadlines: readonly DeadlineChange[];
};

/** New values of fields of a request; null clears one. */
export type Changes = { [K in keyof Omit<Request, 'version' | 'status' | 'deadlines'>]?: Request[K] | null };

/** The request after an event. The first event of a request sets everything that is not optional. */
export function fold(request: Request | undefined, event: Event): Request {
  return {
    ...layOver(request, event.set),
    status: event.to,
    version: event.seq,
    deadlines: foldDeadlines(request?.deadlines ?? [], event.deadlines),
  };
}

/** The request with the changes laid over it. */
export function layOver(request: Request | undefined, changes: Changes): Request {
  const fields = Object.entries({ ...request, ...changes }).filter(([, value]) => (value ?? null) !== null);
  return Object.fromEntries(fields) as Request; // complete from the first event on: `create` sets every required field
}
