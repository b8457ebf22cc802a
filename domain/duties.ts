import type { OwedPurpose } from './exchange.ts';
import { ENDED_HOLDS } from './hold-status.ts';
import type { Request, Status, Transmission } from './request.ts';

/** A workflow looks at the record again after so many milliseconds, whatever it waits for: a lost signal costs no more. */
export const LONGEST_WAIT = 24 * 3_600_000;

/** Where a silent partner may be asked how a request stands: it has it, and we wait. */
export const MAY_BE_ASKED: readonly Status[] = ['sent', 'acknowledged', 'in-execution', 'partial', 'postponed'];

/** What the engine owes a request now; a workflow carries it out. Codes and ids only: it is kept in histories. */
export type Duty =
  | { do: 'translate' }
  | { do: 'open-translation' }
  | { do: 'make-ready' }
  | { do: 'transmit'; transmission: string; attempt: number; lost: boolean }
  | { do: 'enquire' }
  | { do: 'write'; purpose: OwedPurpose; n: number }
  | { do: 'retain' }
  /** A step of the engine that needs nothing but to be taken. */
  | {
      do: 'take';
      action:
        | 'recordReceipt'
        | 'proposeReleaseAsEnded'
        | 'draftExtension'
        | 'mindHolds'
        | 'noteReceipt'
        | 'noteRefusal'
        | 'concludePreservation'
        | 'noteLapse'
        | 'noteExtensionReceipt'
        | 'noteExtensionRefusal'
        | 'noteFormalRequest';
    }
  /** The hold that an item of a request for preservation asks for. */
  | { do: 'open-hold'; item: string }
  /** Items of another draft that were split off for this one. */
  | { do: 'take-out'; of: string; items: readonly string[] }
  /** The request for the extension of a hold, the n-th. */
  | { do: 'draft-extension'; n: number }
  /** That this request for the extension of a hold was sent. */
  | { do: 'note-extension'; request: string }
  /** To the request for provisional arrest that it was drafted from: on which day it was received, with its papers. */
  | { do: 'note-papers'; of: string; on: string }
  /** A hold that the request was drafted to rely on. */
  | { do: 'link-hold'; hold: string };

/** A duty by name: two with the same name are the same. */
export function nameOf(duty: Duty): string {
  if (duty.do === 'transmit') return `transmit/${duty.transmission}/${duty.attempt}`;
  if (duty.do === 'write') return `write/${duty.purpose}/${duty.n}`;
  if (duty.do === 'open-hold') return `open-hold/${duty.item}`;
  if (duty.do === 'take-out') return `take-out/${duty.of}`;
  if (duty.do === 'draft-extension') return `draft-extension/${duty.n}`;
  if (duty.do === 'note-extension') return `note-extension/${duty.request}`;
  if (duty.do === 'note-papers') return `note-papers/${duty.of}/${duty.on}`;
  if (duty.do === 'link-hold') return `link-hold/${duty.hold}`;
  return duty.do === 'take' ? `take/${duty.action}` : duty.do;
}

/** What the file as a whole is owed. `translateInto` is the language that the partner needs, if any. */
export function dutiesOf(request: Request, translateInto: string | undefined): Duty[] {
  const duties: Duty[] = [];
  if (request.status === 'approved') duties.push(translateInto ? { do: 'translate' } : { do: 'make-ready' });
  if (request.status === 'in-translation') duties.push({ do: 'translate' });
  for (const { id, attempt, status } of request.transmissions) {
    if (status === 'prepared' || status === 'sending')
      duties.push({ do: 'transmit', transmission: id, attempt, lost: status === 'sending' });
  }
  if (request.enquiry?.owed && request.channel === 'email' && MAY_BE_ASKED.includes(request.status))
    duties.push({ do: 'enquire' });
  if (request.channel === 'email')
    for (const { purpose, n } of request.owed ?? []) duties.push({ do: 'write', purpose, n });
  if (hasEnded(request) && !request.retentionUntil) duties.push({ do: 'retain' });
  return duties;
}

/** What its translation is owed. */
export function translationDutiesOf(request: Request): Duty[] {
  if (request.status === 'approved')
    return [request.translation?.status === 'certified' ? { do: 'make-ready' } : { do: 'open-translation' }];
  return request.status === 'in-translation' && request.translation?.status === 'certified'
    ? [{ do: 'make-ready' }]
    : [];
}

/** Nothing of it goes on: of a request once it is closed or withdrawn, of a hold once nothing is held by it any more. */
export const hasEnded = ({ status }: Request): boolean => ENDS.has(status);
const ENDS: ReadonlySet<Status> = new Set(['closed', 'withdrawn', ...ENDED_HOLDS]);

/** An answer, or other word that the partner is owed, that the wire refused or that came back: it goes again only by a person. */
export const isUndelivered = ({ purpose, status, receipt }: Transmission): boolean =>
  purpose !== 'request' && purpose !== 'copy' && purpose !== 'enquiry' && status === 'failed' && receipt !== undefined;
