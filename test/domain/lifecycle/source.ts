import type { Source } from '../../../domain/carrying.ts';
import type { Request } from '../../../domain/request.ts';
import { PARTNER, uuid } from './cast.ts';

export const SOURCE = uuid(1200);
/** A request that another is drafted from. */
export const sourceOf = (request: Request, more: Partial<Request> = {}): Source => {
  const source = { ...request, id: SOURCE, ...more };
  return { request: source, content: { items: source.items.map(({ id }) => ({ id, provider: 'Kite Cloud NV' })) } };
};
/** It lies with another partner. */
export const ELSEWHERE = { partner: uuid(1204) };
/** One for preservation. */
export const preserved = (request: Request): Source =>
  sourceOf(request, {
    kind: 'preservation',
    basis: [{ instrument: 'budapest-185', articles: ['29'] }],
    items: [{ id: '1', type: 'preservation' }],
  });

/** One for the disclosure of traffic data, and an order to a provider. */
export const disclosed = (request: Request): Source =>
  sourceOf(request, { kind: 'traffic-partial-disclosure', basis: [{ instrument: 'budapest-185', articles: ['30'] }] });
export const ordered = (request: Request): Source =>
  sourceOf(request, { kind: 'provider-direct', requested: PARTNER.code });

/** The partner as a provider under the law of its State, and a draft of an order to it. */
export const PROVIDER = { ...PARTNER, provider: { accepts: ['order'], source: 'its guide' } } as const;
export const ORDER = {
  kind: 'provider-direct',
  basis: [{ instrument: 'budapest-185', articles: ['31'] }],
  items: [{ type: 'provider-direct' }, { type: 'provider-direct' }],
};

export const HOLD = uuid(1201);
/** The hold that it has asked for, whose extension is drafted. */
export const prolonged = ({ request }: Source): Request => ({
  ...request,
  id: HOLD,
  kind: 'hold',
  status: 'active',
  hold: {
    custodian: { text: uuid(1202), hash: '' },
    data: { text: uuid(1203), hash: '' },
    zone: 'Europe/Brussels',
    askedOn: '2026-02-27',
    until: '2026-04-28',
    extensions: [],
    draft: { on: '2026-04-14', askedUntil: '2026-06-27', isRight: false },
    askedBy: { request: SOURCE, item: '1' },
    requests: [],
  },
});

export const FOLLOWING = uuid(1205);
/** The request for extradition that was drafted from one for provisional arrest, as the partner has received it. */
export const following = (request: Request, receivedOn = '2026-03-09'): Request => ({
  ...request,
  id: FOLLOWING,
  kind: 'extradition',
  status: 'acknowledged',
  origin: request.id,
  receivedOn,
});
