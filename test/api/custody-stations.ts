import type { Action } from '../../domain/moves.ts';
import { apply } from '../../registry/apply.ts';
import { recordEntries } from '../../registry/law.ts';
import { savePart } from '../../registry/parts.ts';
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

/** The request for extradition that is drafted from one for provisional arrest, complete. */
export async function followingDraft(office: Office, source: string): Promise<string> {
  const command = { action: 'draftExtradition', key: `following ${source}`, input: { source } } as const;
  const { request } = await apply(office.app, await office.as('seo'), command);
  const { viewer, actor } = await office.as('seo');
  const [{ id: _, ...value } = { id: '' }] = ofPerson('extradition').content.items;
  await savePart(office.app, viewer, actor, { request, key: 'item/1', value, expectedVersion: 1 });
  return request;
}

/** Requests about persons between which there is something in every field: held, released and surrendered, lent. */
export async function aboutPersons(office: Office): Promise<string[]> {
  const [held, followed, lent] = [await aWanted(office), await aWanted(office), await aPrisoner(office)];
  const by = (login: string, action: Action, request: string, input = {}) =>
    office.step(login, action, request, { input });
  await by('laurent', 'recordArrest', held, { arrestedAt: '2026-03-15T23:30:00Z', place: 'shown place of arrest' });
  await by('laurent', 'recordArrest', followed);
  const extradition = await office.onTo('acknowledged', await followingDraft(office, followed));
  await office.enginesStep('notePapers', followed, { linked: extradition });
  await by('laurent', 'recordRelease', followed);
  await by('laurent', 'grantExtradition', extradition, { words: 'shown grant' });
  await by('laurent', 'agreeSurrender', extradition, { appointedOn: '2026-04-20', place: 'shown place of surrender' });
  await by('laurent', 'recordSurrender', extradition);
  await by('oh', 'recordArrival', lent, { item: '1', on: '2026-03-16', returnBy: '2026-06-30' });
  await by('kwon', 'recordDischarge', lent, { item: '1', on: '2026-03-16' });
  return [held, followed, extradition, lent];
}

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
