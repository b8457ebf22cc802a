import type { OwedPurpose } from '../exchange.ts';
import { type Changes, type Request, STATUSES, type Status } from '../request.ts';

/** Whatever has been sent, but for what waits for a new attempt. */
export const AFTER_SENDING: readonly Status[] = STATUSES.filter((_, index) => index >= STATUSES.indexOf('sent')).filter(
  (status) => status !== 'ca-declined' && status !== 'delivery-failed',
);

/** The partner is told by the channel of the request: by mail the engine does it, by courier a person, who then records it. */
export function owing(request: Request, purpose: OwedPurpose): Changes {
  if (!request.sentOn) return {};
  const owed = request.owed ?? [];
  const before = [...request.transmissions, ...(request.written ?? []), ...owed];
  const n = before.filter((one) => one.purpose === purpose).length + 1;
  return { owed: [...owed, { purpose, n }] };
}
