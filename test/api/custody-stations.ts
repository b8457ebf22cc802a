import { recordEntries } from '../../registry/law.ts';
import { line } from '../journeys/castreya.ts';
import { ofPerson } from '../journeys/persons.ts';
import { globalId } from '../support/client.ts';
import type { Office } from '../support/office.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
import type { Station } from './stations.ts';

/** Puts on record that the European Convention binds us and Belmora. */
export async function bindBoth(office: Office): Promise<void> {
  const member = (about: string) => line('membership', about, 'ets-24', { since: '2020-01-01' });
  await recordEntries(office.app, await office.as('admin'), [member('XBE'), member('XAR')]);
}

/** A request about a person as it lies with the partner. */
async function withPartner(office: Office, type: Parameters<typeof ofPerson>[0]): Promise<string> {
  await bindBoth(office);
  const { frame, content } = ofPerson(type);
  const request = await office.create('seo', frame);
  await office.fill(request, { ...BLUE_HERON, content });
  return await office.onTo('acknowledged', request);
}
const nothing = (): object => ({});

export const aWanted = (office: Office): Promise<string> => withPartner(office, 'provisional-arrest');
/** What becomes of a request for provisional arrest. */
export const WANTED: Station[] = [
  {
    mutation: 'recordArrest',
    by: 'laurent',
    good: () => ({
      arrestedAt: '2026-03-16T00:30:00+01:00',
      zone: 'Europe/Brussels',
      place: 'The station of Port-Clair',
    }),
  },
  { mutation: 'draftExtradition', by: 'seo', good: ({ id }) => ({ source: globalId('Request', id) }) },
  { mutation: 'confirmCustody', by: 'laurent', good: nothing },
  { mutation: 'recordRelease', by: 'laurent', good: nothing },
];

export const anExtradition = (office: Office): Promise<string> => withPartner(office, 'extradition');
/** What becomes of a request for extradition. */
export const EXTRADITED: Station[] = [
  { mutation: 'grantExtradition', by: 'laurent', good: () => ({ words: 'For these offences' }) },
  { mutation: 'agreeSurrender', by: 'laurent', good: () => ({ appointedOn: '2026-04-20', place: 'The airport' }) },
  { mutation: 'recordSurrender', by: 'laurent', good: nothing },
];

export const aPrisoner = (office: Office): Promise<string> => withPartner(office, 'prisoner-transfer');
/** Who is brought here. */
export const BROUGHT: Station[] = [
  { mutation: 'recordArrival', by: 'oh', good: () => ({ item: '1', on: '2026-03-16', returnBy: '2026-06-30' }) },
  { mutation: 'recordDischarge', by: 'kwon', good: () => ({ item: '1', on: '2026-03-16' }) },
];
