import { preservationOf } from '../journeys/preserving.ts';
import { smallDraft } from '../journeys/ways.ts';
import { globalId } from '../support/client.ts';
import { QASIRA } from '../support/journey.ts';
import type { Office } from '../support/office.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
import type { Station } from './stations.ts';

const fromHere = (mutation: string, more: object = {}): Station => ({
  mutation,
  by: 'seo',
  good: ({ id }) => ({ source: globalId('Request', id), ...more }),
});

/** A request for preservation that lies with the partner. */
export async function aPreservation(office: Office): Promise<string> {
  const { frame, content } = preservationOf('Kite Cloud NV');
  const request = await office.create('seo', { ...frame, kind: 'preservation', urgency: 'urgent', label: 'official' });
  await office.fill(request, { ...BLUE_HERON, content });
  return await office.onTo('sent', request);
}
/** What begins with what it says. */
export const PRESERVED: Station[] = [
  fromHere('draftFromPreservation', { type: 'DATA_CONTENT' }),
  fromHere('cloneRequest'),
];

/** A draft of two items at least. */
export const drafted = (office: Office): Promise<string> =>
  smallDraft(office, { items: [{ type: 'data-traffic' }, { type: 'data-subscriber' }] });
/** What splits it. */
export const DRAFTED: Station[] = [fromHere('splitRequest', { items: ['1'], partner: globalId('Authority', QASIRA) })];

export const ended = async (office: Office): Promise<string> => office.onTo('executed', await smallDraft(office));
export const ENDED: Station[] = [fromHere('supplementRequest', { items: ['1'] })];
