import { z } from 'zod';
import { InvalidInput } from '../errors.ts';
import { ownAuthority } from '../guards.ts';
import type { RequestKind } from '../kinds.ts';
import type { Guard } from '../move.ts';
import type { Request, Status } from '../request.ts';

/** Who takes a step of the partner: its officer, or ours on its behalf. */
const BY = ['partner', 'ca-officer', 'poc-officer', 'registry'] as const;
export const WITH_PARTNER: readonly Status[] = ['sent', 'delivery-failed', 'acknowledged', 'in-execution', 'partial'];
export const common = { by: BY, guards: [ownAuthority], partnerStep: true } as const;

/** Of a request of another kind there is no such step. */
export const ofKind =
  (kind: RequestKind, source: string, because: string): Guard =>
  (request) =>
    request.kind === kind ? undefined : { rule: 'kind', source, because };

export const itemIds = z.array(z.string().max(4)).max(200);

/** Throws where an id names no item of the request. */
export function checkItems(request: Request, ids: readonly string[], field: string): void {
  const unknown = ids.filter((wanted) => !request.items.some((item) => item.id === wanted));
  if (unknown.length > 0)
    throw new InvalidInput('these items', [
      { field, rule: 'unknown', message: `name no item of this request: ${unknown.join(', ')}`, source: 'the record' },
    ]);
}
