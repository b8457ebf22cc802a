import { recordEntries } from '../../registry/law.ts';
import type { House } from '../support/journey.ts';
import type { People } from './people.ts';

/** The administrator puts a day off of our own State on record. */
export async function dayOff({ office }: Pick<People, 'office'>, day: string): Promise<void> {
  const line = { kind: 'holiday', about: 'XAR', key: day, body: { name: 'Election Day' } } as const;
  const entry = { ...line, source: 'the gazette', confidence: 'confirmed' } as const;
  await recordEntries(office.app, await office.as('admin'), [entry]);
}

/** How often the engine has counted deadlines anew, of one request or of all. */
export async function recounts({ db }: Pick<House, 'db'>, request?: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) from event where action = 'recountDeadlines' and ($1::uuid is null or request_id = $1)`,
    [request ?? null],
  );
  return rows[0]?.count ?? 0;
}
