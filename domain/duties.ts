import type { Request } from './request.ts';

/** What the engine owes a request now; a workflow carries it out. Codes and ids only: it is kept in histories. */
export type Duty =
  | { do: 'translate' }
  | { do: 'open-translation' }
  | { do: 'make-ready' }
  | { do: 'transmit'; transmission: string; attempt: number; lost: boolean }
  | { do: 'enquire' }
  | { do: 'retain' };

/** A duty by name: two with the same name are the same. */
export const nameOf = (duty: Duty): string =>
  duty.do === 'transmit' ? `transmit/${duty.transmission}/${duty.attempt}` : duty.do;

/** What the file as a whole is owed. `translateInto` is the language that the partner needs, if any. */
export function dutiesOf(request: Request, translateInto: string | undefined): Duty[] {
  const duties: Duty[] = [];
  if (request.status === 'approved') duties.push(translateInto ? { do: 'translate' } : { do: 'make-ready' });
  if (request.status === 'in-translation') duties.push({ do: 'translate' });
  for (const { id, attempt, status } of request.transmissions) {
    if (status === 'prepared' || status === 'sending')
      duties.push({ do: 'transmit', transmission: id, attempt, lost: status === 'sending' });
  }
  if (request.enquiry?.owed && request.channel === 'email' && request.status !== 'withdrawn')
    duties.push({ do: 'enquire' });
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

export const hasEnded = ({ status }: Request): boolean => status === 'closed' || status === 'withdrawn';
