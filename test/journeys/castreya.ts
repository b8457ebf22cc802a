import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import type { EntryInput } from '../../registry/law.ts';
import { recordEntries } from '../../registry/law.ts';
import type { House } from '../support/journey.ts';
import { openOffice } from '../support/office.ts';

/** A State that every treaty binds, with a provider under its law. */
export const CASTREYA = 'XCA';
const TREATIES = Object.values(INSTRUMENTS).filter(({ hasParties }) => hasParties);

export const line = (kind: EntryInput['kind'], about: string, key: string, body: object): EntryInput => ({
  kind,
  about,
  key,
  body,
  source: 'the list of the treaty office',
  confidence: 'confirmed',
  checkedOn: '2026-02-01',
});
const known = (code: string, name: string): EntryInput[] => [
  line('state', code, '', { names: { en: name }, zone: 'Europe/Paris', weekend: [6, 7], isComplete: true }),
  line('language', code, 'en', { place: 1 }),
  line('channel', code, 'email', {}),
  line('authority', code, 'central-authority', {
    names: { en: `Central Authority of ${name}` },
    address: '1 Justice Square',
    email: `mla@justice.${code.toLowerCase()}.example`,
  }),
];
const PROVIDER = line('provider', CASTREYA, 'kite-cloud', {
  names: { en: 'Kite Cloud SA' },
  address: '9 rue du Port, Port-Clair',
  email: 'legal@kitecloud.example',
  portal: 'https://legal.kitecloud.example',
  accepts: ['voluntary', 'preservation', 'order', 'emergency'],
  languages: ['en'],
  retention: 'Log-ins for 90 days.',
  emergency: '+33 1 55 55 01 42',
});

/** Puts lines of the law on record. */
export async function putOnRecord(house: House, entries: EntryInput[]): Promise<void> {
  const office = await openOffice(house.stack);
  await recordEntries(office.app, await office.as('admin'), entries);
  await office.close();
}

/** Puts the States on record, all treaties between us and Castreya in force; gives addressees by `State` or `State/key`. */
export async function openTreaties(house: House, ...others: readonly string[]): Promise<Map<string, string>> {
  await putOnRecord(house, [
    ...known(CASTREYA, 'Castreya'),
    PROVIDER,
    ...others.flatMap((code) => known(code, code)),
    ...TREATIES.flatMap(({ id }) =>
      ['XAR', CASTREYA].map((code) => line('membership', code, id, { since: '2015-01-01' })),
    ),
    ...TREATIES.filter(({ isOff }) => isOff).map(({ id }) => line('switch', id, '', { on: true })),
  ]);
  const { rows } = await house.db.query<{ id: string; state: string; key: string }>(
    'select id, state, key from authority',
  );
  return new Map(rows.map(({ id, state, key }) => [key === 'central-authority' ? state : `${state}/${key}`, id]));
}
