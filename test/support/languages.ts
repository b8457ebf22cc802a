import { type EntryInput, endEntry, recordEntries } from '../../registry/law.ts';
import type { Office } from './office.ts';

/** The languages that Belmora takes from now on, the first before the others. */
export async function acceptLanguages({ app, system, as }: Office, ...tags: string[]): Promise<void> {
  const admin = await as('admin');
  const { rows } = await system.query<{ id: string; key: string }>(
    `select id, key from law_entry where about = 'XBE' and kind = 'language' and ended_at is null`,
  );
  for (const { id } of rows.filter(({ key }) => !tags.includes(key))) await endEntry(app, admin, id);
  const lines = tags.map(
    (key, index): EntryInput => ({
      kind: 'language',
      about: 'XBE',
      key,
      body: { place: index + 1 },
      source: 'a test',
      confidence: 'confirmed',
    }),
  );
  await recordEntries(app, admin, lines);
}
