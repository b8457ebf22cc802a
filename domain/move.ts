import { z } from 'zod';
import type { Source } from './carrying.ts';
import type { Content } from './content.ts';
import type { Calendar } from './dates.ts';
import type { DeadlineChange } from './deadlines.ts';
import type { Gap } from './errors.ts';
import { calendarDate, line, prose } from './fields.ts';
import type { HouseRules } from './house-rules.ts';
import type { Letter } from './papers.ts';
import type { PartnerFacts } from './partners.ts';
import type { Changes, FileRef, PartnerRecord, Request, Status, TextRef } from './request.ts';
import type { Actor, Role, Staff } from './roles.ts';
import type { OnDuty } from './roster.ts';
import type { StateFacts } from './states.ts';
import type { Instruments } from './treaties/instruments.ts';

/** Words of a person: kept apart and referred to by id and hash, so that no event holds them. */
export const words = prose.min(1, { error: 'is empty' }).brand<'words'>().meta({ deposit: 'text' });
/** The id of an uploaded file; the record refers to it by id and hash. */
export const file = z.uuid({ error: 'is not the id of a file' }).brand<'file'>().meta({ deposit: 'file' });
/** An id the record gave out. */
export const id = z.uuid({ error: 'is not an id' });
/** A code of the house: an item type, a ground, an instrument. */
export const code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, { error: 'is not a code of small letters, digits and hyphens' });
/** A mark that events may hold: a reference, a tracking number, an article; too short to tell of anybody. */
export const mark = line.max(60, { error: 'is longer than 60 characters' });
/** A stored letter by its hash: what exactly is meant. */
export const letterHash = z.string().regex(/^[0-9a-f]{64}$/, { error: 'is not the SHA-256 of a letter' });
/** The path of a field, `items.2.reason`. */
export const path = z.string().regex(/^[A-Za-z0-9][\w./-]{0,99}$/, { error: 'is not the path of a field' });
export const basis = z.object({ instrument: code, articles: z.array(mark).max(20), override: words.optional() });
export const bases = z.array(basis).min(1, { error: 'names no legal basis' }).max(10);

/** The way in which word passes between us and a partner. */
export const wordChannel = z.enum(['letter', 'email', 'telephone', 'in-person', 'portal']);

/** How our officer knows of a partner's step: needed when the partner's officer does not do it in person. */
export const record = z.object({
  channel: wordChannel,
  /** The person at the partner who did the step. */
  officer: words.optional(),
  reference: mark.optional(),
  paper: file.optional(),
});
/** What every step of the partner carries: its own date, and the record where we write it down for them. */
export const partnerStep = { on: calendarDate.optional(), record: record.optional() };

type WordsValue = z.output<typeof words>;
type FileValue = z.output<typeof file>;
/** An input after its words and files were put into the record: references instead of texts. */
export type Deposited<T> = T extends WordsValue
  ? TextRef
  : T extends FileValue
    ? FileRef
    : T extends object
      ? { [K in keyof T]: Deposited<T[K]> }
      : T;

/** What the API or an activity made ready for a step that binds documents; never given by a caller. */
export type Prepared = {
  letter?: Omit<Letter, 'editors' | 'annexes'>;
  package?: FileRef;
  wire?: FileRef;
  coverSheet?: FileRef;
  messageId?: string;
  /** The copy that goes in the same dispatch (V6), under an id of its own. */
  copy?: { id: string; messageId: string; wire?: FileRef; coverSheet?: FileRef };
};

/** What a decision rests on beside the request itself; the registry loads it in the transaction that decides. */
export type Facts = {
  /** Instant of the decision, by the one clock. */
  now: string;
  /** The same as a date at our central authority. */
  today: string;
  /** A fresh id for what the command creates. */
  id: string;
  actor: Actor;
  rules: HouseRules;
  calendar: Calendar;
  partner: PartnerFacts;
  /** The central authority of the partner's State: the addressee itself, or another; absent where none is on record. */
  central?: string;
  /** What is on record of our own State. */
  ours: StateFacts;
  /** The catalogue as the installation has it, and what it has switched on. */
  instruments: Instruments;
  switchedOn: readonly string[];
  prepared?: Prepared;
  /** For moves that need the content: what is missing, the hash of the letter it makes, who edited it since the last letter. */
  gaps: readonly Gap[];
  contentHash?: string;
  editors: readonly string[];
  /** For moves that need segments: ids without a current translation. */
  stale: readonly string[];
  /** The language the letter must be translated into, if any. */
  translateInto?: string;
  /** Who of the house may get work, with their roles. */
  staff: readonly Staff[];
  /** For what calls somebody at once: who is called now, in order. */
  roster: readonly OnDuty[];
  /** For what rests on how the partner's State is reached: its authorities on record, by key. */
  directory?: readonly Reached[];
  /** For a supplementary request. */
  parent?: Request;
  /** For a draft from another request. */
  source?: Source;
  /** Of a hold: the requests that it is linked to, as far as the viewer sees them; of a request: its holds, or what was drafted from it. */
  linked: readonly Request[];
  /** For `create`. */
  reference?: string;
};

/** An authority as the directory has it: the line of the law, its key and its telephone number. */
export type Reached = { entry: string; key: string; telephone?: string };

export type Refused = { rule: string; source: string; because: string };
/** A condition of a step that needs no input, so that it can be told beforehand. */
export type Guard = (request: Request, facts: Facts) => Refused | undefined;

export type Decision = { to: Status; set: Changes; deadlines?: readonly DeadlineChange[] };

/** What of the record a step rests on beside its file: of a hold the requests that rely on it, of a request its holds, or the drafts made of it; who is on duty; how the partner's State is reached. */
export type Need = 'content' | 'segments' | 'requests' | 'holds' | 'drafts' | 'roster' | 'directory';
export type Move<S extends z.ZodObject = z.ZodObject> = {
  /** A step of a hold; of a request where it does not say. */
  of?: 'hold';
  /** A step of a file that a partner asks of us, or of either; of one by which we ask where it does not say. */
  direction?: 'incoming' | 'either';
  /** What the step does, for the API's documentation. */
  doc: string;
  /** Where the step stands: an article, or the section of the procedure. */
  source: string;
  /** Who may take it; `system` is the engine. */
  by: readonly Role[] | 'system';
  from: readonly Status[];
  input: S;
  /** A step of the partner, which our officer may record on its behalf. */
  partnerStep?: true;
  /** Its words and files are for the partner to see. */
  tellsPartner?: true;
  /** Its words are for those to see who translate the request now. */
  tellsTranslators?: true;
  /** What of its input only the event keeps: a reason, a statement. */
  said?: readonly string[];
  /** Needs a proof of identity no older than five minutes. */
  proof?: true;
  needs?: readonly Need[];
  guards?: readonly Guard[];
  /** What the draft that begins says already, carried over from another. */
  carries?(input: Deposited<z.output<S>>, facts: Facts, draft: Request): Content;
  /** Throws an MlaError where the input breaks a rule. */
  decide(request: Request, input: Deposited<z.output<S>>, facts: Facts): Decision;
};

/** Whether a step is one of the files that are asked this way. */
export const isOfDirection = ({ direction }: Pick<Move, 'direction'>, file: Pick<Request, 'direction'>): boolean =>
  direction === 'either' || (direction ?? 'outgoing') === file.direction;

/** Gives a move its input's type. */
export const move = <S extends z.ZodObject>(definition: Move<S>): Move<S> => definition;

export const NO_INPUT = z.object({});
export type { PartnerRecord };
