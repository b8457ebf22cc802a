import type { Source } from '../../../domain/carrying.ts';
import type { Request } from '../../../domain/request.ts';
import { uuid } from './cast.ts';

export const SOURCE = uuid(1200);
/** A request that another is drafted from. */
export const sourceOf = (request: Request, more: Partial<Request> = {}): Source => {
  const source = { ...request, id: SOURCE, ...more };
  return { request: source, content: { items: source.items.map(({ id }) => ({ id, provider: 'Kite Cloud NV' })) } };
};
/** One for preservation. */
export const preserved = (request: Request): Source =>
  sourceOf(request, {
    kind: 'preservation',
    basis: [{ instrument: 'budapest-185', articles: ['29'] }],
    items: [{ id: '1', type: 'preservation' }],
  });
