import type { Content } from '../../domain/content.ts';
import type { RequestKind } from '../../domain/kinds.ts';
import { type EntryInput, recordEntries } from '../../registry/law.ts';
import { COMPLETE } from '../domain/own-type-drafts.ts';
import { line } from '../journeys/castreya.ts';
import { DRAFT } from '../journeys/whole-request.ts';
import { globalId } from '../support/client.ts';
import { BELMORA, type Office } from '../support/office.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
import type { Station } from './stations.ts';

type Kind = Extract<RequestKind, keyof typeof COMPLETE>;
const bound = (instrument: string): EntryInput[] =>
  ['XAR', 'XBE'].map((about) => line('membership', about, instrument, { since: '2020-01-01' }));

/** A request of a kind, complete, at a place on its way. */
async function aRequest(office: Office, kind: Kind, frame: object): Promise<string> {
  const { basis, articles, item } = COMPLETE[kind];
  const items = [{ type: kind }];
  const request = await office.create('seo', { basis: [{ instrument: basis, articles }], items, kind, ...frame });
  const content = { ...DRAFT, items: [{ id: '1', identifiers: [], persons: [], ...item }] } as Content;
  await office.fill(request, { ...BLUE_HERON, content });
  return request;
}

/** An order that lies with a provider. */
export async function anOrder(office: Office): Promise<string> {
  await recordEntries(office.app, await office.as('admin'), [
    line('switch', 'cets-224', '', { on: true }),
    ...bound('cets-224'),
    line('provider', 'XBE', 'kite-cloud', {
      names: { en: 'Kite Cloud NV' },
      address: '2 Wolkenkaai, Port-Clair',
      email: 'orders@kitecloud.example',
      accepts: ['order'],
    }),
  ]);
  const { rows } = await office.system.query<{ id: string }>("select id from authority where key = 'kite-cloud'");
  const basis = [{ instrument: 'cets-224', articles: ['7'] }];
  return await office.onTo('sent', await aRequest(office, 'provider-direct', { partner: rows[0]?.id, basis }));
}
const told = { on: '2026-03-16', record: { channel: 'TELEPHONE' } };
const reason = { ground: 'ESSENTIAL_INTERESTS', reason: 'A case of theirs would suffer' };
const source = ({ id }: { id: string }): object => ({ source: globalId('Request', id) });
export const ORDERED: Station[] = [
  { mutation: 'noteUserNotice', by: 'oh', good: () => ({ ...told, tellsOn: '2026-06-01' }) },
  { mutation: 'instructNotToDisclose', by: 'oh', good: () => ({ ...told, ...reason }) },
  {
    mutation: 'escalate',
    by: 'seo',
    good: (request) => ({ ...source(request), partner: globalId('Authority', BELMORA), type: 'DATA_SUBSCRIBER' }),
  },
];

/** Information given without a request, that lies with the central authority. */
export async function information(office: Office): Promise<string> {
  await recordEntries(office.app, await office.as('admin'), bound('untoc-18'));
  return await office.onTo('with-ca', await aRequest(office, 'spontaneous-information', {}));
}
export const INFORMED: Station[] = [{ mutation: 'settleConditions', by: 'oh', good: () => ({ ...told, none: false }) }];

/** A request for the disclosure of traffic data that was preserved. */
export async function aDisclosure(office: Office): Promise<string> {
  return await office.onTo('sent', await aRequest(office, 'traffic-partial-disclosure', {}));
}
export const DISCLOSED: Station[] = [{ mutation: 'followPath', by: 'seo', good: source }];
