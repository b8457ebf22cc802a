import { UNDER_WAY } from './exchange.ts';
import { type Between, isCopied, type Opening, routeOf } from './legal-basis.ts';
import type { Facts, Guard } from './move.ts';
import type { Request, Status } from './request.ts';
import { cite, isConfirmed } from './treaties/type.ts';

/** Where a copy that did not go may go again: the request has gone, and its file is open. */
export const COPY_MAY_FOLLOW: readonly Status[] = ['sent', ...UNDER_WAY];

type Around = Between & Pick<Facts, 'central'>;
/** The law that holds is that of the day of the letter, which names whom a copy goes to. */
const dayOf = ({ letter }: Request): string => letter?.date ?? '';

/** V6: what demands a copy at the same time from central authority to central authority; to that it goes anyway. */
function demandedBy(request: Request, around: Around, on: string): Opening | undefined {
  const { opening } = routeOf(on, request, around);
  return opening && isCopied(opening, around.partner, on) && around.central !== request.partner ? opening : undefined;
}

/** The authority that a copy of the request goes to, where the route demands one and one is on record. */
export const copyRecipient = (request: Request, around: Around, on = dayOf(request)): string | undefined =>
  demandedBy(request, around, on) && around.central;

/** Whether a copy is still to be sent: none is under way, has gone, or may have gone. */
export const owesCopy = ({ transmissions }: Request): boolean =>
  transmissions.every(({ purpose, status }) => purpose !== 'copy' || status === 'failed');

/** Whether the request has gone and its copy has not. */
export const hasFailedCopy = (request: Request): boolean =>
  owesCopy(request) && request.transmissions.some(({ purpose }) => purpose === 'copy');

export const copyHasAddressee: Guard = (request, facts) => {
  const demand = demandedBy(request, facts, dayOf(request));
  if (!demand || facts.central !== undefined || !isConfirmed(demand.instrument, demand.line)) return undefined;
  return {
    rule: 'copy',
    source: cite(demand.instrument, demand.line.article),
    because: `no central authority of ${facts.partner.names.en} is on record, to which a copy goes at the same time`,
  };
};

/** What has gone goes once; a copy that did not goes again. */
export const somethingToSend: Guard = (request) =>
  request.status === 'ready' || request.status === 'delivery-failed' || hasFailedCopy(request)
    ? undefined
    : { rule: 'nothing-to-send', source: 'procedure 3.1', because: 'it has been sent' };
